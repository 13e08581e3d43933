"""What a person sets in `config.toml`, and what the program remembers in `state.json`."""

from pathlib import Path

from pydantic import Field, ValidationError

from footcoach.core.errors import SettingsError, StorageError
from footcoach.core.routine import FIRST_GET_READY
from footcoach.core.validation import Strict, explain, parse_toml
from footcoach.storage.files import (
    NoAccess,
    Unreadable,
    config_folder,
    data_folder,
    make_private_folder,
    read_text,
    write_private,
)

_MAX_BYTES = 100_000


class Settings(Strict):
    """The settings, with their defaults. The program never changes the file."""

    voice: bool = True
    sound: bool = True
    # Of voice and tones, where the program that makes them has one.
    volume: float = Field(default=1.0, ge=0.0, le=1.0)
    # Before the first step, and after changing feet: a person who moves slowly needs longer.
    get_ready_seconds: float = Field(default=FIRST_GET_READY, ge=3.0, le=30.0)
    # Move a marker on the picture of the foot as the hands do.
    motion: bool = True
    # Draw with ASCII characters only.
    ascii: bool = False


class State(Strict):
    """What the program remembers from one session to the next."""

    muted: bool = False
    # Name of the routine used last, where the list of routines begins.
    last_routine: str | None = None


def settings_file() -> Path:
    """Return the path of `config.toml`."""
    return config_folder() / "config.toml"


def load_settings() -> Settings:
    """Return the settings, the defaults where none can be reached. Raises SettingsError."""
    try:
        path = settings_file()
        return parse_settings(read_text(path, _MAX_BYTES), name=str(path))
    except (FileNotFoundError, NotADirectoryError, NoAccess):
        return Settings()
    except Unreadable as error:
        raise SettingsError(str(error)) from error


def parse_settings(text: str, *, name: str) -> Settings:
    """Turn TOML text into settings; raises SettingsError, naming `name` and the key."""
    try:
        data = parse_toml(text, name=name)
    except ValueError as error:
        raise SettingsError(str(error)) from error
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        problems = explain(error, Settings, where=name, data=data)
        raise SettingsError("; ".join(problems) + ".") from error


def state_file() -> Path:
    """Return the path of `state.json`."""
    return data_folder() / "state.json"


def load_state() -> State:
    """Return what the program remembers; where that cannot be read, nothing."""
    try:
        return State.model_validate_json(read_text(state_file(), _MAX_BYTES))
    except (OSError, StorageError, ValidationError):
        return State()


def save_state(state: State) -> None:
    """Remember that. Raises StorageError."""
    if state == load_state():
        return
    path = state_file()
    make_private_folder(path.parent)
    write_private(path, state.model_dump_json() + "\n")
