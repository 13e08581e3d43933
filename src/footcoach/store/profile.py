"""Keeping what a person let us keep about them, in `profile.json`."""

from collections.abc import Callable
from datetime import date

from footcoach.core.errors import ProfileInvalid, StorageError
from footcoach.core.profile import Profile, parse_profile
from footcoach.store.files import (
    Unreadable,
    make_private_folder,
    read_small_text,
    write_private,
)
from footcoach.store.paths import profile_file

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
    except Unreadable as error:
        raise ProfileInvalid(str(error)) from error


def change_profile(change: Callable[[Profile], Profile], today: date) -> Profile:
    """Read the profile, change it, write it whole, and return it.

    Read anew, because another footcoach may have added a clearance meanwhile. Raises
    ProfileInvalid rather than write over a damaged file, and StorageError.
    """
    profile = change(load_profile(today))
    path = profile_file()
    make_private_folder(path.parent)
    write_private(path, profile.model_dump_json(indent=2) + "\n")
    return profile


def erase_profile() -> bool:
    """Erase the profile, damaged or not; tell whether there was one. Raises StorageError."""
    path = profile_file()
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StorageError(f"{path} could not be erased: {error.strerror}.") from error
    return True
