"""The errors that users can encounter, each with an exit code for scripts.

Code below the command-line layer raises these errors and never prints or exits;
`footcoach.cli.app.main` is the only place that catches them.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """How the program ended. Scripts rely on these numbers."""

    # Success, including when the person stopped early.
    OK = 0
    FAILURE = 1
    # An invalid option, settings file or answers file.
    USAGE = 2
    # The screening does not allow a session, or danger signs appeared during a session.
    NOT_CLEARED = 3
    ROUTINE = 4
    STORAGE = 5
    # A question had to be asked, but the program is not running in a terminal.
    NO_TERMINAL = 6
    HANG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


class FootcoachError(Exception):
    """A failure; `args` holds a sentence for the user, or one for each mistake."""

    exit_code = ExitCode.FAILURE

    def __str__(self) -> str:
        return " ".join(self.args)


class UsageError(FootcoachError):
    """An invalid option, or an invalid settings, answers or sessions file; the message says why."""

    exit_code = ExitCode.USAGE


class NotCleared(FootcoachError):
    """A session was requested without a fresh, complete screening that allows it."""

    exit_code = ExitCode.NOT_CLEARED


class RoutineError(FootcoachError):
    """The routine does not exist or its file is invalid."""

    exit_code = ExitCode.ROUTINE


class StorageError(FootcoachError):
    """Something could not be read from or written to disk."""

    exit_code = ExitCode.STORAGE


class NoTerminal(FootcoachError):
    """A question had to be asked, but the program is not running in a terminal."""

    exit_code = ExitCode.NO_TERMINAL


class NothingStarted(FootcoachError):
    """The person quit before the first step. Quitting is not an answer, so no session may start."""

    exit_code = ExitCode.INTERRUPTED


# Derived from BaseException, like KeyboardInterrupt, so that no `except Exception` swallows it.
class Terminated(BaseException):
    """The program is being terminated from outside, for example by a closed window or `kill`."""

    def __init__(self, exit_code: ExitCode) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code
