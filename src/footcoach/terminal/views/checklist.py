"""The safety checklist on paper: pure text, 80 columns, ASCII. Imports no Rich: it starts fast."""

import textwrap
from collections.abc import Iterator

from footcoach.core.question import Answer, Level, Question
from footcoach.core.questionnaire import (
    CROSS_RULES,
    HEADINGS,
    HEADLINES,
    MEANINGS,
    QUESTION_SET,
    QUESTIONS,
    SCOPE,
)

_WIDTH = 80
_BOXES = "[ ] yes  [ ] not sure  [ ] no"

LEVEL_NAMES = {
    Level.GO: "no stop",
    Level.GENTLE: "gentle only",
    Level.ASK_FIRST: "ask a podiatrist or doctor first",
    Level.STOP_TODAY: "not today",
    Level.URGENT: "medical advice today",
    Level.EMERGENCY: "emergency number now",
}
"""What a level means, in a few words."""


def checklist_text() -> str:
    """Return the whole checklist."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield "BEFORE YOU MASSAGE YOUR FEET: SAFETY CHECKLIST"
    yield from _wrap(f"{SCOPE} No clinician has reviewed it. Questions of {QUESTION_SET}.")
    yield from _wrap(
        "Answer every question. Yes to any part of it is yes. Not sure never counts as no."
    )
    part = None
    for number, question in enumerate(QUESTIONS, 1):
        if question.part is not part:
            part = question.part
            yield from ("", HEADINGS[part].upper(), "-" * len(HEADINGS[part]))
        yield from _question(f"{number}. ", question)
    yield from ("", "ANSWERS THAT MEAN MORE TOGETHER", "-" * 31)
    for rule in CROSS_RULES:
        yield from _wrap(f"{rule.label.capitalize()}: {LEVEL_NAMES[rule.level]}.", "  ", "* ")
        yield from _wrap(rule.advice, "  ")
    yield from ("", "WHAT THE GRAVEST ANSWER MEANS FOR ALL", "-" * 37)
    for level in reversed(Level):
        yield from _wrap(f"{HEADLINES[level]} {MEANINGS[level]}", "  ", "* ")


def _question(number: str, question: Question, indent: str = "") -> Iterator[str]:
    hang = indent + " " * len(number)
    yield ""
    yield from _wrap(question.wording, hang, indent + number)
    yield f"{hang}{_BOXES}"
    yield from _wrap(question.help, hang)
    yield from _wrap(_meaning(question), hang)
    for follow_up in question.follow_ups:
        yield from _question("If yes or not sure: ", follow_up, hang)


def _meaning(question: Question) -> str:
    yes, unsure = question.level(Answer.YES), question.level(Answer.NOT_SURE)
    if yes is unsure:
        return f"Yes or not sure: {LEVEL_NAMES[yes]}. {question.advice}"
    return f"Yes: {LEVEL_NAMES[yes]}. {question.advice} Not sure: {LEVEL_NAMES[unsure]}."


def _wrap(text: str, hang: str = "", first: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=hang if first is None else first,
        subsequent_indent=hang,
        break_on_hyphens=False,
    )
