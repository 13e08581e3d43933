"""People with known conditions, who answered from the screen alone, get the level they should.

`people.json` holds who they are, what readers answered in their place (every answer that is not
"no"; two or three readers for each of the 118), and the level that the evidence gives them. More
severe levels are fine only where the file says so: sending people away for nothing teaches them to
lie.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from footcoach.core.interview import Interview
from footcoach.core.question import Answer, Level
from samples import NOW, settle

PEOPLE = json.loads(Path(__file__).with_name("people.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("level", Level)
def test_everyone_gets_the_level_that_the_evidence_gives_them(level: Level) -> None:
    people = [person for person in PEOPLE if person["level"] == level]
    assert people
    for person in people:
        for answers in person["readers"]:
            check(person, answers, level)


def check(person: dict[str, Any], answers: dict[str, str], least: Level) -> None:
    """Ask the person everything that is due, in the order of asking."""
    interview = Interview(after_exercise=person.get("routine") == "runner", started_at=NOW)
    while interview.question is not None:
        interview = settle(interview, Answer(answers.get(interview.question.id, "no")))
    found = interview.assessment.level
    assert found in {least, *person["also_fine"]}, (person["id"], person["why"])
    # Nobody is sent away who may massage, and nobody let in who may not.
    assert found.blocks == least.blocks, person["id"]
    if least.severity >= Level.URGENT.severity and not person["also_fine"]:
        assert found.severity >= least.severity, person["id"]
    if found is not Level.EMERGENCY:  # which ends the questions
        assert set(answers) <= set(interview.answers), person["id"]
