"""The sessions on disk: none is lost, none is read wrongly, and nobody else can read them."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from conftest import fill_disk, mode, saved, thorough
from footcoach.core.errors import StorageError
from footcoach.core.record import SessionRecord
from footcoach.storage import history as history_module
from footcoach.storage.files import erase, stored_files
from footcoach.storage.history import VERSION, History, history_file
from samples import a_record


def save(*records: SessionRecord) -> Path:
    for record in records:
        History().add(record)
    return history_file()


def run_sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(statement)


def test_adding_again_changes_nothing_and_saving_again_replaces() -> None:
    assert History().add_all([a_record(1), a_record(2)]) == (2, 0)
    assert History().add_all([a_record(1, routine="deep"), a_record(3)]) == (1, 1)
    assert saved() == [a_record(3), a_record(2), a_record(1)]
    save(a_record(1, routine="deep"))
    assert saved()[-1] == a_record(1, routine="deep")


def test_what_was_deleted_is_no_longer_in_the_file() -> None:
    path = save(a_record(1), a_record(2, routine="Secret spot"))
    assert b"Secret spot" in path.read_bytes()
    assert History().delete([a_record(2).id, "unknown"]) == 1
    assert saved() == [a_record(1)]
    assert b"Secret spot" not in path.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="no such modes on Windows")
@pytest.mark.usefixtures("lax_umask")
def test_only_the_owner_can_read_it_and_its_journal(home: Path) -> None:
    path = save(a_record())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM session")
        modes = [mode(each) for each in (home, *sorted(home.iterdir()))]
    assert modes == [0o700, 0o600, 0o600]
    path.chmod(0o644)
    saved()
    assert mode(path) == 0o600


# --- what goes wrong -----------------------------------------------------------------------------


def test_a_database_that_stays_locked_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(a_record())
    monkeypatch.setattr(history_module, "_PATIENCE", 0.02)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for use in (lambda: save(a_record(2)), saved):
            with pytest.raises(StorageError, match="database is locked") as refused:
                use()
            # It may as well be a folder that knows no locks: SQLite says the same of both.
            assert "another footcoach" not in str(refused.value)
    save(a_record(2))
    assert saved() == [a_record(2), a_record(1)]


def test_a_full_disk_is_named_with_what_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(path: Path) -> sqlite3.Connection:
        connection = connect_as_ever(path)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    connect_as_ever = history_module._connect
    save(a_record())
    monkeypatch.setattr(history_module, "_connect", connect)
    with pytest.raises(StorageError, match=r"is full\. Make some room on the disk\.$"):
        History().add_all([a_record(number) for number in range(100, 300)])


def test_a_newer_database_is_refused_by_name_and_left_untouched(home: Path) -> None:
    path = save(a_record())
    run_sql(path, f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    for use in (saved, lambda: save(a_record(2))):
        with pytest.raises(StorageError, match=r"history\.db was made by a newer footcoach"):
            use()
    assert path.read_bytes() == before
    assert list(home.iterdir()) == [path]


def test_what_is_not_our_table_is_set_aside(home: Path) -> None:
    run_sql(save(a_record()), "DROP TABLE session")
    save(a_record(2))
    assert saved() == [a_record(2)]
    assert list(home.glob("history.db.damaged-*"))


def test_one_session_that_cannot_be_read_hides_no_other() -> None:
    path = save(a_record(1), a_record(2))
    run_sql(path, "UPDATE session SET record = 'x' WHERE id LIKE '%1'")
    history = History()
    assert history.all() == [a_record(2)]
    assert history.notice == f"{path}: 1 of its sessions cannot be read."


def damage(data: bytes, random: Random) -> bytes:
    """Damage a database as disks and programs do."""
    changed = bytearray(data)
    match random.randrange(4):
        case 0:
            return bytes(changed[: random.randrange(1, len(changed))])
        case 1:
            for _ in range(random.choice([1, 1, 1, 3, 40])):
                changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
        case 2:
            page = 4096 * random.randrange(len(changed) // 4096)
            changed[page : page + 4096] = bytes(4096)
        case _:  # the header, where a bit says most
            changed[random.randrange(100)] ^= 1 << random.randrange(8)
    return bytes(changed)


def test_damage_that_is_not_even_text_is_set_aside_like_any_other() -> None:
    save(a_record())
    path = history_file()
    damaged = path.read_bytes().replace(b"session", b"sess\xf3on").replace(b"CREATE", b"CRAETE")
    path.write_bytes(damaged)
    history = History()
    assert history.all() == []
    assert "damaged" in history.notice


def test_whatever_is_damaged_a_session_can_be_saved_or_one_sentence_says_why_not() -> None:
    History().add_all([a_record(number) for number in range(120, 0, -1)])
    path = history_file()
    whole, random = path.read_bytes(), Random(42)
    refused = 0
    rounds = thorough(60, 1_000)
    for _ in range(rounds):
        erase(stored_files())
        path.write_bytes(damage(whole, random))
        try:
            History().all()
            History().add(a_record(999))
            assert a_record(999) in History().all()
        except StorageError:
            refused += 1
    assert refused < rounds / 10


# --- several at once, killed, and a full disk ----------------------------------------------------

SAVER = """
import sys
from footcoach.storage.history import History
sys.path.insert(0, sys.argv[2])
from samples import a_record
first = int(sys.argv[1])
for number in range(first, first + 50):
    History().add(a_record(number))
    print(number, flush=True)
"""
TESTS = str(Path(__file__).parents[1])


def saver(first: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SAVER, str(first), TESTS]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_programs_that_save_at_once_lose_nothing() -> None:
    with saver(0) as one, saver(1000) as other:
        one.communicate(timeout=120)
        other.communicate(timeout=120)
    assert {record.id for record in saved()} == {
        a_record(number).id for first in (0, 1000) for number in range(first, first + 50)
    }


@pytest.mark.usefixtures("room_again")
def test_on_a_full_disk_no_session_is_lost() -> None:
    records = [a_record(number) for number in range(40, 0, -1)]
    fill_disk(save(*records).stat().st_size)
    for use in (
        lambda: History().add_all([a_record(number) for number in range(100, 200)]),
        lambda: History().delete(record.id for record in records[2:]),
    ):
        with pytest.raises(StorageError):
            use()
        assert saved() == records
