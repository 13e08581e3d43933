"""What can go wrong, in the user's terms, and the exit code that tells scripts about it.

Everything below the command line raises one of these and never prints or exits;
`footcoach.cli.app.main` is the only place that catches them.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """How the program ended. Other programs rely on the numbers."""

    OK = 0
    """Done, also when the user stopped early."""
    FAILURE = 1
    USAGE = 2
    """A wrong option, settings file or answers file."""
    NOT_CLEARED = 3
    """The screening says no, or danger signs came up during a session."""
    ROUTINE = 4
    STORAGE = 5
    NO_TERMINAL = 6
    """A question was due and nobody is there to answer it."""
    HANG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


class FootcoachError(Exception):
    """A failure that the user can be told about in one sentence, which is its text."""

    exit_code = ExitCode.FAILURE


class UsageError(FootcoachError):
    """An option that does not fit; the sentence says which and what would."""

    exit_code = ExitCode.USAGE


class SettingsError(UsageError):
    """`config.toml` cannot be used as it is."""


class AnswersInvalid(UsageError):
    """An answers file has entries missing, unknown, doubled, or of another day."""


class ImportInvalid(UsageError):
    """A file of sessions cannot be taken; the text names the line, and nothing was imported."""


class NotCleared(FootcoachError):
    """No fresh, complete, passing screening stands behind the request for a session."""

    exit_code = ExitCode.NOT_CLEARED


class RoutineNotFound(FootcoachError):
    """No routine has that name, and no file that path."""

    exit_code = ExitCode.ROUTINE


class RoutineInvalid(FootcoachError):
    """A routine file is broken; each of `args` is a sentence that names file, step and key."""

    exit_code = ExitCode.ROUTINE

    def __str__(self) -> str:
        """Return all the sentences."""
        return " ".join(self.args)


class StorageError(FootcoachError):
    """Something could not be read from or written to disk."""

    exit_code = ExitCode.STORAGE


class ProfileInvalid(StorageError):
    """What is kept about a person is damaged, or was edited to something that cannot be."""


class NoTerminal(FootcoachError):
    """A question was due, and there is no terminal to ask it in."""

    exit_code = ExitCode.NO_TERMINAL


class NothingStarted(FootcoachError):
    """The person left before the first step. Leaving is not answering: nothing may start."""

    exit_code = ExitCode.INTERRUPTED


class Terminated(BaseException):
    """The system asked the program to go: a closed window, a log-out, `kill`.

    Not an `Exception`, as with `KeyboardInterrupt`, so that nothing on the way swallows it.
    """

    def __init__(self, exit_code: ExitCode) -> None:
        """Remember the exit code that belongs to the signal."""
        super().__init__(exit_code)
        self.exit_code = exit_code
