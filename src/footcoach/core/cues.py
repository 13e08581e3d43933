"""What the coach says during a session: the words and the tone for each event.

Line mode prints the words; a voice can speak them. They never include a health answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from footcoach.core.engine import Event
from footcoach.core.plan import Plan
from footcoach.core.routine import Part
from footcoach.core.schedule import Kind, Segment
from footcoach.core.states import COUNTED, Happening, Status, Zone
from footcoach.core.text import about_minutes, both


class Tone(StrEnum):
    """A sound to play, for people who are not watching the screen or listening to words."""

    # Played before words: something new begins.
    ATTENTION = "attention"
    # One of the last five seconds.
    TICK = "tick"
    END = "end"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words to say, and the tone to play with them; either may be missing."""

    say: str = ""
    tone: Tone | None = None
    # Whether the cue cuts off any speech that is still going on.
    interrupts: bool = False


TEST_SOUND = Cue("This is how I sound.", Tone.ATTENTION)

# For any stop once the lotion is on: oily soles slip. Source: 360 Foot Care; project judgement.
AFTERCARE = "Wipe the soles dry. Put socks or shoes on. Then stand up, slowly."

# The mid-way check. Sharp, burning, electric or numb feelings are a warning from a nerve; massage
# should not ordinarily be painful (Mayo Clinic).
CHANGE_OVER = (
    "Ankle on the other knee or a stool, and a little more lotion. "
    "Anything sharp, burning, electric or numb? Then stop: press X."
)

# Sitting still comes first, but someone who gets up to let help in must not fall.
DANGER_AFTERCARE = (
    "If you have to stand up: wipe the soles, put socks or shoes on, then stand. Oily soles slip."
)

# Not said after a stop for pain. Source: Cambron 2007 (10% of people).
SORENESS = "A little soreness for a day or two is normal."

# What to watch for in the following days. Source: NHS: deep vein thrombosis; project judgement.
WATCH_FOR = (
    "See a doctor if pain lasts over 3 days, or if skin breaks, changes colour or goes numb.",
    "A calf that swells, or turns warm and sore: get medical advice the same day.",
    "Chest pain or trouble breathing, at any time: call your emergency number.",
)

SHARP_ADVICE = (
    "Stop for today, both feet. If it is still there tomorrow, or comes back, "
    "see a podiatrist or doctor. If the foot stays numb, cold or pale, get medical help now."
)

# For people who found something and stopped, as the first step tells them to; the screening gives
# the same advice. Also for people who stop without answering the question about what hurts.
FOUND = (
    "If it hurt, or you found a cut, a sore or a hot patch: leave both feet alone until it has "
    "healed. With diabetes or numb feet, have it seen today."
)

# Breathlessness, chest pain or faintness during massage can be a sign of a blood clot.
# Source: NHS: deep vein thrombosis; Sutham 2020.
DANGER_ADVICE = (
    "Call your emergency number now (for example 112, 911 or 999). "
    "Sit still. Do not rub your legs or feet. Do not stay alone if you can help it."
)

_FAREWELLS = {
    Status.COMPLETED: ("Well done. That's the end of the massage.", AFTERCARE),
    Status.STOPPED_EARLY: ("Stopped here.", FOUND, AFTERCARE),
    Status.STOPPED_HURT: (SHARP_ADVICE, AFTERCARE),
    Status.STOPPED_DANGER: (DANGER_ADVICE, DANGER_AFTERCARE),
    Status.INTERRUPTED: ("Stopped here.", AFTERCARE),
}

_FIXED = {
    Happening.HALF_PASSED: Cue("Half-way.", Tone.ATTENTION),
    Happening.PAUSED: Cue("Paused.", Tone.ATTENTION),
    Happening.STOP_ASKED: Cue(interrupts=True),
    Happening.HURT_ASKED: Cue(interrupts=True),
    Happening.AWAY_NOTICED: Cue("Paused: you were away.", Tone.ATTENTION),
    Happening.MADE_LIGHTER: Cue("Lighter from now on. Get ready to carry on.", Tone.ATTENTION),
}


def farewell(status: Status) -> tuple[str, ...]:
    """Return what to say and show at the end; never "well done" after a stop for pain."""
    return _FAREWELLS[status]


def cue_for(event: Event, plan: Plan) -> Cue:
    """Return the cue for an event, or an empty one if there is nothing to say or play."""
    segment = event.segment
    match event.happening:
        case Happening.SEGMENT_STARTED:
            return cue_for_segment(segment, plan)
        case Happening.SEGMENT_ENDED if segment.kind is Kind.STEP:
            return Cue(tone=Tone.END)
        case Happening.SECOND_COUNTED:
            return Cue("Five seconds left." if event.count == COUNTED else "", Tone.TICK)
        case Happening.RESUMED if segment.kind is Kind.STEP:
            return Cue("Carry on.")
        case Happening.RESUMING:
            return Cue(f"Get ready to carry on with: {segment.step.title}.", Tone.ATTENTION)
    return _FIXED.get(event.happening, Cue())


def place_of(segment: Segment) -> str:
    """Return a segment's place in the session, such as "left foot, step 3 of 5"."""
    before = segment.step.part is Part.PREPARE
    around = "before the massage" if before else "after the massage"
    where = f"{segment.foot} foot" if segment.foot else around
    return f"{where}, step {segment.number} of {segment.count}"


def keep_off(zones: Sequence[Zone]) -> str:
    """Say which parts to keep off, since the step's own instructions cover the whole foot."""
    return f"Keep off the {both(zones)}: lift your hands there."


def cue_for_segment(segment: Segment, plan: Plan) -> Cue:
    """Return what to say when a segment begins, or when the person asks to hear it again."""
    step = segment.step
    match segment.kind:
        case Kind.CHANGE_FEET:
            words = f"Change feet: now the {segment.foot} foot. {CHANGE_OVER}"
        case Kind.GET_READY:
            words = f"Get ready: {step.title}."
            if segment is plan.segments[0]:
                # Say how many steps are left out, so that nobody waits for them.
                count = len(plan.skipped_steps)
                out = f"{count} step{' is' if count == 1 else 's are'} left out. " if count else ""
                words = f"{plan.routine.title}, {about_minutes(plan.seconds)}. {out}{words}"
        case _:
            avoided = plan.avoided_in(step)
            off = f" {keep_off(avoided)}" if avoided else ""
            words = f"{place_of(segment).capitalize()}: {step.title}. {step.how}{off}"
    return Cue(words, Tone.ATTENTION)
