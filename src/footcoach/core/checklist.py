"""The contents of the safety checklist, shared by every output format."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import SimpleNamespace

from footcoach.core.data import read_data
from footcoach.core.question import CHECK_IF_UNSURE, Flag, Item, Level, Question, Said, Section
from footcoach.core.questionnaire import (
    BY_ID,
    CLEARABLE,
    HEADINGS,
    HEADLINES,
    LEVEL_NAMES,
    QUESTION_SET,
    QUESTIONS,
    SCOPE,
)

# On paper, you tick a box instead of pressing a key.
_TICK, _BOX = {"P": "Tick", "p": "tick"}, {"n": "none", "u": "not sure", "y": "yes"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

ABOUT = f"{SCOPE} No clinician has reviewed it. Questions dated {QUESTION_SET}."
# The entries of checklist.toml, each as an attribute.
WORDS = SimpleNamespace(**tomllib.loads(read_data("checklist.toml")))


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick, the words beside it, and the answer it stands for."""

    mark: str
    words: str
    value: str
    asks_where: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a group of answers means, and what to do about it."""

    marks: str
    level: Level
    advice: str
    sources: tuple[str, ...]


def sections() -> Iterator[tuple[str, list[Question]]]:
    """Yield each heading with its questions."""
    for section, questions in groupby(QUESTIONS, key=lambda question: question.section):
        only = f" ({WORDS.runner_only})" if section is Section.RUNNER else ""
        yield HEADINGS[section] + only, list(questions)


def number(id_: str) -> str:
    """Return a question's number, counted across all sections, or a follow-up's, such as "4.1"."""
    main = id_.partition(".")[0]
    at = [question.id for question in QUESTIONS].index(main)
    follow_ups = [each.id for each in QUESTIONS[at].follow_ups]
    return str(at + 1) if id_ == main else f"{at + 1}.{follow_ups.index(id_) + 1}"


def items(question: Question) -> list[Box]:
    """Return a box for each item, lettered unless its text is "yes"."""
    return [
        Box("" if item.text == "yes" else letter, item.text, item.id, bool(item.where))
        for letter, item in zip(_LETTERS, question.items, strict=False)
    ]


def other_boxes(question: Question) -> list[Box]:
    """Return the boxes for "none" and "not sure"."""
    none = question.none or ("no" if question.items[0].text == "yes" else "none of these")
    return [Box("", none, Said.NONE), Box("", "not sure", Said.NOT_SURE)]


def wording(question: Question) -> str:
    """Return the question's lead, with "If a or b:" before it in a follow-up."""
    if not question.due:
        return question.lead
    main = question.id.partition(".")[0]
    when = _any_of([_name_flag(flag, main) for flag in question.due])
    return f"If {when}: {question.lead[0].lower()}{question.lead[1:]}"


def combination(flags: Sequence[Sequence[Flag]]) -> str:
    """Name the answers that a rule combines: "9a or 9b, with 15 or 16"."""
    return ", with ".join(_any_of([_name_flag(flag) for flag in group]) for group in flags)


def _name_flag(flag: Flag, own: str = "") -> str:
    """Return the number of a question or item: "9a", or just "a" within its own question."""
    before = "" if flag.question == own else number(flag.question)
    marks = {box.value: box.mark or " yes" for box in items(BY_ID[flag.question])}
    return f"{before}{marks.get(flag.item, '')}".strip()


def _any_of(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def meanings(question: Question) -> list[Meaning]:
    """Return what each answer means, grouping answers with the same meaning."""
    found: dict[tuple[Level, str], list[tuple[str, tuple[str, ...]]]] = {}
    for box, item in zip(items(question), question.items, strict=True):
        advice = " ".join(filter(None, [plain_advice(item.level, item.advice), _keep_off(item)]))
        found.setdefault((item.level, advice), []).append((box.mark or "yes", item.sources))
    if not question.instead:
        advice = question.unsure_advice.removesuffix(CHECK_IF_UNSURE).strip()
        alike = [(level, a) for level, a in found if level is question.not_sure]
        same = alike[:1] if not question.advice_if_unsure else []
        key = (same or [(question.not_sure, plain_advice(question.not_sure, advice))])[0]
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
    """Return the question's help, with key presses reworded as ticks."""
    return re.sub(
        r"(P|p)ress ([nuy])\b", lambda key: f"{_TICK[key[1]]} {_BOX[key[2]]}", question.help
    )


def plain_advice(level: Level, advice: str) -> str:
    """Return the advice without a first sentence that only repeats what the level says."""
    first, _, rest = advice.partition(". ")
    says = HEADLINES[level].partition(".")[0], LEVEL_NAMES[level].replace("ask", "See", 1)
    return rest if rest and first.startswith(says) else advice


def _keep_off(item: Item) -> str:
    """Say which parts of the foot to keep off, unless the advice already names them."""
    zones = " and ".join(zone for zone in item.keep_off if zone not in item.advice)
    cleared = "Even with a yes, keep" if item.level is Level.ASK_FIRST else "Keep"
    return f"{cleared} off the {zones}." if zones else ""


def to_clear(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the mark, such as "9a", and the id of each answer that a professional can clear."""
    for box in [*items(question), Box("", "not sure", "")]:
        id_ = f"{question.id}.{box.value}".removesuffix(".")
        if id_ in CLEARABLE:
            yield box.mark or box.words, id_
