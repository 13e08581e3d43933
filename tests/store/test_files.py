"""A file is written whole, for its owner alone, or not at all."""

import stat
from pathlib import Path

import pytest

from footcoach.core.errors import StorageError
from footcoach.store.files import write_private


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    write_private(path, "text")
    assert path.read_text(encoding="utf-8") == "text\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_existing_file_is_replaced_and_its_mode_made_private(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o644)
    write_private(path, "new")
    assert path.read_text(encoding="utf-8") == "new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.mkdir()
    with pytest.raises(StorageError, match="could not be written"):
        write_private(path, "new")
    assert list(tmp_path.iterdir()) == [path]
