"""What is kept about a person: what may be, how long it holds, and what damage does."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from footcoach.core.errors import StorageError, UsageError
from footcoach.core.profile import (
    CLEARABLE,
    Clearance,
    KeptHistory,
    Profile,
    cleared_only_with,
    history_in,
    is_whole,
    may_be_kept,
    new_clearance,
    parse_profile,
    still_valid,
)
from footcoach.core.question import Answer, Section
from footcoach.core.report import BY_ID
from samples import NOW, answered, kept_history

TODAY = NOW.date()
YES, NO = Answer.YES, Answer.NO

# --- what may be kept, and what may be cleared ---------------------------------------------------


def test_danger_signs_the_feet_today_and_doubt_are_never_kept() -> None:
    kept = [question for question in BY_ID.values() if may_be_kept(question)]
    assert {question.section for question in kept} == {Section.HISTORY}


def test_ten_questions_on_history_and_four_follow_ups_are_kept() -> None:
    kept = [id_ for id_, question in BY_ID.items() if may_be_kept(question)]
    assert sum("." not in id_ for id_ in kept) == 10
    assert [id_ for id_ in kept if "." in id_] == [
        "thin_bones.severe",
        "diabetes.past_foot_problem",
        "bleeds_easily.disorder",
        "pregnant.high_risk",
    ]


def test_only_ask_first_on_health_history_can_be_cleared_and_never_a_doubt() -> None:
    assert set(CLEARABLE) == {
        "break_op_cast",
        "clot_ever",
        "thin_bones.severe",
        "diabetes",
        "diabetes.foot_check_missing",
        "diabetes.past_foot_problem",
        "numb_or_poor_flow",
        "bleeds_easily.disorder",
        "pregnant.high_risk",
        "cancer_heart_kidney",
        "lump_or_mark",
        "swelling_or_touch_pain",
    }


def test_history_is_whole_only_with_every_answer_that_it_makes_due() -> None:
    history = dict(history_in(answered({"diabetes": YES})))
    assert is_whole(history)
    for id_ in history:
        assert not is_whole({k: a for k, a in history.items() if k != id_})
    assert not is_whole({**history, "thin_bones.severe": NO}), "not due"
    assert not is_whole({**history, "chest_breath": NO}), "a danger sign"


# --- how long it holds ---------------------------------------------------------------------------


AGAIN = "Everything is asked again: "
AGES = [(-2, False), (-1, True), (0, True)]


@pytest.mark.parametrize(("days", "holds"), [*AGES, (90, True), (91, False)])
def test_kept_history_holds_for_90_days_and_a_day_ahead_counts_as_today(
    days: int, holds: bool
) -> None:
    profile = parse(
        Profile(history=kept_history(on=TODAY - timedelta(days=days))).model_dump_json()
    )
    stored = still_valid(profile, TODAY)
    assert (stored.history is not None) == holds
    ahead = f"{AGAIN}your answers are dated 24 November 2026, which is still to come."
    old = f"{AGAIN}your answers of 23 August 2026 are over 90 days old."
    assert stored.notice == ("" if holds else ahead if days < 0 else old)


@pytest.mark.parametrize(("days", "holds"), [*AGES, (365, True), (366, False)])
def test_a_clearance_holds_for_12_months_and_a_day_ahead_counts_as_today(
    days: int, holds: bool
) -> None:
    clearance = Clearance(question="clot_ever", by="Dr Ode", on=TODAY - timedelta(days=days))
    stored = still_valid(parse(Profile(clearances=(clearance,)).model_dump_json()), TODAY)
    assert clearance.holds(TODAY) == bool(stored.clearances) == holds
    ahead = "is dated 24 November 2026, which is still to come"
    why = ahead if days < 0 else "has run out"
    assert stored.notice == ("" if holds else f"Your clearance for clot_ever {why}.")


def test_answers_to_other_questions_are_asked_again_and_are_no_damage() -> None:
    old = KeptHistory(answers={"gone": YES}, answered_on=TODAY, question_set="2020-01-01")
    profile = parse(Profile(history=old).model_dump_json())
    assert profile.history == old
    stored = still_valid(profile, TODAY)
    assert stored.history is None
    assert stored.notice == f"{AGAIN}the questions have changed since 22 November 2026."


def test_a_new_clearance_takes_the_place_of_an_older_one_for_its_question() -> None:
    old = Clearance(question="clot_ever", by="Dr Ode", on=date(2026, 1, 1))
    other = Clearance(question="diabetes", by="Dr Ode", on=date(2026, 1, 1))
    new = Clearance(question="clot_ever", by="Dr Roy", on=TODAY)
    profile = Profile(clearances=(old, other)).cleared_by(new)
    assert profile.clearances == (other, new)
    assert profile.without("clot_ever").clearances == (other,)


def test_only_diabetes_has_to_be_cleared_together_with_another_question() -> None:
    assert cleared_only_with("diabetes") == ("numb_or_poor_flow",)
    alone = [id_ for id_ in CLEARABLE if not cleared_only_with(id_)]
    assert alone == [id_ for id_ in CLEARABLE if id_ != "diabetes"]


def test_a_clearance_typed_by_hand_says_who_and_when() -> None:
    clearance = new_clearance("clot_ever", by=" Dr\x1b Ode ", on="2026-05-03", today=TODAY)
    assert clearance == Clearance(question="clot_ever", by="Dr<1b> Ode", on=date(2026, 5, 3))


@pytest.mark.parametrize(
    ("question", "by", "on", "problem"),
    [
        ("any_doubt", "Dr Ode", "2026-05-03", "'any_doubt' cannot be cleared"),
        ("clot_evr", "Dr Ode", "2026-05-03", "(did you mean 'clot_ever'?)"),
        ("clot_ever", "  ", "2026-05-03", "Name who said"),
        ("clot_ever", "\u0301?", "2026-05-03", "Name who said"),
        ("clot_ever", "x" * 81, "2026-05-03", "Name who said"),
        (
            "clot_ever",
            "Dr Ode",
            "last May",
            "Write it like this: 2026-11-22.",
        ),
        ("clot_ever", "Dr Ode", "2026-11-23", "still to come"),
        ("clot_ever", "Dr Ode", "2025-11-21", "over 12 months ago"),
    ],
)
def test_a_clearance_that_cannot_be_is_refused_in_words(
    question: str, by: str, on: str, problem: str
) -> None:
    with pytest.raises(UsageError) as refused:
        new_clearance(question, by=by, on=on, today=TODAY)
    assert problem in str(refused.value)


# --- the file ------------------------------------------------------------------------------------

CLEARED = Clearance(question="clot_ever", by="Dr Ode", on=TODAY)
WHOLE = Profile(history=kept_history({"clot_ever": YES}), clearances=(CLEARED,))


def parse(text: str) -> Profile:
    return parse_profile(text, name="profile.json")


def test_what_was_written_is_read_again() -> None:
    assert parse(WHOLE.model_dump_json()) == WHOLE
    assert parse(Profile().model_dump_json()) == Profile()


def edited(**changes: Any) -> str:
    data = json.loads(WHOLE.model_dump_json())
    for path, value in changes.items():
        *parents, last = path.split("__")
        place = data
        for parent in parents:
            place = place[int(parent)] if parent.isdigit() else place[parent]
        place[last] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (WHOLE.model_dump_json()[:-20], "is not valid JSON"),
        ("", "is not valid JSON"),
        ("[]", "is not a JSON object"),
        ('{"history": null, "history": null}', "has history more than once"),
        (edited(cleared=[]), "'cleared': is not a known key (did you mean 'clearances'?)"),
        (edited(history__answers__diabetes="maybe"), "is not one of"),
        (edited(history__answers__diabetes=0), "'diabetes'"),
        (edited(history__answers__chest_breath="no"), "are not those that the questions"),
        (edited(history__answers={}), "are not those that the questions"),
        (edited(history__answered_on="soon"), "'answered_on'"),
        (edited(history__question_set=7), "'question_set': must be text"),
        (edited(clearances__0__question="any_doubt"), "'any_doubt' cannot be cleared"),
        (edited(clearances__0__by=""), "must have a letter or a digit"),
        (edited(clearances=[json.loads(CLEARED.model_dump_json())] * 2), "cleared twice"),
        (edited(clearances=None), "'clearances'"),
    ],
)
def test_a_damaged_or_edited_profile_is_refused_whole_and_says_where(
    text: str, problem: str
) -> None:
    with pytest.raises(StorageError) as refused:
        parse(text)
    assert str(refused.value).startswith("profile.json")
    assert problem in str(refused.value)
    assert str(refused.value).endswith(".")
