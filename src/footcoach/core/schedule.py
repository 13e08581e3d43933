"""Turning steps into a timetable of the requested length, with time to get ready for each step.

The coach speaks while the person gets ready; the time of a step belongs to the hands alone.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from footcoach.core.errors import UsageError
from footcoach.core.routine import MAX_SECONDS, Part, Routine, Step, Technique
from footcoach.core.script import (
    ABOUT,
    WHEN_FINISHED,
    finish_words,
    opening_words,
    spoken_seconds,
    step_words,
    take_up_how,
    take_up_words,
)
from footcoach.core.states import FIRST_GET_READY, Foot, Talk, Zone
from footcoach.core.validation import Strict

# The fewest seconds left for moving the hands once a step has been announced; the average is two.
SETTLE = 1.5

# Further seconds to pick up the first foot, and to put it down and pick up the other. People who
# time an exercise on each side of the body ask for 5 to 10 (liftosaur issue 642); a stiff person
# needs longer.
TAKE_UP, CHANGE_FEET = 5.0, 10.0

# The slowest voice that a session waits for; none that we heard took over twice the estimate.
SLOWEST = 4.0

# How far steps can be stretched to make up for others being left out, as a multiple of their
# length: a single stroke for minutes on end is no massage. The number is a judgement.
MOST_STRETCH = 1.5

# A tolerance in seconds: 4.1 minutes comes out just under 246 s, and 0.666667 just over 40 s.
ROUNDING = 1e-3


class Kind(StrEnum):
    """What a segment is for."""

    GET_READY = "get_ready"
    STEP = "step"
    # Time to pick up the first foot, or to change feet.
    TAKE_UP = "take_up"


class Wanted(Strict):
    """What the person asked for, besides the routine."""

    feet: Foot = Foot.BOTH
    # An impossible length is rejected, with a reason, only when the session is laid out.
    minutes: float | None = None
    excluded_zones: frozenset[Zone] = frozenset()
    # Seconds to get settled before the first step and at each foot.
    get_ready: float = Field(default=FIRST_GET_READY, ge=0, le=MAX_SECONDS)
    talk: Talk = Talk.FULL
    # How long the voice takes over words, as a multiple of `spoken_seconds`. Kept with the rest, so
    # that a session is laid out just the same when it is resumed.
    pace: float = Field(default=1.0, gt=0, le=SLOWEST)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the session: a step, or the time to get ready for one."""

    kind: Kind
    seconds: float
    # While getting ready, this is the step to come.
    step: Step
    # None before the first foot and after the last.
    foot: Foot | None
    # The step's number within its part, from 1, and how many steps the part has.
    number: int
    count: int
    # What the person should do.
    how: str
    # How much is said about the step: less on the second foot.
    talk: Talk

    @property
    def finishes(self) -> bool:
        """Whether this is the last step after the massage, or the time to get ready for it."""
        return self.step.part is Part.FINISH and self.number == self.count


def seconds_of(routine: Routine) -> float:
    """Return how long a routine takes on both feet, from the first words to the last step."""
    return _length(routine, routine.steps, Wanted())


def check_minutes(routine: Routine, wanted: Wanted) -> None:
    """Raise UsageError if the routine cannot last as long as wanted, before anything is asked."""
    fit_steps(routine, routine.steps, wanted)


def nearest_minutes(routine: Routine, wanted: Wanted) -> float | None:
    """Return the possible length nearest to the one wanted, when the routine replaces another."""
    if wanted.minutes is None:
        return None
    shortest, longest = _limits(routine, routine.steps, wanted)
    return max(shortest, min(longest, wanted.minutes * 60)) / 60


def avoided_in(step: Step, zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """Return which of `zones` a step's strokes on the whole foot must avoid, in order."""
    if step.zone is not Zone.WHOLE or step.technique is Technique.CARE:
        return ()
    return tuple(sorted(set(zones) - {Zone.CALF}))


def segments_of(
    routine: Routine, steps: Sequence[Step], wanted: Wanted, avoided: Iterable[Zone] = ()
) -> Iterator[Segment]:
    """Yield all segments in order: before the massage, on each foot, and after the massage."""
    zones, single = frozenset(avoided), wanted.feet.each
    words = opening_words(routine.title, len(routine.steps) - len(steps))
    settle = wanted.get_ready
    each_foot = [(Part.EACH_FOOT, foot) for foot in single]
    for part, foot in [(Part.PREPARE, None), *each_foot, (Part.FINISH, None)]:
        in_part = [step for step in steps if step.part is part]
        talk = wanted.talk
        if foot not in {None, single[0]} and talk is Talk.FULL:
            talk = Talk.SHORT
        for number, step in enumerate(in_part, 1):
            place = (step, foot, number, len(in_part))
            if foot and number == 1:
                change = foot is not single[0]
                how = take_up_how(routine, foot, talk, change=change)
                words += take_up_words(foot, how, left=ABOUT if change else None)
                to_move = CHANGE_FEET if change else TAKE_UP
                seconds = _whole(words, wanted.pace, wanted.get_ready + to_move)
                yield Segment(Kind.TAKE_UP, seconds, *place, how, talk)
                words, settle = "", SETTLE
            if part is Part.FINISH and number == 1:
                words = finish_words()
            # Any pressure and any number of seconds take about as long to say as these.
            words += step_words(
                step, talk, pressure=step.pressure, seconds=40, avoided=avoided_in(step, zones)
            )
            if part is Part.FINISH and number == len(in_part):
                words += WHEN_FINISHED
            seconds = _whole(words, wanted.pace, settle)
            yield Segment(Kind.GET_READY, seconds, *place, step.how, talk)
            yield Segment(Kind.STEP, step.seconds, *place, step.how, talk)
            words, settle = "", SETTLE


# In whole seconds, so that the digits and the marker move together.
def _whole(words: str, pace: float, more: float) -> float:
    return float(math.ceil(spoken_seconds(words) * pace + more))


def fit_steps(
    routine: Routine, steps: Sequence[Step], wanted: Wanted, avoided: Iterable[Zone] = ()
) -> Sequence[Step]:
    """Return the steps, changed so that the session lasts exactly as long as wanted.

    A shorter session leaves each step at least the time it needs, and drops rounds and steps in the
    routine's own order. A longer one stretches the steps on each foot, but never press-and-hold:
    holding longer is not better, and trials pressed a tender spot for 10 to 15 s. Without
    `minutes`, steps keep their length, unless the session would take over an hour. If steps are
    missing, the others are not stretched far, so the session can be shorter than wanted.

    Raises UsageError if the routine cannot last that long, whatever is avoided.
    """
    zones = frozenset(avoided)
    natural = _length(routine, steps, wanted, zones)
    asked = min(natural, MAX_SECONDS) if wanted.minutes is None else wanted.minutes * 60
    if asked == natural:
        return steps
    shortest, longest = _limits(routine, routine.steps, wanted)
    if not shortest - ROUNDING <= asked <= longest + ROUNDING:
        choice = _choice(shortest, longest)
        raise UsageError(f"'{routine.title}' cannot last {asked / 60:g} min; {choice}.")
    # The person asks for a length before choosing what to keep off, which can add words and leave
    # out steps. So a length that was possible then becomes the nearest one possible now.
    shortest, longest = _limits(routine, steps, wanted, zones)
    asked = max(shortest, min(longest, asked))
    fewer = next(
        fewer
        for fewer in _shortened(routine, steps)
        if _length(routine, _at_least(fewer), wanted, zones) <= asked + ROUNDING
    )
    missing = (asked - _length(routine, fewer, wanted, zones)) / len(wanted.feet.each)
    if missing < 0:
        return _shrunk(fewer, -missing)
    all_there = fewer is steps and len(steps) == len(routine.steps)
    return _stretched(fewer, missing, MAX_SECONDS if all_there else MOST_STRETCH)


def _length(
    routine: Routine, steps: Sequence[Step], wanted: Wanted, zones: Iterable[Zone] = ()
) -> float:
    return sum(segment.seconds for segment in segments_of(routine, steps, wanted, zones))


def _shortened(routine: Routine, steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    """Yield the steps, then what is left each time a shorter session drops a round or a step."""
    yield steps
    for title in routine.shorten:
        steps = [
            fewer
            for step in steps
            for fewer in (_without_a_round(step) if step.title == title else (step,))
        ]
        if any(step.part is Part.EACH_FOOT for step in steps):
            yield steps


def _without_a_round(step: Step) -> tuple[Step, ...]:
    rounds = step.rounds - 1
    seconds = step.seconds * rounds / step.rounds
    return (step.model_copy(update={"seconds": seconds, "rounds": rounds}),) if rounds else ()


def _at_least(steps: Sequence[Step]) -> Sequence[Step]:
    return _shrunk(steps, sum(map(_spare, steps)))


def _spare(step: Step) -> float:
    return step.seconds - step.least_seconds if step.part is Part.EACH_FOOT else 0.0


def _shrunk(steps: Sequence[Step], seconds: float) -> Sequence[Step]:
    """Take `seconds` from the steps on one foot, in proportion to what they can spare."""
    share = seconds / (sum(map(_spare, steps)) or 1.0)
    return [
        step.model_copy(update={"seconds": step.seconds - share * _spare(step)}) for step in steps
    ]


def _elastic(step: Step) -> float:
    """Return a step's seconds if it is on each foot and can be stretched; otherwise 0."""
    fixed = step.technique in {Technique.PRESS_AND_HOLD, Technique.CARE}
    return 0.0 if fixed or step.part is not Part.EACH_FOOT else step.seconds


def _stretched(steps: Sequence[Step], seconds: float, most: float) -> Sequence[Step]:
    """Add `seconds` to the steps on one foot, but make none longer than `most` times its length."""
    share = min(seconds / (sum(map(_elastic, steps)) or math.inf), most - 1)
    return [
        step.model_copy(update={"seconds": step.seconds + share * _elastic(step)}) for step in steps
    ]


def _limits(
    routine: Routine, steps: Sequence[Step], wanted: Wanted, zones: Iterable[Zone] = ()
) -> tuple[float, float]:
    """Return the shortest and the longest time that the steps can last, in seconds."""
    *_, fewest = _shortened(routine, steps)
    shortest = _length(routine, _at_least(fewest), wanted, zones)
    natural = _length(routine, steps, wanted, zones)
    # A step that can be stretched can fill the hour; `_stretched` limits what is left of a routine.
    stretchable = any(map(_elastic, steps))
    return shortest, MAX_SECONDS if stretchable else min(MAX_SECONDS, natural)


def _choice(shortest: float, longest: float) -> str:
    """Say which lengths are possible, in minutes, rounded inwards to tenths."""
    low, high = -(-(shortest - ROUNDING) // 6) / 10, (longest + ROUNDING) // 6 / 10
    if low >= high:
        return f"it can last {longest / 60:.6g}"
    return f"choose from {low:g} to {high:g}"
