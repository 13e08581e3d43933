"""Turning the system's requests to go into an orderly leave, so that the terminal is restored."""

import signal
from collections.abc import Callable
from types import FrameType

from footcoach.core.errors import ExitCode, Terminated

_EXIT_CODES = {"SIGTERM": ExitCode.TERMINATED, "SIGHUP": ExitCode.HANG_UP}


def leave_in_order() -> None:
    """Make SIGTERM and SIGHUP raise `Terminated`; a system that lacks one is left as it is."""
    for name, exit_code in _EXIT_CODES.items():
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _raiser(exit_code))


def _raiser(exit_code: ExitCode) -> Callable[[int, FrameType | None], None]:
    def leave(_number: int, _frame: FrameType | None) -> None:
        raise Terminated(exit_code)

    return leave
