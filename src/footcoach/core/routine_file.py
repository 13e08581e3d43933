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
# Lines that begin with # are comments. A step is [[steps]] with these lines below it:
#
{textwrap.indent(keys_of_a_step(), "# ")}

title = {_toml(routine.title)}
summary = {_toml(routine.summary)}

# "gentle": light strokes, allowed even on days for gentle massage only. "go": not on those days.
level = {_toml(routine.level)}

# true if this is for use after a run: you are then asked one more safety question.
after_exercise = {_toml(routine.after_exercise)}
{"".join(map(_step_text, routine.steps))}"""


def keys_of_a_step() -> str:
    """Return one line for each key of a step, with its meaning or the words it accepts."""
    return f"""\
part       "prepare" (once, before), "each_foot" (both feet) or "finish" (once, after)
title      shown and spoken when the step begins
seconds    on one foot
technique  {", ".join(Technique)}
with       {", ".join(Tool)}
zone       {", ".join(Zone)}
pressure   0 to {MAX_PRESSURE}, of 10; at most {MAX_GENTLE_PRESSURE} where level = "gentle"
how        what to do, in at most {MAX_WORDS} words; it is read aloud
source     where the idea comes from"""


def routine_schema() -> dict[str, Any]:
    """Return the JSON Schema of a routine file, for editors that check while you type."""
    return {"$schema": SCHEMA_DRAFT, **Routine.model_json_schema()}


def _step_text(step: Step) -> str:
    data = step.model_dump(mode="json", by_alias=True)
    return "\n[[steps]]\n" + "".join(f"{key} = {_toml(data[key])}\n" for key in data)


def _toml(value: object) -> str:
    # JSON and TOML write strings alike, except for characters that a routine never contains.
    return json.dumps(value, ensure_ascii=False).removesuffix(".0")
