"""What the coach says as the session goes on: event in, words out. How they are said is elsewhere.

Line mode prints the words; a voice can speak them. No health answer is ever among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from footcoach.core.plan import Plan
from footcoach.core.routine import Part, Zone
from footcoach.core.schedule import Kind, Segment
from footcoach.core.snapshot import Event
from footcoach.core.states import Happening, Status
from footcoach.core.text import about_minutes, both
from footcoach.core.timing import COUNTED


class Tone(StrEnum):
    """What to sound, for those who do not look or listen to words."""

    ATTENTION = "attention"
    """Before words: something new begins."""
    TICK = "tick"
    """One of the last five seconds."""
    END = "end"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words to say, and the tone to sound with them; either may be missing."""

    say: str = ""
    tone: Tone | None = None
    interrupts: bool = False
    """Cut off what is being said."""


TEST_SOUND = Cue("This is how I sound.", Tone.ATTENTION)

AFTERCARE = "Wipe the soles dry. Put socks or shoes on. Then stand up, slowly."
"""For every stop after the lotion: an oily sole slips. Source: 360 Foot Care; project judgement."""

CHANGE_OVER = (
    "Ankle on the other knee or a stool, and a little more lotion. "
    "Anything sharp, burning, electric or numb? Then stop: press X."
)
"""The mid-way check. Such feelings are a nerve's warning; massage should not ordinarily be
painful (Mayo Clinic)."""

DANGER_AFTERCARE = (
    "If you have to stand up: wipe the soles, put socks or shoes on, then stand. Oily soles slip."
)
"""Sitting still comes first; who opens the door to help must not fall."""

SORENESS = "A little soreness for a day or two is normal."
"""Not said after a stop for pain. Source: Cambron 2007 (10% of people)."""

WATCH_FOR = (
    "See a doctor if pain lasts over 3 days, or if skin breaks, changes colour or goes numb.",
    "A calf that swells, or turns warm and sore: get medical advice the same day.",
    "Chest pain or trouble breathing, at any time: call your emergency number.",
)
"""For the days after. Source: NHS: deep vein thrombosis; project judgement."""

SHARP_ADVICE = (
    "Stop for today, both feet. If it is still there tomorrow, or comes back, "
    "see a podiatrist or doctor. If the foot stays numb, cold or pale, get medical help now."
)

FOUND = (
    "If you found a cut, a sore or a hot patch: leave both feet alone until it has healed. "
    "With diabetes or numb feet, have it seen today."
)
"""For who stopped because of what they saw, as the first step says. The screening says the same."""

DANGER_ADVICE = (
    "Call your emergency number now (for example 112, 911 or 999). "
    "Sit still. Do not rub your legs or feet. Do not stay alone if you can help it."
)
"""Breathless, chest pain or faint during massage: these can be signs of a blood clot.
Source: NHS: deep vein thrombosis; Sutham 2020."""


_FIXED = {
    Happening.HALF_PASSED: Cue("Half-way.", Tone.ATTENTION),
    Happening.PAUSED: Cue("Paused.", Tone.ATTENTION),
    Happening.STOP_ASKED: Cue(interrupts=True),
    Happening.HURT_ASKED: Cue(interrupts=True),
    Happening.AWAY_NOTICED: Cue("Paused: you were away.", Tone.ATTENTION),
    Happening.MADE_LIGHTER: Cue("Lighter from now on. Get ready to go on.", Tone.ATTENTION),
}


def cue_for(event: Event, plan: Plan) -> Cue:
    """Return what to say and sound for an event; an empty cue where there is nothing to."""
    segment = event.segment
    match event.happening:
        case Happening.SEGMENT_STARTED:
            return cue_for_segment(segment, plan)
        case Happening.SEGMENT_ENDED if segment.kind is Kind.STEP:
            return Cue(tone=Tone.END)
        case Happening.SECOND_COUNTED:
            return Cue("Five seconds left." if event.count == COUNTED else "", Tone.TICK)
        case Happening.RESUMED if segment.kind is Kind.STEP:
            return Cue("Go on.")
        case Happening.RESUMING:
            return Cue(f"Get ready to go on: {segment.step.title}.", Tone.ATTENTION)
    return _FIXED.get(event.happening, Cue())


def farewell(status: Status | None, *, danger: bool) -> tuple[str, ...]:
    """Return what to say and show when it is over. Never "well done" after a stop for pain."""
    if danger:
        return (DANGER_ADVICE, DANGER_AFTERCARE)
    match status:
        case Status.COMPLETED:
            return ("Well done. That was all of it.", AFTERCARE)
        case Status.STOPPED_HURT:
            return (SHARP_ADVICE, AFTERCARE)
        case Status.STOPPED_EARLY:
            return ("Stopped here.", FOUND, AFTERCARE)
    return ("Stopped here.", AFTERCARE)


def place_of(segment: Segment) -> str:
    """Name where in the session a segment is: "left foot, step 3 of 5"."""
    if segment.foot is not None:
        where = f"{segment.foot} foot"
    else:
        before = segment.step.part is Part.PREPARE
        where = "before the massage" if before else "after the massage"
    return f"{where}, step {segment.number} of {segment.count}"


def keep_off(zones: Sequence[Zone]) -> str:
    """Say which parts of the foot to spare, and how: how the step is done speaks of all of it."""
    return f"Keep off the {both(zones)}: lift your hands there."


def cue_for_segment(segment: Segment, plan: Plan) -> Cue:
    """Return what to say as a segment begins, or when it is asked for again."""
    step, first = segment.step, segment is plan.segments[0]
    match segment.kind:
        case Kind.CHANGE_FEET:
            words = f"Change feet: now the {segment.foot} foot. {CHANGE_OVER}"
        case Kind.GET_READY:
            opening = f"{plan.routine.title}, {about_minutes(plan.seconds)}. " if first else ""
            words = f"{opening}{_left_out(plan) if first else ''}Get ready: {step.title}."
        case _:
            avoided = plan.avoided_in(step)
            off = f" {keep_off(avoided)}" if avoided else ""
            words = f"{place_of(segment).capitalize()}: {step.title}. {step.how}{off}"
    return Cue(words, Tone.ATTENTION)


def _left_out(plan: Plan) -> str:
    """Say how many steps were left out, so that nobody waits for them."""
    if not plan.skipped_steps:
        return ""
    count = len(plan.skipped_steps)
    return f"{count} {'step is' if count == 1 else 'steps are'} left out. "
