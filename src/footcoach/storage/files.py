"""Where footcoach keeps things, and reading and writing them: privately, and whole or not at all.

Nothing here makes a file that nobody asked for: reading finds nothing where nothing is.
"""

import contextlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from footcoach.core.errors import StorageError

_OURS = ("config.toml", "state.json", "profile.json", "resume.json", "history.db")


class Unreadable(StorageError):
    """A file cannot be taken as text; the reader says what that means for the person."""


class NoAccess(Unreadable):
    """A file may not be reached, so that nobody can tell whether it is there."""


def config_folder() -> Path:
    """Return the folder of settings and own routines; raises NoAccess if no home is known."""
    return _folder("user_config_dir")


def data_folder() -> Path:
    """Return the folder of what is remembered; raises NoAccess if no home is known."""
    return _folder("user_data_dir")


def _folder(kind: str) -> Path:
    try:
        if home := os.environ.get("FOOTCOACH_HOME"):
            return Path(home).expanduser().absolute()
        import platformdirs

        # Where no home is known, some of its versions raise, and others return a path with "~".
        return Path(getattr(platformdirs, kind)("footcoach", appauthor=False)).expanduser()
    except RuntimeError as error:
        words = "No home folder is known: set HOME, or set FOOTCOACH_HOME to a folder."
        raise NoAccess(words) from error


def read_text(path: Path, limit: int) -> str:
    """Return the text of a plain UTF-8 file of at most `limit` bytes; `-` is standard input.

    Raises FileNotFoundError or NotADirectoryError where there is none, else Unreadable.
    """
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(limit + 1)
        elif not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable(f"{path} is not a plain file.")
        else:
            with path.open("rb") as file:
                data = file.read(limit + 1)
        if len(data) > limit:
            raise Unreadable(f"{path} is too large; the limit is {limit // 1000} kB.")
        return data.decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        raise
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{path} is not UTF-8 text (byte {error.start + 1}); save it as plain text, in UTF-8."
        ) from error
    except OSError as error:
        kind = NoAccess if isinstance(error, PermissionError) else Unreadable
        raise kind(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise Unreadable(f"{path} is not a path: {error}.") from error


def make_private_folder(path: Path) -> None:
    """Make a folder, and those above it, with mode 0700; raises StorageError."""
    try:
        # One that exists is left as it is: it may be anything, `/tmp` for example.
        for folder in (*reversed(path.parents), path):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise StorageError(
            f"{error.filename} cannot be made: a file is in its way. Rename that file, or set "
            "FOOTCOACH_HOME to another folder."
        ) from error
    except OSError as error:
        raise StorageError(f"{path} could not be made: {error.strerror}.") from error


def write_private(path: Path, text: str, *, new: bool = False) -> None:
    """Write UTF-8 text to a file with mode 0600, whole or not at all; raises StorageError.

    A link is followed; a device or a pipe is refused. With `new`, nothing is ever replaced.
    """
    try:
        path = Path(os.path.realpath(path))
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
        raise StorageError(f"{path} already exists; it was left as it is.") from error
    except OSError as error:
        raise StorageError(f"{path} could not be written: {error.strerror}.") from error


def write_output(path: Path, text: str) -> None:
    """Write a command's result to a file, a pipe or a device; `-` is standard output.

    Raises StorageError unless all was written, and BrokenPipeError if the reader has gone.
    """
    data = text.encode()
    try:
        if _is_standard_output(path):
            # A pipe that does not wait would lose what it has no room for.
            with contextlib.suppress(OSError, ValueError, AttributeError):
                os.set_blocking(sys.stdout.fileno(), True)
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        elif path.exists() and (
            not path.is_file() or str(path.absolute()).startswith(("/dev/fd/", "/proc/"))
        ):
            with path.open("ab") as file:
                file.write(data)
        else:
            write_private(path, text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StorageError(f"{path} could not be written: {error.strerror}.") from error


def _is_standard_output(path: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):  # nothing there, or no descriptor
        return str(path) == "-" or os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    return False


def stored_files(*names: str) -> list[Path]:
    """Return the files of these names that footcoach keeps, or all; half-written ones too.

    A link is among them, and the plain file that it leads to. Raises StorageError where it may not
    look.
    """
    wanted = names or _OURS
    found: set[Path] = set()
    for folder in {config_folder(), data_folder()}:
        try:
            ours = [each for each in folder.iterdir() if _belongs_to(wanted, each.name)]
            found.update(ours)
            found.update(each.resolve() for each in ours if each.is_symlink() and each.is_file())
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise StorageError(f"{folder} cannot be read: {error.strerror}.") from error
    return sorted(found)


def _belongs_to(names: tuple[str, ...], name: str) -> bool:
    # The file itself, one left by a killed write, and what SQLite or we put beside it.
    beside = tuple(end for each in names for end in (f".{each}.", f"{each}-", f"{each}.damaged-"))
    return name in names or name.startswith(beside)


def erase_stored(*names: str) -> tuple[list[Path], list[str]]:
    """Erase `stored_files`; return what was, and a sentence for each that could not be."""
    erased, problems = [], []
    for path in stored_files(*names):
        try:
            if not (path.is_symlink() or path.is_file()):
                problems.append(f"{path} could not be erased: it is not a plain file.")
                continue
            path.unlink()
            erased.append(path)
        except FileNotFoundError:
            pass
        except OSError as error:
            problems.append(f"{path} could not be erased: {error.strerror}.")
    return erased, problems
