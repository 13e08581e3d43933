"""Making a routine by answering questions: what is offered, and what comes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from footcoach.app.composing import Problem, compose
from footcoach.core.question import Level
from footcoach.core.routine import (
    MAX_GENTLE_PRESSURE,
    NOT_GENTLE_TECHNIQUES,
    NOT_GENTLE_TOOLS,
    Part,
    Routine,
    Technique,
    Tool,
    Zone,
)
from footcoach.core.routine_file import parse_routine, routine_text
from samples import CALF, FINISH, PREPARE, a_routine

T = TypeVar("T")

AROUND = a_routine(PREPARE, CALF, FINISH)

STEP = ("kneading", "thumbs", "arch", "2: light", "45", "", "")
"""Answers for one step: the last three are typed, and empty ones take the default."""


@dataclass
class Script:
    """Answers from a list; a choice is given by a part of its words. Notes what was offered."""

    answers: Iterator[str]
    offered: dict[str, list[object]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def choose(self, title: str, choices: Sequence[tuple[str, T]]) -> T:
        self.offered[title] = [value for _, value in choices]
        answer = self._next()
        [chosen] = [value for text, value in choices if answer in text]
        return chosen

    def write(self, title: str, default: str, problem: Problem) -> str:
        while True:
            typed = self._next() or default
            told = problem(typed)
            if not told:
                return typed
            self.refused.append(told)

    def say(self, *lines: str) -> None:
        self.said += lines

    def _next(self) -> str:
        try:
            answer = next(self.answers)
        except StopIteration:
            raise EOFError from None
        if answer == "^C":
            raise KeyboardInterrupt
        return answer


def composed(*answers: str) -> tuple[Routine, Script]:
    script = Script(iter(answers))
    return compose(script, AROUND, lambda title: "Taken." if title == "taken" else ""), script


GENTLE = ("My feet", "For the evening.", "every day", "no", "my physio")
GO = ("My feet", "", "without any concern", "no", "")
DONE = "that is all"


def test_a_routine_is_what_was_answered_between_the_steps_around_it() -> None:
    routine, _ = composed(*GENTLE, *STEP, DONE)
    assert (routine.title, routine.summary) == ("My feet", "For the evening.")
    assert (routine.level, routine.after_exercise) == (Level.GENTLE, False)
    assert routine.steps[0] == PREPARE
    assert routine.steps[-1] == FINISH
    [step] = routine.in_part(Part.EACH_FOOT)
    assert (step.technique, step.tool, step.zone) == (Technique.KNEADING, Tool.THUMBS, Zone.ARCH)
    assert (step.pressure, step.seconds, step.source) == (2, 45, "my physio")
    assert step.title == "Knead the arch"
    assert step.how == "Knead the arch with your thumbs, slowly. Stop if it hurts."


def test_what_was_composed_makes_a_file_without_mistakes() -> None:
    routine, _ = composed(*GENTLE, *STEP, DONE)
    assert parse_routine(routine_text(routine, name="x"), name="x.toml") == routine


def test_only_light_work_is_offered_for_every_day() -> None:
    _, script = composed(*GENTLE, *STEP, DONE)
    assert set(script.offered["What do the hands do?"]) == (
        set(Technique) - NOT_GENTLE_TECHNIQUES - {Technique.CARE}
    )
    assert set(script.offered["With what?"]) == set(Tool) - NOT_GENTLE_TOOLS
    assert set(script.offered["Where?"]) == set(Zone) - {Zone.CALF}
    assert max(map(int, map(str, script.offered["How hard, of 10?"]))) == MAX_GENTLE_PRESSURE


def test_all_techniques_tools_and_zones_are_offered_for_other_days() -> None:
    _, script = composed(*GO, *STEP, DONE)
    assert set(script.offered["What do the hands do?"]) == set(Technique) - {Technique.CARE}
    assert set(script.offered["With what?"]) == set(Tool)
    assert set(script.offered["Where?"]) == set(Zone)
    assert script.offered["How hard, of 10?"] == [1, 2, 3, 4]


@pytest.mark.parametrize("technique", ["gliding", "press and hold", "stretch", "vibration"])
@pytest.mark.parametrize("zone", ["whole foot", "ball of the foot", "calf"])
def test_every_default_text_fits(technique: str, zone: str) -> None:
    routine, script = composed(*GO, technique, "knuckles", zone, "4:", "", "", "", DONE)
    assert script.refused == []
    assert len(routine.in_part(Part.EACH_FOOT)) == 1


def test_the_whole_length_is_told_after_each_step() -> None:
    _, script = composed(*GENTLE, *STEP, "add a step", *STEP, DONE)
    totals = [line for line in script.said if line.startswith("With all around it")]
    assert totals == [
        "With all around it, for both feet: 2.5 min.",
        "With all around it, for both feet: 4.5 min.",
    ]


def test_a_step_can_be_taken_out_again_and_one_at_least_is_needed() -> None:
    other = ("gliding", "hands", "sole", "1:", "60", "", "")
    routine, script = composed(*GENTLE, *STEP, "take step 1 out", *other, DONE)
    assert [step.zone for step in routine.in_part(Part.EACH_FOOT)] == [Zone.SOLE]
    assert script.said.count("  1. Knead the arch, 0:45") == 1


@pytest.mark.parametrize("typed", ["0", "-5", "901", "1.5", "45 s", "one", "9" * 5000, "½"])
def test_seconds_that_are_no_number_of_seconds_are_asked_again(typed: str) -> None:
    _, script = composed(*GENTLE, *STEP[:4], typed, *STEP[4:], DONE)
    assert script.refused == ["Please type a whole number from 1 to 900."]


def test_no_more_than_an_hour_can_be_composed() -> None:
    long = (*STEP[:4], "900", "", "")
    _, script = composed(*GENTLE, *long, "add a step", *STEP[:4], "900", *STEP[4:], DONE)
    assert script.refused == ["With that it lasts over 60 minutes; please take less."]


def test_at_an_hour_no_step_is_offered_any_more() -> None:
    long = (*STEP[:4], "840", "", "")
    _, script = composed(*GENTLE, *long, "add a step", *STEP[:4], "900", "", "", DONE)
    assert len(script.offered["And now?"]) == 2


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("", "Please type something."),
        ("   ", "Please type something."),
        ("x" * 41, "Please use at most 40 characters; these are 41."),
        ("taken", "Taken."),
    ],
)
def test_a_title_that_cannot_be_is_asked_again(title: str, told: str) -> None:
    routine, script = composed(title, *GENTLE, *STEP, DONE)
    assert script.refused == [told]
    assert routine.title == "My feet"


def test_too_many_words_to_hear_are_asked_again() -> None:
    _, script = composed(*GENTLE, *STEP[:-1], "word " * 26, "", DONE)
    assert script.refused == ["Please use at most 25 words; these are 26."]


def test_a_step_for_the_calf_may_say_so() -> None:
    _, script = composed(*GO, "gliding", "hands", "calf", "1:", "", "Calf", "Up the calf.", DONE)
    assert script.refused == []


def test_escape_codes_that_are_typed_are_kept_as_their_names() -> None:
    routine, _ = composed("\x1b[31m", *GENTLE[1:], *STEP, DONE)
    assert routine.title == "<1b>[31m"


def test_a_calf_step_makes_the_question_for_runners_due() -> None:
    routine, _ = composed(*GO, "gliding", "hands", "calf", "1:", "", "", "", DONE)
    assert routine.asks_runner_question


@pytest.mark.parametrize("count", range(len(GENTLE + STEP) + 1))
def test_whoever_leaves_at_any_question_gets_nothing(count: int) -> None:
    answers = (*GENTLE, *STEP)[:count]
    with pytest.raises(KeyboardInterrupt):
        composed(*answers, "^C")
    with pytest.raises(EOFError):
        composed(*answers)
