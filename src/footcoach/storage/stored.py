"""Everything that footcoach keeps on disk, found by name: to make it private, and to erase it."""

import contextlib
from glob import escape
from pathlib import Path

from footcoach.storage.paths import (
    OWN_ROUTINES,
    config_folder,
    data_folder,
    going_file,
    history_file,
    leading_file,
    profile_file,
    settings_file,
)


def real(path: Path) -> Path:
    """Return what a link leads to; a link that leads back to itself stays as it is."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def stored_files() -> list[Path]:
    """Return all files that hold something of the user's: whole, half-written, or set aside.

    A link is among them, and so is the file that it leads to. `history.db` may have a journal
    beside it, and damaged ones from before.
    """
    found: set[Path] = set()
    paths = (settings_file(), profile_file(), history_file(), leading_file(), going_file())
    for path in paths:
        for each in {path, real(path)}:
            name = escape(each.name)
            patterns = [name, f".{name}.*"]
            if path == history_file():
                patterns += [f"{name}-*", f"{name}.damaged-*"]
            found.update(place for pattern in patterns for place in each.parent.glob(pattern))
    return sorted(found)


def make_all_private() -> None:
    """Let nobody but the user read what is kept, also where an earlier mode was laxer.

    A folder is closed only if it holds nothing but ours: FOOTCOACH_HOME may be `/tmp`. What the
    system does not allow is left; the files were made private when they were written.
    """
    ours = stored_files()
    for path in ours:
        with contextlib.suppress(OSError):
            if path.is_file() and path.stat().st_mode & 0o077:
                path.chmod(0o600)
    for folder in {config_folder(), data_folder()}:
        with contextlib.suppress(OSError):
            others = [each for each in folder.iterdir() if each not in ours]
            if all(each.name == OWN_ROUTINES for each in others):
                folder.chmod(0o700)


def erase_stored() -> tuple[list[Path], list[str]]:
    """Erase all that is stored; return what was, and a sentence for each that could not be."""
    erased, problems = [], []
    for path in stored_files():
        try:
            path.unlink()
            erased.append(path)
        except FileNotFoundError:
            pass
        except OSError as error:
            problems.append(f"{path} could not be erased: {error.strerror}.")
    return erased, problems
