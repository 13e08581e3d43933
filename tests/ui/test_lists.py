"""Lists, driven by real keys through prompt_toolkit's own pipe."""

import io
import os
import signal
import threading
from collections.abc import Iterator

import pytest
import questionary
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.plain_text import PlainTextOutput

from footcoach.core.errors import ExitCode, Terminated
from footcoach.ui.lists import choose, run, tick


@pytest.fixture
def pipe() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


LINES = [("one", 1), ("two", 2), ("three", 3)]
ENTRIES = {"one": "1", "two": "2", "three": "3"}


@pytest.mark.parametrize(
    ("keys", "default", "chosen"),
    [("\x1b[B\r", None, "two"), ("\r", "three", "three"), ("\r", "ten", "one")],
    ids=["down", "default", "unknown default"],
)
def test_the_entry_under_the_pointer_is_chosen(
    pipe: PipeInput, keys: str, default: str | None, chosen: str
) -> None:
    pipe.send_text(keys)
    assert choose("Which?", ENTRIES, default) == chosen


def test_a_list_can_be_used_in_a_window_narrower_than_its_dots(
    pipe: PipeInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footcoach.ui.lists._size", lambda: Size(rows=24, columns=3))
    pipe.send_text("\r")
    assert choose("Which?", {"a": "a routine with a long name"}, notices=["one notice"]) == "a"


def test_leaving_is_no_choice(pipe: PipeInput) -> None:
    pipe.send_text("\x03")
    with pytest.raises(KeyboardInterrupt):
        choose("Which?", ENTRIES)


def test_what_is_ticked_is_returned_and_what_was_ticked_stays(pipe: PipeInput) -> None:
    pipe.send_text("\x1b[B \r")
    assert tick("Which?", LINES, {1}) == [1, 2]


def test_no_letter_ticks_or_unticks_all_lines_at_once(pipe: PipeInput) -> None:
    pipe.send_text("ai\r")
    assert tick("Which?", LINES, {1}) == [1]


def test_an_entry_takes_one_line_also_where_letters_take_two_columns(
    pipe: PipeInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footcoach.ui.lists._size", lambda: Size(rows=24, columns=20))
    output = io.StringIO()
    with create_app_session(input=pipe, output=PlainTextOutput(output)):
        press(pipe, "\r")
        choose("Which?", {"mine": "mine: " + "足 " * 60})
    assert " mine: 足 足 ...\r\n" in output.getvalue()


def test_a_notice_stands_above_the_list(pipe: PipeInput) -> None:
    output = io.StringIO()
    with create_app_session(input=pipe, output=PlainTextOutput(output)):
        press(pipe, "\r")
        choose("Which?", ENTRIES, notices=["mine.toml cannot be read."])
    assert output.getvalue().index("mine.toml") < output.getvalue().index("Which?")


@pytest.mark.parametrize(("entries", "said"), [(23, False), (24, True)])
def test_a_list_longer_than_the_window_says_that_there_is_more(
    pipe: PipeInput, monkeypatch: pytest.MonkeyPatch, entries: int, said: bool
) -> None:
    monkeypatch.setattr("footcoach.ui.lists._size", lambda: Size(rows=24, columns=80))
    output = io.StringIO()
    with create_app_session(input=pipe, output=PlainTextOutput(output)):
        press(pipe, "\r")
        choose("Which?", {str(n): str(n) for n in range(entries)})
    assert ("more below" in output.getvalue()) is said


def press(pipe: PipeInput, keys: str) -> None:
    """Press keys once the list is shown."""
    threading.Timer(0.2, pipe.send_text, [keys]).start()


def test_what_was_typed_ahead_for_one_list_does_not_answer_the_next(pipe: PipeInput) -> None:
    pipe.send_text("\r\x1b[B\r")
    assert choose("Which?", ENTRIES) == "one"
    press(pipe, "\x1b[B\x1b[B\r")
    assert choose("Which?", ENTRIES) == "three"


def leave(_number: int, _frame: object) -> None:
    raise Terminated(ExitCode.TERMINATED)


@pytest.mark.parametrize("moment", ["before the first key", "while a key is handled"])
def test_a_signal_to_go_ends_a_list_and_is_then_handled(pipe: PipeInput, moment: str) -> None:
    signal.signal(signal.SIGTERM, leave)
    question = questionary.select("Which?", ["one", "two"])

    def end(_event: object = None) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    if moment == "before the first key":
        question.application.pre_run_callables.append(end)
    else:
        assert isinstance(question.application.key_bindings, KeyBindings)
        question.application.key_bindings.add("a", eager=True)(end)
        press(pipe, "a")
    with pytest.raises(Terminated):
        run(question)
    assert signal.getsignal(signal.SIGTERM) is leave
