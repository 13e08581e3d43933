"""Answers from a file: all that is due, dated today, and never a guess."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcoach.core.answers_file import parse_answers
from footcoach.core.errors import UsageError
from footcoach.core.interview import Interview
from footcoach.core.profile import Clearance
from footcoach.core.question import Answer, Level, Said
from footcoach.core.questionnaire import BY_ID
from samples import NOW, all_none, answered

TODAY = date(2026, 11, 22)


def answers_file(answers: Mapping[str, object], **changes: object) -> str:
    return json.dumps({"date": "2026-11-22", "answers": answers} | changes)


def parse(text: str, **more: Any) -> Interview:
    usual: dict[str, Any] = {"name": "me.json", "after_exercise": False, "now": NOW}
    return parse_answers(text, **usual | more)


def refusal(text: str, **more: Any) -> str:
    with pytest.raises(UsageError) as caught:
        parse(text, **more)
    return str(caught.value)


def none_of_all() -> dict[str, Answer]:
    return all_none(after_exercise=False)


def test_a_runner_needs_the_runner_question() -> None:
    interview = parse(answers_file(all_none()), after_exercise=True)
    assert interview.assessment.missing(after_exercise=True) == ()
    assert "'runner' is missing" in refusal(answers_file(none_of_all()), after_exercise=True)


# Never an emergency, even together: that would end the questions before the last answer.
some_answers = st.fixed_dictionaries(
    {},
    optional={
        id_: st.sampled_from([*Said, *((item.id,) for item in BY_ID[id_].items)])
        for id_ in (
            "one_leg",
            "bone",
            "thin",
            "diabetes",
            "skin",
            "pregnant",
            "doubt",
            "doubt.only",
        )
    },
)


@given(some_answers)
def test_the_answers_of_a_file_are_weighed_as_if_they_had_been_given(
    changes: dict[str, Answer],
) -> None:
    answers = answered(changes, after_exercise=False)
    assert parse(answers_file(answers)).answers == answers


@given(some_answers, st.data())
def test_a_file_without_one_due_answer_is_refused_by_its_name(
    changes: dict[str, Answer], data: st.DataObject
) -> None:
    answers = answered(changes, after_exercise=False)
    leaves = [id_ for id_ in answers if "." in id_ or answers[id_] is Said.NONE]
    left_out = data.draw(st.sampled_from(leaves))
    del answers[left_out]
    assert f"'{left_out}' is missing" in refusal(answers_file(answers))


def test_an_emergency_needs_no_answer_after_it_unless_it_could_be_only_this() -> None:
    interview = parse(answers_file({"chest": ["chest_pain"]}))
    assert interview.question is None
    assert interview.assessment.level is Level.EMERGENCY
    assert "'chest.only' is missing" in refusal(answers_file({"chest": ["breathing"]}))
    said = parse(answers_file({"chest": ["breathing"], "chest.only": "not_sure"}))
    assert said.assessment.level is Level.EMERGENCY


def test_a_question_not_due_and_an_unknown_item_are_named_with_what_could_be_meant() -> None:
    said = refusal(answers_file(none_of_all() | {"thin.severe": Said.NONE}))
    assert said == "me.json: 'thin.severe' is not a question that is due."
    said = refusal(answers_file(none_of_all() | {"diabets": Said.NONE}))
    assert said == "me.json: 'diabets' is not a question (did you mean 'diabetes'?)."
    said = refusal(answers_file(none_of_all() | {"lump": ["marc", "lump"]}))
    assert said.endswith('\'lump\' must be "none", "not_sure" or a list of its items (lump, mark).')


WRONG = ["maybe", "NONE", "", "yes", True, False, None, 0, [], [1], [["yes"]], ["yes", None], {}]


@pytest.mark.parametrize("value", WRONG)
def test_any_other_value_is_refused(value: object) -> None:
    said = refusal(answers_file({**none_of_all(), "diabetes": value}))
    assert said == 'me.json: \'diabetes\' must be "none", "not_sure" or a list of its items (yes).'


def test_every_mistake_is_named_at_once() -> None:
    wrong: dict[str, object] = {"diabetes": "maybe", "lumb": [], "thin": ["bone"]}
    assert refusal(answers_file({**none_of_all(), **wrong})).count("; ") == 2


@pytest.mark.parametrize(
    "day", ["2026-11-21", "2026-11-23", "2025-11-22", "22.11.2026", "", 20261122, True]
)
def test_another_day_than_today_is_refused(day: object) -> None:
    said = refusal(answers_file(none_of_all(), date=day))
    assert "'date' must be today's, \"2026-11-22\", not" in said


NOT_JSON = ("", "{", "nope", "{'date': 1}", "[" * 100_000)
NO_TABLE = ("null", "[]", '"no"', "1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *[(text, " is not valid JSON: ") for text in NOT_JSON],
        *[
            (f'{{"date": "2026-11-22", "answers": {each}}}', "'answers' must be a table")
            for each in NO_TABLE
        ],
        (answers_file(none_of_all(), dat=""), "'dat' is not a known key (did you mean 'date'?)"),
        ('{"answers": {"ever": "none", "ever": "none"}}', " has ever more than once."),
    ],
)
def test_what_is_no_file_of_answers_is_refused_by_its_name(text: str, words: str) -> None:
    said = refusal(text)
    assert said.startswith("me.json")
    assert words in said


@pytest.mark.parametrize(
    "text",
    [
        answers_file({**none_of_all(), "\x1b[2J": "none"}),
        answers_file(none_of_all(), date="\x1b[2J"),
        answers_file(none_of_all(), **{"\x1b[2J": 1}),
        '{"\\u001b[2J": 1, "\\u001b[2J": 2}',
    ],
)
def test_escape_codes_in_what_is_wrong_are_shown_not_obeyed(text: str) -> None:
    said = refusal(text)
    assert "<1b>[2J" in said
    assert "\x1b" not in said


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(json_values)
def test_any_json_is_refused_and_nothing_else_raised(value: object) -> None:
    assert refusal(json.dumps(value)).startswith("me.json")


def test_where_a_clearance_would_count_the_file_must_say_whether_health_has_changed() -> None:
    cleared = (Clearance(question="ever.clot", by="Dr Ode", on=TODAY),)
    clot = none_of_all() | {"ever": ["clot"]}
    assert refusal(answers_file(clot), clearances=cleared) == (
        "me.json: 'changed' is missing, and your clearance depends on it "
        "(A clearance from Dr Ode is kept here: is it someone else's? "
        "Anything new or changed in your health since 22 November 2026?)."
    )
    for changed, level in (("none", Level.GENTLE), (["yes"], Level.ASK_FIRST)):
        whole = answers_file(clot | {"changed": changed})
        assert parse(whole, clearances=cleared).assessment.level is level
