"""What the coach says during a session: the words and the tone for each event.

Line mode prints the words; a voice can speak them. They never include a health answer.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from footcoach.core.engine import Event, Session, Snapshot
from footcoach.core.plan import Plan
from footcoach.core.routine import Part, Routine
from footcoach.core.schedule import Kind, Segment, Wanted, fit_steps, segments_of
from footcoach.core.script import (
    WHEN_FINISHED,
    finish_words,
    opening_words,
    step_words,
    take_up_words,
)
from footcoach.core.states import Happening, Status, Talk


class Tone(StrEnum):
    """A sound to play, for people who are not watching the screen or listening to words."""

    # Played before words, when something new begins.
    ATTENTION = "attention"
    # Played in each of the last five seconds.
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
AFTERCARE = "Wipe your soles and hands dry. Put socks or shoes on. Then stand up, slowly."

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

# Source: NHS: leg cramps (stretch the muscle, then massage it).
CRAMP_ADVICE = (
    "Let go. Pull your toes towards your shin, and hold until it eases. "
    "If it comes back, stop for today."
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
    Happening.PAUSED: Cue("Paused.", Tone.ATTENTION),
    Happening.STOP_ASKED: Cue(interrupts=True),
    Happening.HURT_ASKED: Cue(interrupts=True),
    Happening.AWAY_NOTICED: Cue("Paused: you were away.", Tone.ATTENTION),
    Happening.CRAMPED: Cue(CRAMP_ADVICE, Tone.ATTENTION),
    Happening.MADE_LIGHTER: Cue("Lighter from now on. Get ready to carry on.", Tone.ATTENTION),
}


# What can be said in any session, whatever its plan.
_ALWAYS = tuple(
    text
    for text in (
        *(cue.say for cue in _FIXED.values()),
        *(" ".join(words) for words in _FAREWELLS.values()),
        TEST_SOUND.say,
    )
    if text
)


def farewell(status: Status) -> tuple[str, ...]:
    """Return what to say and show at the end; never "well done" after a stop for pain."""
    return _FAREWELLS[status]


def cue_for(event: Event, plan: Plan) -> Cue:
    """Return the cue for an event, or an empty one if there is nothing to say or play."""
    quiet, segment = plan.routine.quiet, event.snapshot.segment
    match event.happening:
        case Happening.SEGMENT_STARTED if segment.kind is Kind.STEP:
            return Cue(tone=None if quiet else Tone.ATTENTION)
        case Happening.SEGMENT_STARTED:
            return Cue(words_for(event.snapshot, plan))
        case Happening.SEGMENT_ENDED if segment.kind is Kind.STEP:
            return Cue(tone=None if quiet else Tone.END)
        case Happening.SECOND_COUNTED:
            return Cue(tone=None if quiet else Tone.TICK)
        case Happening.RESUMING if segment.kind is Kind.STEP:
            return Cue(_carry_on(segment), Tone.ATTENTION)
    return _FIXED.get(event.happening, Cue())


def all_words(plan: Plan) -> tuple[str, ...]:
    """Return everything that can be said in a session of this plan, soonest first.

    If keys change the time left, two of these sentences will state a different time when spoken.
    """
    events = Session(plan, 0.0).advance(plan.seconds)
    shown = [each.snapshot for each in events if each.happening is Happening.SEGMENT_STARTED]
    lighter = [replace(each, lighter=True) for each in shown]
    begins = [each for each in shown if each.segment.kind is not Kind.STEP]
    texts = [
        *(words_for(each, plan) for each in begins),
        *_ALWAYS,
        *(_carry_on(each.segment) for each in shown),
        *(words_for(each, plan, again=True) for each in shown),
        *(words_for(each, plan) for each in lighter),
        *(words_for(each, plan, again=True) for each in lighter),
    ]
    return tuple(dict.fromkeys(texts))


def likely_words(routine: Routine, wanted: Wanted) -> tuple[str, ...]:
    """Return most of what will be said, for use before the screening allows a plan."""
    texts = [
        step_words(each.step, each.talk, pressure=each.step.pressure, seconds=each.step.seconds)
        for each in segments_of(routine, fit_steps(routine, routine.steps, wanted), wanted)
        if each.kind is Kind.GET_READY
    ]
    return tuple(dict.fromkeys([TEST_SOUND.say, *texts, *_ALWAYS]))


def _carry_on(segment: Segment) -> str:
    return f"Carry on: {segment.step.title}."


def place_of(segment: Segment) -> str:
    """Return a segment's place in the session, such as "left foot, step 3 of 5"."""
    before = segment.step.part is Part.PREPARE
    around = "before the massage" if before else "after the massage"
    where = f"{segment.foot} foot" if segment.foot else around
    return f"{where}, step {segment.number} of {segment.count}"


def words_for(snapshot: Snapshot, plan: Plan, *, again: bool = False) -> str:
    """Return what to say as a segment begins; with `again`, everything about the step."""
    segment = snapshot.segment
    opening = "" if again else _opening(snapshot, plan)
    if segment.kind is Kind.TAKE_UP and segment.foot:
        left = None if segment.foot is plan.feet.each[0] else snapshot.total_left
        return f"{opening} {take_up_words(segment.foot, segment.how, left=left)}".strip()
    words = step_words(
        segment.step,
        Talk.FULL if again else segment.talk,
        pressure=snapshot.pressure,
        seconds=segment.step.seconds,
        avoided=snapshot.avoided,
    )
    return f"{opening} {words} {WHEN_FINISHED if segment.finishes else ''}".strip()


def _opening(snapshot: Snapshot, plan: Plan) -> str:
    """Return what to say before a segment's own words: what begins, and how long is left."""
    segment = snapshot.segment
    if segment is plan.segments[0]:
        left_out = len(plan.skipped_steps) + len(plan.dropped_steps)
        return opening_words(plan.routine.title, left_out, plan.seconds)
    if segment.kind is Kind.GET_READY and segment.step.part is Part.FINISH and segment.number == 1:
        return finish_words(snapshot.total_left)
    return "Half-way." if segment is plan.past_half else ""
