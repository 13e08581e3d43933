"""`config.toml` is only read; what the program remembers is in a file of its own."""

from pathlib import Path

import pytest

from footcoach.core.errors import StorageError, UsageError
from footcoach.core.settings import Settings, State
from footcoach.core.states import Talk
from footcoach.storage.files import config_folder
from footcoach.storage.settings import (
    load_settings,
    load_state,
    save_state,
    settings_template,
    state_file,
)

FILLABLE = "must be a program and its arguments, one containing {text} or {file}"


def write(home: Path, text: str) -> Path:
    home.mkdir(exist_ok=True)
    path = home / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_the_file_says_holds_and_the_program_never_changes_it(home: Path) -> None:
    path = write(home, "# mine\nascii = true\nvolume = 0.5\n")
    assert load_settings() == Settings(ascii=True, volume=0.5)
    save_state(State(muted=True, last_routine="runner"))
    assert load_state() == State(muted=True, last_routine="runner")
    assert path.read_text(encoding="utf-8") == "# mine\nascii = true\nvolume = 0.5\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[(each, True) for each in ("true", "1", "yes", "on", "TRUE", " yes ")],
        *[(each, False) for each in ("false", "0", "no", "off")],
        ("", False),
    ],
)
def test_the_environment_counts_more_than_the_file_and_nothing_in_it_is_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, text: str, value: bool
) -> None:
    write(home, "voice = false\nascii = false\n")
    monkeypatch.setenv("FOOTCOACH_ASCII", text)
    monkeypatch.setenv("FOOTCOACH_GET_READY_SECONDS", "20")
    monkeypatch.setenv("FOOTCOACH_OF_SOMEBODY_ELSE", "x")
    assert load_settings() == Settings(voice=False, ascii=value, get_ready_seconds=20)


def test_words_choices_and_lists_can_be_settings_too(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        home,
        settings_template().replace("# speech_command = []", 'speech_command = ["a b", "{text}"]'),
    )
    monkeypatch.setenv("FOOTCOACH_VOICE_NAME", "Zoë B.")
    monkeypatch.setenv("FOOTCOACH_TALK", "names")
    command = ("a b", "{text}")
    assert load_settings() == Settings(voice_name="Zoë B.", talk=Talk.NAMES, speech_command=command)
    monkeypatch.setenv("FOOTCOACH_SPEECH_COMMAND", "say --voice 'Zoë B.' {text}")
    assert load_settings().speech_command == ("say", "--voice", "Zoë B.", "{text}")
    monkeypatch.setenv("FOOTCOACH_TALK", "nmaes")
    monkeypatch.setenv("FOOTCOACH_SPEECH_COMMAND", "say 'x")
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert caught.value.args == (
        "FOOTCOACH_SPEECH_COMMAND: a quotation mark is not closed.",
        "FOOTCOACH_TALK: \"nmaes\" is not one of full, short, names (did you mean 'names'?).",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ascii = 1", "'ascii': must be true or false, not 1."),
        ("volume = nan", "'volume': must be"),
        ("rate = 2.5", "'rate': must be at most 2, not 2.5."),
        ("voice_name = 1", "'voice_name': must be text in quotes, not 1."),
        *[
            (f"speech_command = {text}", f"'speech_command': {words}.")
            for text, words in (
                ("'piper'", 'must be a list, not "piper"'),
                ("['piper']", FILLABLE),
                ("['{text}']", FILLABLE),
                ("[' ', '{text}']", FILLABLE),
            )
        ],
        ("asci = true", "'asci': is not a known key (did you mean 'ascii'?)."),
        ("ascii = true\nascii = false", ", line 2: 'ascii' appears twice. Remove one."),
    ],
)
def test_a_mistake_is_named_with_its_file_and_key(home: Path, text: str, words: str) -> None:
    path = write(home, text)
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert str(caught.value).startswith(str(path))
    assert words in str(caught.value)
    assert "[[" not in str(caught.value), "a hint for routines has no place here"


@pytest.mark.parametrize("text", ["", '{"muted": 1}', "\udcff"])
def test_a_damaged_state_is_not_taken_for_nothing(text: str) -> None:
    save_state(State(muted=True))
    state_file().write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(StorageError, match=r"state\.json is"):
        load_state()


def test_what_a_newer_program_remembers_is_passed_over() -> None:
    save_state(State())
    state_file().write_text('{"muted": true, "newer": 1}', encoding="utf-8")
    assert load_state() == State(muted=True)


def test_without_a_home_of_its_own_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOOTCOACH_HOME")
    assert config_folder().name == "footcoach"
