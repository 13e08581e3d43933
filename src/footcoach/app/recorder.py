"""Writing down a session as it goes, so that whatever happens little of it is lost."""

from collections.abc import Iterable
from uuid import uuid4

from footcoach.app.interface import Clock, Journal
from footcoach.core.engine import Event, Session
from footcoach.core.plan import Plan
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.schedule import Kind
from footcoach.core.states import Happening, State, Status

EVERY = 4.0
"""Seconds between checkpoints at most. A tick can be a second late for one, and no more than five
seconds shall be lost."""

_PASSING = frozenset(
    {Happening.HALF_PASSED, Happening.SECOND_COUNTED, Happening.SEGMENT_ENDED, Happening.RESUMED}
)
"""What changes nothing that would have to be written down at once."""


class Logbook:
    """Notes the session at each step, pause and sign of pain, and every few seconds between.

    A session that is under way is noted as `interrupted`: that is what it is if nothing more
    comes of it.
    """

    def __init__(self, journal: Journal, clock: Clock, plan: Plan, record: SessionRecord) -> None:
        """Write to `journal`; `record` is the session as it begins, see `new_record`."""
        self._journal = journal
        self._clock = clock
        self._plan = plan
        self._record = record
        self._due = 0.0

    def note(self, session: Session, events: Iterable[Event], now: float) -> None:
        """Write down where the session stands at `now`, if that is due."""
        due = now >= self._due and session.state is State.RUNNING
        if due or any(event.happening not in _PASSING for event in events):
            self._due = now + EVERY
            self._write(session, now)

    def close(self, session: Session, now: float) -> None:
        """Write down how the session ended."""
        self._write(session, now)

    def rate(self, after: Rating) -> None:
        """Add how sore the feet are now that it is over."""
        if after.given:
            self._record = self._record.updated(after=after)
            self._journal.note(self._record, None)

    def _write(self, session: Session, now: float) -> None:
        """Write the record; and the checkpoint, unless the person has ended it, or it hurts."""
        progress = session.progress(now)
        self._record = self._record.updated(
            status=session.status_so_far, done_seconds=progress.done, lighter=session.lighter
        )
        plan = self._plan
        checkpoint = ResumePoint(
            noted_at=self._clock.wall(),
            record=self._record,
            routine=plan.routine,
            screened=plan.screened,
            wanted=plan.wanted,
            progress=progress,
        )
        self._journal.note(self._record, checkpoint if session.resumable else None)


def new_record(plan: Plan, clock: Clock, name: str, before: Rating) -> SessionRecord:
    """Return what is remembered of a session that begins now; `name` is the routine's."""
    steps = [segment.seconds for segment in plan.segments if segment.kind is Kind.STEP]
    return SessionRecord(
        id=str(uuid4()),
        started_at=clock.wall(),
        routine=name,
        feet=plan.feet,
        planned_seconds=sum(steps),
        done_seconds=0.0,
        status=Status.INTERRUPTED,
        level=plan.level,
        before=before,
    )
