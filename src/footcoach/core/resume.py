"""How far a session has got, so that it can be resumed if the program is killed.

A resume point holds what the screening allowed, never the answers. `plan.resume_plan` decides
whether a resume point read from disk can be trusted.
"""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field, model_validator

from footcoach.core.question import Level
from footcoach.core.record import SessionRecord
from footcoach.core.routine import MAX_SECONDS, Routine
from footcoach.core.schedule import Wanted
from footcoach.core.states import Zone
from footcoach.core.validation import Strict


class Screened(Strict):
    """What a screening allowed, without the answers; see `Assessment`."""

    level: Level
    blocked_zones: frozenset[Zone]
    screened_at: AwareDatetime
    question_set: str
    # Whether the question for runners was asked. If so, resuming asks it again for any routine.
    after_exercise: bool


class Progress(Strict):
    """How far a session has got; times are in seconds."""

    # The index of the current segment, and the time already spent in that segment.
    index: int = Field(ge=0)
    spent: float = Field(ge=0)
    # The lengths of all segments, which the person may have changed.
    lengths: tuple[Annotated[float, Field(ge=0, le=MAX_SECONDS)], ...]
    # All time except pauses.
    ran: float = Field(ge=0)
    paused: float = Field(ge=0)
    # Whether the massage was made lighter because it was too hard.
    lighter: bool

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.index >= len(self.lengths) or self.spent > min(self.lengths[self.index], self.ran):
            raise ValueError("the time spent does not fit the segments")
        return self


class ResumePoint(Strict):
    """A session under way: what was planned, and how far it has got."""

    noted_at: AwareDatetime
    # What to save in the history if the session is never resumed.
    record: SessionRecord
    # The whole routine, because its file may change or be deleted.
    routine: Routine
    screened: Screened
    wanted: Wanted
    progress: Progress
