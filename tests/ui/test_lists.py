"""Lists, driven by real keys through prompt_toolkit's own pipe."""

from collections.abc import Iterator

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.utils import get_cwidth

from footcoach.ui.lists import _on_one_line, choose, tick
from footcoach.ui.screen import Size


@pytest.fixture
def pipe() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


ENTRIES = [("one", 1), ("two", 2), ("three", 3)]


@pytest.mark.parametrize(
    ("keys", "default", "chosen"),
    [("\r", None, 1), ("\x1b[B\r", None, 2), ("\r", 3, 3), ("\r", 99, 1)],
    ids=["enter", "down", "default", "unknown default"],
)
def test_the_entry_under_the_pointer_is_chosen(
    pipe: PipeInput, keys: str, default: int | None, chosen: int
) -> None:
    pipe.send_text(keys)
    assert choose("Which?", ENTRIES, default) == chosen


def test_an_entry_that_means_none_is_chosen_as_none(pipe: PipeInput) -> None:
    pipe.send_text("\r")
    assert choose("Which?", [("none of them", None), ("one", 1)]) is None


def test_a_list_can_be_used_in_a_window_narrower_than_its_dots(
    pipe: PipeInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footcoach.ui.lists.window_size", lambda: Size(3, 10))
    pipe.send_text("\r")
    assert choose("Which?", [("a routine with a long name", 1)], notices=["one notice"]) == 1


def test_leaving_is_no_choice(pipe: PipeInput) -> None:
    pipe.send_text("\x03")
    with pytest.raises(KeyboardInterrupt):
        choose("Which?", ENTRIES)


def test_what_is_ticked_is_returned_and_what_was_ticked_stays(pipe: PipeInput) -> None:
    pipe.send_text("\x1b[B \r")
    assert tick("Which?", ENTRIES, {1}) == [1, 2]


def test_nothing_ticked_is_nothing(pipe: PipeInput) -> None:
    pipe.send_text("\r")
    assert tick("Which?", ENTRIES, ()) == []


@pytest.mark.parametrize(
    "text",
    ["word " * 30, "mine: " + "足" * 60, "mine: " + "足" * 53, "足 " * 60, "a" * 100, "short"],
)
def test_an_entry_takes_one_line_also_where_letters_take_two_columns(text: str) -> None:
    shown = _on_one_line(text, 56)
    assert get_cwidth(shown) <= 56
    assert shown == text or (shown.endswith(" ...") and get_cwidth(shown) > 45)
