"""Leading a person through the safety questions. What to ask and what it means is in the core."""

from collections.abc import Callable
from dataclasses import replace

from footcoach.app.interface import Asker, Memory
from footcoach.core.errors import NothingStarted
from footcoach.core.interview import AtOutcome, Interview, Keeping
from footcoach.core.profile import Stored
from footcoach.core.question import DANGER_SIGNS, Answer, Level
from footcoach.core.questionnaire import CHANGED
from footcoach.core.screening import Assessment


def screen_person(
    asker: Asker,
    interview: Interview,
    note_on: Callable[[Assessment], str],
    memory: Memory | None = None,
) -> Assessment:
    """Ask until every due question is answered or an emergency ends it, then show the outcome.

    Returns the assessment once the person has read it and goes on; it may well block.
    `note_on` says what an outcome would change. Raises NothingStarted if the person leaves; but
    who leaves at advice not to massage has still been given it, and it must not vanish.

    With a `memory` the person can have the answers on health history kept; none, and nothing is
    offered. What was kept is given up as soon as health has changed, also if the person then
    leaves: the next screening must not rest on it.
    """
    wanted, before = False, interview.stored
    while True:
        interview = _ask_all(asker, interview, memory, before)
        assessment = interview.assessment
        keeping = _offer(memory, interview, wanted=wanted)
        move, chosen, left = _at_outcome(asker, interview, note_on(assessment), keeping)
        if left or move is AtOutcome.GO_ON:
            if memory and interview.to_keep and (move, keeping) == _KEEPS:
                memory.keep(interview.to_keep)
            if left and not assessment.level.blocks:
                raise NothingStarted("Screened, but nothing started.") from left
            return assessment
        if move is AtOutcome.KEEP:
            wanted = not wanted
        elif move is AtOutcome.BACK:
            interview = interview.back()
        elif chosen:
            interview = interview.reopen(chosen)


_KEEPS = (AtOutcome.GO_ON, Keeping.CHOSEN)
"""Who leaves while choosing an answer to change has just called one wrong: that is not kept."""


def _ask_all(
    asker: Asker,
    interview: Interview,
    memory: Memory | None,
    before: Stored,
    raised: Callable[[], None] = lambda: None,
) -> Interview:
    """Ask until no question is left, and give up what turned out to hold no longer."""
    try:
        while interview.question is not None:
            interview = interview.reply(asker.ask(interview))
            if interview.assessment.level is not Level.GO:
                raised()
    except (KeyboardInterrupt, EOFError) as error:
        raise NothingStarted("Not screened, nothing started.") from error
    finally:
        changed = interview.answers.get(CHANGED.id) is Answer.YES
        if memory and (changed or (before.history and interview.kept is None)):
            memory.forget(clearances=changed)
    return interview


def ask_danger_signs(asker: Asker, interview: Interview, raised: Callable[[], None]) -> Assessment:
    """Ask the danger signs again before a session that was cut off goes on.

    Only an outcome that speaks against it is shown. `raised` is called as soon as there is a sign,
    for the window may be closed before that page. Raises NothingStarted if the person leaves.
    """
    interview = replace(interview, sections=DANGER_SIGNS)
    while True:
        interview = _ask_all(asker, interview, None, interview.stored, raised)
        assessment = interview.assessment
        if assessment.level is Level.GO:
            return assessment
        move, chosen, left = _at_outcome(asker, interview, "", Keeping.NOT_OFFERED)
        if left or move is AtOutcome.GO_ON:
            return assessment
        if move is AtOutcome.BACK:
            interview = interview.back()
        elif chosen:
            interview = interview.reopen(chosen)


def _offer(memory: Memory | None, interview: Interview, *, wanted: bool) -> Keeping:
    emergency = interview.assessment.level is Level.EMERGENCY
    if memory is None or interview.to_keep is None or emergency:
        return Keeping.NOT_OFFERED
    return Keeping.CHOSEN if wanted else Keeping.OFFERED


def _at_outcome(
    asker: Asker, interview: Interview, note: str, keeping: Keeping
) -> tuple[AtOutcome, str | None, BaseException | None]:
    """Show the outcome; return the move, the answer to change, and how the person left if so."""
    move = AtOutcome.GO_ON
    try:
        move = asker.show_outcome(interview.assessment, note, keeping)
        chosen = asker.choose_answer(interview.in_order) if move is AtOutcome.CHANGE else None
    except (KeyboardInterrupt, EOFError) as error:
        return move, None, error
    return move, chosen, None
