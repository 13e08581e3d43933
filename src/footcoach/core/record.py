"""What is remembered of a session. Answers to safety questions are not part of it."""

from collections.abc import Mapping
from datetime import datetime, timezone
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
from footcoach.core.states import Foot, Status
from footcoach.core.text import visible
from footcoach.core.timing import MOSTLY
from footcoach.core.validation import Strict, explain

MOST_SORE = 10
"""The usual numeric rating scale: 0 is no soreness, 10 the worst imaginable."""

LONGEST = 24 * 60 * 60
"""Seconds that a session can claim. Ours end after an hour; a file from elsewhere may not."""

EXAMPLE_ID = "0b8c4a52-6f1e-4d3a-9c57-2e8f60d1a7b3"
EXAMPLE = "2026-11-22T10:05:00+01:00"


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
    raise ValueError(f"must be a UUID such as {EXAMPLE_ID}, not {cut(text)}")


def _moment(value: object) -> datetime:
    """Read a time with offset. It keeps the offset, because its day is the day where it was."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        moment = None
    if not isinstance(moment, datetime):
        raise ValueError(f"must be a time such as {EXAMPLE}, in quotes, not {cut(value)}")
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"has no offset from UTC; write it as in {EXAMPLE}")
    if not 1970 <= moment.year <= 9998:
        raise ValueError(f"must be in a year from 1970 to 9998, not in {moment.year}")
    return moment.replace(tzinfo=timezone(offset), fold=0)


def cut(value: object) -> str:
    """Return the beginning of what was given, in quotes, for a sentence about it."""
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
    feet: Foot = Field(strict=False)
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
