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
        ("reminder", ("", "go " * 9, "x" * 80), ("go " * 10, "x" * 81)),
        ("rounds", (1,), (0, 21, 1.5)),
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
    assert a_routine(*[brief] * 40)
    assert "at most 40" in refusal(*[brief] * 41)
    for key, most in (("title", 40), ("summary", 90), ("moment", 50), ("caution", 240)):
        assert a_routine(**{key: "x" * most})
        assert f"at most {most}" in refusal(**{key: "x" * (most + 1)})
    for key, most in (("caution", 25), ("position", 30)):
        assert a_routine(**{key: "go " * most})
        assert f"at most {most} words, not {most + 1}" in refusal(**{key: "go " * (most + 1)})


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
    techniques = ("gliding", "kneading", "vibration")
    zones = set(Zone) - {Zone.CALF}
    for technique, tool, zone in product(techniques, ("hands", "thumbs", "fingers"), zones):
        step = a_step(technique=technique, tool=tool, zone=zone, pressure=2)
        assert a_routine(step, level="gentle").level is Level.GENTLE


def test_care_and_moving_a_joint_press_on_nothing_and_are_gentle() -> None:
    for technique in ("care", "moving"):
        assert a_routine(a_step(technique=technique, pressure=0), level="gentle")
        with pytest.raises(ValidationError, match=f"{technique} has no pressure"):
            a_step(technique=technique, pressure=1)


def test_the_runner_question_is_asked_after_exercise_and_before_any_calf_step() -> None:
    assert not a_routine(a_step()).asks_runner_question
    assert a_routine(a_step(), after_exercise=True).asks_runner_question
    assert a_routine(a_step(), CALF).asks_runner_question


def test_an_hour_is_allowed_to_the_second() -> None:
    # Beside the hands, this leaves room for the words of three steps on each foot.
    steps = [a_step(seconds=580, title=f"Step {number}") for number in range(3)]
    spare = (3600 - seconds_of(a_routine(*steps))) / 2
    for over, allowed in ((-0.001, True), (0.5, False)):
        last = steps[-1].model_copy(update={"seconds": 580 + spare + over})
        text = routine_text(a_routine(*steps[:-1], last), name="long")
        if allowed:
            assert seconds_of(parse_routine(text, name="long")) == pytest.approx(3600, abs=0.01)
        else:
            with pytest.raises(RoutineError, match="takes 60:01 minutes"):
                parse_routine(text, name="long")


def test_a_step_has_time_for_its_rounds_and_never_less_than_they_need() -> None:
    assert a_step(seconds=60, needs=20, rounds=3).least_seconds == 60
    assert a_step(seconds=90, needs=20, rounds=3).least_seconds == 60
    assert a_step(seconds=90).least_seconds == 10
    assert a_step(seconds=8).least_seconds == 8


def test_only_a_step_on_each_foot_can_be_dropped_from_a_shorter_session() -> None:
    steps = (PREPARE, a_step(), a_step(title="Twice"), a_step(title="Twice"))
    assert a_routine(*steps, shorten=["Rub the sole", "Rub the sole"])
    for title in ("Lotion", "Twice", "Unknown"):
        assert f"shorten names '{title}', which is not" in refusal(*steps, shorten=[title])


def test_a_routine_without_massage_is_refused() -> None:
    assert "no step has part = 'each_foot'" in refusal(PREPARE, FINISH)
    with pytest.raises(ValidationError, match="no massage"):
        Routine.model_validate({"title": "A", "summary": "B", "level": "go", "steps": ()})
