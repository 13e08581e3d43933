"""Finding other programs and running them, out of reach of terminal, shell and session."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

# Failures in a row after which a program is not tried again.
_ENOUGH = 2

# Seconds to wait for a killed program. One that is still there is left to the system.
_TO_DIE = 0.05

# On Windows: no console window, and so no Ctrl-C from ours either.
_NO_WINDOW = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))


def find_program(name: str) -> str | None:
    """Return the whole path of a program on PATH, or None."""
    # Not in ".", "" or the current directory, which `shutil.which` searches on Windows: a file
    # lying there could be anybody's.
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if Path(folder).is_absolute() and (found := shutil.which(str(Path(folder) / name))):
            return found
    return None


def _tie() -> list[str]:
    """Return what starts a program so that Linux ends it with us, even if we are killed."""
    setpriv = find_program("setpriv") if sys.platform == "linux" else None
    # That of BusyBox has no such option.
    known = setpriv and "busybox" not in os.path.realpath(setpriv)
    return [setpriv, "--pdeathsig", "KILL", "--"] if setpriv and known else []


class Runner:
    """Runs one program at a time, gives up after two failures in a row, never raises.

    For one thread only: that makes sure that what it kills is what it started.
    """

    def __init__(self) -> None:
        # What went wrong first, in a few words; and whether the program has ever ended well.
        self.failure = ""
        self.worked = False
        self._in_a_row = 0
        self._child: subprocess.Popen[bytes] | None = None
        self._until = 0.0

    @property
    def works(self) -> bool:
        """Whether it is still worth a try."""
        return self._in_a_row < _ENOUGH

    def start(self, command: Sequence[str], text: str = "", *, seconds: float) -> None:
        """Start a program in the place of the one before; after `seconds` it counts as hung.

        `text` is all its input: less than 4096 bytes, which every system's pipe holds.
        """
        self.stop()
        if not self.works:
            return
        self._until = time.monotonic() + seconds
        try:
            self._child = subprocess.Popen(  # noqa: S603  a list, by whole path, without a shell
                [*_tie(), *command],
                stdin=subprocess.PIPE if text else subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            self.fail(error.strerror or "could not be started")
            return
        if self._child.stdin:
            with suppress(OSError), self._child.stdin as pipe:
                pipe.write(text.encode())

    def busy(self) -> bool:
        """Tell whether the program still runs; of one that has ended, note how."""
        if self._child is None:
            return False
        code = self._child.poll()
        if code is None and time.monotonic() < self._until:
            return True
        self.stop()
        if code == 0:
            self._in_a_row, self.worked = 0, True
        elif code is None:
            self.fail("did not end")
        else:
            self.fail(f"exit {code}" if code > 0 else f"signal {-code}")
        return False

    def stop(self, grace: float = 0.0) -> None:
        """Kill the program and what it started, after a grace in seconds."""
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(subprocess.TimeoutExpired):
            child.wait(grace)
            return
        with suppress(OSError):
            # The service that spd-say may have started is no longer in the group.
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()
        with suppress(subprocess.TimeoutExpired):
            child.wait(_TO_DIE)

    def fail(self, how: str) -> None:
        """Note that the program has failed, and how."""
        self._in_a_row += 1
        self.failure = self.failure or how
