"""`footcoach screen`: the safety questions alone."""

from typing import Annotated

import typer

from footcoach.cli.console import AnswersFile, Ascii, OutFile, Plain


def screen(
    routine: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Ask what that routine needs, too."),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
    output: OutFile = None,
    plain: Plain = False,
    ascii_only: Ascii = False,
    answers: AnswersFile = None,
) -> None:
    """Answer the safety questions only. Ends with 0 for go and gentle, with 3 for the rest."""
    from footcoach.app.screening import screen_person
    from footcoach.cli.host import load_interview
    from footcoach.cli.memory import ProfileMemory
    from footcoach.cli.seat import take_seat
    from footcoach.core.errors import ExitCode
    from footcoach.core.interview import Interview
    from footcoach.core.report import outcome_json, outcome_report
    from footcoach.storage.files import write_output
    from footcoach.storage.library import find_routine
    from footcoach.storage.resume import discard_resume_point
    from footcoach.system.clock import SystemClock
    from footcoach.system.signals import leave_in_order

    leave_in_order()
    clock = SystemClock()
    after_exercise = find_routine(routine).load().asks_runner_question if routine else False
    memory = ProfileMemory(clock.wall().date())
    # These answers are newer than those of a session that was cut off, and may be graver.
    discard_resume_point()
    shown = False
    if answers:
        interview = load_interview(
            answers,
            after_exercise=after_exercise,
            now=clock.wall(),
            clearances=memory.stored.clearances,
        )
        assessment = interview.assessment
    else:
        seat = take_seat(clock, plain=plain, ascii_only=ascii_only, answers_given=False)
        shown = seat.stays
        try:
            with seat.opened():
                interview = Interview(
                    after_exercise=after_exercise,
                    started_at=clock.wall(),
                    stored=memory.stored,
                )
                store = memory if memory.usable else None
                assessment = screen_person(seat.asker, interview, lambda _: "", store)
        finally:
            memory.report()
    if json_:
        typer.echo(outcome_json(assessment))
    elif not shown:
        typer.echo(outcome_report(assessment))
    if output:
        write_output(output, outcome_report(assessment) + "\n")
    raise typer.Exit(ExitCode.NOT_CLEARED if assessment.level.blocks else ExitCode.OK)
