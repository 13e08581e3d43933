"""A session can be resumed only from a whole file."""

import pytest

from footcoach.storage.resume import load_resume_point, resume_file, save_resume_point
from samples import a_checkpoint


@pytest.mark.parametrize("text", ["", "{}", "\x00", "9" * 1_000_001])
def test_what_is_damaged_cannot_be_resumed(text: str) -> None:
    save_resume_point(a_checkpoint())
    resume_file().write_text(text, encoding="utf-8")
    assert load_resume_point() is None
