"""Read docs/hazards.toml, and write the tables of docs/hazards.md from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from footcoach.core.data import parse_data
from footcoach.core.questionnaire import BY_ID, RULES

LOG = Path(__file__).parents[1] / "docs" / "hazards.toml"


class Group(StrEnum):
    BODY = "body"
    QUESTIONS = "questions"
    SESSION = "session"
    PROGRAM = "program"


class Severity(StrEnum):
    DEATH = "death"
    LASTING = "lasting"
    INJURY = "injury"
    DISCOMFORT = "discomfort"


class Likelihood(StrEnum):
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    RARE = "rare"


@dataclass(frozen=True, slots=True)
class Risk:
    severity: Severity
    likelihood: Likelihood

    def __str__(self) -> str:
        return f"{self.severity}, {self.likelihood}"


@dataclass(frozen=True, slots=True)
class Control:
    does: str
    by: tuple[str, ...]
    tests: tuple[str, ...]
    source: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """What it rests on: its own source, then those of its questions, items and rules."""
        found = [self.source] if self.source else []
        for id_ in self.by:
            found += SOURCES.get(id_, ())
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Hazard:
    id: str
    group: Group
    title: str
    cause: str
    effect: str
    harm: str
    before: Risk
    after: Risk
    left: str
    controls: tuple[Control, ...] = ()
    built: bool = True
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThirdParty:
    name: str
    does: str
    wrong: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Log:
    severity: dict[Severity, str]
    likelihood: dict[Likelihood, str]
    groups: dict[Group, str]
    hazards: tuple[Hazard, ...]
    third_parties: tuple[ThirdParty, ...]


QUESTIONS = tuple(BY_ID.values())
SOURCES: dict[str, tuple[str, ...]] = {rule.id: rule.sources for rule in RULES}
for question in QUESTIONS:
    SOURCES[question.id] = tuple(each for item in question.items for each in item.sources)
    SOURCES |= {f"{question.id}.{item.id}": item.sources for item in question.items}

_LOG = parse_data(LOG.read_text(encoding="utf-8"), Log, name=LOG.name, readers={})
HAZARDS = _LOG.hazards
THIRD_PARTIES = _LOG.third_parties


def scales() -> Iterator[str]:
    """Yield what the words for severity and likelihood mean."""
    yield "| severity | meaning |"
    yield "|---|---|"
    yield from (f"| {word} | {meaning} |" for word, meaning in _LOG.severity.items())
    yield ""
    yield "| likelihood | of a thousand people who massage their feet for a year, it would harm |"
    yield "|---|---|"
    yield from (f"| {word} | {meaning} |" for word, meaning in _LOG.likelihood.items())


def overview() -> Iterator[str]:
    """Yield a row for each hazard, by group, with what is left of it."""
    for group, heading in _LOG.groups.items():
        yield from (f"**{heading}**", "")
        yield from ("| hazard | before | after | what is left |", "|---|---|---|---|")
        for hazard in HAZARDS:
            if hazard.group is group:
                after = str(hazard.after) if hazard.built else "not built"
                title = f"[{hazard.title}](#{hazard.id})"
                yield f"| {title} | {hazard.before} | {after} | {hazard.left} |"
        yield ""


def hazards() -> Iterator[str]:
    """Yield all about each hazard, with its controls, their sources and their tests."""
    for hazard in sorted(HAZARDS, key=lambda each: list(Group).index(each.group)):
        # Headings are too long to be good addresses, and may change.
        yield from (f'### <a id="{hazard.id}"></a>{hazard.title}', "")
        yield f"{hazard.cause} {hazard.effect} **Harm:** {hazard.harm}"
        yield ""
        if not hazard.built:
            yield from ("*Not built.* It may only be if:", "")
            yield from (f"- {each}" for each in hazard.conditions)
            yield ""
            continue
        yield from ("| control | by | rests on | shown by |", "|---|---|---|---|")
        for control in hazard.controls:
            cells = (", ".join(map(_code, control.by)), "; ".join(control.sources))
            yield f"| {control.does} | {' | '.join(cells)} | {_tests(control.tests)} |"
        yield ""


def third_parties() -> Iterator[str]:
    """Yield a row for each program of other people on which safety rests."""
    yield "| what | what it does here | what could go wrong | what would show it |"
    yield "|---|---|---|---|"
    for each in THIRD_PARTIES:
        yield f"| {each.name} | {each.does} | {each.wrong} | {_tests(each.tests)} |"


def _tests(names: tuple[str, ...]) -> str:
    return "<br>".join(_code(name.removeprefix("tests/")) for name in names)


def _code(name: str) -> str:
    return f"`{name.removeprefix('footcoach.')}`"
