"""Where the person sits: at a full screen, at lines of text, or nowhere, with answers in a file.

Decides which it is, and plugs keyboard, screen and clock together into the `Seat` that the coach
works with.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from typing import Any

from footcoach.app.interface import Seat, Stage
from footcoach.core.errors import NoTerminal
from footcoach.core.interview import AtReady
from footcoach.core.plan import Plan
from footcoach.core.record import Rating
from footcoach.core.resume import ResumePoint
from footcoach.core.states import Foot
from footcoach.core.trends import WarningSign
from footcoach.system.clock import SystemClock
from footcoach.ui.fullscreen import FullScreen
from footcoach.ui.linemode import LineMode, Unattended
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
        return _seat(Unattended(clock.sleep))
    if plain or reason_for_lines():
        return _seat(LineMode(clock.now))
    # The console of Linux itself has room for 512 characters, and none for braille.
    braille = os.environ.get("TERM") != "linux"
    glyphs = glyphs_for(sys.stdout.encoding, ascii_only=ascii_only, braille=braille)
    return _seat(FullScreen(clock.now, glyphs, motion=motion))


def reason_for_lines() -> str:
    """Return why there is line mode even without --plain; empty if a full screen can be shown."""
    if os.environ.get("ACCESSIBLE", "") not in {"", "0"}:
        return "ACCESSIBLE is set"
    if os.name == "nt":
        from rich.console import detect_legacy_windows

        return "this Windows console is too old" if detect_legacy_windows() else ""
    plain = os.environ.get("TERM", "") in {"", "dumb", "unknown"}
    return "the terminal shows only lines" if plain else ""


class _Asker:
    """Until the flow speaks the new interface: the same under the old names."""

    def __init__(self, interface: FullScreen | Unattended) -> None:
        self._interface = interface
        self._feet = Foot.BOTH

    def __getattr__(self, name: str) -> Any:
        return getattr(self._interface, name)

    def offer_to_go_on(self, checkpoint: ResumePoint, minutes_ago: int) -> bool:
        return self._interface.offer_resume(checkpoint, minutes_ago)

    def show_warning_signs(self, signs: Sequence[str]) -> None:
        self._interface.show_warnings([WarningSign("", text) for text in signs])

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Rating
    ) -> tuple[AtReady, Rating]:
        self._feet = plan.feet
        return self._interface.show_ready(plan, notes, before)

    def rate_after(self, advice: Sequence[str]) -> Rating:
        return self._interface.rate_after(advice, self._feet)


def _seat(interface: FullScreen | Unattended) -> Seat:
    """Return the interface as the seat that the flow still asks for."""
    session = ExitStack()

    def stage(title: str, flash: bool) -> Stage:
        session.enter_context(interface.open_session(title, flash=flash))
        return interface

    @contextmanager
    def playing() -> Iterator[None]:
        from footcoach.system.power import keep_awake

        with nullcontext() if interface.unattended else keep_awake(), session:
            yield

    return Seat(
        asker=_Asker(interface),
        controls=interface,
        stage=stage,
        opened=interface.open,
        playing=playing,
        unattended=interface.unattended,
        stays=interface.keeps_scrollback,
    )
