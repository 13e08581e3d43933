"""Leading a person through the safety questions. What to ask and what it means is in the core."""

from collections.abc import Callable

from footcoach.coach.ports import Asker
from footcoach.core.errors import NothingStarted
from footcoach.core.interview import AtOutcome, Interview
from footcoach.core.screening import Assessment


def screen_person(
    asker: Asker, interview: Interview, note_on: Callable[[Assessment], str]
) -> Assessment:
    """Ask until every due question is answered or an emergency ends it, then show the outcome.

    Returns the assessment once the person has read it and goes on; it may well block.
    `note_on` says what an outcome would change. Raises NothingStarted if the person leaves; but
    who leaves at advice not to massage has still been given it, and it must not vanish.
    """
    while True:
        try:
            while interview.question is not None:
                interview = interview.reply(asker.ask(interview))
        except (KeyboardInterrupt, EOFError) as error:
            raise NothingStarted("Not screened, nothing started.") from error
        changed = _after_outcome(asker, interview, note_on)
        if changed is None:
            return interview.assessment
        interview = changed


def _after_outcome(
    asker: Asker, interview: Interview, note_on: Callable[[Assessment], str]
) -> Interview | None:
    """Show the outcome; return the interview with an answer to change, or None to go on."""
    assessment = interview.assessment
    try:
        match asker.show_outcome(assessment, note_on(assessment)):
            case AtOutcome.BACK:
                return interview.back()
            case AtOutcome.CHANGE:
                chosen = asker.choose_answer(assessment)
                return interview.reopen(chosen) if chosen else interview
    except (KeyboardInterrupt, EOFError) as error:
        if not assessment.level.blocks:
            raise NothingStarted("Screened, but nothing started.") from error
    return None
