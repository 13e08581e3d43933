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

NUMBERS = {
    "OK": 0,
    "FAILURE": 1,
    "USAGE": 2,
    "NOT_CLEARED": 3,
    "ROUTINE": 4,
    "STORAGE": 5,
    "NO_TERMINAL": 6,
    "HANG_UP": 129,
    "INTERRUPTED": 130,
    "TERMINATED": 143,
}


def error_classes() -> dict[str, type[FootcoachError]]:
    members = vars(errors).values()
    found = [each for each in members if isinstance(each, type) and issubclass(each, Exception)]
    assert all(issubclass(each, FootcoachError) for each in found)
    return {each.__name__: each for each in found if issubclass(each, FootcoachError)}


def test_every_error_is_in_the_table_of_exit_codes() -> None:
    assert set(error_classes()) == set(EXIT_CODES)


@pytest.mark.parametrize(("name", "code"), EXIT_CODES.items())
def test_an_error_leads_to_its_exit_code(name: str, code: int) -> None:
    assert error_classes()[name]("what to do").exit_code == code


def test_the_exit_codes_are_the_numbers_scripts_know() -> None:
    assert {code.name: int(code) for code in ExitCode} == NUMBERS


@pytest.mark.parametrize("name", EXIT_CODES)
def test_an_error_is_its_sentence(name: str) -> None:
    assert str(error_classes()[name]("Choose a routine.")) == "Choose a routine."


@pytest.mark.parametrize("name", ["SettingsError", "AnswersInvalid", "ImportInvalid"])
def test_what_comes_from_a_file_the_user_wrote_is_a_usage_error(name: str) -> None:
    assert issubclass(error_classes()[name], errors.UsageError)


@pytest.mark.parametrize("code", [ExitCode.HANG_UP, ExitCode.TERMINATED])
def test_a_signal_to_go_keeps_the_exit_code_that_belongs_to_it(code: ExitCode) -> None:
    assert Terminated(code).exit_code is code


def test_nothing_that_catches_failures_swallows_a_signal_to_go() -> None:
    assert not issubclass(Terminated, Exception)
