"""The safety checklist: text for paper (80 columns), Markdown, a page of HTML, JSON.

All but the sources in text and HTML are in every form. Text, HTML and JSON are ASCII, which no
console or file garbles. Imports no Rich, so that it starts fast.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from footcoach.core.data import read_data
from footcoach.core.question import CHECK_IF_UNSURE, Flag, Item, Level, Question, Said, Section
from footcoach.core.questionnaire import (
    BY_ID,
    HEADINGS,
    HEADLINES,
    LEVEL_NAMES,
    MEANINGS,
    QUESTION_SET,
    QUESTIONS,
    RULES,
    SCOPE,
)

_WIDTH = 80
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

TITLE = "Before you massage your feet: safety checklist"
ABOUT = f"{SCOPE} No clinician has reviewed it. Questions of {QUESTION_SET}."
HOW = (
    "Tick every line that fits, and none only if no line does. "
    "Not sure never counts as none: check with a podiatrist, doctor or pharmacist.",
    '"If a" also means: if you were not sure. Only "is it only this?" is just for what you ticked. '
    "What you tick there counts instead; if none fits, what you ticked before still counts.",
)
RUNNER_ONLY = "only if you have just exercised"
TOGETHER = "Answers that mean more together"
DECIDES = "The most serious answer decides"
# For the clinician who is asked, and for `footcoach profile clearance add` afterwards.
SIGNED = (
    "For whoever was asked: this person may massage their feet lightly (at most 2 of 10), despite",
    "Name and date",
)

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick: what stands beside it, and the answer that it gives."""

    mark: str
    words: str
    value: str
    asks_where: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some of the answers mean, and what to do then."""

    marks: str
    level: Level
    advice: str
    sources: tuple[str, ...]


def sections() -> Iterator[tuple[str, list[tuple[str, Question]]]]:
    """Yield each heading with its questions, numbered through."""
    numbered = ((str(number), question) for number, question in enumerate(QUESTIONS, 1))
    for section, questions in groupby(numbered, key=lambda pair: pair[1].section):
        only = f" ({RUNNER_ONLY})" if section is Section.RUNNER else ""
        yield HEADINGS[section] + only, list(questions)


def follow_ups(number: str, question: Question) -> Iterator[tuple[str, Question]]:
    """Yield the follow-ups of a question, numbered 4.1, 4.2."""
    for count, follow_up in enumerate(question.follow_ups, 1):
        yield f"{number}.{count}", follow_up


def items(question: Question) -> list[Box]:
    """Return a box for each item; "yes" stands without a letter."""
    return [
        Box("", item.text, item.id, bool(item.where))
        if item.text == "yes"
        else Box(letter, item.text, item.id, bool(item.where))
        for letter, item in zip(_LETTERS, question.items, strict=False)
    ]


def other_boxes(question: Question) -> list[Box]:
    """Return the boxes for none and not sure."""
    none = question.none or ("no" if question.items[0].text == "yes" else "none of these")
    return [Box("", none, Said.NONE), Box("", "not sure", Said.NOT_SURE)]


def wording(question: Question) -> str:
    """Return the lead, for a follow-up with the answers after which it is asked."""
    if not question.due:
        return question.lead
    main = question.id.partition(".")[0]
    when = _any_of([_name_flag(flag, main) for flag in question.due])
    return f"If {when}: {question.lead[0].lower()}{question.lead[1:]}"


def combination(flags: Sequence[Sequence[Flag]]) -> str:
    """Say which answers a rule is about: "9a or 9b, with 15 or 16"."""
    return ", with ".join(_any_of([_name_flag(flag) for flag in group]) for group in flags)


def _name_flag(flag: Flag, own: str = "") -> str:
    """Name a question or item as it is numbered: "9a", or "a" within the question itself."""
    numbers = {q.id: n for _, group in sections() for n, q in group}
    numbers |= {each.id: n for main in QUESTIONS for n, each in follow_ups(numbers[main.id], main)}
    number = "" if flag.question == own else numbers[flag.question]
    marks = {box.value: box.mark or " yes" for box in items(BY_ID[flag.question])}
    return f"{number}{marks.get(flag.item, '')}".strip()


def _any_of(words: Sequence[str]) -> str:
    def place(name: str) -> tuple[list[int], str]:
        return [int(number) for number in re.findall(r"\d+", name)], name

    *first, last = sorted(words, key=place)
    return f"{', '.join(first)} or {last}" if first else last


def meanings(question: Question) -> list[Meaning]:
    """Return what each answer means, those that mean the same together."""
    found: dict[tuple[Level, str], list[tuple[str, tuple[str, ...]]]] = {}
    for box, item in zip(items(question), question.items, strict=True):
        advice = " ".join(filter(None, [_plain(item.level, item.advice), _keep_off(item)]))
        found.setdefault((item.level, advice), []).append((box.mark or "yes", item.sources))
    if not question.instead:
        advice = question.unsure_advice.removesuffix(CHECK_IF_UNSURE).strip()
        alike = [(level, a) for level, a in found if level is question.not_sure]
        same = alike[:1] if not question.advice_if_unsure else []
        key = (same or [(question.not_sure, _plain(question.not_sure, advice))])[0]
        found.setdefault(key, []).append(("not sure", ()))
    return [
        Meaning(
            _any_of([mark for mark, _ in each]),
            level,
            advice,
            tuple(dict.fromkeys(source for _, sources in each for source in sources)),
        )
        for (level, advice), each in found.items()
    ]


def paper_help(question: Question) -> str:
    """Return what is not meant and the help, with boxes to tick in place of keys to press."""
    not_ = f"Not: {question.not_}." if question.not_ else ""
    words = f"{not_} {question.help}".strip()
    for key, tick in (("press n", "tick none"), ("press u", "tick not sure")):
        words = words.replace(key, tick).replace(key.capitalize(), tick.capitalize())
    return words


def _plain(level: Level, advice: str) -> str:
    """Return advice without a first sentence that only repeats what the level says."""
    first, _, rest = advice.partition(". ")
    says = HEADLINES[level].partition(".")[0], LEVEL_NAMES[level].replace("ask", "See", 1)
    return rest if rest and first.startswith(says) else advice


def _keep_off(item: Item) -> str:
    """Name the parts of the foot that a session leaves out, unless the advice does."""
    zones = " and ".join(zone for zone in item.keep_off if zone not in item.advice)
    cleared = "Even with a yes, keep" if item.level is Level.ASK_FIRST else "Keep"
    return f"{cleared} off the {zones}." if zones else ""


# --- text ----------------------------------------------------------------------------------------


def checklist_text() -> str:
    """Return the checklist in 80 columns of ASCII, a box for every answer."""
    return "".join(f"{line}\n" for line in _text_lines())


def _text_lines() -> Iterator[str]:
    yield TITLE.upper()
    yield from _wrap(ABOUT)
    for rule in HOW:
        yield from _wrap(rule)
    yield from _underlined(DECIDES)
    for level in reversed(Level):
        yield from _wrap(_level_line(level), "  ", "* ")
    for heading, questions in sections():
        yield from _underlined(heading)
        for number, question in questions:
            yield from _text_question(number, question)
    yield from _underlined(TOGETHER)
    for rule_ in RULES:
        when = f"{rule_.label.capitalize()} ({combination(rule_.when)}):"
        yield from _wrap(f"{when} {_level_and_advice(rule_.level, rule_.advice)}", "  ", "* ")
    yield from ("", *_wrap(f"{SIGNED[0]}:"), "", "_" * 60, "", f"{SIGNED[1]}: {'_' * 45}")


def _level_line(level: Level) -> str:
    return f"{LEVEL_NAMES[level].capitalize()}: {MEANINGS[level]}"


def _level_and_advice(level: Level, advice: str) -> str:
    return f"{LEVEL_NAMES[level]}. {_plain(level, advice)}".strip()


def _underlined(heading: str) -> tuple[str, str, str]:
    return "", heading.upper(), "-" * len(heading)


def _text_question(number: str, question: Question, indent: str = "") -> Iterator[str]:
    mark = f"{number}. "
    hang = indent + " " * len(mark)
    yield from ("", *_wrap(wording(question), hang, indent + mark))
    others = [f"[ ] {box.words}" for box in other_boxes(question)]
    for box in items(question):
        if not box.mark:
            others.insert(0, f"[ ] {box.words}")
            continue
        where = " (where:__________)" if box.asks_where else ""
        yield from _wrap(f"{box.words}{where}", f"{hang}       ", f"{hang}[ ] {box.mark}  ")
    yield hang + "  ".join(others)
    yield from _wrap(paper_help(question), hang, hang)
    for each in meanings(question):
        means = f"{LEVEL_NAMES[each.level]}. {each.advice}".strip()
        yield from _wrap(f"{each.marks}: {means}", f"{hang}    ", f"{hang}> ")
    for number_, follow_up in follow_ups(number, question):
        yield from _text_question(number_, follow_up, hang)


def _wrap(text: str, hang: str = "", first: str = "") -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=hang, break_on_hyphens=False
    )


# --- Markdown ------------------------------------------------------------------------------------


def checklist_markdown() -> str:
    """Return the checklist as Markdown, with the sources of every item."""
    lines = [f"# {TITLE}", "", ABOUT]
    for rule in HOW:
        lines += ["", rule]
    lines += ["", f"## {DECIDES}", ""]
    lines += [
        f"- **{LEVEL_NAMES[level].capitalize()}**: {MEANINGS[level]}" for level in reversed(Level)
    ]
    for heading, questions in sections():
        lines += ["", f"## {heading}"]
        for number, question in questions:
            lines += _markdown_question(number, question, "###")
    lines += ["", f"## {TOGETHER}", ""]
    lines += [
        f"- **{rule.label.capitalize()}** ({combination(rule.when)}): "
        f"{_level_and_advice(rule.level, rule.advice)} *{'; '.join(rule.sources)}*"
        for rule in RULES
    ]
    lines += ["", f"{SIGNED[0]}: ______", "", f"{SIGNED[1]}: ______"]
    return "".join(f"{line}\n" for line in lines)


def _markdown_question(number: str, question: Question, mark: str) -> Iterator[str]:
    yield from ("", f"{mark} {number}. {wording(question)}", "")
    for box in [*items(question), *other_boxes(question)]:
        letter = f"**{box.mark}** " if box.mark else ""
        yield f"- [ ] {letter}{box.words}{' (where: ______)' if box.asks_where else ''}"
    yield from ("", paper_help(question), "")
    for each in meanings(question):
        means = f"{LEVEL_NAMES[each.level]}. {each.advice}".strip()
        sources = f" *{'; '.join(each.sources)}*" if each.sources else ""
        yield f"- {each.marks}: {means}{sources}"
    if question.instead:
        yield f"- Why it may count instead: *{question.rule}*"
    for number_, follow_up in follow_ups(number, question):
        yield from _markdown_question(number_, follow_up, "####")


# --- HTML ----------------------------------------------------------------------------------------


def checklist_html() -> str:
    """Return the checklist as a page that needs no other file, runs no script and sends nothing."""
    filled = {
        "title": _html(TITLE),
        "about": _html(ABOUT),
        "how": "".join(f'<p class="how">{_html(rule)}</p>\n' for rule in HOW),
        "decides": _html(DECIDES),
        "together": _html(TOGETHER),
        "despite": _html(SIGNED[0]),
        "signed": _html(SIGNED[1]),
        "levels": "".join(
            f'<div class="rule {level}"><dt>{_html(LEVEL_NAMES[level].capitalize())}:</dt>\n'
            f"<dd>{_html(MEANINGS[level])}</dd></div>\n"
            for level in reversed(Level)
        ),
        "questions": "".join(
            f"<h2>{_html(heading)}</h2>\n"
            + "".join(_html_question(number, question) for number, question in questions)
            for heading, questions in sections()
        ),
        "rules": "".join(
            f'<div class="rule"><dt>{_html(rule.label.capitalize())} '
            f"({_html(combination(rule.when))}):</dt>\n"
            f"<dd>{_html_level(rule.level, _plain(rule.level, rule.advice))}</dd></div>\n"
            for rule in RULES
        ),
    }
    page = re.sub(r"\$(\w+)", lambda found: filled[found[1]], read_data("checklist.html"))
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _html_question(number: str, question: Question) -> str:
    name = _html(question.id)
    lettered = [box for box in items(question) if box.mark]
    others = [box for box in items(question) if not box.mark] + other_boxes(question)
    # A browser lets radio buttons exclude each other, which only yes, no and not sure may do.
    kind = "checkbox" if lettered else "radio"
    listed = "".join(f"<li>{_html_box(box, name, kind)}</li>\n" for box in lettered)
    means = "".join(
        f"<li><b>{_html(each.marks)}:</b> {_html_level(each.level, each.advice)}</li>\n"
        for each in meanings(question)
    )
    kind_of = "follow-up" if question.due else "question"
    return (
        f'<fieldset class="{kind_of}" aria-describedby="{name}-help">\n'
        f"<legend>{number}. {_html(wording(question))}</legend>\n"
        + (f'<ul class="items">\n{listed}</ul>\n' if listed else "")
        + f'<p class="boxes">\n{"".join(_html_box(box, name, kind) for box in others)}</p>\n'
        f'<p class="help" id="{name}-help">{_html(paper_help(question))}</p>\n'
        f'<ul class="means">\n{means}</ul>\n</fieldset>\n'
        + "".join(_html_question(*pair) for pair in follow_ups(number, question))
    )


def _html_box(box: Box, name: str, kind: str) -> str:
    letter = f"<b>{box.mark}</b>\n" if box.mark else ""
    where = (
        ' <span class="where">(where: &hellip;&hellip;&hellip;)</span>' if box.asks_where else ""
    )
    return (
        f'<label><input type="{kind}" name="{name}" value="{_html(box.value)}">'
        f" {letter}<span>{_html(box.words)}{where}</span></label>\n"
    )


def _html_level(level: Level, advice: str) -> str:
    return f"<strong>{_html(LEVEL_NAMES[level])}.</strong> {_html(advice)}".strip()


def _html(words: str) -> str:
    """Return words as HTML, those that begin with a hyphen ("-floxacin") kept on one line."""
    return words.translate(_ESCAPED).replace(" -", " -&NoBreak;")


# --- JSON ----------------------------------------------------------------------------------------


def checklist_json() -> str:
    """Return the questions in order, in the form that other programs rely on."""
    import json  # most print it as text

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
                # "ask": only the person knows where it is.
                "keep_off": "ask" if item.where else list(item.keep_off),
                "sources": list(item.sources),
            }
            for item in question.items
        ],
        "not": question.not_,
        "help": question.help,
        # Not sure to "is it only this?" leaves what was answered before.
        "not_sure": None if question.instead else unsure,
        "follow_ups": [_entry(follow_up) for follow_up in question.follow_ups],
    }
    if question.due:
        entry |= {"due": [flag.id for flag in question.due], "instead": question.instead}
    return entry


# By the name that --format has for it.
CHECKLISTS = {
    "text": checklist_text,
    "html": checklist_html,
    "markdown": checklist_markdown,
    "json": checklist_json,
}
