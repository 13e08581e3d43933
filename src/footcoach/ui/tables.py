"""Routines as tables. No drawn lines: they read the same in every encoding."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from footcoach.core.evidence import why
from footcoach.core.question import Level
from footcoach.core.routine import Part, Routine, Step, Technique, Zone
from footcoach.core.text import about_minutes, minutes_and_seconds
from footcoach.ui.theme import Glyphs

_PARTS = {Part.PREPARE: "Before", Part.EACH_FOOT: "Each foot", Part.FINISH: "After"}

_COLUMNS = {"name": None, "length": 8, "for whom": 13, "whose": 8, "what it is": None}
"""With their widths; the names and the rest share what is left."""

LONGEST_BAR = 14
"""Columns. A quarter of a narrow window at most."""


def routine_list(routines: Iterable[tuple[str, str, Routine]]) -> Table:
    """List routines: name, whose it is, and what it is."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="muted")
    # Where the width is known, a thousand cells need not be measured.
    for column, width in _COLUMNS.items():
        table.add_column(column, width=width, overflow="fold")
    for name, whose, routine in routines:
        table.add_row(
            Text(name, style="title"),
            about_minutes(routine.seconds),
            for_whom(routine),
            whose,
            Text(routine.summary),
        )
    return table


def routine_entry(name: str, routine: Routine) -> str:
    """Describe a routine in one line, to choose from."""
    return f"{name}: {about_minutes(routine.seconds)}. {routine.summary}"


def typed_names(names: Sequence[str]) -> dict[str, str]:
    """Return what can be typed for each name: its number, or itself where no other sounds alike."""
    alike = Counter(name.casefold() for name in names)
    numbers = {str(number): name for number, name in enumerate(names, 1)}
    return numbers | {name.casefold(): name for name in names if alike[name.casefold()] == 1}


def for_whom(routine: Routine) -> str:
    """Say in a few words at which outcome of the screening it may run."""
    if routine.level is Level.GENTLE:
        return "also at 'gentle only'"
    return "after exercise" if routine.asks_runner_question else "no stop signs"


def at_gentle(routine: Routine, name: str) -> str:
    """Say what happens with the routine when the screening allows gentle massage only."""
    if routine.level is Level.GENTLE:
        return "On a day when your answers allow only gentle massage, it runs as it is."
    swapped = f"On a day when your answers allow only gentle massage, '{name}' runs in its place"
    strong = [
        f"{number} ({step.not_gentle.partition(' (')[0]})"
        for number, step in enumerate(routine.steps, 1)
        if step.not_gentle
    ]
    if not strong:
        return f'{swapped}. None of its steps is too strong: it could have level = "gentle".'
    steps = "step" if len(strong) == 1 else "steps"
    calf = any(step.zone is Zone.CALF for step in routine.steps)
    more = " Some answers also leave out the calf on other days." if calf else ""
    return f"{swapped}. Too strong for that: {steps} {', '.join(strong)}.{more}"


def routine_steps(
    routine: Routine, glyphs: Glyphs, width: int, *, gentle: str, note: str = ""
) -> Group:
    """Show the steps in order, how long each is and how it is done.

    `gentle` is the name of the routine that takes its place on days for gentle massage only; a
    `note` on the file comes before the steps.
    """
    length = about_minutes(routine.seconds)
    head = f"{routine.title}: {length} for both feet, with the time to get ready between steps."
    lines: list[RenderableType] = [
        Text(head, style="heading"),
        Text(f"{routine.summary} For whom: {for_whom(routine)}."),
        *([Text(note)] if note else []),
    ]
    longest = max(step.seconds for step in routine.steps)
    columns = min(LONGEST_BAR, width // 4 - 4)
    for part, name in _PARTS.items():
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
        for column in range(4):
            table.add_column(no_wrap=column < 3, justify="right" if column < 2 else "left")
        for number, step in enumerate(routine.steps, 1):
            if step.part is part:
                bar = glyphs.bar * max(1, round(step.seconds / longest * columns))
                time = minutes_and_seconds(step.seconds)
                table.add_row(str(number), time, Text(bar.ljust(columns), "bar.done"), _told(step))
        if table.row_count:
            lines += [Text(), Text(name, style="heading"), table]
    return Group(*lines, Text(), Text(at_gentle(routine, gentle)), Text(why(routine)))


def _told(step: Step) -> Text:
    """Say what a step is: its title, what does it where and how hard, and how."""
    what = "" if step.technique is Technique.CARE else f"{_stroke(step)}\n"
    return Text.assemble((step.title, "title"), "\n", (what, "muted"), step.how)


def _stroke(step: Step) -> str:
    technique = step.technique.replace("_", " ")
    return f"{technique}, {step.tool}, {step.zone}, pressure {step.pressure} of 10"
