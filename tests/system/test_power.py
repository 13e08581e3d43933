"""The display stays on during a session where that is possible, and nothing is said where not."""

import os
import signal
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from doubles import terminated
from footcoach.system import power
from footcoach.system.power import Awake, keep_awake

with_dbus = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="has no D-Bus")


class Desktop:
    """Keeps its display on while asked to, or fails as told."""

    def __init__(
        self,
        *,
        active: bool = True,
        at_entering: BaseException | None = None,
        at_leaving: BaseException | None = None,
    ) -> None:
        self.active = active
        self.method = "desk.Manager" if active else None
        self._at_entering = at_entering
        self._at_leaving = at_leaving
        self.kept_on = False

    @contextmanager
    def hold(self) -> Iterator["Desktop"]:
        warnings.warn("nobody wants to read this", stacklevel=1)
        if self._at_entering:
            raise self._at_entering
        self.kept_on = True
        try:
            yield self
        finally:
            self.kept_on = False
            warnings.warn("nor this", stacklevel=1)
            if self._at_leaving:
                raise self._at_leaving


def test_the_display_is_kept_on_inside_the_block_and_what_keeps_it_on_is_told() -> None:
    desktop = Desktop()
    with keep_awake(desktop.hold) as awake:
        assert desktop.kept_on
    assert awake == Awake("desk.Manager")
    assert not desktop.kept_on


@pytest.mark.parametrize("error", [RuntimeError("broken"), OSError("gone"), KeyError("BUS")])
def test_an_error_while_asking_for_it_is_not_raised(error: Exception) -> None:
    with keep_awake(Desktop(at_entering=error).hold) as awake:
        assert awake == Awake(None)


@pytest.mark.parametrize("end", [ValueError("a bug"), KeyboardInterrupt(), terminated()], ids=repr)
@pytest.mark.parametrize("at_leaving", [None, RuntimeError("broken")])
def test_the_display_is_let_go_however_the_block_is_left(
    end: BaseException, at_leaving: Exception | None
) -> None:
    desktop = Desktop(at_leaving=at_leaving)
    with pytest.raises(type(end)), keep_awake(desktop.hold):
        raise end
    assert not desktop.kept_on


def test_without_the_library_the_session_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wakepy", None)
    with keep_awake() as awake:
        assert awake == Awake(None)


@pytest.mark.parametrize("value", ["WAKEPY_FAKE_SUCCESS", "WAKEPY_FORCE_FAILURE", "both"])
def test_the_library_itself_prints_nothing(value: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Where it is told to fail, and where it is told to work; "both" makes it log a warning."""
    names = ("WAKEPY_FAKE_SUCCESS", "WAKEPY_FORCE_FAILURE") if value == "both" else (value,)
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setenv(name, "1")
        with keep_awake() as awake:
            assert bool(awake.method) is (value == "WAKEPY_FAKE_SUCCESS")
    assert capfd.readouterr() == ("", "")


@with_dbus
@pytest.mark.parametrize("address", ["nonsense", "tcp:host=localhost", "unix:path=/nowhere/bus"])
def test_a_desktop_that_cannot_be_reached_is_none(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with keep_awake() as awake:
        assert awake == Awake(None)


@with_dbus
def test_a_desktop_that_has_logged_out_leaves_no_word_behind(tmp_path: Path) -> None:
    """In a process of its own with every warning on, which shows what was left unclosed."""
    code = "from footcoach.system.power import keep_awake\nwith keep_awake() as a: print(a.method)"
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
    assert (result.stdout, result.stderr) == ("None\n", "")


def test_a_desktop_that_never_answers_costs_neither_the_session_nor_ctrl_c(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A session bus can let programs in and then say nothing."""
    ever = threading.Event()

    @contextmanager
    def hold() -> Iterator[Desktop]:
        ever.wait()
        yield Desktop()

    interrupt = threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGINT))
    interrupt.start()
    with pytest.raises(KeyboardInterrupt), keep_awake(hold):
        pytest.fail("it was to be left before")
    monkeypatch.setattr(power, "LONGEST", 0.1)
    with keep_awake(hold) as awake:
        assert awake == Awake(None)
    ever.set()
