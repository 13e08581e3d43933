"""A session on the full screen: what is shown, and what the keys mean."""

from collections.abc import Sequence

from footcoach.core.cues import Cue
from footcoach.core.snapshot import Snapshot
from footcoach.core.transition import Command, State
from footcoach.terminal.gate import Gate
from footcoach.terminal.keys import TerminalKeys
from footcoach.terminal.screen import Screen
from footcoach.terminal.views.session import SessionView

_RUNNING = {
    "space": Command.PAUSE,
    "right": Command.NEXT,
    "left": Command.BACK,
    "+": Command.MORE,
    "=": Command.MORE,
    "-": Command.LESS,
    "x": Command.HURTS,
    "q": Command.STOP,
}
"""`=` is `+` without Shift on many keyboards."""

_ASKING = {
    State.ASKING_STOP: {
        "y": Command.YES,
        "n": Command.NO,
        "q": Command.STOP,
        "x": Command.HURTS,
    },
    State.ASKING_HURT: {
        "h": Command.TOO_HARD,
        "s": Command.SHARP,
        "b": Command.DANGER,
        "q": Command.STOP,
        "n": Command.NO,
    },
}

_STILL = 1.0
"""Seconds between looks at the window's size, where the system does not tell of its changes."""


class SessionKeys:
    """Turns keys into commands. While something is asked, only deliberate keys count."""

    def __init__(self, keys: TerminalKeys, gate: Gate) -> None:
        """Read `keys`; what answers a question must pass `gate`."""
        self._keys = keys
        self._gate = gate
        self._state = State.RUNNING

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        """Return the commands given in this state, or nothing once the seconds are over."""
        if state is not self._state:
            self._state = state
            self._gate.shown()
        keys = self._keys.wait(seconds)
        alone = self._gate.admit(keys)
        if state in _ASKING:
            return [_ASKING[state][alone]] if alone in _ASKING[state] else []
        return [_RUNNING.get(key, Command.STRAY) for key in keys]


class FullStage:
    """Shows a session on the full screen."""

    def __init__(self, screen: Screen, view: SessionView) -> None:
        """Draw `view` on `screen`, which is already open."""
        self._screen = screen
        self._view = view

    def show(self, snapshot: Snapshot, cues: Sequence[Cue]) -> None:
        """Draw the moment; the words of the cues are on the screen anyway."""
        del cues
        self._screen.draw(lambda size: self._view.blocks(snapshot, size))

    def frame_seconds(self, snapshot: Snapshot) -> float:
        """Return the time to the next whole second, when the digits change."""
        left = snapshot.left if snapshot.state is State.RUNNING else snapshot.re_entry_left
        return left % 1 or _STILL
