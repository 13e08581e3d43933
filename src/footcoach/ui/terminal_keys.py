"""Reading single keys: this module owns the keyboard during questions, pages and sessions.

No thread or event loop is needed: `select` waits for a key or a timeout. The table of key sequences
comes from prompt_toolkit, which on Windows also does the reading.
"""

import codecs
import contextlib
import os
import re
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from prompt_toolkit.application.current import create_app_session
from prompt_toolkit.input import Input
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import create_output

from footcoach.core.errors import ExitCode, Terminated

# Seconds after which a lone escape character is taken for the Escape key.
_ESCAPE_WAIT = 0.05
# Seconds without a byte after which the rest of a longer sequence is no longer expected.
_SEQUENCE_WAIT = 0.5
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

# Everything that a terminal sends in one piece (ECMA-48). A piece cut in two here, or taken for
# several keys, would pause a session or open "It hurts".
_SEQUENCE = re.compile(
    r"\x1b\[200~.*?\x1b\[201~"  # pasted text
    r"|\x1b[PX^_\]].*?(?:\x1b\\|\x07)"  # a report such as the terminal's name or colours
    r"|\x1b\[\[[A-E]"  # F1 to F5 on the Linux console
    r"|\x1b\[(?!200~)[0-?]*[ -/]*[@-~]|\x1bO[0-9;]*[@-~]"  # arrows, function keys, other reports
    r"|\x1b[^\x00-\x1f\x7f\[OPX^_\]]"  # Alt and a key
    r"|\x1b(?=[\x00-\x1f\x7f])|[^\x1b]",
    re.DOTALL,
)


class TerminalKeys:
    """A terminal's keyboard, read key by key, in raw mode while `reading`."""

    def __init__(self, source: Input) -> None:
        """Read the keys of `source`, the terminal's input."""
        self._input = source
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending = ""
        self._pending_since = 0.0
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
        self._pending = ""

    def throw_away(self) -> None:
        """Throw away what has been typed but not yet read."""
        self._pending = ""
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
            names = self._polled() if os.name == "nt" else self._arrived(left)
            left = end - time.monotonic()
        if self._went_on:
            self._went_on = False
            self.throw_away()
            return [WENT_ON]
        return names

    def _arrived(self, seconds: float) -> list[str]:
        """Wait for bytes; return the keys that they complete, if any."""
        patience = _ESCAPE_WAIT if self._pending == "\x1b" else _SEQUENCE_WAIT
        patience += self._pending_since - time.monotonic()
        wait = min(seconds, patience) if self._pending else seconds
        if select.select([self._input.fileno()], [], [], max(0.0, wait))[0]:
            return self._read()
        if self._pending and patience <= seconds:
            given_up, self._pending = self._pending, ""
            return ["escape" if given_up == "\x1b" else NOTHING]
        return []

    def _read(self) -> list[str]:
        try:
            data = os.read(self._input.fileno(), 4096)
        except OSError:
            data = b""
        if not data:
            raise Terminated(ExitCode.HANG_UP)
        text = self._pending + self._decoder.decode(data)
        names = []
        at = 0
        while match := _SEQUENCE.match(text, at):
            names.append(_name_of_sequence(match[0]))
            at = match.end()
        self._pending, self._pending_since = text[at:], time.monotonic()
        # Even inside a paste that never ends, Ctrl-C must work.
        if "c-c" in names or "\x03" in self._pending:
            raise KeyboardInterrupt
        return names

    def _polled(self) -> list[str]:
        """Poll for keys; if there are none, pause: Windows has no `select` for keyboards."""
        names = [_name(press.key) for press in self._input.read_keys()]
        if Keys.ControlC.value in names:
            raise KeyboardInterrupt
        if not names:
            threading.Event().wait(_POLL)
        return names


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


def _name_of_sequence(sequence: str) -> str:
    key = ANSI_SEQUENCES.get(sequence)
    if key is None:
        alt = len(sequence) == 2 and sequence[0] == "\x1b"
        return "escape" if alt else NOTHING if len(sequence) > 1 else _name(sequence)
    return _name(key) if isinstance(key, Keys) else "escape"


def _name(key: str) -> str:
    if key in _NO_KEYS:
        return NOTHING
    return _NAMES.get(key, key.value if isinstance(key, Keys) else key.lower())
