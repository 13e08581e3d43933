"""The terminal that a person uses, and which of the three interfaces they get there.

`FullScreen` draws pages and takes single keys; `LineMode` prints lines and reads typed words;
`Unattended` prints the lines of a session whose answers came from a file.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TextIO

from footcoach.core.errors import NoTerminal

if TYPE_CHECKING:
    from footcoach.core.settings import Settings
    from footcoach.system.clock import SystemClock
    from footcoach.ui.interface import Interface

NO_TERMINAL = (
    "The safety questions come first, and there is no terminal to ask them in. "
    "Run footcoach in a terminal window, or pass the answers with --answers FILE. "
    "To read the questions: footcoach checklist."
)


class Terminal(NamedTuple):
    """Where a person is asked: `keys` is what they type, `screen` is what they see."""

    keys: TextIO
    screen: TextIO


def find_terminal() -> Terminal | None:
    """Return the terminal to ask in, or None if nobody is there to ask, as in a scheduled job.

    If input or output is redirected, it is the terminal that the program was started from: answers
    through a pipe do not count, because nobody would have read the questions.
    """
    streams = (sys.stdin, sys.stdout)
    if all(stream is not None and not stream.closed and stream.isatty() for stream in streams):
        return Terminal(*streams)
    return open_terminal()


@cache
def open_terminal() -> Terminal | None:
    """Open the terminal that the program was started from, if there is one."""
    names = ("CONIN$", "CONOUT$") if os.name == "nt" else (_terminal_name(),) * 2
    # The Windows console takes UTF-8 whatever the code page; elsewhere the locale decides.
    encoding = "utf-8" if os.name == "nt" else sys.stdout.encoding
    try:
        keys = open(names[0], encoding=encoding, errors="replace")  # noqa: PTH123, SIM115
        screen = open(names[1], "w", encoding=encoding, errors="replace")  # noqa: PTH123, SIM115
    except OSError:
        return None
    return Terminal(keys, screen)


def _terminal_name() -> str:
    """Return the path of the controlling terminal."""
    # On macOS, a list cannot wait for /dev/tty (prompt-toolkit/python-prompt-toolkit issue 1943).
    if sys.platform == "darwin":
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                os.tcgetpgrp(stream.fileno())  # fails unless this is the controlling terminal
                return os.ttyname(stream.fileno())
    return "/dev/tty"


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
    clock: SystemClock, settings: Settings, *, plain: bool, answers_given: bool
) -> Interface:
    """Return the interface that the option, settings, environment and terminal call for.

    Raises NoTerminal if no answers were given and there is nobody to ask.
    """
    terminal = find_terminal()
    if terminal is None:
        if not answers_given:
            raise NoTerminal(NO_TERMINAL)
        from footcoach.ui.linemode import Unattended

        return Unattended(clock.sleep, sys.stdout)
    # Imported only here, because most commands need no prompt_toolkit.
    from prompt_toolkit.input import create_input

    from footcoach.ui.terminal_keys import TerminalKeys

    keys = TerminalKeys(create_input(terminal.keys))
    if plain or reason_for_lines():
        from footcoach.ui.linemode import LineMode, LineReader

        return LineMode(
            clock.now, terminal.screen, LineReader(clock.now, terminal.keys.fileno()), keys
        )
    from footcoach.ui.fullscreen import FullScreen
    from footcoach.ui.screen import Screen
    from footcoach.ui.theme import glyphs_for, make_console

    # The Linux console has room for 512 characters, none of them braille.
    braille = os.environ.get("TERM") != "linux"
    glyphs = glyphs_for(terminal.screen.encoding, ascii_only=settings.ascii, braille=braille)
    screen = Screen(make_console(terminal.screen))
    return FullScreen(clock.now, glyphs, motion=settings.motion, keys=keys, screen=screen)
