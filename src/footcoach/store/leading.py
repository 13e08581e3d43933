"""Making sure that of several footcoaches only one has a session that can be gone on with."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from footcoach.core.errors import StorageError
from footcoach.store.files import make_private_folder
from footcoach.store.paths import leading_file


@contextmanager
def lead_alone() -> Iterator[bool]:
    """Tell whether no other process is in here, and keep others out until the end.

    The system takes the lock back from a process that was killed. Where the folder cannot be
    written to nobody leads: there would be nothing to go on with.
    """
    lock = FileLock(leading_file(), timeout=0, mode=0o600)
    try:
        make_private_folder(leading_file().parent)
        lock.acquire()
    except (Timeout, OSError, StorageError, NotImplementedError):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
