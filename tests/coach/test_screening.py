"""What leading a person through the questions promises."""

import pytest

from doubles import ScriptedAsker
from footcoach.coach.screening import screen_person
from footcoach.core.errors import NothingStarted
from footcoach.core.interview import AtOutcome, Interview, Move
from footcoach.core.question import Answer, Level
from footcoach.core.screening import Assessment
from samples import NOW

NO, YES, UNSURE = Answer.NO, Answer.YES, Answer.NOT_SURE


def interview(*, after_exercise: bool = False) -> Interview:
    return Interview(after_exercise=after_exercise, started_at=NOW)


def screen(asker: ScriptedAsker, *, after_exercise: bool = False) -> Assessment:
    return screen_person(asker, interview(after_exercise=after_exercise), lambda _: "a note")


def test_a_healthy_person_is_asked_twenty_questions_and_shown_the_outcome_once() -> None:
    asker = ScriptedAsker([NO] * 20, [AtOutcome.GO_ON])
    assessment = screen(asker)
    assert assessment.level is Level.GO
    assert len(asker.asked) == 20
    assert asker.notes == ["a note"]


def test_a_routine_after_exercise_asks_one_more() -> None:
    asker = ScriptedAsker([NO] * 21, [AtOutcome.GO_ON])
    screen(asker, after_exercise=True)
    assert "runner_extra" in asker.asked
    assert len(asker.asked) == 21


def test_an_emergency_answer_leads_to_the_outcome_before_any_other_question() -> None:
    asker = ScriptedAsker([YES], [AtOutcome.GO_ON])
    assert screen(asker).level is Level.EMERGENCY
    assert asker.asked == ["chest_breath"]


def test_the_wrong_key_on_the_emergency_page_asks_the_question_again() -> None:
    asker = ScriptedAsker([YES, NO, *[NO] * 19], [AtOutcome.BACK, AtOutcome.GO_ON])
    assert screen(asker).level is Level.GO
    assert asker.asked[:2] == ["chest_breath", "chest_breath"]


def test_an_answer_changed_on_the_outcome_page_changes_the_outcome() -> None:
    asker = ScriptedAsker(
        [*[NO] * 20, YES], [AtOutcome.CHANGE, AtOutcome.GO_ON], change="any_doubt"
    )
    assert screen(asker).level is Level.ASK_FIRST
    assert asker.asked[-1] == "any_doubt"


def test_choosing_no_answer_to_change_leaves_the_outcome_as_it_is() -> None:
    asker = ScriptedAsker([NO] * 20, [AtOutcome.CHANGE, AtOutcome.GO_ON], change=None)
    assert screen(asker).level is Level.GO
    assert len(asker.asked) == 20


def test_nothing_leads_back_to_an_answer_that_was_called_wrong() -> None:
    asker = ScriptedAsker(
        [*[NO] * 20, Move.BACK, YES, NO],
        [AtOutcome.CHANGE, AtOutcome.BACK, AtOutcome.GO_ON],
        change="chest_breath",
    )
    assert screen(asker).level is Level.GO
    assert asker.asked[-3:] == ["chest_breath"] * 3, "the emergency must be answered anew"


@pytest.mark.parametrize("leaving", [KeyboardInterrupt(), EOFError()])
@pytest.mark.parametrize("answered", [0, 1, 19])
def test_leaving_during_the_questions_is_no_answer_and_starts_nothing(
    leaving: BaseException, answered: int
) -> None:
    asker = ScriptedAsker([*[NO] * answered, leaving])
    with pytest.raises(NothingStarted, match="Not screened, nothing started"):
        screen(asker)


@pytest.mark.parametrize("leaving", [KeyboardInterrupt(), EOFError()])
def test_leaving_on_the_outcome_page_starts_nothing(leaving: BaseException) -> None:
    with pytest.raises(NothingStarted):
        screen(ScriptedAsker([NO] * 20, [leaving]))


@pytest.mark.parametrize("leaving", [KeyboardInterrupt(), EOFError()])
def test_who_leaves_at_advice_not_to_massage_has_still_been_given_it(
    leaving: BaseException,
) -> None:
    assert screen(ScriptedAsker([YES], [leaving])).level is Level.EMERGENCY
