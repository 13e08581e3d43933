"""What a person sets in `config.toml`, and what the program remembers in `state.json`."""

from pathlib import Path

from pydantic import Field, ValidationError

from footcoach.core.errors import StorageError, UsageError
from footcoach.core.states import FIRST_GET_READY, Foot, Talk, Zone
from footcoach.core.validation import Strict, parse_toml
from footcoach.storage.files import (
    NoAccess,
    NotThere,
    Unreadable,
    config_folder,
    data_folder,
    read_text,
    write_private,
)

_MAX_BYTES = 100_000


class Settings(Strict):
    """The settings and their defaults. The program never changes the settings file."""

    voice: bool = True
    sound: bool = True
    # The volume of voice and tones, where the speech program or player can set it.
    volume: float = Field(default=1.0, ge=0.0, le=1.0)
    # Time before the first step and after changing feet; people who move slowly need longer.
    get_ready_seconds: float = Field(default=FIRST_GET_READY, ge=3.0, le=30.0)
    # How much the coach says before each step.
    talk: Talk = Field(default=Talk.FULL, strict=False)
    # Show a marker that moves over the picture of the foot, as the hands should.
    motion: bool = True
    # Draw with ASCII characters only.
    ascii: bool = False


class State(Strict):
    """What the program remembers from one session to the next."""

    muted: bool = False
    # The name of the routine used last, where the list of routines starts, and what it was asked
    # for with; `start --quick` asks for the same.
    last_routine: str | None = None
    last_feet: Foot = Field(default=Foot.BOTH, strict=False)
    last_minutes: float | None = None
    # Parts of the foot to keep off next time too.
    excluded_zones: frozenset[Zone] = frozenset()


def settings_file() -> Path:
    """Return the path of `config.toml`."""
    return config_folder() / "config.toml"


def load_settings() -> Settings:
    """Return the settings, or the defaults if there is no file we can reach. Raises UsageError."""
    try:
        path = settings_file()
        return parse_toml(read_text(path, _MAX_BYTES), Settings, name=str(path))
    except (NotThere, NoAccess):
        # The defaults need no checking, for which Pydantic would first have to prepare.
        return Settings.model_construct()
    except (Unreadable, ValueError) as error:
        raise UsageError(" ".join(error.args)) from error


def state_file() -> Path:
    """Return the path of `state.json`."""
    return data_folder() / "state.json"


def load_state() -> State:
    """Return what the program remembers, or the defaults if that cannot be read."""
    try:
        return State.model_validate_json(read_text(state_file(), _MAX_BYTES))
    except (StorageError, ValidationError):
        return State()


def save_state(state: State) -> None:
    """Save what the program should remember. Raises StorageError."""
    write_private(state_file(), state.model_dump_json() + "\n")
