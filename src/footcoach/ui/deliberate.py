"""The rule that keeps a held key and pasted text from answering anything.

Neither throwing away what was typed ahead nor flushing the terminal's queue stops a key that
repeats: it is simply pressed again. So a key counts only if it came alone: after a moment without
any, with none following, when what it answers had been on the screen for a moment.
"""

from collections.abc import Callable

from footcoach.ui.keys import TerminalKeys

QUIET = 0.2
"""Seconds without a key before one counts."""

APART = 0.35
"""Seconds without the same key before it counts."""

AFTER = 0.1
"""Seconds without a key after one, before it counts: that a key is held shows in what follows.
Keyboards repeat 10 to 40 times a second."""

AFTER_ON_PAGES = 0.18
"""The same, for keys that lead on to a session: slower repeats must not pass two pages."""

SHOWN = 0.3
"""Seconds that a question must have been shown: less is no reading."""

SCROLLING = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})
TYPING = frozenset({*"0123456789", "tab", "backspace"})
"""Keys that rate how sore a foot is. Like those that scroll, they lead nowhere."""

AWAY = 2.0
"""Seconds that a wait may overrun before the program must have been stopped meanwhile."""


class DeliberateKeys:
    """Lets single, deliberate keys through. One for the whole keyboard, across all questions."""

    def __init__(self, keys: TerminalKeys, now: Callable[[], float]) -> None:
        """Read `keys` and measure time, in seconds, with `now`."""
        self._keys = keys
        self._now = now
        self._last_key = ""
        self._last_at = self._shown_at = now()

    def mark_shown(self) -> None:
        """Note that something new to answer has just come on the screen."""
        self._shown_at = self._now()

    def wait(self, seconds: float, *, after: float = AFTER) -> str | None:
        """Return the key that counts, or None if none did within `seconds`.

        None may follow it for `after` seconds. Keys that only scroll or rate answer nothing, and
        pass freely. Raises EOFError for Ctrl-D, KeyboardInterrupt for Ctrl-C, and Interrupted
        after an absence.
        """
        start = self._now()
        names = self._keys.wait(seconds)
        now = self._now()
        if now - start > seconds + AWAY:
            self._last_at = now
            raise Interrupted
        if not names:
            return None
        if "c-d" in names:
            raise EOFError
        if SCROLLING.issuperset(names) or (len(names) == 1 and names[0] in TYPING):
            self._last_key, self._last_at = names[-1], now
            return names[-1]
        quiet = now - self._last_at >= (APART if names[0] == self._last_key else QUIET)
        self._last_key, self._last_at = names[-1], now
        if len(names) > 1 or not quiet or now - self._shown_at < SHOWN:
            return None
        if self._keys.wait(after):
            self._last_at = self._now()
            return None
        return names[0]


class Interrupted(Exception):
    """The program was stopped and goes on: what is on the screen may not be ours."""
