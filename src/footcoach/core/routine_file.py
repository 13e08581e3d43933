"""Writing a routine down as a file that people go on to edit, so with comments."""

import json
import textwrap
from collections.abc import Iterable

from footcoach.core.routine import (
    MAX_GENTLE_PRESSURE,
    MAX_PRESSURE,
    MAX_WORDS,
    Routine,
    Technique,
    Tool,
    Zone,
)


def routine_text(routine: Routine, *, name: str) -> str:
    """Return TOML that reads as the routine again, and says what may stand where."""
    tables = (
        {"[[steps]]": None, **step.model_dump(mode="json", by_alias=True)} for step in routine.steps
    )
    steps = "\n".join("".join(map(_line, table.items())) for table in tables)
    return f"{_head(routine, name)}\n{steps}"


def keys_of_a_step() -> str:
    """Return a line for each key of a step: what it is, or which words it may have."""
    return f"""\
part       "prepare" (once, before), "each_foot" (both feet) or "finish" (once, after)
title      shown, and said, when the step begins
seconds    on one foot
technique  {_words(Technique)}
with       {_words(Tool)}
zone       {_words(Zone)}
pressure   0 to {MAX_PRESSURE}, of 10; where level = "gentle", at most {MAX_GENTLE_PRESSURE}
how        what to do, in at most {MAX_WORDS} words; it is read aloud
source     who says so"""


def _head(routine: Routine, name: str) -> str:
    return f"""\
# A routine for footcoach. Change it with any text editor, and save it as plain text. Then type:
#     footcoach routines check {name}
#
# Lines that begin with # are for people. A step is [[steps]] and these lines below it:
#
{textwrap.indent(keys_of_a_step(), "# ")}

title = {_quoted(routine.title)}
summary = {_quoted(routine.summary)}

# "gentle": light strokes, also on days for gentle massage only. "go": on other days only.
level = {_quoted(routine.level)}

# true asks one more safety question, for after a run.
after_exercise = {str(routine.after_exercise).lower()}
"""


def _line(entry: tuple[str, object]) -> str:
    key, value = entry
    if value is None:
        return f"{key}\n"
    written = _quoted(value) if isinstance(value, str) else str(value).removesuffix(".0")
    return f"{key} = {written}\n"


def _quoted(text: str) -> str:
    """Quote a text. JSON does it as TOML does, but for characters that a routine never has."""
    return json.dumps(text, ensure_ascii=False)


def _words(words: Iterable[str]) -> str:
    return ", ".join(words)
