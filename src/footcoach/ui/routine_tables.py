"""Routines as tables: all of them in a list, or one with its steps."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from footcoach.core.question import Level
from footcoach.core.routine import Part, Routine, Technique
from footcoach.core.routine_file import OWN_FILE, OWN_FILES
from footcoach.core.schedule import seconds_of
from footcoach.core.text import about_minutes, both, minutes_and_seconds
from footcoach.ui.own_name import called
from footcoach.ui.tables import table_of
from footcoach.ui.theme import Glyphs

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
