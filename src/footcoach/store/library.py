"""Where routines are found: those that ship with the program, and files by path."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from footcoach.core.errors import RoutineInvalid, RoutineNotFound
from footcoach.core.routine import Routine, parse_routine
from footcoach.core.text import did_you_mean
from footcoach.store.files import Unreadable, read_small_text

MAX_BYTES = 256_000
"""A routine is a page of text. Reading more than this could only hurt."""

GENTLE = "gentle"
"""The built-in routine for days when the screening allows no more."""


def routine_names() -> list[str]:
    """Return the names of the built-in routines: the simplest first, then by name."""
    first = {"general": 0, GENTLE: 1}
    names = [entry.name.removesuffix(".toml") for entry in _folder().iterdir()]
    return sorted(names, key=lambda name: (first.get(name, 2), name))


def load_routine(reference: str) -> Routine:
    """Return the routine with that name, or from that file if it looks like a path.

    Raises RoutineNotFound, naming the known ones and the nearest, or RoutineInvalid.
    """
    if reference.endswith(".toml") or "/" in reference or "\\" in reference:
        return parse_routine(_text_of(Path(reference)), name=reference)
    name = reference.casefold()
    known = routine_names()
    if name not in known:
        near = did_you_mean(name, known)
        raise RoutineNotFound(
            f"There is no routine '{reference}'{near}. Known: {', '.join(known)}. "
            "For a file of your own give its path, ending in .toml."
        )
    text = (_folder() / f"{name}.toml").read_text(encoding="utf-8")
    return parse_routine(text, name=f"{name}.toml")


def _folder() -> Traversable:
    """Return the shipped routines: in the wheel, or at the top of a checkout.

    An editable install does not put forced includes where `files` looks.
    """
    packaged = files("footcoach") / "routines"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "routines"


def _text_of(path: Path) -> str:
    try:
        return read_small_text(path, MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RoutineNotFound(f"There is no file {path}.") from error
    except Unreadable as error:
        raise RoutineInvalid(str(error)) from error
