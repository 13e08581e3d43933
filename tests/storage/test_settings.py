"""Settings are kept for their owner alone, with the comments that stand beside them."""

import stat
from pathlib import Path

import pytest

from footcoach.core.errors import SettingsError, StorageError
from footcoach.core.settings import Settings
from footcoach.storage.paths import config_folder
from footcoach.storage.settings import load_settings, remember


def write(home: Path, text: str) -> Path:
    home.mkdir()
    path = home / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_usual_settings_hold(home: Path) -> None:
    assert load_settings() == Settings(ascii=False, last_routine=None)
    assert not home.exists(), "reading must make nothing"


def test_what_the_file_says_holds(home: Path) -> None:
    write(home, 'ascii = true\nlast_routine = "deep"\n')
    assert load_settings() == Settings(ascii=True, last_routine="deep")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ascii = 1", "config.toml, 'ascii': must be true or false, not 1."),
        ("asci = true", "'asci': is not a known key (did you mean 'ascii'?)."),
        ("ascii", "config.toml is not valid TOML"),
    ],
)
def test_a_broken_file_is_refused_in_words(home: Path, text: str, words: str) -> None:
    write(home, text)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert words in str(refused.value)


def test_a_folder_in_place_of_the_file_is_told(home: Path) -> None:
    (home / "config.toml").mkdir(parents=True)
    with pytest.raises(SettingsError, match="not a plain file"):
        load_settings()


def test_the_routine_used_last_is_remembered_privately(home: Path) -> None:
    remember(last_routine="deep")
    assert load_settings().last_routine == "deep"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "config.toml").stat().st_mode) == 0o600


def test_remembering_leaves_comments_and_other_settings_alone(home: Path) -> None:
    path = write(home, "# my own words\nascii = true\n")
    remember(last_routine="runner")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# my own words\nascii = true\n")
    assert load_settings() == Settings(ascii=True, last_routine="runner")


def test_remembering_the_same_again_writes_nothing(home: Path) -> None:
    path = write(home, 'last_routine = "runner"')
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    remember(last_routine="runner")
    assert path.stat().st_mtime_ns == before


def test_a_home_that_is_a_file_is_told(home: Path) -> None:
    home.write_text("", encoding="utf-8")
    assert load_settings() == Settings()
    with pytest.raises(StorageError):
        remember(last_routine="deep")


def test_without_a_home_of_its_own_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOOTCOACH_HOME")
    assert config_folder().name == "footcoach"
