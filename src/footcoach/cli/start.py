"""`footcoach start`: screening, then a session."""

from contextlib import ExitStack
from typing import Annotated

import typer

from footcoach.cli.console import AnswersFile, Ascii, Motion, Plain, Sound, Voice
from footcoach.core.states import Foot


def start(
    routine: Annotated[
        str | None,
        typer.Argument(help="A routine's name, or a .toml file. Asked for if left out."),
    ] = None,
    minutes: Annotated[
        float | None,
        typer.Option(
            help="How long it shall last, all included: 60 at most; the least is the routine's."
        ),
    ] = None,
    foot: Annotated[Foot, typer.Option(help="Massage one foot only.")] = Foot.BOTH,
    voice: Voice = None,
    sound: Sound = None,
    motion: Motion = None,
    plain: Plain = False,
    ascii_only: Ascii = False,
    answers: AnswersFile = None,
) -> None:
    """Answer the safety questions, then be led through a foot massage."""
    from footcoach.cli.audio import Listening
    from footcoach.cli.host import Host
    from footcoach.cli.seat import take_seat
    from footcoach.storage.library import find_routine
    from footcoach.storage.settings import load_settings
    from footcoach.system.clock import SystemClock
    from footcoach.system.signals import leave_in_order

    leave_in_order()
    clock = SystemClock()
    settings = load_settings()
    found = find_routine(routine) if routine is not None else None
    named = (found, found.load()) if found else None
    seat = take_seat(
        clock,
        plain=plain,
        ascii_only=ascii_only or settings.ascii,
        answers_given=answers is not None,
        motion=settings.motion if motion is None else motion,
    )
    if seat.unattended and voice is None and sound is None:
        voice = sound = False
    host = Host(
        seat,
        clock,
        settings,
        Listening(settings, voice=voice, sound=sound),
        feet=foot,
        minutes=minutes,
        answers=answers,
        named=named,
    )
    with ExitStack() as leaving:
        # Done from the last one on, and each whatever became of the others.
        for leave in (host.stop_speaking, host.close_journal, host.report, host.part):
            leaving.callback(leave)
        with seat.opened():
            cut_off = host.unfinished()
            exit_code = host.go_on(cut_off) if cut_off else host.begin()
    host.remember()
    raise typer.Exit(exit_code)
