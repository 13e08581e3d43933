"""`footcoach start`: the safety questions, then the massage."""

from typing import Annotated

import typer

from footcoach.app.terminal import choose_interface
from footcoach.cli.completion import routine_names
from footcoach.cli.console import (
    AnswersFile,
    Ascii,
    Minutes,
    Plain,
    WhichFoot,
    print_error,
    word_option,
)
from footcoach.core.errors import UsageError
from footcoach.core.states import Talk
from footcoach.core.text import visible
from footcoach.storage.library import find_routine
from footcoach.system.clock import SystemClock
from footcoach.system.signals import leave_in_order


def start(
    routine: Annotated[
        str | None,
        typer.Argument(
            metavar="ROUTINE",
            help="Name of a routine, or a .toml file. Leave it out to choose one.",
            autocompletion=routine_names,
        ),
    ] = None,
    minutes: Minutes = None,
    foot: WhichFoot = None,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="The same routine, feet and minutes as last time."),
    ] = False,
    talk: Annotated[
        Talk | None,
        word_option("--talk", Talk, "How much to say before each step."),
    ] = None,
    voice: Annotated[
        bool | None, typer.Option("--voice/--no-voice", help="Speak, if a speech program is found.")
    ] = None,
    sound: Annotated[bool | None, typer.Option("--sound/--no-sound", help="Play tones.")] = None,
    motion: Annotated[
        bool | None,
        typer.Option("--motion/--no-motion", help="Move a marker on the foot as your hands move."),
    ] = None,
    plain: Plain = False,
    ascii_only: Ascii = None,
    answers: AnswersFile = None,
) -> None:
    """Answer the safety questions, then follow a guided foot massage."""
    # Help and completion need none of this.
    from footcoach.app.visit import Request, Visit
    from footcoach.core.settings import State
    from footcoach.storage.settings import load_settings, load_state

    if quick and routine:
        words = "--quick takes the routine of the last session"
        raise UsageError(f"{words}: leave out either --quick or '{visible(routine)}'.")
    leave_in_order()
    clock = SystemClock()
    settings = load_settings(voice=voice, sound=sound, talk=talk, motion=motion, ascii=ascii_only)
    last = load_state() if quick else State()
    routine = routine or last.last_routine
    if quick and routine is None:
        raise UsageError(
            "There is no earlier session to repeat. To choose a routine: footcoach start"
        )
    found = find_routine(routine) if routine is not None else None
    interface = choose_interface(clock, settings, plain=plain, answers_given=answers is not None)
    request = Request(
        routine=(found, found.load()) if found else None,
        feet=foot or last.last_feet,
        minutes=minutes or last.last_minutes,
        answers=answers,
        sound=voice is not None or sound is not None,
    )
    visit = Visit(request, interface, clock, settings)
    try:
        exit_code = visit.run()
    finally:
        print_error(*visit.problems)
    raise typer.Exit(exit_code)
