"""What a person let us keep about them, in `profile.json`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from footcoach.core.errors import ProfileInvalid, StorageError
from footcoach.core.profile import Profile, parse_profile
from footcoach.storage.files import (
    data_folder,
    erase_stored,
    make_private_folder,
    read_text,
    write_private,
)
from footcoach.storage.resume import discard_resume_point

_MAX_BYTES = 100_000


def profile_file() -> Path:
    """Return the path of `profile.json`."""
    return data_folder() / "profile.json"


def load_profile(today: date) -> Profile:  # noqa: ARG001
    """Return the profile, an empty one if there is none.

    Raises ProfileInvalid if it cannot be used; the file is left as it is.
    """
    try:
        path = profile_file()
        return parse_profile(read_text(path, _MAX_BYTES), name=str(path))
    except (FileNotFoundError, NotADirectoryError):
        return Profile()
    except ProfileInvalid as error:
        raise ProfileInvalid(f"{error} To erase it: footcoach profile clear.") from error
    except StorageError as error:
        raise ProfileInvalid(str(error)) from error


def change_profile(change: Callable[[Profile], Profile], today: date) -> Profile:
    """Read the profile, change it, write it whole, and return it; an empty one needs no file.

    It is read again because another footcoach may have added a clearance meanwhile. Raises
    ProfileInvalid rather than write over a damaged file, and StorageError.
    """
    before = load_profile(today)
    profile = change(before)
    # A session that was cut off may rest on what is taken back.
    if profile != before:
        discard_resume_point()
    if profile == Profile():
        erase_profile()
    elif profile != before:
        path = profile_file()
        make_private_folder(path.parent)
        try:
            write_private(path, profile.model_dump_json(indent=2) + "\n")
        except StorageError:
            # Answers that are no longer true must go, even if clearances go with them.
            if before.history and not profile.history:
                erase_profile()
            raise
    return profile


def erase_profile() -> bool:
    """Erase the profile, damaged or not; tell whether there was one. Raises StorageError."""
    discard_resume_point()
    erased, problems = erase_stored("profile.json")
    if problems:
        raise StorageError(" ".join(problems))
    return bool(erased)
