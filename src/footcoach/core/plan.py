"""Deciding whether a session may begin or be resumed, and laying it out.

Only `plan` and, for an interrupted session, `resume_plan` can make a `Plan`, and a `Session`
accepts nothing else. So only a fresh, complete, passing screening leads to a timed step.
"""

from dataclasses import InitVar, dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from footcoach.core.errors import NotCleared, UsageError
from footcoach.core.profile import KEPT_DAYS, holds_on
from footcoach.core.question import DANGER_SIGNS, Level, most_severe
from footcoach.core.questionnaire import HEADLINES, QUESTION_SET, questions_due
from footcoach.core.resume import Progress, ResumePoint, Screened
from footcoach.core.routine import (
    MAX_GENTLE_PRESSURE,
    MAX_PRESSURE,
    MAX_SECONDS,
    Part,
    Routine,
    Step,
    Technique,
    Tool,
)
from footcoach.core.schedule import (
    ROUNDING,
    Kind,
    Segment,
    Wanted,
    avoided_in,
    fit_steps,
    segments_of,
)
from footcoach.core.screening import Assessment
from footcoach.core.states import Foot, Zone
from footcoach.core.text import about_minutes

# How long a screening is valid: danger signs can appear at any time. 30 minutes is a judgement.
FRESH = timedelta(minutes=30)

TOO_OLD = "Your answers are over 30 minutes old, or the clock was changed: please answer again."

_SOLE = frozenset({Zone.SOLE, Zone.BALL, Zone.ARCH, Zone.HEEL})
_WHOLE = frozenset({Zone.TOES, Zone.BALL, Zone.ARCH, Zone.HEEL, Zone.TOP, Zone.ANKLE})

_BY_PLAN = object()


@dataclass(frozen=True, slots=True)
class Plan:
    """A session that is allowed to start: what happens, in what order, and for how long."""

    routine: Routine
    screened: Screened
    wanted: Wanted
    segments: tuple[Segment, ...]
    # Steps left out because of `avoided_zones`, and those left out to make it shorter.
    skipped_steps: tuple[Step, ...]
    dropped_steps: tuple[Step, ...]
    made_by: InitVar[object]

    def __post_init__(self, made_by: object) -> None:
        """Refuse any caller but `plan` and `resume_plan`, which require a passing screening."""
        if made_by is not _BY_PLAN:
            raise TypeError("only plan() and resume_plan() make a Plan")

    @property
    def level(self) -> Level:
        """The outcome of the screening."""
        return self.screened.level

    @property
    def feet(self) -> Foot:
        """The feet to massage."""
        return self.wanted.feet

    @property
    def avoided_zones(self) -> frozenset[Zone]:
        """All zones to avoid, whether blocked by the screening or excluded by the person."""
        return self.screened.blocked_zones | self.wanted.excluded_zones

    @property
    def ceiling(self) -> int:
        """The highest pressure allowed, out of 10: lower in a gentle routine."""
        return MAX_GENTLE_PRESSURE if self.routine.level is Level.GENTLE else MAX_PRESSURE

    @property
    def seconds(self) -> float:
        """The length of the session, from the first get-ready to the end of the aftercare."""
        return sum(segment.seconds for segment in self.segments)

    @property
    def tools(self) -> frozenset[Tool]:
        """What the steps are done with, which includes everything to have ready."""
        return frozenset(segment.step.tool for segment in self.segments)

    @property
    def past_half(self) -> Segment | None:
        """With one foot: the first get-ready in the second half. With both: None."""
        # With both feet, the change of feet marks the half-way point.
        if self.feet is Foot.BOTH:
            return None
        starts = accumulate((segment.seconds for segment in self.segments), initial=0.0)
        later = (
            segment
            for segment, start in zip(self.segments, starts, strict=False)
            if segment.kind is Kind.GET_READY and start >= self.seconds / 2
        )
        return next(later, None)

    @property
    def length_note(self) -> str:
        """A note if what is left out makes the session shorter than requested; otherwise empty."""
        minutes = self.wanted.minutes
        if minutes is None or self.seconds > minutes * 60 - 30:
            return ""
        lasts = about_minutes(self.seconds)
        return f"It lasts {lasts} instead of {minutes:g}, because steps or rounds are left out."

    def avoided_in(self, step: Step) -> tuple[Zone, ...]:
        """Return the parts that strokes on the whole foot must avoid, in alphabetical order."""
        return avoided_in(step, self.avoided_zones)


def plan(
    routine: Routine,
    assessment: Assessment,
    wanted: Wanted | None = None,
    *,
    now: datetime,
) -> Plan:
    """Lay out a session of the routine.

    Raises NotCleared if the assessment rules massage out or allows less than the routine's level;
    if it lacks an answer that the routine needs; if it is older than `FRESH` or from the future; or
    if it is based on another question set, or on kept answers or clearances that have expired.
    Raises UsageError if no massage step is left or the length cannot be reached.
    """
    _require_assessment(assessment)
    _require_allowed(routine, assessment.level)
    missing = assessment.missing(after_exercise=routine.asks_runner_question)
    if missing:
        raise NotCleared(f"Not every safety question was answered: {', '.join(missing)}.")
    _require_fresh(assessment, now)
    if not all(each.holds(now.date()) for each in assessment.clearances):
        raise NotCleared("A clearance has expired: please answer again.")
    kept_on = assessment.kept_on
    if kept_on and not holds_on(now.date(), kept_on, KEPT_DAYS):
        raise NotCleared("Your kept answers are too old: please answer again.")
    screened = Screened(
        level=assessment.level,
        blocked_zones=assessment.blocked_zones,
        screened_at=assessment.screened_at,
        question_set=assessment.question_set,
        after_exercise=not assessment.missing(after_exercise=True),
    )
    return _lay_out(routine, screened, wanted or Wanted())


def resume_plan(point: ResumePoint, danger: Assessment, *, now: datetime) -> Plan:
    """Lay out an interrupted session again, after a second check for danger signs.

    Zones that were avoided before still are, and the more serious of the two levels applies. Raises
    NotCleared unless the earlier screening is still fresh, the new one covers every danger sign,
    and the progress fits the plan.
    """
    _require_assessment(danger)
    routine, then = point.routine, point.screened
    level = most_severe(then.level, danger.level)
    _require_allowed(routine, level)
    _require_resumable(point, now)
    _require_fresh(danger, now)
    due = questions_due(danger.answers, after_exercise=then.after_exercise)
    missing = [q.id for q in due if q.section in DANGER_SIGNS and q.id not in danger.answers]
    if missing:
        raise NotCleared(f"Not every danger sign was asked about again: {', '.join(missing)}.")
    if routine.asks_runner_question and not then.after_exercise:
        raise NotCleared("The question for runners was not asked: please answer again.")
    # "Where is it?" is asked only at the start, not when resuming.
    if any(not point.wanted.excluded_zones & set(place.zones) for place in danger.places):
        raise NotCleared("There is something new to keep off: start again, and say where it is.")
    zones = then.blocked_zones | danger.blocked_zones
    screened = then.model_copy(update={"level": level, "blocked_zones": zones})
    laid_out = _lay_out(routine, screened, point.wanted)
    if not _fits(point.progress, laid_out):
        raise NotCleared("The session that was cut off does not match what was stored about it.")
    return laid_out


def can_resume(point: ResumePoint, now: datetime) -> bool:
    """Tell whether the screening of an interrupted session is still fresh."""
    try:
        _require_resumable(point, now)
    except NotCleared:
        return False
    return True


def suited(routine: Routine, assessment: Assessment, *, gentle: Routine) -> Routine:
    """Return the routine, or the built-in gentle one if the routine is too strong for today."""
    return gentle if assessment.level.severity > routine.level.severity else routine


def excludable_zones(routine: Routine) -> tuple[Zone, ...]:
    """Return the parts of the foot that the person can exclude: those that the routine works on."""
    massage = [step for step in routine.steps if step.technique is not Technique.CARE]
    offered = {zone for zone in Zone if any(_works_on(step, zone) for step in massage)}
    if Zone.WHOLE in offered:
        offered |= set(Zone) - {Zone.CALF}
    return tuple(zone for zone in Zone if zone in offered - {Zone.WHOLE})


def _lay_out(routine: Routine, screened: Screened, wanted: Wanted) -> Plan:
    avoided = screened.blocked_zones | wanted.excluded_zones
    # Strokes on the whole foot can go round some parts of the foot, but not round all of them.
    avoided |= {Zone.WHOLE} if avoided >= _WHOLE else set()
    skipped = [
        step
        for step in routine.steps
        if step.zone in screened.blocked_zones
        or (step.technique is not Technique.CARE and any(_works_on(step, z) for z in avoided))
    ]
    steps = [step for step in routine.steps if step not in skipped]
    massage = [step for step in steps if step.technique is not Technique.CARE]
    if not any(step.part is Part.EACH_FOOT for step in massage):
        if Zone.WHOLE in avoided:
            raise UsageError("You keep off every part of the foot: nothing is left to massage.")
        raise UsageError(
            f"Every massage step of '{routine.title}' is on a part of the foot that you keep off; "
            "choose another routine."
        )
    timed = fit_steps(routine, steps, wanted, avoided)
    titles = {step.title for step in timed}
    return Plan(
        routine=routine,
        screened=screened,
        wanted=wanted,
        segments=tuple(segments_of(routine, timed, wanted, avoided)),
        skipped_steps=tuple(skipped),
        dropped_steps=tuple(step for step in steps if step.title not in titles),
        made_by=_BY_PLAN,
    )


# Steps on the whole foot are not left out: strokes can go round a spot, and the coach says so.
def _works_on(step: Step, zone: Zone) -> bool:
    """Tell whether a step touches a zone; the sole includes the ball, arch and heel."""
    touched = {step.zone, *step.touches}
    if zone is Zone.SOLE:
        return bool(touched & _SOLE)
    return zone in touched or (Zone.SOLE in touched and zone in _SOLE)


# The person may have changed lengths, but the session still takes at most an hour in all.
def _fits(progress: Progress, plan: Plan) -> bool:
    left = sum(progress.lengths[progress.index :]) - progress.spent
    same = len(progress.lengths) == len(plan.segments)
    return same and progress.ran + left <= MAX_SECONDS + ROUNDING


def _require_assessment(assessment: Assessment) -> None:
    if type(assessment) is not Assessment:
        raise TypeError("a plan needs an Assessment, which only assess() can make")


def _require_allowed(routine: Routine, level: Level) -> None:
    if level.blocks:
        raise NotCleared(HEADLINES[level])
    if level.severity > routine.level.severity:
        raise NotCleared(f"'{routine.title}' is too strong for today; choose a gentle routine.")


def _require_fresh(screening: Assessment | Screened, now: datetime) -> None:
    if screening.question_set != QUESTION_SET:
        raise NotCleared("The safety questions have changed since you answered them.")
    # In UTC, because subtracting two times in the same zone ignores any change of offset.
    age = now.astimezone(UTC) - screening.screened_at
    if not timedelta(0) <= age <= FRESH:
        raise NotCleared(TOO_OLD)


def _require_resumable(point: ResumePoint, now: datetime) -> None:
    _require_fresh(point.screened, now)
    # If these times are out of order, the clock was set back, and the answers' age is unknown.
    if not point.screened.screened_at <= point.noted_at <= now.astimezone(UTC):
        raise NotCleared(TOO_OLD)
