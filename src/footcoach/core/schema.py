"""The shape of a routine file as JSON Schema, for editors that check while one types.

In draft 7, which editors of TOML know best. How long a whole session may be, and what the words of
a step say, is beyond a schema: that is left to `footcoach routines check`.
"""

from typing import Any

from footcoach.core.question import Level
from footcoach.core.routine import (
    MAX_GENTLE_PRESSURE,
    NOT_GENTLE_TECHNIQUES,
    NOT_GENTLE_TOOLS,
    Part,
    Routine,
    Technique,
    Tool,
    Zone,
)

DRAFT = "http://json-schema.org/draft-07/schema#"


def routine_schema() -> dict[str, Any]:
    """Return the schema; keys are as files spell them, `with` and not `tool`."""
    schema = Routine.model_json_schema(ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs")
    schema["properties"]["steps"]["contains"] = {
        "properties": {"part": {"const": Part.EACH_FOOT}},
        "required": ["part"],
    }
    return {
        "$schema": DRAFT,
        **schema,
        "definitions": definitions,
        "if": {"properties": {"level": {"const": Level.GENTLE}}, "required": ["level"]},
        "then": {"properties": {"steps": {"items": {"properties": _gentle_step()}}}},
    }


def _gentle_step() -> dict[str, Any]:
    return {
        "technique": {"enum": [each for each in Technique if each not in NOT_GENTLE_TECHNIQUES]},
        "with": {"enum": [each for each in Tool if each not in NOT_GENTLE_TOOLS]},
        "zone": {"enum": [each for each in Zone if each is not Zone.CALF]},
        "pressure": {"maximum": MAX_GENTLE_PRESSURE},
    }
