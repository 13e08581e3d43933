"""Writing files that only their owner can read, whole or not at all."""

import os
import tempfile
from pathlib import Path

from footcoach.core.errors import StorageError


def make_private_folder(path: Path) -> None:
    """Make a folder with mode 0700, and the folders above it; raises StorageError."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    except OSError as error:
        raise StorageError(f"{path} could not be made: {error.strerror}.") from error


def write_private(path: Path, text: str) -> None:
    """Write UTF-8 text to a file with mode 0600, replacing what was there in one step.

    Raises StorageError, and leaves the old file as it was, if that fails.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(f"{text}\n")
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StorageError(f"{path} could not be written: {error.strerror}.") from error
