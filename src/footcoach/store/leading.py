"""Which session can be gone on with: of several footcoaches one's, and none that was ended.

That a session hurt, or that a newer screening says no, must end it also where nothing can be
written any more. So it counts as one to go on with only while an empty file is there: erasing that
needs no room on the disk, and waits for no other footcoach.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from footcoach.core.errors import StorageError
from footcoach.store.files import make_private_folder
from footcoach.store.paths import going_file, leading_file


def may_go_on() -> bool:
    """Tell whether nothing has ended the session that is noted as under way."""
    return going_file().exists()


def allow_going_on(*, allowed: bool) -> None:
    """Let the session that is noted be gone on with, or no longer. Fails in silence."""
    with contextlib.suppress(OSError):
        if allowed:
            going_file().touch(mode=0o600)
        else:
            going_file().unlink(missing_ok=True)


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
