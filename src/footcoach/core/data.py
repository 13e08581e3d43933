"""Load the TOML data files into frozen dataclasses; an invalid file raises DataInvalid.

This module avoids Pydantic, so that `footcoach checklist` can start without importing it.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
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
    made: T = _Parser(phrases, readers).value(kind, tables, name)
    return made


# Cached because get_type_hints is slow and needed for every entry.
_hints = cache(get_type_hints)


class _Parser:
    """Converts the values in one file. `where` is a location: the file, the entry and the keys."""

    def __init__(self, phrases: Mapping[str, str], readers: Readers) -> None:
        self._phrases, self._readers = phrases, readers

    def value(self, kind: Any, value: Any, where: str) -> Any:
        if kind is str or kind in self._readers or isinstance(kind, EnumType):
            return self._text(kind, value, where)
        if kind is bool:
            if not isinstance(value, bool):
                _refuse(where, "must be true or false")
            return value
        if get_origin(kind) is dict:
            keys, inside = get_args(kind)
            known = dict.fromkeys(keys, inside)
            found = self._entries(value, known, list(known), where)
            return {keys(key): each for key, each in found.items()}
        if get_origin(kind) is tuple:
            if not isinstance(value, list):
                _refuse(where, "must be a list")
            return tuple(self.value(get_args(kind)[0], each, where) for each in value)
        needed = [field.name for field in fields(kind) if field.default is MISSING]
        return kind(**self._entries(value, _hints(kind), needed, where))

    def _entries(
        self, table: Any, known: Mapping[str, Any], needed: Iterable[str], where: str
    ) -> dict[str, Any]:
        if not isinstance(table, dict):
            _refuse(where, "must be a table")
        if "id" in table:
            where = f"{where.partition(',')[0]}, {table['id']}"
        for key in table:
            if key not in known:
                _refuse(where, f"'{key}' is not a known key{did_you_mean(key, known)}")
        for key in needed:
            if key not in table:
                _refuse(where, f"'{key}' is missing")
        return {key: self.value(known[key], each, f"{where}, {key}") for key, each in table.items()}

    def _text(self, kind: Any, value: Any, where: str) -> Any:
        if not isinstance(value, str) or not value.strip():
            _refuse(where, "must be non-empty text")
        filled = re.sub(r"\{(\w+)\}", lambda found: self._phrase(found[1], where), value)
        text = " ".join(filled.split())
        try:
            return self._readers.get(kind, kind)(text)
        except ValueError:
            near = did_you_mean(text, kind) if isinstance(kind, EnumType) else ""
            _refuse(where, f"'{text}' is not allowed{near}")

    def _phrase(self, name: str, where: str) -> str:
        if name not in self._phrases:
            _refuse(where, f"there is no phrase '{name}'{did_you_mean(name, self._phrases)}")
        return self._phrases[name]


def _refuse(where: str, what: str) -> NoReturn:
    raise DataInvalid(f"{where}: {what}.")
