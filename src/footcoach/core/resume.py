"""Where a session stands, so that it can be gone on with after the program was killed.

It holds what the screening allowed, never what was answered. What is read from disk is trusted no
further than it must be: `resume_plan` asks for a fresh screening, new answers on danger signs, and
progress that fits.
"""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from footcoach.core.question import Level
from footcoach.core.record import SessionRecord
from footcoach.core.routine import MAX_SECONDS, Routine, Zone
from footcoach.core.states import Foot
from footcoach.core.validation import Strict


class Screened(Strict):
    """What a screening allowed, without the answers."""

    level: Level
    blocked_zones: frozenset[Zone]
    screened_at: AwareDatetime
    """See `Assessment`."""
    question_set: str
    after_exercise: bool
    """The runner's question was asked: it is asked again, whatever routine came of it."""


class Wanted(Strict):
    """What the person asked for, besides the routine."""

    feet: Foot
    minutes: float | None = Field(allow_inf_nan=True)
    """The length, if they asked for one; what cannot be is refused in words, when laid out."""
    excluded_zones: frozenset[Zone]
    """Zones besides those that the screening avoids."""
    get_ready: float = Field(ge=0, le=MAX_SECONDS)
    """Seconds before the first step, and after changing feet."""


class Progress(Strict):
    """How far a session has come; times are in seconds."""

    index: int = Field(ge=0)
    """Of the segment under way."""
    spent: float = Field(ge=0)
    """Of that segment."""
    lengths: tuple[Annotated[float, Field(ge=0, le=MAX_SECONDS)], ...]
    """Of all segments, which the person may have changed."""
    done: float = Field(ge=0)
    """Massage and care, all together."""
    ran: float = Field(ge=0)
    """Everything but pauses."""
    paused: float = Field(ge=0)
    lighter: bool
    """It was too hard."""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.index >= len(self.lengths) or self.spent > min(self.lengths[self.index], self.ran):
            raise ValueError("more was spent than there was")
        return self


class ResumePoint(Strict):
    """A session under way: what was planned, and how far it has come."""

    noted_at: AwareDatetime
    record: SessionRecord
    """As it would be remembered if nothing more came of it."""
    routine: Routine
    """All of it, for its file may change or go."""
    screened: Screened
    wanted: Wanted
    progress: Progress


def parse_resume_point(text: str) -> ResumePoint | None:
    """Return the checkpoint, or None if it is not one of this version: there is no going on."""
    try:
        return ResumePoint.model_validate_json(text)
    except ValidationError:
        return None


def resume_point_text(checkpoint: ResumePoint) -> str:
    """Write the checkpoint as JSON."""
    return checkpoint.model_dump_json(by_alias=True)
