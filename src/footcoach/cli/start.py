"""`footcoach start`: screening, then a session."""

import contextlib
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from footcoach.cli.options import AnswersFile, Ascii, Foot, Motion, Plain, Sound, Voice
from footcoach.cli.shelf import pick, usable, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from footcoach.cli.audio import Listening
    from footcoach.cli.journal import HistoryJournal
    from footcoach.coach.ports import Seat
    from footcoach.coach.visit import Visit
    from footcoach.core.checkpoint import Checkpoint
    from footcoach.core.interview import Interview
    from footcoach.core.routine import Routine
    from footcoach.store.library import Found

    Shelf = Sequence[tuple[Found, Routine]]


def start(
    routine: Annotated[
        str | None,
        typer.Argument(help="A routine's name, or a .toml file. Asked for if left out."),
    ] = None,
    minutes: Annotated[
        float | None, typer.Option(help="How long it shall last, everything included.")
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
    from footcoach.cli.journal import HistoryJournal
    from footcoach.cli.memory import ProfileMemory
    from footcoach.cli.seat import take_seat
    from footcoach.coach.visit import Visit
    from footcoach.core.layout import BOTH_FEET, Side
    from footcoach.store.answers import load_interview
    from footcoach.store.library import GENTLE, Whose, load_routine, routine_names
    from footcoach.store.settings import load_settings
    from footcoach.system.clock import SystemClock
    from footcoach.system.signals import leave_in_order

    leave_in_order()
    clock = SystemClock()
    settings = load_settings()
    found = pick(routine) if routine is not None else None
    given = found.load() if found else None
    seat = take_seat(
        clock,
        plain=plain,
        ascii_only=ascii_only or settings.ascii,
        answers_given=answers is not None,
        motion=settings.motion if motion is None else motion,
    )
    quiet = seat.unattended and voice is None and sound is None
    listening = Listening(
        settings, voice=False if quiet else voice, sound=False if quiet else sound
    )

    shelf = [] if found else usable()
    memory, journal = ProfileMemory(clock.wall().date()), HistoryJournal(clock)

    def read_answers(chosen: "Routine") -> "Interview | None":
        if answers is None:
            return None
        return load_interview(
            answers,
            after_exercise=chosen.asks_runner_question,
            now=clock.wall(),
            clearances=memory.recalled.clearances,
        )

    visit_of = partial(
        Visit,
        seat,
        clock,
        journal,
        load_routine(GENTLE),
        GENTLE,
        listening.listen,
        feet=BOTH_FEET if foot is Foot.BOTH else (Side(foot),),
        minutes=minutes,
        get_ready=settings.get_ready_seconds,
        recalled=memory.recalled,
        memory=memory if memory.usable else None,
    )
    answered = read_answers(given) if given else None
    visit = None
    try:
        with seat.opened():
            going_on = _welcome(seat, journal, answers_given=answers is not None)
            if going_on:
                name = going_on.record.routine
                visit = visit_of(going_on.routine, name, own_file=name not in routine_names())
                exit_code = visit.go_on(going_on)
            else:
                found = found or _choose(seat, shelf, settings.last_routine)
                chosen = given or found.load()
                named = chosen.title if found.whose is Whose.FILE else found.name
                visit = visit_of(chosen, named, own_file=found.whose is not Whose.BUILT_IN)
                exit_code = visit.run(answered or read_answers(chosen))
    finally:
        if visit is not None:
            with contextlib.suppress(OSError):
                _part(visit)
        memory.report()
        journal.report()
        # On the full screen, the last page was up while the last words were said.
        finish = visit is not None and visit.said_farewell and seat.stays
        warn(listening.close(finish=finish))
    if visit.ending is not None:
        _remember(None if going_on else found, listening, muted=visit.muted)
    raise typer.Exit(exit_code)


def _welcome(
    seat: "Seat", journal: "HistoryJournal", *, answers_given: bool
) -> "Checkpoint | None":
    """Tell of warning signs; return the session to go on with, if there is one and it is wanted.

    Who brings answers begins anew.
    """
    from footcoach.coach.welcome import welcome

    unfinished = None if answers_given else journal.unfinished()
    going_on = welcome(seat.asker, journal.now(), journal.warning_signs(), unfinished)
    if unfinished and going_on is None:
        # The answers to come are newer, and may be graver, also if they are broken off.
        journal.allow_going_on(None)
    return going_on


def _choose(seat: "Seat", shelf: "Shelf", last: str | None) -> "Found":
    """Let the person choose a routine; leaving here starts nothing either."""
    from footcoach.core.errors import NothingStarted
    from footcoach.terminal.views.routine import routine_entry

    entries = [(found.name, routine_entry(found.name, routine)) for found, routine in shelf]
    try:
        chosen = seat.asker.choose_routine(entries, last)
    except (KeyboardInterrupt, EOFError) as error:
        raise NothingStarted("Not screened, nothing started.") from error
    return next(found for found, _ in shelf if found.name == chosen)


def _remember(found: "Found | None", listening: "Listening", *, muted: bool) -> None:
    """Note the routine used last, and muting. That failing is only worth a warning."""
    from footcoach.core.errors import StorageError
    from footcoach.store.library import Whose
    from footcoach.store.settings import remember

    try:
        listening.remember(muted=muted)
        if found and found.whose is not Whose.FILE:
            remember(last_routine=found.name)
    except StorageError as error:
        warn([f"{error} Your choice of routine and sound is not remembered."])


def _part(visit: "Visit") -> None:
    """Print what must stay when the screen is gone: the advice, and what to do now.

    Where all before it was printed too, without escape codes, so is this.
    """
    from footcoach.core.rating import changes
    from footcoach.terminal.console import make_console
    from footcoach.terminal.views.page import WIDEST
    from footcoach.terminal.views.parting import outcome_parting, session_parting

    console = make_console()
    width = min(console.width, WIDEST)
    assessment, ending = visit.assessment, visit.ending
    if assessment is not None and assessment.reasons and not visit.seat.stays:
        console.print(outcome_parting(assessment, visit.note_on(assessment), width))
    if ending is not None:
        danger, done = ending.danger, ending.done_seconds
        sore = changes(visit.before, visit.after)
        parting = session_parting(ending.status, done, sore, width, danger=danger)
        console.print(parting.plain if visit.seat.stays else parting)
