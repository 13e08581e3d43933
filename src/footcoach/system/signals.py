"""Turning the system's requests to go into an orderly leave, so that the terminal is restored."""

import signal
from collections.abc import Callable, Iterator
from types import FrameType

from footcoach.core.errors import ExitCode, Terminated

_EXIT_CODES = {"SIGTERM": ExitCode.TERMINATED, "SIGHUP": ExitCode.HANG_UP}


def leave_in_order() -> None:
    """Make SIGTERM and SIGHUP raise `Terminated`, once; a system that lacks one is left as it is.

    Once, because a second one in the middle of cleaning up would leave the rest undone.
    """
    for number, exit_code in _known():
        signal.signal(number, _raiser(exit_code))


def ignore_from_now_on() -> None:
    """Let no further signal to go disturb the leaving."""
    for number, _ in _known():
        signal.signal(number, signal.SIG_IGN)


def _known() -> Iterator[tuple[signal.Signals, ExitCode]]:
    """Yield the signals that this system has, with their exit codes."""
    for name, exit_code in _EXIT_CODES.items():
        if hasattr(signal, name):
            yield getattr(signal, name), exit_code


def _raiser(exit_code: ExitCode) -> Callable[[int, FrameType | None], None]:
    def leave(_number: int, _frame: FrameType | None) -> None:
        ignore_from_now_on()
        raise Terminated(exit_code)

    return leave
