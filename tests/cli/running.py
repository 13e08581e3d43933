"""Running the program, in this process or by a shell, for the tests of the commands."""

import io
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

# How the program was called, which its hints repeat.
CALLED = "bin/footcoach"


class Window(io.StringIO):
    """A terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Result(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


# Runs the program with these arguments.
Run = Callable[..., Result]


def shell(command: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Have a shell without a terminal run the program, after what stands before it."""
    text = f"{before}'{sys.executable}' -m footcoach {command}"
    return subprocess.run(
        ["/bin/sh", "-c", text],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        start_new_session=True,
    )
