"""The safety checklist: as text for paper (80 columns, ASCII), as Markdown, and as JSON.

Imports no Rich: it starts fast.
"""

import json
import textwrap
from collections.abc import Iterator
from typing import Any

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


_TITLE = "Before you massage your feet: safety checklist"
_HOW = "Answer every question. Yes to any part of it is yes. Not sure never counts as no."


def checklist_text() -> str:
    """Return the whole checklist in 80 columns of ASCII, a box for every answer."""
    return "".join(f"{line}\n" for line in _lines())


def checklist_json() -> str:
    """Return the questions in order, in the form that other programs rely on."""
    return json.dumps([_entry(question) for question in QUESTIONS], indent=2) + "\n"


def checklist_markdown() -> str:
    """Return the whole checklist as Markdown, with the sources of every question."""
    lines = [
        f"# {_TITLE}",
        "",
        f"{SCOPE} No clinician has reviewed it. Questions of {QUESTION_SET}.",
    ]
    lines += ["", _HOW]
    part = None
    for number, question in enumerate(QUESTIONS, 1):
        if question.part is not part:
            part = question.part
            lines += ["", f"## {HEADINGS[part]}"]
        lines += _markdown(question, f"### {number}. ")
    lines += ["", "## Answers that mean more together", ""]
    lines += [
        f"- **{rule.label.capitalize()}**: {LEVEL_NAMES[rule.level]}. {rule.advice} "
        f"*{'; '.join(rule.sources)}*"
        for rule in CROSS_RULES
    ]
    lines += ["", "## What the gravest answer means for all", ""]
    lines += [f"- **{HEADLINES[level]}** {MEANINGS[level]}" for level in reversed(Level)]
    return "".join(f"{line}\n" for line in lines)


def _markdown(question: Question, mark: str) -> list[str]:
    lines = ["", f"{mark}{question.wording}", "", _BOXES, "", question.help, "", _meaning(question)]
    lines += ["", f"*{'; '.join(question.sources)}*"]
    for follow_up in question.follow_ups:
        lines += _markdown(follow_up, "#### If yes or not sure: ")
    return lines


def _entry(question: Question) -> dict[str, Any]:
    """Return a question as JSON has it; follow-ups have the same form."""
    return {
        "id": question.id,
        "part": question.part,
        "heading": HEADINGS[question.part],
        "wording": question.wording,
        "help": question.help,
        "answers": {
            answer: {"level": question.level(answer), "advice": question.advice_for(answer)}
            for answer in Answer
        },
        "follow_ups": [_entry(follow_up) for follow_up in question.follow_ups],
        "sources": list(question.sources),
    }


def _lines() -> Iterator[str]:
    yield _TITLE.upper()
    yield from _wrap(f"{SCOPE} No clinician has reviewed it. Questions of {QUESTION_SET}.")
    yield from _wrap(_HOW)
    part = None
    for number, question in enumerate(QUESTIONS, 1):
        if question.part is not part:
            part = question.part
            yield from _heading(HEADINGS[part])
        yield from _question(f"{number}. ", question)
    yield from _heading("Answers that mean more together")
    for rule in CROSS_RULES:
        yield from _wrap(f"{rule.label.capitalize()}: {LEVEL_NAMES[rule.level]}.", "  ", "* ")
        yield from _wrap(rule.advice, "  ")
    yield from _heading("What the gravest answer means for all")
    for level in reversed(Level):
        yield from _wrap(f"{HEADLINES[level]} {MEANINGS[level]}", "  ", "* ")


def _heading(words: str) -> tuple[str, str, str]:
    return "", words.upper(), "-" * len(words)


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
