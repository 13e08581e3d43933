"""A person at the full screen or at lines of text, who presses or types what a test says."""

import io
from collections.abc import Sequence

from rich.console import Console

from doubles import FakeClock, ScriptedKeys
from footcoach.ui.fullscreen import FullScreen
from footcoach.ui.linemode import LineMode, LineReader
from footcoach.ui.screen import Screen, Size
from footcoach.ui.theme import THEME, UNICODE
from ui.canvas import USUAL


def asker(
    *script: tuple[float, str],
    size: Size = USUAL,
    shown: io.StringIO | None = None,
    keyboard: type[ScriptedKeys] = ScriptedKeys,
) -> FullScreen:
    """Return a full screen, before which these keys are pressed at these moments."""
    clock = FakeClock()
    console = Console(file=shown or io.StringIO(), theme=THEME, force_terminal=True)
    keys, screen = keyboard(clock, *script), Screen(console, lambda: size)
    return FullScreen(clock.now, UNICODE, motion=False, keys=keys, screen=screen)


class Typist(LineReader):
    """Types one line after the other; None is a line that does not count."""

    def __init__(self, *lines: str | None) -> None:
        self._lines = list(lines)

    def read(self) -> str | None:
        if not self._lines:
            raise EOFError
        return self._lines.pop(0)


class Desk:
    """A person at lines of text."""

    def __init__(self, *lines: str | None, keys: Sequence[tuple[float, str]] = ()) -> None:
        self.out = io.StringIO()
        clock = FakeClock()
        self.asker = LineMode(clock.now, self.out, Typist(*lines), ScriptedKeys(clock, *keys))

    @property
    def printed(self) -> str:
        return self.out.getvalue()
