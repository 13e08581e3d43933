"""Single questions in lists and in lines, driven by real keys."""

import io
from collections.abc import Iterator

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from footcoach.ui.composing import LineComposer, ListComposer


@pytest.fixture
def pipe() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def any_text(text: str) -> str:
    return "" if text else "Please type something."


CHOICES = [("one", 1), ("two", 2)]


def test_what_was_chosen_from_a_list_stays_to_be_seen(
    pipe: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe.send_text("\x1b[B\r")
    assert ListComposer().choose("Which?", CHOICES) == 2
    assert capsys.readouterr().out == "Which? two\n"


@pytest.mark.parametrize(("keys", "text"), [("abc\r", "abc"), ("\r", "usual")])
def test_enter_alone_takes_the_default(pipe: PipeInput, keys: str, text: str) -> None:
    pipe.send_text(keys)
    assert ListComposer().write("What?", "usual", any_text) == text


def test_what_has_a_problem_cannot_be_entered(pipe: PipeInput) -> None:
    pipe.send_text("\rabc\r")
    assert ListComposer().write("What?", "", any_text) == "abc"


def test_a_long_question_stands_above_the_room_to_type_in(
    pipe: PipeInput, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    pipe.send_text("\r")
    ListComposer().write("What shall the coach say?", "word " * 12, any_text)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("? What shall the coach say? (Enter for: word")
    assert max(map(len, lines)) < 60


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_leaving_is_no_answer(pipe: PipeInput, key: str) -> None:
    pipe.send_text(key)
    with pytest.raises((KeyboardInterrupt, EOFError)):
        ListComposer().write("What?", "usual", any_text)


def test_in_lines_an_entry_is_chosen_by_its_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("two\n3\n\n2\n"))
    assert LineComposer().choose("Which?", CHOICES) == 2
    assert capsys.readouterr().out == (
        "\nWhich?\n1. one\n2. two\nType a number:\n"
        + "Please type a number from 1 to 2.\nType a number:\n" * 3
    )


def test_in_lines_an_empty_line_takes_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n abc \n"))
    assert LineComposer().write("What?", "usual", any_text) == "usual"
    assert LineComposer().write("What?", "usual", any_text) == "abc"


def test_in_lines_the_end_of_input_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(EOFError):
        LineComposer().choose("Which?", CHOICES)
