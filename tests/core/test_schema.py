"""The JSON Schema: what a file may be, for editors; it agrees with what the program takes."""

import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from core.test_mistakes import VALUES
from core.test_routine import MISTAKES, NOT_GENTLE
from footcoach.core.schema import DRAFT, routine_schema
from samples import ROUTINE_TOML, routine_toml

ROUTINES = sorted((Path(__file__).parents[2] / "routines").glob("*.toml"))
VALIDATOR = Draft7Validator(routine_schema())

LEFT_TO_CHECK = {
    "pressure with a point": "to JSON, 2.0 is a whole number",
    "no infinity": "JSON has no infinity",
    "no infinity below zero": "JSON has no infinity",
    "nan is no number": "JSON has no such thing",
    "seconds as a time of day": "JSON has no times",
    "a date for a title": "JSON has no dates",
    "the calf, in a step for the sole": "a schema does not read sentences",
    "the shin, in the title of a step for the sole": "a schema does not read sentences",
    "strong words in what claims to be gentle": "a schema does not read sentences",
}
"""Mistakes that the schema need not refuse, and why."""


def accepts(text: str) -> bool:
    return not list(VALIDATOR.iter_errors(tomllib.loads(text)))


def test_it_is_a_schema_of_the_draft_that_it_names() -> None:
    assert routine_schema()["$schema"] == DRAFT
    Draft7Validator.check_schema(routine_schema())


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_every_built_in_file_is_valid(path: Path) -> None:
    assert accepts(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "change",
    [
        each[1]
        for each in (*MISTAKES, *VALUES)
        if each[0] not in LEFT_TO_CHECK and each[0] != "a word misspelt"
    ],
)
def test_a_mistake_is_refused_by_the_schema_too(change: tuple[str, str]) -> None:
    assert not accepts(routine_toml(change))


@pytest.mark.parametrize("changes", [each[1] for each in NOT_GENTLE])
def test_strong_work_is_refused_where_the_level_is_gentle(changes: dict[str, object]) -> None:
    [(key, value)] = changes.items()
    key = "with" if key == "tool" else key
    data = tomllib.loads(ROUTINE_TOML)
    data["steps"][1][key] = value
    assert list(VALIDATOR.iter_errors(data))
    data["level"] = "go"
    assert not list(VALIDATOR.iter_errors(data))


def test_a_step_may_say_how_in_twenty_five_words_and_no_more() -> None:
    how = "Slide both thumbs from heel to toes."
    assert accepts(routine_toml((how, "word " * 25)))
    assert not accepts(routine_toml((how, "word " * 26)))


@pytest.mark.parametrize("most", [40])
def test_so_many_steps_are_allowed_and_no_more(most: int) -> None:
    step = ROUTINE_TOML[ROUTINE_TOML.rindex("[[steps]]") :]
    assert accepts(ROUTINE_TOML + step * (most - 2))
    assert not accepts(ROUTINE_TOML + step * (most - 1))


def test_keys_are_spelt_as_in_files_and_explained() -> None:
    step = routine_schema()["definitions"]["Step"]["properties"]
    assert "with" in step
    assert "tool" not in step
    assert step["seconds"]["description"] == "How long, on one foot."
