"""Sessions as lines of JSON or CSV, which carry them between computers.

Reading never guesses: one wrong line refuses the whole file, and is named by its number.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from footcoach.core.errors import ImportInvalid
from footcoach.core.record import Rating, SessionRecord, cut, parse_record, record_data
from footcoach.core.text import did_you_mean
from footcoach.core.validation import parse_object

_NUMBERS = ("planned_seconds", "done_seconds")
_RATINGS = tuple(f"{when}_{foot}" for when in ("before", "after") for foot in Rating.model_fields)
CSV_COLUMNS = (
    *(name for name in SessionRecord.model_fields if name not in {"before", "after"}),
    *_RATINGS,
)
CSV_HEADER = ",".join(CSV_COLUMNS)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""A spreadsheet takes a cell that begins so for a formula, and would run it (OWASP, CSV injection).
The apostrophe that stops it is itself among them, so that reading can undo what writing did."""


def jsonl_line(record: SessionRecord) -> str:
    """Write the record as a line of JSON, in ASCII, which no encoding of a terminal can spoil."""
    return json.dumps(record_data(record))


def csv_line(record: SessionRecord) -> str:
    """Write the record as a line of CSV; a cell that could be a formula begins with `'`."""
    data = record_data(record)
    for when in ("before", "after"):
        for foot in Rating.model_fields:
            data[f"{when}_{foot}"] = (data[when] or {}).get(foot)
    return ",".join(_cell(data[column]) for column in CSV_COLUMNS)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    text = f"'{text}" if text.startswith(_FORMULA) else text
    return '"{}"'.format(text.replace('"', '""')) if set(text) & set(',"') else text


def parse_jsonl(lines: Iterable[str], *, name: str) -> Iterator[SessionRecord]:
    """Yield the records of lines of JSON; raises ImportInvalid, naming `name` and the line."""
    for where, line in _filled(lines, name):
        try:
            if not line.lstrip().startswith("{"):
                hint = "; if the file is CSV, add --format csv" if "," in line else ""
                raise ValueError(f"is not a JSON object in braces{hint}")
            data = parse_object(line)
        except ValueError as error:
            problem = str(error).replace("line 1 column", "column")
            raise ImportInvalid(f"{where} {problem}.") from error
        yield parse_record(data, where=where)


def parse_csv(lines: Iterable[str], *, name: str) -> Iterator[SessionRecord]:
    """Yield the records of lines of CSV; raises ImportInvalid, naming `name` and the line."""
    header: list[str] = []
    for where, line in _filled(lines, name):
        try:
            if not header:
                header = _header(line)
                continue
            data = _csv_data(header, line)
        except ValueError as error:
            raise ImportInvalid(f"{where} {error}.") from error
        yield parse_record(data, where=where)


def _filled(lines: Iterable[str], name: str) -> Iterator[tuple[str, str]]:
    """Yield each line that is not blank, with its place in words."""
    empty = True
    for number, line in enumerate(lines, 1):
        if line.strip():
            empty = False
            yield f"{name}, line {number}", line
    if empty:
        raise ImportInvalid(f"{name} is empty: there is no session in it.")


def _header(line: str) -> list[str]:
    """Return the names of the columns, in any order."""
    if line.lstrip().startswith("{"):
        raise ValueError("is JSON; add --format jsonl")
    names = _cells(line)
    for name in names:
        if name not in CSV_COLUMNS:
            near = did_you_mean(name, CSV_COLUMNS)
            raise ValueError(f"has {cut(name)} in place of a known column{near}")
    if len(set(names)) < len(names):
        raise ValueError("names a column more than once")
    return names


def _csv_data(header: list[str], line: str) -> dict[str, Any]:
    """Return a line of CSV as JSON would have it."""
    cells = _cells(line)
    if len(cells) != len(header):
        raise ValueError(f"has {len(cells)} cells, and the first line {len(header)}")
    data: dict[str, Any] = dict(zip(header, cells, strict=True))
    numbers = {name: _number(data.pop(name)) for name in (*_NUMBERS, *_RATINGS) if name in data}
    for when in ("before", "after"):
        data[when] = {foot: numbers.pop(f"{when}_{foot}", None) for foot in Rating.model_fields}
    return data | numbers | {"level": data.get("level") or None}


def _cells(line: str) -> list[str]:
    try:
        (cells,) = csv.reader([line.rstrip("\r\n")], strict=True)
    except csv.Error as error:
        raise ValueError(f"is not valid CSV: {error}") from error
    return [
        cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell for cell in cells
    ]


def _number(cell: str) -> Any:
    """Return the number in a cell; what is none is left for the validation to refuse."""
    try:
        return json.loads(cell) if cell else None
    except (ValueError, RecursionError):
        return cell
