"""Asking a person the safety questions. The core decides what to ask and what answers mean."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from footcoach.core.answers_file import parse_answers
from footcoach.core.errors import (
    NothingStarted,
    StorageError,
    UsageError,
)
from footcoach.core.interview import AtOutcome, Interview, Keeping
from footcoach.core.profile import KeptHistory, Profile, Stored, history_in, still_valid
from footcoach.core.question import DANGER_SIGNS, Level
from footcoach.core.questionnaire import CHANGED
from footcoach.core.screening import Assessment
from footcoach.storage.files import Unreadable, name_of, read_text
from footcoach.storage.profile import change_profile, load_profile
from footcoach.system.clock import SystemClock

if TYPE_CHECKING:
    # This loads all the terminal code, which `--help` does not need.
    from footcoach.ui.interface import Interface

MAX_ANSWERS_BYTES = 100_000

LEFT_BEFORE = "You left before the questions were finished. No session was started."
LEFT_AFTER = "You left after the questions. No session was started."


class StoredProfile:
    """What is stored about the person: read once, and changed when their answers require it.

    A failure to read or write it only adds a warning to `problems`: massage can go on.
    """

    def __init__(self, today: date) -> None:
        """Read the profile; a damaged one is left unchanged, and every question is asked."""
        self._today = today
        # Whether answers can be kept: a damaged file is never overwritten.
        self.usable = True
        self.problems: list[str] = []
        try:
            profile = load_profile()
        except StorageError as error:
            self.usable = False
            self.stored = Stored(notice="All questions will be asked: kept answers are unreadable.")
            self.problems.append(f"{error} That file is not used, so every question is asked.")
            return
        self.stored = still_valid(profile, today)
        if profile.history and not self.stored.history:
            self._forget(clearances=False)

    def keep(self, history: KeptHistory | None) -> None:
        """Keep the health history answers that the person chose to save."""
        self._change(
            lambda profile: profile.model_copy(update={"history": history}),
            "Your health answers could not be kept.",
        )

    def drop_outdated(self, interview: Interview, *, withdrawn: bool = False) -> None:
        """Drop what today's answers contradict: the next screening must not rely on it.

        `withdrawn` means that the person marked a kept answer as wrong.
        """
        changed = isinstance(interview.answers.get(CHANGED.id), tuple)
        history, newer = self.stored.history, history_in(interview.answers)
        differs = history is not None and (
            interview.changed or any(history.answers.get(id_) != newer[id_] for id_ in newer)
        )
        if changed or differs or withdrawn:
            self._forget(clearances=changed)

    def _forget(self, *, clearances: bool) -> None:
        """Forget kept answers and, if `clearances` is set, clearances given before today."""

        def without(profile: Profile) -> Profile:
            still = [c for c in profile.clearances if c.on >= self._today or not clearances]
            gone = [c.question for c in profile.clearances if c not in still]
            if gone:
                self.problems.append(
                    "Your health has changed, so these clearances no longer count: "
                    f"{', '.join(gone)}. Ask again before you massage."
                )
            return Profile(clearances=tuple(still))

        self._change(without, "Old health answers could not be erased.")

    def _change(self, change: Callable[[Profile], Profile], failure: str) -> None:
        if not self.usable:
            return
        try:
            change_profile(change)
        except StorageError as error:
            self.problems.append(f"{error} {failure}")


class Screening:
    """Asks a person the safety questions, or takes their answers from a file."""

    def __init__(
        self,
        clock: SystemClock,
        close_unfinished: Callable[[], None],
        answers: Path | None = None,
    ) -> None:
        """Read any answers file, which could be standard input. Raises UsageError.

        `close_unfinished` closes a session that was cut off: new, more serious answers call it.
        """
        self._clock, self._close_unfinished = clock, close_unfinished
        self._name = name_of(answers) if answers else ""
        try:
            self._text = read_text(answers, MAX_ANSWERS_BYTES) if answers else ""
        except Unreadable as error:
            raise UsageError(str(error)) from error
        self._profile = StoredProfile(clock.wall().date())
        self.problems = self._profile.problems

    def read_file(self, *, after_exercise: bool) -> Interview:
        """Return the interview in the answers file. Raises UsageError if the file has a mistake."""
        interview = parse_answers(
            self._text,
            name=self._name,
            after_exercise=after_exercise,
            now=self._clock.wall(),
            clearances=self._profile.stored.clearances,
        )
        if interview.assessment.level is not Level.GO:
            self._close_unfinished()
        self._profile.drop_outdated(interview)
        return interview

    def ask(
        self,
        interface: "Interface",
        *,
        after_exercise: bool,
        note_on: Callable[[Assessment], str] = lambda _: "",
    ) -> Assessment:
        """Welcome the person, ask until every due question is answered, then show the outcome.

        An answers file replaces the questions; its outcome is shown only if it has advice.

        Returns the assessment once the person has read it, even if it blocks. `note_on` says how
        an outcome would change the session. If the person leaves, raises NothingStarted, unless
        the outcome blocks: such an outcome is still returned.
        """
        if self._name:
            interview = self.read_file(after_exercise=after_exercise)
            return self._ask(interface, interview, note_on, show_always=False)
        interview = Interview(
            after_exercise=after_exercise,
            started_at=self._clock.wall(),
            stored=self._profile.stored,
        )
        with leaving(LEFT_BEFORE):
            interface.show_welcome(interview)
        return self._ask(interface, interview, note_on)

    def ask_again(self, interface: "Interface", *, after_exercise: bool) -> Assessment:
        """Ask about the danger signs only, before resuming; show the outcome if it has advice."""
        interview = Interview(
            after_exercise=after_exercise,
            started_at=self._clock.wall(),
            sections=DANGER_SIGNS,
        )
        return self._ask(interface, interview, lambda _: "", show_always=False)

    def _ask(
        self,
        interface: "Interface",
        interview: Interview,
        note_on: Callable[[Assessment], str],
        *,
        show_always: bool = True,
    ) -> Assessment:
        wanted, had_history = False, interview.stored.history is not None
        while True:
            interview = self._ask_all(interface, interview, had_history=had_history)
            assessment = interview.assessment
            keeping = self._offer_keeping(interview, wanted=wanted)
            if not (assessment.reasons or show_always):
                return assessment
            try:
                move = interface.show_outcome(assessment, note_on(assessment), keeping)
                # With answers from a file, there is no last question to go back to.
                lost = move is AtOutcome.BACK and interview.previous is None
                changing = move is AtOutcome.CHANGE or lost
                chosen = interface.choose_answer(interview.in_order) if changing else None
            except (KeyboardInterrupt, EOFError) as error:
                if assessment.level.blocks:
                    return assessment
                raise NothingStarted(LEFT_AFTER) from error
            if move is AtOutcome.GO_ON:
                if keeping is Keeping.CHOSEN:
                    self._profile.keep(interview.to_keep)
                return assessment
            wanted ^= move is AtOutcome.KEEP
            interview = interview.back() if move is AtOutcome.BACK else interview
            interview = interview.reopen(chosen) if chosen else interview

    def _ask_all(
        self, interface: "Interface", interview: Interview, *, had_history: bool
    ) -> Interview:
        """Ask until no question is left, and drop stored answers that are no longer true."""
        try:
            with leaving(LEFT_BEFORE):
                while interview.question is not None:
                    interview = interview.reply(interface.ask(interview))
                    # At once, because the window may be closed before the outcome is shown.
                    if interview.assessment.level is not Level.GO:
                        self._close_unfinished()
        finally:
            withdrawn = had_history and interview.kept is None
            self._profile.drop_outdated(interview, withdrawn=withdrawn)
        return interview

    def _offer_keeping(self, interview: Interview, *, wanted: bool) -> Keeping:
        emergency = interview.assessment.level is Level.EMERGENCY
        if not self._profile.usable or interview.to_keep is None or emergency:
            return Keeping.NOT_OFFERED
        return Keeping.CHOSEN if wanted else Keeping.OFFERED


@contextmanager
def leaving(words: str) -> Iterator[None]:
    """Turn leaving a prompt into NothingStarted: leaving is not answering."""
    try:
        yield
    except (KeyboardInterrupt, EOFError) as error:
        raise NothingStarted(words) from error
