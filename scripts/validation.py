"""The tables in docs/validation.md: which levels the readers' answers led to.

python scripts/validation.py    # before you put new answers into people.json: keep the last round

The last round's answers are in tests/core/people.json and are checked against today's questions.
Those of earlier rounds, given to earlier wording, are in earlier_rounds.json with the level they
led to at the time: this script copies the last round there. docs.py writes the tables.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from screened import answered

from footcoach.core.question import Answer, Level, Said
from footcoach.core.questionnaire import BY_ID, answer_in_words
from footcoach.core.screening import Reason

FOLDER = Path(__file__).parents[1] / "tests" / "core"
KEPT = FOLDER / "earlier_rounds.json"
PEOPLE: list[dict[str, Any]] = json.loads((FOLDER / "people.json").read_text(encoding="utf-8"))
EARLIER: list[dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8"))
READERS = list(dict.fromkeys(reader for person in PEOPLE for reader in person["readers"]))


@dataclass(frozen=True, slots=True)
class Result:
    """The level that one reader's answers for a person led to, and the expected one."""

    person: dict[str, Any]
    answers: dict[str, Any]
    found: Level
    # Why this level was found; empty for an earlier round.
    reasons: tuple[Reason, ...] = ()

    @property
    def expected(self) -> Level:
        return Level(self.person["level"])

    @property
    def acceptable(self) -> bool:
        return self.found in {self.expected, *self.person["also_fine"]}

    @property
    def missed(self) -> bool:
        """Whether someone who needs help today got a level below urgent."""
        return self.expected.severity >= Level.URGENT.severity > self.found.severity

    @property
    def blocked(self) -> bool:
        """Whether someone who may massage was turned away."""
        return not self.acceptable and self.found.blocks and not self.expected.blocks

    @property
    def note(self) -> str:
        return ", **missed**" if self.missed else ", **blocked**" if self.blocked else ""


@dataclass(frozen=True, slots=True)
class Round:
    """The results of one reader in one round."""

    number: int
    reader: str
    results: list[Result]

    @property
    def wrong(self) -> list[Result]:
        return [each for each in self.results if not each.acceptable]


def parse(answer: Any) -> Answer:
    return tuple(answer) if isinstance(answer, list) else Said(answer)


def earlier_rounds() -> list[Round]:
    """Return the results of earlier rounds, for the people who are still in people.json."""
    people = {person["id"]: person for person in PEOPLE}
    return [
        Round(
            kept["round"],
            kept["reader"],
            [
                Result(people[id_], each["answers"], Level(each["level"]))
                for id_, each in kept["people"].items()
                if id_ in people
            ],
        )
        for kept in EARLIER
    ]


def new_rounds() -> list[Round]:
    """Return the results of the answers that are not from an earlier round."""
    number = max((kept["round"] for kept in EARLIER), default=0) + 1
    known = [{i: each["answers"] for i, each in kept["people"].items()} for kept in EARLIER]
    found = []
    for reader in READERS:
        people = [person for person in PEOPLE if reader in person["readers"]]
        if {person["id"]: person["readers"][reader] for person in people} not in known:
            found.append(Round(number, reader, [screened(each, reader) for each in people]))
    return found


def screened(person: dict[str, Any], reader: str) -> Result:
    answers = person["readers"][reader]
    given = {id_: parse(answer) for id_, answer in answers.items()}
    assessment = answered(given, after_exercise=True).assessment
    return Result(person, answers, assessment.level, assessment.reasons)


ROUNDS = sorted((*earlier_rounds(), *new_rounds()), key=lambda each: each.number)
# Each reader's last round.
LAST = list({each.reader: each for each in ROUNDS}.values())


def totals() -> Iterator[str]:
    yield "| round | reader | people | acceptable level | missed | blocked |"
    yield "|---:|---|---:|---:|---:|---:|"
    for each in ROUNDS:
        results = each.results
        fine = len(results) - len(each.wrong)
        danger = [one for one in results if one.expected.severity >= Level.URGENT.severity]
        free = [one for one in results if not one.expected.blocks]
        missed = sum(one.missed for one in results)
        blocked = sum(one.blocked for one in results)
        yield (
            f"| {each.number} | {each.reader} | {len(results)} | "
            f"{fine} ({fine / len(results):.1%}) | {missed} of {len(danger)} | "
            f"{blocked} of {len(free)} ({blocked / len(free):.1%}) |"
        )


def wrong() -> Iterator[str]:
    """List everyone whose level was not acceptable in the last round, and say why."""
    for each in LAST:
        yield from (f"### {each.reader.capitalize()}, round {each.number}", "")
        for result in each.wrong:
            person = result.person
            yield f"- `{person['id']}`: `{result.found}`, not {expected(person)}{result.note}."
            yield f"  {person['person']} *{person['why']}*"
            yield f"  {explain(result)}"
        yield ""


def explain(result: Result) -> str:
    """Name the answers behind a level that is too severe; otherwise, all the answers."""
    led = [each for each in result.reasons if each.level is result.found]
    if led and result.found.severity > result.expected.severity:
        return f"Because of: {'; '.join(f'`{each.id}` ({each.label})' for each in led)}."
    pressed = "; ".join(f"`{id_}`: {in_words(id_, a)}" for id_, a in result.answers.items())
    return f"All answers: {pressed or 'none'}."


def in_words(id_: str, answer: Any) -> str:
    """Return an answer in today's wording, or as ids if those items no longer exist."""
    known = {item.id for item in BY_ID[id_].items} if id_ in BY_ID else set()
    if isinstance(answer, list) and not set(answer) <= known:
        return ", ".join(answer)
    return answer_in_words(BY_ID[id_], parse(answer)) if id_ in BY_ID else str(answer)


def expected(person: dict[str, Any]) -> str:
    also = "".join(f" or `{level}`" for level in person["also_fine"])
    return f"`{person['level']}`{also}"


def earlier() -> Iterator[str]:
    """List everyone whose level was not acceptable in an earlier round, with the ids used then."""
    yield "| round | reader | person | level found | expected | answers |"
    yield "|---:|---|---|---|---|---|"
    for each in (one for one in ROUNDS if one not in LAST):
        for result in each.wrong:
            pressed = ", ".join(
                f"`{id_}.{item}`"
                for id_, answer in result.answers.items()
                for item in ([answer] if isinstance(answer, str) else answer)
            )
            yield (
                f"| {each.number} | {each.reader} | `{result.person['id']}` | "
                f"`{result.found}`{result.note} | {expected(result.person)} | {pressed} |"
            )


def everyone() -> Iterator[str]:
    found = {each.reader: {one.person["id"]: one for one in each.results} for each in LAST}
    yield f"| person | expected | {' | '.join(found)} |"
    yield f"|---|---|{'---|' * len(found)}"
    for person in PEOPLE:
        levels = []
        for results in found.values():
            result = results.get(person["id"])
            level = f"`{result.found}`" if result else ""
            levels.append(level if not result or result.acceptable else f"**{level}**")
        who = f"`{person['id']}`: {person['person']}"
        yield f"| {who} | {expected(person)} | {' | '.join(levels)} |"


def keep() -> None:
    """Add the last round, with the levels it leads to today, to earlier_rounds.json."""
    parts = []
    for each in ROUNDS:
        rows = ",\n".join(
            f"  {json.dumps(one.person['id'])}: "
            f"{json.dumps({'answers': one.answers, 'level': one.found})}"
            for one in each.results
        )
        head = f'{{"round": {each.number}, "reader": {json.dumps(each.reader)}, "people": {{'
        parts.append(f"{head}\n{rows}}}}}")
    KEPT.write_text("[\n" + ",\n".join(parts) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    keep()
