"""Reading routine files, writing new ones for people to edit, and generating the JSON Schema.

The `routine` module says what a routine can contain; `validation` words the error messages.
"""

import json
from typing import Any

from footcoach.core.errors import RoutineError
from footcoach.core.routine import MAX_SECONDS, Routine, Step
from footcoach.core.schedule import seconds_of
from footcoach.core.text import minutes_and_seconds, wrap
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
{_comments(Routine)}
#
# A step is [[steps]] with these lines below it; needs, rounds and reminder are optional:
#
{_comments(Step)}

{_lines(routine, but="steps")}{"".join(map(_step_text, routine.steps))}"""


def _comments(model: type[Routine | Step]) -> str:
    """Return comments that say what each key means."""
    lines: list[str] = []
    for name, field in model.model_fields.items():
        if field.description:
            lines += wrap(field.description, f"# {field.alias or name:15} ", f"#{' ' * 17}")
    return "\n".join(lines)


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
