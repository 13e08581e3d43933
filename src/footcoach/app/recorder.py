"""Recording a session as it goes, so that little is lost whatever happens.

`resume.json` exists for as long as the session can be resumed. A session that has ended is a row in
the history. A failure to write leads to a warning at the end, and never stops a massage.
"""

from collections.abc import Iterable, Sequence
from uuid import uuid4

from footcoach.core.engine import Event, Session
from footcoach.core.errors import StorageError
from footcoach.core.plan import Plan, can_resume
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.states import Happening, State, Status
from footcoach.storage.resume import (
    discard_resume_point,
    load_resume_point,
    save_resume_point,
)
from footcoach.system.clock import SystemClock
from footcoach.system.signals import undisturbed

# Maximum seconds between saves. A tick can make a save one second late, and no more than five
# seconds may be lost.
EVERY = 4.0

# Events after which nothing has to be saved at once.
_PASSING = frozenset({Happening.SECOND_COUNTED, Happening.SEGMENT_ENDED, Happening.RESUMED})


class SessionRecorder:
    """Reads earlier sessions, and records the one that is running."""

    def __init__(self, clock: SystemClock) -> None:
        """Take the time from `clock`; nothing is opened yet."""
        self._clock = clock
        self._record: SessionRecord | None = None
        self._saved: SessionRecord | None = None
        self._due = 0.0
        self._problem = ""
        self._notices: list[str] = []

    def recent(self) -> Sequence[SessionRecord]:
        """Return the sessions to check for warning signs."""
        from footcoach.storage.history import History

        try:
            history = History()
            records = history.all()
            self._notices += filter(None, [history.notice])
        except StorageError as error:
            self._problem = str(error)
            return []
        return records

    def unfinished(self) -> ResumePoint | None:
        """Return the session that was cut off and can be resumed; one that is too old is closed."""
        point = load_resume_point()
        if point is None or can_resume(point, self._clock.wall()):
            return point
        self.close_unfinished()
        return None

    def close_unfinished(self) -> None:
        """Move an interrupted session to the history: it can no longer be resumed."""
        point = load_resume_point()
        discard_resume_point()
        if point is not None:
            self._save(point.record)

    def begin(self, record: SessionRecord) -> None:
        """Get ready to record a session; `record` is its state at the start."""
        self._record = record

    def note(self, session: Session, events: Iterable[Event], now: float) -> None:
        """Save where the session stands at `now`, if a save is due.

        While the session asks whether to stop, or what hurts, it cannot be resumed: a person who
        has asked to stop counts as having stopped, unless they then answer otherwise.
        """
        important = any(event.happening not in _PASSING for event in events)
        due = now >= self._due and session.state is State.RUNNING
        if not (due or important):
            return
        self._due = now + EVERY
        self._save_session(session, now)

    def end(self, session: Session, now: float) -> SessionRecord:
        """Save how the session ended, and return its record."""
        return self._save_session(session, now, ended=True)

    def rate(self, after: Rating, record: SessionRecord) -> SessionRecord:
        """Add to a session's record how sore the feet are after it; return the record."""
        rated = record.model_copy(update={"after": after})
        if rated != record:
            self._save(rated)
        if self._record is record:
            self._record = rated
        return rated

    def close(self) -> tuple[str, ...]:
        """Try once more to save what could not be saved; return any warnings for the person."""
        if self._record is not None and self._saved != self._record:
            self._save(self._record)
        lost = self._record is not None and self._saved != self._record
        ending = " This session will not be remembered." if lost else ""
        return (*self._notices, *([self._problem + ending] if self._problem else []))

    def _save_session(self, session: Session, now: float, *, ended: bool = False) -> SessionRecord:
        if self._record is None:
            raise ValueError("there is no session to save")
        with undisturbed():
            # Discard the resume point first: that works even on a full disk.
            if not session.resumable:
                discard_resume_point()
            record = self._record = self._record.model_copy(
                update={
                    "status": session.status_so_far,
                    "done_seconds": round(session.progress(now).ran, 1),
                    "lighter": session.lighter,
                }
            )
            if session.resumable:
                self._note_resume_point(session, record, now)
            if ended or not session.resumable:
                self._save(record)
        return record

    def _note_resume_point(self, session: Session, record: SessionRecord, now: float) -> None:
        point = ResumePoint(
            noted_at=self._clock.wall(),
            record=record,
            routine=session.plan.routine,
            screened=session.plan.screened,
            wanted=session.plan.wanted,
            progress=session.progress(now),
        )
        try:
            save_resume_point(point)
        except StorageError as error:
            self._problem = str(error)

    def _save(self, record: SessionRecord) -> None:
        from footcoach.storage.history import History

        # `note` has usually saved what `end` saves. A signal can cut off one of them, but not both.
        if record == self._saved:
            return
        try:
            history = History()
            history.add(record)
            self._notices += filter(None, [history.notice])
        except StorageError as error:
            self._problem = str(error)
        else:
            self._saved, self._problem = record, ""


def new_record(plan: Plan, clock: SystemClock, name: str, before: Rating) -> SessionRecord:
    """Return the record of a session that starts now; `name` is the routine's name."""
    return SessionRecord(
        id=str(uuid4()),
        started_at=clock.wall(),
        routine=name,
        feet=plan.feet,
        planned_seconds=round(plan.seconds, 1),
        done_seconds=0.0,
        status=Status.INTERRUPTED,
        level=plan.level,
        before=before,
    )
