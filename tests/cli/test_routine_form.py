"""The form of `routines new`: what it offers, and what comes of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from footcoach.cli import routine_form
from footcoach.cli.routine_form import fill_in
from footcoach.core.errors import StorageError
from footcoach.core.question import Level
from footcoach.core.routine import (
    MAX_GENTLE_PRESSURE,
    NOT_GENTLE_TECHNIQUES,
    NOT_GENTLE_TOOLS,
    Part,
    Routine,
    Technique,
    Tool,
)
from footcoach.core.routine_file import parse_routine, routine_text
from footcoach.core.states import Zone
from samples import CALF, FINISH, PREPARE, a_routine

T = TypeVar("T")
Fill = Callable[..., Routine]

FRAME = a_routine(PREPARE, CALF, FINISH)
GENTLE = ("My feet", "every day", "no")
GO = ("My feet", "without any", "no")
# The last two are typed; empty takes the default.
STEP = ("knead", "thumbs", "arch", "2: light", "45", "")
DONE = "done: save it"


@dataclass
class Form:
    """Answers from a list; a choice is given by a part of its words. Notes what was offered."""

    answers: Iterator[str] = field(default_factory=lambda: iter(()))
    offered: dict[str, list[object]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def choose(self, title: str, choices: Sequence[tuple[str, T]]) -> T:
        self.offered[title] = [value for _, value in choices]
        answer = next(self.answers)
        [chosen] = [value for text, value in choices if answer in text]
        return chosen

    def write(self, question: str, default: str, problem: Callable[[str], str]) -> str:
        while True:
            typed = next(self.answers) or default
            said = problem(typed)
            if not said:
                return typed
            self.refused.append(said)


@pytest.fixture
def form(monkeypatch: pytest.MonkeyPatch) -> Form:
    form = Form()
    monkeypatch.setattr(routine_form, "choose", form.choose)
    monkeypatch.setattr(routine_form, "_write", form.write)
    return form


def fill(form: Form, *answers: str) -> Routine:
    form.answers = iter(answers)
    return fill_in(FRAME)


def test_a_routine_is_what_was_filled_in_between_the_steps_around_it(form: Form) -> None:
    routine = fill(form, *GENTLE, *STEP, DONE)
    assert (routine.title, routine.level, routine.after_exercise) == ("My feet", "gentle", False)
    assert (routine.steps[0], routine.steps[-1]) == (PREPARE, FINISH)
    [step] = routine.in_part(Part.EACH_FOOT)
    assert (step.technique, step.tool, step.zone) == (Technique.KNEADING, Tool.THUMBS, Zone.ARCH)
    assert (step.pressure, step.seconds, step.title) == (2, 45, "Knead the arch")
    assert step.how == "Knead the arch with your thumbs, slowly. Stop if it hurts."
    assert parse_routine(routine_text(routine, name="x"), name="x.toml") == routine


def test_only_light_work_is_offered_for_every_day(form: Form) -> None:
    fill(form, *GENTLE, *STEP, DONE)
    techniques = set(Technique) - {Technique.CARE}
    assert set(form.offered["What do the hands do?"]) == techniques - NOT_GENTLE_TECHNIQUES
    assert set(form.offered["With what?"]) == set(Tool) - NOT_GENTLE_TOOLS
    assert set(form.offered["Where?"]) == set(Zone) - {Zone.CALF}
    assert max(map(int, map(str, form.offered["How hard, of 10?"]))) == MAX_GENTLE_PRESSURE


def test_everything_is_offered_for_other_days(form: Form) -> None:
    routine = fill(form, *GO, "glide", "hands", "calf", "4:", "", "", DONE)
    assert set(form.offered["What do the hands do?"]) == set(Technique) - {Technique.CARE}
    assert set(form.offered["With what?"]) == set(Tool)
    assert set(form.offered["Where?"]) == set(Zone)
    assert form.offered["How hard, of 10?"] == [1, 2, 3, 4]
    assert routine.level is Level.GO
    assert routine.asks_runner_question


@pytest.mark.parametrize("technique", ["glide", "press and hold", "stretch", "shake"])
@pytest.mark.parametrize("zone", ["whole foot", "ball of the foot", "calf"])
def test_every_default_text_fits(form: Form, technique: str, zone: str) -> None:
    fill(form, *GO, technique, "knuckles", zone, "4:", "", "", DONE)
    assert form.refused == []


def test_steps_are_added_until_it_is_done(form: Form, capsys: pytest.CaptureFixture[str]) -> None:
    other = ("glide", "hands", "sole", "1:", "60", "")
    routine = fill(form, *GENTLE, *STEP, "add a step", *other, DONE)
    assert [step.zone for step in routine.in_part(Part.EACH_FOOT)] == [Zone.ARCH, Zone.SOLE]
    out = capsys.readouterr().out
    assert "  2. Glide over the sole, 1:00\nWhole session, both feet: 5 min.\n" in out


@pytest.mark.parametrize("typed", ["0", "-5", "901", "1.5", "45 s", "one", "9" * 5000, "½"])
def test_seconds_that_are_not_a_number_of_seconds_are_asked_again(form: Form, typed: str) -> None:
    fill(form, *GENTLE, *STEP[:4], typed, *STEP[4:], DONE)
    assert form.refused == ["Type a whole number from 1 to 900."]


def test_no_more_than_an_hour_can_be_filled_in(form: Form) -> None:
    long = (*STEP[:4], "900", "")
    routine = fill(form, *GENTLE, *long, "add a step", *STEP[:4], "900", "800", "", DONE)
    (refused,) = form.refused
    most = int(refused.removeprefix("Type a whole number from 1 to ").rstrip("."))
    assert 800 <= most < 900
    assert routine.seconds <= 3600
    fill(form, *GENTLE, *long, "add a step", *STEP[:4], str(most), "", DONE)
    assert form.offered["What next?"] == [False], "there is no room for another step"


@pytest.mark.parametrize("title", ["", "???", "x" * 41, "general"])
def test_a_title_that_cannot_be_is_asked_again(form: Form, title: str) -> None:
    routine = fill(form, title, *GENTLE, *STEP, DONE)
    assert len(form.refused) == 1
    assert routine.title == "My feet"


def test_a_failure_to_read_the_folder_is_said_in_the_prompt(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = iter([StorageError("The folder cannot be read."), None])

    def require_free(name: str) -> None:
        if problem := next(problems):
            raise problem

    monkeypatch.setattr(routine_form, "require_free", require_free)
    fill(form, "My feet", *GENTLE, *STEP, DONE)
    assert form.refused == ["The folder cannot be read."]


def test_too_many_words_to_listen_to_are_asked_again(form: Form) -> None:
    fill(form, *GENTLE, *STEP[:-1], "word " * 26, "", DONE)
    assert form.refused == ["Use 1 to 25 words."]
