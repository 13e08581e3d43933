"""A screening that rests on what was kept: fewer questions, and never a milder outcome."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcoach.core.errors import NotCleared
from footcoach.core.interview import Interview
from footcoach.core.plan import plan
from footcoach.core.profile import CLEARABLE, Clearance, Stored, history_in
from footcoach.core.question import RAISED, Answer, Level
from footcoach.core.report import BY_ID
from footcoach.core.routine import Zone
from footcoach.core.screening import Assessment, assess
from samples import NOW, a_routine, answered, kept_history, settle

YES, UNSURE, NO = Answer.YES, Answer.NOT_SURE, Answer.NO
TODAY = NOW.date()
EARLIER = date(2026, 10, 1)

EVERY_TIME = [
    "chest_breath", "numb_weak", "cold_pale_foot", "one_leg_swollen", "hot_red_swollen",
    "hurt_or_flare", "bone_spot", "skin_open", "unwell_today",
]  # fmt: skip
"""Danger signs and the feet today."""


def returning(
    kept: Mapping[str, Answer] | None = None,
    *,
    clearances: Iterable[Clearance] = (),
    after_exercise: bool = False,
) -> Interview:
    """Return the interview of a person whose health history was kept on 1 October."""
    stored = Stored(kept_history(kept, on=EARLIER), tuple(clearances))
    return Interview(after_exercise=after_exercise, started_at=NOW, stored=stored)


def finish(
    interview: Interview, changes: Mapping[str, Answer] | None = None
) -> tuple[Interview, list[str]]:
    """Answer as in `changes`, all else with no; return where that led and what was asked."""
    asked = []
    while interview.question is not None:
        asked.append(interview.question.id)
        interview = settle(interview, (changes or {}).get(asked[-1], NO))
    return interview, asked


def cleared(*questions: str, on: date = EARLIER) -> tuple[Clearance, ...]:
    return tuple(Clearance(question=id_, by="Dr Ode", on=on) for id_ in questions)


# --- what is asked -------------------------------------------------------------------------------


def test_a_returning_healthy_person_is_asked_eleven_questions() -> None:
    interview, asked = finish(returning())
    assert asked == [*EVERY_TIME, "changed", "any_doubt"]
    assert interview.assessment.level is Level.GO
    assert interview.assessment.kept_on == EARLIER


@pytest.mark.parametrize("answer", [YES, UNSURE])
def test_after_a_change_or_a_doubt_about_it_the_whole_history_is_asked(answer: Answer) -> None:
    interview, asked = finish(returning({"diabetes": YES}), {"changed": answer})
    assert set(history_in(answered())) <= set(asked)
    assert interview.assessment.kept_on is None
    assert interview.assessment.level is Level.GO, "the old yes no longer counts"


@pytest.mark.parametrize("raised", sorted(RAISED))
def test_urgent_follow_ups_of_a_kept_yes_are_asked_every_time(raised: Answer) -> None:
    _, asked = finish(returning({"numb_or_poor_flow": raised, "pregnant": raised}))
    assert {"numb_or_poor_flow.rest_pain", "pregnant.warning_signs"} <= set(asked)
    assert "pregnant.high_risk" not in asked
    assert asked.index("changed") < asked.index("numb_or_poor_flow.rest_pain")


def test_the_place_counts_only_what_is_asked_and_follow_ups_share_a_number() -> None:
    interview, places = returning({"numb_or_poor_flow": YES}), []
    while interview.question is not None:
        places.append(interview.position)
        interview = interview.reply(NO)
    numbers = [*range(1, 11), 10, 11]
    assert places == [(number, 11) for number in numbers]
    assert interview.position == (11, 11)


@given(
    st.dictionaries(st.sampled_from([*history_in(answered())]), st.sampled_from(Answer)),
    st.dictionaries(st.sampled_from([*EVERY_TIME, "any_doubt"]), st.sampled_from(Answer)),
)
def test_what_was_kept_gives_the_same_outcome_as_answering_it_again(
    history: dict[str, Answer], today: dict[str, Answer]
) -> None:
    short, _ = finish(returning(history), today)
    whole = Interview(after_exercise=False, started_at=NOW)
    full, _ = finish(whole, {**history, **today})
    assert short.assessment.level is full.assessment.level
    assert {r.question for r in short.assessment.reasons} >= {
        r.question for r in full.assessment.reasons
    }


def test_a_kept_answer_that_was_wrong_has_the_whole_history_asked_again() -> None:
    interview, _ = finish(returning())
    again, asked = finish(interview.reopen("diabetes"), {"diabetes": YES})
    assert set(history_in(answered())) <= set(asked)
    assert again.kept is None
    assert again.assessment.level is Level.GENTLE


def test_that_nothing_has_changed_can_be_taken_back_from_the_outcome() -> None:
    interview, _ = finish(returning({"clot_ever": YES}, clearances=cleared("clot_ever")))
    assert interview.in_order["changed"] is NO
    again, asked = finish(interview.reopen("changed"), {"changed": YES, "clot_ever": YES})
    assert asked[0] == "changed"
    assert set(history_in(answered())) <= set(asked)
    assert again.assessment.level is Level.ASK_FIRST


def test_the_wrong_key_at_changed_can_be_taken_back() -> None:
    interview = returning()
    while interview.question and interview.question.id != "changed":
        interview = interview.reply(NO)
    back = interview.reply(YES).back()
    assert back.question is not None
    assert back.question.id == "changed"
    assert back.kept is not None


def test_whoever_comes_is_asked_whether_what_is_kept_is_theirs() -> None:
    def lines(interview: Interview) -> tuple[str, ...]:
        while interview.question and interview.question.id != "changed":
            interview = settle(interview, YES if interview.question.id == "clot_ever" else NO)
        assert interview.question is not None
        return interview.question.lines

    since = "Anything new or changed in your health since 1 October 2026?"
    kept = "Answers of 1 October 2026 are kept here: are they someone else's?"
    assert lines(returning()) == (kept, since)
    alone = Stored(clearances=cleared("clot_ever"))
    start = Interview(after_exercise=False, started_at=NOW, stored=alone)
    assert lines(start) == ("A clearance by Dr Ode is kept here: is it someone else's?", since)


# --- what can be kept ----------------------------------------------------------------------------


def test_a_whole_history_answered_today_can_be_kept() -> None:
    interview, _ = finish(
        Interview(after_exercise=True, started_at=NOW), {"diabetes": YES, "any_doubt": YES}
    )
    assert interview.to_keep == kept_history({"diabetes": YES})
    assert interview.to_keep is not None
    assert not {"chest_breath", "any_doubt", "skin_open"} & set(interview.to_keep.answers)


def test_nothing_can_be_kept_before_all_of_it_was_answered_or_when_it_already_is() -> None:
    assert Interview(after_exercise=False, started_at=NOW).to_keep is None
    emergency, _ = finish(Interview(after_exercise=False, started_at=NOW), {"chest_breath": YES})
    assert emergency.to_keep is None
    assert finish(returning())[0].to_keep is None
    assert finish(returning(), {"changed": YES})[0].to_keep == kept_history()


# --- clearance -----------------------------------------------------------------------------------


def assessed(changes: Mapping[str, Answer], *clearances: Clearance) -> Assessment:
    return assess(answered(changes), screened_at=NOW, clearances=clearances)


RAISING_ALONE: dict[str, dict[str, Answer]] = {
    "break_op_cast": {"break_op_cast": YES},
    "clot_ever": {"clot_ever": YES},
    "thin_bones.severe": {"thin_bones": YES, "thin_bones.severe": YES},
    "diabetes.foot_check_missing": {"diabetes": YES, "diabetes.foot_check_missing": YES},
    "diabetes.past_foot_problem": {"diabetes": YES, "diabetes.past_foot_problem": YES},
    "numb_or_poor_flow": {"numb_or_poor_flow": YES},
    "bleeds_easily.disorder": {"bleeds_easily": YES, "bleeds_easily.disorder": YES},
    "pregnant.high_risk": {"pregnant": YES, "pregnant.high_risk": YES},
    "cancer_heart_kidney": {"cancer_heart_kidney": YES},
    "lump_or_mark": {"lump_or_mark": YES},
    "swelling_or_touch_pain": {"swelling_or_touch_pain": YES},
}


@pytest.mark.parametrize("id_", RAISING_ALONE)
@pytest.mark.parametrize("answer", [YES, UNSURE])
def test_a_clearance_makes_its_ask_first_gentle_never_go(id_: str, answer: Answer) -> None:
    answers = {**RAISING_ALONE[id_], id_: answer}
    assert assessed(answers).level is Level.ASK_FIRST
    found = assessed(answers, *cleared(id_))
    assert found.level is Level.GENTLE
    assert Zone.CALF in found.blocked_zones
    assert found.clearances == cleared(id_)
    reason = next(each for each in found.reasons if each.question == id_)
    assert reason.advice.startswith("Cleared (Dr Ode, 1 October 2026). Keep it light.")
    assert reason.answer is answer


def test_every_question_that_can_be_cleared_is_tried() -> None:
    assert {*RAISING_ALONE, "diabetes"} == set(CLEARABLE)


def test_numb_diabetes_is_lifted_only_when_both_of_its_questions_are() -> None:
    answers = {"diabetes": YES, "numb_or_poor_flow": YES}
    assert assessed(answers, *cleared("diabetes")).level is Level.ASK_FIRST
    assert assessed(answers, *cleared("numb_or_poor_flow")).level is Level.ASK_FIRST
    lifted = assessed(answers, *cleared("diabetes", "numb_or_poor_flow"))
    assert lifted.level is Level.GENTLE
    together = next(each for each in lifted.reasons if each.question == "numb_diabetes")
    assert together.advice == (
        "Cleared (Dr Ode, 1 October 2026 and Dr Ode, 1 October 2026). Keep it light. "
        "If anything about it changes, ask them again."
    )


@pytest.mark.parametrize("level", ["stop_today", "urgent", "emergency", "ask_first"])
def test_a_clearance_lifts_nothing_else(level: str) -> None:
    every = cleared(*(id_ for id_ in BY_ID))
    graver = {
        "ask_first": {"any_doubt": YES},
        "stop_today": {"skin_open": YES},
        "urgent": {"numb_or_poor_flow": YES, "numb_or_poor_flow.rest_pain": YES},
        "emergency": {"skin_open": YES, "diabetes": YES, "unwell_today": YES},
    }[level]
    assert assessed({"clot_ever": YES, **graver}, *every).level == level


@pytest.mark.parametrize(("days", "level"), [(365, Level.GENTLE), (366, Level.ASK_FIRST)])
def test_a_clearance_counts_for_12_months(days: int, level: Level) -> None:
    given_on = TODAY - timedelta(days=days)
    assert assessed({"clot_ever": YES}, *cleared("clot_ever", on=given_on)).level is level


def test_the_pure_gentle_answers_of_a_cleared_clot_keep_off_the_calf() -> None:
    answers = {"clot_ever": YES, "skin_open": YES}
    assert Zone.CALF in assessed(answers, *cleared("clot_ever")).blocked_zones
    assert Zone.CALF not in assessed(answers).blocked_zones, "blocked: nothing is massaged"


def ask_all(clearances: Iterable[Clearance], changes: Mapping[str, Answer]) -> Interview:
    start = Interview(
        after_exercise=False, started_at=NOW, stored=Stored(clearances=tuple(clearances))
    )
    return finish(start, changes)[0]


def test_a_clearance_rests_on_nothing_having_changed_since_and_that_is_asked() -> None:
    for answer, level in ((NO, Level.GENTLE), (YES, Level.ASK_FIRST), (UNSURE, Level.ASK_FIRST)):
        changes = {"clot_ever": YES, "changed": answer}
        assert ask_all(cleared("clot_ever"), changes).assessment.level is level


def test_a_clearance_that_is_needed_only_later_has_the_change_asked_since_its_older_day() -> None:
    both = (*cleared("clot_ever"), *cleared("lump_or_mark", on=date(2026, 1, 5)))
    interview = ask_all(both, {"clot_ever": YES}).reopen("lump_or_mark").reply(YES)
    assert interview.question is not None
    assert interview.question.id == "changed"
    assert "5 January 2026" in interview.question.wording
    assert interview.reply(NO).assessment.level is Level.GENTLE
    assert interview.reply(YES).assessment.level is Level.ASK_FIRST


def test_before_it_was_said_that_nothing_has_changed_no_clearance_counts() -> None:
    start = Interview(
        after_exercise=False,
        started_at=NOW,
        answers=answered({"clot_ever": YES}, after_exercise=False),
        stored=Stored(clearances=cleared("clot_ever")),
    )
    assert start.assessment.level is Level.ASK_FIRST
    assert start.reply(NO).assessment.level is Level.GENTLE


def test_the_change_is_asked_since_the_oldest_thing_it_would_spare() -> None:
    older = cleared("clot_ever", on=date(2026, 5, 3))
    interview = returning({"clot_ever": YES}, clearances=older)
    while interview.question and interview.question.id != "changed":
        interview = interview.reply(NO)
    assert interview.question is not None
    assert "3 May 2026" in interview.question.wording


# --- the second lock: the plan ------------------------------------------------------------------


LAST_DAYS: dict[str, tuple[date, Callable[[datetime], Assessment]]] = {
    "kept answers": (
        EARLIER + timedelta(days=90),
        lambda at: assess(answered(), screened_at=at, kept_on=EARLIER),
    ),
    "a clearance": (
        EARLIER + timedelta(days=365),
        lambda at: assess(
            answered({"clot_ever": YES}), screened_at=at, clearances=cleared("clot_ever")
        ),
    ),
}


REFUSALS = {
    "kept answers": "Your kept answers are too old: please answer again.",
    "a clearance": "A clearance has run out: please answer again.",
}


@pytest.mark.parametrize("what", LAST_DAYS)
def test_what_runs_out_at_midnight_allows_no_session_after_it(what: str) -> None:
    last_day, screen = LAST_DAYS[what]
    before = datetime.combine(last_day, time(23, 50), tzinfo=UTC)
    routine = a_routine(level="gentle")
    plan(routine, screen(before), now=before + timedelta(minutes=5))
    with pytest.raises(NotCleared) as refused:
        plan(routine, screen(before), now=before + timedelta(minutes=15))
    assert str(refused.value) == REFUSALS[what]


def test_an_assessment_knows_since_when_nothing_may_have_changed() -> None:
    def since(kept_on: date | None, *clearances: Clearance) -> date | None:
        found = assess(
            answered({"clot_ever": YES}), screened_at=NOW, kept_on=kept_on, clearances=clearances
        )
        return found.unchanged_since

    older = cleared("clot_ever", on=date(2026, 5, 3))
    assert since(None) is None
    assert since(EARLIER) == EARLIER
    assert since(None, *older) == since(EARLIER, *older) == date(2026, 5, 3)


@pytest.mark.parametrize(("ahead", "refused"), [(1, False), (2, True)])
def test_kept_answers_of_tomorrow_hold_in_a_plan_too_but_not_of_the_day_after(
    ahead: int, refused: bool
) -> None:
    found = assess(answered(), screened_at=NOW, kept_on=TODAY + timedelta(days=ahead))
    if not refused:
        plan(a_routine(), found, now=NOW)
        return
    with pytest.raises(NotCleared, match="too old"):
        plan(a_routine(), found, now=NOW)


def test_what_was_not_answered_cannot_be_asked_again() -> None:
    with pytest.raises(ValueError, match="none of them was not answered"):
        finish(returning())[0].reopen("none of them")
