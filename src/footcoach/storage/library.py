"""Where routines are found: those that ship with the program, the user's own, and files by path.

Finding goes by the names of files and reads none, so a thousand others, or broken ones, are not in
the way. `Found.load` reads the one that was found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from footcoach.core.errors import RoutineInvalid, RoutineNotFound, UsageError
from footcoach.core.routine import Routine
from footcoach.core.routine_file import parse_routine
from footcoach.core.text import did_you_mean, visible
from footcoach.storage.files import Unreadable, make_private_folder, read_small_text, write_private
from footcoach.storage.names import is_path, key_of, name_problem, new_name_problem, taken_for
from footcoach.storage.paths import config_folder, own_routines_folder

MAX_BYTES = 256_000
"""A routine is a page of text. Reading more than this could only hurt."""

GENTLE = "gentle"
"""The built-in routine for days when the screening allows no more."""


class Whose(StrEnum):
    """Where a routine comes from, and so who answers for it."""

    BUILT_IN = "built in"
    YOURS = "yours"
    """In the user's folder, found by name."""
    FILE = "file"
    """Anywhere else, found by path."""


@dataclass(frozen=True, slots=True)
class Found:
    """A routine's file, and what to type for it. Nothing of it has been read, or checked, yet."""

    name: str
    """For a file by path, the path as it was typed."""
    file: Path | Traversable
    whose: Whose
    notice: str = ""
    """What the user should know: that a file of theirs has this name too, and is not used."""

    def text(self) -> str:
        """Return what the file holds now. Raises RoutineNotFound or RoutineInvalid."""
        if not isinstance(self.file, Path):
            return self.file.read_text(encoding="utf-8")
        try:
            return read_small_text(self.file, MAX_BYTES)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise RoutineNotFound(f"There is no file {self.file}.{_perhaps(self.name)}") from error
        except Unreadable as error:
            raise RoutineInvalid(str(error)) from error

    def load(self) -> Routine:
        """Return the routine as the file has it now. Raises RoutineNotFound or RoutineInvalid."""
        name = self.file.name if self.whose is Whose.BUILT_IN else str(self.file)
        return parse_routine(self.text(), name=name)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A routine file in the user's folder. Nothing of it has been read yet."""

    path: Path
    problem: str = ""
    """Why it cannot be found by its name; empty if it can."""
    behind: str = ""
    """The built-in routine whose name it has, or seems to have, and which goes first."""


def built_in_names() -> list[str]:
    """Return the names of the built-in routines only: the simplest first, then by name."""
    first = {"general": 0, GENTLE: 1}
    names = [entry.name.removesuffix(".toml") for entry in _shipped().iterdir()]
    return sorted(names, key=lambda name: (first.get(name, 2), name))


def known_routines() -> tuple[list[Found], list[str]]:
    """Return all routines found by name, and a sentence for each of the user's files that is not.

    None is read; a file that is listed may yet be broken, and `load_known` tells.
    """
    try:
        own, problems = own_files(), []
    except Unreadable as error:
        own, problems = [], [str(error)]
    problems += [file.problem for file in own if file.problem]
    built_in = [
        Found(
            name,
            _shipped() / f"{name}.toml",
            Whose.BUILT_IN,
            notice=" ".join(file.problem for file in own if file.behind == name),
        )
        for name in built_in_names()
    ]
    yours = [Found(file.path.stem, file.path, Whose.YOURS) for file in own if not file.problem]
    return built_in + yours, problems


def own_files() -> list[OwnFile]:
    """Return all routine files in the user's folder, by name, usable or not. Raises Unreadable."""
    folder = own_routines_folder()
    try:
        paths = sorted(_toml_files(folder), key=lambda path: (key_of(path.stem), path.stem))
    except OSError as error:
        raise Unreadable(f"{folder} cannot be read: {error.strerror}.") from error
    built_in = built_in_names()
    return [_own_file(path, built_in) for path in paths]


def find_routine(reference: str) -> Found:
    """Return the routine with that name in any case, or the file if it looks like a path.

    Raises RoutineNotFound, naming the nearest and the known ones.
    """
    if is_path(reference):
        return Found(reference, Path(reference), Whose.FILE)
    known, _ = known_routines()
    same = [found for found in known if key_of(found.name) == key_of(reference)]
    exact = [found for found in same if found.name == reference]
    if len(exact or same) == 1:
        return (exact or same)[0]
    if same:
        either = " or ".join(f"'{found.name}'" for found in same)
        raise RoutineNotFound(f"'{visible(reference)}' could be {either}: type it just so.")
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


def load_known() -> tuple[list[tuple[Found, Routine]], list[str]]:
    """Return all routines that have a name and no mistakes, and a sentence for each other file."""
    known, problems = known_routines()
    loaded = []
    for found in known:
        try:
            loaded.append((found, found.load()))
        except RoutineInvalid as error:
            first, *others = error.args
            more = f" ({len(others)} more: footcoach routines check)" if others else ""
            problems.append(f"{first}{more}")
        except RoutineNotFound:
            continue
    return loaded, problems


def save_new(name: str, text: str) -> Path:
    """Write a routine into the user's folder, and return its path.

    Whether others are called nearly so is for `require_free` to tell, before. Raises StorageError.
    """
    folder = own_routines_folder()
    make_private_folder(config_folder())
    make_private_folder(folder)
    path = folder / f"{name}.toml"
    write_private(path, text, new=True)
    return path


def require_free(name: str) -> None:
    """Raise UsageError, saying what to do, if no new routine can have that name."""
    if problem := new_name_problem(name):
        raise UsageError(f"'{visible(name)}' cannot be a name: it {problem}.")
    if behind := taken_for(name, built_in_names()):
        wrong = "is a" if key_of(name) == behind else f"looks like '{behind}', a"
        raise UsageError(f"'{name}' {wrong} built-in routine; choose another name.")
    for file in own_files():
        if key_of(file.path.stem) == key_of(name):
            raise UsageError(f"{file.path} is there already; choose another name.")


def _toml_files(folder: Path) -> Iterator[Path]:
    """Yield what is a routine by its name; hidden files are what editors leave behind."""
    try:
        for path in folder.iterdir():
            if path.suffix.casefold() == ".toml" and not path.name.startswith("."):
                yield path
    except (FileNotFoundError, NotADirectoryError):
        return


def _own_file(path: Path, built_in: list[str]) -> OwnFile:
    """Tell what a file's name is good for.

    It never takes the place of a built-in routine: what "gentle" means is not a file's to say.
    """
    if problem := name_problem(path.stem):
        shown = visible(str(path))
        return OwnFile(path, f"{shown} is left out: its name {problem}; rename it.")
    behind = taken_for(path.stem, built_in)
    if not behind:
        return OwnFile(path)
    has = "has the name of" if key_of(path.stem) == behind else f"looks like '{behind}',"
    problem = f"{path} {has} a built-in routine, which goes first"
    return OwnFile(path, f"{problem}; rename it, for example to my-{path.stem}.toml.", behind)


def _perhaps(reference: str) -> str:
    """Say which routine was perhaps meant by "its-name.toml", if no such file is here."""
    path = Path(reference)
    if path.suffix.casefold() != ".toml" or path.name != reference:
        return ""
    names = {key_of(found.name): found.name for found in known_routines()[0]}
    near = names.get(key_of(path.stem))
    return f" There is a routine '{near}': type that, without .toml." if near else ""


def _shipped() -> Traversable:
    """Return the shipped routines: in the wheel, or at the top of a checkout.

    An editable install does not put forced includes where `files` looks.
    """
    packaged = files("footcoach") / "routines"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "routines"
