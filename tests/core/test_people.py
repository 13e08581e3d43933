"""People with known conditions, who answered from the screen alone, get the level they should.

`people.json` holds who they are, the level that the evidence gives them, and what readers who knew
neither rules nor levels answered in their place: all that is not "none". An attentive adult, one
who is tired and skims in a second language, and one who is old and reads everything twice. Many of
the people asked in public whether they may massage; the others were written from the literature.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from footcoach.core.interview import Interview
from footcoach.core.question import Level, Said
from footcoach.core.questionnaire import BY_ID
from samples import NOW, settle

PEOPLE = json.loads(Path(__file__).with_name("people.json").read_text(encoding="utf-8"))
URGENT = Level.URGENT.severity

READERS = list(PEOPLE[0]["readers"])
# How many of a hundred may get another level, and how many who may massage be sent away.
ATTENTIVE, SKIMMING = (5, 3), (8, 8)
LIMITS = {reader: ATTENTIVE if reader == "attentive" else SKIMMING for reader in READERS}
each_reader = pytest.mark.parametrize("reader", READERS)


@cache
def level_of(at: int, reader: str) -> Level:
    """Ask the person everything that is due, runner's questions too, in the order of asking."""
    answers = PEOPLE[at]["readers"][reader]
    interview = Interview(after_exercise=True, started_at=NOW)
    while interview.question is not None:
        answer = answers.get(interview.question.id, Said.NONE)
        is_items = isinstance(answer, list)
        interview = settle(interview, tuple(answer) if is_items else Said(answer))
    return interview.assessment.level


def outcomes(reader: str) -> list[tuple[dict[str, Any], Level, Level]]:
    """Return each person with the level expected and the one that came out."""
    return [(p, Level(p["level"]), level_of(i, reader)) for i, p in enumerate(PEOPLE)]


def is_fine(person: dict[str, Any], level: Level) -> bool:
    return level in {person["level"], *person["also_fine"]}


@each_reader
def test_nobody_in_danger_gets_a_milder_level(reader: str) -> None:
    danger = [each for each in outcomes(reader) if each[1].severity >= URGENT]
    assert len(danger) >= 45
    for person, level, found in danger:
        fine = [Level(each).severity for each in (level, *person["also_fine"])]
        assert found.severity >= max(URGENT, min(fine)), (person["id"], person["why"])


@each_reader
def test_few_who_may_massage_are_sent_away(reader: str) -> None:
    free = [each for each in outcomes(reader) if not each[1].blocks]
    assert len(free) >= 45
    away = [p["id"] for p, _, found in free if found.blocks and not is_fine(p, found)]
    assert 100 * len(away) <= LIMITS[reader][1] * len(free), away


@each_reader
def test_nearly_all_get_a_level_that_the_evidence_gives_them(reader: str) -> None:
    wrong = [(p["id"], str(found)) for p, _, found in outcomes(reader) if not is_fine(p, found)]
    assert 100 * len(wrong) <= LIMITS[reader][0] * len(PEOPLE), wrong


def test_the_readers_answered_for_everyone_and_only_what_can_be_asked() -> None:
    assert len(PEOPLE) == len({person["id"] for person in PEOPLE}) == 161
    assert {"attentive", "skimming"} <= set(READERS)
    for person in PEOPLE:
        assert list(person["readers"]) == READERS
        for id_, answer in [a for each in person["readers"].values() for a in each.items()]:
            items = {item.id for item in BY_ID[id_].items}
            assert (
                answer in {"none", "not_sure"} if isinstance(answer, str) else set(answer) <= items
            )
