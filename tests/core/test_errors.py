"""Scripts rely on the exit codes."""

import pytest

from footcoach.core import errors
from footcoach.core.errors import ExitCode, FootcoachError, Terminated

EXIT_CODES = {
    "FootcoachError": 1,
    "UsageError": 2,
    "SettingsError": 2,
    "AnswersInvalid": 2,
    "ImportInvalid": 2,
    "NotCleared": 3,
    "RoutineNotFound": 4,
    "RoutineInvalid": 4,
    "StorageError": 5,
    "ProfileInvalid": 5,
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
    assert [ExitCode.OK, ExitCode.HANG_UP, ExitCode.TERMINATED] == [0, 129, 143]


@pytest.mark.parametrize("code", [ExitCode.HANG_UP, ExitCode.TERMINATED])
def test_nothing_that_catches_failures_swallows_a_signal_to_end(code: ExitCode) -> None:
    assert Terminated(code).exit_code is code
    assert not issubclass(Terminated, Exception)
