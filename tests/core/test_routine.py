"""What a routine may be: its limits, what may call itself gentle, how long it lasts."""

from itertools import product

import pytest
from pydantic import ValidationError

from footcoach.core.errors import RoutineError
from footcoach.core.question import Level
from footcoach.core.routine import Routine, Step
from footcoach.core.routine_file import parse_routine, routine_text
from footcoach.core.schedule import seconds_of
from footcoach.core.states import Zone
from samples import CALF, FINISH, PREPARE, a_routine, a_step

NOT_GENTLE: list[tuple[dict[str, object], str]] = [
    ({"technique": "friction"}, "friction"),
    ({"technique": "tapping"}, "tapping"),
    ({"technique": "press_and_hold"}, "press and hold"),
    ({"technique": "stretch"}, "stretch"),
    ({"tool": "knuckles"}, "the knuckles"),
    ({"tool": "ball"}, "the ball"),
    ({"zone": "calf"}, "the calf"),
    ({"pressure": 3}, "pressure 3 (gentle is at most 2)"),
    ({"pressure": 4}, "pressure 4 (gentle is at most 2)"),
]


def refusal(*steps: Step, **changes: object) -> str:
    with pytest.raises(ValidationError) as caught:
        a_routine(*steps, **changes)
    return str(caught.value)


def test_a_routine_and_its_steps_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        a_routine().title = "Other"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        a_step().pressure = 4  # type: ignore[misc]


@pytest.mark.parametrize(
    ("key", "allowed", "refused"),
    [
        ("seconds", (1, 45.5, 900), (0, -5, 900.5, True, "30", float("inf"), float("nan"))),
        ("pressure", (0, 1, 2, 3, 4), (-1, 5, 1.5, 2.0, True)),
        ("title", ("x" * 40,), ("x" * 41, "", "  ", 7)),
        ("how", ("go " * 25, "x" * 240), ("go " * 26, "x" * 241, "")),
        ("source", ("x" * 240,), ("x" * 241, "")),
    ],
)
def test_a_step_keeps_to_its_limits(
    key: str, allowed: tuple[object, ...], refused: tuple[object, ...]
) -> None:
    for value in allowed:
        assert a_step(**{key: value})
    for value in refused:
        with pytest.raises(ValidationError):
            a_step(**{key: value})


def test_a_routine_keeps_to_its_limits() -> None:
    brief = a_step(seconds=5)
    assert a_routine(*[brief] * 40, title="x" * 40, summary="x" * 90)
    assert "at most 40" in refusal(*[brief] * 41)
    assert "at most 40" in refusal(title="x" * 41)
    assert "at most 90" in refusal(summary="x" * 91)


def test_no_routine_runs_at_a_level_that_blocks() -> None:
    for level in Level:
        if level.blocks:
            assert "'go'> or <Level.GENTLE" in refusal(level=level)


@pytest.mark.parametrize(("changes", "named"), NOT_GENTLE)
def test_a_gentle_routine_has_no_strong_steps(changes: dict[str, object], named: str) -> None:
    step = a_step(title="The culprit", **changes)
    assert step.not_gentle == named
    assert f"step 2 (The culprit) uses {named}; " in refusal(a_step(), step, level="gentle")
    assert a_routine(step, level="go").level is Level.GO


def test_light_work_with_the_hands_on_the_foot_is_gentle() -> None:
    techniques = ("gliding", "kneading", "vibration", "care")
    zones = set(Zone) - {Zone.CALF}
    for technique, tool, zone in product(techniques, ("hands", "thumbs", "fingers"), zones):
        pressure = 0 if technique == "care" else 2
        step = a_step(technique=technique, tool=tool, zone=zone, pressure=pressure)
        assert a_routine(step, level="gentle").level is Level.GENTLE


def test_what_calls_itself_care_cannot_press() -> None:
    with pytest.raises(ValidationError, match="care has no pressure"):
        a_step(technique="care", pressure=1)


def test_the_runner_question_is_asked_after_exercise_and_before_any_calf_step() -> None:
    assert not a_routine(a_step()).asks_runner_question
    assert a_routine(a_step(), after_exercise=True).asks_runner_question
    assert a_routine(a_step(), CALF).asks_runner_question


def test_the_length_counts_get_readies_steps_and_the_change_of_feet() -> None:
    # Before 5 + 20; each foot 30 and 20, with 3 + 3 left and 5 + 3 right; change 10; after 3 + 25.
    assert seconds_of(a_routine()) == 25 + (3 + 30 + 3 + 20) + 10 + (5 + 30 + 3 + 20) + 3 + 25
    assert seconds_of(a_routine(a_step(seconds=30))) == 5 + 30 + 10 + 5 + 30


def test_an_hour_is_allowed_to_the_second() -> None:
    # 4 steps each foot: 8 get-readies, two of 5 s; change 10 s; so 38 s beside the massage.
    exact = (3600 - 38) / 8
    assert seconds_of(a_routine(*[a_step(seconds=exact)] * 4)) == 3600
    longer = routine_text(a_routine(*[a_step(seconds=exact + 0.1)] * 4), name="long")
    with pytest.raises(RoutineError, match="takes 60:01 minutes"):
        parse_routine(longer, name="long")


def test_a_routine_without_massage_is_refused() -> None:
    assert "no step has part = 'each_foot'" in refusal(PREPARE, FINISH)
    with pytest.raises(ValidationError, match="no massage"):
        Routine.model_validate({"title": "A", "summary": "B", "level": "go", "steps": ()})
