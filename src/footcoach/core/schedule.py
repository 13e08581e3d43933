"""Steps laid out in time: for each foot, with the time to get ready, as long as is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import isclose

from footcoach.core.errors import UsageError
from footcoach.core.routine import (
    CHANGE_FEET,
    FIRST_GET_READY,
    GET_READY,
    MAX_SECONDS,
    Part,
    Routine,
    Step,
    Technique,
)
from footcoach.core.states import Foot

SHORTEST_STEP = 10.0
"""Seconds below which `--minutes` shrinks no step: a hand needs that long to do anything."""


class Kind(StrEnum):
    """What a stretch of time is for."""

    GET_READY = "get_ready"
    STEP = "step"
    CHANGE_FEET = "change_feet"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the session: a step, or the time to get ready for one."""

    kind: Kind
    seconds: float
    step: Step
    """For a get-ready or a change of feet, the step to come."""
    foot: Foot | None
    """None before the first foot and after the last."""
    number: int
    """Of the step in its part, from 1."""
    count: int
    """Steps in the part."""


def check_minutes(
    routine: Routine, minutes: float | None, feet: Foot, ready: float = FIRST_GET_READY
) -> None:
    """Raise UsageError if the routine cannot last that long, so that it is told before asking."""
    timed(list(routine.steps), minutes, feet, ready, routine.title)


def nearest_minutes(
    routine: Routine, minutes: float, feet: Foot, ready: float = FIRST_GET_READY
) -> float:
    """Return the length nearest to the one asked for, for a routine that takes another's place."""
    shortest, longest = _limits(list(routine.steps), feet, ready)
    return max(shortest, min(longest, minutes * 60)) / 60


def segments_of(steps: list[Step], feet: Foot, ready: float) -> Iterator[Segment]:
    """Yield the segments in order: before, each foot, after, with the time between them.

    `ready` is in seconds: before the first step, and before the first one after changing feet.
    """
    rounds: list[tuple[Part, Foot | None]] = [
        (Part.PREPARE, None),
        *((Part.EACH_FOOT, foot) for foot in feet.each),
        (Part.FINISH, None),
    ]
    get_ready = ready
    for part, foot in rounds:
        in_part = [step for step in steps if step.part is part]
        for number, step in enumerate(in_part, 1):
            place = (step, foot, number, len(in_part))
            if number == 1 and foot is not None and foot is not feet.each[0]:
                yield Segment(Kind.CHANGE_FEET, CHANGE_FEET, *place)
                get_ready = ready
            yield Segment(Kind.GET_READY, get_ready, *place)
            yield Segment(Kind.STEP, step.seconds, *place)
            get_ready = GET_READY


def timed(
    steps: list[Step], minutes: float | None, feet: Foot, ready: float, title: str
) -> list[Step]:
    """Stretch or shrink the steps done on each foot until the whole lasts exactly so long.

    Not asked for a length they are left alone, unless a long get-ready takes them over the hour.

    Press-and-hold is never stretched: holding longer is not safer or better, and trials pressed a
    tender spot for 10 to 15 s. The time for both feet stays equal.
    """
    now = sum(segment.seconds for segment in segments_of(steps, feet, ready))
    seconds = min(now, MAX_SECONDS) if minutes is None else minutes * 60
    if seconds == now:
        return steps
    shortest, longest = _limits(steps, feet, ready)
    length = max(shortest, min(longest, seconds))
    if not isclose(seconds, length, abs_tol=_ROUNDING):
        raise UsageError(
            f"'{title}' cannot last {seconds / 60:g} min; {_choice(shortest, longest)}."
        )
    scaled = [
        step
        for step in steps
        if step.part is Part.EACH_FOOT
        and (length <= now or step.technique is not Technique.PRESS_AND_HOLD)
    ]
    factor = 1 + (length - now) / (len(feet.each) * sum(step.seconds for step in scaled))
    return [
        step.model_copy(update={"seconds": step.seconds * factor}) if step in scaled else step
        for step in steps
    ]


def _limits(steps: list[Step], feet: Foot, ready: float) -> tuple[float, float]:
    """Return the shortest and the longest that the steps can last, in seconds."""
    massage = [step for step in steps if step.part is Part.EACH_FOOT]
    now = sum(segment.seconds for segment in segments_of(steps, feet, ready))
    fixed = now - len(feet.each) * sum(step.seconds for step in massage)
    shrink_to = min(1.0, SHORTEST_STEP / min(step.seconds for step in massage))
    stretchable = any(step.technique is not Technique.PRESS_AND_HOLD for step in massage)
    return fixed + (now - fixed) * shrink_to, MAX_SECONDS if stretchable else now


_ROUNDING = 1e-3
"""Seconds: 4.1 minutes are computed as a little less than 246, and 0.666667 are more than 40."""


def _choice(shortest: float, longest: float) -> str:
    """Name the lengths there are to choose from, in tenths of a minute that themselves work."""
    low, high = -(-(shortest - _ROUNDING) // 6) / 10, (longest + _ROUNDING) // 6 / 10
    if low >= high:
        return f"it can last {longest / 60:.6g}"
    return f"choose from {low:g} to {high:g}"
