"""Sessions as they are led: what was before, and what is written down. Failures are warnings."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeVar

from footcoach.app.interface import Clock
from footcoach.cli.console import print_error
from footcoach.core.errors import StorageError
from footcoach.core.states import Status
from footcoach.storage.paths import history_file
from footcoach.storage.resume import allow_going_on, id_to_go_on_with
from footcoach.system.signals import undisturbed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from footcoach.core.record import SessionRecord
    from footcoach.core.resume import ResumePoint
    from footcoach.storage.history import History

T = TypeVar("T")

_HURT = {Status.STOPPED_HURT, Status.STOPPED_DANGER}

_BRIEFLY = 0.05
"""Seconds to wait for another footcoach that is writing, while a session runs."""


class HistoryJournal:
    """The history, as a visit needs it."""

    def __init__(self, clock: Clock) -> None:
        """Remember where time comes from; nothing is opened yet."""
        self._clock = clock
        self._stack = ExitStack()
        self._history: History | None = None
        self._leads = False
        self._going: str | None = None
        self._problem = ""
        self._unsaved: tuple[SessionRecord, ResumePoint | None] | None = None

    def now(self) -> "datetime":
        """Return the date and time, with offset."""
        return self._clock.wall()

    def warning_signs(self) -> list[str]:
        """Return what earlier sessions warn of, a sentence or two each."""
        if not history_file().exists():
            return []
        from footcoach.core.trends import WATCHED, warning_signs

        none: list[SessionRecord] = []
        recent = self._tried(lambda history: history.recent(WATCHED), none)
        return [sign.text for sign in warning_signs(recent, self._clock.wall())]

    def unfinished(self) -> "ResumePoint | None":
        """Return the session that was cut off and can be gone on with, if there is one.

        One that is being led in another window was not cut off.
        """
        id_ = id_to_go_on_with()
        if not (id_ and history_file().exists() and self._leading()):
            return None
        from footcoach.core.plan import can_resume

        found = self._tried(lambda history: history.unfinished(), None)
        if found is None or found.record.id != id_:
            return None
        return found if can_resume(found, self._clock.wall()) else None

    def allow_going_on(self, id_: str | None) -> None:
        """Let the session with that id be gone on with, or none any more."""
        self._going = id_
        allow_going_on(id_)

    def note(self, record: "SessionRecord", checkpoint: "ResumePoint | None") -> None:
        """Save the session; if that fails, it is tried again with the next note."""
        with undisturbed():
            self._note(record, checkpoint)

    def _note(self, record: "SessionRecord", checkpoint: "ResumePoint | None") -> None:
        leads = self._leading()
        if checkpoint is None and (leads or record.status in _HURT):
            self.allow_going_on(None)
        elif leads and self._going != record.id:
            self.allow_going_on(record.id)
        self._unsaved, self._problem = (record, checkpoint), ""
        if leads:
            self._tried(lambda history: history.note(record, checkpoint), None)
        else:
            self._tried(lambda history: history.save(record), None)
        if not self._problem:
            self._unsaved = None

    def close(self) -> None:
        """Save what could not be saved meanwhile, say what failed, and close the history."""
        notices = [self._history.notice] if self._history else []
        if self._unsaved is not None:
            from footcoach.storage.history import History

            self._stack.close()
            self._leads = False
            self._history = self._stack.enter_context(History(self._clock.wall()))
            self.note(*self._unsaved)
            notices.append(self._history.notice)
            self._problem += " This session is not remembered." if self._problem else ""
        print_error(*filter(None, (*notices, self._problem)))
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

            history = History(self._clock.wall(), wait=_BRIEFLY)
            self._history = self._stack.enter_context(history)
        return self._history

    def _leading(self) -> bool:
        """Tell whether no other footcoach leads a session; once we do, none will."""
        if not self._leads:
            from footcoach.storage.resume import lead_alone

            self._leads = self._stack.enter_context(lead_alone())
        return self._leads
