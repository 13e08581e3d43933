"""Turning the system's requests to go into an orderly leave, so that the terminal is restored."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from footcoach.core.errors import ExitCode, Terminated

_EXIT_CODES = {"SIGTERM": ExitCode.TERMINATED, "SIGHUP": ExitCode.HANG_UP}


def leave_in_order() -> None:
    """Make SIGTERM and SIGHUP raise `Terminated`, once; a system that lacks one is left as it is.

    Once, because a second one in the middle of cleaning up would leave the rest undone.
    """
    for number, exit_code in _known():
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, _raiser(exit_code))


def ignore_from_now_on() -> None:
    """Let no further signal to go disturb the leaving, nor a Ctrl-C."""
    for number in (*(number for number, _ in _known()), signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let what would end or pause the process wait until the end of the block.

    An exception that a signal raises in the middle of other code can come out as another one:
    pydantic, while it writes JSON, turns it into an error of its own.
    """
    names = [*_EXIT_CODES, "SIGINT", "SIGTSTP"]
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    came: list[int] = []
    before = {
        number: signal.signal(number, lambda late, _frame: came.append(late)) for number in numbers
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for late in came:
            signal.raise_signal(late)


@contextmanager
def suspendable(give_back: Callable[[], None], take_again: Callable[[], None]) -> Iterator[None]:
    """Give the terminal back when the process is told to pause (SIGTSTP), take it when it goes on.

    Also after a SIGSTOP, which nobody can catch: meanwhile the shell has had the terminal. A
    system without these signals needs nothing.
    """
    if not hasattr(signal, "SIGTSTP"):
        yield
        return

    def pause(_number: int, _frame: FrameType | None) -> None:
        give_back()
        os.kill(os.getpid(), signal.SIGSTOP)

    def go_on(_number: int, _frame: FrameType | None) -> None:
        take_again()
        signal.raise_signal(signal.SIGWINCH)  # whoever draws, draws anew

    before = signal.signal(signal.SIGTSTP, pause), signal.signal(signal.SIGCONT, go_on)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before[0])
        signal.signal(signal.SIGCONT, before[1])


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
