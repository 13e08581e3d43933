"""Receiving a person for one session: what they chose, what is remembered, and what must stay."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from footcoach.app.interface import Seat
from footcoach.app.visit import Visit
from footcoach.app.welcome import welcome
from footcoach.cli.audio import Listening
from footcoach.cli.console import print_error
from footcoach.cli.journal import HistoryJournal
from footcoach.cli.memory import ProfileMemory
from footcoach.core.answers_file import parse_answers
from footcoach.core.errors import AnswersInvalid, ExitCode, NothingStarted, StorageError
from footcoach.core.interview import Interview
from footcoach.core.profile import Clearance
from footcoach.core.rating import rating_of
from footcoach.core.record import SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.routine import Routine
from footcoach.core.states import Foot
from footcoach.storage.files import Unreadable, read_text
from footcoach.storage.library import GENTLE, Found, Whose, built_in_names, load_all, load_routine
from footcoach.storage.settings import Settings, load_state, save_state
from footcoach.system.clock import SystemClock
from footcoach.ui.page import WIDEST
from footcoach.ui.pages import outcome_summary, session_summary
from footcoach.ui.theme import make_console


@dataclass
class Host:
    """One visit, from the welcome to the last word. Files are read before the screen is taken."""

    seat: Seat
    clock: SystemClock
    settings: Settings
    listening: Listening
    feet: Foot
    minutes: float | None
    answers: Path | None
    """A file with the answers, in place of questions."""
    named: tuple[Found, Routine] | None
    """The routine that was asked for: where it is, and what it was when it was looked for."""
    visit: Visit | None = field(default=None, init=False)
    """Known once there is a routine."""

    def __post_init__(self) -> None:
        """Read what is due, so that what is wrong with it is said at once."""
        self._memory = ProfileMemory(self.clock.wall().date())
        self._journal = HistoryJournal(self.clock)
        self._gentle = load_routine(GENTLE)
        self._shelf, problems = ([], []) if self.named else load_all()
        print_error(*problems)
        self._answered = self._read_answers(self.named[1]) if self.named else None
        self._signs: list[str] = []
        self._chosen: Found | None = None

    def unfinished(self) -> ResumePoint | None:
        """Tell of warning signs; return the session to go on with, if there is one that is wanted.

        Who brings answers begins anew.
        """
        cut_off = None if self.answers else self._journal.unfinished()
        self._signs = self._journal.warning_signs()
        wanted = welcome(self.seat.asker, self._journal.now(), self._signs, cut_off)
        if cut_off and wanted is None:
            # The answers to come are newer, and may be graver, also if they are broken off.
            self._journal.allow_going_on(None)
        return wanted

    def go_on(self, checkpoint: ResumePoint) -> ExitCode:
        """Go on with a session that was cut off; raises as `Visit.go_on` does."""
        name = checkpoint.record.routine
        built_in = name in built_in_names() and load_routine(name) == checkpoint.routine
        self.visit = self._visit(checkpoint.routine, name, own_file=not built_in)
        return self.visit.go_on(checkpoint)

    def begin(self) -> ExitCode:
        """Screen the person, and lead the routine that they named or now choose.

        Raises as `Visit.run` does; and for files RoutineNotFound, RoutineInvalid, AnswersInvalid.
        """
        found, routine = self.named or self._choose()
        self._chosen = found
        name = routine.title if found.whose is Whose.FILE else found.name
        self.visit = self._visit(routine, name, own_file=found.whose is not Whose.BUILT_IN)
        return self.visit.run(self._answered or self._read_answers(routine))

    def part(self) -> None:
        """Print what must stay when the screen is gone: the advice, and what to do now.

        Where all before it was printed too, without escape codes, so is this.
        """
        if self.visit is None:
            return
        console = make_console()
        width = min(console.width, WIDEST)
        assessment, ending = self.visit.assessment, self.visit.ending
        with suppress(OSError):
            if assessment is not None and assessment.reasons and not self.seat.stays:
                note = self.visit.note_on(assessment)
                console.print(outcome_summary(assessment, note, width))
            if ending is not None:
                record = SessionRecord.model_construct(  # type: ignore[call-arg]  # only what is shown
                    status=ending.status,
                    done_seconds=ending.done_seconds,
                    before=rating_of(self.visit.before),
                    after=rating_of(self.visit.after),
                )
                summary = session_summary(record, width, danger=ending.danger)
                console.print(summary.plain if self.seat.stays else summary)

    def report(self) -> None:
        """Say what could not be remembered."""
        self._memory.report()

    def close_journal(self) -> None:
        """Save what is left to save, and say what could not be."""
        self._journal.close()

    def stop_speaking(self) -> None:
        """Fall silent, and say what could not be heard. The last words may be said to their end."""
        # On the full screen, the last page was up while the last words were said.
        finish = self.visit is not None and self.visit.said_farewell and self.seat.stays
        print_error(*self.listening.close(finish=finish))

    def remember(self) -> None:
        """Note the routine used last, and muting. That failing is only worth a warning."""
        if self.visit is None or self.visit.ending is None:
            return
        try:
            self.listening.remember(muted=self.visit.muted)
            if self._chosen and self._chosen.whose is not Whose.FILE:
                name = self._chosen.name
                save_state(load_state().model_copy(update={"last_routine": name}))
        except StorageError as error:
            print_error(f"{error} Your choice of routine and sound is not remembered.")

    def _visit(self, routine: Routine, name: str, *, own_file: bool) -> Visit:
        return Visit(
            self.seat,
            self.clock,
            self._journal,
            self._gentle,
            GENTLE,
            self.listening.listen,
            routine,
            name,
            feet=self.feet,
            minutes=self.minutes,
            get_ready=self.settings.get_ready_seconds,
            signs=self._signs,
            own_file=own_file,
            stored=self._memory.stored,
            memory=self._memory if self._memory.usable else None,
        )

    def _read_answers(self, routine: Routine) -> Interview | None:
        if self.answers is None:
            return None
        return load_interview(
            self.answers,
            after_exercise=routine.asks_runner_question,
            now=self.clock.wall(),
            clearances=self._memory.stored.clearances,
        )

    def _choose(self) -> tuple[Found, Routine]:
        """Let the person choose a routine, as it is by then; leaving here starts nothing either."""
        from footcoach.ui.tables import routine_entry

        entries = [(found.name, routine_entry(found.name, each)) for found, each in self._shelf]
        try:
            chosen = self.seat.asker.choose_routine(entries, load_state().last_routine)
        except (KeyboardInterrupt, EOFError) as error:
            raise NothingStarted("Not screened, nothing started.") from error
        found = next(found for found, _ in self._shelf if found.name == chosen)
        return found, found.load()


def load_interview(
    path: Path, *, after_exercise: bool, now: datetime, clearances: tuple[Clearance, ...] = ()
) -> Interview:
    """Return the interview that the file's answers lead to; raises AnswersInvalid."""
    try:
        text = read_text(path, 100_000)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AnswersInvalid(f"There is no file {path}.") from error
    except Unreadable as error:
        raise AnswersInvalid(str(error)) from error
    return parse_answers(
        text,
        name=str(path),
        after_exercise=after_exercise,
        now=now,
        today=now.date(),
        clearances=clearances,
    )
