"""Finding other programs and running them, without a shell and detached from our terminal."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

# Seconds to wait for a killed program to end, which can take a moment on a busy machine; after
# that, it is left to the system.
_TO_DIE = 1.0

# On Windows: no console window, and so no Ctrl-C from ours.
_NO_WINDOW = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))


def find_program(name: str) -> str | None:
    """Return the full path of a program on PATH, or None."""
    # Skip ".", "" and the current directory, which `shutil.which` searches on Windows: a file
    # there could be anybody's.
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if Path(folder).is_absolute() and (found := shutil.which(str(Path(folder) / name))):
            return found
    return None


def how_it_ended(code: int) -> str:
    """Return what a program's return code means, such as "exit 1" or "signal 9"."""
    return f"exit {code}" if code > 0 else f"signal {-code}"


class Runner:
    """Runs one program at a time, and never raises.

    Only one thread may use a Runner, so that it kills only what it started.
    """

    def __init__(self) -> None:
        # The first failure, in a few words, and how many of the latest runs failed in a row.
        self.failure = ""
        self.failed = 0
        self._child: subprocess.Popen[bytes] | None = None
        self._until = 0.0

    def start(self, command: Sequence[str], text: str = "", *, seconds: float) -> None:
        """Start a program, replacing the previous one; after `seconds`, it counts as hung.

        `text` is the program's whole input, under 4096 bytes, which fits in a pipe on every system.
        """
        self.stop()
        if not Path(command[0]).is_absolute():
            self.fail("was not found")
            return
        self._until = time.monotonic() + seconds
        try:
            self._child = subprocess.Popen(  # noqa: S603  a list, by full path, without a shell
                command,
                stdin=subprocess.PIPE if text else subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=_NO_WINDOW,
            )
        except (OSError, ValueError) as error:
            self.fail(getattr(error, "strerror", None) or "could not be started")
            return
        if self._child.stdin:
            with suppress(OSError), self._child.stdin as pipe:
                pipe.write(text.encode())

    def busy(self) -> bool:
        """Tell whether the program is still running; if it has ended, note how."""
        if self._child is None:
            return False
        code = self._child.poll()
        if code is None and time.monotonic() < self._until:
            return True
        self.stop()
        if code == 0:
            self.failed = 0
        elif code is None:
            self.fail("did not end")
        else:
            self.fail(how_it_ended(code))
        return False

    def stop(self, grace: float = 0.0) -> None:
        """Kill the program and whatever it started, after a grace period in seconds."""
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(subprocess.TimeoutExpired):
            child.wait(grace)
            return
        with suppress(OSError):
            # A service started by spd-say has left the process group, and survives this.
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()
        with suppress(subprocess.TimeoutExpired):
            child.wait(_TO_DIE)

    def fail(self, how: str) -> None:
        """Note that the program has failed, and how."""
        self.failed += 1
        self.failure = self.failure or how
