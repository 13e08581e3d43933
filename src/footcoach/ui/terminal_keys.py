"""Reading single keys: this module owns the keyboard during questions, pages and sessions.

prompt_toolkit decodes the keys. No thread or event loop is needed: `select` waits for a key or a
timeout.
"""

import contextlib
import math
import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from prompt_toolkit.application.current import create_app_session
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import create_output

from footcoach.core.errors import ExitCode, Terminated

# Seconds to wait for the next byte of a key's escape sequence.
_SEQUENCE_WAIT = 0.1
# Seconds between polls where there is no way to wait for the keyboard (Windows).
_POLL = 0.02

_NAMES = {
    Keys.ControlM: "enter",
    Keys.ControlJ: "enter",
    Keys.PageUp: "pageup",
    Keys.PageDown: "pagedown",
    Keys.ControlI: "tab",
    Keys.ControlH: "backspace",
    " ": "space",
}

# Terminal input that is not a key. It answers nothing, and neither do keys that come with it.
NOTHING = "nothing"

# Returned first after the process has been stopped, however briefly. It answers nothing.
WENT_ON = "went on"

# On Windows, several keys read at once can arrive as one paste (kiblee/tod0 issue 62).
_NO_KEYS = frozenset({Keys.BracketedPaste, Keys.CPRResponse, Keys.Ignore, Keys.Vt100MouseEvent})


class TerminalKeys:
    """A terminal's keyboard, read key by key, in raw mode while `reading`."""

    def __init__(self, source: Input) -> None:
        """Read key presses from `source`, the terminal's input."""
        self._input = source
        # Whether the last bytes may have been the start of an escape sequence.
        self._unfinished = False
        self._went_on = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Take over the keyboard, and restore it whatever happens.

        When the process resumes after being stopped, take the keyboard back from the shell.
        """

        # `wait` throws away what was typed meanwhile. If that were done here, a read that is just
        # about to begin would find nothing and block.
        def take_again() -> None:
            self._input.raw_mode().__enter__()
            self._went_on = True

        with self._input.raw_mode(), continued(take_again):
            yield

    @contextmanager
    def lent(self, screen: TextIO) -> Iterator[None]:
        """Release the keyboard for a while, for a prompt on `screen` that reads it itself."""
        with self._input.cooked_mode(), create_app_session(self._input, create_output(screen)):
            yield

    def throw_away(self) -> None:
        """Throw away what has been typed but not yet read."""
        self._input.flush_keys()
        throw_away(self._input)

    def wait(self, seconds: float) -> list[str]:
        """Return the names of the keys pressed as soon as there are any, or none after `seconds`.

        Raises KeyboardInterrupt for Ctrl-C, which raw mode passes on as a key, and Terminated if
        the terminal is gone.
        """
        end = time.monotonic() + seconds
        names: list[str] = []
        left = seconds
        while not names and left >= 0 and not self._went_on:
            names = self._arrived(left)
            left = end - time.monotonic()
        if self._went_on:
            self._went_on = False
            self.throw_away()
            return [WENT_ON]
        return names

    def _arrived(self, seconds: float) -> list[str]:
        """Wait for bytes; return the keys that they complete, if any."""
        patience = _SEQUENCE_WAIT if self._unfinished else math.inf
        if self._ready(min(seconds, patience)):
            presses = self._input.read_keys()
            self._unfinished = True
        elif patience <= seconds:
            presses = self._input.flush_keys()
            self._unfinished = False
        else:
            return []
        if self._input.closed:
            raise Terminated(ExitCode.HANG_UP)
        names = [_name(press.key) for press in presses]
        if Keys.ControlC.value in names:
            raise KeyboardInterrupt
        # prompt_toolkit returns Alt with a key, or a report from the terminal, as several keys.
        # Letters among them must not open "It hurts".
        return [NOTHING] if Keys.Escape.value in names and len(names) > 1 else names

    def _ready(self, seconds: float) -> bool:
        """Wait up to `seconds`; return whether there may be something to read."""
        if os.name == "nt":  # `select` cannot wait for a keyboard there
            threading.Event().wait(_POLL)
            return True
        return bool(select.select([self._input.fileno()], [], [], seconds)[0])


def throw_away(source: Input) -> None:
    """Throw away unread input, including what an earlier prompt left behind."""
    clear_typeahead(source)
    if os.name != "nt":
        import termios

        with contextlib.suppress(OSError, termios.error):
            termios.tcflush(source.fileno(), termios.TCIFLUSH)


@contextmanager
def continued(then: Callable[[], None]) -> Iterator[None]:
    """Call `then` whenever the process resumes (SIGCONT), whatever stopped it."""
    if not hasattr(signal, "SIGCONT"):
        yield
        return
    before = signal.signal(signal.SIGCONT, lambda _number, _frame: then())
    try:
        yield
    finally:
        signal.signal(signal.SIGCONT, before)


def _name(key: str) -> str:
    if key in _NO_KEYS:
        return NOTHING
    return _NAMES.get(key, key.value if isinstance(key, Keys) else key.lower())
