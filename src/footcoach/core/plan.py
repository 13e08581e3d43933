"""Shaping a routine into the timed segments of one session, if the screening allows it.

`plan` is the only maker of a `Plan`, and a session takes nothing else. So there is no way to a
timed step but through a fresh, complete, passing screening.
"""

from collections.abc import Iterable, Iterator
from dataclasses import InitVar, dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from math import isclose

from footcoach.core.errors import NotCleared, UsageError
from footcoach.core.profile import KEPT_DAYS
from footcoach.core.question import Level
from footcoach.core.questionnaire import HEADLINES, QUESTION_SET
from footcoach.core.routine import (
    CHANGE_FEET,
    FIRST_GET_READY,
    GET_READY,
    MAX_SECONDS,
    Part,
    Routine,
    Step,
    Technique,
    Zone,
)
from footcoach.core.screening import Assessment

FRESH = timedelta(minutes=30)
"""How long a screening holds. The danger signs are about right now; a judgement."""

SHORTEST_STEP = 10.0
"""Seconds below which `--minutes` shrinks no step: a hand needs that long to do anything."""


class Side(StrEnum):
    """Which foot."""

    LEFT = "left"
    RIGHT = "right"


BOTH_FEET = (Side.LEFT, Side.RIGHT)


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
    side: Side | None
    """None before the first foot and after the last."""
    number: int
    """Of the step in its part, from 1."""
    count: int
    """Steps in the part."""


_BY_PLAN = object()


@dataclass(frozen=True, slots=True)
class Plan:
    """A session that may start: what happens, for how long, in which order."""

    routine: Routine
    level: Level
    segments: tuple[Segment, ...]
    feet: tuple[Side, ...]
    avoid_zones: frozenset[Zone]
    dropped: tuple[Step, ...]
    """Steps left out because of `avoid_zones`."""
    made_by: InitVar[object]

    def __post_init__(self, made_by: object) -> None:
        """Refuse any other maker than `plan`, which alone asks for a passing screening."""
        if made_by is not _BY_PLAN:
            raise TypeError("only plan() makes a Plan")

    def spared_in(self, step: Step) -> tuple[Zone, ...]:
        """Return the parts of the foot that strokes on the whole of it must go round, by name."""
        if step.zone is not Zone.WHOLE or step.technique is Technique.CARE:
            return ()
        return tuple(sorted(zone for zone in self.avoid_zones if zone is not Zone.CALF))

    @property
    def seconds(self) -> float:
        """The whole session, from the first get-ready to the last second of aftercare."""
        return sum(segment.seconds for segment in self.segments)


def suited(routine: Routine, assessment: Assessment, *, gentle: Routine) -> Routine:
    """Return the routine, or the built-in gentle one where the screening allows only that."""
    return gentle if _too_strong(routine, assessment) else routine


def check_minutes(
    routine: Routine, minutes: float | None, feet: tuple[Side, ...], ready: float = FIRST_GET_READY
) -> None:
    """Raise UsageError if the routine cannot last that long, so that it is told before asking."""
    _timed(list(routine.steps), minutes, feet, ready, routine.title)


def nearest_minutes(
    routine: Routine, minutes: float, feet: tuple[Side, ...], ready: float = FIRST_GET_READY
) -> float:
    """Return the length nearest to the one asked for, for a routine that takes another's place."""
    shortest, longest = _limits(list(routine.steps), feet, ready)
    return max(shortest, min(longest, minutes * 60)) / 60


def plan(
    routine: Routine,
    assessment: Assessment,
    *,
    now: datetime,
    feet: tuple[Side, ...] = BOTH_FEET,
    minutes: float | None = None,
    keep_off: Iterable[Zone] = (),
    get_ready: float = FIRST_GET_READY,
) -> Plan:
    """Lay out a session of the routine, `minutes` long where that is asked for.

    `get_ready` is in seconds, before the first step and after changing feet.

    Raises NotCleared if the assessment blocks, lacks an answer that the routine needs, is older
    than `FRESH` or from the future, rests on another question set or on kept answers or
    clearances that have run out, or allows less than the routine claims; and UsageError if
    nothing is left to do or the length cannot be reached.
    """
    _require_clearance(routine, assessment, now)
    spared = frozenset(keep_off)
    dropped = [
        step
        for step in routine.steps
        if step.zone in assessment.avoid_zones
        or (step.technique is not Technique.CARE and any(_works_on(step, zone) for zone in spared))
    ]
    steps = [step for step in routine.steps if step not in dropped]
    if not any(step.part is Part.EACH_FOOT for step in steps):
        raise UsageError(
            f"Every massage step of '{routine.title}' is on a part of the foot "
            "that you keep off; choose another routine."
        )
    steps = _timed(steps, minutes, feet, get_ready, routine.title)
    return Plan(
        routine=routine,
        level=assessment.level,
        segments=tuple(_segments(steps, feet, get_ready)),
        feet=feet,
        avoid_zones=assessment.avoid_zones | spared,
        dropped=tuple(dropped),
        made_by=_BY_PLAN,
    )


_SOLE = frozenset({Zone.SOLE, Zone.BALL, Zone.ARCH, Zone.HEEL})


def zones_to_keep_off(routine: Routine) -> tuple[Zone, ...]:
    """Return the parts that a routine works on and that can be spared."""
    massage = [step for step in routine.steps if step.technique is not Technique.CARE]
    whole = any(step.zone is Zone.WHOLE for step in massage)
    return tuple(
        zone
        for zone in Zone
        if zone is not Zone.WHOLE
        and ((whole and zone is not Zone.CALF) or any(_works_on(step, zone) for step in massage))
    )


def _works_on(step: Step, zone: Zone) -> bool:
    """Tell whether a step's strokes go over a zone: those on the sole pass ball, arch and heel.

    Strokes on the whole foot stay; they can go round a spot, and the coach says so.
    """
    if Zone.SOLE in {step.zone, zone}:
        return step.zone in _SOLE and zone in _SOLE
    return step.zone is zone


def _too_strong(routine: Routine, assessment: Assessment) -> bool:
    return assessment.level.gravity > routine.level.gravity


def _require_clearance(routine: Routine, assessment: Assessment, now: datetime) -> None:
    if type(assessment) is not Assessment:
        raise TypeError("a plan rests on an Assessment, and only assess() makes one")
    if assessment.level.blocks:
        raise NotCleared(HEADLINES[assessment.level])
    missing = assessment.missing(after_exercise=routine.asks_runner_question)
    if missing:
        raise NotCleared(f"Not every safety question was answered: {', '.join(missing)}.")
    if assessment.question_set != QUESTION_SET:
        raise NotCleared("The safety questions have changed since you answered them.")
    # In UTC, because two times of one zone are subtracted by what the clock on the wall shows.
    age = now.astimezone(UTC) - assessment.screened_at
    if not timedelta(0) <= age <= FRESH:
        raise NotCleared(
            "Your answers are over 30 minutes old, or the clock was changed: please answer again."
        )
    _require_what_was_kept_to_hold(assessment, now.date())
    if _too_strong(routine, assessment):
        raise NotCleared(f"'{routine.title}' is too strong for today; only a gentle one may run.")


def _require_what_was_kept_to_hold(assessment: Assessment, today: date) -> None:
    if not all(each.holds(today) for each in assessment.clearances):
        raise NotCleared("A clearance has run out: please answer again.")
    if assessment.kept_on and not 0 <= (today - assessment.kept_on).days <= KEPT_DAYS:
        raise NotCleared("Your kept answers are too old: please answer again.")


def _segments(steps: list[Step], feet: tuple[Side, ...], ready: float) -> Iterator[Segment]:
    """Yield the segments in order: before, each foot, after, with the time between them."""
    rounds: list[tuple[Part, Side | None]] = [
        (Part.PREPARE, None),
        *((Part.EACH_FOOT, side) for side in feet),
        (Part.FINISH, None),
    ]
    get_ready = ready
    for part, side in rounds:
        in_part = [step for step in steps if step.part is part]
        for number, step in enumerate(in_part, 1):
            place = (step, side, number, len(in_part))
            if number == 1 and side is not None and side is not feet[0]:
                yield Segment(Kind.CHANGE_FEET, CHANGE_FEET, *place)
                get_ready = ready
            yield Segment(Kind.GET_READY, get_ready, *place)
            yield Segment(Kind.STEP, step.seconds, *place)
            get_ready = GET_READY


def _timed(
    steps: list[Step], minutes: float | None, feet: tuple[Side, ...], ready: float, title: str
) -> list[Step]:
    """Stretch or shrink the steps done on each foot until the whole lasts exactly so long.

    Not asked for a length they are left alone, unless a long get-ready takes them over the hour.

    Press-and-hold is never stretched: holding longer is not safer or better, and trials pressed a
    tender spot for 10 to 15 s. The time for both feet stays equal.
    """
    now = sum(segment.seconds for segment in _segments(steps, feet, ready))
    seconds = min(now, MAX_SECONDS) if minutes is None else minutes * 60
    if seconds == now:
        return steps
    shortest, longest = _limits(steps, feet, ready)
    length = max(shortest, min(longest, seconds))
    if not isclose(seconds, length, abs_tol=_ROUNDING):
        raise UsageError(
            f"'{title}' cannot last {seconds / 60:g} minutes; {_choice(shortest, longest)}."
        )
    scaled = [
        step
        for step in steps
        if step.part is Part.EACH_FOOT
        and (length <= now or step.technique is not Technique.PRESS_AND_HOLD)
    ]
    factor = 1 + (length - now) / (len(feet) * sum(step.seconds for step in scaled))
    return [
        step.model_copy(update={"seconds": step.seconds * factor}) if step in scaled else step
        for step in steps
    ]


def _limits(steps: list[Step], feet: tuple[Side, ...], ready: float) -> tuple[float, float]:
    """Return the shortest and the longest that the steps can last, in seconds."""
    massage = [step for step in steps if step.part is Part.EACH_FOOT]
    now = sum(segment.seconds for segment in _segments(steps, feet, ready))
    fixed = now - len(feet) * sum(step.seconds for step in massage)
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
