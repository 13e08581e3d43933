"""`footcoach audio`: the safety questions, then the session as a sound file."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from footcoach.app.terminal import choose_interface
from footcoach.cli.completion import routine_names
from footcoach.cli.console import (
    AnswersFile,
    Ascii,
    Force,
    Minutes,
    Plain,
    WhichFoot,
    check_output,
    print_error,
    say,
)
from footcoach.core.errors import ExitCode, FootcoachError
from footcoach.core.states import Foot
from footcoach.core.text import about_minutes, visible
from footcoach.system.clock import SystemClock
from footcoach.system.signals import leave_in_order

if TYPE_CHECKING:
    from footcoach.core.settings import Settings
    from footcoach.system.engines import Engine


def audio(
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The sound file: .wav or, with ffmpeg, .flac, .m4a, .m4b, .mp3 or .opus.",
        ),
    ],
    routine: Annotated[
        str | None,
        typer.Argument(
            metavar="ROUTINE",
            help="Name of a built-in routine, but not deep; gentle if you do not say.",
            autocompletion=routine_names,
        ),
    ] = None,
    minutes: Minutes = None,
    foot: WhichFoot = None,
    force: Force = False,
    plain: Plain = False,
    ascii_only: Ascii = None,
    answers: AnswersFile = None,
) -> None:
    """Answer the safety questions, then take today's massage along as a sound file.

    It is for you, and for today: the questions come first on any other day. Exit code 3 if massage
    is not allowed.
    """
    # Help and completion need none of this.
    from footcoach.app.audio import Recording, recordable
    from footcoach.app.screening import leaving
    from footcoach.cli.doctor import how_to_install
    from footcoach.core.report import numbness_note
    from footcoach.core.schedule import Wanted
    from footcoach.storage.library import GENTLE
    from footcoach.storage.settings import load_settings
    from footcoach.system.audio_file import require_writable
    from footcoach.ui.pages import outcome_summary, ready_lines
    from footcoach.ui.wrapping import text_console

    leave_in_order()
    # Whatever can be found out first comes before the questions.
    require_writable(output, how_to_install("ffmpeg"))
    settings = load_settings(ascii=ascii_only)
    chosen = recordable(routine or GENTLE)
    check_output(output, force=force)
    clock = SystemClock()
    interface = choose_interface(clock, settings, plain=plain, answers_given=answers is not None)
    wanted = Wanted(
        feet=foot or Foot.BOTH,
        minutes=minutes,
        get_ready=settings.get_ready_seconds,
        talk=settings.talk,
    )
    recording = Recording(chosen, wanted, answers, interface, clock)
    engine = _working_engine(settings)
    try:
        assessment = recording.ask()
    finally:
        print_error(*recording.problems)
    if assessment.reasons and not interface.keeps_scrollback:
        console = text_console(interface.out)
        console.print(outcome_summary(assessment, recording.note, console.width))
    if assessment.level.blocks:
        raise typer.Exit(ExitCode.NOT_CLEARED)
    with leaving("You left. Nothing was written."):
        planned, seconds = recording.write(engine, output, _progress)
    lasts = f"The file lasts {about_minutes(seconds)}: it begins with the danger signs."
    notes = [lasts, recording.note, numbness_note(assessment)]
    say("\n".join(filter(None, ready_lines(planned, notes))))
    typer.echo(f"Written: {visible(str(output))} (for you, and only for today)", err=True)


def _working_engine(settings: "Settings") -> "Engine":
    """Return the best speech program that works here and can speak into a file, and name others.

    Raises FootcoachError if there is none.
    """
    from footcoach.cli.doctor import how_to_install
    from footcoach.system.clips import rendering_problem
    from footcoach.system.engines import find_engines

    problems: list[str] = []
    for engine in find_engines(settings):
        if not engine.render:
            continue
        if not (problem := rendering_problem(engine)):
            print_error(*problems, *([f"Instead, {engine.name} speaks."] if problems else []))
            return engine
        problems.append(problem)
    if problems:
        raise FootcoachError(*problems, "To see what works: footcoach doctor.")
    words = "No program was found that can speak into a file:"
    raise FootcoachError(f"{words} {how_to_install('espeak-ng')}.")


@contextmanager
def _progress(what: str, count: int) -> Iterator[Callable[[], object]]:
    """Show a progress bar on standard error, if that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=count)
        yield lambda: bar.advance(task)
