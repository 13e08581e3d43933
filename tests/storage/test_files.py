"""A file is written whole, for its owner alone, or not at all."""

import os
import stat
from pathlib import Path

import pytest

from footcoach.core.errors import StorageError
from footcoach.storage.files import (
    Unreadable,
    erase_stored,
    make_private_folder,
    read_text,
    stored_files,
    write_private,
)


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    write_private(path, "text")
    assert path.read_text(encoding="utf-8") == "text"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_existing_file_is_replaced_and_its_mode_made_private(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o644)
    write_private(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.mkdir()
    with pytest.raises(StorageError, match="not a plain file"):
        write_private(path, "new")
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_private(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on Windows")
def test_a_pipe_or_a_device_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(StorageError, match="not a plain file"):
        write_private(pipe, "new")
    with pytest.raises(Unreadable, match="not a plain file"):
        read_text(pipe, 100)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_the_size_of_a_file_is_counted_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("\u00e9" * 60, encoding="utf-8")
    with pytest.raises(Unreadable, match="too large"):
        read_text(path, 100)
    assert len(read_text(path, 120)) == 60


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(StorageError):
        write_private(one, "new")


def test_everything_stored_is_found_and_erased(home: Path) -> None:
    home.mkdir()
    names = {
        "config.toml", "state.json", "profile.json", "resume.json", "history.db",
        ".profile.json.x1", ".config.toml.x2", "history.db-journal", "history.db-wal",
        "history.db.damaged-20260101-000000", "history.db.damaged-20260101-000000-journal",
    }  # fmt: skip
    for name in (*names, "report.txt", "config.toml.old"):
        (home / name).write_text("x", encoding="utf-8")
    assert {each.name for each in stored_files()} == names
    assert [each.name for each in stored_files("profile.json")] == [
        ".profile.json.x1",
        "profile.json",
    ]
    erased, problems = erase_stored()
    assert (len(erased), problems) == (len(names), [])
    assert {each.name for each in home.iterdir()} == {"report.txt", "config.toml.old"}


def test_what_cannot_be_erased_is_named_and_the_rest_is_erased(home: Path) -> None:
    (home / "profile.json").mkdir(parents=True)
    (home / "state.json").write_text("{}", encoding="utf-8")
    erased, problems = erase_stored()
    assert [path.name for path in erased] == ["state.json"]
    assert [str(home / "profile.json") in problem for problem in problems] == [True]
