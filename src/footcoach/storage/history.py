"""The sessions that have ended: a row each in `history.db`, a plain SQLite file."""

import os
import sqlite3
import stat
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from itertools import chain, count
from pathlib import Path
from typing import Self, TypeVar

from pydantic import ValidationError

from footcoach.core.errors import StorageError
from footcoach.core.record import SessionRecord
from footcoach.storage.files import data_folder, make_private_folder

# Of the table. A higher one is a newer footcoach's.
VERSION = 1

# `started_at` is in UTC, for the order; `day` is the day where the session was.
# "IF NOT EXISTS": two that start at once may both find a new file.
_LAYOUT = f"""
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS
        session (id TEXT PRIMARY KEY, started_at TEXT, day TEXT, record TEXT);
    CREATE INDEX IF NOT EXISTS by_start ON session (started_at, id);
    PRAGMA user_version = {VERSION};
    COMMIT;
"""
_VALUES = "INTO session VALUES (?, ?, ?, ?)"

_T = TypeVar("_T")


def history_file() -> Path:
    """Return the path of `history.db`."""
    return data_folder() / "history.db"


class History:
    """The sessions on disk; opened at the first use, and reading makes no file.

    Every method may raise StorageError. A damaged file is set aside under a new name, and `notice`
    then says so, as it does if sessions cannot be read.
    """

    def __init__(self, now: datetime) -> None:
        """`now` is local, for the name of what is set aside."""
        self.notice = ""
        self._now = now
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        """Return itself, to be closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._close()

    def add(self, record: SessionRecord) -> None:
        """Save a session, in place of what was saved before under its id."""
        self._run(lambda db: db.execute(f"INSERT OR REPLACE {_VALUES}", _row(record)), writes=True)

    def add_all(self, records: Collection[SessionRecord]) -> tuple[int, int]:
        """Add the sessions whose ids are not known yet; return how many were added, and known."""
        rows, statement = [_row(record) for record in records], f"INSERT OR IGNORE {_VALUES}"
        added = self._run(lambda db: db.executemany(statement, rows).rowcount, writes=True) or 0
        return added, len(rows) - added

    def recent(self, limit: int) -> list[SessionRecord]:
        """Return the last sessions, the latest first."""
        return self._select("ORDER BY started_at DESC, id DESC LIMIT ?", limit)

    def all(self) -> list[SessionRecord]:
        """Return all sessions in order of time."""
        return self._select("ORDER BY started_at, id")

    def find(self, prefix: str) -> list[SessionRecord]:
        """Return the sessions whose ids begin with it; of many, the first two."""
        # "g" comes after all hexadecimal digits and the dash.
        return self._select("WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", prefix, f"{prefix}g")

    def count(self, *, before: date = date.max) -> int:
        """Return how many sessions there are, or how many before a day (where they were)."""
        query, day = "SELECT count(*) FROM session WHERE day < ?", before.isoformat()
        return self._run(lambda db: int(db.execute(query, (day,)).fetchone()[0])) or 0

    def delete(
        self, ids: Collection[str] = (), *, before: date = date.min, everything: bool = False
    ) -> int:
        """Delete sessions by id, those before a day (where they were), or all; return how many."""
        day = (date.max if everything else before).isoformat()

        def erase(db: sqlite3.Connection) -> int:
            by_id = db.executemany("DELETE FROM session WHERE id = ?", [(id_,) for id_ in ids])
            by_day = db.execute("DELETE FROM session WHERE day < ?", (day,))
            return max(by_id.rowcount, 0) + by_day.rowcount

        def erase_on_full_disk(db: sqlite3.Connection) -> int:
            # There is no room for SQLite's journal; it can be in memory.
            db.execute("PRAGMA journal_mode = MEMORY")
            return erase(db)

        try:
            return self._run(erase) or 0
        except StorageError:
            return self._run(erase_on_full_disk) or 0

    def _select(self, condition: str, *values: object) -> list[SessionRecord]:
        query = f"SELECT record FROM session {condition}"  # noqa: S608  the conditions are above
        records, lost = [], 0
        for (text,) in self._run(lambda db: db.execute(query, values).fetchall()) or []:
            try:
                records.append(SessionRecord.model_validate_json(text))
            except ValidationError:
                lost += 1
        if lost:
            self.notice = f"{history_file()}: {lost} of its sessions cannot be read."
        return records

    def _run(self, work: Callable[[sqlite3.Connection], _T], *, writes: bool = False) -> _T | None:
        """Do the work whole or not at all; None without a file, unless it writes.

        If the file turns out to be damaged, do it once more with a new one.
        """
        path = history_file()
        for again in (True, False):
            try:
                db = self._opened(path, writes=writes)
                if db is None:
                    return None
                with db:
                    return work(db)
            except OSError as error:
                raise StorageError(f"{path} cannot be used: {error.strerror}.") from error
            except sqlite3.Error as error:
                code = getattr(error, "sqlite_errorcode", 0) & 0xFF
                # What is no database, a page that makes no sense, or a table that is not there.
                damaged = type(error) is sqlite3.DatabaseError or code == sqlite3.SQLITE_ERROR
                if not (damaged and again):
                    raise StorageError(_in_words(path, code, error)) from error
            self._set_aside(path)
        raise AssertionError

    def _opened(self, path: Path, *, writes: bool) -> sqlite3.Connection | None:
        try:
            mode = path.stat().st_mode
            if self._connection is not None:
                return self._connection
        except (FileNotFoundError, NotADirectoryError):
            self._close()  # erased meanwhile
            if not writes:
                return None
            make_private_folder(path.parent)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise StorageError(f"{path} is not a plain file.")
        if mode & 0o077:
            path.chmod(0o600)
        connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)
        try:
            _check(connection, path)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _set_aside(self, path: Path) -> None:
        """Rename what is damaged. Its journal goes first, or a new file would be given it."""
        self._close()
        stem = f"{path}.damaged-{self._now:%Y%m%d-%H%M%S}"
        names = chain([stem], (f"{stem}-{number}" for number in count(2)))
        aside = next(name for name in names if not Path(name).exists())
        try:
            for end in ("-journal", "-wal", ""):
                if Path(f"{path}{end}").exists():
                    Path(f"{path}{end}").rename(f"{aside}{end}")
        except OSError as error:
            problem = f"is damaged, and could not be set aside: {error.strerror}"
            raise StorageError(f"{path} {problem}.") from error
        self.notice = (
            f"{path} was damaged. It is kept as {Path(aside).name}; a new one was started."
        )


def _check(db: sqlite3.Connection, path: Path) -> None:
    """Lay out a file that is new; raise unless it is ours, and sound as far as SQLite sees."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise StorageError(
            f"{path} was made by a newer footcoach (version {version}, this one knows "
            f"{VERSION}) and is left as it is: install the newer one."
        )
    if version == 0:
        db.executescript(_LAYOUT)
    elif db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("it is not what footcoach wrote")
    # What is deleted is overwritten with zeros, not only marked as free.
    db.execute("PRAGMA secure_delete = ON")


def _row(record: SessionRecord) -> tuple[str, str, str, str]:
    utc = record.started_at.astimezone(UTC).isoformat(timespec="microseconds")
    return record.id, utc, record.started_at.date().isoformat(), record.model_dump_json()


def _in_words(path: Path, code: int, error: sqlite3.Error) -> str:
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return (
            f"{path} is locked: close other programs that use it, and try again. Some network "
            "folders have no locks: then set FOOTCOACH_HOME to a folder on this computer."
        )
    return f"{path} cannot be used: {error}."
