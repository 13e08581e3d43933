"""Sessions and routines as tables, without ruled lines and with a number beside every bar."""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from footcoach.core.question import Level
from footcoach.core.routine import Part, Routine, Technique
from footcoach.core.routine_file import OWN_FILE, OWN_FILES
from footcoach.core.schedule import seconds_of
from footcoach.core.states import Foot, Status
from footcoach.core.text import (
    about_minutes,
    both,
    half_minutes,
    minutes_and_seconds,
    sessions_in_words,
)
from footcoach.ui.own_name import called

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from footcoach.core.record import SessionRecord
    from footcoach.core.trends import Totals, WarningSign
    from footcoach.ui.theme import Glyphs

_ENDED = {
    Status.COMPLETED: "completed",
    Status.STOPPED_EARLY: "stopped early",
    Status.STOPPED_HURT: "it hurt",
    Status.STOPPED_DANGER: "danger signs",
    Status.INTERRUPTED: "interrupted",
}

# Columns needed to fit a session on one line; in a narrower window it takes two.
_WIDE = 80
# Columns for the week, the minutes and the sessions, beside the bar.
_BESIDE_THE_BAR = 36
# The longest bar stands for at least this much, so that a two-second week does not fill the line.
_LONGEST_BAR_SECONDS = 600.0


def session_list(records: Iterable[SessionRecord], glyphs: Glyphs, width: int) -> RenderableType:
    """List sessions: date, routine, length, ending, soreness, and the id for deleting each one."""
    table, lines = table_of("when", "routine", "done", "ended", "soreness", "id"), []
    table.columns[0].no_wrap = table.columns[-1].no_wrap = True
    for record in records:
        when, done = f"{record.started_at:%Y-%m-%d %H:%M}", about_minutes(record.done_seconds)
        ended = f"{_ENDED[record.status]}{', made lighter' if record.lighter else ''}"
        sore, id_ = _soreness(record, glyphs), record.id[:8]
        table.add_row(when, Text(record.routine, "title"), done, ended, sore, id_)
        rest = ", ".join(filter(None, (f"  id {id_}", ended, sore)))
        lines += [Text(session_line(record), "title"), Text(rest)]
    return table if width >= _WIDE else Text("\n").join(lines)


def session_line(record: SessionRecord) -> str:
    """Describe a session in one line: "2026-11-22 10:05, general, 9 min"."""
    done = about_minutes(record.done_seconds)
    return f"{record.started_at:%Y-%m-%d %H:%M}, {record.routine}, {done}"


def _soreness(record: SessionRecord, glyphs: Glyphs) -> str:
    """Write the ratings as "L 5→3 R 4→2", with `-` for a missing one."""
    feet = []
    for foot in Foot.BOTH.each:
        rated = (record.before.of(foot), record.after.of(foot))
        if rated != (None, None):
            numbers = glyphs.right.join("-" if each is None else str(each) for each in rated)
            feet.append(f"{foot[0].upper()} {numbers}")
    return " ".join(feet)


def totals_view(
    totals: Totals, signs: Sequence[WarningSign], glyphs: Glyphs, width: int
) -> RenderableType:
    """Show all sessions together: minutes a week as bars, ratings in words, and warning signs."""
    from footcoach.core.trends import SHOWS_NOT, change_in_words

    counted = sessions_in_words(totals.sessions).capitalize()
    unrated = (
        "None counts yet: rate your feet before and after, and do at least half of the session."
    )
    return Group(
        *(Text(f"Please note: {sign.text}\n", "title") for sign in signs),
        Text(f"{counted}, {about_minutes(totals.seconds)} in all.\n\nMinutes a week", "heading"),
        *_bars(totals, glyphs, width),
        Text("\nBefore and after", "heading"),
        *(Text(f"- {change.routine}: {change_in_words(change)}.") for change in totals.changes),
        Text(SHOWS_NOT if totals.changes else unrated),
    )


def _bars(totals: Totals, glyphs: Glyphs, width: int) -> Iterator[Text]:
    from footcoach.core.trends import WEEKS_SHOWN

    weeks = list(dropwhile(lambda week: not week.sessions, totals.weeks))
    if not weeks:
        yield Text(f"None in the last {WEEKS_SHOWN} weeks.")
    most = max(_LONGEST_BAR_SECONDS, *(week.seconds for week in totals.weeks))
    for week in weeks:
        bar = glyphs.full * round(week.seconds / most * (width - _BESIDE_THE_BAR))
        yield Text.assemble(
            f"{week.monday:%Y-%m-%d} {half_minutes(week.seconds):>6}  ",
            (bar, "bar.done"),
            f"{'  ' if bar else ''}{sessions_in_words(week.sessions)}",
        )


# --- routines ------------------------------------------------------------------------------------

_PARTS = {Part.PREPARE: "Before", Part.EACH_FOOT: "Each foot", Part.FINISH: "After"}


def routine_list(routines: Sequence[tuple[str, str, Routine]]) -> RenderableType:
    """List routines, each given as its name, where it comes from, and the routine itself."""
    unchecked = any(whose != "built in" for _, whose, _ in routines)
    table = table_of("name", "length", "allowed", *(["whose"] if unchecked else []), "for")
    for name, whose, routine in routines:
        length = about_minutes(seconds_of(routine))
        allowed = "after exercise" if routine.asks_runner_question else "no warning signs"
        allowed = "gentle days too" if routine.level is Level.GENTLE else allowed
        what = Text("\n").join(filter(None, (Text(routine.moment), Text(routine.summary, "muted"))))
        source = [whose] if unchecked else []
        table.add_row(Text(name, "title"), length, allowed, *source, what)
    return Group(table, Text(OWN_FILES)) if unchecked else table


def routine_entry(name: str, routine: Routine) -> str:
    """Describe a routine in one line of a list to choose from."""
    what = f"{routine.moment}." if routine.moment else routine.summary
    return f"{name}: {about_minutes(seconds_of(routine))}, {what[:1].lower()}{what[1:]}"


def routine_steps(
    routine: Routine, glyphs: Glyphs, width: int, *, whose: str, gentle: str
) -> RenderableType:
    """Show the steps in order: how long each takes and how to do it.

    `gentle` names the routine that replaces this one on days for gentle massage only.
    """
    length = about_minutes(seconds_of(routine))
    # Imported here because the list of routines does not need it.
    from footcoach.core.evidence import why

    head = f"{routine.title}: {length} for both feet, including the time to say each step."
    told = (routine.summary, routine.caution, routine.position)
    lines = [Text(head, "heading"), *(Text(words) for words in told if words)]
    lines += [] if whose == "built in" else [Text(OWN_FILE)]
    table = table_of("", "", "", "")
    table.show_header = False
    longest, columns = max(step.seconds for step in routine.steps), min(14, width // 4 - 4)
    part = None
    for number, step in enumerate(routine.steps, 1):
        if step.part is not part:
            part = step.part
            table.add_row("", "", "", Text(f"\n{_PARTS[part]}", "heading"))
        bar = glyphs.bar * max(1, round(step.seconds / longest * columns))
        time = minutes_and_seconds(step.seconds)
        stroke = f"{step.technique.replace('_', ' ')}, {step.tool}, {step.zone}, "
        stroke += f"pressure {step.pressure} of 10\n"
        stroke = "" if step.technique is Technique.CARE else stroke
        what = Text.assemble((step.title, "title"), "\n", (stroke, "muted"), step.how)
        table.add_row(f"{number:2}", f"{time:>5}", Text(bar, "bar.done"), what)
    on_gentle_days, read_on = _on_gentle_days(routine, gentle), called(why(routine))
    return Group(*lines, table, Text(), Text(on_gentle_days), Text(read_on))


def _on_gentle_days(routine: Routine, gentle: str) -> str:
    if routine.level is Level.GENTLE:
        return "On days when your answers allow only gentle massage, it runs unchanged."
    replaced = f"On days when your answers allow only gentle massage, '{gentle}' runs instead"
    strong = [
        f"{number} ({step.not_gentle.partition(' (')[0]})"
        for number, step in enumerate(routine.steps, 1)
        if step.not_gentle
    ]
    return f"{replaced}. Too strong for that: {f'step {both(strong)}' if strong else 'nothing'}."


def table_of(*columns: str) -> Table:
    """Return an empty table with these columns."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="muted")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
