"""Where routines are found: those that ship with the program, the user's own, and files by path.

To find one by name reads no file but its own: a thousand others cost no time.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from footcoach.core.errors import RoutineInvalid, RoutineNotFound, UsageError
from footcoach.core.routine import Routine, parse_routine
from footcoach.core.text import did_you_mean, visible
from footcoach.store.files import Unreadable, make_private_folder, read_small_text, write_private
from footcoach.store.paths import config_folder, own_routines_folder

MAX_BYTES = 256_000
"""A routine is a page of text. Reading more than this could only hurt."""

MAX_NAME = 60
"""Characters. Longer ones are no names to type."""

GENTLE = "gentle"
"""The built-in routine for days when the screening allows no more."""


class Whose(StrEnum):
    """Who wrote a routine."""

    BUILT_IN = "built in"
    YOURS = "yours"
    """In the user's folder, found by name."""
    FILE = "file"
    """Anywhere else, found by path."""


@dataclass(frozen=True, slots=True)
class Found:
    """A routine's file, and what to type for it. Nothing of it has been read yet."""

    name: str
    file: Path | Traversable
    whose: Whose
    notice: str = ""
    """What the user should know: that a file of theirs has this name too."""

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


def routine_names() -> list[str]:
    """Return the names of the built-in routines: the simplest first, then by name."""
    first = {"general": 0, GENTLE: 1}
    names = [entry.name.removesuffix(".toml") for entry in _shipped().iterdir()]
    return sorted(names, key=lambda name: (first.get(name, 2), name))


def known_routines() -> tuple[list[Found], list[str]]:
    """Return the routines that have a name, and a sentence for each file that can have none.

    A user's file never takes the name of a built-in one: what "gentle" means is not theirs to say.
    """
    own, problems = _own_files()
    names = routine_names()
    notices = {found: _in_the_shadow(found) for found in own if _key(found.name) in names}
    built_in = [Found(name, _shipped() / f"{name}.toml", Whose.BUILT_IN) for name in names]
    known = [
        replace(found, notice=" ".join(n for f, n in notices.items() if _key(f.name) == found.name))
        for found in built_in
    ]
    known += [found for found in own if found not in notices]
    return known, problems + list(notices.values())


def find_routine(reference: str) -> Found:
    """Return the routine with that name in any case, or the file if it looks like a path.

    Raises RoutineNotFound, naming the nearest and the known ones.
    """
    if _is_path(reference):
        return Found(reference, Path(reference), Whose.FILE)
    known, _ = known_routines()
    same = [found for found in known if _key(found.name) == _key(reference)]
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
    """Write a routine into the user's folder, under a name that is free; return its path.

    Raises StorageError.
    """
    folder = own_routines_folder()
    make_private_folder(config_folder())
    make_private_folder(folder)
    path = folder / f"{name}.toml"
    write_private(path, text, new=True)
    return path


def name_for(title: str) -> str:
    """Return the name of a routine with that title: easy to type; empty if it has no letter."""
    typed = (char if _is_letter(char) else " " for char in unicodedata.normalize("NFC", title))
    return "-".join("".join(typed).casefold().split())[:MAX_NAME].rstrip("-")


def require_free(name: str) -> None:
    """Raise UsageError, saying what to do, if no new routine can have that name."""
    problem = _name_problem(name)
    if not all(_is_letter(char) or char in " -_." for char in name):
        problem = "has more than letters, digits, blanks, dots, - and _"
    if problem:
        raise UsageError(f"'{visible(name)}' cannot be a name: it {problem}.")
    if _key(name) in routine_names():
        raise UsageError(f"'{name}' is a built-in routine; choose another name.")
    folder = own_routines_folder()
    taken = [found for found in _own_files()[0] if _key(found.name) == _key(name)]
    if taken:
        raise UsageError(f"{folder / taken[0].file.name} is there already; choose another name.")


def _own_files() -> tuple[list[Found], list[str]]:
    """Return the user's files by name, and a sentence for each that has no usable one."""
    folder = own_routines_folder()
    found, problems = [], []
    try:
        paths = sorted(_toml_files(folder))
    except OSError as error:
        return [], [f"{folder} cannot be read: {error.strerror}."]
    for path in paths:
        problem = _name_problem(path.stem)
        if problem:
            problems.append(f"{visible(str(path))} is left out: its name {problem}; rename it.")
        else:
            found.append(Found(path.stem, path, Whose.YOURS))
    return sorted(found, key=lambda each: (_key(each.name), each.name)), problems


def _toml_files(folder: Path) -> Iterator[Path]:
    try:
        for path in folder.iterdir():
            if path.suffix.casefold() == ".toml" and not path.name.startswith("."):
                yield path
    except (FileNotFoundError, NotADirectoryError):
        return


def _name_problem(name: str) -> str:
    """Say why a name cannot be typed after a command; empty if it can."""
    if not name or visible(name) != name:
        return "has characters that cannot be seen, or blanks at its ends"
    if name.startswith(("-", ".")):
        return "begins with a dash or a dot"
    if _is_path(name):
        return "looks like a path"
    return f"is longer than {MAX_NAME} characters" if len(name) > MAX_NAME else ""


def _is_path(reference: str) -> bool:
    return reference.casefold().endswith(".toml") or "/" in reference or "\\" in reference


def _is_letter(char: str) -> bool:
    """Tell letters, marks on letters, and digits, of any script."""
    return unicodedata.category(char)[0] in "LMN"


def _key(name: str) -> str:
    """Return what equal names have in common: no case, and macOS takes its accents apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _in_the_shadow(found: Found) -> str:
    return (
        f"{found.file} has the name of a built-in routine, which goes first; "
        f"rename it, for example to my-{found.name}.toml."
    )


def _perhaps(reference: str) -> str:
    """Say what was perhaps meant by a file name that is no file here."""
    path = Path(reference)
    if path.suffix.casefold() != ".toml" or path.name != reference:
        return ""
    names = {_key(found.name): found.name for found in known_routines()[0]}
    near = names.get(_key(path.stem))
    return f" There is a routine '{near}': type that, without .toml." if near else ""


def _shipped() -> Traversable:
    """Return the shipped routines: in the wheel, or at the top of a checkout.

    An editable install does not put forced includes where `files` looks.
    """
    packaged = files("footcoach") / "routines"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "routines"
