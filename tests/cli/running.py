"""Running the program in this process, for the tests of the commands."""

import io
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
