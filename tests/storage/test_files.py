"""A file is written whole, for its owner alone, or not at all."""

import os
import stat
from pathlib import Path

import pytest

from footcoach.core.errors import StorageError
from footcoach.storage.files import (
    Unreadable,
    lines_of,
    make_private_folder,
    read_small_text,
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
        read_small_text(pipe, 100)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


class SaysItIsPlain(type(Path())):  # type: ignore[misc]  # the class differs by system
    """A path that looks like a plain file, whatever opens there: so does /proc/kmsg."""

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        return Path(__file__).stat()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on Windows")
def test_a_file_that_waits_when_it_is_read_is_not_waited_for(tmp_path: Path) -> None:
    pipe = SaysItIsPlain(tmp_path / "pipe")
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)  # as long as it is open, a reader would wait
    try:
        with pytest.raises(Unreadable, match="has nothing to read now"):
            read_small_text(pipe, 100)
        assert list(lines_of(pipe, 100)) == []
        os.write(writer, b"what is there by then\n")
        assert list(lines_of(pipe, 100)) == ["what is there by then\n"]
    finally:
        os.close(writer)


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_the_size_of_a_file_is_counted_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("\u00e9" * 60, encoding="utf-8")
    with pytest.raises(Unreadable, match="too large"):
        read_small_text(path, 100)
    assert len(read_small_text(path, 120)) == 60


def test_a_link_that_leads_back_to_itself_is_told(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(StorageError):
        write_private(one, "new")
