"""What the history as a whole shows, and what it does not.

Each figure comes with the number of sessions behind it. The warning signs are our own judgement,
not a clinician's, and none of them blocks a session: only the screening does that.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from footcoach.core.data import read_data
from footcoach.core.states import Foot, Status
from footcoach.core.text import both, day_in_words, sessions_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from footcoach.core.record import SessionRecord

# How far back the weekly minutes go: about three months, which fits on a screen.
WEEKS_SHOWN = 12
ROUTINES_SHOWN = 10

# How long after a session people can still say how their feet felt right after it: a judgement.
REMEMBERED = timedelta(days=3)

SHOWS_NOT = (
    "Soreness runs from 0 to 10. The averages are over sessions rated before and after; a session "
    "less than half done counts only if it ended because it hurt. This does not show a lasting "
    "effect, nor that the massage was the cause: soreness often eases on its own."
)


@dataclass(frozen=True, slots=True)
class Week:
    """The sessions of one week."""

    monday: date
    sessions: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Change:
    """How much less sore the feet felt right after sessions with one routine."""

    routine: str
    # The number of sessions counted; see `SessionRecord.less_sore` for which ones count.
    sessions: int
    # The mean, in points out of 10; negative if the feet felt sorer.
    less_sore: float


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures for all sessions together."""

    sessions: int
    seconds: float
    # The most recent weeks, oldest first, including those without a session.
    weeks: tuple[Week, ...]
    # The routines that were rated most often.
    changes: tuple[Change, ...]


def totals(records: Sequence[SessionRecord], today: date) -> Totals:
    """Return figures for these sessions, each counted on the local day where it took place."""
    seconds: dict[date, list[float]] = defaultdict(list)
    drops: dict[str, list[float]] = defaultdict(list)
    for record in records:
        seconds[_monday(record.started_at.date())].append(record.done_seconds)
        if record.less_sore is not None:
            drops[record.routine].append(record.less_sore)
    mondays = [_monday(today) - timedelta(weeks=ago) for ago in reversed(range(WEEKS_SHOWN))]
    often = sorted(drops.items(), key=lambda item: (-len(item[1]), item[0]))[:ROUTINES_SHOWN]
    return Totals(
        len(records),
        sum(record.done_seconds for record in records),
        tuple(Week(day, len(seconds[day]), sum(seconds[day])) for day in mondays),
        tuple(Change(name, len(each), sum(each) / len(each)) for name, each in often),
    )


def unrated(records: Sequence[SessionRecord], now: datetime) -> SessionRecord | None:
    """Return the latest session if it is recent, and was rated before but not after."""
    last = max(records, key=lambda record: record.started_at, default=None)
    if last is None or not last.before.given or last.after.given:
        return None
    over = last.status in {Status.COMPLETED, Status.STOPPED_EARLY}
    return last if over and now - last.started_at <= REMEMBERED else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def change_in_words(change: Change) -> str:
    """Put a change into words: "six sessions; feet felt 1.8 points less sore right after"."""
    points = round(change.less_sore, 1)
    than = "less sore" if points >= 0 else "sorer"
    unit = "point" if abs(points) == 1 else "points"
    felt = f"feet felt {abs(points):g} {unit} {than} right after"
    return f"{sessions_in_words(change.sessions)}; {felt}"


def totals_data(totals: Totals, signs: Iterable[WarningSign]) -> dict[str, object]:
    """Return what `history stats` shows, as data for other programs."""

    def minutes(seconds: float) -> float:
        return round(seconds / 60, 1)

    return {
        "sessions": totals.sessions,
        "minutes": minutes(totals.seconds),
        "weeks": [
            {
                "monday": str(each.monday),
                "sessions": each.sessions,
                "minutes": minutes(each.seconds),
            }
            for each in totals.weeks
        ],
        "routines": [
            {
                "routine": each.routine,
                "rated_sessions": each.sessions,
                "points_less_sore": round(each.less_sore, 2),
            }
            for each in totals.changes
        ],
        "shows_not": SHOWS_NOT,
        "warning_signs": [{"sign": sign.name, "text": sign.text} for sign in signs],
    }


# --- warning signs over time ---------------------------------------------------------------------

# How far back to look for pain, for one foot being the sorer, and for a massage too hard.
LATELY = timedelta(days=14)
RISING_WITHIN = timedelta(days=28)

# How long to ask about a pain that stopped a session: `WATCH_FOR` sends people whose pain lasts
# longer to a doctor.
PAIN_LASTS = timedelta(days=3)

# Clocks can be a little fast. Sessions further in the future than this are ignored.
AHEAD = timedelta(days=1)

# The text of each sign; the file also gives the sources.
_TEXTS: dict[str, str] = tomllib.loads(read_data("warnings.toml"))


@dataclass(frozen=True, slots=True)
class WarningSign:
    """Something in earlier sessions that the person should know before the next one."""

    name: str
    # What the sessions showed, and what to do about it.
    text: str
    # Whether the text advises against massage now: Enter then quits, and another key continues.
    leave_first: bool = True


def warning_signs(records: Iterable[SessionRecord], now: datetime) -> tuple[WarningSign, ...]:
    """Return the warning signs in these sessions. They block nothing. `now` is timezone-aware."""
    past = sorted((r for r in records if r.started_at <= now + AHEAD), key=lambda r: r.started_at)
    return tuple(_signs(past, now))


def _signs(past: Sequence[SessionRecord], now: datetime) -> Iterator[WarningSign]:
    lately = [record for record in past if now - record.started_at <= LATELY]
    yield from _stops(lately, now)

    # A rise over two sessions could be chance, so three are needed. All must be within 28 days, or
    # an old rise would be reported for ever. Both numbers are a judgement: no source gives any.
    for foot in Foot.BOTH.each:
        recent = [each for each in past if now - each.started_at <= RISING_WITHIN]
        rated = [n for n in (each.after.of(foot) for each in recent) if n is not None][-3:]
        if len(rated) == 3 and rated[0] < rated[1] < rated[2]:
            text = _TEXTS["soreness_rising"].format(foot=foot, ratings=both(map(str, rated)))
            yield WarningSign("soreness_rising", text)
            break

    # Pain once may be due to a wrong move. Pain again, before a strain has had two weeks to heal,
    # is a pattern. Two weeks is a judgement.
    if _hurt_twice(lately):
        yield WarningSign("hurt_twice", _TEXTS["hurt_twice"])

    if sorer := _sorer_for_long(past, now):
        text = _TEXTS["one_foot_sorer"].format(foot=sorer)
        yield WarningSign("one_foot_sorer", text, leave_first=False)

    if lately and lately[-1].lighter:
        yield WarningSign("too_hard", _TEXTS["too_hard"], leave_first=False)


def _hurt_twice(lately: Sequence[SessionRecord]) -> bool:
    return sum(record.status is Status.STOPPED_HURT for record in lately) >= 2


def _stops(lately: Sequence[SessionRecord], now: datetime) -> Iterator[WarningSign]:
    # The screening may find nothing, because the pain has gone or only the other foot is to be
    # massaged. A session counts as today's if it was today by its own UTC offset or by ours:
    # offsets change with travel and the season.
    def when(record: SessionRecord) -> str:
        days = {record.started_at.date(), record.started_at.astimezone(now.tzinfo).date()}
        return "today" if now.date() in days else f"on {day_in_words(record.started_at.date())}"

    last = {record.status: record for record in lately}
    if danger := last.get(Status.STOPPED_DANGER):
        text = _TEXTS["danger_today" if when(danger) == "today" else "danger"]
        yield WarningSign("danger", text.format(when=when(danger)))
        return
    hurt = last.get(Status.STOPPED_HURT)
    if hurt and when(hurt) == "today":
        yield WarningSign("hurt", _TEXTS["hurt_today"])
    elif hurt and now - hurt.started_at <= PAIN_LASTS and not _hurt_twice(lately):
        yield WarningSign("hurt", _TEXTS["hurt"].format(when=when(hurt)))


def _sorer_for_long(past: Sequence[SessionRecord], now: datetime) -> Foot | None:
    # Requiring three sessions, the latest within the last 14 days, is our own judgement.
    run: list[datetime] = []
    sorer: Foot | None = None
    for record in past:
        left, right = record.before.left, record.before.right
        if left is None or right is None:
            continue
        foot = None if left == right else Foot.LEFT if left > right else Foot.RIGHT
        run = [*run, record.started_at] if foot is sorer else [record.started_at]
        sorer = foot
    long_enough = len(run) >= 3 and run[-1] - run[0] >= LATELY and now - run[-1] <= LATELY
    return sorer if long_enough else None
