"""A routine as a card to hang up: the stop signs, then each step with the foot drawn."""

from collections.abc import Iterator

from footcoach.core.cues import SHARP_ADVICE
from footcoach.core.question import Level, Section
from footcoach.core.questionnaire import HEADLINES, QUESTIONS
from footcoach.core.routine import Part, Routine, Step, Technique
from footcoach.core.routine_file import OWN_FILE
from footcoach.core.schedule import seconds_of
from footcoach.core.text import about_minutes
from footcoach.ui.foot_svg import foot_svg
from footcoach.ui.printed import render

_PARTS = {Part.PREPARE: "Before", Part.EACH_FOOT: "On each foot", Part.FINISH: "After"}
_LEVELS = {
    Level.GENTLE: "Gentle: also for days when your answers allow only gentle massage.",
    Level.GO: "Not gentle: only for days when your answers allow any routine.",
}
# A card outlives the answers of the day on which it was printed.
FIRST = (
    "Each time, first answer the safety questions (footcoach screen): the outcome can be different "
    "today. The signs below stop every massage; the questions ask about more."
)


def card_html(routine: Routine, *, whose: str, large: bool = False) -> str:
    """Return the card; `whose` says where the routine comes from."""
    moment = f"{routine.moment[:1].upper()}{routine.moment[1:]}." if routine.moment else ""
    numbered = list(enumerate(routine.steps, 1))
    return render(
        "card.html",
        large=large,
        title=routine.title,
        about=[words for words in (moment, routine.summary, routine.caution) if words],
        position=routine.position,
        length=about_minutes(seconds_of(routine)),
        level=_LEVELS[routine.level],
        unchecked="" if whose == "built in" else OWN_FILE,
        first=FIRST,
        signs=[(HEADLINES[level], list(_signs(routine, level))) for level in _STOPPING],
        during=SHARP_ADVICE,
        parts=[
            (heading, [(number, step) for number, step in numbered if step.part is part])
            for part, heading in _PARTS.items()
        ],
        drawn=_drawn,
        on_each_foot=_PARTS[Part.EACH_FOOT],
    )


# For everyone: what stops a massage today. What a podiatrist can settle is on the checklist.
_STOPPING = (Level.EMERGENCY, Level.URGENT, Level.STOP_TODAY)


def _signs(routine: Routine, level: Level) -> Iterator[str]:
    for question in QUESTIONS:
        if question.section is not Section.RUNNER or routine.asks_runner_question:
            yield from (item.label for item in question.items if item.level is level)


def _drawn(step: Step, number: int) -> str:
    """Return SVG of the foot for a massage step; other steps need no picture."""
    if step.technique is Technique.CARE:
        return ""
    stroke = f"{step.technique.replace('_', ' ')} with {step.tool}"
    return foot_svg(step, name=f"step{number}", words=f"Left foot, {step.zone}: {stroke}")
