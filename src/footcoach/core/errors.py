"""What can go wrong, in the user's terms, and the exit code that tells scripts about it.

Everything below the command line raises one of these and never prints or exits;
`footcoach.cli.app.main` is the only place that catches them.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """How the program ended. Other programs rely on the numbers."""

    # Done, also when the person stopped early.
    OK = 0
    FAILURE = 1
    # A wrong option, settings file or answers file.
    USAGE = 2
    # The screening says no, or danger signs came up during a session.
    NOT_CLEARED = 3
    ROUTINE = 4
    STORAGE = 5
    # A question was due, and there is no terminal to ask it in.
    NO_TERMINAL = 6
    HANG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


class FootcoachError(Exception):
    """A failure to report in one sentence, which is its text."""

    exit_code = ExitCode.FAILURE


class UsageError(FootcoachError):
    """An option, or a file of settings, answers or sessions, is wrong; the sentence says how."""

    exit_code = ExitCode.USAGE


class NotCleared(FootcoachError):
    """No fresh, complete, passing screening stands behind the request for a session."""

    exit_code = ExitCode.NOT_CLEARED


class RoutineError(FootcoachError):
    """There is no such routine, or its file is wrong: a sentence for each mistake in `args`."""

    exit_code = ExitCode.ROUTINE

    def __str__(self) -> str:
        return " ".join(self.args)


class StorageError(FootcoachError):
    """Something could not be read from or written to disk."""

    exit_code = ExitCode.STORAGE


class NoTerminal(FootcoachError):
    """A question was due, and there is no terminal to ask it in."""

    exit_code = ExitCode.NO_TERMINAL


class NothingStarted(FootcoachError):
    """The person left before the first step. Leaving is not answering: nothing may start."""

    exit_code = ExitCode.INTERRUPTED


# Not an Exception, like KeyboardInterrupt, so that nothing on the way out swallows it.
class Terminated(BaseException):
    """The system ends the program: a closed window, a log-out, `kill`."""

    def __init__(self, exit_code: ExitCode) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code
