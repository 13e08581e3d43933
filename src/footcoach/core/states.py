"""The vocabulary of a session: its states, commands and events, and the state transitions."""

from enum import StrEnum

# How many seconds at the end of a step are counted down.
COUNTED = 5

# The share of the planned time that must be done for a session to count as completed, and for its
# effect on soreness to count. Half is a judgement; skipping to the end counts as stopping early.
MOSTLY = 0.5

# Seconds to get settled before the first step and at each foot, once the coach has spoken.
FIRST_GET_READY = 5.0


class Foot(StrEnum):
    """The left foot, the right foot, or both."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def each(self) -> tuple["Foot", ...]:
        """The individual feet, in the order they are massaged."""
        return (Foot.LEFT, Foot.RIGHT) if self is Foot.BOTH else (self,)

    @property
    def other(self) -> "Foot":
        """The other foot; there is none for BOTH."""
        return Foot.LEFT if self is Foot.RIGHT else Foot.RIGHT


class Zone(StrEnum):
    """A part of the foot or lower leg."""

    WHOLE = "whole"
    SOLE = "sole"
    TOES = "toes"
    BALL = "ball"
    ARCH = "arch"
    HEEL = "heel"
    TOP = "top"
    ANKLE = "ankle"
    CALF = "calf"


class Talk(StrEnum):
    """How much the coach says before each step."""

    # The name, what to do, how firmly and for how long; on the second foot, the short form.
    FULL = "full"
    # The name, a reminder, how firmly and for how long.
    SHORT = "short"
    # Only the name, and what to keep off.
    NAMES = "names"


class State(StrEnum):
    """What the session is doing."""

    RUNNING = "running"
    RESUMING = "resuming"
    PAUSED = "paused"
    ASKING_STOP = "asking_stop"
    ASKING_HURT = "asking_hurt"
    ENDED = "ended"


class Command(StrEnum):
    """Something that the person does or that the program notices."""

    # Pauses, or resumes after a pause.
    PAUSE = "pause"
    # A key with no meaning of its own: acts as PAUSE, except in a segment's first second.
    STRAY = "stray"
    NEXT = "next"
    BACK = "back"
    MORE = "more"
    LESS = "less"
    # Asks whether to stop. During that question, or the one about what hurts, it ends the session.
    STOP = "stop"
    HURTS = "hurts"
    # The program was not running for a while: the machine slept, or the process was stopped. Pass
    # the last moment it was running as `now`, so that the absence does not use up any time.
    AWAY = "away"
    # These two affect only the voice; the session carries on.
    MUTE = "mute"
    AGAIN = "again"
    YES = "yes"
    NO = "no"
    TOO_HARD = "too_hard"
    # A foot or calf has a cramp.
    CRAMP = "cramp"
    # It is sharp, burning, electric or numb, or a pain of another kind.
    SHARP = "sharp"
    # The person is breathless or faint, or has chest pain.
    DANGER = "danger"


class Status(StrEnum):
    """How a session ended, spelt as in the history."""

    COMPLETED = "completed"
    STOPPED_EARLY = "stopped_early"
    STOPPED_HURT = "stopped_hurt"
    STOPPED_DANGER = "stopped_danger"
    INTERRUPTED = "interrupted"


class Happening(StrEnum):
    """Something that can happen in a session, named in the past tense."""

    SEGMENT_STARTED = "segment_started"
    SECOND_COUNTED = "second_counted"
    SEGMENT_ENDED = "segment_ended"
    PAUSED = "paused"
    AWAY_NOTICED = "away_noticed"
    STOP_ASKED = "stop_asked"
    HURT_ASKED = "hurt_asked"
    RESUMING = "resuming"
    RESUMED = "resumed"
    LENGTH_CHANGED = "length_changed"
    MADE_LIGHTER = "made_lighter"
    CRAMPED = "cramped"
    ENDED = "ended"


# Commands whose keys are easily hit by mistake.
SOFT = frozenset({Command.STRAY, Command.NEXT, Command.BACK, Command.MORE, Command.LESS})

_PAUSABLE = {
    Command.PAUSE: (State.PAUSED, Happening.PAUSED),
    Command.STRAY: (State.PAUSED, Happening.PAUSED),
    Command.AWAY: (State.PAUSED, Happening.AWAY_NOTICED),
    Command.STOP: (State.ASKING_STOP, Happening.STOP_ASKED),
    Command.HURTS: (State.ASKING_HURT, Happening.HURT_ASKED),
}
_RESUME = (State.RESUMING, Happening.RESUMING)
_END = (State.ENDED, Happening.ENDED)

# Every change of state that a command can cause; other commands leave the state unchanged.
TRANSITIONS: dict[State, dict[Command, tuple[State, Happening]]] = {
    State.RUNNING: _PAUSABLE,
    State.RESUMING: _PAUSABLE,
    State.PAUSED: {
        Command.PAUSE: _RESUME,
        Command.STRAY: _RESUME,
        Command.STOP: _PAUSABLE[Command.STOP],
        Command.HURTS: _PAUSABLE[Command.HURTS],
    },
    State.ASKING_STOP: {
        Command.NO: _RESUME,
        Command.YES: _END,
        Command.STOP: _END,
        Command.HURTS: _PAUSABLE[Command.HURTS],
    },
    State.ASKING_HURT: {
        Command.NO: (State.PAUSED, Happening.PAUSED),
        Command.CRAMP: (State.PAUSED, Happening.CRAMPED),
        Command.TOO_HARD: (State.RESUMING, Happening.MADE_LIGHTER),
        Command.SHARP: _END,
        Command.STOP: _END,
        Command.DANGER: _END,
    },
    State.ENDED: {},
}

# Only an answer about what hurts leads to these statuses; any other stop counts as early.
STATUS_AFTER = {Command.SHARP: Status.STOPPED_HURT, Command.DANGER: Status.STOPPED_DANGER}

# States in which `next`, `back`, `more` and `less` work; they act on the segment, not the state.
# A session that is cut off in one of these states can be resumed.
MOVABLE = frozenset({State.RUNNING, State.RESUMING, State.PAUSED})
