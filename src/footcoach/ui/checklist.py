"""The safety checklist: as text for paper (80 columns, ASCII), as Markdown, and as JSON.

What it says in every form is here once; `checklist_html` shows it as a page.

Imports no Rich: it starts fast.
"""

import textwrap
from collections.abc import Iterator
from itertools import groupby
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

TITLE = "Before you massage your feet: safety checklist"
ABOUT = f"{SCOPE} No clinician has reviewed it. Questions of {QUESTION_SET}."
HOW = "Answer every question. Yes to any part of it is yes. Not sure never counts as no."
FOLLOWS = "If yes or not sure:"
TOGETHER = "Answers that mean more together"
GRAVEST = "What the gravest answer means for all"


def parts() -> Iterator[tuple[str, list[tuple[int, Question]]]]:
    """Give each heading with its questions, numbered through."""
    numbered = enumerate(QUESTIONS, 1)
    for part, questions in groupby(numbered, key=lambda pair: pair[1].part):
        yield HEADINGS[part], list(questions)


def outcomes(question: Question) -> Iterator[tuple[str, Level, str]]:
    """Give what an answer is called, the level it means, and what to do then, if not said yet."""
    if question.yes is question.not_sure:
        yield "Yes or not sure", question.yes, question.advice
    else:
        yield "Yes", question.yes, question.advice
        yield "Not sure", question.not_sure, ""


def checklist_text() -> str:
    """Return the whole checklist in 80 columns of ASCII, a box for every answer."""
    return "".join(f"{line}\n" for line in _lines())


def checklist_json() -> str:
    """Return the questions in order, in the form that other programs rely on."""
    import json  # most print it as text

    return json.dumps([_entry(question) for question in QUESTIONS], indent=2) + "\n"


def checklist_markdown() -> str:
    """Return the whole checklist as Markdown, with the sources of every question."""
    lines = [f"# {TITLE}", "", ABOUT, "", HOW]
    for heading, questions in parts():
        lines += ["", f"## {heading}"]
        for number, question in questions:
            lines += _markdown(question, f"### {number}. ")
    lines += ["", f"## {TOGETHER}", ""]
    lines += [
        f"- **{rule.label.capitalize()}**: {LEVEL_NAMES[rule.level]}. {rule.advice} "
        f"*{'; '.join(rule.sources)}*"
        for rule in CROSS_RULES
    ]
    lines += ["", f"## {GRAVEST}", ""]
    lines += [f"- **{HEADLINES[level]}** {MEANINGS[level]}" for level in reversed(Level)]
    return "".join(f"{line}\n" for line in lines)


def _markdown(question: Question, mark: str) -> list[str]:
    lines = ["", f"{mark}{question.wording}", "", _BOXES, "", question.help, "", _meaning(question)]
    lines += ["", f"*{'; '.join(question.sources)}*"]
    for follow_up in question.follow_ups:
        lines += _markdown(follow_up, f"#### {FOLLOWS} ")
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
    yield TITLE.upper()
    yield from _wrap(ABOUT)
    yield from _wrap(HOW)
    for heading, questions in parts():
        yield from _heading(heading)
        for number, question in questions:
            yield from _question(f"{number}. ", question)
    yield from _heading(TOGETHER)
    for rule in CROSS_RULES:
        yield from _wrap(f"{rule.label.capitalize()}: {LEVEL_NAMES[rule.level]}.", "  ", "* ")
        yield from _wrap(rule.advice, "  ")
    yield from _heading(GRAVEST)
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
        yield from _question(f"{FOLLOWS} ", follow_up, hang)


def _meaning(question: Question) -> str:
    return " ".join(
        f"{answer}: {LEVEL_NAMES[level]}. {advice}".rstrip()
        for answer, level, advice in outcomes(question)
    )


def _wrap(text: str, hang: str = "", first: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=hang if first is None else first,
        subsequent_indent=hang,
        break_on_hyphens=False,
    )
