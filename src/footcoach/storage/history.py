"""The sessions: one row each in `history.db`.

SQLite has no checksums, so each row carries one. Without it, a bit that flips in a number would be
read as another number; and with it, what is sound can be told from what is not.
"""

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple, Self
from zlib import crc32

from footcoach.core.errors import ImportInvalid
from footcoach.core.record import Rating, SessionRecord, parse_record
from footcoach.core.resume import ResumePoint, parse_resume_point, resume_point_text
from footcoach.storage.database import WAIT, Damaged, Database
from footcoach.storage.paths import history_file

if TYPE_CHECKING:
    from footcoach.core.trends import Totals

VERSION = 1
"""Of the tables. A higher one is a newer footcoach's."""

PAGE = 500
"""Records read at a time."""

ROUTINES_SHOWN = 10

_COLUMNS = (
    "id TEXT NOT NULL UNIQUE",
    "started_at TEXT NOT NULL",
    "offset_seconds REAL NOT NULL",
    "day TEXT NOT NULL",
    "routine TEXT NOT NULL",
    "feet TEXT NOT NULL",
    "planned_seconds REAL NOT NULL",
    "done_seconds REAL NOT NULL",
    "status TEXT NOT NULL",
    "level TEXT",
    "before_left INTEGER",
    "before_right INTEGER",
    "after_left INTEGER",
    "after_right INTEGER",
    "less_sore REAL",
    "checksum INTEGER NOT NULL",
)
_SCHEMA = (
    f"CREATE TABLE session ({', '.join(_COLUMNS)})",
    "CREATE INDEX by_start ON session (started_at, id)",
    "CREATE INDEX by_day ON session (day, done_seconds)",
    "CREATE TABLE checkpoint (id TEXT NOT NULL, data TEXT NOT NULL, checksum INTEGER NOT NULL)",
    "CREATE INDEX by_routine ON session (routine, less_sore) WHERE less_sore IS NOT NULL",
)
"""`started_at` is in UTC, `day` the day where the session was. The last two indexes hold all that
totals need, so that those never read the table."""

_VALUES = f"INTO session VALUES ({', '.join('?' * len(_COLUMNS))})"

_Row = tuple[object, ...]


class Merged(NamedTuple):
    """What became of the sessions of a file."""

    added: int
    known: int
    """Were there already, and the same."""
    conflicting: tuple[str, ...]
    """Ids that were there already with other content, which was kept."""


class History:
    """The sessions on disk.

    Every method may raise StorageError, as those of `Database`. A damaged file is set aside, a new
    one is begun, and `notice` says so.
    """

    def __init__(self, now: datetime, *, wait: float = WAIT) -> None:
        """Remember where it is; nothing is opened yet. `now` is local."""
        self._database = Database(history_file(), _SCHEMA, VERSION, _rescue, now=now, wait=wait)

    def __enter__(self) -> Self:
        """Return itself, to be closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._database.close()

    @property
    def notice(self) -> str:
        """What was found damaged, and where it is now; empty if nothing was."""
        return self._database.notice

    def save(self, record: SessionRecord) -> None:
        """Save a session, in place of what was saved before under its id."""
        self._database.write(lambda db: db.execute(f"INSERT OR REPLACE {_VALUES}", _row(record)))

    def note(self, record: SessionRecord, checkpoint: ResumePoint | None) -> None:
        """Save a session, and with the checkpoint where it can be gone on with.

        No other can any longer: each stays as it was last noted.
        """

        def both(db: sqlite3.Connection) -> None:
            db.execute(f"INSERT OR REPLACE {_VALUES}", _row(record))
            db.execute("DELETE FROM checkpoint")
            if checkpoint is not None:
                values = (record.id, resume_point_text(checkpoint))
                db.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", (*values, _checksum(values)))

        self._database.write(both)

    def unfinished(self) -> ResumePoint | None:
        """Return the session that could be gone on with, if one was cut off."""
        query = "SELECT c.* FROM checkpoint c JOIN session USING (id) WHERE status = 'interrupted'"
        found = self._database.read(lambda db: db.execute(query).fetchone())
        sound = found is not None and _checksum(found[:-1]) == found[-1]
        return parse_resume_point(found[1]) if sound else None

    def merge(self, records: Iterable[SessionRecord]) -> Merged:
        """Add the sessions that are not known yet: all of them or, if `records` raises, none."""

        def add(db: sqlite3.Connection) -> Merged:
            added, known, conflicting = 0, 0, []
            for record in records:
                row = _row(record)
                if db.execute(f"INSERT OR IGNORE {_VALUES}", row).rowcount:
                    added += 1
                elif _with_id(db, record.id) == row:
                    known += 1
                else:
                    conflicting.append(record.id)
            return Merged(added, known, tuple(conflicting))

        return self._database.write(add, once=True)

    def delete(
        self,
        ids: Collection[str] = (),
        *,
        before: date | None = None,
        everything: bool = False,
    ) -> int:
        """Delete sessions by id, those before a day (where they were), or all; return how many."""
        conditions: list[tuple[str, _Row]] = [("id = ?", (each,)) for each in ids]
        if before is not None:
            conditions.append(("day < ?", (before.isoformat(),)))
        if everything:
            conditions.append(("TRUE", ()))

        def erase(db: sqlite3.Connection) -> int:
            erased = sum(
                db.execute(f"DELETE FROM session WHERE {condition}", values).rowcount  # noqa: S608
                for condition, values in conditions
            )
            db.execute("DELETE FROM checkpoint WHERE id NOT IN (SELECT id FROM session)")
            return erased

        return self._database.write(erase) if self._database.path.exists() else 0

    def count(self, *, before: date | None = None) -> int:
        """Return how many sessions there are, or how many before a day (where they were)."""
        day = (before or date.max).isoformat()
        query = "SELECT count(*) FROM session WHERE day < ?"
        return int(self._database.read(lambda db: db.execute(query, (day,)).fetchone()[0]))

    def find(self, prefix: str) -> list[SessionRecord]:
        """Return the sessions whose ids begin so; of many, the first two."""
        query = "SELECT * FROM session WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"
        ends = (prefix, f"{prefix}g")
        return self._database.read(lambda db: list(map(_record, db.execute(query, ends))))

    def recent(self, limit: int) -> list[SessionRecord]:
        """Return the last sessions, the latest first."""
        query = "SELECT * FROM session ORDER BY started_at DESC, id DESC LIMIT ?"
        return self._database.read(lambda db: list(map(_record, db.execute(query, (limit,)))))

    def all_records(self) -> Iterator[SessionRecord]:
        """Yield all sessions in order of time, once every single one was found undamaged.

        Read in pages, so that who reads slowly keeps no session from being saved.
        """
        self._database.read(_check_thoroughly)
        last: _Row = ("", "")
        while page := self._page_after(last):
            yield from page
            id_, started_at, *_ = _row(page[-1])
            last = (started_at, id_)

    def _page_after(self, last: _Row) -> list[SessionRecord]:
        query = (
            "SELECT * FROM session WHERE (started_at, id) > (?, ?) ORDER BY started_at, id LIMIT ?"
        )
        return self._database.read(lambda db: list(map(_record, db.execute(query, (*last, PAGE)))))

    def totals(self, today: date) -> "Totals":
        """Return all sessions together."""
        from footcoach.core.trends import totals

        return totals(self.all_records(), today)


def _row(record: SessionRecord) -> _Row:
    before, after = record.before or Rating(), record.after or Rating()
    offset = record.started_at.utcoffset() or timedelta(0)
    values = (
        record.id,
        record.started_at.astimezone(UTC).isoformat(timespec="microseconds"),
        offset.total_seconds(),
        record.started_at.date().isoformat(),
        record.routine,
        record.feet.value,
        record.planned_seconds,
        record.done_seconds,
        record.status.value,
        record.level and record.level.value,
        before.left,
        before.right,
        after.left,
        after.right,
        record.less_sore,
    )
    return (*values, _checksum(values))


def _checksum(values: _Row) -> int:
    return crc32(repr(values).encode("utf-8", "surrogatepass"))


def _record(row: _Row) -> SessionRecord:
    """Return the record of a row; raises Damaged unless it is just as it was written."""
    *values, checksum = row
    if _checksum(tuple(values)) != checksum:
        raise Damaged
    id_, started_at, offset, _, routine, feet, planned, done, status, level, *ratings, _ = values
    zone = timezone(timedelta(seconds=float(str(offset))))
    data = {
        "id": id_,
        "started_at": datetime.fromisoformat(str(started_at)).astimezone(zone),
        "routine": routine,
        "feet": feet,
        "planned_seconds": planned,
        "done_seconds": done,
        "status": status,
        "level": level,
        "before": {"left": ratings[0], "right": ratings[1]},
        "after": {"left": ratings[2], "right": ratings[3]},
    }
    try:
        return parse_record(data, where="")
    except ImportInvalid as error:
        raise Damaged from error


def _with_id(db: sqlite3.Connection, id_: str) -> _Row:
    row: _Row = db.execute("SELECT * FROM session WHERE id = ?", (id_,)).fetchone()
    return row


def _rescue(old: sqlite3.Connection, new: sqlite3.Connection) -> int:
    """Copy the rows that are just as they were written; from both ends, up to what is broken."""
    rescued = 0
    for order in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
            for row in old.execute(f"SELECT * FROM session NOT INDEXED ORDER BY rowid {order}"):  # noqa: S608
                if _checksum(row[:-1]) == row[-1]:
                    rescued += new.execute(f"INSERT OR IGNORE {_VALUES}", row).rowcount
    return rescued


def _check_thoroughly(db: sqlite3.Connection) -> None:
    """Raise Damaged unless each row is as it was written, and in every index."""
    if db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise Damaged
    for row in db.execute("SELECT * FROM session"):
        if _checksum(row[:-1]) != row[-1]:
            raise Damaged
