"""Which session can be gone on with: of several footcoaches one's, and none that was ended.

That a session hurt, or that a newer screening says no, must end it also where nothing can be
written any more. So it counts as one to go on with only while a small file names it: erasing that
needs no room on the disk, and waits for no other footcoach.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from footcoach.core.errors import StorageError
from footcoach.storage.files import make_private_folder, write_private
from footcoach.storage.paths import going_file, leading_file


def id_to_go_on_with() -> str:
    """Return the id of the session that nothing has ended; empty if there is none."""
    try:
        return going_file().read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def allow_going_on(id_: str | None) -> None:
    """Let the session with that id be gone on with, or none any more. Fails in silence."""
    with contextlib.suppress(OSError, StorageError):
        if id_ is None:
            going_file().unlink(missing_ok=True)
        else:
            make_private_folder(going_file().parent)
            write_private(going_file(), id_)


@contextmanager
def lead_alone() -> Iterator[bool]:
    """Tell whether no other process is in here, and keep others out until the end.

    A transaction on an empty database, which is never written to: SQLite locks alike on every
    system, and the system takes the lock back from a process that was killed. Where the folder
    cannot be written to nobody leads: there would be nothing to go on with.
    """
    path = leading_file()
    with contextlib.ExitStack() as stack:
        try:
            make_private_folder(path.parent)
            path.touch(mode=0o600)
            lock = sqlite3.connect(path, timeout=0, isolation_level=None)
            stack.callback(lock.close)
            lock.execute("PRAGMA journal_mode = OFF")
            lock.execute("BEGIN EXCLUSIVE")
        except (sqlite3.Error, OSError, StorageError):
            yield False
            return
        yield True
