"""What many sessions show together, and what they do not.

Numbers come with how many sessions they rest on. The warning signs are judgements of ours, no
clinician has set them, and none of them blocks a session: the screening does that.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from footcoach.core.record import SessionRecord
from footcoach.core.states import Foot, Status
from footcoach.core.text import both, sessions_in_words

# How far back the minutes a week go: about three months, which fit on a screen.
WEEKS_SHOWN = 12
ROUTINES_SHOWN = 10

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
    # Those it rests on: with a foot rated before and after, and mostly done.
    sessions: int
    # Points of 10, a mean; below 0 if they felt sorer.
    less_sore: float


@dataclass(frozen=True, slots=True)
class Totals:
    """All sessions together."""

    sessions: int
    seconds: float
    # The last ones, the oldest first, those without a session too.
    weeks: tuple[Week, ...]
    # The routines that were rated most often.
    changes: tuple[Change, ...]


def totals(records: Iterable[SessionRecord], today: date) -> Totals:
    """Return what these sessions show; a session belongs to the day it had where it was."""
    seconds: dict[date, list[float]] = defaultdict(list)
    drops: dict[str, list[float]] = defaultdict(list)
    for record in records:
        seconds[_monday(record.started_at.date())].append(record.done_seconds)
        if record.less_sore is not None:
            drops[record.routine].append(record.less_sore)
    mondays = [_monday(today) - timedelta(weeks=ago) for ago in reversed(range(WEEKS_SHOWN))]
    weeks = [(monday, seconds.get(monday, [])) for monday in mondays]
    often = sorted(drops.items(), key=lambda item: (-len(item[1]), item[0]))
    changes = [Change(name, len(each), sum(each) / len(each)) for name, each in often]
    return Totals(
        sum(map(len, seconds.values())),
        sum(map(sum, seconds.values())),
        tuple(Week(monday, len(done), sum(done)) for monday, done in weeks),
        tuple(changes[:ROUTINES_SHOWN]),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def change_in_words(change: Change) -> str:
    """Say what the ratings show: "six sessions; feet felt 1.8 points less sore right after"."""
    points = round(change.less_sore, 1)
    if points == 0:
        felt = "feet felt as sore right after as before"
    else:
        unit = "point" if abs(points) == 1 else "points"
        than = "less sore" if points > 0 else "sorer"
        felt = f"feet felt {abs(points):g} {unit} {than} right after"
    return f"{sessions_in_words(change.sessions)}; {felt}"


def totals_data(totals: Totals, signs: Iterable["WarningSign"]) -> dict[str, object]:
    """Return what `history stats` shows, for programs."""
    weeks = [(week.monday.isoformat(), week.sessions, week.seconds) for week in totals.weeks]
    rated = [(each.routine, each.sessions, round(each.less_sore, 2)) for each in totals.changes]
    routine_keys = ("routine", "rated_sessions", "points_less_sore")
    return {
        "sessions": totals.sessions,
        "minutes": round(totals.seconds / 60, 1),
        "weeks": [
            {"monday": monday, "sessions": number, "minutes": round(seconds / 60, 1)}
            for monday, number, seconds in weeks
        ],
        "routines": [dict(zip(routine_keys, each, strict=True)) for each in rated],
        "shows_not": SHOWS_NOT,
        "warning_signs": [{"sign": sign.name, "text": sign.text} for sign in signs],
    }


# --- warning signs over time ---------------------------------------------------------------------

# Sessions in a row after which soreness was higher each time. Two could be chance.
RISES = 3
RISING_WITHIN = timedelta(days=28)
HURT_WITHIN = timedelta(days=14)
SORER_FOR = timedelta(days=14)
SORER_SESSIONS = 3

# A clock can be a little ahead, or have been. What is further off is not looked at.
AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WarningSign:
    """Something in earlier sessions that matters before the next one."""

    name: str
    # What was seen, and what to do.
    text: str
    # It says not to massage now: leaving is the first key, and going on a deliberate second.
    leave_first: bool = False


def warning_signs(records: Iterable[SessionRecord], now: datetime) -> tuple[WarningSign, ...]:
    """Return the warning signs in these sessions; `now` has an offset. They block nothing."""
    past = sorted((r for r in records if r.started_at <= now + AHEAD), key=lambda r: r.started_at)
    found = (check(past, now) for check in _CHECKS)
    return tuple(sign for sign in found if sign is not None)


_HURT_TODAY = WarningSign(
    "hurt_today",
    "You stopped a session today because something hurt. Leave both feet alone until tomorrow. "
    "If it is still there then, or comes back, see a podiatrist or doctor.",
    leave_first=True,
)

_DANGER_TODAY = WarningSign(
    "danger_today",
    "You stopped a session today because of chest pain, trouble breathing or faintness. If nobody "
    "has examined you since, call your emergency number now (for example 112, 911 or 999). Do not "
    "rub your legs or feet until a doctor says that it is fine.",
    leave_first=True,
)

_HURT_TWICE = WarningSign(
    "hurt_twice",
    "Two or more sessions in the last 14 days ended because something hurt. Do not massage that "
    "place for now, and see a podiatrist before you continue.",
    leave_first=True,
)

_TOO_HARD = WarningSign(
    "too_hard",
    "In your last session the massage was too hard. Press less from the start this time.",
    leave_first=False,
)


def _stopped_today(past: Sequence[SessionRecord], now: datetime) -> WarningSign | None:
    # They were advised to stop for today (see `SHARP_ADVICE`). The screening may well find
    # nothing: by now nothing hurts, or the other foot is meant. A session's day is the one it had
    # there or the one it has here: offsets change with travel and the season.
    found = {
        record.status
        for record in past
        for day in (record.started_at.date(), record.started_at.astimezone(now.tzinfo).date())
        if day == now.date()
    }
    if Status.STOPPED_DANGER in found:
        return _DANGER_TODAY
    return _HURT_TODAY if Status.STOPPED_HURT in found else None


def _soreness_rising(past: Sequence[SessionRecord], now: datetime) -> WarningSign | None:
    # Feet may be a little sore the day after; soreness that is higher each time means that the
    # massage irritates something, or that what was there gets worse. Three sessions, within 28
    # days so that an old run is not named for ever: a judgement, no source counts sessions.
    recent = [record for record in past if now - record.started_at <= RISING_WITHIN]
    for foot in Foot.BOTH.each:
        rated = [n for n in (record.after.of(foot) for record in recent) if n is not None]
        last = rated[-RISES:]
        if len(last) == RISES and last[0] < last[1] < last[2]:
            return WarningSign(
                "soreness_rising",
                f"After your last three sessions your {foot} foot was {both(map(str, last))} of 10 "
                "sore: more each time. Leave it alone until it has calmed down; if it does not, "
                "or this comes back, see a podiatrist.",
                leave_first=True,
            )
    return None


def _hurt_twice(past: Sequence[SessionRecord], now: datetime) -> WarningSign | None:
    # Massage should not ordinarily hurt (Mayo Clinic). Once may be a wrong move; a second time
    # before a strain has had two weeks to heal is a pattern. The two weeks are a judgement.
    hurt = [record for record in past if record.status is Status.STOPPED_HURT]
    recent = sum(now - record.started_at <= HURT_WITHIN for record in hurt)
    return _HURT_TWICE if recent >= 2 else None


def _one_foot_sorer(past: Sequence[SessionRecord], now: datetime) -> WarningSign | None:
    # Use makes both feet sore; one foot alone, and for long, more often has a cause of its own.
    # The NHS says to see someone if heel pain is no better within two weeks (plantar fasciitis).
    # That it takes three sessions, the last of them in the last 14 days, is a judgement.
    run: list[SessionRecord] = []
    for record in past:
        if record.before.left is not None and record.before.right is not None:
            same = run and _sorer(run[0]) is _sorer(record)
            run = [*run, record] if same else [record]
    if len(run) < SORER_SESSIONS or now - run[-1].started_at > SORER_FOR:
        return None
    foot = _sorer(run[0])
    if foot is None or run[-1].started_at - run[0].started_at < SORER_FOR:
        return None
    return WarningSign(
        "one_foot_sorer",
        f"Your {foot} foot has been the sorer one at every session for two weeks or more. That "
        "often has a cause that massage does not change: see a podiatrist.",
        leave_first=False,
    )


def _sorer(record: SessionRecord) -> Foot | None:
    left, right = record.before.left or 0, record.before.right or 0
    if left == right:
        return None
    return Foot.LEFT if left > right else Foot.RIGHT


def _too_hard(past: Sequence[SessionRecord], now: datetime) -> WarningSign | None:
    recent = [record for record in past[-1:] if now - record.started_at <= HURT_WITHIN]
    return _TOO_HARD if any(record.lighter for record in recent) else None


_CHECKS = (_stopped_today, _soreness_rising, _hurt_twice, _one_foot_sorer, _too_hard)
