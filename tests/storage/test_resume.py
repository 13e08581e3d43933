"""A session can be resumed while its file is there, and no longer."""

from pathlib import Path

import pytest

from footcoach.storage.resume import (
    discard_resume_point,
    load_resume_point,
    resume_file,
    save_resume_point,
)
from samples import a_checkpoint, a_record


def test_what_was_saved_last_can_be_resumed_until_it_is_discarded(home: Path) -> None:
    assert load_resume_point() is None
    assert not home.exists()
    first = a_checkpoint()
    second = first.model_copy(update={"record": a_record(2, status="interrupted")})
    save_resume_point(first)
    save_resume_point(second)
    assert load_resume_point() == second
    assert [path.name for path in home.iterdir()] == ["resume.json"]
    discard_resume_point()
    assert load_resume_point() is None
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("text", ["", "{}", "\x00", "9" * 1_000_001])
def test_what_is_damaged_cannot_be_resumed(text: str) -> None:
    save_resume_point(a_checkpoint())
    resume_file().write_text(text, encoding="utf-8")
    assert load_resume_point() is None


def test_discarding_never_fails(home: Path) -> None:
    (home / "resume.json").mkdir(parents=True)
    discard_resume_point()
