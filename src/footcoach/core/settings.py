"""What a person can set, and what the program remembers from one session to the next.

To add a setting, add a field to `Settings`: its variable, its line in the file and its line in
`footcoach config` follow from that. A list is a `tuple[str, ...]` with `strict=False`.
"""

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from footcoach.core.states import FIRST_GET_READY, Foot, Talk, Zone
from footcoach.core.validation import Strict

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

    # A newer footcoach may remember more.
    model_config = ConfigDict(extra="ignore")

    muted: bool = False
    # The name of the last routine, on which the list of routines starts, and the feet and length
    # chosen for it; `start --quick` uses the same again.
    last_routine: str | None = None
    last_feet: Foot = Field(default=Foot.BOTH, strict=False)
    last_minutes: float | None = None
    # Parts of the foot to keep off next time too.
    excluded_zones: frozenset[Zone] = frozenset()
