"""The safety checklist in four formats: text for paper (78 columns), Markdown, HTML, JSON.

Each format is complete, except that text and HTML leave out the sources. Text, HTML and JSON are
pure ASCII, which survives any encoding. So that it starts fast, the module does not import Rich.
"""

from collections.abc import Iterator
from typing import Any

from footcoach.core import checklist as sheet
from footcoach.core.checklist import WORDS
from footcoach.core.question import Level, Question
from footcoach.core.questionnaire import (
    HEADINGS,
    LEVEL_NAMES,
    MEANINGS,
    QUESTIONS,
    RULES,
)
from footcoach.core.text import wrap

# --- text ----------------------------------------------------------------------------------------


def checklist_text() -> str:
    """Return the checklist in 78 columns of ASCII, with a box for every answer."""
    return "".join(f"{line}\n" for line in _text_lines())


def _text_lines() -> Iterator[str]:
    yield WORDS.title.upper()
    yield from wrap(sheet.ABOUT)
    for rule in WORDS.how:
        yield from wrap(rule)
    yield from _underlined(WORDS.decides)
    for level in reversed(Level):
        yield from wrap(_level_line(level), "* ", "  ")
    for heading, questions in sheet.sections():
        yield from _underlined(heading)
        for question in questions:
            yield from _text_question(question)
    yield from _underlined(WORDS.together)
    for rule_ in RULES:
        when = f"{rule_.label.capitalize()} ({sheet.combination(rule_.when)}):"
        yield from wrap(f"{when} {_level_and_advice(rule_.level, rule_.advice)}", "* ", "  ")
    yield from _underlined(WORDS.professional)
    yield from (
        f"{WORDS.person}: {'_' * 45}",
        "",
        *wrap(WORDS.please),
        "",
        f"{WORDS.about_which}: {'_' * 30}",
        "",
        WORDS.fine_for,
    )
    for verdict in WORDS.verdicts:
        yield from wrap(verdict, "  [ ] ", "      ")
    yield from ("", "_" * 60)
    for words in WORDS.signed:
        yield from ("", f"{words}: {'_' * 45}")
    yield from ("", *wrap(WORDS.afterwards), f"  {WORDS.command}", *wrap(WORDS.then))


def _level_line(level: Level) -> str:
    return f"{LEVEL_NAMES[level].capitalize()}: {MEANINGS[level]}"


def _level_and_advice(level: Level, advice: str) -> str:
    return f"{LEVEL_NAMES[level]}. {sheet.plain_advice(level, advice)}".strip()


def _underlined(heading: str) -> tuple[str, str, str]:
    return "", heading.upper(), "-" * len(heading)


def _text_question(question: Question, indent: str = "") -> Iterator[str]:
    mark = f"{sheet.number(question.id)}. "
    hang = indent + " " * len(mark)
    yield from ("", *wrap(sheet.wording(question), indent + mark, hang))
    others = [f"[ ] {box.words}" for box in sheet.other_boxes(question)]
    for box in sheet.items(question):
        if not box.mark:
            others.insert(0, f"[ ] {box.words}")
            continue
        where = " (where:__________)" if box.asks_where else ""
        yield from wrap(f"{box.words}{where}", f"{hang}[ ] {box.mark}  ", f"{hang}       ")
    yield hang + "  ".join(others)
    yield from wrap(sheet.paper_help(question), hang, hang)
    for each in sheet.meanings(question):
        means = f"{LEVEL_NAMES[each.level]}. {each.advice}".strip()
        yield from wrap(f"{each.marks}: {means}", f"{hang}> ", f"{hang}    ")
    for follow_up in question.follow_ups:
        yield from _text_question(follow_up, hang)


# --- Markdown and HTML ---------------------------------------------------------------------------


def checklist_markdown() -> str:
    """Return the checklist as Markdown, with the sources of every item."""
    # Imported here, as below, because most people want the text, which does not need it.
    from footcoach.ui.printed import render_markdown

    return render_markdown("checklist.md", **_contents())


def checklist_html(*, large: bool = False) -> str:
    """Return the checklist as a self-contained page that runs no scripts and sends nothing."""
    from footcoach.ui.printed import render

    return render("checklist.html", large=large, title=WORDS.title, **_contents())


def _contents() -> dict[str, Any]:
    return {
        "sheet": sheet,
        "words": WORDS,
        "levels": list(reversed(Level)),
        "names": LEVEL_NAMES,
        "meanings": MEANINGS,
        "rules": RULES,
    }


# --- JSON ----------------------------------------------------------------------------------------


def checklist_json() -> str:
    """Return the questions in order, in the format that other programs rely on."""
    import json  # only here, because most people print text

    return json.dumps([_entry(question) for question in QUESTIONS], indent=2) + "\n"


def _entry(question: Question) -> dict[str, Any]:
    unsure = {"level": question.not_sure, "advice": question.unsure_advice}
    entry: dict[str, Any] = {
        "id": question.id,
        "section": question.section,
        "heading": HEADINGS[question.section],
        "lead": question.lead,
        "items": [
            {
                "id": item.id,
                "text": item.text,
                "level": item.level,
                "advice": item.advice,
                # "ask", because only the person knows which zones to keep off.
                "keep_off": "ask" if item.where else list(item.keep_off),
                "sources": list(item.sources),
            }
            for item in question.items
        ],
        # No question uses this key any more, but programs may expect it.
        "not": "",
        "help": question.help,
        # Answering "not sure" to "is it only this?" leaves the earlier answer unchanged.
        "not_sure": None if question.instead else unsure,
        "follow_ups": [_entry(follow_up) for follow_up in question.follow_ups],
    }
    if question.due:
        entry |= {"due": [flag.id for flag in question.due], "instead": question.instead}
    return entry


# Keyed by the value of --format.
CHECKLISTS = {
    "text": checklist_text,
    "html": checklist_html,
    "markdown": checklist_markdown,
    "json": checklist_json,
}
