"""Deciding from answers whether a session may start. Knows nothing of how questions are asked."""

from collections.abc import Iterator, Mapping
from dataclasses import InitVar, dataclass
from datetime import datetime
from types import MappingProxyType

from footcoach.core.question import (
    RAISED,
    Answer,
    Answers,
    CrossRule,
    Level,
    Part,
    Question,
    gravest,
    holds,
)
from footcoach.core.questionnaire import CROSS_RULES, NO_CALF, QUESTION_SET, QUESTIONS
from footcoach.core.routine import Zone


def main_questions(*, after_exercise: bool) -> tuple[Question, ...]:
    """Return the questions that everyone gets; the runner's only for a routine after exercise."""
    return tuple(q for q in QUESTIONS if after_exercise or q.part is not Part.RUNNER)


def questions_due(answers: Answers, *, after_exercise: bool) -> Iterator[Question]:
    """Yield, in order, every question these answers call for, follow-ups right after their own.

    An answer decides only by itself, so a question that is no longer due cannot keep another due.
    """
    for question in main_questions(after_exercise=after_exercise):
        yield question
        yield from (
            follow_up
            for follow_up in question.follow_ups
            if any(holds(condition, answers) for condition in follow_up.due)
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that makes a screening graver than `go`, and what to do about it."""

    question: str
    """Id of the question or cross-rule."""
    label: str
    answer: Answer
    """What was answered; for a cross-rule, not sure if any of its answers was."""
    level: Level
    advice: str
    sources: tuple[str, ...]
    because: tuple[str, ...] = ()
    """For a cross-rule: ids of the questions whose answers raised it, in order of asking."""


_BY_ASSESS = object()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a screening found. Only `assess` makes one, so its level always follows its answers."""

    answers: Answers
    """The answers that counted: those to questions that were due."""
    level: Level
    reasons: tuple[Reason, ...]
    """Gravest first; among equals in the order of asking."""
    avoid_zones: frozenset[Zone]
    screened_at: datetime
    """When the first question was shown, with offset: an answer is as old as the oldest one."""
    question_set: str
    made_by: InitVar[object]

    def __post_init__(self, made_by: object) -> None:
        """Refuse any other maker than `assess`, which alone works out the level."""
        if made_by is not _BY_ASSESS:
            raise TypeError("only assess() makes an Assessment")

    def missing(self, *, after_exercise: bool) -> tuple[str, ...]:
        """Return the ids of the questions still to be answered before a routine of that kind."""
        due = questions_due(self.answers, after_exercise=after_exercise)
        return tuple(question.id for question in due if question.id not in self.answers)


def assess(answers: Answers, *, screened_at: datetime) -> Assessment:
    """Weigh every answer and every cross-rule: the gravest gives the level, all are reasons.

    All are weighed, not only the first to match, because a person told to stop is owed every
    reason, and a "not today" must not hide an "ask first". Answers to questions that are not due
    are left out: a hidden question must not keep an old answer. What is still missing does not
    make the level graver; `plan` refuses incomplete assessments.
    """
    due = [q for q in questions_due(answers, after_exercise=True) if q.id in answers]
    counted: Mapping[str, Answer] = MappingProxyType({q.id: answers[q.id] for q in due})
    found = [_reason(question, counted[question.id]) for question in due]
    found += [_rule_reason(rule, counted) for rule in CROSS_RULES if holds(rule.when, counted)]
    reasons = [reason for reason in found if reason.level is not Level.GO]
    level = gravest(*(reason.level for reason in reasons))
    return Assessment(
        answers=counted,
        level=level,
        reasons=tuple(sorted(reasons, key=lambda reason: -reason.level.gravity)),
        avoid_zones=_zones_to_avoid(level, counted),
        screened_at=screened_at,
        question_set=QUESTION_SET,
        made_by=_BY_ASSESS,
    )


def _reason(question: Question, answer: Answer) -> Reason:
    return Reason(
        question.id,
        question.label,
        answer,
        question.level(answer),
        question.advice_for(answer),
        question.sources,
    )


def _rule_reason(rule: CrossRule, answers: Answers) -> Reason:
    flags = [flag for group in rule.when for flag in group if flag.raised(answers)]
    because = [id_ for id_ in answers if id_ in {flag.question for flag in flags}]
    unsure = any(answers[id_] is Answer.NOT_SURE for id_ in because)
    return Reason(
        rule.id,
        rule.label,
        Answer.NOT_SURE if unsure else Answer.YES,
        rule.level,
        rule.advice,
        rule.sources,
        tuple(because),
    )


def _zones_to_avoid(level: Level, answers: Answers) -> frozenset[Zone]:
    off_calf = level is Level.GENTLE or any(answers.get(id_) in RAISED for id_ in NO_CALF)
    return frozenset({Zone.CALF}) if off_calf else frozenset()
