"""The form of `footcoach routines new`: it offers only what makes a valid routine."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import TypeVar

import questionary
import typer
from pydantic import ValidationError
from rich.console import Console

from footcoach.core.errors import FootcoachError
from footcoach.core.question import Level
from footcoach.core.routine import (
    MAX_GENTLE_PRESSURE,
    MAX_SECONDS,
    MAX_STEP_SECONDS,
    MAX_STEPS,
    MAX_WORDS,
    MIN_STEP_SECONDS,
    NOT_GENTLE_TECHNIQUES,
    NOT_GENTLE_TOOLS,
    Part,
    Routine,
    Step,
    Technique,
    Tool,
    Zone,
)
from footcoach.core.text import about_minutes, minutes_and_seconds
from footcoach.storage.library import name_for, require_free
from footcoach.ui.lists import choose

T = TypeVar("T")

_ADD, _SAVE, _REMOVE = range(3)

_TECHNIQUES = {
    Technique.GLIDING: "gliding: long, slow strokes",
    Technique.KNEADING: "kneading: squeeze and let go, or slow circles",
    Technique.VIBRATION: "vibration: shake softly, without sliding",
    Technique.FRICTION: "friction: rub a small spot back and forth",
    Technique.TAPPING: "tapping: drum lightly with the fingers",
    Technique.PRESS_AND_HOLD: "press and hold: press, keep still, let go",
    Technique.STRETCH: "stretch: bend slowly, and hold",
}
# For the usual title of a step; the other techniques are verbs themselves.
_VERBS = {
    Technique.GLIDING: "Glide over",
    Technique.KNEADING: "Knead",
    Technique.VIBRATION: "Shake",
    Technique.FRICTION: "Rub",
    Technique.TAPPING: "Tap",
}
_TOOLS = {
    Tool.HANDS: "your whole hands",
    Tool.THUMBS: "your thumbs",
    Tool.FINGERS: "your fingers",
    Tool.KNUCKLES: "your knuckles",
    Tool.BALL: "a ball",
}
_ZONES = {
    Zone.WHOLE: "the whole foot",
    Zone.SOLE: "the sole",
    Zone.TOES: "the toes",
    Zone.BALL: "the ball of the foot",
    Zone.ARCH: "the arch",
    Zone.HEEL: "the heel",
    Zone.TOP: "the top of the foot",
    Zone.ANKLE: "the ankle",
    Zone.CALF: "the calf",
}
_PRESSURES = {
    1: "1: hardly a touch",
    2: "2: light",
    3: "3: firm",
    4: "4: the most there is; you can still talk and breathe easily",
}


def fill_in(frame: Routine) -> Routine:
    """Return the person's own routine, with the first and last steps of `frame` around theirs.

    Raises KeyboardInterrupt or EOFError if they leave.
    """
    typer.echo("Nothing is saved before the end. To leave, press Ctrl-C.")
    title = _write("What is it called?", "", _title_problem)
    level = choose(
        "On which days?",
        [
            ("every day that massage is allowed: light work only", Level.GENTLE),
            ("only on days without any warning sign: all techniques", Level.GO),
        ],
    )
    after = choose(
        "Is it for after a run or other exercise?",
        [("no", False), ("yes: it then asks one more safety question", True)],
    )
    before, finish = frame.in_part(Part.PREPARE), frame.in_part(Part.FINISH)
    around = ", ".join(f"'{step.title}'" for step in (*before, *finish))
    _say(f"The first and last steps are there already: {around}.")
    _say("Now add yours, in order. Each is done on the left foot, then on the right.")

    def build(steps: Sequence[Step]) -> Routine:
        shell = {"title": title, "summary": "My own.", "level": level, "after_exercise": after}
        return Routine.model_validate({**shell, "steps": (*before, *steps, *finish)})

    steps: list[Step] = []
    move = _ADD
    while move != _SAVE:
        if move == _ADD:
            steps.append(_fill_in_step(level, lambda step: build([*steps, step])))
        else:
            steps.pop()
        move = _choose_next(steps, build) if steps else _ADD
    return build(steps)


def _choose_next(steps: Sequence[Step], build: Callable[[Sequence[Step]], Routine]) -> int:
    routine = build(steps)
    for number, step in enumerate(steps, 1):
        _say(f"  {number}. {step.title}, {minutes_and_seconds(step.seconds)}")
    _say(f"Whole session, both feet: {about_minutes(routine.seconds)}.")
    moves = [("done: save it", _SAVE), (f"remove step {len(steps)}", _REMOVE)]
    if len(routine.steps) < MAX_STEPS and routine.seconds < MAX_SECONDS - 60:
        moves.insert(0, ("add a step", _ADD))
    return choose("What next?", moves)


def _fill_in_step(level: Level, build: Callable[[Step], Routine]) -> Step:
    gentle = level is Level.GENTLE

    def offer(question: str, words: Mapping[T, str], too_strong: Container[T]) -> T:
        allowed = [
            (w, value) for value, w in words.items() if not gentle or value not in too_strong
        ]
        return choose(question, allowed)

    technique = offer("What do the hands do?", _TECHNIQUES, NOT_GENTLE_TECHNIQUES)
    tool = offer("With what?", _TOOLS, NOT_GENTLE_TOOLS)
    zone = offer("Where?", _ZONES, {Zone.CALF})
    pressure = offer("How hard, of 10?", _PRESSURES, range(MAX_GENTLE_PRESSURE + 1, 11))
    verb = _VERBS.get(technique, technique.replace("_", " ").capitalize())
    title = f"{verb} {_ZONES[zone]}"
    how = f"{title} with {_TOOLS[tool]}, slowly. Stop if it hurts."
    data: dict[str, object] = {
        "part": Part.EACH_FOOT,
        "title": title,
        "technique": technique,
        "with": tool,
    }
    data |= {"zone": zone, "pressure": pressure, "source": "my own idea"}

    def seconds_problem(text: str) -> str:
        seconds = int(text) if text.isdecimal() and len(text) < 9 else 0
        if not MIN_STEP_SECONDS <= seconds <= MAX_STEP_SECONDS:
            return f"Type a whole number from {MIN_STEP_SECONDS} to {MAX_STEP_SECONDS}."
        try:
            build(Step.model_validate({**data, "how": how, "seconds": seconds}))
        except ValidationError:
            return f"With that, the session takes over {MAX_SECONDS // 60:g} minutes. Type less."
        return ""

    data["seconds"] = int(_write("How many seconds on each foot?", "30", seconds_problem))
    data["how"] = _write("What should the coach say?", how, _how_problem)
    return Step.model_validate(data)


def _title_problem(text: str) -> str:
    name = name_for(text)
    if not name:
        return "Use at least one letter or digit."
    try:
        require_free(name)
    except FootcoachError as error:  # raised inside the prompt, it would freeze it
        return str(error)
    return "" if len(text) <= 40 else f"Use at most 40 characters; these are {len(text)}."


def _how_problem(text: str) -> str:
    count = len(text.split())
    return "" if 0 < count <= MAX_WORDS and len(text) <= 240 else f"Use 1 to {MAX_WORDS} words."


def _write(question: str, default: str, problem: Callable[[str], str]) -> str:
    """Return the line that the person types, in which there is no problem."""
    typed: str = questionary.text(
        question, default=default, validate=lambda text: problem(text.strip()) or True
    ).unsafe_ask()
    return typed.strip()


def _say(text: str) -> None:
    Console(highlight=False, markup=False, emoji=False).print(text)
