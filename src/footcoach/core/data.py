"""Load the TOML data files into frozen dataclasses; an invalid file raises DataInvalid.

This module avoids Pydantic, so that `footcoach checklist` can start without importing it.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import EnumType
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from footcoach.core.errors import FootcoachError
from footcoach.core.text import did_you_mean

T = TypeVar("T")

# Maps each type to the function that parses it from text.
Readers = Mapping[Any, Callable[[str], Any]]

_FOLDER = Path(__file__).parents[1] / "data"

# A placeholder that stays in the text: the day is filled in when the question is asked.
_LATER = {"day": "{day}"}


class DataInvalid(FootcoachError):
    """A data file is invalid; the message names the file, the entry and the key."""


def read_data(name: str) -> str:
    """Return the text of a data file."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def parse_data(text: str, kind: type[T], *, name: str, readers: Readers) -> T:
    """Parse the text of a data file into a dataclass, filling in phrases; raises DataInvalid."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataInvalid(f"{name} is not valid TOML: {error}.") from None
    phrases = tables.pop("phrases", {}) | _LATER
    made: T = _Parser(name, phrases, readers).table(kind, tables, "")
    return made


# Cached because get_type_hints is slow and needed for every entry.
_hints = cache(get_type_hints)


class _Parser:
    """Converts the values in one file; `where` names the entry and the keys leading to a value."""

    def __init__(self, name: str, phrases: Mapping[str, str], readers: Readers) -> None:
        self._name, self._phrases, self._readers = name, phrases, readers

    def table(self, kind: Any, table: object, where: str) -> Any:
        if not isinstance(table, dict):
            self._refuse(where, "must be a table")
        where = str(table.get("id", where))
        # A field named after a Python keyword ends in an underscore: "not_" holds the key "not".
        known = {field.name.removesuffix("_"): field for field in fields(kind)}
        for key in table:
            if key not in known:
                self._refuse(where, f"'{key}' is not a known key{did_you_mean(key, known)}")
        for key, field in known.items():
            if key not in table and field.default is MISSING:
                self._refuse(where, f"'{key}' is missing")
        hints = _hints(kind)
        names = {key: field.name for key, field in known.items()}
        return kind(
            **{names[key]: self._value(hints[names[key]], table[key], where, key) for key in table}
        )

    def _value(self, hint: Any, value: object, *where: str) -> Any:
        at = ", ".join(filter(None, where))
        if hint is str or hint in self._readers or isinstance(hint, EnumType):
            return self._text(hint, value, at)
        kind, inside = get_origin(hint), get_args(hint)
        if hint is bool:
            if not isinstance(value, bool):
                self._refuse(at, "must be true or false")
            return value
        if kind is tuple:
            if not isinstance(value, list):
                self._refuse(at, "must be a list")
            return tuple(self._value(inside[0], each, at) for each in value)
        if kind is dict:
            return self._mapping(inside[0], inside[1], value, at)
        return self.table(hint, value, at)

    def _mapping(self, keys: Any, kind: Any, table: object, where: str) -> dict[Any, Any]:
        if not isinstance(table, dict):
            self._refuse(where, "must be a table")
        if lacking := [key for key in keys if key not in table]:
            self._refuse(where, f"'{lacking[0]}' is missing")
        return {
            self._text(keys, key, where): self._value(kind, value, where, key)
            for key, value in table.items()
        }

    def _text(self, kind: Any, value: object, where: str) -> Any:
        if not isinstance(value, str) or not value.strip():
            self._refuse(where, "must be non-empty text")
        filled = re.sub(r"\{(\w+)\}", lambda found: self._phrase(found[1], where), value)
        text = " ".join(filled.split())
        try:
            return self._readers.get(kind, kind)(text)
        except ValueError:
            near = did_you_mean(text, kind) if isinstance(kind, EnumType) else ""
            self._refuse(where, f"'{text}' is not allowed{near}")

    def _phrase(self, name: str, where: str) -> str:
        if name not in self._phrases:
            self._refuse(where, f"there is no phrase '{name}'{did_you_mean(name, self._phrases)}")
        return self._phrases[name]

    def _refuse(self, where: str, what: str) -> NoReturn:
        raise DataInvalid(f"{self._name}{where and f', {where}'}: {what}.")
