"""Routines are found by name or by path, and nothing that is no routine is read."""

import os
from pathlib import Path

import pytest

from conftest import SHORT
from footcoach.core.errors import RoutineInvalid, RoutineNotFound
from footcoach.core.question import Level
from footcoach.core.routine import Part, Technique
from footcoach.store.library import MAX_BYTES, load_routine, routine_names


def test_the_built_in_routines_are_there_the_simplest_first() -> None:
    assert routine_names() == ["general", "gentle", "deep", "runner", "swedish"]


def test_a_name_is_found_in_any_case() -> None:
    assert load_routine("GENERAL").title == "General"


def test_a_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SHORT, encoding="utf-8")
    assert load_routine(str(path)).title == "Short"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SHORT, encoding="utf-8-sig")
    assert load_routine(str(path)).title == "Short"


@pytest.mark.parametrize("reference", ["nope", "nope.toml", "./nope", "../x/nope.toml"])
def test_what_is_not_there_is_named(reference: str) -> None:
    with pytest.raises(RoutineNotFound, match="nope"):
        load_routine(reference)


def test_a_folder_is_no_routine(tmp_path: Path) -> None:
    with pytest.raises(RoutineInvalid, match="not a plain file"):
        load_routine(f"{tmp_path}/")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on Windows")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    with pytest.raises(RoutineInvalid, match="not a plain file"):
        load_routine(str(pipe))


def test_a_file_too_large_for_a_routine_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_text("#" * (MAX_BYTES + 1), encoding="utf-8")
    with pytest.raises(RoutineInvalid, match="too large; 256 kB at most"):
        load_routine(str(path))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "binary.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RoutineInvalid, match="not UTF-8"):
        load_routine(str(path))


def test_a_path_with_a_null_character_is_refused() -> None:
    with pytest.raises(RoutineInvalid, match="is no path"):
        load_routine("a\0b.toml")


@pytest.mark.parametrize("name", routine_names())
def test_a_built_in_routine_gives_every_step_time_and_ends_with_socks(name: str) -> None:
    routine = load_routine(name)
    assert all(step.seconds >= 20 for step in routine.steps)
    last = routine.in_part(Part.FINISH)[-1].how
    assert last.index("Wipe") < last.index("ocks") < last.index("stand")


@pytest.mark.parametrize("name", routine_names())
def test_a_built_in_routine_looks_at_the_feet_first(name: str) -> None:
    first = load_routine(name).steps[0]
    assert first.technique is Technique.CARE
    assert "Look" in first.how or "Compare" in first.how


def test_general_and_runner_take_ten_minutes() -> None:
    assert load_routine("general").seconds == 600
    assert load_routine("runner").seconds == 600


def test_general_keeps_the_order_of_the_article() -> None:
    titles = " / ".join(step.title for step in load_routine("general").steps)
    order = ["lotion", "whole foot", "Knuckles on the sole and arch", "thumb", "Knead", "glide"]
    places = [titles.index(word) for word in order]
    assert places == sorted(places)


def test_swedish_has_all_five_strokes() -> None:
    strokes = {step.technique for step in load_routine("swedish").steps}
    assert strokes >= {"gliding", "kneading", "friction", "tapping", "vibration"}


def test_only_gentle_may_run_at_gentle_and_only_runner_works_on_the_calf() -> None:
    routines = {name: load_routine(name) for name in routine_names()}
    assert [name for name, r in routines.items() if r.level is Level.GENTLE] == ["gentle"]
    assert [name for name, r in routines.items() if r.asks_runner_question] == ["runner"]


def test_no_routine_puts_lotion_between_the_toes() -> None:
    for name in routine_names():
        told = " ".join(step.how for step in load_routine(name).steps)
        assert "between the toes" in told
        for sentence in told.split("."):
            if "lotion" in sentence and "between the toes" in sentence:
                assert (
                    "not between" in sentence
                    or "never between" in sentence.casefold()
                    or ("No lotion between" in sentence)
                )
