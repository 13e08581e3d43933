"""Finding routines: those shipped with the program, the person's own, and files given by path.

The search uses only file names and opens no files, so a broken file cannot disrupt it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from footcoach.core.errors import RoutineError, UsageError
from footcoach.core.text import did_you_mean, visible
from footcoach.storage.files import Unreadable, config_folder, name_of, read_text, write_private

if TYPE_CHECKING:
    from footcoach.core.routine import Routine

MAX_BYTES = 256_000

_NAMES = """\
A name consists of letters, digits, spaces, - and _. It begins and ends with a letter, digit or _, \
is not a number, and is not the name of a built-in routine."""

# The built-in routine for days when the screening allows only gentle massage.
GENTLE = "gentle"


class Whose(StrEnum):
    """Where a routine comes from, and so who is responsible for it."""

    BUILT_IN = "built in"
    YOURS = "yours"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Found:
    """A routine's file, and the name to type for it. The file has not yet been read or checked."""

    # For a file given by path, the path as typed.
    name: str
    file: Path
    whose: Whose

    def text(self) -> str:
        """Return the file's current text. Raises RoutineError."""
        try:
            return read_text(self.file, MAX_BYTES)
        except Unreadable as error:
            raise RoutineError(str(error)) from error

    def load(self) -> Routine:
        """Return the routine that the file now contains. Raises RoutineError."""
        return self.parse(self.text())

    def parse(self, text: str) -> Routine:
        """Return the routine in text that was read from the file. Raises RoutineError."""
        # Imported here because it loads Pydantic, which is not needed to complete names.
        from footcoach.core.routine_file import parse_routine

        return parse_routine(text, name=name_of(self.file))


def built_in_names() -> list[str]:
    """Return the names of the built-in routines: the simplest first, then by name."""
    first = {"general": 0, GENTLE: 1}
    names = (path.stem for path in _shipped().glob("*.toml"))
    return sorted(names, key=lambda name: (first.get(name, 2), name))


def own_files() -> list[Path]:
    """Return the person's routine files, sorted by name. Raises Unreadable."""
    folder = config_folder() / "routines"
    try:
        # Editors leave hidden files behind; those are skipped below.
        paths = [path for path in folder.iterdir() if path.suffix.casefold() == ".toml"]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unreadable(f"{folder} cannot be read: {error.strerror}.") from error
    return sorted(
        (path for path in paths if not path.name.startswith(".")),
        key=lambda path: (_key(path.stem), path.stem),
    )


def find_routine(reference: str) -> Found:
    """Return the routine with that name, ignoring case, or the file if given a path or `-`.

    Raises RoutineError, naming the closest match and all known routines.
    """
    like_a_path = reference.casefold().endswith(".toml") or "/" in reference or "\\" in reference
    if like_a_path or reference == "-":
        return Found(reference, Path(reference), Whose.FILE)
    known, problems = find_all()
    for found in known:
        if _key(found.name) == _key(reference):
            return found
    names = [found.name for found in known]
    raise RoutineError(
        f"There is no routine '{visible(reference)}'{did_you_mean(reference, names)}. "
        f"Known: {', '.join(names)}. For a file of your own, give its path, ending in .toml.",
        *problems,
    )


def load_routine(reference: str) -> Routine:
    """Return the routine with that name or path. Raises RoutineError."""
    return find_routine(reference).load()


def load_all() -> tuple[list[tuple[Found, Routine]], list[str]]:
    """Return all valid routines, and a message about each file that is not valid."""
    known, problems = find_all()
    loaded = []
    for found in known:
        try:
            loaded.append((found, found.load()))
        except RoutineError as error:
            problems.append(error.args[0])
    return loaded, problems


def save_new(name: str, text: str) -> Path:
    """Write a routine to the person's folder, and return its path.

    Raises StorageError, and UsageError if a new routine cannot have that name.
    """
    require_free(name)
    path = config_folder() / "routines" / f"{name}.toml"
    write_private(path, text)
    return path


def require_free(name: str) -> None:
    """Raise UsageError, with advice, if a new routine cannot have that name."""
    if _key(name) in built_in_names():
        raise UsageError(f"'{name}' is a built-in routine; choose another name.")
    if not _is_name(name):
        raise UsageError(f"'{visible(name)}' cannot be the name of a new routine. {_NAMES}")
    for path in own_files():
        if _key(path.stem) == _key(name):
            raise UsageError(f"{path} already exists; choose another name.")


def name_for(title: str) -> str:
    """Return an easy-to-type name for a title; empty if the title has no letters or digits."""
    typed = (char if _is_letter(char) else " " for char in unicodedata.normalize("NFC", title))
    return "-".join("".join(typed).casefold().split())


def find_all() -> tuple[list[Found], list[str]]:
    """Return all routines with a valid name, and a message about each file without one."""
    known = [Found(name, _shipped() / f"{name}.toml", Whose.BUILT_IN) for name in built_in_names()]
    problems = []
    try:
        for path in own_files():
            if _is_name(path.stem):
                known.append(Found(path.stem, path, Whose.YOURS))
            else:
                problems.append(f"{visible(str(path))} is left out; rename it. {_NAMES}")
    except Unreadable as error:
        problems.append(str(error))
    return known, problems


def _is_name(name: str) -> bool:
    """Tell whether one of the person's own routines can have that name."""
    known = all(_is_letter(char) or char in " -_" for char in name)
    # A leading dash starts an option, a number chooses from a list, and no file may redefine a
    # built-in name such as "gentle".
    plain = name == name.strip(" -") and not _key(name).isdecimal()
    return bool(name) and known and plain and _key(name) not in built_in_names()


def _is_letter(char: str) -> bool:
    """Tell whether this is a letter, a mark on a letter, or a digit, in any script."""
    return unicodedata.category(char)[0] in "LMN"


def _key(name: str) -> str:
    """Return a key to compare names by: case-folded, and in NFC, since macOS decomposes accents."""
    return unicodedata.normalize("NFC", name).casefold()


def _shipped() -> Path:
    """Return the folder of shipped routines: in the wheel, or at the top of a checkout."""
    packaged = Path(__file__).parents[1] / "routines"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "routines"
