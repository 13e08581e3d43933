"""A SQLite file that only its owner can read, that survives a kill, and that loses nothing.

The journal is SQLite's rollback journal, not a write-ahead log. With a row written every few
seconds at most, the log would gain nothing, and it leaves two more files beside the database after
a kill, must write even to read, and does not work on network folders. The rollback journal is there
only during a write, has the database's own mode, and undoes what a kill cut off.

What is damaged is never written to: it is set aside under a new name, and a new file is begun with
what can be read of it.
"""

import contextlib
import os
import sqlite3
import stat
import tempfile
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

from footcoach.core.errors import StorageError
from footcoach.core.text import sessions_in_words
from footcoach.storage.files import make_private_folder, require_folder
from footcoach.storage.stored import make_all_private, real

WAIT = 5.0
"""Seconds to wait for another footcoach that is writing; a write takes milliseconds."""

NO_VERSION = 1000
"""What claims a version above this was not made by a newer footcoach, but is damaged."""

_MAGIC = b"SQLite format 3\x00"
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SIDE_FILES = ("-journal", "-wal", "-shm")

_T = TypeVar("_T")

Rescue = Callable[[sqlite3.Connection, sqlite3.Connection], int]
"""Copies what is sound from a damaged database to a new one, and returns how many sessions."""


class Damaged(Exception):
    """The database is not what footcoach wrote."""


class Database:
    """A file with these tables. Opened and checked at its first use; reading makes none.

    Reading and writing may raise StorageError: for a newer version, which is left untouched, a
    file that another footcoach keeps locked, or a disk that does not allow it.
    """

    def __init__(
        self,
        path: Path,
        schema: tuple[str, ...],
        version: int,
        rescue: Rescue,
        *,
        now: datetime,
        wait: float,
    ) -> None:
        """Remember where it is. `now` is local, for the name of a damaged one."""
        self.path = real(path)
        self.notice = ""
        """What was set aside, for the person to know."""
        self._schema = schema
        self._version = version
        self._rescue = rescue
        self._now = now
        self._wait = wait
        self._connection: sqlite3.Connection | None = None
        self._on_disk = False
        self._inode = 0

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def read(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Return what the work finds; without a file, in tables that are empty."""
        return self._run(work, to_write=False)

    def write(self, work: Callable[[sqlite3.Connection], _T], *, once: bool = False) -> _T:
        """Do the work whole or, if it raises, not at all; `once`: it cannot be begun again."""

        def whole(connection: sqlite3.Connection) -> _T:
            connection.execute("BEGIN IMMEDIATE")
            try:
                done = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            return done

        if once:
            self._run(lambda _: None, to_write=True)
        return self._run(whole, to_write=True, again=not once)

    def _run(
        self, work: Callable[[sqlite3.Connection], _T], *, to_write: bool, again: bool = True
    ) -> _T:
        """Do the work; if the database turns out to be damaged, once more with a new one."""
        try:
            return work(self._connected(to_write=to_write))
        except OSError as error:
            raise StorageError(f"{self.path} cannot be used: {error.strerror}.") from error
        except (sqlite3.Error, UnicodeDecodeError, Damaged) as error:
            # UnicodeDecodeError: `sqlite3` could not read SQLite's own message on the damage.
            if isinstance(error, sqlite3.Error) and _code(error) not in _DAMAGE:
                raise StorageError(self._in_words(error)) from error
            if not again:
                raise StorageError(f"{self.path} is damaged; nothing was written.") from error
        self._set_aside()
        return self._run(work, to_write=to_write, again=False)

    def _in_words(self, error: sqlite3.Error) -> str:
        if _code(error) in _LOCKED:
            return f"{self.path} is in use by another footcoach; close that one and try again."
        return f"{self.path} cannot be used: {error}."

    def _connected(self, *, to_write: bool) -> sqlite3.Connection:
        if self._connection is not None and (self._on_disk or not to_write):
            return self._connection
        self.close()
        require_folder(self.path.parent)
        self._on_disk = to_write or self.path.exists()
        if not self._on_disk:
            self._connection = sqlite3.connect(":memory:", isolation_level=None)
            self._lay_out(self._connection)
            return self._connection
        if not self.path.exists():
            self._begin()
        make_all_private()
        self._check_header()
        where = f"{self.path.as_uri()}?mode=rw"
        connection = sqlite3.connect(where, uri=True, timeout=self._wait, isolation_level=None)
        try:
            self._check(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _check_header(self) -> None:
        """Refuse what SQLite had better not open; it may already write while it does."""
        found = self.path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise StorageError(f"{self.path} is not a plain file.")
        self._inode = found.st_ino
        with self.path.open("rb") as file:
            header = file.read(100)
        version = int.from_bytes(header[60:64], "big")
        if header[:16] != _MAGIC or header[18:20] not in {b"\1\1", b"\2\2"}:
            raise Damaged
        if self._version < version <= NO_VERSION:
            raise StorageError(
                f"{self.path} was made by a newer footcoach (version {version}, this one knows "
                f"{self._version}) and is left as it is: install the newer one."
            )
        if version != self._version:
            raise Damaged

    def _check(self, connection: sqlite3.Connection) -> None:
        """Raise Damaged unless the tables are ours, and sound as far as SQLite sees quickly."""
        connection.text_factory = _text
        try:
            tables = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
            if {sql for (sql,) in tables} != set(self._schema):
                raise Damaged
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise Damaged
            connection.execute("PRAGMA journal_mode = DELETE")
            # What is deleted is overwritten with zeros, not only marked as free.
            connection.execute("PRAGMA secure_delete = ON")
        except sqlite3.Error as error:
            # "unsupported file format" and the like. Later it would be a mistake of ours.
            if _code(error) == sqlite3.SQLITE_ERROR:
                raise Damaged from error
            raise

    def _lay_out(self, connection: sqlite3.Connection) -> None:
        version = f"PRAGMA user_version = {self._version}"
        for statement in ("BEGIN", *self._schema, version, "COMMIT"):
            connection.execute(statement)

    def _begin(self) -> None:
        """Make the file, private from the first moment, and in its place only when it is whole."""
        make_private_folder(self.path.parent)
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
        os.close(handle)
        new = Path(name)
        try:
            with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
                self._lay_out(connection)
            _put(new, self.path)
        finally:
            new.unlink(missing_ok=True)

    def _set_aside(self) -> None:
        """Rename what is damaged, with its journal, and begin anew.

        The journal goes first: left beside a new database it would be played into that one.
        """
        self.close()
        try:
            if self.path.stat().st_ino != self._inode:
                return  # another footcoach has just done it
            aside = self._new_name()
            for end in _SIDE_FILES:
                with contextlib.suppress(FileNotFoundError):
                    Path(f"{self.path}{end}").rename(f"{aside}{end}")
            self.path.replace(aside)
            self._begin()
            rescued = self._rescued_from(aside)
        except FileNotFoundError:
            return  # likewise
        except OSError as error:
            raise StorageError(
                f"{self.path} is damaged, and could not be set aside: {error.strerror}."
            ) from error
        self.notice = (
            f"{self.path} was damaged. It is kept as {aside.name}, and a new one has begun, with "
            f"{sessions_in_words(rescued)} that could be read."
        )

    def _rescued_from(self, aside: Path) -> int:
        """Copy what is sound. With a journal beside it SQLite does not just read: then nothing."""
        with (
            contextlib.suppress(sqlite3.Error, UnicodeDecodeError),
            contextlib.closing(sqlite3.connect(f"{aside.as_uri()}?mode=ro", uri=True)) as old,
            contextlib.closing(sqlite3.connect(self.path, timeout=self._wait)) as new,
        ):
            old.text_factory = _text
            with new:
                return self._rescue(old, new)
        return 0

    def _new_name(self) -> Path:
        """Return a name that was free, and now is taken for what is to be set aside."""
        for number in count(1):
            end = "" if number == 1 else f"-{number}"
            path = Path(f"{self.path}.damaged-{self._now:%Y%m%d-%H%M%S}{end}")
            with contextlib.suppress(FileExistsError):
                path.touch(mode=0o600, exist_ok=False)
                return path
        raise AssertionError


def _text(data: bytes) -> str:
    """Decode also what is damaged, for a checksum to find."""
    return data.decode("utf-8", "replace")


def _put(new: Path, path: Path) -> None:
    """Give the file its name, unless another footcoach has meanwhile begun one."""
    with contextlib.suppress(FileExistsError):
        try:
            path.hardlink_to(new)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if not path.exists():
                new.rename(path)


def _code(error: sqlite3.Error) -> int:
    """Return SQLite's error code, without what it adds in detail."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE)) & 0xFF
