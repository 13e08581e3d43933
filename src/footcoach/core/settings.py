"""What a person can set once and for all in `config.toml`."""

from pydantic import Field, ValidationError

from footcoach.core.errors import SettingsError
from footcoach.core.routine import FIRST_GET_READY
from footcoach.core.validation import Strict, explain, parse_toml


class Settings(Strict):
    """The settings, each with what holds where the file says nothing."""

    voice: bool = True
    """Speak, where a speech program is found."""
    sound: bool = True
    """Sound tones. Muting in a session is remembered here and in `voice`."""
    volume: float = Field(default=1.0, ge=0.0, le=1.0)
    """Of voice and tones, where the program that makes them has one."""
    get_ready_seconds: float = Field(default=FIRST_GET_READY, ge=3.0, le=30.0)
    """Before the first step, and after changing feet: who moves slowly needs longer."""
    motion: bool = True
    """Move a marker on the picture of the foot as the hands do."""
    ascii: bool = False
    """Draw with ASCII characters only, as `--ascii` does."""
    last_routine: str | None = None
    """Name of the routine used last, where the list of routines begins. Kept by the program."""


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
