"""The display stays on during a session where that is possible, and nothing is said where not."""

import os
import signal
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from doubles import terminated
from footcoach.system import power
from footcoach.system.power import keep_awake

HELD = SimpleNamespace(active=True, method="desk.Manager")


class Desktop:
    """Keeps its display on while asked to, or fails as a test wants it."""

    def __init__(self) -> None:
        self.kept_on = False
        self.at_entering: Callable[[], object] = lambda: None
        self.at_leaving: Exception | None = None

    @contextmanager
    def hold(self) -> Iterator[object]:
        warnings.warn("nobody wants to read this", stacklevel=1)
        self.at_entering()
        self.kept_on = True
        try:
            yield HELD
        finally:
            self.kept_on = False
            if self.at_leaving:
                raise self.at_leaving


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    found = Desktop()
    monkeypatch.setattr(power, "_presenting", found.hold)
    return found


def test_the_display_is_kept_on_inside_the_block_and_by_what_is_known(desktop: Desktop) -> None:
    with keep_awake() as method:
        assert desktop.kept_on
    assert method == "desk.Manager"
    assert not desktop.kept_on


@pytest.mark.parametrize("end", [ValueError("a bug"), KeyboardInterrupt(), terminated()], ids=repr)
def test_the_display_is_let_go_however_the_block_ends(desktop: Desktop, end: BaseException) -> None:
    desktop.at_leaving = RuntimeError("broken")
    with pytest.raises(type(end)), keep_awake():
        raise end
    assert not desktop.kept_on


def test_a_desktop_that_never_answers_costs_neither_the_session_nor_ctrl_c(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session bus can let programs in and then say nothing."""
    ever = threading.Event()
    desktop.at_entering = ever.wait
    interrupt = threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGINT))
    interrupt.start()
    with pytest.raises(KeyboardInterrupt), keep_awake():
        pytest.fail("it was to be left before")
    monkeypatch.setattr(power, "LONGEST", 0.1)
    with keep_awake() as method:
        assert method == ""
    ever.set()


def test_without_the_library_the_session_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wakepy", None)
    with keep_awake() as method:
        assert method == ""


@pytest.mark.parametrize("names", [["FAKE_SUCCESS"], ["FORCE_FAILURE", "FAKE_SUCCESS"]])
def test_the_library_prints_nothing_whether_it_works_or_fails(
    names: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in names:
        monkeypatch.setenv(f"WAKEPY_{name}", "1")
    with keep_awake() as method:
        assert bool(method) is (names == ["FAKE_SUCCESS"])
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="has no D-Bus")
def test_a_desktop_that_has_logged_out_leaves_no_word_behind(tmp_path: Path) -> None:
    """In a process of its own with every warning on, which shows what was left unclosed."""
    code = "from footcoach.system.power import keep_awake\nwith keep_awake() as a: print([a])"
    address = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(str(address))
    result = subprocess.run(
        [sys.executable, "-W", "always", "-c", code],
        env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={address}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (result.stdout, result.stderr) == ("['']\n", "")
