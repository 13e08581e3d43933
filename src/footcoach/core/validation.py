"""Saying in words what is wrong with a file: which key, what is wrong, what is allowed."""

from itertools import islice
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from footcoach.core.place import Loc, line_of
from footcoach.core.text import did_you_mean, visible


class Strict(BaseModel):
    """No guessing: no unknown keys, no numbers in quotes, no `true` for 1.

    Pydantic makes the validator of each model when it is first needed: most commands need few.
    """

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", allow_inf_nan=False, defer_build=True
    )


_WRONG_TYPE = {
    "float_type": "must be a number",
    "finite_number": "must be a number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": 'must be text in quotes, such as "text"',
    "tuple_type": "must be a list",
    "model_type": "must be a table of keys",
}

_LIMITS = {
    "missing": "is missing",
    "value_error": "{error}",
    "greater_than_equal": "must be at least {ge:g}, not {given}",
    "less_than_equal": "must be at most {le:g}, not {given}",
    "string_too_long": "must have at most {max_length} characters",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must have a letter or a digit",
    "too_long": "must have at most {max_length} entries",
    "too_short": "must have at least one entry",
}


_HUGE = 10**15
"""Whole numbers from here on are not written out; Python refuses to for the largest."""


MOST_TOLD = 5
"""Mistakes in one file."""


class WrongAt(ValueError):
    """A mistake of a whole table, for its validator to raise: it can be mended at that key."""

    def __init__(self, loc: Loc, problem: str) -> None:
        """Remember the place within the table; `problem` says what is wrong."""
        super().__init__(problem)
        self.loc = loc


def explain(
    error: ValidationError, model: type[BaseModel], *, where: str, text: str = "", data: Any = None
) -> list[str]:
    """Return one line for each mistake: where it is, what is wrong and what would be right.

    With the `text` of the file its lines are named, with the `data` in it the titles of steps.
    """
    return [
        f"{where}{_line(each, text)}{_place(each['loc'], data)} {_problem(each, model)}"
        for each in _told(error)
    ]


def _line(each: Any, text: str) -> str:
    within = getattr(each.get("ctx", {}).get("error"), "loc", ())
    line = line_of(text, each["loc"] + within)
    return f", line {line}" if line else ""


def _told(error: ValidationError) -> list[Any]:
    """Return the mistakes to tell, at most five: more would not be read.

    A list that is "too short" because its entries are broken is no mistake of its own, nor is a
    key missing that is there misspelt. A file of rubbish has 200,000 mistakes, so each is looked
    at by itself, and no more of them than are told.
    """
    errors = error.errors(include_url=False)
    broken_inside = {each["loc"][:end] for each in errors for end in range(len(each["loc"]))}
    told = (
        each
        for each in errors
        if each["loc"] not in broken_inside
        and not (each["type"] == "missing" and _is_there_misspelt(each["loc"], errors))
    )
    return list(islice(told, MOST_TOLD))


def _is_there_misspelt(missing: Loc, errors: Any) -> bool:
    return any(
        each["type"] == "extra_forbidden"
        and each["loc"][:-1] == missing[:-1]
        and did_you_mean(str(each["loc"][-1]), [str(missing[-1])])
        for each in errors
    )


def _place(loc: Loc, data: Any) -> str:
    """Write a path such as ("steps", 2, "seconds") as ", step 3 (Tap), 'seconds':"."""
    if len(loc) > 1 and loc[0] == "steps" and isinstance(loc[1], int):
        step = data["steps"][loc[1]] if data else None
        title = step.get("title") if isinstance(step, dict) else None
        named = f" ({_cut(str(visible(title)))})" if isinstance(title, str) and title else ""
        words = [f"step {loc[1] + 1}{named}", *(f"'{visible(part)}'" for part in loc[2:])]
    else:
        words = [f"'{visible(part)}'" for part in loc]
    return "".join(f", {word}" for word in words) + ":"


def _problem(each: Any, model: type[BaseModel]) -> str:
    kind, given, limits = each["type"], each["input"], each.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys(model, each["loc"][:-1])
        near = did_you_mean(str(each["loc"][-1]), known)
        return f"is not a known key{near or ' (known: ' + ', '.join(known) + ')'}"
    if kind == "enum":
        known = _allowed(limits["expected"])
        near = did_you_mean(given, known) if isinstance(given, str) else ""
        return f"{_shown(given)} is not one of {', '.join(known)}{near}"
    if kind == "tuple_type" and isinstance(given, dict):
        return f"must be a list: begin each entry with [[{each['loc'][-1]}]], in two brackets"
    if kind in _WRONG_TYPE:
        return f"{_WRONG_TYPE[kind]}, not {_shown(given)}"
    if kind in {"too_long", "too_short"} and isinstance(given, str):
        kind = f"string_{kind}"
    if kind in _LIMITS:
        return _LIMITS[kind].format(**limits, given=_shown(given))
    return str(each["msg"])


def _allowed(expected: str) -> list[str]:
    """Take apart pydantic's "'a', 'b' or 'c'"."""
    return [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]


def _shown(given: object) -> str:
    """Write a value as the file has it, shortened."""
    if given is None:
        return "nothing"
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, dict):
        return "a table"
    if isinstance(given, list | tuple):
        return "a list"
    if isinstance(given, int) and abs(given) >= _HUGE:
        return "a huge number"
    text = f'"{visible(given)}"' if isinstance(given, str) else str(given)
    return _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."


def _keys(model: type[BaseModel], path: Loc) -> list[str]:
    """Return the keys that the table at that path may have, as the file spells them."""
    for part in path:
        if isinstance(part, str):
            model = _entries(model.model_fields[part].annotation)
    return [field.alias or name for name, field in model.model_fields.items()]


def _entries(annotation: Any) -> type[BaseModel]:
    """Return the model in a field's type: of `tuple[Step, ...]` it is `Step`."""
    for argument in (annotation, *get_args(annotation)):
        if isinstance(argument, type) and issubclass(argument, BaseModel):
            return argument
    raise TypeError(f"{annotation} holds no model")
