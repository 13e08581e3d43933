"""Which questions a set of answers calls for, in the order of asking."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from footcoach.core.question import Answers, Part, Question, holds
from footcoach.core.questionnaire import CHANGED, QUESTIONS
from footcoach.core.text import day_in_words


def main_questions(*, after_exercise: bool) -> tuple[Question, ...]:
    """Return the questions that everyone gets; the runner's only for a routine after exercise."""
    return tuple(q for q in QUESTIONS if after_exercise or q.part is not Part.RUNNER)


def changed_since(day: date) -> Question:
    """Return the question whether anything has changed in the person's health since a day."""
    return replace(CHANGED, wording=CHANGED.wording.format(day=day_in_words(day)))


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
