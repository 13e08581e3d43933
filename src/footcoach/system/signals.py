"""Turning the system's requests to quit into an orderly exit, so that the terminal is restored."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from footcoach.core.errors import ExitCode, Terminated

# The signals, besides SIGHUP, that would end the program and leave the terminal without echo.
_ENDING = ("TERM", "QUIT", "ABRT", "XCPU", "ALRM", "VTALRM", "PROF", "USR1", "USR2", "BREAK")


def leave_in_order() -> None:
    """Raise `Terminated` at the first signal to quit, and ignore any later ones."""

    def leave(number: int, _frame: FrameType | None) -> None:
        ignore_from_now_on()
        raise Terminated(_known()[signal.Signals(number)])

    for number in _known():
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, leave)


def ignore_from_now_on() -> None:
    """Ignore further signals to quit, and Ctrl-C, so that they cannot disturb the exit."""
    for number in (*_known(), signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back signals that would end the process, and deliver them when the block ends."""
    # An exception raised by a signal handler in the middle of other code can come out as
    # a different one: pydantic, while writing JSON, turns it into an error of its own.
    came: list[int] = []
    before = {
        number: signal.signal(number, lambda late, _frame: came.append(late))
        for number in (*_known(), signal.SIGINT)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for late in came:
            signal.raise_signal(late)


def _known() -> dict[signal.Signals, ExitCode]:
    """Return the signals that this system has, with their exit codes."""
    codes = {f"SIG{name}": ExitCode.TERMINATED for name in _ENDING} | {"SIGHUP": ExitCode.HANG_UP}
    return {getattr(signal, name): code for name, code in codes.items() if hasattr(signal, name)}
