"""A screening on paper, and for other programs."""

import json
from datetime import date

import pytest

from footcoach.core.profile import Clearance, Profile
from footcoach.core.question import Answer, Level
from footcoach.core.questionnaire import QUESTION_SET
from footcoach.core.report import (
    BY_ID,
    advice_with_cause,
    clearable_in,
    numbness_note,
    outcome_json,
    outcome_report,
    profile_report,
)
from footcoach.core.screening import assess
from samples import NOW, answered, kept_history, screened

YES, UNSURE = Answer.YES, Answer.NOT_SURE

TODAY = NOW.astimezone().date().isoformat()
"""The day of the screening where the tests run."""

MANY = answered(
    {
        "diabetes": YES,
        "diabetes.foot_check_missing": UNSURE,
        "numb_or_poor_flow": UNSURE,
        "skin_open": YES,
        "pregnant": YES,
    }
)


def test_the_json_holds_the_assessment() -> None:
    assessment = assess(MANY, screened_at=NOW)
    data = json.loads(outcome_json(assessment))
    assert (data["level"], data["avoid_zones"]) == ("urgent", ["calf"])
    assert (data["question_set"], data["date"]) == (QUESTION_SET, TODAY)
    assert [each["question"] for each in data["reasons"]] == [
        reason.question for reason in assessment.reasons
    ]
    assert [each["advice"] for each in data["reasons"]] == [
        reason.advice for reason in assessment.reasons
    ]
    assert all(each["sources"] for each in data["reasons"])


@pytest.mark.parametrize("level", Level)
def test_the_report_fits_seventy_eight_columns(level: Level) -> None:
    assert max(map(len, outcome_report(screened(level)).splitlines())) <= 78


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_report_gives_every_advice_with_the_answer_that_caused_it() -> None:
    assessment = assess(MANY, screened_at=NOW)
    text = flat(outcome_report(assessment))
    assert all(reason.advice in text for reason in assessment.reasons)
    assert "broken skin: yes" in text
    assert "foot check overdue: not sure" in text


LATER = "Later, once massage is fine again: "


@pytest.mark.parametrize("id_", ["any_doubt", "unwell_today", "one_leg_swollen", "chest_breath"])
def test_how_to_massage_gently_is_for_later_when_something_else_forbids_it(id_: str) -> None:
    answers = answered({"thin_bones": YES, id_: YES})
    pairs = list(advice_with_cause(assess(answers, screened_at=NOW)))
    assert pairs == [
        (f"{BY_ID[id_].label}: yes", BY_ID[id_].advice),
        ("thin bones: yes", LATER + BY_ID["thin_bones"].advice),
    ]


def test_only_gentle_advice_is_for_later() -> None:
    assessment = assess(MANY, screened_at=NOW)
    pairs = zip(advice_with_cause(assessment), assessment.reasons, strict=True)
    for (_, advice), reason in pairs:
        assert advice.startswith(LATER) == (reason.level is Level.GENTLE)


def test_the_report_lists_all_answers_in_the_order_of_asking() -> None:
    text = flat(outcome_report(assess(MANY, screened_at=NOW)).partition("All answers")[2])
    places = [text.index(BY_ID[id_].wording) for id_ in MANY]
    assert places == sorted(places)
    assert len(places) == 21 + 2 + 2 + 1 + 2


def test_the_report_says_what_rests_on_an_earlier_day() -> None:
    cleared = Clearance(question="clot_ever", by="Dr Ode", on=date(2026, 5, 3))
    found = assess(
        answered({"clot_ever": YES}),
        screened_at=NOW,
        kept_on=date(2026, 10, 1),
        clearances=(cleared,),
    )
    text = flat(outcome_report(found))
    assert "Cleared (Dr Ode, 3 May 2026). Keep it light." in text
    assert "All answers (health history: of 1 October 2026)" in text
    assert "no Anything new or changed in your health since 3 May 2026?" in text
    assert "since" not in flat(outcome_report(screened()))


def test_the_profile_is_shown_in_seventy_eight_columns_with_its_last_days() -> None:
    profile = Profile(
        history=kept_history({"diabetes": YES}),
        clearances=(Clearance(question="clot_ever", by="D" * 80, on=date(2025, 1, 1)),),
    )
    shown = profile_report(profile, NOW.date(), where="profile.json")
    text = flat(shown)
    assert "Health history, answered on 22 November 2026 Holds until 20 February 2027." in text
    assert "yes Diabetes (not borderline)?" in text
    assert "1 January 2025. Your clearance for clot_ever has run out." in text
    assert "Kept in profile.json" in text
    assert max(map(len, shown.splitlines())) <= 88, "but for what has no space to break at"


def test_kept_answers_that_no_longer_hold_are_shown_with_the_reason() -> None:
    profile = Profile(history=kept_history(on=date(2026, 1, 1)))
    text = flat(profile_report(profile, NOW.date(), where="profile.json"))
    assert "your answers of 1 January 2026 are over 90 days old" in text
    assert "Holds until" not in text


def clearable(changes: dict[str, Answer]) -> tuple[str, ...]:
    return clearable_in(assess(answered(changes), screened_at=NOW))


def test_what_a_clearance_would_lift_is_named_only_where_nothing_else_stands_in_the_way() -> None:
    assert clearable({"clot_ever": YES}) == ("clot_ever",)
    assert clearable({"diabetes": YES, "numb_or_poor_flow": YES}) == (
        "numb_or_poor_flow",
        "diabetes",
    )
    assert clearable({"clot_ever": YES, "any_doubt": YES}) == ()
    assert clearable({"clot_ever": YES, "skin_open": YES}) == ()
    assert clearable({}) == ()


def test_a_profile_without_anything_says_so_and_one_without_history_shows_its_clearances() -> None:
    report = profile_report(Profile(), NOW.date(), where="x")
    assert report.startswith("No health answers and no clearances are kept.")
    alone = Profile(clearances=(Clearance(question="clot_ever", by="Dr Ode", on=NOW.date()),))
    shown = profile_report(alone, NOW.date(), where="x")
    assert shown.startswith("Clearance for 'clot_ever' by Dr Ode")
    assert "run out" not in shown


@pytest.mark.parametrize("id_", ["diabetes", "numb_or_poor_flow"])
def test_only_those_who_may_be_numb_are_warned_of_it(id_: str) -> None:
    for answer in (YES, UNSURE):
        numb = assess(answered({id_: answer}), screened_at=NOW)
        assert numbness_note(numb).startswith("A numb foot does not warn you")
    assert numbness_note(assess(answered({"pregnant": YES}), screened_at=NOW)) == ""
