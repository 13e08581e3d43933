"""`footcoach screen`: the safety questions alone."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from footcoach.app.terminal import choose_interface
from footcoach.cli.completion import routine_names
from footcoach.cli.console import (
    AnswersFile,
    Ascii,
    Force,
    Json,
    OutFile,
    Plain,
    check_output,
    print_error,
    write_result,
)
from footcoach.core.errors import ExitCode
from footcoach.storage.library import load_routine
from footcoach.system.clock import SystemClock
from footcoach.system.signals import leave_in_order

if TYPE_CHECKING:
    from footcoach.core.screening import Assessment


def screen(
    routine: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Also ask the questions this routine needs.",
            autocompletion=routine_names,
        ),
    ] = None,
    json_: Json = False,
    output: OutFile = None,
    force: Force = False,
    plain: Plain = False,
    ascii_only: Ascii = None,
    answers: AnswersFile = None,
) -> None:
    """Answer the safety questions only.

    Exit code 0 if massage is allowed, even if only gently; 3 if not.
    """
    # Help and completion need none of this.
    from footcoach.core.report import outcome_json, outcome_report

    check_output(output, force=force)
    runner = routine is not None and load_routine(routine).asks_runner_question
    assessment, shown = screen_now(answers, runner=runner, plain=plain, ascii_only=ascii_only)
    if json_:
        typer.echo(outcome_json(assessment))
    elif not shown or output == Path("-"):
        typer.echo(outcome_report(assessment))
    if output not in {None, Path("-")}:
        write_result(output, outcome_report(assessment) + "\n")
    raise typer.Exit(ExitCode.NOT_CLEARED if assessment.level.blocks else ExitCode.OK)


def screen_now(
    answers: Path | None, *, runner: bool, plain: bool, ascii_only: bool | None
) -> "tuple[Assessment, bool]":
    """Ask the safety questions; return the outcome, and whether it stays readable on the screen."""
    from footcoach.app.recorder import SessionRecorder
    from footcoach.app.screening import Screening
    from footcoach.storage.settings import load_settings

    leave_in_order()
    clock = SystemClock()
    screening = Screening(clock, SessionRecorder(clock).close_unfinished, answers)
    try:
        if answers:
            return screening.read_file(after_exercise=runner).assessment, False
        settings = load_settings(ascii=ascii_only)
        interface = choose_interface(clock, settings, plain=plain, answers_given=False)
        with interface.open():
            assessment = screening.ask(interface, after_exercise=runner)
        return assessment, interface.keeps_scrollback and interface.out is sys.stdout
    finally:
        print_error(*screening.problems)
