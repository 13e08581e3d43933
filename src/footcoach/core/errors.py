"""What can go wrong, in the user's terms, with an exit code for scripts.

Code below the command-line layer raises one of these and never prints or exits;
`footcoach.cli.app.main` is the only place that catches them.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """How the program ended. Scripts rely on these numbers."""

    # Success, even if the person stopped early.
    OK = 0
    FAILURE = 1
    # An invalid option, settings file or answers file.
    USAGE = 2
    # The screening does not allow a session, or danger signs came up during one.
    NOT_CLEARED = 3
    ROUTINE = 4
    STORAGE = 5
    # A question had to be asked, but there is no terminal to ask it in.
    NO_TERMINAL = 6
    HANG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


class FootcoachError(Exception):
    """A failure whose message is one sentence for the user."""

    exit_code = ExitCode.FAILURE


class UsageError(FootcoachError):
    """An option, or a settings, answers or sessions file, is invalid; the message says why."""

    exit_code = ExitCode.USAGE


class NotCleared(FootcoachError):
    """A session was requested without a fresh, complete screening that allows it."""

    exit_code = ExitCode.NOT_CLEARED


class RoutineError(FootcoachError):
    """The routine does not exist or its file is invalid; `args` has a sentence for each mistake."""

    exit_code = ExitCode.ROUTINE

    def __str__(self) -> str:
        return " ".join(self.args)


class StorageError(FootcoachError):
    """Something could not be read from or written to disk."""

    exit_code = ExitCode.STORAGE


class NoTerminal(FootcoachError):
    """A question had to be asked, but there is no terminal to ask it in."""

    exit_code = ExitCode.NO_TERMINAL


class NothingStarted(FootcoachError):
    """The person left before the first step. Leaving is not an answer, so nothing may start."""

    exit_code = ExitCode.INTERRUPTED


# Derived from BaseException, like KeyboardInterrupt, so that no `except Exception` swallows it.
class Terminated(BaseException):
    """The program is being ended from outside: by a closed window, a log-out or `kill`."""

    def __init__(self, exit_code: ExitCode) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code
