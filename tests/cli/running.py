"""Running the program in this process, for the tests of the commands."""

from typing import NamedTuple, Protocol


class Result(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs the program with these arguments."""

    def __call__(self, *args: object) -> Result: ...
