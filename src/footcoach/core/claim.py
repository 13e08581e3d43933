"""The words in which the evidence is written: topics, grades, sources, claims; and the search.

The claims themselves are in `evidence`.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from footcoach.core.errors import UsageError
from footcoach.core.text import did_you_mean, unaccented


class Topic(StrEnum):
    """What a person can ask about, in the order of telling."""

    TYPES = "types"
    SELF_MASSAGE = "self-massage"
    BENEFITS = "benefits"
    RUNNERS = "runners"
    DIABETES = "diabetes"
    RISKS = "risks"
    MYTHS = "myths"


class Grade(StrEnum):
    """How well something is backed. C and D grade the idea that a claim denies or warns of."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def words(self) -> str:
        """Say it without the letter."""
        return _GRADE_WORDS[self]


_GRADE_WORDS = {
    Grade.A: "supported",
    Grade.B: "limited or short-term",
    Grade.C: "not shown",
    Grade.D: "contradicted or unsafe",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: a paper or an official text."""

    citation: str
    link: str = ""

    def __str__(self) -> str:
        """Put both in one line."""
        return f"{self.citation}. {self.link}" if self.link else self.citation


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that can be said about massage, and how well it is backed."""

    id: str
    topic: Topic
    text: str
    """True as it stands: with a C or D it denies an idea or warns of it."""
    grade: Grade
    sources: tuple[Source, ...]
    article: str = ""
    """Where the article that the project began from said more: what, and why not here."""

    def holds(self, words: str) -> bool:
        """Tell whether every word is somewhere in it, whatever the case and the accents."""
        everything = " ".join([self.text, self.article, *map(str, self.sources)])
        text = unaccented(everything).casefold()
        return all(word in text for word in unaccented(words).casefold().split())


def topic_named(name: str) -> Topic:
    """Return the topic of that name; raises UsageError, which tells what there is."""
    try:
        return Topic(name.strip().casefold())
    except ValueError:
        near = did_you_mean(name, Topic)
        raise UsageError(
            f"There is no topic '{name}'{near}. There are: {', '.join(Topic)}. "
            "A word is found with --search."
        ) from None


def by_topic(claims: Iterable[Claim]) -> list[tuple[Topic, list[Claim]]]:
    """Return the claims under their topics, in the order of telling."""
    ordered = sorted(claims, key=lambda claim: list(Topic).index(claim.topic))
    return [(topic, list(group)) for topic, group in groupby(ordered, lambda claim: claim.topic)]


def claims_json(claims: Sequence[Claim]) -> str:
    """Return the claims in the form that other programs rely on, in ASCII."""
    topics = [
        {"topic": topic, "claims": [_entry(claim) for claim in group]}
        for topic, group in by_topic(claims)
    ]
    return json.dumps(topics, indent=2)


def _entry(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id,
        "text": claim.text,
        "grade": claim.grade,
        "sources": [str(source) for source in claim.sources],
        "article": claim.article or None,
    }
