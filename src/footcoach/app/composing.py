"""Leading a person through the making of a routine of their own, one short question at a time.

Only what makes a valid routine is offered: that spares them the rules, and the file its mistakes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import Protocol, TypeVar

from pydantic import ValidationError

from footcoach.core.question import Level
from footcoach.core.routine import (
    MAX_SECONDS,
    MAX_STEP_SECONDS,
    MAX_STEPS,
    MAX_WORDS,
    MIN_STEP_SECONDS,
    Part,
    Routine,
    Step,
    Technique,
    Tool,
    Zone,
)
from footcoach.core.text import about_minutes, minutes_and_seconds, visible

T = TypeVar("T")

Problem = Callable[[str], str]
"""Says in a sentence what is wrong with what was typed; empty if nothing is."""


class Composer(Protocol):
    """Puts single questions to the person. Raises KeyboardInterrupt or EOFError if they leave."""

    def choose(self, title: str, choices: Sequence[tuple[str, T]]) -> T:
        """Let the person choose one entry."""
        ...

    def write(self, title: str, default: str, problem: Problem) -> str:
        """Let the person type a line, or take the default; ask until there is no problem."""
        ...

    def say(self, *lines: str) -> None:
        """Show lines that stay."""
        ...


class _Next(Enum):
    ADD = auto()
    TAKE_OUT = auto()
    DONE = auto()


_STROKES = {
    Technique.GLIDING: "gliding: long, slow strokes",
    Technique.KNEADING: "kneading: squeeze and let go, or slow circles",
    Technique.VIBRATION: "vibration: shake softly, without sliding",
    Technique.FRICTION: "friction: rub a small spot to and fro",
    Technique.TAPPING: "tapping: drum lightly with the fingers",
    Technique.PRESS_AND_HOLD: "press and hold: press, keep still, let go",
    Technique.STRETCH: "stretch: bend slowly, and stay",
}
_VERBS = {
    Technique.GLIDING: "Glide over",
    Technique.KNEADING: "Knead",
    Technique.VIBRATION: "Shake",
    Technique.FRICTION: "Rub",
    Technique.TAPPING: "Tap",
    Technique.PRESS_AND_HOLD: "Press and hold",
    Technique.STRETCH: "Stretch",
}
_ZONES = {
    Zone.WHOLE: "the whole foot",
    Zone.SOLE: "the sole, all of it",
    Zone.TOES: "the toes",
    Zone.BALL: "the ball of the foot: the pad behind the toes",
    Zone.ARCH: "the arch",
    Zone.HEEL: "the heel",
    Zone.TOP: "the top of the foot",
    Zone.ANKLE: "the ankle",
    Zone.CALF: "the calf (asks the question for runners, too)",
}
_TOOLS = {
    Tool.HANDS: "your whole hands",
    Tool.THUMBS: "your thumbs",
    Tool.FINGERS: "your fingers",
    Tool.KNUCKLES: "your knuckles",
    Tool.BALL: "a ball",
}
_PRESSURES = {
    1: "1: hardly a touch",
    2: "2: light",
    3: "3: firm",
    4: "4: the most there is; talking and breathing stay easy",
}


def compose(composer: Composer, around: Routine, name_problem: Problem) -> Routine:
    """Return a routine of the person's own, with the steps of `around` before and after it.

    `name_problem` tells of a title that cannot be used. Raises what the composer raises.
    """
    composer.say("Nothing is written before the end. To leave, press Ctrl and C together.")
    title = composer.write(
        "What is it called?", "", lambda text: _of(text, 40) or name_problem(text)
    )
    summary = composer.write("What is it, in a few words?", "My own.", lambda text: _of(text, 90))
    level = composer.choose(
        "For which days?",
        [
            ("every day that massage is allowed: light work", Level.GENTLE),
            ("days without any concern: all techniques", Level.GO),
        ],
    )
    after = composer.choose(
        "Is it for after a run or other exercise?",
        [("no", False), ("yes: it then asks one more question", True)],
    )
    source = composer.write(
        "Who told you of it? A physiotherapist, a book?",
        "my own idea",
        lambda text: _of(text, 240),
    )
    before, finish = around.in_part(Part.PREPARE), around.in_part(Part.FINISH)
    composer.say(
        "Steps to begin and to end with are there already:",
        *(f"  {step.title}" for step in (*before, *finish)),
        "Now yours, in order. Each is done on the left foot, then on the right.",
    )
    shell = {"title": title, "summary": summary, "level": level, "after_exercise": after}

    def made(steps: Sequence[Step]) -> Routine:
        return Routine.model_validate({**shell, "steps": (*before, *steps, *finish)})

    steps: list[Step] = []
    wanted = _Next.ADD
    while wanted is not _Next.DONE:
        if wanted is _Next.ADD:
            steps.append(_step(composer, level, source, lambda step: made([*steps, step])))
        else:
            steps.pop()
        if not steps:
            wanted = _Next.ADD
            continue
        composer.say(*_so_far(steps, made(steps)))
        wanted = composer.choose("And now?", list(_ways_on(len(steps), made(steps))))
    return made(steps)


def _ways_on(count: int, routine: Routine) -> Iterable[tuple[str, _Next]]:
    if len(routine.steps) < MAX_STEPS and routine.seconds < MAX_SECONDS - 60:
        yield "add a step", _Next.ADD
    yield "that is all: write it down", _Next.DONE
    yield f"take step {count} out again", _Next.TAKE_OUT


def _so_far(steps: Sequence[Step], routine: Routine) -> Iterable[str]:
    for number, step in enumerate(steps, 1):
        yield f"  {number}. {step.title}, {minutes_and_seconds(step.seconds)}"
    yield f"With all around it, for both feet: {about_minutes(routine.seconds)}."


def _step(composer: Composer, level: Level, source: str, made: Callable[[Step], Routine]) -> Step:
    """Ask for one step. `made` says what the routine would be with it, or refuses."""
    data: dict[str, object] = {"part": Part.EACH_FOOT, "source": source, "pressure": 1}
    data |= {"title": "-", "how": "-", "seconds": 1, "with": Tool.HANDS, "zone": Zone.WHOLE}

    def allowed(key: str, value: object) -> bool:
        step = Step.model_validate({**data, key: value})
        return level is Level.GO or not step.not_gentle

    def ask(key: str, title: str, words: Mapping[T, str]) -> T:
        choices = [(text, value) for value, text in words.items() if allowed(key, value)]
        chosen = composer.choose(title, choices)
        data[key] = chosen
        return chosen

    def seconds_problem(text: str) -> str:
        seconds = int(text) if text.isdecimal() and len(text) < 9 else 0
        if not MIN_STEP_SECONDS <= seconds <= MAX_STEP_SECONDS:
            return f"Please type a whole number from {MIN_STEP_SECONDS} to {MAX_STEP_SECONDS}."
        try:
            made(Step.model_validate({**data, "seconds": seconds}))
        except ValidationError:
            return f"With that it lasts over {MAX_SECONDS // 60:g} minutes; please take less."
        return ""

    technique = ask("technique", "What do the hands do?", _STROKES)
    tool = ask("with", "With what?", _TOOLS)
    zone = ask("zone", "Where?", _ZONES)
    ask("pressure", "How hard, of 10?", _PRESSURES)
    data["seconds"] = int(composer.write("How many seconds on each foot?", "30", seconds_problem))
    usual = f"{_VERBS[technique]} {_place(zone)}"
    data["title"] = composer.write("A title for the step", usual, lambda text: _of(text, 40))
    data["how"] = composer.write(
        f"What shall the coach say? At most {MAX_WORDS} words.",
        f"{usual} with {_TOOLS[tool]}, slowly. Stop if it hurts.",
        lambda text: _of(text, 240, MAX_WORDS),
    )
    return Step.model_validate(data)


def _place(zone: Zone) -> str:
    return _ZONES[zone].partition(",")[0].partition(":")[0].partition(" (")[0]


def _of(text: str, most: int, words: int = 100) -> str:
    """Say what is wrong with a text of at most so many characters and words."""
    shown = str(visible(text))
    if not shown:
        return "Please type something."
    if len(shown) > most:
        return f"Please use at most {most} characters; these are {len(shown)}."
    count = len(shown.split())
    return f"Please use at most {words} words; these are {count}." if count > words else ""
