"""`footcoach doctor`: what works on this computer, and what to do about what does not."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from footcoach.cli.audio import Audio

TEST_WORDS = "This is footcoach."
_LONG_ENOUGH = 10.0
"""Seconds for the tone and the words at most. PowerShell alone takes some to start."""


class Heard(NamedTuple):
    """Names of the programs that speak and play, if any, and what opens both."""

    engine: str | None = None
    player: str | None = None
    speaker: "Callable[[], Audio] | None" = None


def doctor(
    test_sound: Annotated[
        bool, typer.Option("--test-sound", help="Play the tone and say a sentence, too.")
    ] = False,
) -> None:
    """See what works on this computer, and what to do about what does not."""
    from footcoach.cli.checks import look
    from footcoach.cli.seat import has_terminal
    from footcoach.core.errors import ExitCode
    from footcoach.system.signals import leave_in_order
    from footcoach.ui.doctor import WIDEST, doctor_lines, usable
    from footcoach.ui.screen import window_size

    leave_in_order()
    heard = _find_heard()
    findings = look(heard.engine, heard.player)
    width = window_size().width if has_terminal() else WIDEST
    typer.echo("\n".join(doctor_lines(findings, width)))
    if test_sound:
        try_sound(heard)
    raise typer.Exit(ExitCode.OK if usable(findings) else ExitCode.FAILURE)


def try_sound(heard: Heard) -> None:
    """Play the tone and say a sentence, and say by what. Asks nothing."""
    from footcoach.core.cues import Cue, Tone

    if heard.speaker is None:
        typer.echo("\nNothing can be played: see above what to install.")
        return
    typer.echo(f"\nA tone, by {heard.player or 'the bell of the terminal'}.")
    typer.echo(f'"{TEST_WORDS}", by {heard.engine or "nothing: it is not spoken"}.')
    speaker = heard.speaker()
    try:
        speaker.cue(Cue(TEST_WORDS, Tone.ATTENTION))
        speaker.finish(_LONG_ENOUGH)
    finally:
        speaker.close()
    for problem in speaker.problems:
        typer.echo(problem)
    typer.echo("Nothing heard? Check volume and mute, and where sound goes to: headphones,")
    typer.echo("another screen, or by SSH another machine.")


def _find_heard() -> Heard:
    """Look for programs that speak and play."""
    from footcoach.system.engines import find_engines, find_player
    from footcoach.system.voice import Voice

    engines, player = find_engines(), find_player()
    return Heard(
        engines[0].name if engines else None,
        player.name if player else None,
        lambda: Voice(engines, player),
    )
