"""What is told of a session: events as they happen, and one moment as a screen needs it."""

from dataclasses import dataclass

from footcoach.core.routine import Zone
from footcoach.core.schedule import Segment
from footcoach.core.states import Happening, State


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, when, and in which segment."""

    happening: Happening
    at: float
    """The moment it was due, not the moment it was noticed."""
    segment: Segment
    count: int = 0
    """For a counted second: how many are left, 5 to 1."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a screen needs to show one moment of a session."""

    state: State
    segment: Segment
    after: Segment | None
    """The next step to come, or None in the last one."""
    elapsed: float
    """Seconds done of the segment."""
    length: float
    """Seconds of the segment as it now is."""
    total_left: float
    total: float
    resume_left: float
    """Seconds until it goes on after a pause; 0 unless re-entering."""
    avoided: tuple[Zone, ...]
    """Parts of the foot that this step must go round."""
    ceiling: int
    """See `Plan.ceiling`."""
    lighter: bool
    """It was too hard: one less in pressure for the rest."""
    away: bool
    """The pause came from an absence, not from a key."""

    @property
    def left(self) -> float:
        """Seconds left of the segment."""
        return self.length - self.elapsed

    @property
    def pressure(self) -> int:
        """Of 10, as it is to be now."""
        pressure = self.segment.step.pressure
        return max(min(pressure, 1), pressure - 1) if self.lighter else pressure
