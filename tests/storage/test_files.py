"""A file is written whole, for its owner alone, or not at all."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import mode
from footcoach.core.errors import StorageError, UsageError
from footcoach.core.settings import State
from footcoach.storage.files import (
    config_folder,
    data_folder,
    erase,
    stored_files,
    write_output,
    write_private,
)
from footcoach.storage.history import History
from footcoach.storage.library import find_routine, load_all
from footcoach.storage.profile import erase_profile, load_profile
from footcoach.storage.resume import discard_resume_point, load_resume_point, save_resume_point
from footcoach.storage.settings import load_settings, load_state, save_state
from samples import a_checkpoint, a_record

not_on_windows = pytest.mark.skipif(os.name == "nt", reason="no such files or modes on Windows")


@not_on_windows
@pytest.mark.usefixtures("lax_umask")
def test_only_the_owner_can_read_a_file_and_all_that_is_made_above_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "state.json"
    write_private(path, "old")
    path.chmod(0o644)
    write_private(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert [mode(each) for each in (path, path.parent, tmp_path / "a")] == [0o600, 0o700, 0o700]


@not_on_windows
def test_a_link_is_followed_and_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    target, link, pipe = (tmp_path / name for name in ("target", "link", "pipe"))
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_private(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    os.mkfifo(pipe)
    with pytest.raises(StorageError, match="not a regular file"):
        write_private(pipe, "new")


# --- erasing -------------------------------------------------------------------------------------


def test_everything_stored_is_found_and_erased(home: Path) -> None:
    home.mkdir()
    names = {
        "config.toml", "state.json", "profile.json", "resume.json", "history.db",
        ".profile.json.x1", "history.db-journal", "history.db.damaged-1-wal",
    }  # fmt: skip
    for name in (*names, "report.txt", "config.toml.old"):
        (home / name).write_text("x", encoding="utf-8")
    assert {each.name for each in stored_files("profile.json")} == {
        ".profile.json.x1",
        "profile.json",
    }
    assert {each.name for each in erase(stored_files())} == names
    assert {each.name for each in home.iterdir()} == {"report.txt", "config.toml.old"}


@not_on_windows
def test_only_plain_files_are_erased_where_a_link_leads(home: Path, tmp_path: Path) -> None:
    pipe, plain = tmp_path / "pipe", tmp_path / "mine.db"
    os.mkfifo(pipe)
    plain.touch()
    (home / "state.json").mkdir(parents=True)
    (home / "config.toml").symlink_to(pipe)
    (home / "history.db").symlink_to(plain)
    with pytest.raises(StorageError, match=r"state\.json could not be erased"):
        erase(stored_files())
    assert [each.name for each in home.iterdir()] == ["state.json"]
    assert (pipe.exists(), plain.exists()) == (True, False)


# --- what a command writes with -o ---------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from footcoach.storage.files import write_output
write_output(Path(sys.argv[1]), "line\\n")
"""


@not_on_windows
@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_a_file_behind_standard_output_is_added_to_not_replaced(tmp_path: Path, name: str) -> None:
    log = tmp_path / "log"
    with log.open("wb") as file:
        file.write(b"before\n")
        file.flush()
        subprocess.run([sys.executable, "-c", WRITER, name], stdout=file, check=True)
        file.write(b"after\n")
    assert log.read_text(encoding="utf-8") == "before\nline\nafter\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has it")
def test_what_could_not_be_written_whole_is_an_error() -> None:
    with pytest.raises(StorageError, match="/dev/full could not be written: No space left"):
        write_output(Path("/dev/full"), "text")


# --- folders that are missing or closed ----------------------------------------------------------


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HOME", "USERPROFILE"):  # the latter on Windows
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("FOOTCOACH_HOME", "~/feet")
    assert data_folder() == config_folder() == tmp_path / "feet"


@pytest.fixture(params=["a folder that may not be entered", "no home folder"])
def no_access(
    request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Take away every folder."""
    if request.param == "no home folder":
        for name in ("FOOTCOACH_HOME", "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr("os.path.expanduser", lambda path: path)
        yield
        return
    load_all()  # imports what it needs while that can be read
    home.mkdir(mode=0o700)
    # Modes mean nothing to root, who becomes another.
    if os.getuid() == 0:
        os.seteuid(65_534)
    else:
        home.chmod(0)
    yield
    if os.getuid() == 0:
        os.seteuid(0)
    home.chmod(0o700)


@not_on_windows
@pytest.mark.usefixtures("no_access")
def test_what_needs_no_folder_works_without_access() -> None:
    assert load_resume_point() is None
    discard_resume_point()
    assert find_routine("general").name == "general"
    loaded, [problem] = load_all()
    assert loaded
    assert "Permission denied" in problem or "No home folder is known" in problem


@not_on_windows
@pytest.mark.usefixtures("no_access")
@pytest.mark.parametrize(
    "use",
    [
        stored_files,
        erase_profile,
        load_profile,
        load_settings,
        load_state,
        lambda: History().all(),
        lambda: History().add(a_record()),
        lambda: save_state(State(muted=True)),
        lambda: save_resume_point(a_checkpoint()),
    ],
)
def test_without_access_a_sentence_names_the_folder(use: Callable[[], object], home: Path) -> None:
    with pytest.raises((StorageError, UsageError)) as refused:
        use()
    words = str(refused.value)
    assert str(home) in words or words.startswith("No home folder is known: set HOME")
