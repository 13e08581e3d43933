"""Load and search the claims in `data/evidence.toml` about what massage does and does not do."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from footcoach.core.data import parse_data, read_data
from footcoach.core.errors import UsageError
from footcoach.core.text import both, did_you_mean, unaccented

if TYPE_CHECKING:
    from footcoach.core.routine import Routine


class Topic(StrEnum):
    """The topics a person can ask about, in the order in which they are listed."""

    TYPES = "types"
    SELF_MASSAGE = "self-massage"
    BENEFITS = "benefits"
    RUNNERS = "runners"
    DIABETES = "diabetes"
    RISKS = "risks"
    MYTHS = "myths"


class Grade(StrEnum):
    """A and B grade the claim itself; C and D, the idea that the claim denies or warns against."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Source:
    """A paper or an official text, with its web address if one was found."""

    citation: str
    link: str = ""

    def __str__(self) -> str:
        """Return the citation and the link on one line."""
        return f"{self.citation}. {self.link}" if self.link else self.citation


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about massage, and how well it is supported."""

    id: str
    topic: Topic
    grade: Grade
    text: str
    sources: tuple[Source, ...]
    # What the article behind this project says beyond the claim, and why the claim leaves it out.
    article: str = ""

    def contains(self, words: str) -> bool:
        """Tell whether every word is in the text or sources, ignoring case and accents."""
        text = unaccented(" ".join([self.text, *map(str, self.sources)])).casefold()
        return all(word in text for word in unaccented(words).casefold().split())


@dataclass(frozen=True, slots=True)
class Evidence:
    """The contents of evidence.toml; the file itself explains every key."""

    article: Source
    topics: dict[Topic, str]
    grades: dict[Grade, str]
    claims: tuple[Claim, ...]


def _parse_source(text: str) -> Source:
    citation, _, address = text.partition(". https://")
    return Source(citation, f"https://{address}" if address else "")


_NAME = "evidence.toml"
_LOADED = parse_data(read_data(_NAME), Evidence, name=_NAME, readers={Source: _parse_source})

ARTICLE = _LOADED.article
ABOUT = _LOADED.topics
GRADES = _LOADED.grades
CLAIMS = _LOADED.claims

# Topics for techniques that "types" does not explain: "benefits" covers stretching (heel pain),
# "self-massage" covers care (lotion). "types" does cover press-and-hold, under trigger points.
_OTHER_TOPICS = {"stretch": Topic.BENEFITS, "care": Topic.SELF_MASSAGE}


def find_topic(name: str) -> Topic:
    """Return the topic with that name, or raise UsageError listing the topics."""
    try:
        return Topic(name.strip().casefold())
    except ValueError:
        near = did_you_mean(name, Topic)
        raise UsageError(
            f"There is no topic '{name}'{near}. Topics: {', '.join(Topic)}. "
            "To find a word, use --search WORD."
        ) from None


def by_topic(claims: Iterable[Claim]) -> list[tuple[Topic, list[Claim]]]:
    """Return the claims grouped by topic, in the order of the topics."""
    claims = list(claims)
    groups = ((topic, [each for each in claims if each.topic is topic]) for topic in Topic)
    return [(topic, group) for topic, group in groups if group]


def claims_json(claims: Sequence[Claim]) -> str:
    """Return the claims as ASCII JSON, in the format that other programs rely on."""
    topics = []
    for topic, group in by_topic(claims):
        entries = [
            {
                "id": claim.id,
                "text": claim.text,
                "grade": claim.grade,
                "sources": [str(source) for source in claim.sources],
                "article": claim.article or None,
            }
            for claim in group
        ]
        topics.append({"topic": topic, "claims": entries})
    return json.dumps(topics, indent=2)


def why(routine: "Routine") -> str:
    """Say where to read more: "Why: footcoach learn runners; also types and self-massage."."""
    found = {_OTHER_TOPICS.get(step.technique, Topic.TYPES) for step in routine.steps}
    topics = [topic for topic in Topic if topic in found]
    first, *others = [Topic.RUNNERS, *topics] if routine.asks_runner_question else topics
    return f"Why: footcoach learn {first}{f'; also {both(others)}' if others else ''}."
