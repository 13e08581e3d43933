"""Where a session stands, so that it can be resumed after the program was killed.

It holds what the screening allowed, never what was answered. How far what is read from disk may be
trusted, `resume_plan` in `plan` decides.
"""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from footcoach.core.question import Level
from footcoach.core.record import SessionRecord
from footcoach.core.routine import MAX_SECONDS, Routine
from footcoach.core.states import Foot, Zone
from footcoach.core.validation import Strict


class Screened(Strict):
    """What a screening allowed, without the answers; see `Assessment`."""

    level: Level
    blocked_zones: frozenset[Zone]
    screened_at: AwareDatetime
    question_set: str
    # The runner's question was asked. It is asked again, whatever routine came of it.
    after_exercise: bool


class Wanted(Strict):
    """What the person asked for, besides the routine."""

    feet: Foot
    # What cannot be is refused in words when the session is laid out.
    minutes: float | None = Field(allow_inf_nan=True)
    excluded_zones: frozenset[Zone] = frozenset()
    # Seconds before the first step, and after changing feet.
    get_ready: float = Field(ge=0, le=MAX_SECONDS)


class Progress(Strict):
    """How far a session has come; times are in seconds."""

    # The segment under way, and how much of it is over.
    index: int = Field(ge=0)
    spent: float = Field(ge=0)
    # Of all segments, which the person may have changed.
    lengths: tuple[Annotated[float, Field(ge=0, le=MAX_SECONDS)], ...]
    # Massage and care.
    done: float = Field(ge=0)
    # Everything but pauses.
    ran: float = Field(ge=0)
    paused: float = Field(ge=0)
    # It was too hard.
    lighter: bool

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.index >= len(self.lengths) or self.spent > min(self.lengths[self.index], self.ran):
            raise ValueError("more was spent than there was")
        return self


class ResumePoint(Strict):
    """A session under way: what was planned, and how far it has come."""

    noted_at: AwareDatetime
    # As it would be remembered if nothing more came of it.
    record: SessionRecord
    # All of it, for its file may change or go.
    routine: Routine
    screened: Screened
    wanted: Wanted
    progress: Progress

    @model_validator(mode="after")
    def _is_of_one_session(self) -> Self:
        if self.record.feet is not self.wanted.feet:
            raise ValueError("the record is of other feet than those that are massaged")
        return self


def parse_resume_point(text: str) -> ResumePoint | None:
    """Return the resume point, or None if it is not one of this version."""
    try:
        return ResumePoint.model_validate_json(text)
    except ValidationError:
        return None


def resume_point_text(point: ResumePoint) -> str:
    """Write the resume point as JSON."""
    return point.model_dump_json(by_alias=True)
