"""Routines and sessions as tables. No drawn lines, and every bar has its number beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from footcoach.core.evidence import why
from footcoach.core.question import Level
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.routine import Part, Routine, Step, Technique, Zone
from footcoach.core.routine_file import OWN_FILE, OWN_FILES
from footcoach.core.states import Status
from footcoach.core.text import about_minutes, half_minutes, minutes_and_seconds, sessions_in_words
from footcoach.core.trends import SHOWS_NOT, WEEKS_SHOWN, Totals, WarningSign, Week, change_in_words
from footcoach.ui.theme import Glyphs

NO_SESSIONS = "No sessions yet. To start one: footcoach start"

_PARTS = {Part.PREPARE: "Before", Part.EACH_FOOT: "Each foot", Part.FINISH: "After"}
_ENDED = {
    Status.COMPLETED: "completed",
    Status.STOPPED_EARLY: "stopped early",
    Status.STOPPED_HURT: "it hurt",
    Status.STOPPED_DANGER: "danger signs",
    Status.INTERRUPTED: "interrupted",
}

# Columns from which a session has a line to itself; in a narrower window it takes two.
_WIDE = 80
# Columns for the week, the minutes and the sessions, beside the bar.
_BESIDE_THE_BAR = 36
# The week with the longest bar has at least this: two seconds do not fill the line.
_LONGEST_BAR_SECONDS = 600.0


# --- routines ------------------------------------------------------------------------------------


def routine_list(routines: Sequence[tuple[str, str, Routine]]) -> RenderableType:
    """List routines given as name, whose it is, and what it is."""
    table = _table("name", "length", "allowed", "whose", "what it is")
    for name, whose, routine in routines:
        length, allowed = about_minutes(routine.seconds), when_allowed(routine)
        table.add_row(Text(name, style="title"), length, allowed, whose, Text(routine.summary))
    if all(whose == "built in" for _, whose, _ in routines):
        return table
    return Group(table, Text(OWN_FILES))


def routine_entry(name: str, routine: Routine) -> str:
    """Describe a routine in one line, to choose from."""
    return f"{name}: {about_minutes(routine.seconds)}. {routine.summary}"


def typed_names(names: Sequence[str]) -> dict[str, str]:
    """Return what can be typed for each name: its number, or itself where no other sounds alike."""
    alike = Counter(name.casefold() for name in names)
    numbers = {str(number): name for number, name in enumerate(names, 1)}
    return numbers | {name.casefold(): name for name in names if alike[name.casefold()] == 1}


def when_allowed(routine: Routine) -> str:
    """Say in a few words at which outcome of the screening the routine may run."""
    if routine.level is Level.GENTLE:
        return "gentle days too"
    return "after exercise" if routine.asks_runner_question else "no warning signs"


def routine_steps(
    routine: Routine, glyphs: Glyphs, width: int, *, whose: str, gentle: str
) -> RenderableType:
    """Show the steps in order, how long each is and how it is done.

    `gentle` is the name of the routine that takes its place on days for gentle massage only.
    """
    length = about_minutes(routine.seconds)
    head = f"{routine.title}: {length} for both feet, with the time to get ready between steps."
    lines: list[RenderableType] = [Text(head, style="heading"), Text(routine.summary)]
    lines += [] if whose == "built in" else [Text(OWN_FILE)]
    longest, columns = max(step.seconds for step in routine.steps), min(14, width // 4 - 4)
    for part, name in _PARTS.items():
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
        for column in range(4):
            table.add_column(no_wrap=column < 3, justify="right" if column < 2 else "left")
        for number, step in enumerate(routine.steps, 1):
            if step.part is part:
                bar = glyphs.bar * max(1, round(step.seconds / longest * columns))
                time = minutes_and_seconds(step.seconds)
                table.add_row(str(number), time, Text(bar.ljust(columns), "bar.done"), _step(step))
        if table.row_count:
            lines += [Text(), Text(name, style="heading"), table]
    lines += [Text(), Text(on_gentle_days(routine, gentle)), Text(why(routine))]
    return Group(*lines)


def on_gentle_days(routine: Routine, gentle: str) -> str:
    """Say what happens with the routine when the screening allows gentle massage only."""
    if routine.level is Level.GENTLE:
        return "On days when your answers allow only gentle massage, it runs as it is."
    replaced = f"On days when your answers allow only gentle massage, '{gentle}' runs instead"
    strong = [
        f"{number} ({step.not_gentle.partition(' (')[0]})"
        for number, step in enumerate(routine.steps, 1)
        if step.not_gentle
    ]
    if not strong:
        return f'{replaced}. None of its steps is too strong: it could have level = "gentle".'
    steps = "step" if len(strong) == 1 else "steps"
    calf = any(step.zone is Zone.CALF for step in routine.steps)
    more = " Some answers leave out the calf on other days, too." if calf else ""
    return f"{replaced}. Too strong for that: {steps} {', '.join(strong)}.{more}"


def _step(step: Step) -> Text:
    technique = step.technique.replace("_", " ")
    stroke = f"{technique}, {step.tool}, {step.zone}, pressure {step.pressure} of 10\n"
    what = "" if step.technique is Technique.CARE else stroke
    return Text.assemble((step.title, "title"), "\n", (what, "muted"), step.how)


# --- sessions ------------------------------------------------------------------------------------


def session_list(records: Iterable[SessionRecord], glyphs: Glyphs, width: int) -> RenderableType:
    """List sessions: when, what, how long, how it ended, how sore; and the id to delete it by."""
    if width < _WIDE:
        return Group(*(line for record in records for line in _two_lines(record, glyphs)))
    table = _table("when", "routine", "done", "ended", "soreness", "id")
    table.columns[-1].no_wrap = True
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


def session_line(record: SessionRecord) -> str:
    """Say which session it was: "2026-11-22 10:05, general, 9 min"."""
    return f"{_when(record)}, {record.routine}, {about_minutes(record.done_seconds)}"


def totals_view(
    totals: Totals, signs: Sequence[WarningSign], glyphs: Glyphs, width: int
) -> RenderableType:
    """Show all sessions together: minutes a week as bars, ratings in words, warning signs."""
    return Group(*_totals_lines(totals, signs, glyphs, width))


def _two_lines(record: SessionRecord, glyphs: Glyphs) -> Iterator[RenderableType]:
    yield Text(session_line(record), "title")
    rest = [f"id {record.id[:8]}", _ENDED[record.status], _soreness(record, glyphs)]
    yield Padding(Text(", ".join(filter(None, rest))), (0, 0, 0, 2), expand=False)


def _when(record: SessionRecord) -> str:
    return f"{record.started_at:%Y-%m-%d %H:%M}"


def _soreness(record: SessionRecord, glyphs: Glyphs) -> str:
    """Write the ratings as "L 5→3  R 4→2", with a `-` where there is none."""
    before, after = record.before or Rating(), record.after or Rating()
    feet = (("L", before.left, after.left), ("R", before.right, after.right))
    return " ".join(
        f"{foot} {'-' if was is None else was}{glyphs.right}{'-' if now is None else now}"
        for foot, was, now in feet
        if was is not None or now is not None
    )


def _totals_lines(
    totals: Totals, signs: Sequence[WarningSign], glyphs: Glyphs, width: int
) -> Iterator[RenderableType]:
    if totals.sessions == 0:
        yield Text(NO_SESSIONS)
        return
    counted = sessions_in_words(totals.sessions).capitalize()
    yield Text(f"{counted}, {about_minutes(totals.seconds)} in all.", style="heading")
    yield Text("\nMinutes a week", style="heading")
    yield from _bars(totals.weeks, glyphs, width)
    yield Text("\nBefore and after", style="heading")
    for change in totals.changes:
        yield Text(f"- {change.routine}: {change_in_words(change)}.")
    unrated = "None of your sessions has a rating from both before and after yet."
    yield Text(SHOWS_NOT if totals.changes else unrated)
    for sign in signs:
        yield Text(f"\nPlease note: {sign.text}", style="title")


def _bars(weeks: Sequence[Week], glyphs: Glyphs, width: int) -> Iterator[Text]:
    """Draw the weeks, from the first one with a session on."""
    first = next((place for place, week in enumerate(weeks) if week.sessions), None)
    if first is None:
        yield Text(f"None in the last {WEEKS_SHOWN} weeks.")
        return
    most = max(_LONGEST_BAR_SECONDS, *(week.seconds for week in weeks))
    for week in weeks[first:]:
        bar = glyphs.full * round(week.seconds / most * (width - _BESIDE_THE_BAR))
        yield Text.assemble(
            f"{week.monday:%Y-%m-%d} {half_minutes(week.seconds):>6}  ",
            (bar, "bar.done"),
            f"{'  ' if bar else ''}{sessions_in_words(week.sessions)}",
        )


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="muted")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
