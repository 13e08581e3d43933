"""What the coach needs from the outside world; `footcoach.cli` plugs it in."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from footcoach.core.cues import Cue
from footcoach.core.engine import Snapshot
from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Reply
from footcoach.core.plan import Plan
from footcoach.core.profile import KeptHistory
from footcoach.core.question import Answers
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.routine import Zone
from footcoach.core.screening import Assessment
from footcoach.core.states import Command, State


class Clock(Protocol):
    """Tells the time, also across a sleep of the machine."""

    def now(self) -> float:
        """Return seconds from a fixed point; time asleep counts, and it never runs backwards."""
        ...

    def wall(self) -> datetime:
        """Return the date and time with offset, immune to the clock being set meanwhile."""
        ...


class Asker(Protocol):
    """Asks the person. Each call may raise KeyboardInterrupt or EOFError: the person left."""

    def ask(self, interview: Interview) -> Reply:
        """Ask the interview's current question."""
        ...

    def show_outcome(self, assessment: Assessment, note: str, keeping: Keeping) -> AtOutcome:
        """Show what the screening found, and `note`, what that changes in the session.

        Unless `keeping` says that it is not offered, the person can have the answers on health
        history kept, or after all not.
        """
        ...

    def choose_answer(self, answers: Answers) -> str | None:
        """Let the person pick the id of an answer to change; None to leave all as they are."""
        ...

    def announce(self, assessment: Assessment, note: str) -> None:
        """Show the outcome of answers from a file, unless the ready page or the end will."""
        ...

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Rating
    ) -> tuple[AtReady, Rating]:
        """Show what is about to begin, what to have at hand, and `notes` on what has changed.

        Returns the move, and how sore the feet are by then.
        """
        ...

    def rate_after(self, advice: Sequence[str]) -> Rating:
        """Show what to do after the massage, and let the person rate how sore the feet are now.

        Optional: the page leaves by itself after a minute without a key.
        """
        ...

    def choose_zones(self, zones: Sequence[Zone], chosen: frozenset[Zone]) -> frozenset[Zone]:
        """Let the person pick the parts of the foot to keep off."""
        ...

    def offer_to_go_on(self, checkpoint: ResumePoint, minutes_ago: int) -> bool:
        """Ask whether to go on with a session that was cut off; it takes a yes."""
        ...

    def choose_routine(self, routines: Sequence[tuple[str, str]], last: str | None) -> str:
        """Let the person pick one of (name, description); the list begins at the last one used."""
        ...

    def show_warning_signs(self, signs: Sequence[str]) -> None:
        """Show what earlier sessions warn of, until the person has read it."""
        ...

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        """Show what to do now, until the person has read it."""
        ...


class Memory(Protocol):
    """Keeps the answers on health history. A failure is a warning to the person, never raised."""

    def keep(self, history: KeptHistory) -> None:
        """Keep them for later sessions; the person has said so."""
        ...

    def forget(self, *, clearances: bool) -> None:
        """Give up kept answers that are no longer true; clearances too, if health has changed."""
        ...


class Journal(Protocol):
    """Remembers sessions. A failure is a warning to the person, never raised, and never long."""

    def note(self, record: SessionRecord, checkpoint: ResumePoint | None) -> None:
        """Save a session, in place of what was noted of it before.

        With the checkpoint it can be gone on with later; with none, no longer.
        """
        ...

    def allow_going_on(self, id_: str | None) -> None:
        """Let the session with that id be gone on with, or none any more. Never fails."""
        ...


class Controls(Protocol):
    """What the person does during a session."""

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        """Return the commands given, or nothing once the seconds are over.

        Raises KeyboardInterrupt when the person breaks off.
        """
        ...


class Speaker(Protocol):
    """Sounds and speaks. Nothing here makes the caller wait or fails."""

    def cue(self, cue: Cue) -> None:
        """Sound the cue's tone and say its words, which cut off what is being said."""
        ...

    def stop_speaking(self) -> None:
        """Cut off what is being said."""
        ...

    def finish(self, seconds: float) -> None:
        """Let what is being said be said to its end, which takes so many seconds at most.

        The one exception: it waits. For the last words, when there is nothing else to do.
        """
        ...


@dataclass(frozen=True)
class Hearing:
    """What there is to be heard."""

    speaker: Speaker
    words: str
    """The same in a sentence, for the ready page."""
    muted: bool
    """The person muted it in an earlier session."""
    flash: bool = False
    """No program plays tones, and a terminal may swallow its bell: show them as well."""


class Stage(Protocol):
    """Where a session is shown."""

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        """Show this moment, what has just been cued, and whether it can be heard."""
        ...

    def frame_seconds(self, snapshot: Snapshot) -> float:
        """Return how long, at most, until it must be shown again though nothing happens."""
        ...


@dataclass(frozen=True)
class Seat:
    """Where the person sits: all that a visit needs of keyboard and screen."""

    asker: Asker
    controls: Controls
    stage: Callable[[str, bool], Stage]
    """Makes the stage for a routine of that title, which flashes where a step begins, or not."""
    opened: Callable[[], AbstractContextManager[object]]
    """Takes keyboard and screen for the visit, and gives them back as they were."""
    playing: Callable[[], AbstractContextManager[object]]
    """Takes what a session needs beyond that."""
    unattended: bool
    """Nobody sits there: no key comes, and nobody listens."""
    stays: bool
    """What was shown is still there afterwards, and need not be printed again."""
