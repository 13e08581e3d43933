"""Where footcoach keeps things, and reading and writing them: privately, and whole or not at all.

Nothing here makes a file that nobody asked for: reading finds nothing where nothing is.
"""

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from footcoach.core.errors import StorageError

_OURS = ("config.toml", "state.json", "profile.json", "resume.json", "history.db")


class Unreadable(StorageError):
    """A file cannot be taken as text; the reader says what that means for the person."""


def config_folder() -> Path:
    """Return the folder of settings and own routines: FOOTCOACH_HOME, else the system's choice."""
    return _folder("user_config_dir")


def data_folder() -> Path:
    """Return the folder of what is remembered: FOOTCOACH_HOME, else the system's choice."""
    return _folder("user_data_dir")


def _folder(kind: str) -> Path:
    if home := os.environ.get("FOOTCOACH_HOME"):
        return Path(home).absolute()
    import platformdirs

    return Path(getattr(platformdirs, kind)("footcoach", appauthor=False))


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
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise Unreadable(f"{path} is not a path: {error}.") from error


def make_private_folder(path: Path) -> None:
    """Make a folder with mode 0700 if there is none yet; raises StorageError.

    One that exists is left as it is: it may be anything, `/tmp` for example.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise StorageError(
            f"{error.filename} cannot be made: a file is in its way. Rename that file, or set "
            "FOOTCOACH_HOME to another folder."
        ) from error
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
        raise StorageError(f"{path} already exists; it was left as it is.") from error
    except OSError as error:
        raise StorageError(f"{path} could not be written: {error.strerror}.") from error
    except RuntimeError as error:
        raise StorageError(f"{path} is a link that leads back to itself.") from error


def write_output(path: Path, text: str) -> None:
    """Write a command's result to a file, a pipe or a device; `-` is standard output.

    Raises StorageError unless all of it was written; BrokenPipeError if the reader has gone.
    """
    if str(path) == "-":
        sys.stdout.flush()
        # As bytes: what a terminal cannot show must still come through a pipe.
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        write_private(path, text)


def stored_files(*names: str) -> list[Path]:
    """Return the files of these names that footcoach keeps, half-written ones too; or all.

    A link is among them, and so is the plain file that it leads to. The routines that a person
    has written are theirs, and not among them.
    """
    wanted = names or _OURS
    found: set[Path] = set()
    for folder in {config_folder(), data_folder()}:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            found.update(each for each in folder.iterdir() if _belongs_to(wanted, each.name))
    links = [each for each in found if each.is_symlink() and each.is_file()]
    return sorted(found.union(each.resolve() for each in links))


def _belongs_to(names: Iterable[str], name: str) -> bool:
    """Tell the file itself, one left by a killed write, and what SQLite or we put beside it."""
    return any(
        name == each or name.startswith((f".{each}.", f"{each}-", f"{each}.damaged-"))
        for each in names
    )


def erase_stored(*names: str) -> tuple[list[Path], list[str]]:
    """Erase `stored_files`; return what was, and a sentence for each that could not be."""
    erased, problems = [], []
    for path in stored_files(*names):
        try:
            path.unlink()
            erased.append(path)
        except FileNotFoundError:
            pass
        except OSError as error:
            problems.append(f"{path} could not be erased: {error.strerror}.")
    return erased, problems
