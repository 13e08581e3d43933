"""Turning steps into a timetable: on each foot, with time to get ready, as long as requested."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isclose

from pydantic import Field

from footcoach.core.errors import UsageError
from footcoach.core.routine import MAX_SECONDS, Part, Routine, Step, Technique
from footcoach.core.states import FIRST_GET_READY, Foot, Zone
from footcoach.core.validation import Strict

# Seconds between steps: enough to hear the next step's name and move the hands.
GET_READY = 3.0

# Seconds to put one foot down and pick up the other. People who time an exercise on each side of
# the body ask for 5 to 10 (liftosaur issue 642).
CHANGE_FEET = 10.0

# `--minutes` never shrinks a step below this many seconds: hands need that long to do anything.
SHORTEST_STEP = 10.0

# How far steps can be stretched to make up for others being left out, as a multiple of their
# length: a single stroke for minutes on end is no massage. The number is a judgement.
MOST_STRETCH = 1.5

# A tolerance in seconds: 4.1 minutes comes out just under 246 s, and 0.666667 just over 40 s.
ROUNDING = 1e-3


class Wanted(Strict):
    """What the person asked for, besides the routine."""

    feet: Foot
    # An impossible length is rejected, with a reason, only when the session is laid out.
    minutes: float | None = Field(allow_inf_nan=True)
    excluded_zones: frozenset[Zone] = frozenset()
    # Seconds before the first step, and after changing feet.
    get_ready: float = Field(ge=0, le=MAX_SECONDS)


class Kind(StrEnum):
    """What a segment is for."""

    GET_READY = "get_ready"
    STEP = "step"
    CHANGE_FEET = "change_feet"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the session: a step, or the time to get ready for one."""

    kind: Kind
    seconds: float
    # During a get-ready or a change of feet, this is the step to come.
    step: Step
    # None before the first foot and after the last.
    foot: Foot | None
    # The step's number within its part, from 1, and how many steps the part has.
    number: int
    count: int


def seconds_of(routine: Routine) -> float:
    """Return how long a routine takes on both feet, from the first get-ready to the last step."""
    return _length(routine.steps, Wanted(feet=Foot.BOTH, minutes=None, get_ready=FIRST_GET_READY))


def check_minutes(
    routine: Routine, minutes: float | None, feet: Foot, get_ready: float = FIRST_GET_READY
) -> None:
    """Raise UsageError if the routine cannot last `minutes`. Used before any question is asked."""
    wanted = Wanted(feet=feet, minutes=minutes, get_ready=get_ready)
    fit_steps(routine.steps, wanted, routine.title)


def nearest_minutes(
    routine: Routine, minutes: float, feet: Foot, get_ready: float = FIRST_GET_READY
) -> float:
    """Return the possible length nearest to `minutes`; used when the routine replaces another."""
    shortest, longest = _limits(routine.steps, Wanted(feet=feet, minutes=None, get_ready=get_ready))
    return max(shortest, min(longest, minutes * 60)) / 60


def segments_of(steps: Sequence[Step], wanted: Wanted) -> Iterator[Segment]:
    """Yield all segments in order: before the massage, on each foot, and after the massage."""
    single = wanted.feet.each
    each_foot = [(Part.EACH_FOOT, foot) for foot in single]
    get_ready = wanted.get_ready
    for part, foot in [(Part.PREPARE, None), *each_foot, (Part.FINISH, None)]:
        in_part = [step for step in steps if step.part is part]
        for number, step in enumerate(in_part, 1):
            place = (step, foot, number, len(in_part))
            if number == 1 and foot not in {None, single[0]}:
                yield Segment(Kind.CHANGE_FEET, CHANGE_FEET, *place)
                get_ready = wanted.get_ready
            yield Segment(Kind.GET_READY, get_ready, *place)
            yield Segment(Kind.STEP, step.seconds, *place)
            get_ready = GET_READY


def fit_steps(
    steps: Sequence[Step], wanted: Wanted, title: str, *, some_skipped: bool = False
) -> Sequence[Step]:
    """Stretch or shrink the steps done on each foot so that the session lasts exactly as asked.

    Without `minutes`, steps keep their length, unless a long get-ready takes the session over an
    hour. Press-and-hold is never stretched: holding longer is not better, and trials pressed a
    tender spot for 10 to 15 s. If skipped steps make the session too short, it lasts as long as it
    can. Otherwise, raises UsageError if the length cannot be reached.
    """
    natural = _length(steps, wanted)
    asked = min(natural, MAX_SECONDS) if wanted.minutes is None else wanted.minutes * 60
    if asked == natural:
        return steps
    shortest, longest = _limits(steps, wanted, some_skipped=some_skipped)
    if some_skipped and asked <= MAX_SECONDS:
        asked = min(asked, longest)
    seconds = max(shortest, min(longest, asked))
    if not isclose(asked, seconds, abs_tol=ROUNDING):
        raise UsageError(f"'{title}' cannot last {asked / 60:g} min; {_choice(shortest, longest)}.")
    scaled = [
        step
        for step in steps
        if step.part is Part.EACH_FOOT
        and (seconds <= natural or step.technique is not Technique.PRESS_AND_HOLD)
    ]
    factor = 1 + (seconds - natural) / _on_feet(scaled, wanted)
    return [
        step.model_copy(update={"seconds": step.seconds * factor}) if step in scaled else step
        for step in steps
    ]


def _length(steps: Sequence[Step], wanted: Wanted) -> float:
    return sum(segment.seconds for segment in segments_of(steps, wanted))


def _on_feet(steps: Sequence[Step], wanted: Wanted) -> float:
    return len(wanted.feet.each) * sum(step.seconds for step in steps)


def _limits(
    steps: Sequence[Step], wanted: Wanted, *, some_skipped: bool = False
) -> tuple[float, float]:
    """Return the shortest and the longest time that the steps can last, in seconds."""
    massage = [step for step in steps if step.part is Part.EACH_FOOT]
    elastic = [step for step in massage if step.technique is not Technique.PRESS_AND_HOLD]
    natural = _length(steps, wanted)
    shrink_to = min(1.0, SHORTEST_STEP / min(step.seconds for step in massage))
    saved = (1 - shrink_to) * _on_feet(massage, wanted)
    stretch = MOST_STRETCH if some_skipped else MAX_SECONDS
    added = (stretch - 1) * _on_feet(elastic, wanted)
    return natural - saved, min(MAX_SECONDS, natural + added)


def _choice(shortest: float, longest: float) -> str:
    """Say which lengths are possible, in minutes, rounded inwards to tenths."""
    low, high = -(-(shortest - ROUNDING) // 6) / 10, (longest + ROUNDING) // 6 / 10
    if low >= high:
        return f"it can last {longest / 60:.6g}"
    return f"choose from {low:g} to {high:g}"
