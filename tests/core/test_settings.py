"""Settings hold what the file says, and nothing that it does not."""

import pytest

from footcoach.core.errors import ExitCode, SettingsError
from footcoach.core.settings import Settings, parse_settings


def test_an_empty_file_leaves_the_usual_settings() -> None:
    assert parse_settings("", name="config.toml") == Settings()


def test_what_is_written_holds() -> None:
    text = 'ascii = true\nlast_routine = "deep"'
    assert parse_settings(text, name="config.toml") == Settings(ascii=True, last_routine="deep")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ascii = 1", "config.toml, 'ascii': must be true or false, not 1."),
        ("last_routine = true", "'last_routine': must be text in quotes"),
        ("get_ready_seconds = 2", "'get_ready_seconds': must be at least 3, not 2."),
        ("get_ready_seconds = 31.0", "'get_ready_seconds': must be at most 30, not 31"),
        ("get_ready_seconds = nan", "'get_ready_seconds': must be"),
        ("asci = true", "'asci': is not a known key (did you mean 'ascii'?)."),
        ("ascii =", "(at end of document)"),
        ("a = " + "[" * 5000, "config.toml is not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_key(text: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text, name="config.toml")
    assert words in str(caught.value)
    assert caught.value.exit_code is ExitCode.USAGE
