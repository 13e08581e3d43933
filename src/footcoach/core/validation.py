"""Parse TOML and JSON strictly, reporting each mistake and its location in one sentence."""

import json
import re
import tomllib
from collections import Counter
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from footcoach.core.text import did_you_mean, visible

_M = TypeVar("_M", bound=BaseModel)

# The maximum number of mistakes reported at once. A junk file can have 200,000.
MOST_NAMED = 5

# The most dots allowed in a line that is not a comment. tomllib takes quadratic time for a key
# such as a.a.a.a: ten seconds for 50,000 dots. None of our keys has a dot.
MAX_DOTS = 100

_PROBLEMS = {
    "json_invalid": "is not valid JSON",
    "missing": "is missing",
    "float_type": "must be a number, not {given}",
    "finite_number": "must be a number, not {given}",
    "int_type": "must be a whole number, not {given}",
    "int_from_float": "must be a whole number, not {given}",
    "bool_type": "must be true or false, not {given}",
    "bool_parsing": "must be true or false, not {given}",
    "float_parsing": "must be a number, not {given}",
    "int_parsing": "must be a whole number, not {given}",
    "string_type": "must be text in quotes, not {given}",
    "tuple_type": "must be a list, not {given}",
    "model_type": "must be a table of keys, not {given}",
    "greater_than_equal": "must be at least {ge:g}, not {given}",
    "less_than_equal": "must be at most {le:g}, not {given}",
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must have a letter or a digit",
    "string_too_long": "must have at most {max_length} characters",
    "too_long": "must have at most {max_length} {things}",
    "datetime_parsing": 'must be a date and time such as "2026-11-28T20:30:00+01:00", not {given}',
    "datetime_type": 'must be a date and time such as "2026-11-28T20:30:00+01:00", not {given}',
    "timezone_aware": 'must say in which time zone, as in "2026-11-28T20:30:00+01:00"',
    "value_error": "{error}",
}


# Text with control characters shown as codes. Values that are not text are rejected later.
Shown = Annotated[
    str, BeforeValidator(lambda given: visible(given) if isinstance(given, str) else given)
]


# `defer_build` builds each model's validator on first use, as most commands need only a few.
class Strict(BaseModel):
    """A model that never guesses: no unknown keys, no numbers in quotes, no `true` for 1."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", allow_inf_nan=False, defer_build=True
    )


def parse_toml(text: str, model: type[_M], *, name: str) -> _M:
    """Parse the text into the model.

    Raises ValueError with one sentence per mistake in `args`, each naming the file and the place.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MAX_DOTS and not line.lstrip().startswith("#"):
            raise ValueError(f"{name}, line {number}: has more than {MAX_DOTS} dots.")
    try:
        # The extra newline makes tomllib give a line number even for a mistake in the last line.
        data = tomllib.loads(f"{text}\n")
    except (ValueError, RecursionError) as error:
        if twice := re.match(r"Cannot overwrite a value \(at line (\d+)", str(error)):
            number = int(twice[1])
            key = visible(text.split("\n")[number - 1].partition("=")[0].strip())
            raise ValueError(
                f"{name}, line {number}: '{key}' appears twice. Remove one."
            ) from error
        problem = visible(str(error))[-200:]
        raise ValueError(
            f"{name} is not valid TOML: {problem}. Each line is key = value, with text in "
            "straight quotes; a comment begins with #."
        ) from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems = explain(error, model, where=name, data=data)
        raise ValueError(*(f"{problem}." for problem in problems)) from error


def parse_object(text: str) -> dict[str, Any]:
    """Return the JSON object in the text; raises ValueError, whose message names no file."""
    doubled: set[str] = set()

    # When a key is repeated, json silently keeps only the last value.
    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        counts = Counter(key for key, _ in pairs)
        doubled.update(visible(key) for key, count in counts.items() if count > 1)
        return dict(pairs)

    try:
        data = json.loads(text, object_pairs_hook=collect)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not valid JSON: {error}") from error
    if doubled:
        raise ValueError(f"has {', '.join(sorted(doubled))} more than once")
    if not isinstance(data, dict):
        raise ValueError("is not a JSON object in braces")
    return data


def explain(
    error: ValidationError, model: type[BaseModel], *, where: str, data: Any = None
) -> list[str]:
    """Return a line for each of the first few mistakes, giving the file, the place and the problem.

    With the file's `data`, the lines name steps by their titles.
    """
    mistakes = error.errors(include_url=False)
    named = [
        f"{where}{_place(each['loc'], data)}: {_problem(each, model)}"
        for each in mistakes[:MOST_NAMED]
    ]
    more = len(mistakes) - MOST_NAMED
    return named if more <= 0 else [*named, f"{where}: and {more} more"]


def explain_value(error: ValidationError, model: type[BaseModel]) -> str:
    """Return what is wrong with a single value, such as "must be at most 1, not 2"."""
    return _problem(error.errors(include_url=False)[0], model)


def _place(loc: tuple[int | str, ...], data: Any) -> str:
    """Format a place such as ("steps", 2, "seconds") as ", step 3 (Tap), 'seconds'"."""
    words = [f"'{visible(str(key))}'" for key in loc]
    if loc[:1] == ("steps",) and len(loc) > 1 and isinstance(loc[1], int):
        step = data["steps"][loc[1]] if data else None
        title = step.get("title") if isinstance(step, dict) else None
        named = f" ({_cut(visible(title))})" if isinstance(title, str) and title else ""
        words[:2] = [f"step {loc[1] + 1}{named}"]
    return "".join(f", {word}" for word in words)


def _problem(mistake: Any, model: type[BaseModel]) -> str:
    kind, given, limits = mistake["type"], mistake["input"], mistake.get("ctx", {})
    if kind == "extra_forbidden":
        *table, key = mistake["loc"]
        known = _keys(model, table)
        # A [section] is not a misspelt key.
        near = "" if isinstance(given, dict) else did_you_mean(str(key), known)
        all_keys = f" (known: {', '.join(known)})"
        return f"is not a known key{near or all_keys}"
    if kind in {"enum", "literal_error"}:
        # Pydantic lists the allowed values as "'a', 'b' or 'c'".
        known = re.findall(r"'([^']*)'", limits["expected"])
        near = did_you_mean(given, known) if isinstance(given, str) else ""
        return f"{_show(given)} is not one of {', '.join(known)}{near}"
    if kind not in _PROBLEMS:
        return str(mistake["msg"])
    things = "characters" if isinstance(given, str) else "entries"
    return _PROBLEMS[kind].format(**limits, given=_show(given), things=things)


def _show(given: object) -> str:
    """Return a value as it would be written in a file, shortened if it is long."""
    if isinstance(given, dict | list):
        return "a table" if isinstance(given, dict) else "a list"
    if isinstance(given, int) and abs(given) >= 10**15:  # Python may refuse to print it
        return "a huge number"
    return _cut(visible(json.dumps(given, ensure_ascii=False, default=str)))


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."


def _keys(model: type[BaseModel], table: list[int | str]) -> list[str]:
    """Return the keys allowed in a table, as spelt in the file."""
    for key in table:
        if isinstance(key, str):
            annotation = model.model_fields[key].annotation
            # For `tuple[Step, ...]`, this finds Step.
            model = next(
                each
                for each in (annotation, *get_args(annotation))
                if isinstance(each, type) and issubclass(each, BaseModel)
            )
    return [field.alias or name for name, field in model.model_fields.items()]
