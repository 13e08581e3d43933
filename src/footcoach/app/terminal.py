"""Whether there is a person to ask, and which of the three interfaces they get.

`FullScreen` draws pages and takes single keys; `LineMode` prints lines and reads typed words;
`Unattended` prints the lines of a session whose answers came from a file.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from footcoach.core.errors import NoTerminal

if TYPE_CHECKING:
    from footcoach.system.clock import SystemClock
    from footcoach.ui.interface import Interface

NO_TERMINAL = (
    "The safety questions come first, and there is no terminal to ask them in. "
    "Run footcoach in a terminal window, or pass the answers with --answers FILE. "
    "To read the questions: footcoach checklist."
)


def has_terminal() -> bool:
    """Return whether there is a person to ask: input and output must both be terminals.

    Answers could come through a pipe, but nobody would have read the questions.
    """
    streams = (sys.stdin, sys.stdout)
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def reason_for_lines() -> str:
    """Return why line mode is used even without --plain; empty if full screen works."""
    if os.environ.get("ACCESSIBLE", "") not in {"", "0"}:
        return "ACCESSIBLE is set"
    if os.name == "nt":
        from rich.console import detect_legacy_windows

        return "this Windows console is too old" if detect_legacy_windows() else ""
    dumb = os.environ.get("TERM", "") in {"", "dumb", "unknown"}
    return "the terminal shows only lines" if dumb else ""


def choose_interface(
    clock: SystemClock, *, plain: bool, ascii_only: bool, answers_given: bool, motion: bool = False
) -> Interface:
    """Return the interface that options, environment and streams call for.

    Raises NoTerminal if no answers were given and there is nobody to ask.
    """
    if not has_terminal():
        if not answers_given:
            raise NoTerminal(NO_TERMINAL)
        from footcoach.ui.linemode import Unattended

        return Unattended(clock.sleep)
    if plain or reason_for_lines():
        from footcoach.ui.linemode import LineMode

        return LineMode(clock.now)
    from footcoach.ui.fullscreen import FullScreen
    from footcoach.ui.theme import glyphs_for

    # The Linux console has room for 512 characters, none of them braille.
    braille = os.environ.get("TERM") != "linux"
    glyphs = glyphs_for(sys.stdout.encoding, ascii_only=ascii_only, braille=braille)
    return FullScreen(clock.now, glyphs, motion=motion)
