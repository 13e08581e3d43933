"""`config.toml` is only read; what the program remembers is in a file of its own."""

import stat
from pathlib import Path

import pytest

from footcoach.core.errors import ExitCode, SettingsError, StorageError
from footcoach.storage.files import config_folder
from footcoach.storage.settings import (
    Settings,
    State,
    load_settings,
    load_state,
    parse_settings,
    save_state,
    state_file,
)


def write(home: Path, text: str) -> Path:
    home.mkdir()
    path = home / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_files_the_defaults_hold_and_none_is_made(home: Path) -> None:
    assert load_settings() == Settings()
    assert load_state() == State()
    assert not home.exists()


def test_what_the_file_says_holds(home: Path) -> None:
    write(home, "# mine\nascii = true\nvolume = 0.5\n")
    assert load_settings() == Settings(ascii=True, volume=0.5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ascii = 1", "'ascii': must be true or false, not 1."),
        ("get_ready_seconds = 2", "'get_ready_seconds': must be at least 3, not 2."),
        ("get_ready_seconds = 31.0", "'get_ready_seconds': must be at most 30, not 31"),
        ("get_ready_seconds = nan", "'get_ready_seconds': must be"),
        ("asci = true", "'asci': is not a known key (did you mean 'ascii'?)."),
        ("ascii =", "is not valid TOML: "),
        ("ascii = true\nascii = false", "is not valid TOML: "),
    ],
)
def test_a_mistake_is_named_with_its_key(text: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text, name="config.toml")
    assert str(caught.value).startswith("config.toml")
    assert words in str(caught.value)
    assert "[[" not in str(caught.value), "a hint for routines has no place here"
    assert caught.value.exit_code is ExitCode.USAGE


def test_a_folder_in_place_of_the_file_is_refused(home: Path) -> None:
    (home / "config.toml").mkdir(parents=True)
    with pytest.raises(SettingsError, match="not a plain file"):
        load_settings()


def test_what_is_remembered_is_private_and_leaves_the_settings_alone(home: Path) -> None:
    path = write(home, "# my own words\nascii = true\n")
    save_state(State(muted=True, last_routine="runner"))
    assert load_state() == State(muted=True, last_routine="runner")
    assert path.read_text(encoding="utf-8") == "# my own words\nascii = true\n"
    assert stat.S_IMODE(state_file().stat().st_mode) == 0o600


def test_remembering_the_same_again_writes_nothing() -> None:
    save_state(State(last_routine="runner"))
    before = state_file().stat().st_mtime_ns
    save_state(State(last_routine="runner"))
    assert state_file().stat().st_mtime_ns == before


@pytest.mark.parametrize("text", ["", "{", '{"muted": 1}', '{"other": true}', "\udcff"])
def test_a_damaged_state_is_forgotten(text: str) -> None:
    save_state(State(muted=True))
    state_file().write_bytes(text.encode("utf-8", "surrogateescape"))
    assert load_state() == State()
    save_state(State(last_routine="deep"))
    assert load_state() == State(last_routine="deep")


def test_a_home_that_is_a_file_is_reported(home: Path) -> None:
    home.write_text("", encoding="utf-8")
    assert load_settings() == Settings()
    with pytest.raises(StorageError):
        save_state(State(muted=True))


def test_without_a_home_of_its_own_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOOTCOACH_HOME")
    assert config_folder().name == "footcoach"
