"""Sessions as they are led: what was before, and what is written down. Failures are warnings."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeVar

from footcoach.app.interface import Clock
from footcoach.cli.console import print_error
from footcoach.core.errors import StorageError
from footcoach.storage.history import history_file
from footcoach.storage.resume import discard_resume_point, load_resume_point, save_resume_point
from footcoach.system.signals import undisturbed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from footcoach.core.record import SessionRecord
    from footcoach.core.resume import ResumePoint
    from footcoach.storage.history import History

T = TypeVar("T")


class HistoryJournal:
    """The history, as a visit needs it."""

    def __init__(self, clock: Clock) -> None:
        """Remember where time comes from; nothing is opened yet."""
        self._clock = clock
        self._stack = ExitStack()
        self._history: History | None = None
        self._problem = ""
        self._unsaved: SessionRecord | None = None

    def now(self) -> "datetime":
        """Return the date and time, with offset."""
        return self._clock.wall()

    def warning_signs(self) -> list[str]:
        """Return what earlier sessions warn of, a sentence or two each."""
        if not history_file().exists():
            return []
        from footcoach.core.trends import warning_signs

        none: list[SessionRecord] = []
        records = self._tried(lambda history: history.all(), none)
        return [sign.text for sign in warning_signs(records, self._clock.wall())]

    def unfinished(self) -> "ResumePoint | None":
        """Return the session that was cut off and can be gone on with, if there is one."""
        found = load_resume_point()
        if found is None:
            return None
        from footcoach.core.plan import can_resume

        return found if can_resume(found, self._clock.wall()) else None

    def allow_going_on(self, id_: str | None) -> None:
        """Let the session with that id be gone on with, or none any more."""
        if id_ is None:
            discard_resume_point()

    def note(self, record: "SessionRecord", checkpoint: "ResumePoint | None") -> None:
        """Save the session; if that fails, it is tried again with the next note."""
        with undisturbed():
            self._note(record, checkpoint)

    def _note(self, record: "SessionRecord", checkpoint: "ResumePoint | None") -> None:
        self._unsaved, self._problem = record, ""
        if checkpoint is None:
            discard_resume_point()
        else:
            try:
                save_resume_point(checkpoint)
            except StorageError as error:
                self._problem = str(error)
        self._tried(lambda history: history.add(record), None)
        if not self._problem:
            self._unsaved = None

    def close(self) -> None:
        """Save what could not be saved meanwhile, say what failed, and close the history."""
        if self._unsaved is not None:
            unsaved, self._problem = self._unsaved, ""
            self._tried(lambda history: history.add(unsaved), None)
            self._problem += " This session is not remembered." if self._problem else ""
        notice = self._history.notice if self._history else ""
        print_error(*filter(None, (notice, self._problem)))
        self._stack.close()

    def _tried(self, work: "Callable[[History], T]", otherwise: T) -> T:
        try:
            return work(self._opened())
        except StorageError as error:
            self._problem = str(error)
            return otherwise

    def _opened(self) -> "History":
        if self._history is None:
            from footcoach.storage.history import History

            self._history = self._stack.enter_context(History(self._clock.wall()))
        return self._history
