"""Scripts rely on the exit codes."""

from footcoach.core import errors
from footcoach.core.errors import ExitCode, FootcoachError, Terminated

EXIT_CODES = {
    "FootcoachError": 1,
    "UsageError": 2,
    "NotCleared": 3,
    "RoutineError": 4,
    "StorageError": 5,
    "NoTerminal": 6,
    "NothingStarted": 130,
}


def test_every_error_is_its_sentence_and_has_its_exit_code() -> None:
    found = {
        each.__name__: each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, FootcoachError)
    }
    assert {name: int(each("Why.").exit_code) for name, each in found.items()} == EXIT_CODES
    assert {str(each("Why.")) for each in found.values()} == {"Why."}


def test_the_exit_codes_are_the_numbers_that_scripts_know() -> None:
    assert [int(code) for code in ExitCode] == [0, 1, 2, 3, 4, 5, 6, 129, 130, 143]


def test_nothing_that_catches_failures_swallows_a_signal_to_end() -> None:
    assert Terminated(ExitCode.HANG_UP).exit_code is ExitCode.HANG_UP
    assert not issubclass(Terminated, Exception)
