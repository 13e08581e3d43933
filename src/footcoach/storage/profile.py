"""The profile: what the person has allowed us to keep about them, in `profile.json`."""

from collections.abc import Callable
from pathlib import Path

from footcoach.core.errors import StorageError
from footcoach.core.profile import Profile, parse_profile
from footcoach.storage.files import (
    NotThere,
    Unreadable,
    data_folder,
    erase,
    read_text,
    stored_files,
    write_private,
)
from footcoach.storage.resume import discard_resume_point


def profile_file() -> Path:
    """Return the path of `profile.json`."""
    return data_folder() / "profile.json"


def load_profile() -> Profile:
    """Return the profile, or an empty one if there is none. Raises StorageError."""
    try:
        path = profile_file()
        return parse_profile(read_text(path), name=str(path))
    except NotThere:
        return Profile()
    except Unreadable:
        raise
    except StorageError as error:
        raise StorageError(f"{error} To erase it: footcoach profile clear.") from error


def change_profile(change: Callable[[Profile], Profile]) -> Profile:
    """Read the profile, change it, save it, and return it; an empty profile is erased, not saved.

    The profile is read again because another footcoach process may have added a clearance. Raises
    StorageError, even for a damaged file, which is never overwritten.
    """
    before = load_profile()
    profile = change(before)
    if profile == before:
        return profile
    # An interrupted session may rely on an answer or a clearance that is being withdrawn.
    discard_resume_point()
    # Answers that are no longer true must be erased, even if nothing can be written.
    if profile == Profile() or (before.history and not profile.history):
        erase_profile()
    if profile != Profile():
        write_private(profile_file(), profile.model_dump_json(indent=2) + "\n")
    return profile


def erase_profile() -> bool:
    """Erase the profile, damaged or not; return whether there was one. Raises StorageError."""
    discard_resume_point()
    return bool(erase(stored_files("profile.json")))
