"""The words of a session: its states, what a person can do, and what follows from it.

Everything that decides which command means what, and when, is in this file.
"""

from enum import StrEnum


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
    """What the person does, or the coach notices."""

    PAUSE = "pause"
    """Pauses, or goes on after a pause."""
    STRAY = "stray"
    """A key that means nothing: pauses or goes on too, but not in a segment's first second."""
    NEXT = "next"
    BACK = "back"
    MORE = "more"
    LESS = "less"
    STOP = "stop"
    """Asks whether to stop; said again, or while asked what hurts, stops."""
    HURTS = "hurts"
    """Asks what it is."""
    AWAY = "away"
    """The program did not run for a while: the machine slept, or the process was stopped.

    To be handled at the last moment that it did run, so that no time passes for the absence."""
    MUTE = "mute"
    """Silences voice and tones, or lets them sound again. For the coach; the session goes on."""
    AGAIN = "again"
    """Says once more what was said last. For the coach, too."""
    YES = "yes"
    NO = "no"
    TOO_HARD = "too_hard"
    SHARP = "sharp"
    """Sharp, burning, electric or numb."""
    DANGER = "danger"
    """Breathless, chest pain or faint."""


class Status(StrEnum):
    """How a session ended, in the spelling of the history."""

    COMPLETED = "completed"
    STOPPED_EARLY = "stopped_early"
    STOPPED_HURT = "stopped_hurt"
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


SOFT = frozenset({Command.STRAY, Command.NEXT, Command.BACK, Command.MORE, Command.LESS})
"""Commands of keys that are easily hit by mistake."""

_PAUSABLE = {
    Command.PAUSE: (State.PAUSED, Happening.PAUSED),
    Command.STRAY: (State.PAUSED, Happening.PAUSED),
    Command.AWAY: (State.PAUSED, Happening.AWAY_NOTICED),
    Command.STOP: (State.ASKING_STOP, Happening.STOP_ASKED),
    Command.HURTS: (State.ASKING_HURT, Happening.HURT_ASKED),
}
_RESUME = (State.RESUMING, Happening.RESUMING)

TRANSITIONS: dict[State, dict[Command, tuple[State, Happening]]] = {
    State.RUNNING: _PAUSABLE,
    State.RESUMING: _PAUSABLE,
    State.PAUSED: {
        Command.PAUSE: _RESUME,
        Command.STRAY: _RESUME,
        Command.STOP: (State.ASKING_STOP, Happening.STOP_ASKED),
        Command.HURTS: (State.ASKING_HURT, Happening.HURT_ASKED),
    },
    State.ASKING_STOP: {
        Command.NO: _RESUME,
        Command.YES: (State.ENDED, Happening.ENDED),
        Command.STOP: (State.ENDED, Happening.ENDED),
        Command.HURTS: (State.ASKING_HURT, Happening.HURT_ASKED),
    },
    State.ASKING_HURT: {
        Command.NO: (State.PAUSED, Happening.PAUSED),
        Command.TOO_HARD: (State.RESUMING, Happening.MADE_LIGHTER),
        Command.SHARP: (State.ENDED, Happening.ENDED),
        Command.STOP: (State.ENDED, Happening.ENDED),
        Command.DANGER: (State.ENDED, Happening.ENDED),
    },
    State.ENDED: {},
}
"""Every change of state by a command; a command that is not listed changes nothing.

`next`, `back`, `more` and `less` change the segment, not the state, and are below.
"""

MOVABLE = frozenset({State.RUNNING, State.RESUMING, State.PAUSED})
"""States in which `next`, `back`, `more` and `less` mean something."""
