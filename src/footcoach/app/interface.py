"""What a visit needs of keyboard and screen, and which of the three ways there are it gets.

`FullScreen` draws pages and takes single keys; `LineMode` prints lines and reads typed words;
`Unattended` prints the lines of a session whose answers came from a file.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

from footcoach.core.errors import NoTerminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from footcoach.core.cues import Cue
    from footcoach.core.engine import Snapshot
    from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Reply
    from footcoach.core.plan import Plan
    from footcoach.core.question import Answers
    from footcoach.core.record import Rating
    from footcoach.core.resume import ResumePoint
    from footcoach.core.screening import Assessment
    from footcoach.core.states import Command, Foot, State, Zone
    from footcoach.core.trends import WarningSign
    from footcoach.system.clock import SystemClock

NO_TERMINAL = (
    "The safety questions come first, and there is no terminal to ask them in. "
    "Run footcoach in a terminal window, or pass the answers with --answers FILE. "
    "To read the questions: footcoach checklist."
)


class Interface(Protocol):
    """Shows and asks. Whatever asks may raise KeyboardInterrupt or EOFError: the person left."""

    # What was shown is still there afterwards, and need not be printed again.
    keeps_scrollback: bool
    # Nobody is there: no key comes, and nobody listens.
    unattended: bool

    def open(self) -> AbstractContextManager[None]:
        """Take keyboard and screen for the visit, and give them back as they were."""
        ...

    def open_session(self, title: str, *, flash: bool) -> AbstractContextManager[None]:
        """Get ready to show a session of the routine `title`; `flash` shows what is not heard."""
        ...

    def choose_routine(
        self, routines: Sequence[tuple[str, str]], last: str | None, notices: Sequence[str] = ()
    ) -> str:
        """Return the name chosen from (name, description); the list begins at the last one used."""
        ...

    def offer_resume(self, point: ResumePoint, minutes_ago: int) -> bool:
        """Ask whether to resume a session that was cut off; only a yes does."""
        ...

    def show_warnings(self, signs: Sequence[WarningSign]) -> bool:
        """Show what earlier sessions warn of; return whether the person goes on."""
        ...

    def show_welcome(self, interview: Interview) -> None:
        """Say, before the first question, what this is and how long the questions take."""
        ...

    def ask(self, interview: Interview) -> Reply:
        """Ask the interview's current question."""
        ...

    def show_outcome(self, assessment: Assessment, note: str, keeping: Keeping) -> AtOutcome:
        """Show what the screening found, and `note`, what that changes in the session."""
        ...

    def choose_answer(self, answers: Answers) -> str | None:
        """Return the id of the answer to change; None leaves all as they are."""
        ...

    def announce(self, assessment: Assessment, note: str) -> None:
        """Show the outcome of answers from a file, unless a later page or the summary will."""
        ...

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Rating
    ) -> tuple[AtReady, Rating]:
        """Show what is about to start and what to have ready; return how sore the feet are, too."""
        ...

    def choose_zones(
        self, zones: Sequence[Zone], chosen: frozenset[Zone], title: str = ...
    ) -> frozenset[Zone]:
        """Return the parts of the foot to keep off, of `zones`; `title` asks for them."""
        ...

    def rate_after(self, advice: Sequence[str], feet: Foot) -> Rating:
        """Show what to do after the massage; return how sore those feet are now, if rated."""
        ...

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        """Show what to do now, until it has been read."""
        ...

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        """Return what the person does in a session, or nothing once the seconds are over."""
        ...

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        """Show a moment of a session, and what has just been cued."""
        ...

    def frame_seconds(self, snapshot: Snapshot) -> float:
        """Return in how many seconds the moment must be shown again though nothing happens."""
        ...


def has_terminal() -> bool:
    """Tell whether a person can be asked: input and output must both be a terminal.

    A pipe may hold typed words, but nobody reads the questions.
    """
    streams = (sys.stdin, sys.stdout)
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def reason_for_lines() -> str:
    """Return why line mode is used even without --plain; empty where a full screen works."""
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

    Raises NoTerminal where the answers are not given and nobody can be asked.
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

    # The console of Linux itself has room for 512 characters, and none for braille.
    braille = os.environ.get("TERM") != "linux"
    glyphs = glyphs_for(sys.stdout.encoding, ascii_only=ascii_only, braille=braille)
    return FullScreen(clock.now, glyphs, motion=motion)
