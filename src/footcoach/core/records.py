"""What is remembered of a session, and the lines of JSON or CSV that carry it between computers.

Answers to safety questions are not part of it. Reading never guesses: one wrong line refuses the
whole file, and is named by its number.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationError,
)

from footcoach.core.errors import ImportInvalid
from footcoach.core.question import Level
from footcoach.core.strict_json import parse_object
from footcoach.core.text import did_you_mean, visible
from footcoach.core.timing import MOSTLY
from footcoach.core.transition import Status
from footcoach.core.validation import Strict, explain

MOST_SORE = 10
"""The usual numeric rating scale: 0 is no soreness, 10 the worst imaginable."""

LONGEST = 24 * 60 * 60
"""Seconds that a session can claim. Ours end after an hour; a file from elsewhere may not."""

EXAMPLE_ID = "0b8c4a52-6f1e-4d3a-9c57-2e8f60d1a7b3"
EXAMPLE = "2026-11-22T10:05:00+01:00"


class Feet(StrEnum):
    """Which feet were massaged."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Rating(Strict):
    """How sore each foot feels, from 0 to 10; None where nothing was said."""

    left: int | None = Field(default=None, ge=0, le=MOST_SORE)
    right: int | None = Field(default=None, ge=0, le=MOST_SORE)


def _uuid(text: str) -> str:
    """Return the id in its one spelling; `UUID` alone would also take braces and other digits."""
    id_ = text.lower()
    try:
        if str(UUID(id_)) == id_:
            return id_
    except ValueError:
        pass
    raise ValueError(f"must be a UUID such as {EXAMPLE_ID}, not {_cut(text)}")


def _moment(value: object) -> datetime:
    """Read a time with offset. It keeps the offset, because its day is the day where it was."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        moment = None
    if not isinstance(moment, datetime):
        raise ValueError(f"must be a time such as {EXAMPLE}, in quotes, not {_cut(value)}")
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"has no offset from UTC; write it as in {EXAMPLE}")
    if not 1970 <= moment.year <= 9998:
        raise ValueError(f"must be in a year from 1970 to 9998, not in {moment.year}")
    return moment.replace(tzinfo=timezone(offset), fold=0)


def _cut(value: object) -> str:
    return f'"{str(visible(value))[:40]}"'


def _said(rating: Rating | None) -> Rating | None:
    """Return None for a rating of neither foot, so that nothing said has one spelling."""
    return None if rating == Rating() else rating


_Seconds = Annotated[float, Field(ge=0, le=LONGEST)]
_OptionalRating = Annotated[Rating | None, AfterValidator(_said)]


class SessionRecord(Strict):
    """One session as it is remembered, however it ended."""

    id: Annotated[str, AfterValidator(_uuid)]
    started_at: Annotated[datetime, BeforeValidator(_moment)]
    """With offset."""
    routine: Annotated[str, BeforeValidator(visible), Field(min_length=1, max_length=80)]
    """Its name, or the title of one from a file of the user's own."""
    feet: Feet = Field(strict=False)
    planned_seconds: _Seconds
    done_seconds: _Seconds
    """Massage and care done, without pauses."""
    status: Status = Field(strict=False)
    level: Level | None = Field(default=None, strict=False)
    """At which the screening ended; None if a file from elsewhere does not say."""
    before: _OptionalRating = None
    after: _OptionalRating = None

    @property
    def less_sore(self) -> float | None:
        """Points by which the feet felt less sore right after; None where that cannot be said.

        The mean of the feet that were rated both times. A session less than half done says nothing
        about massage; but one that ended because it hurt counts, or the mean would flatter.
        """
        hurt = self.status is Status.STOPPED_HURT
        if self.done_seconds < MOSTLY * self.planned_seconds and not hurt:
            return None
        before, after = self.before or Rating(), self.after or Rating()
        pairs = ((before.left, after.left), (before.right, after.right))
        drops = [was - now for was, now in pairs if was is not None and now is not None]
        return sum(drops) / len(drops) if drops else None


def record_data(record: SessionRecord) -> dict[str, Any]:
    """Return the record as JSON has it."""
    return record.model_dump() | {"started_at": record.started_at.isoformat()}


def parse_record(data: Mapping[str, Any], *, where: str) -> SessionRecord:
    """Return the record that JSON has; raises ImportInvalid, naming `where` and each mistake."""
    try:
        return SessionRecord.model_validate(data)
    except ValidationError as error:
        raise ImportInvalid(f"{'; '.join(explain(error, SessionRecord, where=where))}.") from error


# --- as lines ------------------------------------------------------------------------------------

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
            raise ValueError(f"has {_cut(name)} in place of a known column{near}")
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
