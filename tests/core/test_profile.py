"""What is kept about a person: what may be, how long it holds, and what damage does."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest

from footcoach.core.errors import StorageError, UsageError
from footcoach.core.profile import (
    Clearance,
    KeptHistory,
    Profile,
    history_in,
    is_whole,
    may_be_kept,
    new_clearance,
    parse_profile,
    still_valid,
)
from footcoach.core.question import Level, Said, Section
from footcoach.core.questionnaire import BY_ID, CLEARABLE, _clearable, cleared_only_with
from samples import NOW, answered, chosen, kept_history

TODAY = NOW.date()
MAY = date(2026, 5, 3)

# --- what may be kept, and what may be cleared ---------------------------------------------------


# Stated apart from the questionnaire, like the second table of test_screening.py.
KEPT = [
    "calm", "recent", "recent.only", "ever", "thin", "thin.severe", "diabetes", "diabetes.only",
    "diabetes.feet", "feeling", "feeling.only", "blood", "pregnant", "illness", "lump", "legs",
    "legs.only", "legs.only_lymph", "legs.only_touch",
]  # fmt: skip
CLEARED_BY_ITEM = {
    "recent": "operation cast break bed stroke",
    "ever": "clot",
    "thin.severe": "told small_fall",
    "diabetes": "yes",
    "diabetes.check": "longer never",
    "diabetes.feet": "found ulcer",
    "feeling": "numb no_touch walking arteries",
    "illness": "cancer heart kidney",
    "lump": "lump mark",
    "legs": "swollen lymph skin touch",
    "doubt": "yes",
}
# Not sure to these means less, or more, than "ask first".
ONLY_AN_ITEM = {"blood.disorder", "blood.bruises", "pregnant.signs.risk"}


def test_only_health_history_is_kept_and_nothing_that_can_be_urgent_or_runs_out() -> None:
    kept = [question for question in BY_ID.values() if may_be_kept(question)]
    assert {question.section for question in kept} == {Section.HISTORY}
    assert list(history_in(dict.fromkeys(BY_ID, Said.NONE))) == KEPT
    for question in kept:
        assert max(item.level.severity for item in question.items) < Level.URGENT.severity
    assert not {"diabetes.check", "changed", "doubt", "feeling.rest"} & set(KEPT)


def test_what_asks_first_on_health_history_or_in_doubt_can_be_cleared_and_nothing_else() -> None:
    items = [f"{id_}.{item}" for id_, each in CLEARED_BY_ITEM.items() for item in each.split()]
    assert set(CLEARABLE) == {*CLEARED_BY_ITEM, *items, *ONLY_AN_ITEM}
    assert tuple(_clearable()) == CLEARABLE


def test_history_is_whole_only_with_every_answer_that_it_makes_due() -> None:
    history = dict(history_in(answered(chosen("diabetes.yes"))))
    assert is_whole(history)
    for id_ in history:
        assert not is_whole({k: a for k, a in history.items() if k != id_})
    assert not is_whole({**history, "thin.severe": Said.NONE}), "not due"
    assert not is_whole({**history, "chest": Said.NONE}), "a danger sign"


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
    ahead = f"{AGAIN}your answers are dated 24 November 2026, which is in the future."
    old = f"{AGAIN}your answers from 23 August 2026 are over 90 days old."
    assert stored.notice == ("" if holds else ahead if days < 0 else old)


@pytest.mark.parametrize(("days", "holds"), [*AGES, (365, True), (366, False)])
def test_a_clearance_holds_for_12_months_and_a_day_ahead_counts_as_today(
    days: int, holds: bool
) -> None:
    clearance = Clearance(question="ever.clot", by="Dr Ode", on=TODAY - timedelta(days=days))
    stored = still_valid(parse(Profile(clearances=(clearance,)).model_dump_json()), TODAY)
    assert clearance.holds(TODAY) == bool(stored.clearances) == holds
    ahead = "is dated 24 November 2026, which is in the future"
    why = ahead if days < 0 else "has expired"
    assert stored.notice == ("" if holds else f"Your clearance for ever.clot {why}.")


def test_answers_to_other_questions_are_asked_again_and_are_no_damage() -> None:
    old = KeptHistory(answers={"gone": ("yes",)}, answered_on=TODAY, question_set="2020-01-01")
    profile = parse(Profile(history=old).model_dump_json())
    assert profile.history == old
    stored = still_valid(profile, TODAY)
    assert stored.history is None
    assert stored.notice == f"{AGAIN}the questions have changed since 22 November 2026."


def test_everything_that_no_longer_holds_is_said() -> None:
    old = Clearance(question="ever.clot", by="Dr Ode", on=date(2025, 1, 1))
    both = Profile(history=kept_history(on=date(2026, 1, 1)), clearances=(old,))
    history = still_valid(both.model_copy(update={"clearances": ()}), TODAY).notice
    clearance = still_valid(both.model_copy(update={"history": None}), TODAY).notice
    assert still_valid(both, TODAY).notice == f"{history} {clearance}"


def test_a_new_clearance_takes_the_place_of_another_for_its_question() -> None:
    old = Clearance(question="ever.clot", by="Dr Ode", on=date(2026, 1, 1))
    other = Clearance(question="diabetes", by="Dr Ode", on=date(2026, 1, 1))
    new = Clearance(question="ever.clot", by="Dr Roy", on=TODAY)
    profile = Profile(clearances=(old, other)).cleared_by(new)
    assert profile.clearances == (other, new)
    assert profile.without("ever.clot").clearances == (other,)
    same_day = new.model_copy(update={"by": "Dr Poe"})
    assert profile.cleared_by(same_day).clearances == (other, same_day)


def test_only_diabetes_has_to_be_cleared_together_with_another_question() -> None:
    together = {id_: cleared_only_with(id_) for id_ in CLEARABLE if cleared_only_with(id_)}
    assert together == {"diabetes": ("feeling",), "diabetes.yes": ("feeling",)}


def test_a_clearance_typed_by_hand_says_who_and_when() -> None:
    clearance = new_clearance("ever.clot", by=" Dr\x1b Ode ", on=MAY, today=TODAY)
    assert clearance == Clearance(question="ever.clot", by="Dr<1b> Ode", on=MAY)
    assert clearance.last_day == date(2027, 5, 3)
    assert new_clearance("ever.clot", by="Dr Ode", on=TODAY, today=TODAY).on == TODAY


@pytest.mark.parametrize(
    ("question", "by", "on", "problem"),
    [
        ("skin.open", "Dr Ode", MAY, "'skin.open' cannot be cleared"),
        ("changed", "Dr Ode", MAY, "'changed' cannot be cleared"),
        (
            "evr.clot",
            "Dr Ode",
            MAY,
            f"(did you mean 'ever.clot'?). These can: {', '.join(CLEARABLE)}.",
        ),
        ("ever.clot", "Dr Ode", TODAY + timedelta(days=1), "in the future"),
        ("ever.clot", "Dr Ode", date(2025, 11, 21), "over 12 months ago"),
    ],
)
def test_a_clearance_that_cannot_be_is_refused_in_words(
    question: str, by: str, on: date, problem: str
) -> None:
    with pytest.raises(UsageError) as refused:
        new_clearance(question, by=by, on=on, today=TODAY)
    assert problem in str(refused.value)


@pytest.mark.parametrize("by", ["  ", "\u0301?", "x" * 81])
def test_a_clearance_of_nobody_in_particular_is_refused(by: str) -> None:
    with pytest.raises(UsageError) as refused:
        new_clearance("ever.clot", by=by, on=MAY, today=TODAY)
    assert str(refused.value) == "Say who gave the clearance, in at most 80 characters."


# --- the file ------------------------------------------------------------------------------------

CLEARED = Clearance(question="ever.clot", by="Dr Ode", on=TODAY)
WHOLE = Profile(history=kept_history(chosen("ever.clot", "feeling")), clearances=(CLEARED,))


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


def refusal(text: str) -> str:
    with pytest.raises(StorageError) as refused:
        parse(text)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (WHOLE.model_dump_json()[:-20], "is not valid JSON"),
        ("", "is not valid JSON"),
        ("[]", "must be a table of keys"),
        (edited(cleared=[]), "'cleared': is not a known key (did you mean 'clearances'?)"),
        (edited(history__answers__diabetes="maybe"), "'diabetes'"),
        (edited(history__answers__diabetes=0), "'diabetes'"),
        (edited(history__answers__diabetes=["gone"]), "does not match the health"),
        (edited(history__answers__diabetes=[]), "does not match the health"),
        (edited(history__answers__chest="none"), "does not match the health"),
        (edited(history__answered_on="soon"), "'answered_on'"),
        (edited(history__question_set=7), "'question_set': must be text"),
        (edited(clearances__0__by=""), "must have a letter or a digit"),
        (edited(clearances=None), "'clearances'"),
    ],
)
def test_a_damaged_or_edited_profile_is_refused_whole_and_says_where(
    text: str, problem: str
) -> None:
    said = refusal(text)
    assert said.startswith("profile.json")
    assert problem in said
    assert said.endswith(".")


def test_every_mistake_in_a_profile_is_named() -> None:
    wrong_types = refusal(edited(history__question_set=7, clearances=None))
    assert re.fullmatch(r"profile\.json, .*: .*; profile\.json, .*: .*\.", wrong_types)
    skin = {"question": "skin.open", "by": "Dr Ode", "on": TODAY.isoformat()}
    assert refusal(edited(history__answers={}, clearances=[skin])) == (
        "profile.json: 'answers' does not match the health history questions; "
        "'skin.open' cannot be cleared."
    )
