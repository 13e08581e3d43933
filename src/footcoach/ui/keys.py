"""A session's keys, and the rule that keeps held keys and pasted text from answering anything.

Neither discarding what was typed ahead nor flushing the terminal's queue stops a held key: it
simply repeats. So a key counts only if no other key comes just before or just after it, and only
once what it answers has been on the screen for a moment.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise

from footcoach.core.states import Command, State
from footcoach.ui.terminal_keys import NOTHING, WENT_ON, TerminalKeys

# Seconds that must pass without any key before a key counts.
QUIET = 0.2

# The same, when a key repeats the one before it.
APART = 0.35

# Seconds to wait after a key, which counts only if no other follows: a held key would repeat.
# Keyboards repeat 10 to 40 times a second.
AFTER = 0.1

# The same, for keys that lead on to a session: even a key that repeats slowly must not skip a page.
AFTER_ON_PAGES = 0.18

# Seconds that a question must be on the screen before a key counts: nobody can read it faster.
SHOWN = 0.3

SCROLLING = frozenset({"up", "down", "pageup", "pagedown"})

# Keys that rate how sore a foot is. Like those that scroll, they do not leave the page.
TYPING = frozenset({*"0123456789", "tab", "backspace"})

# Nobody presses a key this evenly this many times. Without this check, a held key that repeats only
# twice a second, as some keyboard settings make it, would answer everything.
EVEN_PRESSES = 8
EVEN = 0.003

# If a wait overruns by more than this many seconds, the program must have been stopped meanwhile.
AWAY = 2.0


class DeliberateKeys:
    """Lets single, deliberate keys through. One instance serves the keyboard for all questions."""

    def __init__(self, keys: TerminalKeys, now: Callable[[], float]) -> None:
        """Read `keys` and measure time in seconds with `now`."""
        self._keys = keys
        self._now = now
        self._last_key = ""
        self._last_at = self._shown_at = now()
        self._presses: list[float] = []
        # Whether the last key seems to be held down, so that another must be pressed first.
        self.held = False

    def mark_shown(self) -> None:
        """Note that a new page or question has just appeared on the screen."""
        self._shown_at = self._now()

    def wait(self, seconds: float, *, after: float = AFTER) -> str | None:
        """Return a key that counts, or None if there was none within `seconds`.

        No key may follow it for `after` seconds. Keys that only scroll or rate answer nothing, so
        they always pass, as does WENT_ON. Raises EOFError for Ctrl-D, KeyboardInterrupt for Ctrl-C.
        """
        start = self._now()
        names = self._keys.wait(seconds)
        now = self._now()
        if now - start > seconds + AWAY or WENT_ON in names:
            self._last_at = now
            return WENT_ON
        if not names:
            return None
        if "c-d" in names:
            raise EOFError
        if SCROLLING.issuperset(names) or (len(names) == 1 and names[0] in TYPING):
            self._last_key, self._last_at, self.held = names[-1], now, False
            return names[-1]
        same = names[0] == self._last_key
        quiet = now - self._last_at >= (APART if same else QUIET)
        self._presses = [*self._presses[1 - EVEN_PRESSES :], now] if same else [now]
        self.held = same and (self.held or _even(self._presses))
        self._last_key, self._last_at = names[-1], now
        if len(names) > 1 or not quiet or self.held or now - self._shown_at < SHOWN:
            return None
        if self._keys.wait(after):
            self._last_at = self._now()
            return None
        return names[0]


def _even(presses: Sequence[float]) -> bool:
    gaps = [after - before for before, after in pairwise(presses)]
    return len(presses) == EVEN_PRESSES and max(gaps) - min(gaps) < EVEN


_RUNNING = {
    "space": Command.PAUSE,
    "right": Command.NEXT,
    "left": Command.BACK,
    "+": Command.MORE,
    # On many keyboards, the `+` key without Shift.
    "=": Command.MORE,
    "-": Command.LESS,
    "x": Command.HURTS,
    "q": Command.STOP,
    "m": Command.MUTE,
    "r": Command.AGAIN,
}

_ASKING = {
    State.ASKING_STOP: {
        "y": Command.YES,
        "n": Command.NO,
        "q": Command.STOP,
        "x": Command.HURTS,
    },
    State.ASKING_HURT: {
        "h": Command.TOO_HARD,
        "c": Command.CRAMP,
        "s": Command.SHARP,
        "b": Command.DANGER,
        "q": Command.STOP,
        "n": Command.NO,
    },
}

# Commands that lead to a question. Keys that arrive together with the command do not answer it.
_ASKS = frozenset({Command.HURTS, Command.STOP})


class SessionKeys:
    """Turns keys into commands. While a question is open, only deliberate keys count."""

    def __init__(self, keys: TerminalKeys, deliberate: DeliberateKeys) -> None:
        """Read `keys`; answers to questions must pass `deliberate`, which reads the same keys."""
        self._keys = keys
        self._deliberate = deliberate
        self._state = State.RUNNING

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        """Return the commands given in this state, or nothing once `seconds` have passed."""
        if state is not self._state:
            self._state = state
            self._deliberate.mark_shown()
        if state in _ASKING:
            with suppress(EOFError):
                key = self._deliberate.wait(seconds)
                if key not in {None, NOTHING, WENT_ON}:
                    return [_ASKING[state].get(key, Command.STRAY)]
            return ()
        names = [name for name in self._keys.wait(seconds) if name != NOTHING]
        if WENT_ON in names:
            return (Command.AWAY,)
        commands = [_RUNNING.get(name, Command.STRAY) for name in names]
        asks = [n for n, command in enumerate(commands, 1) if command in _ASKS]
        return commands[: asks[0]] if asks else commands
