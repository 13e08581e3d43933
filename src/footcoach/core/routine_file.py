"""Reading routine files, writing new ones for people to edit, and generating the JSON Schema.

The `routine` module says what a routine can contain; `validation` words the error messages.
"""

import json
import textwrap
from typing import Any

from footcoach.core.errors import RoutineError
from footcoach.core.routine import (
    MAX_GENTLE_PRESSURE,
    MAX_PRESSURE,
    MAX_REMINDER_WORDS,
    MAX_SECONDS,
    MAX_WORDS,
    Routine,
    Step,
    Technique,
    Tool,
)
from footcoach.core.schedule import seconds_of
from footcoach.core.states import Zone
from footcoach.core.text import minutes_and_seconds
from footcoach.core.validation import parse_toml

OWN_FILE = "This is a file of your own: nobody has checked what its steps say."
OWN_FILES = "Nobody has checked what the steps of your own routines say."

# The version of JSON Schema that TOML editors support best.
SCHEMA_DRAFT = "http://json-schema.org/draft-07/schema#"


def parse_routine(text: str, *, name: str) -> Routine:
    """Turn TOML text into a routine; `name` is what the user calls the file.

    Raises RoutineError with a message for each mistake, naming the file, step and key.
    """
    try:
        routine = parse_toml(text, Routine, name=name)
    except ValueError as error:
        raise RoutineError(*error.args) from error
    if (seconds := seconds_of(routine)) > MAX_SECONDS:
        raise RoutineError(
            f"{name}: takes {minutes_and_seconds(seconds)} minutes for both feet; "
            f"at most {minutes_and_seconds(MAX_SECONDS)} are allowed."
        )
    return routine


def routine_text(routine: Routine, *, name: str) -> str:
    """Return the routine as commented TOML that parses back to the same routine."""
    return f"""\
# A routine for footcoach. Change it with any text editor, save it as plain text, then type:
#     footcoach routines check {name}
#
# Lines that begin with # are comments. These lines describe the routine; some are optional:
#
{textwrap.indent(KEYS_OF_A_ROUTINE, "# ")}
#
# A step is [[steps]] with these lines below it; needs, rounds and reminder are optional:
#
{textwrap.indent(keys_of_a_step(), "# ")}

{_lines(routine, but="steps")}{"".join(map(_step_text, routine.steps))}"""


KEYS_OF_A_ROUTINE = """\
title           its name
summary         what it is, for the list
moment          when it suits, such as "after a day on your feet"
level           "gentle": light strokes, allowed even on days for gentle massage only; or "go"
after_exercise  true if it is for use after a run: you are then asked one more safety question
caution         one thing to know before choosing it
position        how to sit and where the foot goes; it is read aloud as you begin
quiet           true for no tones or ticks during the massage
shorten         titles of steps, in the order in which a shorter session leaves them out"""


def keys_of_a_step() -> str:
    """Return one line for each key of a step, with its meaning or the words it accepts."""
    return f"""\
part       "prepare" (once, before), "each_foot" (both feet) or "finish" (once, after)
title      shown and spoken before the step begins
seconds    how long your hands work on one foot; the time to say the step is added
needs      how many seconds it takes to do once; no session cuts it below that
rounds     how often it is done; a shorter session can do fewer rounds
technique  {", ".join(Technique)}
with       {", ".join(Tool)}
zone       {", ".join(Zone)}
touches    other zones that a hand holds or passes; whoever keeps off one skips the step
pressure   0 to {MAX_PRESSURE}, of 10; at most {MAX_GENTLE_PRESSURE} where level = "gentle"
how        what to do, in at most {MAX_WORDS} words; it is read aloud
reminder   what to say instead on the second foot, in at most {MAX_REMINDER_WORDS} words
source     where the idea comes from"""


def routine_schema() -> dict[str, Any]:
    """Return the JSON Schema of a routine file, for editors that check while you type."""
    return {"$schema": SCHEMA_DRAFT, **Routine.model_json_schema()}


def _step_text(step: Step) -> str:
    return f"\n[[steps]]\n{_lines(step)}"


def _lines(values: Routine | Step, *, but: str = "") -> str:
    """Return a line of TOML for each key whose value is not the default."""
    data = values.model_dump(mode="json", by_alias=True, exclude={but}, exclude_defaults=True)
    return "".join(f"{key} = {_toml(value)}\n" for key, value in data.items())


def _toml(value: object) -> str:
    # JSON and TOML write strings alike, except for characters that a routine never contains.
    return json.dumps(value, ensure_ascii=False).removesuffix(".0")
