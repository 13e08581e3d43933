"""Which topics tell why a routine does what it does, and how well that is backed."""

from footcoach.core.claim import Topic
from footcoach.core.routine import Routine, Technique
from footcoach.core.text import both

TOPIC_OF = {
    Technique.GLIDING: Topic.TYPES,
    Technique.KNEADING: Topic.TYPES,
    Technique.FRICTION: Topic.TYPES,
    Technique.TAPPING: Topic.TYPES,
    Technique.VIBRATION: Topic.TYPES,
    Technique.PRESS_AND_HOLD: Topic.TYPES,
    Technique.STRETCH: Topic.BENEFITS,
    Technique.CARE: Topic.SELF_MASSAGE,
}
"""Press and hold is there with trigger points, the stretch with heel pain, care with the lotion."""


def topics_for(routine: Routine) -> list[Topic]:
    """Return the topics on a routine: the one for runners if it is for them, then its techniques'.

    The techniques' come in the order in which the topics are told.
    """
    on_techniques = {TOPIC_OF[step.technique] for step in routine.steps}
    for_runners = [Topic.RUNNERS] if routine.asks_runner_question else []
    return for_runners + [topic for topic in Topic if topic in on_techniques]


def why(routine: Routine) -> str:
    """Say where to read on: "Why: footcoach learn runners; also types and self-massage."."""
    first, *others = topics_for(routine)
    return f"Why: footcoach learn {first}{f'; also {both(others)}' if others else ''}."
