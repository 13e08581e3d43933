"""Deciding from answers whether a session may start. Knows nothing of how questions are asked."""

from collections.abc import Iterable, Mapping
from dataclasses import InitVar, dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from footcoach.core.profile import CLEARABLE, Clearance
from footcoach.core.question import (
    RAISED,
    Answer,
    Answers,
    CrossRule,
    Level,
    Question,
    holds,
    most_severe,
)
from footcoach.core.questionnaire import (
    CROSS_RULES,
    NO_CALF,
    NO_CALF_CLEARED,
    QUESTION_SET,
    questions_due,
)
from footcoach.core.routine import Zone
from footcoach.core.text import day_in_words


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that makes a screening more severe than `go`, and what to do about it."""

    # Id of the question or cross-rule.
    question: str
    label: str
    # For a cross-rule, not sure if any of its answers was.
    answer: Answer
    level: Level
    advice: str
    sources: tuple[str, ...]
    # For a cross-rule: ids of the questions whose answers raised it, in order of asking.
    because: tuple[str, ...] = ()

    @property
    def to_clear(self) -> tuple[str, ...]:
        """Ids of the questions that must all be cleared for this reason to be lifted; or none."""
        # Only "ask first" can be lifted, and only for health history: a clinician can know about a
        # past clot, but not about the wound of today.
        ids = self.because or (self.question,)
        liftable = self.level is Level.ASK_FIRST and all(id_ in CLEARABLE for id_ in ids)
        return ids if liftable else ()


_BY_ASSESS = object()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a screening found. Only `assess` makes one, so its level always follows its answers."""

    # Those that counted: to questions that were due.
    answers: Answers
    level: Level
    # Most severe first; among equals in the order of asking.
    reasons: tuple[Reason, ...]
    blocked_zones: frozenset[Zone]
    # When the first question was shown, with offset: an answer is as old as the oldest one.
    screened_at: datetime
    question_set: str
    # The day of the answers on health history, where they were kept from an earlier session.
    kept_on: date | None
    # Those that lifted a reason.
    clearances: tuple[Clearance, ...]
    made_by: InitVar[object]

    def __post_init__(self, made_by: object) -> None:
        """Refuse any other maker than `assess`, which alone works out the level."""
        if made_by is not _BY_ASSESS:
            raise TypeError("only assess() makes an Assessment")

    @property
    def unchanged_since(self) -> date | None:
        """Since when nothing has changed, as was answered; None if nothing rests on that."""
        days = [each.on for each in self.clearances]
        return min([*days, *([self.kept_on] if self.kept_on else [])], default=None)

    def missing(self, *, after_exercise: bool) -> tuple[str, ...]:
        """Return the ids of the questions still to be answered before a routine of that kind."""
        due = questions_due(self.answers, after_exercise=after_exercise)
        return tuple(question.id for question in due if question.id not in self.answers)


def assess(
    answers: Answers,
    *,
    screened_at: datetime,
    kept_on: date | None = None,
    clearances: Iterable[Clearance] = (),
) -> Assessment:
    """Weigh every answer and every cross-rule: the most severe gives the level, all are reasons.

    What is missing makes the level no worse; `plan` refuses incomplete assessments. A clearance
    that holds on the day of the screening makes its "ask first" `gentle`; nothing else is lifted.
    """
    # All are weighed, not only the first to match: a person told to stop is owed every reason, and
    # a "not today" must not hide an "ask first". A hidden question must not keep an old answer.
    due = [q for q in questions_due(answers, after_exercise=True) if q.id in answers]
    counted: Mapping[str, Answer] = MappingProxyType({q.id: answers[q.id] for q in due})
    found = [_reason(question, counted[question.id]) for question in due]
    found += [_rule_reason(rule, counted) for rule in CROSS_RULES if holds(rule.when, counted)]
    found = [reason for reason in found if reason.level is not Level.GO]
    valid = {each.question: each for each in clearances if each.holds(screened_at.date())}
    lifted = [each for each in found if each.to_clear and set(each.to_clear) <= set(valid)]
    used = list(dict.fromkeys(id_ for reason in lifted for id_ in reason.to_clear))
    reasons = [_lifted(each, valid) if each in lifted else each for each in found]
    level = most_severe(*(reason.level for reason in reasons))
    return Assessment(
        answers=counted,
        level=level,
        reasons=tuple(sorted(reasons, key=lambda reason: -reason.level.severity)),
        blocked_zones=_zones_to_avoid(level, counted, used),
        screened_at=screened_at,
        question_set=QUESTION_SET,
        kept_on=kept_on,
        clearances=tuple(valid[id_] for id_ in used),
        made_by=_BY_ASSESS,
    )


def _reason(question: Question, answer: Answer) -> Reason:
    level, advice = question.level(answer), question.advice_for(answer)
    return Reason(question.id, question.label, answer, level, advice, question.sources)


def _rule_reason(rule: CrossRule, answers: Answers) -> Reason:
    raised = {f.question for group in rule.when for f in group if f.raised(answers)}
    because = tuple(id_ for id_ in answers if id_ in raised)
    unsure = any(answers[id_] is Answer.NOT_SURE for id_ in because)
    answer = Answer.NOT_SURE if unsure else Answer.YES
    return Reason(rule.id, rule.label, answer, rule.level, rule.advice, rule.sources, because)


def _lifted(reason: Reason, valid: Mapping[str, Clearance]) -> Reason:
    given = (valid[id_] for id_ in reason.to_clear)
    by = " and ".join(f"{each.by}, {day_in_words(each.on)}" for each in given)
    advice = f"Cleared ({by}). Keep it light. If anything about it changes, ask them again."
    return replace(reason, level=Level.GENTLE, advice=advice)


def _zones_to_avoid(level: Level, answers: Answers, cleared: list[str]) -> frozenset[Zone]:
    off_calf = (
        level is Level.GENTLE
        or any(answers.get(id_) in RAISED for id_ in NO_CALF)
        or any(id_ in NO_CALF_CLEARED for id_ in cleared)
    )
    return frozenset({Zone.CALF}) if off_calf else frozenset()
