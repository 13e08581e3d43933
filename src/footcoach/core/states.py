"""The words and times of a session: its states, what a person can do, and what follows from it."""

from enum import StrEnum

# Last seconds of a step that are counted.
COUNTED = 5

# Share of the planned time that must be done for a session to count as completed, and for what
# it did to soreness. A judgement: skipping to the end is stopping early.
MOSTLY = 0.5


class Foot(StrEnum):
    """Which foot, or both of them."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def each(self) -> tuple["Foot", ...]:
        """The single feet, in the order of massage."""
        return (Foot.LEFT, Foot.RIGHT) if self is Foot.BOTH else (self,)


class State(StrEnum):
    """What the session is doing."""

    RUNNING = "running"
    RESUMING = "resuming"
    PAUSED = "paused"
    ASKING_STOP = "asking_stop"
    ASKING_HURT = "asking_hurt"
    ENDED = "ended"


class Command(StrEnum):
    """What the person does, or the program notices."""

    # Pauses, or resumes after a pause.
    PAUSE = "pause"
    # A key that means nothing: as PAUSE, but not in a segment's first second.
    STRAY = "stray"
    NEXT = "next"
    BACK = "back"
    MORE = "more"
    LESS = "less"
    # Asks whether to stop; given again, or while asked what hurts, stops.
    STOP = "stop"
    HURTS = "hurts"
    # The program did not run for a while: the machine slept, or the process was stopped. To be
    # handled at the last moment that it did run, so that no time passes for the absence.
    AWAY = "away"
    # For the voice; the session goes on.
    MUTE = "mute"
    AGAIN = "again"
    YES = "yes"
    NO = "no"
    TOO_HARD = "too_hard"
    # Sharp, burning, electric or numb.
    SHARP = "sharp"
    # Breathless, chest pain or faint.
    DANGER = "danger"


class Status(StrEnum):
    """How a session ended, in the spelling of the history."""

    COMPLETED = "completed"
    STOPPED_EARLY = "stopped_early"
    STOPPED_HURT = "stopped_hurt"
    STOPPED_DANGER = "stopped_danger"
    INTERRUPTED = "interrupted"


class Happening(StrEnum):
    """What can happen in a session, in the past tense."""

    SEGMENT_STARTED = "segment_started"
    HALF_PASSED = "half_passed"
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
    ENDED = "ended"


# Commands of keys that are easily hit by mistake.
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

# Every change of state by a command; a command that is not listed changes nothing.
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
        Command.TOO_HARD: (State.RESUMING, Happening.MADE_LIGHTER),
        Command.SHARP: _END,
        Command.STOP: _END,
        Command.DANGER: _END,
    },
    State.ENDED: {},
}

# Nothing counts as hurt before it was answered; stopping in any other way is stopping early.
STATUS_AFTER = {Command.SHARP: Status.STOPPED_HURT, Command.DANGER: Status.STOPPED_DANGER}

# States in which `next`, `back`, `more` and `less` mean something. They change the segment, not
# the state. A session that is cut off in one of them can be resumed.
MOVABLE = frozenset({State.RUNNING, State.RESUMING, State.PAUSED})
