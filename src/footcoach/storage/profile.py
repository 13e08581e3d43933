"""Keeping what a person let us keep about them, in `profile.json`."""

from collections.abc import Callable
from datetime import date

from footcoach.core.errors import ProfileInvalid, StorageError
from footcoach.core.profile import Profile, parse_profile
from footcoach.storage.files import (
    Unreadable,
    make_private_folder,
    read_small_text,
    write_private,
)
from footcoach.storage.paths import profile_file

MAX_BYTES = 100_000


def load_profile(today: date) -> Profile:
    """Return the profile, an empty one if there is none. `today` is local.

    Raises ProfileInvalid if the file is damaged in any way; it is left as it is.
    """
    path = profile_file()
    try:
        return parse_profile(read_small_text(path, MAX_BYTES), name=str(path), today=today)
    except (FileNotFoundError, NotADirectoryError):
        return Profile()
    except (Unreadable, ProfileInvalid) as error:
        raise ProfileInvalid(f"{error} To erase it: footcoach profile clear.") from error


def change_profile(change: Callable[[Profile], Profile], today: date) -> Profile:
    """Read the profile, change it, write it whole, and return it; an empty one needs no file.

    Read anew, because another footcoach may have added a clearance meanwhile. Raises
    ProfileInvalid rather than write over a damaged file, and StorageError.
    """
    before = load_profile(today)
    profile = change(before)
    if profile == Profile():
        erase_profile()
    elif profile != before:
        path = profile_file()
        make_private_folder(path.parent)
        write_private(path, profile.model_dump_json(indent=2) + "\n")
    return profile


def erase_profile() -> bool:
    """Erase the profile, damaged or not; tell whether there was one. Raises StorageError.

    With it goes what a write that was killed half-way has left, and the file that it is a link to.
    """
    path = profile_file()
    found = [*path.parent.glob(f".{path.name}.*"), *{path.resolve(), path}]
    try:
        there = [each for each in found if each.exists() or each.is_symlink()]
        for each in there:
            each.unlink()
    except OSError as error:
        raise StorageError(f"{path} could not be erased: {error.strerror}.") from error
    return bool(there)
