"""Sessions as a list, and what they show together. No drawn lines, and every bar has its number."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from footcoach.core.record import Rating, SessionRecord
from footcoach.core.states import Status
from footcoach.core.text import about_minutes, half_minutes, sessions_in_words
from footcoach.core.trends import (
    SHOWS_NOT,
    WEEKS_SHOWN,
    Totals,
    WarningSign,
    Week,
    change_in_words,
)
from footcoach.ui.page import WIDEST, wrap
from footcoach.ui.theme import Glyphs

_ENDED = {
    Status.COMPLETED: "completed",
    Status.STOPPED_EARLY: "stopped early",
    Status.STOPPED_HURT: "it hurt",
    Status.INTERRUPTED: "interrupted",
}

WIDE = 80
"""Columns from which a session has a line of its own, and each thing about it a column."""

BESIDE_THE_BAR = 36
"""Columns for the week, the minutes and the sessions."""


def session_list(records: Iterable[SessionRecord], glyphs: Glyphs, width: int) -> RenderableType:
    """List sessions: when, what, how long, how it ended, how sore; and the id to delete it by.

    In a narrow window each has lines of its own: broken columns cannot be read.
    """
    if width < WIDE:
        return Text("\n").join(line for each in records for line in _entry(each, glyphs, width))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="muted")
    for column in ("when", "routine", "done", "ended", "soreness", "id"):
        table.add_column(column, no_wrap=column == "id", min_width=8 if column == "id" else None)
    for record in records:
        table.add_row(
            _when(record),
            Text(record.routine, style="title"),
            about_minutes(record.done_seconds),
            _ENDED[record.status],
            _soreness(record, glyphs),
            record.id[:8],
        )
    return table


def _entry(record: SessionRecord, glyphs: Glyphs, width: int) -> list[Text]:
    rest = [f"id {record.id[:8]}", _ENDED[record.status], _soreness(record, glyphs)]
    return [
        *wrap(session_line(record), width, "title", hang="  "),
        *wrap(", ".join(filter(None, rest)), width, first="  ", hang="  "),
    ]


def session_line(record: SessionRecord) -> str:
    """Say which session it was: "2026-11-22 10:05, general, 9 min"."""
    return f"{_when(record)}, {record.routine}, {about_minutes(record.done_seconds)}"


def _when(record: SessionRecord) -> str:
    return f"{record.started_at:%Y-%m-%d %H:%M}"


def _soreness(record: SessionRecord, glyphs: Glyphs) -> str:
    """Write what was rated, as "L 5→3  R 4→2"; a `-` where nothing was said."""
    before, after = record.before or Rating(), record.after or Rating()
    feet = (("L", before.left, after.left), ("R", before.right, after.right))
    return " ".join(
        f"{foot} {_number(was)}{glyphs.right}{_number(now)}"
        for foot, was, now in feet
        if was is not None or now is not None
    )


def _number(number: int | None) -> str:
    return "-" if number is None else str(number)


def totals_view(totals: Totals, signs: Sequence[WarningSign], glyphs: Glyphs, width: int) -> Text:
    """Show all sessions together: minutes a week as bars, ratings in words, warning signs."""
    return Text("\n").join(_totals_lines(totals, signs, glyphs, min(width, WIDEST)))


def _totals_lines(
    totals: Totals, signs: Sequence[WarningSign], glyphs: Glyphs, width: int
) -> Iterator[Text]:
    if totals.sessions == 0:
        yield Text("No session yet.")
        return
    counted = sessions_in_words(totals.sessions).capitalize()
    yield Text(f"{counted}, {about_minutes(totals.seconds)} in all.", style="heading")
    yield Text()
    yield Text("Minutes a week", style="heading")
    yield from _bars(totals.weeks, glyphs, width)
    yield Text()
    yield Text("Before and after", style="heading")
    for change in totals.changes:
        said = f"{change.routine}: {change_in_words(change)}."
        yield from wrap(said, width, first="- ", hang="  ")
    yield from wrap(
        SHOWS_NOT
        if totals.changes
        else "No session at least half done was rated before and after.",
        width,
    )
    for sign in signs:
        yield Text()
        yield from wrap(f"Please note: {sign.text}", width, "title")


def _bars(weeks: Sequence[Week], glyphs: Glyphs, width: int) -> Iterator[Text]:
    """Draw the weeks, from the first one with a session on."""
    most = max(week.seconds for week in weeks)
    if not any(week.sessions for week in weeks):
        yield Text(f"None in the last {WEEKS_SHOWN} weeks.")
        return
    first = next(place for place, week in enumerate(weeks) if week.sessions)
    for week in weeks[first:]:
        length = round(week.seconds / most * (width - BESIDE_THE_BAR)) if most else 0
        count = sessions_in_words(week.sessions)
        yield Text.assemble(
            f"{week.monday:%Y-%m-%d} {half_minutes(week.seconds):>6}  ",
            (glyphs.full * length, "bar.done"),
            f"{'  ' if length else ''}{count}",
        )
