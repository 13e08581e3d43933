"""Running the program in this process, for the tests of the commands."""

from collections.abc import Callable
from typing import NamedTuple


class Result(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


# Runs the program with these arguments.
Run = Callable[..., Result]
