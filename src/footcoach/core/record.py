"""The record of a session, and how to write it: as a line of JSON, or as CSV for spreadsheets."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidationError,
)

from footcoach.core.errors import UsageError
from footcoach.core.question import Level
from footcoach.core.states import MOSTLY, Foot, Status
from footcoach.core.validation import Shown, Strict, explain

# The usual numeric rating scale: 0 is no soreness, 10 the worst imaginable.
MOST_SORE = 10

# The longest session accepted, in seconds. Ours take up to an hour; imported ones can be longer.
LONGEST = 24 * 60 * 60

# Any time between these two has a valid date in every time zone.
_FIRST, _LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


class Rating(Strict):
    """How sore each foot feels, from 0 to 10; None where no rating was given."""

    left: int | None = Field(default=None, ge=0, le=MOST_SORE)
    right: int | None = Field(default=None, ge=0, le=MOST_SORE)

    @property
    def given(self) -> bool:
        """Whether a foot was rated."""
        return (self.left, self.right) != (None, None)

    def of(self, foot: Foot) -> int | None:
        """Return the rating of a single foot."""
        return self.left if foot is Foot.LEFT else self.right


def rating_changes(before: Rating, after: Rating, feet: Foot) -> list[str]:
    """Return a sentence for each foot that was rated before the session, after it, or both."""
    found = []
    for foot in feet.each:
        pairs = ((before.of(foot), "before"), (after.of(foot), "after"))
        parts = [f"{sore} of {MOST_SORE} {when}" for sore, when in pairs if sore is not None]
        if parts:
            found.append(f"{foot.capitalize()} foot: {' and '.join(parts)}.")
    return found


# Adding 0.0 turns -0.0, which some file formats do not preserve, into 0.0.
_Seconds = Annotated[
    float, Field(ge=0, le=LONGEST), AfterValidator(lambda seconds: round(seconds, 1) + 0.0)
]

# If neither foot was rated, the rating is null in JSON, and null is read back as no rating.
_Rating = Annotated[
    Rating,
    BeforeValidator(lambda value: Rating() if value is None else value),
    PlainSerializer(lambda rating: None if rating == Rating() else rating.model_dump()),
]


class SessionRecord(Strict):
    """A session as saved in the history, however it ended. Its safety answers are not saved."""

    # A UUID, in canonical form.
    id: Annotated[str, AfterValidator(lambda text: str(UUID(text)))]
    # Stored with its UTC offset, so that the session's day is the local day where it took place.
    started_at: AwareDatetime = Field(gt=_FIRST, lt=_LAST)
    # The routine's name, or its title if it came from the user's own file.
    routine: Annotated[Shown, Field(min_length=1, max_length=80)]
    feet: Foot = Field(strict=False)
    # Both include the time to get ready; time in a pause does not count as done.
    planned_seconds: _Seconds
    done_seconds: _Seconds
    status: Status = Field(strict=False)
    # The outcome of the screening; None if an imported file does not give it.
    level: Level | None = Field(default=None, strict=False)
    # Whether the massage was too hard at some point, and then continued more lightly.
    lighter: bool = False
    before: _Rating = Rating()
    after: _Rating = Rating()

    @property
    def less_sore(self) -> float | None:
        """How many points less sore the feet felt right after the session; None if unknown.

        This is the mean over the massaged feet that were rated both times. Sessions less than half
        done count only if they ended because it hurt: omitting those would flatter the averages.
        """
        hurt = self.status is Status.STOPPED_HURT
        if self.done_seconds < MOSTLY * self.planned_seconds and not hurt:
            return None
        pairs = [(self.before.of(foot), self.after.of(foot)) for foot in self.feet.each]
        drops = [was - now for was, now in pairs if was is not None and now is not None]
        return sum(drops) / len(drops) if drops else None


def record_data(record: SessionRecord) -> dict[str, Any]:
    """Return the record as plain data, ready for JSON."""
    return record.model_dump() | {"started_at": record.started_at.isoformat()}


def jsonl_line(record: SessionRecord) -> str:
    """Return the record as a line of JSON, in ASCII, which no terminal encoding can garble."""
    return json.dumps(record_data(record))


def parse_jsonl(lines: Iterable[str], *, name: str) -> Iterator[SessionRecord]:
    """Yield the record on each line of JSON. Raises UsageError, with `name` and the line number."""
    empty = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        empty = False
        try:
            yield SessionRecord.model_validate_json(line)
        except ValidationError as error:
            problems = "; ".join(explain(error, SessionRecord, where=f"{name}, line {number}"))
            raise UsageError(
                f"{problems}. Import reads what `export --format jsonl` writes."
            ) from error
    if empty:
        raise UsageError(f"{name} is empty: there is no session in it.")


_RATED = tuple((when, foot) for when in ("before", "after") for foot in Foot.BOTH.each)
CSV_COLUMNS = (
    *(name for name in SessionRecord.model_fields if name not in {"before", "after"}),
    *(f"{when}_{foot}" for when, foot in _RATED),
)

# Spreadsheets run any cell that begins with one of these as a formula (OWASP, CSV injection), and
# some also split cells at semicolons. A leading apostrophe marks a cell as text.
_FORMULA = re.compile(r"(^|[;,|]) *(?=[=+\-@])")


def csv_text(records: Iterable[SessionRecord]) -> str:
    """Return all records as CSV with a header; text is quoted, and cannot run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for record in records:
        data = record_data(record)
        for when, foot in _RATED:
            data[f"{when}_{foot}"] = (data[when] or {}).get(foot)
        cells = (data[column] for column in CSV_COLUMNS)
        writer.writerow(_FORMULA.sub(r"\g<0>'", x) if isinstance(x, str) else x for x in cells)
    return out.getvalue()
