"""What Windows and macOS need, with stand-ins: docs/releasing.md lists what no machine has run."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from prompt_toolkit.input import create_pipe_input

from footcoach.app import terminal
from footcoach.cli import doctor
from footcoach.core.errors import Terminated
from footcoach.core.settings import Settings
from footcoach.storage.files import write_output
from footcoach.system import engines, programs
from footcoach.system.engines import fill, find_engines
from footcoach.system.signals import leave_in_order
from footcoach.ui import linemode, terminal_keys
from footcoach.ui.linemode import LineReader
from footcoach.ui.terminal_keys import TerminalKeys, continued

ROOT = Path(__file__).parents[1]
WINDOWS = SimpleNamespace(name="nt", environ={})


def test_the_list_names_every_file_that_serves_other_systems_and_only_tests_that_exist() -> None:
    page = (ROOT / "docs" / "releasing.md").read_text(encoding="utf-8")
    serves = re.compile(
        r'"nt"|win32|darwin|hasattr\((?:os|signal|time)|CREATE_NO|AttributeError, OS'
    )
    for path in sorted((ROOT / "src").rglob("*.py")):
        if serves.search(path.read_text(encoding="utf-8")):
            assert f"`{path.relative_to(ROOT / 'src' / 'footcoach').as_posix()}`" in page
    for file, name in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page):
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), name


# --- Windows -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "reason"), [(True, "too old"), (False, "")])
def test_only_a_console_too_old_for_escape_codes_gets_line_mode(
    monkeypatch: pytest.MonkeyPatch, old: bool, reason: str
) -> None:
    monkeypatch.setattr(terminal, "os", WINDOWS)
    monkeypatch.setattr("rich.console.detect_legacy_windows", lambda: old)
    assert reason in terminal.reason_for_lines()
    assert bool(reason) is bool(terminal.reason_for_lines())


@pytest.mark.parametrize(
    ("typed", "line"),
    [([b"Not sure\r\n"], "not sure"), ([b"no\r\n", b"no\r\n", b"yes\r\n"], None)],
    ids=["typed", "pasted"],
)
def test_lines_pasted_into_a_console_do_not_count_although_it_hands_them_over_one_by_one(
    monkeypatch: pytest.MonkeyPatch, typed: list[bytes], line: str | None
) -> None:
    console = SimpleNamespace(name="nt", read=lambda _fd, _count: typed.pop(0))
    monkeypatch.setattr(linemode, "os", console)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(kbhit=lambda: len(typed)))
    seconds = iter([0.0, 5.0])
    assert LineReader(lambda: next(seconds), 0).read() == line
    assert typed == []


def test_without_termios_or_continuing_the_keyboard_is_still_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with create_pipe_input() as pipe:
        monkeypatch.setattr(terminal_keys, "os", WINDOWS)
        monkeypatch.setitem(sys.modules, "termios", None)
        monkeypatch.delattr(signal, "SIGCONT", raising=False)
        keys = TerminalKeys(pipe)
        with continued(lambda: None):
            keys.throw_away()
            pipe.send_text("y")
            assert keys.wait(60) == ["y"]


def test_without_set_blocking_a_result_is_still_written(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr(os, "set_blocking", raising=False)
    write_output(Path("-"), "all of it")
    assert capfd.readouterr().out == "all of it"


def test_ctrl_break_is_an_orderly_end(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(signal, "SIGBREAK"):
        monkeypatch.setattr(signal, "SIGBREAK", signal.SIGWINCH, raising=False)
    leave_in_order()
    with pytest.raises(Terminated):
        signal.raise_signal(signal.SIGBREAK)  # type: ignore[attr-defined]


def test_a_program_opens_no_console_window(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def popen(*_command: object, **options: object) -> None:
        asked.append(options["creationflags"])
        raise OSError

    monkeypatch.setattr(programs, "_NO_WINDOW", 0x08000000)
    monkeypatch.setattr(subprocess, "Popen", popen)
    programs.Runner().start(["/powershell.exe"], seconds=1)
    assert asked == [0x08000000]


# --- macOS, and both -----------------------------------------------------------------------------


def test_say_gets_the_words_as_input_so_that_none_is_an_option(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engines, "find_program", lambda name: f"/usr/bin/{name}")
    settings = Settings(voice_name="Moira", rate=2.0)
    say, espeak, _, own, *_ = find_engines(settings, "darwin")
    assert (say.name, espeak.name, own.name) == ("say (Moira)", "espeak-ng (Moira)", "say")
    named = ["/usr/bin/say", "-v", "Moira", "-r", "350", "-f", "-"]
    assert fill(say.speak or (), "-o x") == (named, "-o x")
    assert fill(say.render or (), "-o x", "/a.wav") == (
        [*named, "-o", "/a.wav", "--data-format=LEI16@22050"],
        "-o x",
    )


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_speech_is_sought_only_in_the_system(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(doctor, "sys", SimpleNamespace(platform=system))
    advice = doctor.check_program(None, "espeak-ng", "no voice").advice
    assert advice == "It is part of your system: check PATH."
