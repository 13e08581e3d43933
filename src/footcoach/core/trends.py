"""What many sessions show together, and what they do not.

Numbers come with how many sessions they rest on. The warning signs are judgements of ours, no
clinician has set them, and none of them blocks a session: the screening does that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from footcoach.core.record import Rating, SessionRecord
from footcoach.core.states import Foot, Status
from footcoach.core.text import both, sessions_in_words

WEEKS_SHOWN = 12
"""How far back the minutes a week go: about three months, which fit on a screen."""

SHOWS_NOT = (
    "Soreness is from 0 to 10, a mean over the sessions rated before and after; of those less than "
    "half done, only the ones that ended because it hurt. This does not show a lasting effect, nor "
    "that the massage was the cause: sore feet often ease by themselves."
)


@dataclass(frozen=True, slots=True)
class Week:
    """The sessions of one week."""

    monday: date
    sessions: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Change:
    """How sessions with one routine changed how sore the feet felt, right after."""

    routine: str
    sessions: int
    """Sessions it rests on: those with a foot rated before and after, and mostly done."""
    less_sore: float
    """Points of 10, a mean; below 0 if they felt sorer."""


@dataclass(frozen=True, slots=True)
class Totals:
    """All sessions together."""

    sessions: int
    seconds: float
    weeks: tuple[Week, ...]
    """The last ones, the oldest first, those without a session too."""
    changes: tuple[Change, ...]
    """The routines that were rated most often."""


def first_day_shown(today: date) -> date:
    """Return the Monday with which the weeks shown begin."""
    return today - timedelta(days=today.weekday(), weeks=WEEKS_SHOWN - 1)


def weeks_shown(days: Mapping[date, tuple[int, float]], today: date) -> tuple[Week, ...]:
    """Gather the sessions and seconds of days into weeks, up to the one of today."""
    mondays = [first_day_shown(today) + timedelta(weeks=number) for number in range(WEEKS_SHOWN)]
    return tuple(_week(monday, days) for monday in mondays)


def _week(monday: date, days: Mapping[date, tuple[int, float]]) -> Week:
    of_week = [days.get(monday + timedelta(days=number), (0, 0.0)) for number in range(7)]
    return Week(monday, sum(n for n, _ in of_week), sum(seconds for _, seconds in of_week))


def change_in_words(change: Change) -> str:
    """Say what the ratings show: "six sessions; feet felt 1.8 points less sore right after"."""
    points = round(change.less_sore, 1)
    if points == 0:
        felt = "feet felt as sore right after as before"
    else:
        unit = "point" if abs(points) == 1 else "points"
        felt = (
            f"feet felt {abs(points):g} {unit} {'less sore' if points > 0 else 'sorer'} right after"
        )
    return f"{sessions_in_words(change.sessions)}; {felt}"


def totals_data(totals: Totals, signs: Iterable["WarningSign"]) -> dict[str, object]:
    """Return what `stats` shows, for programs."""
    return {
        "sessions": totals.sessions,
        "minutes": round(totals.seconds / 60, 1),
        "weeks": [
            {
                "monday": week.monday.isoformat(),
                "sessions": week.sessions,
                "minutes": round(week.seconds / 60, 1),
            }
            for week in totals.weeks
        ],
        "routines": [
            {
                "routine": change.routine,
                "rated_sessions": change.sessions,
                "points_less_sore": round(change.less_sore, 2),
            }
            for change in totals.changes
        ],
        "shows_not": SHOWS_NOT,
        "warning_signs": [{"sign": sign.name, "text": sign.text} for sign in signs],
    }


# --- warning signs over time ---------------------------------------------------------------------

RISES = 3
"""Sessions in a row after which soreness was higher each time."""

RISING_WITHIN = timedelta(days=28)
HURT_WITHIN = timedelta(days=14)
SORER_FOR = timedelta(days=14)
SORER_SESSIONS = 3

WATCHED = 100
"""Last sessions that are looked at for warning signs: seven a day for the longest 14 days."""


@dataclass(frozen=True, slots=True)
class WarningSign:
    """Something that a podiatrist should know of."""

    name: str
    text: str
    """What was seen, and what to do."""
    leave_first: bool = False
    """Both feet are to be left alone for now."""


def warning_signs(records: Iterable[SessionRecord], now: datetime) -> tuple[WarningSign, ...]:
    """Return the warning signs in these sessions; `now` has an offset. They block nothing."""
    past = sorted((r for r in records if r.started_at <= now), key=lambda r: r.started_at)
    found = (
        check(past, now) for check in (hurt_today, soreness_rising, hurt_twice, one_foot_sorer)
    )
    return tuple(sign for sign in found if sign is not None)


def hurt_today(past: Sequence[SessionRecord], now: datetime) -> WarningSign | None:
    """Tell who stopped because something hurt, and comes again on the same day.

    They were told to stop for today (see `SHARP_ADVICE`). The screening may well find nothing: by
    then nothing hurts, or the other foot is meant. The day is that of where they are now.
    """
    days = [r.started_at.astimezone(now.tzinfo).date() for r in past if _hurt(r)]
    if now.date() not in days:
        return None
    return WarningSign(
        "hurt_today",
        "You stopped a session today because something hurt. Leave both feet alone until tomorrow. "
        "If it is still there then, or comes back, see a podiatrist or doctor.",
    )


def soreness_rising(past: Sequence[SessionRecord], now: datetime) -> WarningSign | None:
    """Tell of a foot that was sorer after each of the last three sessions in which it was rated.

    `past` is in order of time. Feet may be a little sore the day after; but soreness that is
    higher each time means that the massage irritates something, or that what was there gets
    worse. Two could be chance. Three, and all within 28 days, so that an old run is not told for
    ever, are a judgement: no source counts sessions.
    """
    recent = [
        record.after or Rating() for record in past if now - record.started_at <= RISING_WITHIN
    ]
    for side in Foot.BOTH.each:
        last = [n for n in (_of(rating, side) for rating in recent) if n is not None][-RISES:]
        if len(last) == RISES and last[0] < last[1] < last[2]:
            return WarningSign(
                "soreness_rising",
                f"After your last three sessions your {side} foot was {both(map(str, last))} of 10 "
                "sore: more each time. Leave it alone until it has calmed down; if it does not, "
                "or this comes back, see a podiatrist.",
            )
    return None


def hurt_twice(past: Sequence[SessionRecord], now: datetime) -> WarningSign | None:
    """Tell of two sessions in 14 days that ended because something hurt.

    Massage should not ordinarily hurt (Mayo Clinic), and `stopped_hurt` is only stored for sharp,
    burning, electric or numb feelings and danger signs. Once may be a wrong move; a second time
    before a strain has had two weeks to heal is a pattern. The two weeks are a judgement.
    """
    if sum(_hurt(record) and now - record.started_at <= HURT_WITHIN for record in past) < 2:
        return None
    return WarningSign(
        "hurt_twice",
        "Two or more sessions in the last 14 days ended because something hurt. Do not massage "
        "that place for now, and see a podiatrist before you go on.",
    )


def _hurt(record: SessionRecord) -> bool:
    return record.status is Status.STOPPED_HURT


def one_foot_sorer(past: Sequence[SessionRecord], now: datetime) -> WarningSign | None:
    """Tell of a foot that came sorer than the other to every session for two weeks.

    `past` is in order of time. Use makes both feet sore; one foot alone, and for long, more often
    has a cause of its own. The NHS says to see someone if heel pain is no better within two weeks
    (plantar fasciitis). That it takes three sessions, the last of them in the last 14 days, with
    both feet rated before, is a judgement.
    """
    both = [(record.started_at, _sorer(record.before or Rating())) for record in past]
    known = [(at, side) for at, side in both if side is not None]
    if not known or now - known[-1][0] > SORER_FOR or known[-1][1] == "":
        return None
    side = known[-1][1]
    other = [place for place, (_, sorer) in enumerate(known) if sorer != side]
    run = known[other[-1] + 1 :] if other else known
    if len(run) < SORER_SESSIONS or run[-1][0] - run[0][0] < SORER_FOR:
        return None
    return WarningSign(
        "one_foot_sorer",
        f"Your {side} foot has been the sorer one at every session for two weeks or more. That "
        "often has a cause that massage does not change: see a podiatrist.",
    )


def _of(rating: Rating, side: Foot) -> int | None:
    return rating.left if side is Foot.LEFT else rating.right


def _sorer(rating: Rating) -> str | None:
    """Return the sorer foot, "" if they are alike, None if not both were rated."""
    if rating.left is None or rating.right is None:
        return None
    if rating.left == rating.right:
        return ""
    return Foot.LEFT if rating.left > rating.right else Foot.RIGHT
