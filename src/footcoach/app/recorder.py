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
        self._plan: Plan | None = None
        self._record: SessionRecord | None = None
        self._saved: SessionRecord | None = None
        self._due = 0.0
        self._noted_as_ended = False
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

    def begin(self, plan: Plan, record: SessionRecord) -> None:
        """Get ready to record a session of the plan; `record` is its state at the start."""
        self._plan, self._record = plan, record

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
        with undisturbed():
            record = self._update(session, now)
            if session.resumable:
                self._note_resume_point(session, record, now)
            elif session.state is not State.ENDED:
                discard_resume_point()
                self._save(record)

    def end(self, session: Session, now: float) -> SessionRecord:
        """Save how the session ended, and return its record."""
        with undisturbed():
            # Discard the resume point first: that works even on a full disk.
            if session.status is not Status.INTERRUPTED:
                discard_resume_point()
            record = self._update(session, now)
            if session.status is Status.INTERRUPTED:
                self._note_resume_point(session, record, now)
            self._save(record)
        return record

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

    def _update(self, session: Session, now: float) -> SessionRecord:
        if self._record is None:
            raise ValueError("there is no session to save")
        self._record = self._record.model_copy(
            update={
                "status": session.status_so_far,
                "done_seconds": round(session.progress(now).ran, 1),
                "lighter": session.lighter,
            }
        )
        return self._record

    def _note_resume_point(self, session: Session, record: SessionRecord, now: float) -> None:
        if self._plan is None:
            raise ValueError("there is no plan to resume")
        point = ResumePoint(
            noted_at=self._clock.wall(),
            record=record.model_copy(update={"status": Status.INTERRUPTED}),
            routine=self._plan.routine,
            screened=self._plan.screened,
            wanted=self._plan.wanted,
            progress=session.progress(now),
        )
        try:
            save_resume_point(point)
        except StorageError as error:
            self._problem = str(error)

    def _save(self, record: SessionRecord) -> None:
        from footcoach.storage.history import History

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
