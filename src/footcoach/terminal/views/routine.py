"""Routines as tables. No drawn lines: they read the same in every encoding."""

from collections.abc import Iterable

from rich.console import Group
from rich.table import Table
from rich.text import Text

from footcoach.core.question import Level
from footcoach.core.routine import Part, Routine
from footcoach.core.text import about_minutes, minutes_and_seconds

_PARTS = {Part.PREPARE: "before", Part.EACH_FOOT: "each foot", Part.FINISH: "after"}


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


def for_whom(routine: Routine) -> str:
    """Say in a few words at which outcome of the screening it may run."""
    if routine.level is Level.GENTLE:
        return "also at 'gentle only'"
    return "after exercise" if routine.asks_runner_question else "no stop signs"


def routine_steps(routine: Routine) -> Group:
    """Show the steps in order, how long each is and how it is done."""
    table = _table("", "step", "time", "with", "of 10", "how")
    before = None
    for step in routine.steps:
        table.add_row(
            Text(_PARTS[step.part] if step.part is not before else "", style="muted"),
            Text(step.title, style="title"),
            minutes_and_seconds(step.seconds),
            step.tool,
            str(step.pressure) if step.pressure else "",
            Text(step.how),
        )
        before = step.part
    head = f"{routine.title}: {minutes_and_seconds(routine.seconds)} for both feet, with the time "
    return Group(
        Text(f"{head}to get ready between steps.", style="heading"),
        Text(routine.summary),
        Text(f"For whom: {for_whom(routine)}.\n"),
        table,
    )


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="muted")
    for column in columns:
        table.add_column(column, no_wrap=column in {"name", "length", "time", "with"})
    return table
