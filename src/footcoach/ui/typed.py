"""Reading typed lines: only one at a time counts, typed after it was asked for."""

import os
import select
import sys
from collections.abc import Callable
from typing import Protocol

from footcoach.core.errors import ExitCode, NoTerminal, Terminated
from footcoach.ui.deliberate import SHOWN
from footcoach.ui.keys import throw_away

_CHUNK = 65_536


class LineReader:
    """Reads typed lines, one at a time. Lines that came together, or too soon, do not count."""

    def __init__(self, now: Callable[[], float], fd: int | None = None) -> None:
        """Read from the file descriptor `fd`, by default standard input."""
        self._now = now
        self._fd = sys.stdin.fileno() if fd is None else fd
        self._shown_at = now()

    def start_over(self) -> None:
        """Throw away what was typed while the process was paused: it answers nothing."""
        throw_away(self._fd)
        self._shown_at = self._now()

    def read(self) -> str | None:
        """Return one line in lower case, or None if it came too soon, without Enter or with more.

        Raises EOFError at the end of input, and Terminated if the terminal is gone.
        """
        self._shown_at = self._now()
        try:
            text = os.read(self._fd, _CHUNK)
        except OSError as error:
            raise Terminated(ExitCode.HANG_UP) from error
        unfinished = not text.endswith(b"\n")
        soon = self._now() - self._shown_at < SHOWN
        pasted = text.count(b"\n") > 1
        while text and os.name != "nt" and select.select([self._fd], [], [], 0.05)[0]:
            pasted = True
            text = os.read(self._fd, _CHUNK)
        if not text:
            raise EOFError
        if soon or pasted or unfinished:
            return None
        return " ".join(text.decode(errors="replace").casefold().split())


class Reader(Protocol):
    """Where typed lines come from."""

    def read(self) -> str | None:
        """Return a line in lower case, or None for one that does not count."""
        ...


class NobodyThere:
    """Stands in for a reader: no question is due, or it is an error."""

    def read(self) -> str | None:
        """Refuse: nobody is there to type."""
        raise NoTerminal("Nobody is there to answer; give the answers with --answers FILE.")
