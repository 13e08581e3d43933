"""The base class of the interfaces: methods that build pages and interpret the replies.

`FullScreen` and `LineMode` know how to show a page and read what is pressed or typed, how to offer
a list, and how to show a session.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, TextIO

from footcoach.core.cues import Cue
from footcoach.core.engine import Snapshot
from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Move, Reply
from footcoach.core.plan import Plan
from footcoach.core.question import Answers, Question, Said
from footcoach.core.questionnaire import BY_ID, answer_in_words
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.screening import Assessment
from footcoach.core.states import Command, Foot, State, Zone
from footcoach.core.trends import WarningSign
from footcoach.ui.page import Key, Page
from footcoach.ui.pages import (
    advice_page,
    outcome_page,
    question_page,
    rate_last_page,
    rating_page,
    ready_page,
    resume_page,
    warnings_page,
    welcome_page,
)

Zones = frozenset[Zone]

WHICH_PARTS = "Keep off which parts?"

# The name of the choice that leaves every answer unchanged.
NONE = "none"


class Shown(NamedTuple):
    """What a page returns: the key pressed, what was ticked, and how sore the feet are."""

    key: Key
    ticked: tuple[str, ...] = ()
    rating: Rating = Rating()


class Interface(ABC):
    """Shows pages and asks questions; KeyboardInterrupt or EOFError means that the person left."""

    # Where pages and sessions are shown.
    out: TextIO
    # Whether what was shown stays in the scrollback, so that it need not be printed again.
    keeps_scrollback: bool
    # Whether nobody is there to press keys or listen.
    unattended = False
    # How to answer questions, for the welcome page.
    how_to_answer: str
    # The items already ticked when the next question appears.
    _ticked: tuple[str, ...] = ()

    @abstractmethod
    def open(self) -> AbstractContextManager[None]:
        """Take over keyboard and screen for the visit, and restore them afterwards."""

    @abstractmethod
    def open_session(self, title: str, *, flash: bool) -> AbstractContextManager[None]:
        """Get ready to show a session of the routine `title`; `flash` turns tones into flashes."""

    @abstractmethod
    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        """Return the person's commands in a session, or none once `seconds` have passed."""

    @abstractmethod
    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        """Show one moment of a session, and any cues just given."""

    @abstractmethod
    def frame_seconds(self, snapshot: Snapshot) -> float:
        """Return how many seconds can pass before the session must be shown again."""

    @abstractmethod
    def _show(self, page: Page) -> Shown:
        """Show a page until a key is accepted. If the page asks nothing, waiting is optional."""

    @abstractmethod
    def choose(
        self,
        title: str,
        choices: Mapping[str, str],
        default: str | None = None,
        notices: Sequence[str] = (),
    ) -> str:
        """Return the name chosen. `choices` maps each name to the text shown for it.

        The list starts at `default`; `notices` are shown above the list.
        """

    @abstractmethod
    def choose_zones(self, zones: Sequence[Zone], chosen: Zones, title: str = WHICH_PARTS) -> Zones:
        """Ask, under the heading `title`, which of `zones` to keep off; return the answer."""

    def offer_resume(self, point: ResumePoint, minutes_ago: int) -> bool:
        """Ask whether to resume a session that was cut off; only a yes resumes it."""
        return self._show(resume_page(point, minutes_ago)).key.value is True

    def show_warnings(self, signs: Sequence[WarningSign]) -> bool:
        """Show warnings from earlier sessions; return whether the person goes on."""
        return self._show(warnings_page(signs)).key.value is True

    def show_welcome(self, interview: Interview) -> None:
        """Before the first question, say what footcoach is and how long the questions take."""
        self._show(welcome_page(interview, self.how_to_answer))

    def ask(self, interview: Interview) -> Reply:
        """Ask the interview's current question."""
        shown = self._show(question_page(interview, self._ticked))
        reply: Reply = shown.key.value or shown.ticked
        # Asking for help must not lose the ticks.
        self._ticked = shown.ticked if reply is Move.HELP else ()
        if reply is Move.BACK and (before := interview.back().question):
            self._tick_again(before, interview.answers)
        return reply

    def _tick_again(self, question: Question, answers: Answers) -> None:
        """Tick again what was ticked in this question before."""
        answer = answers.get(question.id, Said.NONE)
        if not isinstance(answer, Said) and not question.is_yes_or_no:
            self._ticked = answer

    def show_outcome(
        self, assessment: Assessment, note: str, keeping: Keeping = Keeping.NOT_OFFERED
    ) -> AtOutcome:
        """Show the outcome of the screening; `note` says how it changes the session."""
        move: AtOutcome = self._show(outcome_page(assessment, note, keeping)).key.value
        return move

    def choose_answer(self, answers: Answers) -> str | None:
        """Return the id of the answer to change, or None to leave all answers unchanged."""
        choices = {NONE: "none of them"}
        for id_, answer in answers.items():
            choices[id_] = f"{BY_ID[id_].label}: {answer_in_words(BY_ID[id_], answer)}"
        chosen = self.choose("Which answer is wrong?", choices)
        if chosen == NONE:
            return None
        self._tick_again(BY_ID[chosen], answers)
        return chosen

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Rating, *, settled: bool = False
    ) -> tuple[AtReady, Rating]:
        """Show the coming session and what to have ready; return the choice and the rating.

        `settled` means that the parts to keep off can no longer be changed.
        """
        shown = self._show(ready_page(plan, notes, before, settled=settled))
        move: AtReady = shown.key.value
        return move, shown.rating

    def rate_after(self, advice: Sequence[str], feet: Foot) -> Rating:
        """Show what to do next; return how sore the massaged feet are now, if rated."""
        return self._show(rating_page(advice, feet)).rating

    def rate_last(self, record: SessionRecord) -> Rating:
        """Ask how sore the feet were after the last session, whose rating is missing."""
        return self._show(rate_last_page(record)).rating

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        """Show what to do now, and wait until the person has read it."""
        self._show(advice_page(title, advice))
