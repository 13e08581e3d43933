"""Reading the settings, from the environment and `config.toml`, and what the program remembers."""

import json
import os
import shlex
from pathlib import Path
from typing import Any, get_origin

from pydantic import ValidationError

from footcoach.core.errors import StorageError, UsageError
from footcoach.core.settings import Settings, State
from footcoach.core.validation import explain_value, parse_toml
from footcoach.storage.files import (
    NotThere,
    Unreadable,
    config_folder,
    data_folder,
    read_text,
    write_private,
)


def settings_file() -> Path:
    """Return the path of `config.toml`."""
    return config_folder() / "config.toml"


def load_settings(**options: Any) -> Settings:
    """Return the settings, from options, the environment, the file or the defaults, in that order.

    None means that an option was not given. Raises UsageError.
    """
    given = {name: value for name, value in options.items() if value is not None}
    return settings_in_file().model_copy(update=settings_in_environment() | given)


def settings_in_file() -> Settings:
    """Return the settings in the file, or the defaults if there is none. Raises UsageError."""
    try:
        path = settings_file()
        return parse_toml(read_text(path), Settings, name=str(path))
    except NotThere:
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
    # Unlike Path.exists, this never raises: if it cannot tell, the write below says why.
    if not os.path.exists(path):  # noqa: PTH110
        write_private(path, settings_template())
    return path


def state_file() -> Path:
    """Return the path of `state.json`."""
    return data_folder() / "state.json"


def load_state() -> State:
    """Return what the program remembers; raises StorageError, also if the file is damaged."""
    try:
        return State.model_validate_json(read_text(state_file()))
    except NotThere:
        return State()
    # It may have said what to keep off.
    except ValidationError as error:
        words = f"{state_file()} is damaged. To start afresh, delete it."
        raise StorageError(words) from error


def save_state(state: State) -> None:
    """Save what the program should remember. Raises StorageError."""
    write_private(state_file(), state.model_dump_json() + "\n")
