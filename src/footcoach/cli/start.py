"""`footcoach start`: screening, then a session."""

from typing import TYPE_CHECKING, Annotated

import typer

from footcoach.cli.options import AnswersFile, Ascii, Foot, Plain

if TYPE_CHECKING:
    from footcoach.coach.ports import Seat
    from footcoach.coach.visit import Visit
    from footcoach.core.routine import Routine


def start(
    routine: Annotated[
        str | None,
        typer.Argument(help="A routine's name, or a .toml file. Asked for if left out."),
    ] = None,
    minutes: Annotated[
        float | None, typer.Option(help="How long it shall last, everything included.")
    ] = None,
    foot: Annotated[Foot, typer.Option(help="Massage one foot only.")] = Foot.BOTH,
    plain: Plain = False,
    ascii_only: Ascii = False,
    answers: AnswersFile = None,
) -> None:
    """Answer the safety questions, then be led through a foot massage."""
    from footcoach.cli.answers import load_interview
    from footcoach.cli.seat import take_seat
    from footcoach.coach.visit import Visit
    from footcoach.core.plan import BOTH_FEET, Side
    from footcoach.store.library import GENTLE, load_routine
    from footcoach.system.clock import SystemClock
    from footcoach.system.signals import leave_in_order

    leave_in_order()
    clock = SystemClock()
    seat = take_seat(clock, plain=plain, ascii_only=ascii_only, answers_given=answers is not None)
    given = load_routine(routine) if routine is not None else None
    visit = None
    try:
        with seat.opened():
            visit = Visit(
                seat=seat,
                clock=clock,
                routine=given or _choose(seat),
                gentle=load_routine(GENTLE),
                feet=BOTH_FEET if foot is Foot.BOTH else (Side(foot),),
                minutes=minutes,
            )
            needs_runner = visit.routine.asks_runner_question
            answered = (
                load_interview(answers, after_exercise=needs_runner, now=clock.wall())
                if answers
                else None
            )
            exit_code = visit.run(answered)
    finally:
        if visit is not None:
            _part(visit)
    raise typer.Exit(exit_code)


def _choose(seat: "Seat") -> "Routine":
    """Let the person choose a routine; leaving here starts nothing either."""
    from footcoach.core.errors import NothingStarted
    from footcoach.core.text import about_minutes
    from footcoach.store.library import load_routine, routine_names

    routines = {name: load_routine(name) for name in routine_names()}
    entries = [
        (name, f"{name}: {about_minutes(routine.seconds)}. {routine.summary}")
        for name, routine in routines.items()
    ]
    try:
        return routines[seat.asker.choose_routine(entries, None)]
    except (KeyboardInterrupt, EOFError) as error:
        raise NothingStarted("Not screened, nothing started.") from error


def _part(visit: "Visit") -> None:
    """Print what must stay when the screen is gone: the advice, and what to do now."""
    from footcoach.terminal.console import make_console
    from footcoach.terminal.views.page import WIDEST
    from footcoach.terminal.views.parting import outcome_parting, session_parting

    console = make_console()
    width = min(console.width, WIDEST)
    assessment, ending = visit.assessment, visit.ending
    if assessment is not None and not visit.seat.stays:
        console.print(outcome_parting(assessment, visit.note_on(assessment), width))
    if ending is not None:
        danger, done = ending.danger, ending.done_seconds
        console.print(session_parting(ending.status, done, width, danger=danger))
