"""Reading single keys, through prompt_toolkit's own pipe."""

import signal
import sys
from collections.abc import Iterator

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input

from footcoach.core.errors import ExitCode, Terminated
from footcoach.ui import terminal_keys as keys_module
from footcoach.ui.terminal_keys import TerminalKeys

# There, prompt_toolkit has another reader; tests/test_other_systems.py has how it is used.
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="keys are polled on Windows")


@pytest.fixture
def pipe() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe:
        yield pipe


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        ("n", ["n"]),
        ("N", ["n"]),
        (" ", ["space"]),
        ("\r", ["enter"]),
        ("\n", ["enter"]),
        ("\t", ["tab"]),
        ("\x7f", ["backspace"]),
        ("?", ["?"]),
        ("\x1b[D", ["left"]),
        ("\x1b", ["escape"]),
        ("\x04", ["c-d"]),
        ("\x1bOP", ["f1"]),
        ("\x1bx", ["nothing"]),
        ("\x1b[1;3C", ["nothing"]),
        ("\x1b[200~no\x1b[201~n", ["nothing", "n"]),
    ],
)
def test_each_key_has_a_name(pipe: PipeInput, sent: str, names: list[str]) -> None:
    pipe.send_text(sent)
    assert TerminalKeys(pipe).wait(1) == names


def test_an_arrow_key_that_comes_in_two_parts_is_still_an_arrow_key(pipe: PipeInput) -> None:
    keys = TerminalKeys(pipe)
    pipe.send_text("\x1b")
    assert keys.wait(0) == []
    pipe.send_text("[D")
    assert keys.wait(1) == ["left"]


@pytest.mark.parametrize(
    "report",
    [
        "\x1b[O",
        "\x1b[32;1:3u",
        "\x1b[24;80R",
        "\x1b]10;rgb:eeee/eeee/eeee\x07",
        "\x1bP>|tmux 3.4\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
    ],
    ids=["focus lost", "released", "cursor", "colour", "name", "picture"],
)
def test_a_report_from_the_terminal_is_no_key(pipe: PipeInput, report: str) -> None:
    pipe.send_text(report)
    assert TerminalKeys(pipe).wait(1) == ["nothing"]


def test_bytes_that_are_not_text_are_one_key_that_means_nothing(pipe: PipeInput) -> None:
    pipe.send_bytes(b"\xfc")
    pipe.send_text("n")
    assert TerminalKeys(pipe).wait(1) == ["\udcfc", "n"]


def test_without_a_key_the_wait_ends(pipe: PipeInput) -> None:
    assert TerminalKeys(pipe).wait(0) == []


def test_ctrl_c_breaks_off_whatever_else_was_typed(pipe: PipeInput) -> None:
    pipe.send_text("n\x03n")
    with pytest.raises(KeyboardInterrupt):
        TerminalKeys(pipe).wait(1)


def test_a_terminal_that_is_gone_is_a_hang_up() -> None:
    with create_pipe_input() as pipe:
        keys = TerminalKeys(pipe)
        pipe.close()
        with pytest.raises(Terminated) as left:
            for _ in range(3):
                keys.wait(0.1)
        assert left.value.exit_code is ExitCode.HANG_UP


def test_where_select_knows_no_console_keys_are_polled(
    pipe: PipeInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_module, "os", type("Windows", (), {"name": "nt"}))
    keys = TerminalKeys(pipe)
    assert keys.wait(0.05) == []
    pipe.send_text("y")
    assert keys.wait(60) == ["y"]


@pytest.mark.skipif(not hasattr(signal, "SIGCONT"), reason="no such signal on Windows")
def test_the_first_wait_after_the_process_was_stopped_says_so(pipe: PipeInput) -> None:
    keys = TerminalKeys(pipe)
    before = signal.getsignal(signal.SIGCONT)
    with keys.reading():
        signal.raise_signal(signal.SIGCONT)
        assert keys.wait(60) == ["went on"]
        pipe.send_text("n")
        assert keys.wait(60) == ["n"]
    assert signal.getsignal(signal.SIGCONT) is before
