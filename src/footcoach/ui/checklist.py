"""The safety checklist: text for paper (80 columns), Markdown, a page of HTML, JSON.

All but the sources in text are in every form. Text, HTML and JSON are ASCII, which no console or
file garbles. Imports no Rich, so that it starts fast.
"""

import re
import textwrap
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from footcoach.core.data import read_data
from footcoach.core.question import Answer, Level, Question
from footcoach.core.questionnaire import (
    CROSS_RULES,
    HEADINGS,
    HEADLINES,
    LEVEL_NAMES,
    MEANINGS,
    QUESTION_SET,
    QUESTIONS,
    SCOPE,
)

_WIDTH = 80
_BOXES = "[ ] yes  [ ] not sure  [ ] no"

TITLE = "Before you massage your feet: safety checklist"
ABOUT = f"{SCOPE} No clinician has reviewed it. Questions of {QUESTION_SET}."
HOW = "Answer every question. Yes to any part of it is yes. Not sure never counts as no."
FOLLOWS = "If yes or not sure:"
TOGETHER = "Answers that mean more together"
DECIDES = "The most serious answer decides"

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def sections() -> Iterator[tuple[str, list[tuple[int, Question]]]]:
    """Yield each heading with its questions, numbered through."""
    numbered = enumerate(QUESTIONS, 1)
    for section, questions in groupby(numbered, key=lambda pair: pair[1].section):
        yield HEADINGS[section], list(questions)


def _meaning(question: Question, describe: Callable[[Level, str], str]) -> str:
    """Say what each answer but no means, and what to do then, once where it is the same."""
    if question.yes is question.not_sure:
        return f"Yes or not sure: {describe(question.yes, question.advice)}"
    not_sure = describe(question.not_sure, "").rstrip()
    return f"Yes: {describe(question.yes, question.advice)} Not sure: {not_sure}"


def _text_level(level: Level, advice: str) -> str:
    return f"{LEVEL_NAMES[level]}. {advice}"


def checklist_text() -> str:
    """Return the checklist in 80 columns of ASCII, a box for every answer."""
    return "".join(f"{line}\n" for line in _text_lines())


def _text_lines() -> Iterator[str]:
    yield TITLE.upper()
    yield from (*_wrap(ABOUT), *_wrap(HOW))
    for heading, questions in sections():
        yield from _underlined(heading)
        for number, question in questions:
            yield from _text_question(f"{number}. ", question)
    yield from _underlined(TOGETHER)
    for rule in CROSS_RULES:
        yield from _wrap(f"{rule.label.capitalize()}: {LEVEL_NAMES[rule.level]}.", "  ", "* ")
        yield from _wrap(rule.advice, "  ", "  ")
    yield from _underlined(DECIDES)
    for level in reversed(Level):
        yield from _wrap(f"{HEADLINES[level]} {MEANINGS[level]}", "  ", "* ")


def _underlined(heading: str) -> tuple[str, str, str]:
    return "", heading.upper(), "-" * len(heading)


def _text_question(mark: str, question: Question, indent: str = "") -> Iterator[str]:
    hang = indent + " " * len(mark)
    yield from ("", *_wrap(question.wording, hang, indent + mark), hang + _BOXES)
    for paragraph in (question.help, _meaning(question, _text_level)):
        yield from _wrap(paragraph, hang, hang)
    for follow_up in question.follow_ups:
        yield from _text_question(f"{FOLLOWS} ", follow_up, hang)


def _wrap(text: str, hang: str = "", first: str = "") -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=hang, break_on_hyphens=False
    )


def checklist_markdown() -> str:
    """Return the checklist as Markdown, with the sources of every question."""
    lines = [f"# {TITLE}", "", ABOUT, "", HOW]
    for heading, questions in sections():
        lines += ["", f"## {heading}"]
        for number, question in questions:
            lines += _markdown_question(question, f"### {number}. ")
    lines += ["", f"## {TOGETHER}", ""]
    lines += [
        f"- **{rule.label.capitalize()}**: {LEVEL_NAMES[rule.level]}. {rule.advice} "
        f"*{'; '.join(rule.sources)}*"
        for rule in CROSS_RULES
    ]
    lines += ["", f"## {DECIDES}", ""]
    lines += [f"- **{HEADLINES[level]}** {MEANINGS[level]}" for level in reversed(Level)]
    return "".join(f"{line}\n" for line in lines)


def _markdown_question(question: Question, mark: str) -> Iterator[str]:
    parts = (
        _BOXES,
        question.help,
        _meaning(question, _text_level),
        f"*{'; '.join(question.sources)}*",
    )
    for part in (f"{mark}{question.wording}", *parts):
        yield from ("", part)
    for follow_up in question.follow_ups:
        yield from _markdown_question(follow_up, f"#### {FOLLOWS} ")


def checklist_html() -> str:
    """Return the checklist as a page that needs no other file, runs no script and sends nothing."""
    filled = {
        "title": _html(TITLE),
        "about": _html(ABOUT),
        "how": _html(HOW),
        "decides": _html(DECIDES),
        "together": _html(TOGETHER),
        "levels": "".join(
            f'<div class="rule {level}"><dt>{_html(LEVEL_NAMES[level].capitalize())}.</dt>\n'
            f"<dd>{_html(HEADLINES[level])} {_html(MEANINGS[level])}</dd></div>\n"
            for level in reversed(Level)
        ),
        "questions": "".join(
            f"<h2>{_html(heading)}</h2>\n"
            + "".join(_html_question(f"{number}.", question) for number, question in questions)
            for heading, questions in sections()
        ),
        "rules": "".join(
            f'<div class="rule"><dt>{_html(rule.label.capitalize())}:</dt>\n'
            f"<dd>{_html_level(rule.level, rule.advice)}</dd></div>\n"
            for rule in CROSS_RULES
        ),
    }
    page = re.sub(r"\$(\w+)", lambda found: filled[found[1]], read_data("checklist.html"))
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _html_question(mark: str, question: Question) -> str:
    name = _html(question.id)
    boxes = "".join(
        f'<label><input type="radio" name="{name}" value="{answer}">'
        f" {answer.replace('_', ' ')}</label>\n"
        for answer in Answer
    )
    follows = f'<span class="follows">{_html(FOLLOWS)}</span>'
    follow_ups = "".join(_html_question(follows, follow_up) for follow_up in question.follow_ups)
    return (
        f'<fieldset class="question" aria-describedby="{name}-help">\n'
        f"<legend>{mark} {_html(question.wording)}</legend>\n"
        f'<p class="boxes">\n{boxes}</p>\n'
        f'<p class="help" id="{name}-help">{_html(question.help)}</p>\n'
        f'<p class="means">{_meaning(question, _html_level)}</p>\n'
        f"{follow_ups}</fieldset>\n"
    )


def _html_level(level: Level, advice: str) -> str:
    """Name the level, then what to do, without a first sentence that only repeats the level."""
    first, _, rest = advice.partition(". ")
    repeats = rest and first.startswith(HEADLINES[level].partition(".")[0])
    return f"<strong>{_html(LEVEL_NAMES[level])}.</strong> {_html(rest if repeats else advice)}"


def _html(words: str) -> str:
    """Return words as HTML, those that begin with a hyphen ("-floxacin") kept on one line."""
    return words.translate(_ESCAPED).replace(" -", " -&NoBreak;")


def checklist_json() -> str:
    """Return the questions in order, in the form that other programs rely on."""
    import json  # most print it as text

    return json.dumps([_entry(question) for question in QUESTIONS], indent=2) + "\n"


def _entry(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "part": question.section,
        "heading": HEADINGS[question.section],
        "wording": question.wording,
        "help": question.help,
        "answers": {
            answer: {"level": question.level(answer), "advice": question.advice_for(answer)}
            for answer in Answer
        },
        "follow_ups": [_entry(follow_up) for follow_up in question.follow_ups],
        "sources": list(question.sources),
    }


# By the name that --format has for it.
CHECKLISTS = {
    "text": checklist_text,
    "html": checklist_html,
    "markdown": checklist_markdown,
    "json": checklist_json,
}
