"""The history of sessions: one row for each in `history.db`, an ordinary SQLite database."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from functools import partial
from itertools import count
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from footcoach.core.errors import StorageError
from footcoach.storage.files import data_folder, make_private_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from footcoach.core.record import SessionRecord

# The table's version. A higher number means that a newer footcoach made the file.
VERSION = 1

# Seconds to wait for another footcoach process that is writing.
_PATIENCE = 5.0

# "IF NOT EXISTS", because two processes that start at once can both find the table missing.
_LAYOUT = f"""
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS session (id TEXT PRIMARY KEY, record TEXT);
    PRAGMA user_version = {VERSION};
    COMMIT;
"""

_DAMAGE = {sqlite3.DatabaseError, UnicodeDecodeError}

_T = TypeVar("_T")


def history_file() -> Path:
    """Return the path of `history.db`."""
    return data_folder() / "history.db"


class History:
    """The sessions on disk; reading never creates a file.

    Every method can raise StorageError. A damaged file is set aside under a new name. `notice` is
    a message if that has happened, or if some sessions cannot be read, and otherwise empty.
    """

    def __init__(self) -> None:
        self.notice = ""

    def add(self, record: SessionRecord) -> None:
        """Save a session, replacing any saved before under the same id."""
        self._insert("REPLACE", [record])

    def add_all(self, records: Collection[SessionRecord]) -> tuple[int, int]:
        """Add the sessions whose ids are new; return how many were added and how many were not."""
        added = self._insert("IGNORE", records)
        return added, len(records) - added

    def all(self) -> list[SessionRecord]:
        """Return all sessions, oldest first."""
        # Imported here because they load Pydantic, which `peek` does not need.
        from pydantic import ValidationError

        from footcoach.core.record import SessionRecord

        query = "SELECT record FROM session"
        records, lost = [], 0
        for (text,) in self._run(lambda db: db.execute(query).fetchall()) or []:
            try:
                records.append(SessionRecord.model_validate_json(text))
            except ValidationError:
                lost += 1
        if lost:
            self.notice = f"{history_file()}: {lost} of its sessions cannot be read."
        return sorted(records, key=lambda record: (record.started_at, record.id))

    def delete(self, ids: Iterable[str]) -> int:
        """Delete the sessions with these ids; return how many were deleted."""
        statement, rows = "DELETE FROM session WHERE id = ?", [(id_,) for id_ in ids]
        return self._run(lambda db: db.executemany(statement, rows).rowcount) or 0

    def _insert(self, otherwise: str, records: Collection[SessionRecord]) -> int:
        statement = f"INSERT OR {otherwise} INTO session VALUES (?, ?)"  # noqa: S608
        rows = [(record.id, record.model_dump_json()) for record in records]
        return self._run(lambda db: db.executemany(statement, rows).rowcount, writes=True) or 0

    def _run(self, work: Callable[[sqlite3.Connection], _T], *, writes: bool = False) -> _T | None:
        """Run `work` in one transaction; return None if there is no file and nothing to write.

        If the file turns out to be damaged, set it aside and run `work` again without it.
        """
        path = history_file()
        try:
            if writes:
                make_private_folder(path.parent)
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            if path.stat().st_mode & 0o077:
                path.chmod(0o600)
            with closing(_connect(path)) as db, db:
                return work(db)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StorageError(f"{path} cannot be used: {error.strerror}.") from error
        except (sqlite3.Error, UnicodeDecodeError) as error:
            code = getattr(error, "sqlite_errorcode", None)
            # The file is not a database, one of its pages is corrupt (SQLite's error may then quote
            # corrupt text, which cannot be decoded), or the table is missing.
            damaged = type(error) in _DAMAGE or code == sqlite3.SQLITE_ERROR
            if not damaged:
                # SQLite reports a lack of locks in a network folder as if the file were in use.
                advice = (
                    "Close other programs that use it; if there are none, set FOOTCOACH_HOME to a "
                    "folder on this computer."
                )
                advice = "Make some room on the disk." if code == sqlite3.SQLITE_FULL else advice
                raise StorageError(f"{path} cannot be used: {error}. {advice}") from error
        self._set_aside(path)
        return self._run(work, writes=writes)

    def _set_aside(self, path: Path) -> None:
        """Rename the journal, which SQLite would apply to a new file, then the damaged file."""
        names = (f"{path}.damaged-{number}" for number in count(1))
        aside = next(name for name in names if not Path(name).exists())
        try:
            for end in ("-journal", ""):
                if Path(f"{path}{end}").exists():
                    Path(f"{path}{end}").rename(f"{aside}{end}")
        except OSError as error:
            words = f"{path} is damaged, and could not be set aside: {error.strerror}."
            raise StorageError(words) from error
        self.notice = (
            f"{path} was damaged. It is kept as {Path(aside).name}; a new one was started."
        )


def peek() -> list[dict[str, Any]]:
    """Return the sessions as plain data, latest first, without checking or changing anything."""
    with closing(sqlite3.connect(f"{history_file().as_uri()}?mode=ro", uri=True)) as db:
        rows = db.execute("SELECT record FROM session").fetchall()
    return sorted(
        (json.loads(text) for (text,) in rows), key=itemgetter("started_at"), reverse=True
    )


def _connect(path: Path) -> sqlite3.Connection:
    """Open the file, creating the table if needed; raises if the file is damaged or not ours."""
    db = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=_PATIENCE)
    # A session whose text is damaged must not hide the others.
    db.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise StorageError(
                f"{path} was made by a newer footcoach (version {version}, this one knows "
                f"{VERSION}) and is left unchanged: install the newer one."
            )
        if version == 0:
            db.executescript(_LAYOUT)
        elif db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("it is not what footcoach wrote")
        # Overwrite deleted data with zeros, rather than only marking it as free.
        db.execute("PRAGMA secure_delete = ON")
    except BaseException:
        db.close()
        raise
    return db
