"""People with known conditions, who answered from the screen alone, get the level they should.

`people.json` holds who they are, what readers answered in their place to the wordings of the
questionnaire (every answer that is not "no"; two or three readers for each of the 118), and the
level that the evidence gives them.
Levels graver than expected are fine only where the file says so: sending people away for nothing
teaches them to lie.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from footcoach.core.interview import Interview
from footcoach.core.question import Answer, Level
from samples import NOW, settle

PEOPLE: list[dict[str, Any]] = [
    {**person, "answers": answers}
    for person in json.loads(Path(__file__).with_name("people.json").read_text(encoding="utf-8"))
    for answers in person["readers"]
]
person = pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["id"])


def screened(person: dict[str, Any]) -> Interview:
    """Ask the person everything that is due, in the order of asking."""
    runs = person.get("routine") == "runner"
    interview = Interview(after_exercise=runs, started_at=NOW)
    while interview.question is not None:
        answer = person["answers"].get(interview.question.id, "no")
        interview = settle(interview, Answer(answer))
    return interview


@person
def test_everyone_gets_the_level_that_the_evidence_gives_them(person: dict[str, Any]) -> None:
    level = screened(person).assessment.level
    assert level in {person["level"], *person["also_fine"]}, person["why"]


@person
def test_no_urgent_or_emergency_case_gets_a_milder_level(person: dict[str, Any]) -> None:
    level, least = screened(person).assessment.level, Level(person["level"])
    if least.severity >= Level.URGENT.severity and not person["also_fine"]:
        assert level.severity >= least.severity


@person
def test_nobody_is_sent_away_who_may_massage_and_nobody_let_in_who_may_not(
    person: dict[str, Any],
) -> None:
    assert screened(person).assessment.level.blocks == Level(person["level"]).blocks


@person
def test_every_answer_was_given_to_a_question_that_was_asked(person: dict[str, Any]) -> None:
    interview = screened(person)
    if interview.assessment.level is not Level.EMERGENCY:
        assert set(person["answers"]) <= set(interview.answers)
