"""Where routines are found: those that ship with the program, the person's own, and files by path.

Finding goes by the names of files and reads none, so broken ones are not in the way.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from footcoach.core.errors import RoutineInvalid, RoutineNotFound, UsageError
from footcoach.core.routine import Routine
from footcoach.core.routine_file import parse_routine
from footcoach.core.text import did_you_mean, visible
from footcoach.storage.files import (
    Unreadable,
    config_folder,
    make_private_folder,
    read_text,
    write_private,
)

MAX_BYTES = 256_000
MAX_NAME = 60  # characters

_NAMES = f"""\
A name has letters, digits, spaces, - and _, is not only a number, begins and ends with a letter, \
digit or _, and has at most {MAX_NAME} characters."""

# The built-in routine for days when the screening allows no more.
GENTLE = "gentle"


class Whose(StrEnum):
    """Where a routine comes from, and so who answers for it."""

    BUILT_IN = "built in"
    YOURS = "yours"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Found:
    """A routine's file, and what to type for it. Nothing of it has been read, or checked, yet."""

    # For a file by path, the path as it was typed.
    name: str
    file: Path | Traversable
    whose: Whose

    def text(self) -> str:
        """Return what the file holds now. Raises RoutineNotFound or RoutineInvalid."""
        if not isinstance(self.file, Path):
            return self.file.read_text(encoding="utf-8")
        try:
            return read_text(self.file, MAX_BYTES)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise RoutineNotFound(f"There is no file {self.file}.") from error
        except Unreadable as error:
            raise RoutineInvalid(str(error)) from error

    def load(self) -> Routine:
        """Return the routine as the file has it now. Raises RoutineNotFound or RoutineInvalid."""
        name = self.file.name if self.whose is Whose.BUILT_IN else str(self.file)
        return parse_routine(self.text(), name=name)


def built_in_names() -> list[str]:
    """Return the names of the built-in routines only: the simplest first, then by name."""
    first = {"general": 0, GENTLE: 1}
    names = [entry.name.removesuffix(".toml") for entry in _shipped().iterdir()]
    return sorted(names, key=lambda name: (first.get(name, 2), name))


def own_routines_folder() -> Path:
    """Return the folder of the routines that a person has written. They are never erased."""
    return config_folder() / "routines"


def own_files() -> list[tuple[Path, str]]:
    """Return the person's routine files, each with what is wrong with its name, if anything.

    Raises Unreadable.
    """
    folder = own_routines_folder()
    try:
        # Hidden files are what editors leave behind.
        paths = [path for path in folder.iterdir() if path.suffix.casefold() == ".toml"]
        paths = [path for path in paths if not path.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise Unreadable(f"{folder} cannot be read: {error.strerror}.") from error
    paths.sort(key=lambda path: (_key(path.stem), path.stem))
    built_in = built_in_names()
    return [(path, _file_problem(path, built_in)) for path in paths]


def find_routine(reference: str) -> Found:
    """Return the routine with that name in any case, or the file if it looks like a path.

    Raises RoutineNotFound, naming the nearest and the known ones.
    """
    if _is_path(reference):
        return Found(reference, Path(reference), Whose.FILE)
    known, _ = _known()
    same = [found for found in known if _key(found.name) == _key(reference)]
    if same:
        return next((found for found in same if found.name == reference), same[0])
    names = [found.name for found in known]
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""
    raise RoutineNotFound(
        f"There is no routine '{visible(reference)}'{did_you_mean(reference, names)}. "
        f"Known: {', '.join(names[:20])}{more}. "
        "For a file of your own give its path, ending in .toml."
    )


def load_routine(reference: str) -> Routine:
    """Return the routine with that name or path. Raises RoutineNotFound or RoutineInvalid."""
    return find_routine(reference).load()


def load_all() -> tuple[list[tuple[Found, Routine]], list[str]]:
    """Return all routines that have a name and no mistakes, and a sentence for each other file."""
    known, problems = _known()
    loaded = []
    for found in known:
        try:
            loaded.append((found, found.load()))
        except RoutineInvalid as error:
            first, *others = error.args
            more = " (and more: footcoach routines check)" if others else ""
            problems.append(f"{first}{more}")
        except RoutineNotFound:
            continue  # removed meanwhile
    return loaded, problems


def save_new(name: str, text: str) -> Path:
    """Write a routine into the person's folder, and return its path. Raises StorageError."""
    folder = own_routines_folder()
    make_private_folder(config_folder())
    make_private_folder(folder)
    path = folder / f"{name}.toml"
    write_private(path, text, new=True)
    return path


def require_free(name: str) -> None:
    """Raise UsageError, saying what to do, if no new routine can have that name."""
    if not _can_be_typed(name):
        raise UsageError(f"'{visible(name)}' cannot be a name. {_NAMES}")
    if _key(name) in built_in_names():
        raise UsageError(f"'{name}' is a built-in routine; choose another name.")
    for path, _ in own_files():
        if _key(path.stem) == _key(name):
            raise UsageError(f"{path} already exists; choose another name.")


def name_for(title: str) -> str:
    """Return the name of a routine with that title: easy to type; empty if it has no letter."""
    typed = (char if _is_letter(char) else " " for char in unicodedata.normalize("NFC", title))
    return "-".join("".join(typed).casefold().split())[:MAX_NAME].rstrip("-")


def _known() -> tuple[list[Found], list[str]]:
    """Return all routines found by name, and a sentence for each file that is not."""
    known = [Found(name, _shipped() / f"{name}.toml", Whose.BUILT_IN) for name in built_in_names()]
    try:
        own = own_files()
    except Unreadable as error:
        return known, [str(error)]
    known += [Found(path.stem, path, Whose.YOURS) for path, problem in own if not problem]
    return known, [problem for _, problem in own if problem]


def _file_problem(path: Path, built_in: list[str]) -> str:
    if not _can_be_typed(path.stem):
        return f"{visible(str(path))} is left out; rename it. {_NAMES}"
    # What "gentle" means is not a file's to say.
    if _key(path.stem) not in built_in:
        return ""
    return (
        f"{path} has the name of a built-in routine, which is used instead; rename it, for example "
        f"to my-{path.stem}.toml."
    )


def _can_be_typed(name: str) -> bool:
    known = all(_is_letter(char) or char in " -_" for char in name)
    # A dash would start an option, and a number chooses from a list.
    plain = name == name.strip(" -") and not _key(name).isdecimal()
    return known and plain and 0 < len(name) <= MAX_NAME


def _is_letter(char: str) -> bool:
    """Tell letters, the marks on them, and digits, of any script."""
    return unicodedata.category(char)[0] in "LMN"


def _is_path(reference: str) -> bool:
    return reference.casefold().endswith(".toml") or "/" in reference or "\\" in reference


def _key(name: str) -> str:
    """Return what equal names have in common: no case; and macOS takes accents apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _shipped() -> Traversable:
    """Return the shipped routines: in the wheel, or at the top of a checkout.

    An editable install does not put forced includes where `files` looks.
    """
    packaged = files("footcoach") / "routines"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "routines"
