"""What a visit needs of keyboard and screen. Each page is built once here, and its answer read.

`FullScreen` and `LineMode` know how to show a page and read what is pressed or typed, how to choose
from a list, and how to show a session.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Generic, NamedTuple, TypeVar

from footcoach.core.cues import Cue
from footcoach.core.engine import Snapshot
from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Move, Reply
from footcoach.core.plan import Plan
from footcoach.core.question import Answers
from footcoach.core.questionnaire import BY_ID, answer_in_words
from footcoach.core.record import Rating
from footcoach.core.resume import ResumePoint
from footcoach.core.screening import Assessment
from footcoach.core.states import Command, Foot, State, Zone
from footcoach.core.trends import WarningSign
from footcoach.ui.page import Key, Page
from footcoach.ui.pages import (
    WHICH_ROUTINE,
    advice_page,
    outcome_page,
    question_page,
    rating_page,
    ready_page,
    resume_page,
    warnings_page,
    welcome_page,
)

T = TypeVar("T")

Zones = frozenset[Zone]

WHICH_PARTS = "Keep off which parts?"


class Shown(NamedTuple):
    """What a page returned: the key that led on, what was ticked, and how sore the feet are."""

    key: Key
    ticked: tuple[str, ...] = ()
    rating: Rating = Rating()


class Also(NamedTuple, Generic[T]):
    """What a list has besides its entries."""

    # Where it begins, and what is said above it.
    default: T | None = None
    notices: Sequence[str] = ()
    # What else can be typed for an entry, where words are typed.
    names: Mapping[str, T] = {}


class Interface(ABC):
    """Shows and asks. Whatever asks may raise KeyboardInterrupt or EOFError: the person left."""

    # What was shown is still there afterwards, and need not be printed again.
    keeps_scrollback: bool
    # Nobody is there: no key comes, and nobody listens.
    unattended = False
    # How questions are answered, where the welcome page says it.
    how_to_answer = ""
    # What was ticked when help was asked for.
    _ticked: tuple[str, ...] = ()

    @abstractmethod
    def open(self) -> AbstractContextManager[None]:
        """Take keyboard and screen for the visit, and give them back as they were."""

    @abstractmethod
    def open_session(self, title: str, *, flash: bool) -> AbstractContextManager[None]:
        """Get ready to show a session of the routine `title`; `flash` shows what is not heard."""

    @abstractmethod
    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        """Return what the person does in a session, or nothing once the seconds are over."""

    @abstractmethod
    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        """Show a moment of a session, and what has just been cued."""

    @abstractmethod
    def frame_seconds(self, snapshot: Snapshot) -> float:
        """Return in how many seconds the moment must be shown again though nothing happens."""

    @abstractmethod
    def announce(self, assessment: Assessment, note: str) -> None:
        """Show the outcome of answers from a file, unless a later page or the summary will."""

    @abstractmethod
    def _show(self, page: Page) -> Shown:
        """Show a page until one of its keys counts; a page that asks nothing may just be shown."""

    @abstractmethod
    def _choose(self, title: str, choices: Sequence[tuple[str, T]], also: Also[T]) -> T:
        """Return the value of the entry that is chosen from (text, value)."""

    @abstractmethod
    def _tick(self, title: str, zones: Sequence[Zone], ticked: Zones) -> Zones:
        """Return the zones that are ticked in the end."""

    def choose_routine(
        self, routines: Sequence[tuple[str, str]], last: str | None, notices: Sequence[str] = ()
    ) -> str:
        """Return the name chosen from (name, description); the list begins at the last one used."""
        from footcoach.ui.tables import typed_names

        choices = [(text, name) for name, text in routines]
        names = typed_names([name for name, _ in routines])
        return self._choose(WHICH_ROUTINE, choices, Also(last, notices, names))

    def offer_resume(self, point: ResumePoint, minutes_ago: int) -> bool:
        """Ask whether to resume a session that was cut off; only a yes does."""
        return self._show(resume_page(point, minutes_ago)).key.value is True

    def show_warnings(self, signs: Sequence[WarningSign]) -> bool:
        """Show what earlier sessions warn of; return whether the person goes on."""
        return self._show(warnings_page(signs)).key.value is True

    def show_welcome(self, interview: Interview) -> None:
        """Say, before the first question, what this is and how long the questions take."""
        self._show(welcome_page(interview, self.how_to_answer))

    def ask(self, interview: Interview) -> Reply:
        """Ask the interview's current question."""
        shown = self._show(question_page(interview, self._ticked))
        reply: Reply = shown.key.value or shown.ticked
        # Asking for help must not lose what was ticked.
        self._ticked = shown.ticked if reply is Move.HELP else ()
        return reply

    def show_outcome(
        self, assessment: Assessment, note: str, keeping: Keeping = Keeping.NOT_OFFERED
    ) -> AtOutcome:
        """Show what the screening found, and `note`, what that changes in the session."""
        move: AtOutcome = self._show(outcome_page(assessment, note, keeping)).key.value
        return move

    def choose_answer(self, answers: Answers) -> str | None:
        """Return the id of the answer to change; None leaves all as they are."""
        choices: list[tuple[str, str | None]] = [("none of them", None)]
        for id_, answer in answers.items():
            words = answer_in_words(BY_ID[id_], answer)
            choices.append((f"{BY_ID[id_].label}: {words}", id_))
        also: Also[str | None] = Also(names={"none": None})
        return self._choose("Which answer is wrong?", choices, also)

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Rating
    ) -> tuple[AtReady, Rating]:
        """Show what is about to start and what to have ready; return how sore the feet are, too."""
        shown = self._show(ready_page(plan, notes, before))
        move: AtReady = shown.key.value
        return move, shown.rating

    def choose_zones(self, zones: Sequence[Zone], chosen: Zones, title: str = WHICH_PARTS) -> Zones:
        """Return the parts of the foot to keep off, of `zones`; `title` asks for them."""
        return self._tick(title, zones, chosen)

    def rate_after(self, advice: Sequence[str], feet: Foot) -> Rating:
        """Show what to do after the massage; return how sore those feet are now, if rated."""
        return self._show(rating_page(advice, feet)).rating

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        """Show what to do now, until it has been read."""
        self._show(advice_page(title, advice))
