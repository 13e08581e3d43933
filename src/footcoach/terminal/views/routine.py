"""Routines as tables. No drawn lines: they read the same in every encoding."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from footcoach.core.question import Level
from footcoach.core.routine import Part, Routine, Technique
from footcoach.core.text import about_minutes, minutes_and_seconds
from footcoach.core.why import why

_PARTS = {Part.PREPARE: "Before", Part.EACH_FOOT: "Each foot", Part.FINISH: "After"}


def routine_list(routines: Iterable[tuple[str, Routine]]) -> Table:
    """List routines by name."""
    table = _table("name", "length", "for whom", "what it is")
    for name, routine in routines:
        table.add_row(
            Text(name, style="title"),
            about_minutes(routine.seconds),
            for_whom(routine),
            Text(routine.summary),
        )
    return table


def routine_entry(name: str, routine: Routine) -> str:
    """Describe a routine in one line, to choose from."""
    return f"{name}: {about_minutes(routine.seconds)}. {routine.summary}"


def for_whom(routine: Routine) -> str:
    """Say in a few words at which outcome of the screening it may run."""
    if routine.level is Level.GENTLE:
        return "also at 'gentle only'"
    return "after exercise" if routine.asks_runner_question else "no stop signs"


def routine_steps(routine: Routine) -> Group:
    """Show the steps in order, how long each is and how it is done."""
    length = minutes_and_seconds(routine.seconds)
    head = f"{routine.title}: {length} for both feet, with the time to get ready between steps."
    lines: list[RenderableType] = [
        Text(head, style="heading"),
        Text(f"{routine.summary} For whom: {for_whom(routine)}."),
    ]
    for part, name in _PARTS.items():
        steps = routine.in_part(part)
        if steps:
            lines += [Text(), Text(name, style="heading")]
        for step in steps:
            pressure = f", pressure {step.pressure} of 10" if step.pressure else ""
            what = f"  with {step.tool}{pressure}" if step.technique is not Technique.CARE else ""
            time = f"{minutes_and_seconds(step.seconds):>5}  "
            lines.append(Text.assemble(time, (step.title, "title"), (what, "muted")))
            lines.append(Padding(Text(step.how), (0, 0, 0, len(time))))
    return Group(*lines, Text(), Text(why(routine)))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="muted")
    for column in columns:
        table.add_column(column, no_wrap=column in {"name", "length"})
    return table
