"""What leading a person through the questions promises."""

import contextlib
from dataclasses import replace

import pytest

from doubles import ScriptedAsker
from footcoach.app.screening import screen_person
from footcoach.core.errors import NothingStarted
from footcoach.core.interview import AtOutcome, Interview, Keeping, Move
from footcoach.core.profile import Clearance, KeptHistory, Stored
from footcoach.core.question import Answer, Answers, Level
from footcoach.core.screening import Assessment
from samples import NOW, kept_history

NO, YES, UNSURE = Answer.NO, Answer.YES, Answer.NOT_SURE


def interview(*, after_exercise: bool = False) -> Interview:
    return Interview(after_exercise=after_exercise, started_at=NOW)


def screen(asker: ScriptedAsker, *, after_exercise: bool = False) -> Assessment:
    return screen_person(asker, interview(after_exercise=after_exercise), lambda _: "a note")


class RecordingMemory:
    """Remembers what it was told to keep, and to give up."""

    def __init__(self) -> None:
        self.told: list[KeptHistory | str] = []

    def keep(self, history: KeptHistory) -> None:
        self.told.append(history)

    def forget(self, *, clearances: bool) -> None:
        self.told.append("give up all" if clearances else "give up answers")


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


# --- keeping answers -----------------------------------------------------------------------------

GO_ON, KEEP = AtOutcome.GO_ON, AtOutcome.KEEP


def screen_with_memory(
    asker: ScriptedAsker, *, kept: bool = False, clearances: tuple[Clearance, ...] = ()
) -> list[KeptHistory | str]:
    """Return what the memory was told; the person may leave."""
    memory = RecordingMemory()
    stored = Stored(kept_history() if kept else None, clearances)
    with contextlib.suppress(NothingStarted):
        screen_person(asker, replace(interview(), stored=stored), lambda _: "", memory)
    return memory.told


def test_nothing_is_kept_unless_the_person_says_so() -> None:
    asker = ScriptedAsker([NO] * 20, [GO_ON])
    assert screen_with_memory(asker) == []
    assert asker.offers == [Keeping.OFFERED]


def test_the_answers_on_health_history_are_kept_when_the_person_says_so() -> None:
    asker = ScriptedAsker([NO] * 20, [KEEP, GO_ON])
    assert screen_with_memory(asker) == [kept_history()]
    assert asker.offers == [Keeping.OFFERED, Keeping.CHOSEN]


def test_keeping_them_can_be_taken_back_on_the_same_page() -> None:
    assert screen_with_memory(ScriptedAsker([NO] * 20, [KEEP, KEEP, GO_ON])) == []


def test_the_answers_as_they_were_changed_afterwards_are_kept() -> None:
    asker = ScriptedAsker(
        [*[NO] * 20, YES], [KEEP, AtOutcome.CHANGE, GO_ON], change="cancer_heart_kidney"
    )
    assert screen_with_memory(asker) == [kept_history({"cancer_heart_kidney": YES})]


def test_who_has_them_kept_and_then_leaves_has_them_kept() -> None:
    asker = ScriptedAsker([NO] * 20, [KEEP, KeyboardInterrupt()])
    assert screen_with_memory(asker) == [kept_history()]


def test_an_emergency_that_ended_the_questions_offers_nothing_to_keep() -> None:
    asker = ScriptedAsker([YES], [GO_ON])
    assert screen_with_memory(asker) == []
    assert asker.offers == [Keeping.NOT_OFFERED]


def test_without_a_memory_nothing_is_offered() -> None:
    asker = ScriptedAsker([NO] * 20, [GO_ON])
    screen(asker)
    assert asker.offers == [Keeping.NOT_OFFERED]


def test_who_returns_unchanged_has_nothing_new_to_keep() -> None:
    asker = ScriptedAsker([NO] * 11, [GO_ON])
    assert screen_with_memory(asker, kept=True) == []
    assert asker.offers == [Keeping.NOT_OFFERED]


@pytest.mark.parametrize("rest", [[NO] * 11, [KeyboardInterrupt()]])
def test_what_was_kept_is_given_up_once_health_has_changed_even_if_the_person_leaves(
    rest: list[Answer | BaseException],
) -> None:
    asker = ScriptedAsker([*[NO] * 9, YES, *rest], [GO_ON])
    assert screen_with_memory(asker, kept=True) == ["give up all"]


def test_not_being_sure_of_a_change_gives_up_the_answers_but_no_clearance() -> None:
    asker = ScriptedAsker([*[NO] * 9, UNSURE, UNSURE, *[NO] * 11], [GO_ON])
    assert screen_with_memory(asker, kept=True) == ["give up answers"]


CLEARED = (Clearance(question="clot_ever", by="Dr Ode", on=NOW.date()),)


def test_a_change_gives_up_clearances_where_nothing_else_was_kept() -> None:
    asker = ScriptedAsker([*[NO] * 10, YES, *[NO] * 8, YES, NO], [GO_ON])
    assert screen_with_memory(asker, clearances=CLEARED) == ["give up all"]
    assert asker.asked[-2:] == ["changed", "any_doubt"]


def test_a_kept_answer_called_wrong_is_given_up_with_the_others() -> None:
    asker = ScriptedAsker([*[NO] * 11, *[NO] * 10], [AtOutcome.CHANGE, GO_ON], change="diabetes")
    assert screen_with_memory(asker, kept=True) == ["give up answers"]


def test_the_answer_that_nothing_has_changed_can_be_changed_too() -> None:
    asker = ScriptedAsker(
        [*[NO] * 11, YES, *[NO] * 10], [AtOutcome.CHANGE, GO_ON], change="changed"
    )
    assert screen_with_memory(asker, kept=True) == ["give up all"]
    assert "changed" in asker.choices


def test_who_leaves_while_choosing_a_wrong_answer_has_nothing_kept() -> None:
    class LeavesAtTheList(ScriptedAsker):
        def choose_answer(self, answers: Answers) -> str | None:
            raise KeyboardInterrupt

    asker = LeavesAtTheList([NO] * 20, [KEEP, AtOutcome.CHANGE])
    assert screen_with_memory(asker) == []


def test_an_emergency_found_by_changing_an_answer_offers_nothing_to_keep() -> None:
    asker = ScriptedAsker([*[NO] * 20, YES], [KEEP, AtOutcome.CHANGE, GO_ON], change="chest_breath")
    assert screen_with_memory(asker) == []
    assert asker.offers[-1] is Keeping.NOT_OFFERED
