"""The definition of a routine, which can ask for less than the screening allows, but never more.

Pressure has a ceiling, and only a light routine can be marked `gentle`. The keys of its steps
decide whether it is light; their wording does not, because nobody has checked it.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from footcoach.core.question import Level
from footcoach.core.states import Zone
from footcoach.core.text import both
from footcoach.core.validation import Shown, Strict

# Out of 10. Massage should not ordinarily be painful (Mayo Clinic); no trial gives a number. This
# ceiling is a judgement: at 4, you can still breathe and talk easily, and do not pull away.
MAX_PRESSURE = 4

# Out of 10, for a routine marked as gentle. This limit is a judgement.
MAX_GENTLE_PRESSURE = 2

# The most words in a step's `how`: few enough to hear, or read from a chair, before starting.
MAX_WORDS = 25
# The most words in the instructions for sitting, and in the reminder for the second foot.
MAX_POSITION_WORDS = 30
MAX_REMINDER_WORDS = 9

# The longest session, in seconds. Foot massage trials use 10 to 20 minutes; more tires the hands.
MAX_SECONDS = 60 * 60.0

# A step without `needs` is never cut below this many seconds: hands need that long to do anything.
SHORTEST_STEP = 10.0

MAX_STEPS = 40
MIN_STEP_SECONDS = 1
MAX_STEP_SECONDS = 900


class Part(StrEnum):
    """When a step comes: once before the massage, once on each foot, or once after."""

    PREPARE = "prepare"
    EACH_FOOT = "each_foot"
    FINISH = "finish"


class Technique(StrEnum):
    """What the hand does, in the usual massage terms; `care` is everything that is not massage."""

    GLIDING = "gliding"
    KNEADING = "kneading"
    FRICTION = "friction"
    TAPPING = "tapping"
    VIBRATION = "vibration"
    PRESS_AND_HOLD = "press_and_hold"
    STRETCH = "stretch"
    # The hands rest on the foot.
    HOLDING = "holding"
    # The person moves the ankle or the toes; nothing presses on the foot.
    MOVING = "moving"
    CARE = "care"


class Tool(StrEnum):
    """What touches the foot."""

    HANDS = "hands"
    THUMBS = "thumbs"
    FINGERS = "fingers"
    KNUCKLES = "knuckles"
    BALL = "ball"
    LOTION = "lotion"
    TOWEL = "towel"
    # The other foot.
    FOOT = "foot"


# Tools for which a person has to reach the foot.
BY_HAND = frozenset({Tool.HANDS, Tool.THUMBS, Tool.FINGERS, Tool.KNUCKLES, Tool.LOTION})

NOT_GENTLE_TECHNIQUES = frozenset(
    {Technique.FRICTION, Technique.TAPPING, Technique.PRESS_AND_HOLD, Technique.STRETCH}
)
NOT_GENTLE_TOOLS = frozenset({Tool.KNUCKLES, Tool.BALL})

# Techniques in which nothing presses on the foot.
NO_PRESSURE = frozenset({Technique.CARE, Technique.MOVING})

_Text = Annotated[Shown, Field(min_length=1)]


def _at_most(words: int) -> AfterValidator:
    def check(text: str) -> str:
        count = len(text.split())
        if count > words:
            raise ValueError(f"must have at most {words} words, not {count}")
        return text

    return AfterValidator(check)


class Step(Strict):
    """One timed action."""

    part: Part = Field(
        strict=False,
        description='"prepare" (once, before), "each_foot" (both feet) or "finish" (once, after).',
    )
    title: Annotated[_Text, Field(max_length=40)] = Field(
        description="Shown and spoken before the step begins."
    )
    seconds: float = Field(
        ge=MIN_STEP_SECONDS,
        le=MAX_STEP_SECONDS,
        description="How long the hands work on one foot, after the coach has spoken.",
    )
    needs: float | None = Field(
        default=None,
        ge=MIN_STEP_SECONDS,
        le=MAX_STEP_SECONDS,
        description="How many seconds one round takes; no session cuts it below that.",
    )
    rounds: int = Field(
        default=1, ge=1, le=20, description="How many rounds to do. A shorter session can do fewer."
    )
    technique: Technique = Field(strict=False, description=", ".join(Technique))
    tool: Tool = Field(strict=False, alias="with", description=", ".join(Tool))
    zone: Zone = Field(strict=False, description=", ".join(Zone))
    touches: tuple[Annotated[Zone, Field(strict=False)], ...] = Field(
        default=(),
        strict=False,
        description="Other parts that a hand holds or passes; the step is left out if one of them "
        "is to be kept off.",
    )
    pressure: int = Field(
        ge=0,
        le=MAX_PRESSURE,
        description=f"0 to {MAX_PRESSURE}, of 10; at most {MAX_GENTLE_PRESSURE} "
        'where level = "gentle".',
    )
    how: Annotated[_Text, Field(max_length=240), _at_most(MAX_WORDS)] = Field(
        description=f"What to do, in at most {MAX_WORDS} words; it is read aloud."
    )
    reminder: Annotated[Shown, Field(max_length=80), _at_most(MAX_REMINDER_WORDS)] = Field(
        default="",
        description="What to say instead on the second foot, "
        f"in at most {MAX_REMINDER_WORDS} words.",
    )
    source: Annotated[_Text, Field(max_length=240)] = Field(
        description="Where the idea comes from."
    )

    # Care steps stay in even on parts that the person excludes, so massage must not pass as care.
    @model_validator(mode="after")
    def _cares_without_pressure(self) -> Self:
        if self.technique in NO_PRESSURE and self.pressure:
            raise ValueError(
                f"{self.technique} has no pressure: write pressure = 0, or name the stroke"
            )
        return self

    @model_validator(mode="after")
    def _has_time(self) -> Self:
        if self.needs and self.needs * self.rounds > self.seconds:
            times = f"rounds x needs = {self.rounds} x {self.needs:g}"
            times = times if self.rounds > 1 else f"needs = {self.needs:g}"
            raise ValueError(f"{times} is longer than seconds = {self.seconds:g}")
        return self

    @property
    def least_seconds(self) -> float:
        """The least time in which the step can be done; a judgement if it has no `needs`."""
        return self.needs * self.rounds if self.needs else min(SHORTEST_STEP, self.seconds)

    @property
    def not_gentle(self) -> str:
        """What makes this step too strong for a gentle routine, in words; empty if nothing does."""
        if self.technique in NOT_GENTLE_TECHNIQUES:
            return self.technique.replace("_", " ")
        if self.tool in NOT_GENTLE_TOOLS:
            return f"the {self.tool}"
        if self.zone is Zone.CALF:
            return "the calf"
        if self.pressure > MAX_GENTLE_PRESSURE:
            return f"pressure {self.pressure} (gentle is at most {MAX_GENTLE_PRESSURE})"
        return ""


class Routine(Strict):
    """A timed foot massage: what to do beforehand, on each foot, and afterwards."""

    title: Annotated[_Text, Field(max_length=40)] = Field(description="Its name.")
    summary: Annotated[_Text, Field(max_length=90)] = Field(description="What it is, for the list.")
    moment: Annotated[Shown, Field(max_length=50)] = Field(
        default="", description="When it suits, such as 'after a day on your feet'."
    )
    level: Literal[Level.GO, Level.GENTLE] = Field(
        description='"gentle": light strokes, allowed also on days for gentle massage; or "go".'
    )
    after_exercise: bool = Field(
        default=False,
        description="true if it is for after a run: one more question is asked, as for the calf.",
    )
    caution: Annotated[Shown, Field(max_length=240), _at_most(MAX_WORDS)] = Field(
        default="", description="One thing to know before choosing it."
    )
    position: Annotated[Shown, Field(max_length=300), _at_most(MAX_POSITION_WORDS)] = Field(
        default="", description="How to sit, and where the foot goes; said when you come to a foot."
    )
    quiet: bool = Field(default=False, description="true for no tones or ticks during the massage.")
    shorten: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description="Titles of steps, in the order in which a shorter session drops a round of "
        "each or, if it has only one, the whole step.",
    )
    steps: tuple[Step, ...] = Field(strict=False, max_length=MAX_STEPS)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.in_part(Part.EACH_FOOT):
            raise ValueError("no step has part = 'each_foot', so the routine contains no massage")
        titles = [step.title for step in self.steps if step.part is Part.EACH_FOOT]
        for title in self.shorten:
            if titles.count(title) != 1:
                raise ValueError(
                    f"shorten names '{title}', which is not the title of exactly one step on a foot"
                )
        strong = [
            f"step {number} ({step.title}) uses {step.not_gentle}"
            for number, step in enumerate(self.steps, 1)
            if step.not_gentle
        ]
        if self.level is Level.GENTLE and strong:
            raise ValueError(
                f"claims level 'gentle', but {both(strong)}; take that out or write level = 'go'"
            )
        return self

    @property
    def asks_runner_question(self) -> bool:
        """Whether the screening must include the question about exercise."""
        return self.after_exercise or any(step.zone is Zone.CALF for step in self.steps)

    def in_part(self, part: Part) -> tuple[Step, ...]:
        """Return the steps of one part, in order."""
        return tuple(step for step in self.steps if step.part is part)
