"""A screening on paper, and for other programs."""

import json
from datetime import date

import pytest

from footcoach.core.profile import Clearance, Profile
from footcoach.core.question import Level
from footcoach.core.questionnaire import BY_ID, QUESTION_SET, item_named
from footcoach.core.report import (
    advice_with_cause,
    clearable_in,
    numbness_note,
    outcome_json,
    outcome_report,
    profile_json,
    profile_report,
)
from footcoach.core.screening import assess
from samples import NOW, answered, assessed, chosen, kept_history, screened

TODAY = NOW.astimezone().date().isoformat()
"""The day of the screening where the tests run."""


MANY = assessed("diabetes.yes", "diabetes.check", "feeling", "skin.open", "pregnant.yes")


def test_the_outcome_as_json_holds_what_other_programs_rely_on() -> None:
    outcome = json.loads(outcome_json(MANY))
    reasons = outcome.pop("reasons")
    assert outcome == {
        "level": "urgent",
        "avoid_zones": ["calf"],
        "question_set": QUESTION_SET,
        "date": TODAY,
    }
    for key in ("question", "item", "level", "advice"):
        assert [each[key] for each in reasons] == [getattr(reason, key) for reason in MANY.reasons]
    assert [each["item"] for each in reasons if each["question"] == "feeling"] == [""]
    assert all(each["sources"] for each in reasons)


@pytest.mark.parametrize("level", Level)
def test_the_report_fits_seventy_eight_columns(level: Level) -> None:
    assert max(map(len, outcome_report(screened(level)).splitlines())) <= 78


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_report_gives_every_advice_with_the_answers_that_caused_it() -> None:
    text = flat(outcome_report(MANY))
    for cause, advice in advice_with_cause(MANY):
        assert f"{cause} {advice}".strip() in text
    feeling, check = BY_ID["feeling"].label, BY_ID["diabetes.check"].label
    item = item_named("skin.open")[1]
    assert item is not None
    assert f"{item.label} + diabetes + {feeling}: not sure" in text
    assert f"{check}: not sure" in text


def test_the_same_advice_is_given_once_with_all_that_caused_it() -> None:
    pairs = list(advice_with_cause(assessed("feeling.numb", "feeling.no_touch")))
    labels = [item.label for item in BY_ID["feeling"].items[:2]]
    assert [cause for cause, _ in pairs] == ["; ".join(labels)]


LATER = "Later, once massage is fine again: "


@pytest.mark.parametrize("choice", ["lump.lump", "unwell.fever", "one_leg.calf", "chest.fainting"])
def test_how_to_massage_gently_is_for_later_when_something_else_forbids_it(choice: str) -> None:
    pairs = list(advice_with_cause(assessed("thin.skin", choice)))
    item, gentle = (item_named(id_)[1] for id_ in (choice, "thin.skin"))
    assert item is not None
    assert gentle is not None
    assert [cause for cause, _ in pairs] == [item.label, gentle.label]
    assert not pairs[0][1].startswith(LATER)
    assert pairs[1][1] == LATER + gentle.advice


def test_only_gentle_advice_is_for_later_and_the_rest_after_what_is_urgent() -> None:
    levels = {reason.label: reason.level for reason in MANY.reasons if not reason.because}
    for cause, advice in advice_with_cause(MANY):
        if cause in levels:
            assert advice.startswith(LATER) == (levels[cause] is Level.GENTLE)
            less = Level.GENTLE.severity < levels[cause].severity < Level.URGENT.severity
            assert advice.startswith("After that: ") == less


def test_the_report_lists_all_answers_in_the_order_of_asking() -> None:
    text = flat(outcome_report(MANY).partition("All answers")[2])
    places = [text.index(flat(f"{BY_ID[id_].lead} ")) for id_ in MANY.answers]
    assert len(set(places)) >= len(places) - 4, "some leads are alike"
    skin = BY_ID["skin"]
    assert f"{BY_ID['feeling'].lead} not sure" in text
    assert f"{skin.lead} {skin.items[0].text} " in text


def test_the_report_says_what_rests_on_an_earlier_day() -> None:
    cleared = Clearance(question="ever.clot", by="Dr Ode", on=date(2026, 5, 3))
    found = assess(
        answered(chosen("ever.clot")),
        screened_at=NOW,
        kept_on=date(2026, 10, 1),
        clearances=(cleared,),
    )
    text = flat(outcome_report(found))
    assert "Cleared (Dr Ode, 3 May 2026). Keep it light." in text
    assert "All answers (health history: 1 October 2026)" in text
    assert "Anything new or changed in your health since 3 May 2026? no" in text
    kept = assess(answered(), screened_at=NOW, kept_on=date(2026, 10, 1))
    assert "your health since 1 October 2026?" in flat(outcome_report(kept))
    assert "your health since" not in flat(outcome_report(screened()))


def test_the_profile_is_shown_in_seventy_eight_columns_with_its_last_days() -> None:
    profile = Profile(
        history=kept_history(chosen("diabetes.yes")),
        clearances=(Clearance(question="ever.clot", by="D" * 80, on=date(2025, 1, 1)),),
    )
    shown = profile_report(profile, NOW.date(), where="profile.json")
    text = flat(shown)
    assert "Health history, answered on 22 November 2026 Valid until 20 February 2027." in text
    assert f"{BY_ID['diabetes'].label}: yes" in text
    assert "1 January 2025. Your clearance for ever.clot has expired." in text
    assert "Kept in profile.json" in text
    assert max(map(len, shown.splitlines())) <= 88, "but for what has no space to break at"


def test_kept_answers_that_no_longer_hold_are_shown_with_the_reason() -> None:
    profile = Profile(history=kept_history(on=date(2026, 1, 1)))
    text = flat(profile_report(profile, NOW.date(), where="profile.json"))
    assert "your answers from 1 January 2026 are over 90 days old" in text
    assert "Valid until" not in text


def test_what_a_clearance_would_lift_is_named_only_where_nothing_else_stands_in_the_way() -> None:
    def clearable(*choices: str) -> tuple[str, ...]:
        return clearable_in(assessed(*choices))

    assert clearable("ever.clot") == ("ever.clot",)
    assert clearable("ever", "doubt.yes") == ("ever", "doubt.yes")
    assert clearable("diabetes.yes", "feeling.numb") == ("feeling.numb", "diabetes.yes")
    assert clearable("ever.clot", "bone.spot") == ()
    assert clearable("ever.clot", "skin.open") == ()
    assert clearable() == ()


def test_a_profile_without_anything_says_so_and_one_without_history_shows_its_clearances() -> None:
    report = profile_report(Profile(), NOW.date(), where="x")
    assert report.startswith("No health answers and no clearances are kept.")
    alone = Profile(clearances=(Clearance(question="ever.clot", by="Dr Ode", on=NOW.date()),))
    shown = profile_report(alone, NOW.date(), where="x")
    assert shown.startswith("Clearance for 'ever.clot' by Dr Ode")
    assert "expired" not in shown


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (("feeling.numb",), "A numb foot cannot warn you"),
        (("feeling",), "A numb foot cannot warn you"),
        (("diabetes.yes", "feeling.numb"), "A numb foot cannot warn you"),
        (("diabetes.yes",), "With diabetes, a foot can go numb unnoticed"),
        (("diabetes",), "With diabetes, a foot can go numb unnoticed"),
    ],
)
def test_only_those_who_may_be_numb_are_warned_of_it(choices: tuple[str, ...], words: str) -> None:
    assert numbness_note(assessed(*choices)).startswith(words)
    assert numbness_note(assessed("pregnant.yes")) == ""
    assert numbness_note(assessed("feeling.numb", "feeling.only.shoes")) == ""


def test_the_profile_as_data_says_until_when_each_part_holds() -> None:
    cleared = Clearance(question="feeling.numb", by="Dr Smith", on=NOW.date())
    profile = Profile(history=kept_history(), clearances=(cleared,))
    data = json.loads(profile_json(profile))
    assert data["history"].keys() == {"answers", "answered_on", "question_set", "valid_until"}
    assert data["history"]["valid_until"] == str(kept_history().last_day)
    noted = {"question": "feeling.numb", "by": "Dr Smith", "on": str(NOW.date())}
    assert data["clearances"] == [noted | {"valid_until": str(cleared.last_day)}]
    assert json.loads(profile_json(Profile()))["history"] is None
