"""The sessions on disk: none is lost, none is read wrongly, and nobody else can read them."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import thorough
from footcoach.core.errors import StorageError
from footcoach.core.record import Rating, SessionRecord
from footcoach.storage.files import erase_stored
from footcoach.storage.history import VERSION, History, history_file
from samples import NOW, a_record


def save(*records: SessionRecord) -> Path:
    with History(NOW) as history:
        for record in records:
            history.add(record)
    return history_file()


def saved() -> list[SessionRecord]:
    with History(NOW) as history:
        return history.all()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_reading_makes_no_file(home: Path) -> None:
    with History(NOW) as history:
        assert history.recent(10) == history.all() == history.find("0000") == []
        assert history.count() == history.delete(everything=True) == 0
    assert not home.exists()


def test_the_latest_sessions_come_first() -> None:
    records = [a_record(number) for number in range(1, 6)]
    save(*reversed(records))
    with History(NOW) as history:
        assert history.recent(3) == records[:3]
        assert history.all() == records[::-1]
        assert history.notice == ""


def test_a_session_belongs_to_the_day_where_it_was() -> None:
    at = datetime(2026, 11, 20, 0, 30, tzinfo=timezone(timedelta(hours=13)))
    save(a_record(started_at=at))
    assert saved()[0].started_at.isoformat() == "2026-11-20T00:30:00+13:00"
    with History(NOW) as history:
        assert history.delete(before=date(2026, 11, 20)) == 0, "in UTC it was still the 19th"
        assert history.delete(before=date(2026, 11, 21)) == 1


def test_adding_twice_changes_nothing() -> None:
    with History(NOW) as history:
        assert history.add_all([a_record(1), a_record(2)]) == (2, 0)
        before = history_file().read_bytes()
        assert history.add_all([a_record(1, routine="deep"), a_record(2)]) == (0, 2)
        assert history_file().read_bytes() == before
        assert history.add_all([a_record(2), a_record(3)]) == (1, 1)
    assert saved() == [a_record(3), a_record(2), a_record(1)]


def test_sessions_are_deleted_by_id_by_day_or_all() -> None:
    save(*[a_record(number) for number in range(1, 7)])
    with History(NOW) as history:
        assert history.delete([a_record(1).id, a_record(2).id, "unknown"]) == 2
        day = (NOW - timedelta(days=4)).date()
        assert history.count(before=day) == history.delete(before=day) == 2
        assert history.recent(9) == [a_record(3), a_record(4)]
        assert history.delete() == 0
        assert history.delete(everything=True) == 2
    assert saved() == []


def test_what_was_deleted_is_no_longer_in_the_file() -> None:
    path = save(a_record(routine="Secret spot"))
    assert b"Secret spot" in path.read_bytes()
    with History(NOW) as history:
        history.delete(everything=True)
    assert b"Secret spot" not in path.read_bytes()


def test_an_id_is_found_by_its_beginning() -> None:
    save(a_record(11), a_record(12), a_record(20))
    with History(NOW) as history:
        assert len(history.find("00000000")) == 2
        assert history.find(a_record(20).id[:-1]) == [a_record(20)]
        assert history.find("ff") == []


rating = st.none() | st.builds(
    Rating, left=st.none() | st.integers(0, 10), right=st.none() | st.integers(0, 10)
)
records = st.builds(
    SessionRecord,
    id=st.uuids().map(str),
    started_at=st.datetimes(datetime(1970, 1, 2), datetime(9998, 12, 30)).flatmap(  # noqa: DTZ001
        lambda at: st.integers(-1439, 1439).map(
            lambda minutes: at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
        )
    ),
    # The last one is a letter that Python 3.11 does not know yet.
    routine=st.text(min_size=1, max_size=10).filter(str.strip) | st.just("\U0001fae8 stairs"),
    feet=st.sampled_from(["left", "right", "both"]),
    planned_seconds=st.floats(0, 86_400) | st.integers(0, 86_400),
    done_seconds=st.floats(0, 86_400) | st.just(-0.0),
    status=st.sampled_from(["completed", "stopped_early", "stopped_hurt", "interrupted"]),
    level=st.sampled_from([None, "go", "gentle"]),
    before=rating,
    after=rating,
)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40
)
@given(st.lists(records, max_size=8, unique_by=lambda record: record.id))
def test_what_is_read_is_what_was_saved(given: list[SessionRecord]) -> None:
    erase_stored()
    with History(NOW) as history:
        assert history.add_all(given) == (len(given), 0)
        found = sorted(history.all(), key=lambda record: record.id)
        given.sort(key=lambda record: record.id)
        assert found == given
        assert [r.started_at.utcoffset() for r in found] == [
            r.started_at.utcoffset() for r in given
        ]
        assert history.notice == ""


def test_a_file_that_a_database_browser_has_analysed_is_still_ours() -> None:
    path = save(a_record())
    with closing(sqlite3.connect(path)) as db:
        db.execute("ANALYZE")
    with History(NOW) as history:
        assert history.all() == [a_record()]
        assert history.notice == ""


# --- private -------------------------------------------------------------------------------------


@pytest.fixture
def lax_umask() -> Iterator[None]:
    before = os.umask(0o000)
    yield
    os.umask(before)


@pytest.mark.usefixtures("lax_umask")
@pytest.mark.skipif(os.name == "nt", reason="no such modes on Windows")
def test_only_the_owner_can_read_it_and_its_journal(home: Path) -> None:
    path = save(a_record())
    assert (mode(path), mode(home)) == (0o600, 0o700)
    assert list(home.iterdir()) == [path]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM session")
        assert mode(home / "history.db-journal") == 0o600
    path.chmod(0o644)
    saved()
    assert mode(path) == 0o600


# --- what goes wrong -----------------------------------------------------------------------------


def test_a_file_in_place_of_the_folder_is_left_alone(home: Path) -> None:
    home.write_text("", encoding="utf-8")
    assert saved() == []
    with pytest.raises(StorageError, match="a file is in its way"):
        save(a_record())
    assert home.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("make", [Path.mkdir, getattr(os, "mkfifo", Path.mkdir)])
def test_what_is_not_a_plain_file_is_refused(home: Path, make: object) -> None:
    home.mkdir()
    assert callable(make)
    make(history_file())
    with pytest.raises(StorageError, match="not a plain file"):
        saved()


def test_a_database_that_stays_locked_is_reported() -> None:
    path = save(a_record())
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        History(NOW) as history,
    ):
        assert history.recent(1) == [a_record()]
        assert history._connection is not None
        history._connection.execute("PRAGMA busy_timeout = 20")
        other.execute("BEGIN EXCLUSIVE")
        for use in (lambda: history.add(a_record(2)), lambda: history.recent(1)):
            with pytest.raises(StorageError, match=r"history\.db is locked") as refused:
                use()
            # It may as well be a folder that knows no locks: SQLite says the same of both.
            assert "another footcoach" not in str(refused.value)
        other.execute("ROLLBACK")
        history.add(a_record(2))
    assert saved() == [a_record(2), a_record(1)]


def test_a_file_erased_meanwhile_is_made_again() -> None:
    with History(NOW) as history:
        history.add(a_record(1))
        erase_stored()
        assert history.all() == []
        history.add(a_record(2))
    assert saved() == [a_record(2)]


def test_a_newer_database_is_refused_by_name_and_left_untouched() -> None:
    path = save(a_record())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with History(NOW) as history:
        for use in (history.all, lambda: history.add(a_record(2))):
            with pytest.raises(StorageError, match=r"history\.db was made by a newer footcoach"):
                use()
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_damaged_database_is_set_aside_and_said_once(home: Path) -> None:
    path = save(a_record())
    path.write_bytes(b"not a database at all")
    with History(NOW) as history:
        history.add(a_record(2))
        assert "history.db.damaged-20261122-100000" in history.notice
    assert (home / "history.db.damaged-20261122-100000").read_bytes() == b"not a database at all"
    with History(NOW) as history:
        assert history.recent(9) == [a_record(2)]
        assert history.notice == ""


def test_nothing_that_was_set_aside_is_replaced(home: Path) -> None:
    for number in range(3):
        home.mkdir(exist_ok=True)
        history_file().write_bytes(f"damaged {number}".encode())
        assert saved() == []
    asides = sorted(home.glob("history.db.damaged-*"))
    assert [path.read_bytes() for path in asides] == [b"damaged 0", b"damaged 1", b"damaged 2"]


def test_what_is_not_our_table_is_set_aside() -> None:
    path = save(a_record())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE session")
    save(a_record(2))
    assert saved() == [a_record(2)]
    assert list(path.parent.glob("history.db.damaged-*"))


def test_one_session_that_cannot_be_read_hides_no_other() -> None:
    path = save(a_record(1), a_record(2))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE session SET record = 'x' WHERE id LIKE '%1'")
    with History(NOW) as history:
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


def test_whatever_is_damaged_a_session_can_be_saved_or_one_sentence_says_why_not() -> None:
    path = save(*[a_record(number) for number in range(120, 0, -1)])
    whole, random = path.read_bytes(), Random(42)
    refused = 0
    rounds = thorough(60, 1_000)
    for _ in range(rounds):
        erase_stored()
        path.write_bytes(damage(whole, random))
        with History(NOW) as history:
            try:
                history.all()
                history.add(a_record(999))
                assert a_record(999) in history.all()
            except StorageError:
                refused += 1
    assert refused < rounds / 10


# --- several at once, and killed -----------------------------------------------------------------

SAVER = """
import sys
from footcoach.storage.history import History
sys.path.insert(0, sys.argv[2])
from samples import NOW, a_record
first = int(sys.argv[1])
for number in range(first, first + 50):
    with History(NOW) as history:
        history.add(a_record(number))
        print(number, flush=True)
"""
TESTS = str(Path(__file__).parents[1])


def saver(first: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SAVER, str(first), TESTS]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_programs_that_save_at_once_lose_nothing(home: Path) -> None:
    with saver(0) as one, saver(1000) as other:
        one.communicate(timeout=120)
        other.communicate(timeout=120)
    assert (one.returncode, other.returncode) == (0, 0)
    assert {record.id for record in saved()} == {
        a_record(number).id for first in (0, 1000) for number in range(first, first + 50)
    }
    assert [path.name for path in home.iterdir()] == ["history.db"]


@pytest.mark.parametrize("seen", [1, 20])
def test_what_a_killed_program_had_saved_is_there(seen: int) -> None:
    with saver(0) as killed:
        assert killed.stdout is not None
        for _ in range(seen):
            killed.stdout.readline()
        killed.kill()
        rest = killed.stdout.read().count("\n")
    with History(NOW) as history:
        count = len(history.all())
        assert history.notice == ""
    assert seen + rest <= count <= seen + rest + 1


# --- a full disk, and a folder without locks -----------------------------------------------------


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """Let no file grow beyond `room` bytes."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_sessions_can_be_deleted_on_a_full_disk() -> None:
    path = save(*[a_record(number) for number in range(1, 40)])
    with full_disk(path.stat().st_size), History(NOW) as history:
        with pytest.raises(StorageError):
            history.add_all([a_record(number) for number in range(100, 200)])
        assert history.delete(before=(NOW - timedelta(days=2)).date()) == 37
        assert history.all() == [a_record(2), a_record(1)]
    with full_disk(path.stat().st_size), History(NOW) as history:
        assert history.delete(everything=True) == 2
        assert history.notice == ""
