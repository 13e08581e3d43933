"""Writing files that only their owner can read, whole or not at all."""

import os
import stat
import tempfile
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from footcoach.core.errors import StorageError


def read_small_text(path: Path, most: int) -> str:
    """Return the text of a plain UTF-8 file of at most `most` bytes.

    Raises FileNotFoundError (or its like), or Unreadable with the reason. Pipes, devices and
    folders are not waited for.
    """
    try:
        with _open_plain(path) as file:
            data = file.read(most + 1)
        if data is None:  # so says Python of a file that would make us wait
            raise Unreadable(f"{path} has nothing to read now.")
        if len(data) > most:
            raise Unreadable(f"{path} is too large; {most // 1000} kB at most.")
        return data.decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        raise
    except UnicodeDecodeError as error:
        problem = f"is not UTF-8 text (byte {error.start + 1}); save it as plain text, in UTF-8"
        raise Unreadable(f"{path} {problem}.") from error
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise Unreadable(f"{path} is no path: {error}.") from error


def lines_of(path: Path, most: int) -> Iterator[str]:
    """Yield the lines of a plain UTF-8 file; none is read further than `most` bytes.

    Raises Unreadable with the reason, naming the line.
    """
    number = 0
    try:
        with _open_plain(path) as file:
            while line := file.readline(most + 1):
                number += 1
                if len(line) > most:
                    raise Unreadable(f"{path}, line {number} is too long; {most:,} bytes at most.")
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}, line {number} is not UTF-8 text.") from error
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error


def _open_plain(path: Path) -> BufferedReader:
    """Open a file for reading, if it is a plain one; nothing about it is waited for.

    In /proc are files that call themselves plain and wait when they are read (/proc/kmsg), and a
    pipe can take the place of a file once it was looked at. Raises Unreadable and OSError.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable(f"{path} is not a plain file.")
    return open(path, "rb", opener=_at_once)


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # Windows has none, and no /proc


class Unreadable(StorageError):
    """A file that cannot be taken as text; the reader says what that means for the user."""


def require_folder(path: Path) -> None:
    """Raise StorageError if a file stands where the folder is to be."""
    for place in (path, *path.parents):
        if place.exists() and not place.is_dir():
            raise StorageError(
                f"{place} is a file, where a folder is needed; rename it, or set FOOTCOACH_HOME to "
                "another folder."
            )


def make_private_folder(path: Path) -> None:
    """Make a folder with mode 0700 if there is none yet; raises StorageError.

    One that exists is left as it is: it may be anything, `/tmp` for example.
    """
    require_folder(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{path} could not be made: {error.strerror}.") from error


def write_private(path: Path, text: str, *, new: bool = False) -> None:
    """Write UTF-8 text to a file with mode 0600, replacing what was there in one step.

    A link is followed; a device or a pipe is refused. With `new`, nothing is ever replaced.
    Raises StorageError, and leaves the old file as it was, if that fails.
    """
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            raise StorageError(f"{path} is not a plain file.")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if new:
                path.touch(mode=0o600, exist_ok=False)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except FileExistsError as error:
        raise StorageError(f"{path} is there already; it was left as it is.") from error
    except OSError as error:
        raise StorageError(f"{path} could not be written: {error.strerror}.") from error
    except RuntimeError as error:
        raise StorageError(f"{path} is a link that leads back to itself.") from error
