"""Which question comes next, and what going back, not being sure and an emergency do to it."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcoach.core.interview import Interview, Move, Reply
from footcoach.core.question import DANGER_SIGNS, Answer, Level
from footcoach.core.questionnaire import questions_due
from samples import NOW

YES, UNSURE, NO = Answer.YES, Answer.NOT_SURE, Answer.NO


def begin(*, after_exercise: bool = False) -> Interview:
    return Interview(after_exercise=after_exercise, started_at=NOW)


def asked(interview: Interview) -> str:
    """Return the id of the question asked now."""
    assert interview.question is not None
    return interview.question.id


def reply_all(interview: Interview, replies: Iterable[Reply]) -> Interview:
    for reply in replies:
        interview = interview.reply(reply)
    return interview


def answer_until(id_: str, interview: Interview, changes: Mapping[str, Answer]) -> Interview:
    """Answer as in `changes`, all others with no, up to the question."""
    while asked(interview) != id_:
        answer = changes.get(asked(interview), NO)
        interview = interview.reply(answer)
        if answer is UNSURE:
            interview = interview.reply(UNSURE)
    return interview


def answer_rest(interview: Interview, changes: Mapping[str, Answer] | None = None) -> Interview:
    """Answer as in `changes`, all others with no, until no question is left."""
    while interview.question is not None:
        answer = (changes or {}).get(asked(interview), NO)
        interview = interview.reply(answer)
        if answer is UNSURE:
            interview = interview.reply(UNSURE)
    return interview


def ids_asked(interview: Interview, changes: Mapping[str, Answer] | None = None) -> list[str]:
    found = []
    while interview.question is not None:
        found.append(asked(interview))
        interview = interview.reply((changes or {}).get(asked(interview), NO))
    return found


# --- order ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("after_exercise", "count"), [(False, 20), (True, 21)])
def test_someone_without_complaints_answers_twenty_questions_and_a_runner_one_more(
    after_exercise: bool, count: int
) -> None:
    assert len(ids_asked(begin(after_exercise=after_exercise))) == count


def test_follow_ups_are_asked_right_after_their_question() -> None:
    ids = ids_asked(begin(), {"diabetes": YES})
    at = ids.index("diabetes")
    assert ids[at + 1 : at + 4] == [
        "diabetes.foot_check_missing",
        "diabetes.past_foot_problem",
        "numb_or_poor_flow",
    ]


def test_a_follow_up_that_later_answers_call_for_is_asked_at_once() -> None:
    interview = answer_until("unwell_today", begin(), {"skin_open": YES})
    interview = interview.reply(YES)
    assert asked(interview) == "hot_red_swollen.very_ill"
    assert asked(interview.reply(NO)) == "break_op_cast"


@given(st.data())
def test_every_due_question_is_asked_once_and_no_other(data: st.DataObject) -> None:
    interview = begin(after_exercise=data.draw(st.booleans()))
    found: list[str] = []
    while interview.question is not None:
        found.append(asked(interview))
        interview = interview.reply(data.draw(st.sampled_from([NO, NO, YES])))
    due = questions_due(interview.answers, after_exercise=interview.after_exercise)
    ids = [question.id for question in due]
    assert len(found) == len(set(found))
    if interview.assessment.level is Level.EMERGENCY:
        assert set(found) <= set(ids)
    else:
        assert sorted(found) == sorted(ids)


# --- cannot finish without answering -------------------------------------------------------------


@given(st.lists(st.sampled_from([NO, UNSURE, Move.HELP, Move.BACK]), max_size=60))
def test_an_interview_ends_only_with_an_emergency_or_when_nothing_is_missing(
    replies: list[Reply],
) -> None:
    interview = begin()
    for reply in replies:
        if interview.question is not None:
            interview = interview.reply(reply)
    complete = interview.assessment.missing(after_exercise=False) == ()
    emergency = interview.assessment.level is Level.EMERGENCY
    assert (interview.question is None) == (complete or emergency)


@pytest.mark.parametrize("reply", [*Answer, *Move])
def test_a_reply_after_the_end_is_refused(reply: Reply) -> None:
    with pytest.raises(ValueError, match=r"^there is no question to reply to$"):
        answer_rest(begin()).reply(reply)


def test_the_assessment_weighs_all_that_was_answered() -> None:
    interview = answer_rest(begin(), {"thin_bones": YES, "bone_spot": UNSURE})
    assert interview.assessment.level is Level.ASK_FIRST
    assert interview.answers["bone_spot"] is UNSURE
    assert [each.question for each in interview.assessment.reasons] == ["bone_spot", "thin_bones"]


# --- help and not sure ---------------------------------------------------------------------------


def test_the_first_not_sure_shows_the_help_and_asks_once_more() -> None:
    interview = begin().reply(UNSURE)
    assert (interview.helping, interview.unsure_once) == (True, True)
    assert (asked(interview), dict(interview.answers)) == ("chest_breath", {})


def test_the_second_not_sure_counts() -> None:
    interview = reply_all(begin(), [UNSURE, UNSURE])
    assert dict(interview.answers) == {"chest_breath": UNSURE}
    assert asked(interview) == "numb_weak"


def test_asking_for_help_in_between_does_not_undo_the_first_not_sure() -> None:
    interview = reply_all(begin(), [UNSURE, Move.HELP, UNSURE])
    assert dict(interview.answers) == {"chest_breath": UNSURE}


def test_the_next_question_starts_without_help_and_with_its_own_first_not_sure() -> None:
    interview = reply_all(begin(), [UNSURE, UNSURE])
    assert (interview.helping, interview.unsure_once) == (False, False)
    assert dict(interview.reply(UNSURE).answers) == {"chest_breath": UNSURE}


# --- back ----------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from([NO, YES]), min_size=1, max_size=15))
def test_back_undoes_exactly_one_answer(answers: list[Answer]) -> None:
    interview = begin(after_exercise=True)
    for answer in answers:
        if interview.question is None:
            return
        after = interview.reply(answer)
        assert after.back() == interview
        interview = after


# --- changing an answer afterwards ---------------------------------------------------------------


def test_a_reopened_question_is_asked_again_and_the_others_keep_their_answers() -> None:
    done = answer_rest(begin())
    interview = done.reopen("clot_ever")
    assert asked(interview) == "clot_ever"
    assert interview.answers == {id_: a for id_, a in done.answers.items() if id_ != "clot_ever"}


def test_nothing_leads_back_to_an_answer_that_was_called_wrong() -> None:
    reopened = answer_rest(begin(), {"clot_ever": YES}).reopen("clot_ever")
    assert asked(reopened.back()) == "clot_ever"
    assert asked(reopened.reply(NO).back().back()) == "clot_ever"


@given(st.lists(st.sampled_from([*Answer, Move.BACK, Move.HELP, "reopen"]), max_size=60))
def test_every_answer_that_counts_is_the_last_one_given_to_its_question(steps: list[str]) -> None:
    interview, given_last = begin(), dict[str, Answer]()
    for step in steps:
        question = interview.question
        if step == "reopen":
            if interview.answers:
                interview = interview.reopen(next(iter(interview.answers)))
        elif question is None:
            interview = interview.back()
        elif step in {Move.BACK, Move.HELP}:
            interview = interview.reply(Move(step))
        else:
            interview = interview.reply(Answer(step))
            if question.id in interview.answers:
                given_last[question.id] = Answer(step)
        for id_, answer in interview.answers.items():
            assert given_last[id_] is answer


def test_reopening_a_question_forgets_the_answers_to_its_follow_ups() -> None:
    changes = {"diabetes": YES, "diabetes.past_foot_problem": YES}
    interview = answer_rest(begin(), changes).reopen("diabetes")
    assert not [id_ for id_ in interview.answers if id_.startswith("diabetes")]


def test_an_answer_to_a_follow_up_no_longer_due_is_forgotten() -> None:
    interview = answer_rest(begin(), {"diabetes": YES, "diabetes.past_foot_problem": YES})
    changed = interview.reopen("diabetes").reply(NO)
    assert changed.question is None
    assert changed.assessment.level is Level.GO
    assert "diabetes.past_foot_problem" not in changed.answers


# --- emergency -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "id_",
    [
        "chest_breath",
        "numb_weak",
        "cold_pale_foot",
        "hot_red_swollen.very_ill",
        "runner_extra",
        "hurt_or_flare.deformed_or_tight",
    ],
)
def test_an_emergency_answer_ends_the_questions_at_once(id_: str) -> None:
    interview = begin(after_exercise=True)
    interview = answer_until(id_, interview, {id_.split(".")[0]: YES}).reply(YES)
    assert interview.question is None
    assert interview.assessment.level is Level.EMERGENCY


def test_answers_that_are_an_emergency_only_together_end_the_questions() -> None:
    interview = reply_all(begin(), [UNSURE, UNSURE])
    interview = answer_until("one_leg_swollen", interview, {}).reply(YES)
    assert interview.question is None
    assert interview.assessment.reasons[0].question == "leg_clot_and_chest"


def test_back_from_an_emergency_asks_the_same_question_again() -> None:
    interview = begin().reply(YES).back()
    assert asked(interview) == "chest_breath"
    assert interview.assessment.level is Level.GO


# --- position ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("after_exercise", "total"), [(False, 20), (True, 21)])
def test_the_main_questions_are_numbered_from_one_to_their_total(
    after_exercise: bool, total: int
) -> None:
    interview = begin(after_exercise=after_exercise)
    for number in range(1, total + 1):
        assert interview.position == (number, total)
        interview = interview.reply(NO)


def test_a_follow_up_shares_the_number_of_its_question() -> None:
    interview = answer_until("diabetes", begin(), {})
    position = interview.position
    interview = interview.reply(YES)
    assert asked(interview) == "diabetes.foot_check_missing"
    assert interview.position == position


# --- values --------------------------------------------------------------------------------------


def test_only_the_wanted_sections_are_asked() -> None:
    interview = Interview(after_exercise=True, started_at=NOW, sections=DANGER_SIGNS)
    asked = []
    while interview.question is not None:
        asked.append(interview.question.section)
        interview = interview.reply(Answer.NO)
    assert len(asked) == 6
    assert set(asked) == DANGER_SIGNS
