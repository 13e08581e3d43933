"""A routine that is written down reads as the same routine, and says how to go on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from footcoach.core.routine import Routine, parse_routine
from footcoach.core.routine_file import routine_text
from footcoach.core.schema import routine_schema
from footcoach.storage.library import built_in_names, load_routine
from samples import a_routine, a_step


@pytest.mark.parametrize("name", built_in_names())
def test_a_routine_that_is_written_down_reads_the_same(name: str) -> None:
    routine = load_routine(name)
    assert parse_routine(routine_text(routine, name=name), name="a.toml") == routine


texts = st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip()))


@given(texts, texts, st.floats(1, 900))
def test_any_text_and_any_length_survive(title: str, how: str, seconds: float) -> None:
    try:
        routine = a_routine(a_step(title=title, how=how, seconds=seconds), title=title)
    except ValueError:
        return
    assert parse_routine(routine_text(routine, name="x"), name="a.toml") == routine


def test_it_says_what_may_stand_where() -> None:
    text = routine_text(a_routine(), name="my-feet")
    comments = "".join(line for line in text.splitlines() if line.startswith("#"))
    assert "footcoach routines check my-feet" in comments
    keys = Draft7Validator(routine_schema()).schema["definitions"]  # type: ignore[index]  # a dict
    for name in ("Technique", "Tool", "Zone", "Part"):
        assert all(word in comments for word in keys[name]["enum"])
    for key in Routine.model_fields["steps"].annotation.__args__[0].model_fields:  # type: ignore[union-attr]  # a tuple
        assert f"# {'with' if key == 'tool' else key} " in text


def test_whole_seconds_are_written_as_people_write_them() -> None:
    assert "seconds = 30\n" in routine_text(a_routine(a_step(seconds=30)), name="x")
