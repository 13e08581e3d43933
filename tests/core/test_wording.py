"""What the words of a step give away, and what they may say without being taken for it."""

from pathlib import Path

import pytest

from footcoach.core.routine import Technique, parse_routine
from footcoach.core.wording import calf_in, strong_work_in
from samples import a_step

ROUTINES = sorted((Path(__file__).parents[2] / "routines").glob("*.toml"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Knead the calf", "calf"),
        ("CALVES", "calves"),
        ("Slide from the ankle to the soft of the calf.", "calf"),
        ("Rub the shin, slowly", "shin"),
        ("Both lower legs in turn", "lower legs"),
        ("Stroke up your leg to the knee.", "up your leg"),
        ("Glide along the leg.", "along the leg"),
        ("Never press hard. Knead the calf.", "calf"),
        ("Do not stop; knead the calf.", "calf"),
        ("Do not stop, knead the calf.", "calf"),
        ("Not the ankle but the calf.", "calf"),
        ("Knead the calf, not the ankle.", "calf"),
        ("Lift off and knead the calf.", "calf"),
        ("Keep off the shin and knead the calf.", "calf"),
        ("Sore? Then knead the calf.", "calf"),
        ("Keep on kneading the calf.", "calf"),
        ("Let both thumbs knead the calf.", "calf"),
    ],
)
def test_what_sends_the_hands_to_the_calf_is_found(text: str, words: str) -> None:
    assert calf_in(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Do not press on the calf.",
        "Don't press on the calf.",
        "Don’t press on the calf.",
        "Not the calf",
        "Never on the shin, never on the calf.",
        "You cannot reach the calf: stay below.",
        "Avoid the calf.",
        "No pressure on the calf.",
        "Keep off the calf.",
        "Stay off the shin and calf.",
        "Keep your hands away from the calf.",
        "Leave out the calf and the shin bone.",
        "Slide up the ankle, without the calf.",
        "Stop just below the calf.",
        "Is your calf sore or swollen? Stop.",
        "Rest the foot on the other leg.",
        "Sit with both legs up.",
        "Half of the sole at a time.",
        "Rest your calf on a pillow.",
        "Relax both calves.",
        "Keep the calf relaxed.",
        "Let the lower leg hang.",
        "Sit with your lower leg on the other knee.",
    ],
)
def test_keeping_off_the_calf_or_asking_about_it_is_no_massage_of_it(text: str) -> None:
    assert calf_in(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Knuckles on the sole", "knuckles"),
        ("Push a loose fist along the arch.", "fist"),
        ("Roll the sole on a ball.", "a ball"),
        ("Roll the sole on a small ball.", "a small ball"),
        ("Use the tennis ball.", "tennis ball"),
        ("Press and hold", "press and hold"),
        ("Press-and-hold", "press and hold"),
        ("Press a spot firmly and hold.", "press a spot firmly and hold"),
        ("Press hard.", "press hard"),
        ("Press hard on the heel.", "press hard"),
        ("Press the heel as hard as you can.", "press the heel as hard"),
        ("Press lightly, then harder: rub deeply.", "rub deeply"),
        ("Squeeze slowly and deep.", "squeeze slowly and deep"),
        ("Deep thumb strokes", "deep thumb strokes"),
        ("Deep pressure", "deep pressure"),
        ("Stretch the toes back.", "stretch"),
        ("Tap the sole.", "tap"),
        ("Tapping", "tapping"),
        ("Use friction.", "friction"),
        ("Use the knuckles instead.", "knuckles"),
    ],
)
def test_work_too_strong_for_gentle_is_found_in_words(text: str, words: str) -> None:
    assert strong_work_in(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Glide over the ball of the foot.",
        "Circles on the ball, from side to side.",
        "From heel to the balls of both feet.",
        "A ball of lotion, warmed.",
        "Squeeze and breathe deeply.",
        "Breathe deep and slow.",
        "Never press hard.",
        "Press lightly, not hard.",
        "Press no harder than this.",
        "Rub the hard skin softly.",
        "Rub the hard spots softly.",
        "Without knuckles.",
        "Use flat hands instead of knuckles.",
        "Hold the foot rather than press hard.",
        "Close your hands as if round a toy, like a small ball.",
        "Stretch out your leg.",
        "Hands washed in tap water.",
        "Do not tap.",
        "Hold and let go.",
        "Tapping hurts? Stop.",
        "Pressed flat, the hands hold the foot.",
    ],
)
def test_light_work_may_say_what_it_likes(text: str) -> None:
    assert strong_work_in(text) == ""


@pytest.mark.parametrize("part", ["prepare", "finish"])
def test_care_without_pressure_before_and_after_is_no_massage(part: str) -> None:
    how = "Compare both calves. Rub your knuckles warm."
    step = a_step(part=part, technique=Technique.CARE, zone="whole", pressure=0, how=how)
    assert step.not_gentle == ""


def test_care_that_is_given_to_each_foot_is_taken_at_its_word() -> None:
    step = a_step(technique=Technique.CARE, pressure=0, how="Push your knuckles along the arch.")
    assert step.not_gentle == 'the words "knuckles"'


def test_care_with_pressure_is_taken_at_its_word() -> None:
    how = "Push your knuckles along the arch."
    step = a_step(part="prepare", technique=Technique.CARE, zone="whole", pressure=1, how=how)
    assert step.not_gentle == 'the words "knuckles"'


def test_the_title_of_a_step_counts_too() -> None:
    assert a_step(title="Deep strokes").not_gentle == 'the words "deep strokes"'


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_the_built_in_routines_say_what_their_keys_say(path: Path) -> None:
    assert parse_routine(path.read_text(encoding="utf-8"), name=path.name)
