"""Where footcoach keeps its files, and how it reads and writes them: privately and atomically.

No file is created unless someone asks for it: a missing file means that nothing is stored.
"""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from footcoach.core.errors import StorageError

_OURS = ("config.toml", "state.json", "profile.json", "resume.json", "history.db")

# Output file names that stand for standard output.
_STANDARD_OUTPUT = ("-", "/dev/stdout")


class Unreadable(StorageError):
    """A file cannot be read as text; callers explain what that means for the person."""


class NotThere(Unreadable):
    """There is no such file."""


def config_folder() -> Path:
    """Return the folder for settings and own routines; raises Unreadable without a home folder."""
    return _folder("user_config_dir")


def data_folder() -> Path:
    """Return the folder for saved data; raises Unreadable without a home folder."""
    return _folder("user_data_dir")


def cache_folder() -> Path:
    """Return the folder for files that can be recreated; raises Unreadable without a home."""
    folder = _folder("user_cache_dir")
    return folder / "cache" if os.environ.get("FOOTCOACH_HOME") else folder


def _folder(kind: str) -> Path:
    try:
        if home := os.environ.get("FOOTCOACH_HOME"):
            return Path(home).expanduser().absolute()
        import platformdirs

        # Without a home folder, platformdirs raises or, in some versions, returns a path with "~".
        return Path(getattr(platformdirs, kind)("footcoach", appauthor=False)).expanduser()
    except RuntimeError as error:
        words = "No home folder is known: set HOME, or set FOOTCOACH_HOME to a folder."
        raise Unreadable(words) from error


def name_of(path: Path) -> str:
    """Return the name by which messages refer to a file."""
    return "standard input" if str(path) == "-" else str(path)


def read_text(path: Path, limit: int = 1_000_000) -> str:
    """Return the text of a UTF-8 file of at most `limit` bytes; `-` is standard input.

    Raises Unreadable.
    """
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with path.open("rb") as file:
                data = file.read(limit + 1)
        if len(data) > limit:
            raise Unreadable(f"{name_of(path)} is too large; the limit is {limit // 1000} kB.")
        return data.decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotThere(f"There is no file {path}.") from error
    except OSError as error:
        raise Unreadable(f"{name_of(path)} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        words = f"{name_of(path)} is not UTF-8 text; save it as plain text, in UTF-8."
        raise Unreadable(words) from error


def make_private_folder(path: Path) -> None:
    """Create a folder, and any missing parents, with mode 0700; raises StorageError."""
    try:
        # An existing folder keeps its mode: it could be any folder, even `/tmp`.
        for folder in (*reversed(path.parents), path):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{path} could not be created: {error.strerror}.") from error


def write_private(path: Path, text: str) -> None:
    """Write a private file, creating a private folder for it if needed; raises StorageError."""
    make_private_folder(path.parent)
    with replacing(path) as half, half.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary file to write, which replaces the one at `path` only once it is complete.

    It has mode 0600. Symbolic links are followed. Raises StorageError.
    """
    try:
        path = Path(os.path.realpath(path))
        if path.exists() and not path.is_file():
            raise StorageError(f"{path} is not a regular file.")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "rb") as file:
                yield Path(name)
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StorageError(f"{path} could not be written: {error.strerror}.") from error


def is_stream(path: Path) -> bool:
    """Return whether this is standard output, a pipe or a device, rather than a file to replace."""
    # If a file cannot be reached, the functions of os.path return False instead of raising.
    other = os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113
    return str(path) in _STANDARD_OUTPUT or other


def require_place(path: Path) -> None:
    """Raise StorageError if it is clear beforehand that `write_output` could not write a file."""
    if os.path.isdir(path):  # noqa: PTH112
        raise StorageError(f"{path} is a folder; give the name of a file.")
    folder = Path(os.path.realpath(path)).parent
    if not is_stream(path) and not os.access(folder, os.W_OK):
        raise StorageError(f"{folder} is not a folder that you can write to.")


def write_output(path: Path, text: str) -> None:
    """Write a command's result to a file, a pipe or a device; `-` is standard output.

    Raises StorageError unless everything was written, and BrokenPipeError if the reader has gone.
    """
    try:
        if str(path) in _STANDARD_OUTPUT:
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()
        elif is_stream(path):
            with path.open("ab") as file:
                file.write(text.encode())
        else:
            write_private(path, text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StorageError(f"{path} could not be written: {error.strerror}.") from error


def stored_files(*names: str) -> list[Path]:
    """Return the paths of all our files, or of those named, including half-written ones.

    A symbolic link is included, along with the regular file it points to. Raises StorageError if
    a folder cannot be read.
    """
    names = names or _OURS
    # Files left by an interrupted write, or put next to a file by SQLite or footcoach.
    beside = tuple(end for each in names for end in (f".{each}.", f"{each}-", f"{each}.damaged-"))
    found: set[Path] = set()
    for folder in {config_folder(), data_folder()}:
        try:
            for path in folder.iterdir():
                if path.name in names or path.name.startswith(beside):
                    target = path.is_symlink() and path.is_file()
                    found |= {path, path.resolve()} if target else {path}
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise StorageError(f"{folder} cannot be read: {error.strerror}.") from error
    return sorted(found)


def erase(paths: Iterable[Path]) -> list[Path]:
    """Erase files and return their paths; raises StorageError, naming any that are left."""
    erased, problems = [], []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
            erased.append(path)
        except OSError as error:
            problems.append(f"{path} could not be erased: {error.strerror}.")
    if problems:
        raise StorageError(" ".join(problems))
    return erased
