"""The safety questions and rules, loaded from `data/screening.toml`, and which of them are due."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from footcoach.core.data import DataInvalid, parse_data, read_data
from footcoach.core.question import (
    RAISED,
    Answer,
    Answers,
    CrossRule,
    Flag,
    Level,
    Question,
    Section,
    holds,
)
from footcoach.core.text import day_in_words, did_you_mean


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All of screening.toml, where every key is explained."""

    question_set: str
    scope: str
    no_calf: tuple[str, ...]
    no_calf_cleared: tuple[str, ...]
    never_kept: tuple[str, ...]
    level_names: dict[Level, str]
    headlines: dict[Level, str]
    meanings: dict[Level, str]
    sections: dict[Section, str]
    questions: tuple[Question, ...]
    rules: tuple[CrossRule, ...]
    changed: Question


def parse_questionnaire(text: str, *, name: str) -> Questionnaire:
    """Return the questions and rules that the text holds; raises DataInvalid."""
    made = parse_data(text, Questionnaire, name=name, readers={tuple[Flag, ...]: _parse_flags})
    main = {question.id for question in made.questions}
    follow_ups = [follow_up for question in made.questions for follow_up in question.follow_ups]
    conditions = [(rule.id, rule.when) for rule in made.rules]
    conditions += [(follow_up.id, when) for follow_up in follow_ups for when in follow_up.due]
    # A condition that no answer can meet would silence its rule without a word.
    for id_, condition in conditions:
        for flag in (flag for group in condition for flag in group):
            if flag.question not in main:
                near = did_you_mean(flag.question, main)
                raise DataInvalid(f"{name}, {id_}: no main question is '{flag.question}'{near}.")
    return made


def _parse_flags(words: str) -> tuple[Flag, ...]:
    """Read "diabetes or numb_or_poor_flow", or "unwell_today = yes"."""
    parts = [word.partition(" = ") for word in words.split(" or ")]
    return tuple(
        Flag(question, frozenset({Answer(answer)}) if answer else RAISED)
        for question, _, answer in parts
    )


_LOADED = parse_questionnaire(read_data("screening.toml"), name="screening.toml")

QUESTION_SET = _LOADED.question_set
SCOPE = _LOADED.scope
HEADINGS = _LOADED.sections
QUESTIONS = _LOADED.questions
CROSS_RULES = _LOADED.rules
CHANGED = _LOADED.changed
NEVER_KEPT = _LOADED.never_kept
NO_CALF = _LOADED.no_calf
NO_CALF_CLEARED = _LOADED.no_calf_cleared
LEVEL_NAMES = _LOADED.level_names
HEADLINES = _LOADED.headlines
MEANINGS = _LOADED.meanings


def main_questions(*, after_exercise: bool) -> tuple[Question, ...]:
    """Return the questions that everyone gets; the runner's only for a routine after exercise."""
    return tuple(q for q in QUESTIONS if after_exercise or q.section is not Section.RUNNER)


def changed_since(day: date, whose: str = "") -> Question:
    """Return the question whether health has changed since a day, and before it `whose`."""
    wording = CHANGED.wording.format(day=day_in_words(day))
    return replace(CHANGED, wording=f"{whose} {wording}".strip())


def questions_due(answers: Answers, *, after_exercise: bool) -> Iterator[Question]:
    """Yield, in order, every question these answers call for, follow-ups right after their own.

    Conditions look at main questions alone, so a question that is no longer due cannot keep
    another one due.
    """
    for question in main_questions(after_exercise=after_exercise):
        yield question
        for follow_up in question.follow_ups:
            if any(holds(condition, answers) for condition in follow_up.due):
                yield follow_up
