"""Where the person sits: at a full screen, at lines of text, or nowhere, with answers in a file.

Decides which it is, and plugs keyboard, screen and clock together into the `Seat` that the coach
works with.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from footcoach.app.interface import Seat, Stage
from footcoach.core.errors import NoTerminal
from footcoach.system.clock import SystemClock
from footcoach.system.signals import suspendable
from footcoach.ui.theme import glyphs_for

NO_TERMINAL = (
    "There are questions to answer first, and no terminal to ask them in. "
    "Run it in a terminal window, or give the answers with --answers FILE. "
    "To read the questions: footcoach checklist."
)


def has_terminal() -> bool:
    """Tell whether a person can be asked: both ends must be a terminal.

    A pipe may hold typed words, but no person reads the questions.
    """
    streams = (sys.stdin, sys.stdout)
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def take_seat(
    clock: SystemClock,
    *,
    plain: bool,
    ascii_only: bool,
    answers_given: bool,
    motion: bool = False,
) -> Seat:
    """Return the seat that options, environment and streams call for.

    With `answers_given` they come from a file. Raises NoTerminal if there is neither that nor a
    terminal: questions are always due.
    """
    if not has_terminal():
        if not answers_given:
            raise NoTerminal(NO_TERMINAL)
        return _unattended(clock)
    if plain or reason_for_lines():
        return _at_lines(clock)
    return _at_full_screen(clock, ascii_only=ascii_only, motion=motion)


def reason_for_lines() -> str:
    """Return why there is line mode even without --plain; empty if a full screen can be shown."""
    if os.environ.get("ACCESSIBLE", "") not in {"", "0"}:
        return "ACCESSIBLE is set"
    if os.name == "nt":
        from rich.console import detect_legacy_windows

        return "this Windows console is too old" if detect_legacy_windows() else ""
    plain = os.environ.get("TERM", "") in {"", "dumb", "unknown"}
    return "the terminal shows only lines" if plain else ""


def _unattended(clock: SystemClock) -> Seat:
    """Return the seat of nobody: it prints lines, takes no key, and can only wait."""
    from footcoach.ui.controls import NoKeys
    from footcoach.ui.linemode import LineStage, UnattendedAsker

    return Seat(
        asker=UnattendedAsker(sys.stdout),
        controls=NoKeys(clock.sleep),
        stage=lambda _title, _flash: LineStage(sys.stdout),
        opened=nullcontext,
        playing=nullcontext,
        unattended=True,
        stays=True,
    )


def _at_lines(clock: SystemClock) -> Seat:
    """Return the seat at printed lines: questions take typed words, a session single keys.

    So only a session takes the keyboard away from the terminal's own line editing.
    """
    from footcoach.ui.controls import SessionKeys
    from footcoach.ui.deliberate import DeliberateKeys
    from footcoach.ui.keys import TerminalKeys
    from footcoach.ui.linemode import KEYS, LineAsker, LineStage
    from footcoach.ui.typed import LineReader

    keys, reader = TerminalKeys(), LineReader(clock.now)

    def take_again() -> None:
        reader.start_over()
        _say_at_once("Going on. What was asked last still stands.\n")

    @contextmanager
    def playing() -> Iterator[None]:
        with _awake(), keys.reading(), suspendable(keys.give_back, keys.take_again):
            yield

    return Seat(
        asker=LineAsker(sys.stdout, reader),
        controls=SessionKeys(keys, DeliberateKeys(keys, clock.now)),
        stage=lambda _title, _flash: LineStage(sys.stdout, KEYS),
        opened=lambda: suspendable(lambda: None, take_again),
        playing=playing,
        unattended=False,
        stays=True,
    )


def _say_at_once(words: str) -> None:
    """Write past the buffer: a signal may have come in the middle of writing to it."""
    with contextlib.suppress(OSError):
        os.write(sys.stdout.fileno(), words.encode())


def _awake() -> AbstractContextManager[object]:
    """Keep the display on; imported for a session only, so that no question waits for it."""
    from footcoach.system.power import keep_awake

    return keep_awake()


def _at_full_screen(clock: SystemClock, *, ascii_only: bool, motion: bool) -> Seat:
    """Return the seat at a full screen, which is taken, with the keyboard, for the whole visit."""
    from footcoach.ui.controls import SessionKeys
    from footcoach.ui.deliberate import DeliberateKeys
    from footcoach.ui.fullscreen import FullScreenAsker
    from footcoach.ui.keys import TerminalKeys
    from footcoach.ui.screen import Screen
    from footcoach.ui.theme import make_console

    # The console of Linux itself has room for 512 characters, and none for braille.
    braille = os.environ.get("TERM") != "linux"
    glyphs = glyphs_for(sys.stdout.encoding, ascii_only=ascii_only, braille=braille)
    keys, screen = TerminalKeys(), Screen(make_console())
    gate = DeliberateKeys(keys, clock.now)

    @contextmanager
    def opened() -> Iterator[None]:
        def give_back() -> None:
            keys.give_back()

        def take_again() -> None:
            keys.take_again()
            screen.forget()

        with keys.reading(), screen.open(), suspendable(give_back, take_again):
            yield

    def stage(title: str, flash: bool) -> Stage:
        # Imported here: the first question need not wait for it.
        from footcoach.ui.full import FullStage
        from footcoach.ui.session_view import SessionView

        return FullStage(screen, SessionView(title, glyphs, motion=motion, flash=flash))

    return Seat(
        asker=FullScreenAsker(keys, screen, gate, glyphs),
        controls=SessionKeys(keys, gate),
        stage=stage,
        opened=opened,
        playing=_awake,
        unattended=False,
        stays=False,
    )
