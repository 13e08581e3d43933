"""Run a program in a 100 x 30 terminal and measure it. Linux only, as it reads `/proc`."""

import contextlib
import os
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pexpect
import pyte

WIDTH, HEIGHT = 100, 30

_PATIENCE = 30.0
"""Seconds to wait for words that must appear."""

_UNWANTED = ("ACCESSIBLE", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES")
"""Environment variables that would change what a program draws."""

_LEAVING = b"\x1b[?1049l"


class Ended(Exception):
    """The program ended, or did not show what it should; the message includes its screen."""


class Usage(NamedTuple):
    """Seconds of CPU time so far, and how often the program has slept."""

    own: float
    children: float

    wakes: int
    """How often its threads have gone to sleep so far (voluntary context switches)."""


class Program:
    """A program that runs in its own terminal until its `with` block ends."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        """Start the program with the terminal as its only input and output."""
        own = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
        own |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(env or {})}
        self._child = pexpect.spawn(
            command[0], list(command[1:]), dimensions=(HEIGHT, WIDTH), env=own
        )
        self._child.delaybeforesend = None
        self._emulator = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.ByteStream(self._emulator)
        self.left = False
        """Whether the program has gone back to the main screen."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):  # It ended by itself.
            self.end()
        self._child.close()

    @property
    def text(self) -> str:
        """What the program's screen showed at the last `look`."""
        return "\n".join(line.rstrip() for line in self._emulator.display)

    def press(self, keys: str) -> float:
        """Press keys and return the time of the press."""
        at = time.monotonic()
        self._child.send(keys)
        return at

    def look(self, seconds: float) -> float | None:
        """Read the next output and return when it came; None if nothing came.

        The time is taken before the screen is updated.
        """
        data, at = self._read(seconds)
        self.left = self.left or _LEAVING in data
        self._stream.feed(data)
        return at if data else None

    def look_for(self, seconds: float) -> None:
        """Read the output for the given number of seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.look(left)

    def wait_for(self, words: str, seconds: float = _PATIENCE) -> float:
        """Return when the screen first showed the words; raises Ended if it never does."""
        end = time.monotonic() + seconds
        at = time.monotonic()
        while words not in self.text:
            if time.monotonic() > end:
                raise Ended(f"waited in vain for {words!r}:\n{self.text}")
            at = self.look(end - time.monotonic()) or at
        return at

    def count(self, seconds: float) -> int:
        """Return how many bytes come within the given seconds, without updating the screen."""
        end, total = time.monotonic() + seconds, 0
        while (left := end - time.monotonic()) > 0:
            total += len(self._read(left)[0])
        return total

    def usage(self) -> Usage:
        """Return the CPU time used by the program and by everything that it started.

        This misses processes that it started and did not wait for, such as a sound server.
        """
        return _usage(self._child.pid)

    def end(self) -> float:
        """Kill the program; return all its CPU time and that of its children, by `getrusage`."""
        os.kill(self._child.pid, signal.SIGKILL)
        _, _, used = os.wait4(self._child.pid, 0)
        # Otherwise pexpect would wait for it too.
        self._child.ptyproc.terminated = True
        return used.ru_utime + used.ru_stime

    def peak_mib(self) -> float:
        """Return the program's own peak memory so far, in MiB."""
        status = Path(f"/proc/{self._child.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def _read(self, seconds: float) -> tuple[bytes, float]:
        try:
            data: bytes = self._child.read_nonblocking(65536, timeout=max(0.0, seconds))
        except pexpect.TIMEOUT:
            data = b""
        except pexpect.EOF as error:
            raise Ended(f"the program ended:\n{self.text}") from error
        return data, time.monotonic()


def _usage(pid: int) -> Usage:
    """Return the user and system time of a process and of its descendants.

    `/proc/PID/stat` has the same sum, but in hundredths of a second, of which a quiet program uses
    three in 20 seconds. So the time of a running process is read from its own CPU clock, whose id
    is made as in `clock_getcpuclockid`.
    """
    own = time.clock_gettime(~pid << 3 | 2)
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    children = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
    for child in _children(pid):
        with contextlib.suppress(OSError):  # It has just ended, and counts next time.
            children += sum(_usage(child)[:2])
    return Usage(own, children, _wakes(pid))


def _wakes(pid: int) -> int:
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # A thread that has just ended.
            status = (task / "status").read_text(encoding="utf-8")
            total += int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
    return total


def _children(pid: int) -> list[int]:
    """Return the children of a process that are still running."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # A thread that has just ended.
            found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found
