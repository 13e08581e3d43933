"""The form of `footcoach routines new`: it offers only what makes a valid routine."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import TypeVar

import questionary
import typer

from footcoach.core.errors import FootcoachError
from footcoach.core.question import Level
from footcoach.core.routine import (
    MAX_GENTLE_PRESSURE,
    MAX_SECONDS,
    MAX_STEP_SECONDS,
    MAX_STEPS,
    MAX_WORDS,
    NOT_GENTLE_TECHNIQUES,
    NOT_GENTLE_TOOLS,
    Part,
    Routine,
    Step,
    Technique,
    Tool,
)
from footcoach.core.states import Zone
from footcoach.core.text import about_minutes, minutes_and_seconds
from footcoach.storage.library import name_for, require_free
from footcoach.ui.lists import choose

T = TypeVar("T")

_TECHNIQUES = {
    Technique.GLIDING: "glide over: long, slow strokes",
    Technique.KNEADING: "knead: squeeze and let go, or slow circles",
    Technique.VIBRATION: "shake: softly, without sliding",
    Technique.FRICTION: "rub: a small spot, back and forth",
    Technique.TAPPING: "tap: drum lightly with the fingers",
    Technique.PRESS_AND_HOLD: "press and hold: press, keep still, let go",
    Technique.STRETCH: "stretch: bend slowly, and hold",
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
    typer.echo("The first and last steps are there already:")
    for step in (*before, *finish):
        typer.echo(f"  {step.title}")
    typer.echo("Now add yours, in order. Each is done on the left foot, then on the right.")

    def build(steps: Sequence[Step]) -> Routine:
        shell = {"title": title, "summary": "My own.", "level": level, "after_exercise": after}
        return Routine.model_validate({**shell, "steps": (*before, *steps, *finish)})

    steps: list[Step] = []
    while True:
        steps.append(_fill_in_step(level, lambda step: build([*steps, step]).seconds))
        for number, step in enumerate(steps, 1):
            typer.echo(f"  {number}. {step.title}, {minutes_and_seconds(step.seconds)}")
        routine = build(steps)
        typer.echo(f"Whole session, both feet: {about_minutes(routine.seconds)}.")
        room = len(routine.steps) < MAX_STEPS and routine.seconds < MAX_SECONDS - 60
        moves = [("add a step", True)] if room else []
        if not choose("What next?", [*moves, ("done: save it", False)]):
            return routine


def _fill_in_step(level: Level, session_seconds: Callable[[Step], float]) -> Step:
    """Ask for one step; `session_seconds` is how long the session is with it."""

    def offer(question: str, words: Mapping[T, str], too_strong: Container[T]) -> T:
        refused = too_strong if level is Level.GENTLE else ()
        return choose(
            question, [(text, each) for each, text in words.items() if each not in refused]
        )

    technique = offer("What do the hands do?", _TECHNIQUES, NOT_GENTLE_TECHNIQUES)
    tool = offer("With what?", _TOOLS, NOT_GENTLE_TOOLS)
    zone = offer("Where?", _ZONES, {Zone.CALF})
    pressure = offer("How hard, of 10?", _PRESSURES, range(MAX_GENTLE_PRESSURE + 1, 11))
    title = f"{_TECHNIQUES[technique].partition(':')[0].capitalize()} {_ZONES[zone]}"
    how = f"{title} with {_TOOLS[tool]}, slowly. Stop if it hurts."
    data = {"part": Part.EACH_FOOT, "technique": technique, "with": tool, "zone": zone}
    texts = {"title": title, "how": how, "source": "my own idea"}
    step = Step.model_validate(data | texts | {"pressure": pressure, "seconds": 1})
    most = min(MAX_STEP_SECONDS, 1 + int(MAX_SECONDS - session_seconds(step)) // 2)

    def seconds_problem(text: str) -> str:
        fits = text.isdecimal() and len(text) < 9 and 1 <= int(text) <= most
        return "" if fits else f"Type a whole number from 1 to {most}."

    seconds = int(_write("How many seconds on each foot?", str(min(30, most)), seconds_problem))
    how = _write("What should the coach say?", how, _how_problem)
    return Step.model_validate(step.model_dump(by_alias=True) | {"seconds": seconds, "how": how})


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
    """Return the line that the person types, without a problem; Enter takes `default`."""

    def check(text: str) -> str | bool:
        return problem(text.strip() or default) or True

    shown = ("class:placeholder", default)
    typed = questionary.text(question, placeholder=[shown], validate=check).unsafe_ask()
    return str(typed).strip() or default
