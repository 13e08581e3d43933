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
    `note_on` says what an outcome would change. Raises NothingStarted if the person leaves.
    """
    try:
        while True:
            while interview.question is not None:
                interview = interview.reply(asker.ask(interview))
            assessment = interview.assessment
            match asker.show_outcome(assessment, note_on(assessment)):
                case AtOutcome.GO_ON:
                    return assessment
                case AtOutcome.BACK:
                    interview = interview.back()
                case AtOutcome.CHANGE:
                    chosen = asker.choose_answer(assessment)
                    interview = interview.reopen(chosen) if chosen else interview
    except (KeyboardInterrupt, EOFError) as error:
        raise NothingStarted("Not screened, nothing started.") from error
