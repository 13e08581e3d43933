"""All that is asked in a visit: each page is built once here, and what comes back is read.

A class below knows how to show a page and read what is pressed or typed, how to choose from a
list, and how to show a session.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Move, Reply
from footcoach.core.plan import Plan
from footcoach.core.question import Answers
from footcoach.core.questionnaire import BY_ID, answer_in_words
from footcoach.core.record import Rating
from footcoach.core.resume import ResumePoint
from footcoach.core.screening import Assessment
from footcoach.core.states import Foot, Zone
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


class Asking(ABC):
    """The asking half of `app.interface.Interface`."""

    # How questions are answered, where the welcome page says it.
    how_to_answer = ""
    # What was ticked when help was asked for.
    _ticked: tuple[str, ...] = ()

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
        from footcoach.ui.tables import typed_names

        choices = [(text, name) for name, text in routines]
        names = typed_names([name for name, _ in routines])
        return self._choose(WHICH_ROUTINE, choices, Also(last, notices, names))

    def offer_resume(self, point: ResumePoint, minutes_ago: int) -> bool:
        return self._show(resume_page(point, minutes_ago)).key.value is True

    def show_warnings(self, signs: Sequence[WarningSign]) -> bool:
        return self._show(warnings_page(signs)).key.value is True

    def show_welcome(self, interview: Interview) -> None:
        self._show(welcome_page(interview, self.how_to_answer))

    def ask(self, interview: Interview) -> Reply:
        shown = self._show(question_page(interview, self._ticked))
        reply: Reply = shown.key.value or shown.ticked
        # Asking for help must not lose what was ticked.
        self._ticked = shown.ticked if reply is Move.HELP else ()
        return reply

    def show_outcome(
        self, assessment: Assessment, note: str, keeping: Keeping = Keeping.NOT_OFFERED
    ) -> AtOutcome:
        move: AtOutcome = self._show(outcome_page(assessment, note, keeping)).key.value
        return move

    def choose_answer(self, answers: Answers) -> str | None:
        choices: list[tuple[str, str | None]] = [("none of them", None)]
        for id_, answer in answers.items():
            words = answer_in_words(BY_ID[id_], answer)
            choices.append((f"{BY_ID[id_].label}: {words}", id_))
        also: Also[str | None] = Also(names={"none": None})
        return self._choose("Which answer is wrong?", choices, also)

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Rating
    ) -> tuple[AtReady, Rating]:
        shown = self._show(ready_page(plan, notes, before))
        move: AtReady = shown.key.value
        return move, shown.rating

    def choose_zones(
        self, zones: Sequence[Zone], chosen: frozenset[Zone], title: str = WHICH_PARTS
    ) -> frozenset[Zone]:
        return self._tick(title, zones, chosen)

    def rate_after(self, advice: Sequence[str], feet: Foot) -> Rating:
        return self._show(rating_page(advice, feet)).rating

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        self._show(advice_page(title, advice))
