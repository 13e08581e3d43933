"""The rule that keeps a held key and pasted text from answering anything.

Neither throwing away what was typed ahead nor flushing the terminal's queue stops a key that
repeats: it is simply pressed again. So a key counts only if it came alone, after a moment without
any, and when what it answers had been on the screen for a moment.
"""

from collections.abc import Callable, Sequence

QUIET = 0.2
"""Seconds without a key before one counts. A held key repeats 10 to 40 times a second."""

SHOWN = 0.3
"""Seconds that a question must have been shown: less is no reading."""


class Gate:
    """Lets single, deliberate keys through. One for the whole keyboard, across all questions."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Measure time, in seconds, with `now`."""
        self._now = now
        self._last_key = now()
        self._shown_at = now()

    def shown(self) -> None:
        """Note that something new to answer has just come on the screen."""
        self._shown_at = self._now()

    def admit(self, keys: Sequence[str]) -> str | None:
        """Return the key that counts among those that just came together, or None."""
        if not keys:
            return None
        now = self._now()
        quiet = now - self._last_key >= QUIET
        self._last_key = now
        alone = len(keys) == 1
        return keys[0] if alone and quiet and now - self._shown_at >= SHOWN else None
