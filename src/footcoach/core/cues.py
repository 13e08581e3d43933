"""What the coach says during a session: the words and the tone for each event.

Line mode prints the words; a voice can speak them. They never include a health answer.
"""

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum

from footcoach.core.data import read_data
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

# The advice; the file also gives its sources.
_ADVICE = tomllib.loads(read_data("advice.toml"))
AFTERCARE: str = _ADVICE["aftercare"]
DANGER_AFTERCARE: str = _ADVICE["danger_aftercare"]
SORENESS: str = _ADVICE["soreness"]
WATCH_FOR = tuple[str, ...](_ADVICE["watch_for"])
CRAMP_ADVICE: str = _ADVICE["cramp"]
SHARP_ADVICE: str = _ADVICE["sharp"]
FOUND: str = _ADVICE["found"]
DANGER_ADVICE: str = _ADVICE["danger"]

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
_ALWAYS = (
    *(cue.say for cue in _FIXED.values() if cue.say),
    *(" ".join(words) for words in _FAREWELLS.values()),
    TEST_SOUND.say,
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
    """Return everything that can be said in a session of this plan, in the order it comes up.

    If key presses change the time left, two of these sentences will be spoken with another time.
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
