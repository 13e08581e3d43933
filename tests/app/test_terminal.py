"""Which terminal is opened when input or output is redirected."""

import errno
import io
import sys
from typing import Any

import pytest

from footcoach.app import terminal
from footcoach.app.terminal import Terminal, open_terminal


class Redirected(io.StringIO):
    """A standard stream; only the third is the terminal."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def fileno(self) -> int:
        return self.number


@pytest.mark.parametrize(
    ("name", "platform", "opened"),
    [
        ("posix", "linux", ["/dev/tty", "/dev/tty"]),
        ("posix", "darwin", ["/dev/ttys008", "/dev/ttys008"]),
        ("nt", "win32", ["CONIN$", "CONOUT$"]),
    ],
)
def test_each_system_has_its_own_name_for_the_terminal(
    monkeypatch: pytest.MonkeyPatch, name: str, platform: str, opened: list[str]
) -> None:
    found: list[tuple[str, str]] = []

    def note(path: str, mode: str = "r", **_: Any) -> io.StringIO:
        found.append((path, mode))
        return io.StringIO()

    def group(number: int) -> int:
        if number < 2:
            raise OSError(errno.ENOTTY, "not a terminal")
        return 1

    for number, stream in enumerate(("stdin", "stdout", "stderr")):
        monkeypatch.setattr(sys, stream, Redirected(number))
    monkeypatch.setattr(terminal, "open", note, raising=False)
    monkeypatch.setattr("os.tcgetpgrp", group, raising=False)
    monkeypatch.setattr("os.ttyname", lambda _: "/dev/ttys008", raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    with monkeypatch.context() as briefly:
        briefly.setattr("os.name", name)
        assert isinstance(open_terminal.__wrapped__(), Terminal)
    assert found == list(zip(opened, "rw", strict=True))


def test_without_a_terminal_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENXIO, "No such device or address")

    monkeypatch.setattr(terminal, "open", fail, raising=False)
    assert open_terminal.__wrapped__() is None
