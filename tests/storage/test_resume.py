"""A session can be resumed while its file is there, and no longer."""

import stat
from pathlib import Path

import pytest

from footcoach.storage.resume import (
    discard_resume_point,
    load_resume_point,
    resume_file,
    save_resume_point,
)
from samples import a_checkpoint, a_record


def test_what_was_saved_last_can_be_resumed(home: Path) -> None:
    assert load_resume_point() is None
    assert not home.exists()
    first = a_checkpoint()
    second = first.model_copy(update={"record": a_record(2, status="interrupted")})
    save_resume_point(first)
    save_resume_point(second)
    assert load_resume_point() == second
    assert [path.name for path in home.iterdir()] == ["resume.json"]
    assert stat.S_IMODE(resume_file().stat().st_mode) == 0o600


def test_once_discarded_nothing_can_be_resumed(home: Path) -> None:
    discard_resume_point()
    save_resume_point(a_checkpoint())
    discard_resume_point()
    assert load_resume_point() is None
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("text", ["", "{}", "\x00", "[]", "9" * 1_000_001])
def test_what_is_damaged_cannot_be_resumed(text: str) -> None:
    save_resume_point(a_checkpoint())
    resume_file().write_text(text, encoding="utf-8")
    assert load_resume_point() is None


def test_discarding_never_fails(home: Path) -> None:
    resume_file().mkdir(parents=True)
    assert load_resume_point() is None
    discard_resume_point()
