"""What a person sets, in the environment or in `config.toml`, and what the program remembers.

To add a setting, add a field to `Settings`: its variable, its line in the file and its line in
`footcoach config` follow from that. A list is a `tuple[str, ...]` with `strict=False`.
"""

import json
import os
import shlex
from pathlib import Path
from typing import Annotated, Any, get_origin

from pydantic import AfterValidator, Field, ValidationError

from footcoach.core.errors import StorageError, UsageError
from footcoach.core.states import FIRST_GET_READY, Foot, Talk, Zone
from footcoach.core.validation import Strict, explain_value, parse_toml
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

# The placeholders in a speech command; see `footcoach.system.engines`.
_BLANKS = ("{text}", "{file}")


def _fillable(command: tuple[str, ...]) -> tuple[str, ...]:
    program, *arguments = command or ("",)
    if command and not (program.strip() and any(b in each for b in _BLANKS for each in arguments)):
        raise ValueError("must be a program and its arguments, one containing {text} or {file}")
    return command


class Settings(Strict):
    """The settings, with their defaults and what they mean."""

    voice: bool = Field(default=True, description="Speak, if a speech program is found.")
    sound: bool = Field(default=True, description="Play tones.")
    volume: float = Field(
        default=1.0,
        ge=0.0,
        le=1.0,
        description="The volume of voice and tones, from 0.0 to 1.0.",
    )
    voice_name: str = Field(
        default="", max_length=200, description="The name of a voice; empty for the system's own."
    )
    rate: float = Field(
        default=1.0, ge=0.5, le=2.0, description="How fast to speak, from 0.5 to 2.0."
    )
    speech_command: Annotated[tuple[str, ...], AfterValidator(_fillable)] = Field(
        default=(),
        strict=False,
        description="A program that speaks {text} or writes it to {file}; see docs/settings.md.",
    )
    get_ready_seconds: float = Field(
        default=FIRST_GET_READY,
        ge=3.0,
        le=30.0,
        description="Seconds to get settled at each foot, after the words: 3 to 30.",
    )
    talk: Talk = Field(
        default=Talk.FULL,
        strict=False,
        description="How much is said before each step: full, short or names.",
    )
    motion: bool = Field(
        default=True, description="Move a marker on the foot as your hands should move."
    )
    ascii: bool = Field(default=False, description="Draw with ASCII characters only.")


class State(Strict):
    """What the program remembers from one session to the next."""

    muted: bool = False
    # The name of the last routine, on which the list of routines starts, and the feet and length
    # chosen for it; `start --quick` uses the same again.
    last_routine: str | None = None
    last_feet: Foot = Field(default=Foot.BOTH, strict=False)
    last_minutes: float | None = None
    # Parts of the foot to keep off next time too.
    excluded_zones: frozenset[Zone] = frozenset()


def settings_file() -> Path:
    """Return the path of `config.toml`."""
    return config_folder() / "config.toml"


def load_settings() -> Settings:
    """Return the settings: from the environment, else the file, else the defaults.

    Raises UsageError.
    """
    return settings_in_file().model_copy(update=settings_in_environment())


def settings_in_file() -> Settings:
    """Return the file's settings, or the defaults if no file can be reached. Raises UsageError."""
    try:
        path = settings_file()
        return parse_toml(read_text(path, _MAX_BYTES), Settings, name=str(path))
    except (NotThere, NoAccess):
        # The defaults need no checking, for which Pydantic would first have to build a validator.
        return Settings.model_construct()
    except (Unreadable, ValueError) as error:
        raise UsageError(*error.args) from error


def variable_for(name: str) -> str:
    """Return the environment variable of a setting."""
    return f"FOOTCOACH_{name.upper()}"


def settings_in_environment() -> dict[str, Any]:
    """Return the settings found in the environment, by name. Raises UsageError."""
    found, problems = {}, []
    for name, field in Settings.model_fields.items():
        variable = variable_for(name)
        # An empty variable counts as not set.
        if text := os.environ.get(variable, "").strip():
            try:
                value = shlex.split(text) if get_origin(field.annotation) is tuple else text
                # Not strictly: in the environment, everything is text.
                given = Settings.model_validate({name: value}, strict=False)
                found[name] = getattr(given, name)
            except ValidationError as error:
                problems.append(f"{variable}: {explain_value(error, Settings)}.")
            except ValueError:  # from shlex
                problems.append(f"{variable}: a quotation mark is not closed.")
    if problems:
        raise UsageError(*problems)
    return found


def settings_template() -> str:
    """Return a settings file that changes nothing: every setting, commented out."""
    lines = [
        "# Settings for footcoach. To change one, remove the # in front of it and edit it.",
        "# Options, and variables such as FOOTCOACH_VOICE, override this file.",
    ]
    for name, field in Settings.model_fields.items():
        lines += ["", f"# {field.description}", f"# {name} = {json.dumps(field.default)}"]
    return "\n".join([*lines, ""])


def create_settings_file() -> Path:
    """Write the settings file if there is none yet; return its path. Raises StorageError."""
    path = settings_file()
    if not path.exists():
        write_private(path, settings_template())
    return path


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
