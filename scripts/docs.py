"""Write everything in docs/ that is generated.

python scripts/docs.py

These are the man page, the timelines, the pictures and, in four pages, what stands between the
lines `<!-- NAME -->` and `<!-- end -->`; the rest of those is edited by hand.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import manpage
import timeline
from hazards import hazards, overview, scales, third_parties
from readme_pictures import pictures
from validation import earlier, everyone, totals, wrong

from footcoach.core.evidence import ABOUT, CLAIMS, GRADES, Claim, Grade, by_topic
from footcoach.core.question import Flag, Item, Level, Question
from footcoach.core.questionnaire import CLEARABLE, HEADINGS, HEADLINES, MEANINGS, QUESTIONS, RULES

DOCS = Path(__file__).parents[1] / "docs"


def levels() -> Iterator[str]:
    yield "| level | headline | what it means |"
    yield "|---|---|---|"
    for level in reversed(Level):
        yield f"| `{level}` | {HEADLINES[level]} | {MEANINGS[level]} |"


def questions() -> Iterator[str]:
    yield "| id | question or item | level | sources |"
    yield "|---|---|---|---|"
    section = None
    for question in QUESTIONS:
        if question.section is not section:
            section = question.section
            yield f"| | **{HEADINGS[section].upper()}** | | |"
        for each in (question, *question.follow_ups):
            yield from rows(each)


def rows(question: Question) -> Iterator[str]:
    """Yield a row for the question, with the level of "not sure", and one for each item."""
    not_sure = "" if question.instead else f"not sure: `{question.not_sure}`"
    lead = f"**{question.lead}**"
    if question.due:
        kind = "counts instead of" if question.instead else "asked after"
        lead = f"{kind} {any_of(question.due)}: {lead}"
    rests = f"*Why it may count instead: {question.rule}*" if question.rule else ""
    yield f"| `{question.id}` | {lead} | {not_sure} | {rests} |"
    for item in question.items:
        sources = "; ".join(item.sources)
        yield f"| `{question.id}.{item.id}` | {item.text} | {level_and_place(item)} | {sources} |"


def level_and_place(item: Item) -> str:
    """Return the item's level, and the zones that a session keeps off."""
    zones = f", keep off {' and '.join(item.keep_off)}" if item.keep_off else ""
    return f"`{item.level}`{zones}{', asks where' if item.where else ''}"


def rules() -> Iterator[str]:
    yield "| id | when | level | sources |"
    yield "|---|---|---|---|"
    for rule in RULES:
        when = " and ".join(f"({any_of(flags)})" for flags in rule.when)
        yield f"| `{rule.id}` | {when} | `{rule.level}` | {'; '.join(rule.sources)} |"


def any_of(flags: Sequence[Flag]) -> str:
    return " or ".join(f"`{flag.id}`" for flag in flags)


def clearable() -> Iterator[str]:
    yield ", ".join(f"`{id_}`" for id_ in CLEARABLE) + "."


def counts() -> Iterator[str]:
    yield f"| topic | {' | '.join(Grade)} | all |"
    yield f"|---|{'---:|' * (len(Grade) + 1)}"
    for topic, claims in by_topic(CLAIMS):
        yield f"| {topic} | {count(claims)} |"
    yield f"| all | {count(CLAIMS)} |"


def count(claims: Sequence[Claim]) -> str:
    each = [sum(claim.grade is grade for claim in claims) for grade in Grade]
    return " | ".join(map(str, [*each, len(claims)]))


def claims() -> Iterator[str]:
    for topic, group in by_topic(CLAIMS):
        yield from (f"## {topic}: {ABOUT[topic]}", "")
        for claim in group:
            yield f"**{claim.id}: {claim.grade}, {GRADES[claim.grade].lower()}.** {claim.text}"
            yield ""
            if claim.article:
                yield from (f"*{claim.article}*", "")
            for source in claim.sources:
                link = f" <{source.link}>" if source.link else ""
                yield f"- {source.citation}.{link}"
            yield ""


WRITTEN: dict[str, Callable[[], Iterator[str]]] = {
    each.__name__: each
    for each in (
        *(levels, questions, rules, clearable, counts, claims),
        *(scales, overview, hazards, third_parties),
        *(totals, wrong, earlier, everyone),
    )
}


def page(name: str) -> str:
    """Return the page with its generated parts up to date."""

    def fill(found: re.Match[str]) -> str:
        lines = "\n".join(WRITTEN[found[1]]()).rstrip()
        return f"<!-- {found[1]} -->\n{lines}\n<!-- end -->"

    text = (DOCS / name).read_text(encoding="utf-8")
    return re.sub(r"<!-- (\w+) -->\n.*?<!-- end -->", fill, text, flags=re.DOTALL)


def generated() -> Iterator[tuple[str, str]]:
    """Yield the name of each file in docs/ that is generated, and what it is to say today."""
    for name in ("safety.md", "evidence.md", "hazards.md", "validation.md"):
        yield name, page(name)
    yield "footcoach.1", manpage.document()
    for routine in ("general", "gentle"):
        yield f"timelines/{routine}.txt", timeline.document(routine)
    for name, picture in pictures():
        yield f"pictures/{name}.svg", picture


if __name__ == "__main__":
    for name, text in generated():
        (DOCS / name).write_text(text, encoding="utf-8")
