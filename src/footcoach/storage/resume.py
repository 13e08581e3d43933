"""The session under way, saved in `resume.json` only for as long as it can be resumed.

A session that hurt, or that a newer screening rules out, must not be resumed. So its file is
deleted, which works even on a full disk.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from footcoach.core.errors import StorageError
from footcoach.storage.files import data_folder, read_text, write_private

if TYPE_CHECKING:
    from pathlib import Path

    from footcoach.core.resume import ResumePoint


def resume_file() -> Path:
    """Return the path of `resume.json`."""
    return data_folder() / "resume.json"


def save_resume_point(point: ResumePoint) -> None:
    """Save where the session stands, replacing any earlier resume point. Raises StorageError."""
    write_private(resume_file(), point.model_dump_json(by_alias=True))


def load_resume_point() -> ResumePoint | None:
    """Return the last session's resume point; None if it is missing or unusable."""
    # Imported here because callers that only discard the resume point do not need it.
    from pydantic import ValidationError

    from footcoach.core.resume import ResumePoint

    with suppress(StorageError, ValidationError):
        return ResumePoint.model_validate_json(read_text(resume_file()))
    return None


def discard_resume_point() -> None:
    """Remove the resume point, if any. Never raises, and works on a full disk."""
    with suppress(OSError, StorageError):
        resume_file().unlink(missing_ok=True)
