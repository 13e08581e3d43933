"""Reading single keys. The one owner of the keyboard, for questions, pages and the session.

Built on prompt_toolkit's input without its application: no thread and no event loop are needed,
`select` waits until a key comes or the time is over.
"""

import contextlib
import os
import select
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.input import Input
from prompt_toolkit.keys import Keys

from footcoach.core.errors import ExitCode, Terminated

_ESCAPE_WAIT = 0.05
"""Seconds in which the rest of an arrow key's sequence must come, before it is a lone Esc."""

_CHUNK = 4096

_POLL = 0.02
"""Seconds between looks where the keyboard cannot be waited for (Windows)."""

_NAMES = {
    Keys.ControlM: "enter",
    Keys.ControlJ: "enter",
    Keys.Up: "up",
    Keys.Down: "down",
    Keys.Left: "left",
    Keys.Right: "right",
    Keys.PageUp: "pageup",
    Keys.PageDown: "pagedown",
    Keys.Home: "home",
    Keys.End: "end",
    Keys.ControlI: "tab",
    Keys.ControlH: "backspace",
    " ": "space",
}

NOTHING = "nothing"
"""The name of what came from the terminal without a key. It answers nothing, and what comes
together with it does not either."""

WENT_ON = "went on"
"""The name of what comes first after the process was stopped, however briefly. Like NOTHING it
answers nothing, nor does what comes together with it."""

_NO_KEYS = frozenset({Keys.BracketedPaste, Keys.CPRResponse, Keys.Ignore, Keys.Vt100MouseEvent})
"""What the terminal sends that nobody pressed. On Windows several keys read at once can come as
one paste (kiblee/tod0 issue 62)."""


class TerminalKeys:
    """The keyboard of a terminal, key by key, in raw mode while `reading`."""

    def __init__(self, source: Input | None = None) -> None:
        """Take the keyboard of the current prompt_toolkit session unless another is given."""
        self._input = source or get_app_session().input
        self._resized: _Wire | None = None
        self._paused = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Take the keyboard over, and give it back as it was, whatever happens."""
        with self._input.raw_mode(), _woken_by_resize() as self._resized:
            yield

    def give_back(self) -> None:
        """Let the terminal read lines again, because the process is to be paused."""
        self._input.cooked_mode().__enter__()

    def take_again(self) -> None:
        """Take the keyboard over once more: the shell has had it meanwhile.

        What was typed meanwhile was not typed to us: it is thrown away.
        """
        self._input.raw_mode().__enter__()
        throw_away(self._input.fileno())
        self._paused = True

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Give the keyboard back for a while, for a prompt that reads it itself."""
        signal.set_wakeup_fd(-1)
        with self._input.cooked_mode():
            yield
        if self._resized is not None:
            _wake_on_resize(self._resized)

    def wait(self, seconds: float) -> list[str]:
        """Return the keys pressed, by name, as soon as there are any, or none after `seconds`.

        Returns early, with none, when the window has changed its size. Raises KeyboardInterrupt
        for Ctrl-C, which raw mode hands on as a key, and Terminated when the terminal is gone.
        """
        if os.name == "nt":
            return self._polled(seconds)
        names = self._read() if self._pressed(seconds) else []
        if self._paused:
            self._paused = False
            return [WENT_ON, *names]
        return names

    def _read(self) -> list[str]:
        """Return the names of the keys that are there to be read."""
        presses = self._input.read_keys()
        if not presses and not self._input.closed and os.name != "nt":
            if self._pressed(_ESCAPE_WAIT):
                presses = self._input.read_keys()
            presses = presses or self._input.flush_keys()
        if self._input.closed and not presses:
            raise Terminated(ExitCode.HANG_UP)
        if any(press.key == Keys.ControlC for press in presses):
            raise KeyboardInterrupt
        return [NOTHING if press.key in _NO_KEYS else _name(press.key) for press in presses]

    def _pressed(self, seconds: float) -> bool:
        """Wait for a key; tell whether one came."""
        keyboard, wire = self._input.fileno(), self._resized
        ready, _, _ = select.select([keyboard, *([wire.read] if wire else [])], [], [], seconds)
        if wire and wire.read in ready:
            os.read(wire.read, _CHUNK)
        return keyboard in ready

    def _polled(self, seconds: float) -> list[str]:
        """Look for keys again and again: `select` knows no console on Windows."""
        end = time.monotonic() + seconds
        while not (names := self._read()) and (left := end - time.monotonic()) > 0:
            threading.Event().wait(min(_POLL, left))
        return names


def throw_away(terminal: int) -> None:
    """Throw away what was typed and not yet read at that file descriptor."""
    if os.name != "nt":
        import termios

        with contextlib.suppress(OSError, termios.error):
            termios.tcflush(terminal, termios.TCIFLUSH)


class _Wire(NamedTuple):
    """The two ends of a pipe on which signals report."""

    read: int
    write: int


@contextmanager
def _woken_by_resize() -> Iterator[_Wire | None]:
    """Let a change of the window's size end a wait at once; None where the system has no signal.

    Python goes on waiting after a signal (PEP 475) unless something wakes it.
    """
    if not hasattr(signal, "SIGWINCH"):
        yield None
        return
    wire = _Wire(*os.pipe())
    os.set_blocking(wire.write, False)
    before = signal.getsignal(signal.SIGWINCH)
    try:
        _wake_on_resize(wire)
        yield wire
    finally:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGWINCH, before)
        os.close(wire.read)
        os.close(wire.write)


def _wake_on_resize(wire: _Wire) -> None:
    """Have resizes reported on the wire; anew after a list, whose event loop takes both away."""
    signal.signal(signal.SIGWINCH, lambda _number, _frame: None)
    signal.set_wakeup_fd(wire.write, warn_on_full_buffer=False)


def _name(key: str) -> str:
    return _NAMES.get(key, key.value if isinstance(key, Keys) else key.lower())
