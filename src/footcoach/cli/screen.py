"""`footcoach screen`: the safety questions alone."""

from typing import Annotated

import typer

from footcoach.app.terminal import choose_interface
from footcoach.cli.completion import routine_names
from footcoach.cli.console import (
    AnswersFile,
    Ascii,
    Json,
    OutFile,
    Plain,
    print_error,
    write_result,
)
from footcoach.core.errors import ExitCode
from footcoach.storage.library import load_routine
from footcoach.system.clock import SystemClock
from footcoach.system.signals import leave_in_order


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
    plain: Plain = False,
    ascii_only: Ascii = False,
    answers: AnswersFile = None,
) -> None:
    """Answer the safety questions only.

    Exit code 0 if massage is allowed, even if only gently; 3 if not.
    """
    # Help and completion need none of this.
    from footcoach.app.recorder import SessionRecorder
    from footcoach.app.screening import StoredProfile, interview_from_file, screen_person
    from footcoach.core.interview import Interview
    from footcoach.core.report import outcome_json, outcome_report

    leave_in_order()
    clock = SystemClock()
    runner = routine is not None and load_routine(routine).asks_runner_question
    profile = StoredProfile(clock.wall().date())
    # If the outcome is above "go", these newer answers close any session that was cut off.
    close_unfinished = SessionRecorder(clock).close_unfinished
    shown = False
    try:
        if answers:
            now = clock.wall()
            interview = interview_from_file(answers, profile, after_exercise=runner, now=now)
            assessment = interview.assessment
            if assessment.reasons:
                close_unfinished()
        else:
            interface = choose_interface(
                clock, plain=plain, ascii_only=ascii_only, answers_given=False
            )
            shown = interface.keeps_scrollback
            with interface.open():
                interview = Interview(
                    after_exercise=runner, started_at=clock.wall(), stored=profile.stored
                )
                assessment = screen_person(interface, interview, profile, raised=close_unfinished)
    finally:
        print_error(*profile.problems)
    if json_:
        typer.echo(outcome_json(assessment))
    elif not shown:
        typer.echo(outcome_report(assessment))
    if output:
        write_result(output, outcome_report(assessment) + "\n")
    raise typer.Exit(ExitCode.NOT_CLEARED if assessment.level.blocks else ExitCode.OK)
