"""Which question comes next, and what going back, not being sure and an emergency do to it."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcoach.core.interview import Interview, Move, Reply
from footcoach.core.question import DANGER_SIGNS, Answer, Level, Said
from footcoach.core.questionnaire import BY_ID, QUESTIONS, questions_due
from samples import NOW, answer_until, at_question, chosen, settle

NONE, UNSURE = Said.NONE, Said.NOT_SURE


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


def answer_rest(interview: Interview, *choices: str) -> Interview:
    return answer_until("", interview, chosen(*choices))[0]


def replies(id_: str) -> st.SearchStrategy[Answer]:
    """Draw an answer to the question, mostly none."""
    items = [(item.id,) for item in BY_ID[id_].items]
    return st.sampled_from([*[NONE] * 6, UNSURE, *items])


# --- order ---------------------------------------------------------------------------------------


def test_only_this_is_asked_first_and_what_it_makes_needless_not_at_all() -> None:
    interview = at_question("skin").reply(("open",))
    assert asked(interview) == "skin.only"
    assert asked(interview.reply(("verruca",))) == "unwell"
    # A follow-up of an earlier question, too, is asked at once.
    assert asked(interview.reply(NONE)) == "hot.ill"
    assert asked(interview.reply(NONE).reply(NONE)) == "skin.also"


@given(st.data())
def test_every_due_question_is_asked_once_and_no_other(data: st.DataObject) -> None:
    interview = begin(after_exercise=data.draw(st.booleans()))
    found: list[str] = []
    while interview.question is not None:
        found.append(asked(interview))
        interview = settle(interview, data.draw(replies(asked(interview))))
    ids = [q.id for q in questions_due(interview.answers, after_exercise=interview.after_exercise)]
    assert len(found) == len(set(found))
    if interview.assessment.level is Level.EMERGENCY:
        assert set(found) <= set(ids)
    else:
        assert sorted(found) == sorted(ids)


# --- cannot finish without answering -------------------------------------------------------------


@given(st.lists(st.sampled_from([NONE, UNSURE, Move.HELP, Move.BACK]), max_size=60))
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


@pytest.mark.parametrize("reply", [*Said, *Move, ("yes",)])
def test_a_reply_after_the_end_is_refused(reply: Reply) -> None:
    with pytest.raises(ValueError, match=r"^there is no question to reply to$"):
        answer_rest(begin()).reply(reply)


def test_items_are_noted_in_their_order_and_what_is_no_item_is_refused() -> None:
    interview = at_question("skin")
    assert interview.reply(("injection", "open")).answers["skin"] == ("open", "injection")
    for wrong in (("yes",), ()):
        with pytest.raises(ValueError, match=r"^skin has no such item$"):
            interview.reply(wrong)


# --- help and not sure ---------------------------------------------------------------------------


def test_the_first_not_sure_shows_the_help_and_asks_once_more() -> None:
    interview = begin().reply(UNSURE)
    assert (interview.helping, interview.unsure_once) == (True, True)
    assert (asked(interview), dict(interview.answers)) == ("chest", {})


@pytest.mark.parametrize("between", [[], [Move.HELP]])
def test_the_second_not_sure_counts_and_the_next_question_starts_afresh(
    between: list[Reply],
) -> None:
    interview = reply_all(begin(), [UNSURE, *between, UNSURE])
    assert dict(interview.answers) == {"chest": UNSURE}
    assert (interview.helping, interview.unsure_once) == (False, False)
    assert asked(interview) == asked(interview.reply(UNSURE)) == "nerves"


def test_help_is_shown_when_asked_for_and_changes_nothing_else() -> None:
    helped = begin().reply(Move.HELP)
    assert (helped.helping, helped.unsure_once, asked(helped)) == (True, False, "chest")
    assert asked(helped.reply(UNSURE)) == "chest"


# --- back ----------------------------------------------------------------------------------------


def test_back_leads_to_the_question_before() -> None:
    assert begin().reply(NONE).reply(Move.BACK) == begin()


@given(st.data())
def test_back_undoes_exactly_one_answer(data: st.DataObject) -> None:
    interview = begin(after_exercise=True)
    assert interview.back() is interview
    while interview.question is not None:
        answer = data.draw(replies(asked(interview)))
        after = settle(interview, answer)
        assert after.back() == interview
        interview = after


# --- changing an answer afterwards ---------------------------------------------------------------


def test_a_reopened_question_is_asked_again_and_the_others_keep_their_answers() -> None:
    done = answer_rest(begin())
    interview = done.reopen("ever")
    assert asked(interview) == "ever"
    assert interview.answers == {id_: a for id_, a in done.answers.items() if id_ != "ever"}


def test_nothing_leads_back_to_an_answer_that_was_called_wrong() -> None:
    reopened = answer_rest(begin(), "ever.clot").reopen("ever")
    assert asked(reopened.back()) == "ever"
    assert asked(reopened.reply(NONE).back().back()) == "ever"


@given(st.data())
def test_every_answer_that_counts_is_the_last_one_given_to_its_question(
    data: st.DataObject,
) -> None:
    interview, given_last = begin(), dict[str, Answer]()
    steps = st.sampled_from(["reopen", Move.BACK, Move.HELP, *["answer"] * 6])
    for step in data.draw(st.lists(steps, max_size=60)):
        question = interview.question
        if step == "reopen":
            if interview.answers:
                interview = interview.reopen(next(iter(interview.answers)))
        elif question is None:
            interview = interview.back()
        elif step in {Move.BACK, Move.HELP}:
            interview = interview.reply(Move(step))
        else:
            given_last[question.id] = data.draw(replies(question.id))
            interview = settle(interview, given_last[question.id])
        for id_, answer in interview.answers.items():
            assert given_last[id_] == answer


def test_answers_to_follow_ups_that_are_no_longer_due_are_forgotten() -> None:
    interview = answer_rest(begin(), "diabetes.yes", "diabetes.feet.found").reopen("diabetes")
    assert not [id_ for id_ in interview.answers if id_.startswith("diabetes")]
    changed = interview.reply(NONE)
    assert changed.question is None
    assert changed.assessment.level is Level.GO


# --- emergency -----------------------------------------------------------------------------------

EMERGENCIES = [
    f"{question.id}.{item.id}"
    for question in BY_ID.values()
    for item in question.items
    if item.level is Level.EMERGENCY
]
# What "is it only this?" could explain.
EXPLAINED = {
    flag.id: each.id for each in BY_ID.values() if each.instead for flag in each.due
}  # fmt: skip


@pytest.mark.parametrize("choice", EMERGENCIES)
def test_an_emergency_ends_the_questions_at_once_unless_it_could_be_only_this(choice: str) -> None:
    id_ = choice.rpartition(".")[0]
    causes = [flag.id for flag in BY_ID[id_].due][:1]
    interview = at_question(id_, chosen(*causes))
    interview = interview.reply(chosen(choice)[id_])
    assert interview.assessment.level is Level.EMERGENCY
    assert (interview.question.id if interview.question else None) == EXPLAINED.get(choice)
    if interview.question is not None:
        for said in (NONE, UNSURE):
            assert settle(interview, said).question is None
        item = interview.question.items[0]
        milder = interview.reply((item.id,))
        assert milder.assessment.level is not Level.EMERGENCY
        assert milder.question is not None


def test_only_this_is_not_asked_where_it_could_not_explain_all_of_an_emergency() -> None:
    assert begin().reply(("chest_pain", "breathing")).question is None
    assert begin().reply(("chest_pain", "breathing")).back() == begin()


def test_only_this_is_asked_where_it_could_end_an_emergency_of_several_answers() -> None:
    two = at_question("one_leg", chosen("chest")).reply(("calf",))
    assert two.assessment.reasons[0].question == "clot_and_chest"
    assert asked(two) == "one_leg.only_calf"
    assert two.reply(NONE).question is None
    assert two.reply(("cramp",)).assessment.level is Level.URGENT
    three = at_question("diabetes", chosen("skin.open", "unwell.fever")).reply(("yes",))
    assert three.assessment.level is Level.EMERGENCY
    assert asked(three) == "diabetes.only"
    assert settle(three, UNSURE).question is None
    assert three.reply(("borderline",)).assessment.level is Level.STOP_TODAY


# --- position ------------------------------------------------------------------------------------


@given(st.data())
def test_the_number_of_a_question_goes_up_by_one_and_never_beyond_the_total(
    data: st.DataObject,
) -> None:
    interview, number = begin(after_exercise=data.draw(st.booleans())), 1
    while interview.question is not None:
        before = interview
        assert interview.position[0] == number <= interview.position[1]
        interview = settle(interview, data.draw(replies(asked(interview))))
        # Where "only this" makes a follow-up needless, its number is free again.
        number = len(interview.answers) + (interview.question is not None)
        assert number <= before.position[0] + 1
    assert interview.position[0] == len(interview.answers)


def test_without_complaints_the_total_is_kept_to() -> None:
    interview = begin()
    totals = set()
    while interview.question is not None:
        totals.add(interview.position[1])
        interview = settle(interview, NONE)
    assert totals == {interview.position[0]} == {len(QUESTIONS) - 1}


# --- values --------------------------------------------------------------------------------------


def test_only_the_wanted_sections_are_asked() -> None:
    interview = Interview(after_exercise=True, started_at=NOW, sections=DANGER_SIGNS)
    asked = []
    while interview.question is not None:
        asked.append(interview.question)
        interview = settle(interview, NONE)
    assert asked == [question for question in QUESTIONS if question.section in DANGER_SIGNS]
