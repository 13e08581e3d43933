"""What the keys mean during a session, with a person at them or without."""

from collections.abc import Callable, Mapping, Sequence

from footcoach.core.states import Command, State
from footcoach.ui.deliberate import DeliberateKeys, Interrupted
from footcoach.ui.keys import NOTHING, WENT_ON, TerminalKeys

_RUNNING = {
    "space": Command.PAUSE,
    "right": Command.NEXT,
    "left": Command.BACK,
    "+": Command.MORE,
    "=": Command.MORE,
    "-": Command.LESS,
    "x": Command.HURTS,
    "q": Command.STOP,
    "m": Command.MUTE,
    "r": Command.AGAIN,
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

_ASKS = frozenset({Command.HURTS, Command.STOP})
"""Commands after which something is asked. What was typed with them does not answer it."""


class SessionKeys:
    """Turns keys into commands. While something is asked, only deliberate keys count."""

    def __init__(self, keys: TerminalKeys, gate: DeliberateKeys) -> None:
        """Read `keys`; what answers a question must pass `gate`, which reads the same."""
        self._keys = keys
        self._gate = gate
        self._state = State.RUNNING

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        """Return the commands given in this state, or nothing once the seconds are over."""
        if state is not self._state:
            self._state = state
            self._gate.mark_shown()
        if state in _ASKING:
            return self._answer(seconds, _ASKING[state])
        names = [name for name in self._keys.wait(seconds) if name != NOTHING]
        if WENT_ON in names:
            return (Command.AWAY,)
        commands = [_RUNNING.get(name, Command.STRAY) for name in names]
        asks = [n for n, command in enumerate(commands, 1) if command in _ASKS]
        return commands[: asks[0]] if asks else commands

    def _answer(self, seconds: float, answers: Mapping[str, Command]) -> Sequence[Command]:
        """Return the answer, if a deliberate key gave one."""
        try:
            key = self._gate.wait(seconds)
        except (Interrupted, EOFError):
            return ()
        return [answers[key]] if key is not None and key in answers else ()


class NoKeys:
    """Controls for a session without a terminal: it runs by itself."""

    def __init__(self, wait: Callable[[float], object]) -> None:
        """Wait with `wait`, which takes seconds."""
        self._wait = wait

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        """Let the seconds pass, and go on at once after an absence: nobody else will."""
        self._wait(0 if state is State.PAUSED else seconds)
        return (Command.PAUSE,) if state is State.PAUSED else ()
