"""The sessions on disk: none is lost, none is read wrongly, and nobody else can read them."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footcoach.core.errors import ImportInvalid, StorageError
from footcoach.core.record import Rating, SessionRecord, jsonl_line, parse_jsonl
from footcoach.core.resume import ResumePoint
from footcoach.core.text import sessions_in_words
from footcoach.storage.history import History, Merged
from footcoach.storage.paths import history_file
from footcoach.storage.stored import erase_stored, stored_files
from samples import NOW, a_checkpoint, a_record

DAMAGED_DATABASES = 1_000


def save(*records: SessionRecord) -> Path:
    with History(NOW) as history:
        for record in records:
            history.save(record)
    return history_file()


def saved() -> list[SessionRecord]:
    with History(NOW) as history:
        return list(history.all_records())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_without_a_file_there_is_no_session_and_none_is_made(home: Path) -> None:
    with History(NOW) as history:
        assert history.recent(10) == []
        assert list(history.all_records()) == []
        assert history.totals(NOW.date()).sessions == 0
        assert history.find("0000") == []
        assert history.count() == history.delete(everything=True) == 0
    assert not home.exists()


def test_what_was_saved_is_read_again_the_latest_first() -> None:
    records = [a_record(number) for number in range(1, 6)]
    save(*reversed(records))
    with History(NOW) as history:
        assert history.recent(3) == records[:3]
        assert list(history.all_records()) == records[::-1]
        assert history.notice == ""


def test_one_history_reads_nothing_then_saves_then_reads_it() -> None:
    with History(NOW) as history:
        assert history.recent(1) == []
        history.save(a_record())
        assert history.recent(1) == [a_record()]


def test_a_session_keeps_the_offset_and_the_day_of_where_it_was() -> None:
    at = datetime(2026, 11, 20, 0, 30, tzinfo=timezone(timedelta(hours=13)))
    save(a_record(started_at=at))
    (record,) = saved()
    assert record.started_at.isoformat() == "2026-11-20T00:30:00+13:00"
    with History(NOW) as history:
        assert history.delete(before=date(2026, 11, 20)) == 0, "in UTC it was still the 19th"
        assert history.delete(before=date(2026, 11, 21)) == 1


def test_saving_again_takes_the_place_of_what_was_saved_before() -> None:
    save(a_record(after=None), a_record())
    assert saved() == [a_record()]


def test_more_sessions_than_fit_on_a_page_are_all_read_even_at_the_same_time() -> None:
    records = [a_record(number, started_at=NOW) for number in range(1, 1_203)]
    with History(NOW) as history:
        history.merge(records)
    assert saved() == records


# --- a session under way -------------------------------------------------------------------------


def unfinished() -> ResumePoint | None:
    with History(NOW) as history:
        return history.unfinished()


def note(record: SessionRecord, checkpoint: ResumePoint | None) -> None:
    with History(NOW) as history:
        history.note(record, checkpoint)


def test_a_session_under_way_is_saved_as_it_is_and_where_it_can_be_gone_on_with() -> None:
    checkpoint = a_checkpoint()
    note(checkpoint.record, checkpoint)
    assert unfinished() == checkpoint
    assert saved() == [checkpoint.record]


def test_without_a_checkpoint_there_is_no_going_on() -> None:
    assert unfinished() is None
    checkpoint = a_checkpoint()
    note(checkpoint.record, checkpoint)
    note(checkpoint.record, None)
    assert unfinished() is None
    assert saved() == [checkpoint.record]


def test_only_the_latest_session_can_be_gone_on_with_and_the_others_stay() -> None:
    first = a_checkpoint()
    second = first.model_copy(update={"record": a_record(2, status="interrupted")})
    note(first.record, first)
    note(second.record, second)
    assert unfinished() == second
    assert sorted(record.id for record in saved()) == sorted([a_record().id, a_record(2).id])


def test_saving_another_session_leaves_the_one_under_way_alone() -> None:
    checkpoint = a_checkpoint()
    note(checkpoint.record, checkpoint)
    save(a_record(2))
    assert unfinished() == checkpoint


def test_a_session_that_was_deleted_cannot_be_gone_on_with() -> None:
    checkpoint = a_checkpoint()
    note(checkpoint.record, checkpoint)
    with History(NOW) as history:
        history.delete([checkpoint.record.id])
    assert unfinished() is None
    assert b"screened_at" not in history_file().read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        """UPDATE checkpoint SET data = replace(data, '10:00:00Z', '10:10:00Z')""",
        """UPDATE checkpoint SET data = replace(data, '"pressure":2', '"pressure":4')""",
        "UPDATE checkpoint SET checksum = checksum + 1",
        "UPDATE session SET status = 'stopped_hurt'",
        "DELETE FROM session",
    ],
)
def test_a_checkpoint_that_is_not_as_it_was_written_is_none(damage: str) -> None:
    checkpoint = a_checkpoint()
    note(checkpoint.record, checkpoint)
    with closing(sqlite3.connect(history_file())) as db, db:
        assert db.execute(damage).rowcount == 1
    assert unfinished() is None


def test_a_checkpoint_that_somebody_wrote_is_none() -> None:
    checkpoint = a_checkpoint()
    note(checkpoint.record, checkpoint)
    with closing(sqlite3.connect(history_file())) as db, db:
        db.execute("UPDATE checkpoint SET data = '{}'")
    assert unfinished() is None


# --- deleting, finding, merging ------------------------------------------------------------------


def test_sessions_are_deleted_by_id_by_day_or_all() -> None:
    save(*[a_record(number) for number in range(1, 7)])
    with History(NOW) as history:
        assert history.delete([a_record(1).id, a_record(2).id, "unknown"]) == 2
        day = (NOW - timedelta(days=4)).date()
        assert history.count(before=day) == history.delete(before=day) == 2
        assert history.recent(9) == [a_record(3), a_record(4)]
        assert history.delete(everything=True) == 2
    assert saved() == []


def test_what_was_deleted_is_no_longer_in_the_file() -> None:
    path = save(a_record(routine="Secret spot"))
    assert b"Secret spot" in path.read_bytes()
    with History(NOW) as history:
        history.delete(everything=True)
    assert b"Secret spot" not in path.read_bytes()


def test_an_id_is_found_by_its_beginning_and_two_are_told_from_one() -> None:
    save(a_record(11), a_record(12), a_record(20))
    with History(NOW) as history:
        assert len(history.find("00000000")) == 2
        assert history.find(a_record(20).id[:-1]) == [a_record(20)]
        assert history.find("ff") == []


def test_merging_twice_changes_nothing_and_a_different_one_is_told_and_not_taken() -> None:
    records = [a_record(1), a_record(2)]
    with History(NOW) as history:
        assert history.merge(records) == Merged(2, 0, ())
        before = history_file().read_bytes()
        assert history.merge(records) == Merged(0, 2, ())
        assert history_file().read_bytes() == before
        other = a_record(1, routine="deep")
        assert history.merge([other, a_record(3)]) == Merged(1, 0, (other.id,))
    assert saved() == [a_record(3), a_record(2), a_record(1)]


def test_if_one_session_of_many_is_refused_none_is_merged() -> None:
    def lines() -> Iterator[str]:
        yield from (jsonl_line(a_record(number)) for number in range(1, 50))
        yield "{}"

    save(a_record(99))
    with History(NOW) as history, pytest.raises(ImportInvalid, match="line 50"):
        history.merge(parse_jsonl(lines(), name="file"))
    assert saved() == [a_record(99)]


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
    routine=st.text(min_size=1, max_size=10).filter(str.strip)
    | st.sampled_from(["=1+1", "'=1", "'", "''-", '"', "a,b", "@x", "+x", "-", "é", "\t=1"]),
    feet=st.sampled_from(["left", "right", "both"]),
    planned_seconds=st.floats(0, 86_400) | st.integers(0, 86_400),
    done_seconds=st.floats(0, 86_400),
    status=st.sampled_from(["completed", "stopped_early", "stopped_hurt", "interrupted"]),
    level=st.sampled_from([None, "go", "gentle"]),
    before=rating,
    after=rating,
)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)
@given(st.lists(records, max_size=8, unique_by=lambda record: record.id))
def test_what_is_exported_and_imported_is_the_same(given: list[SessionRecord]) -> None:
    erase_stored()
    with History(NOW) as history:
        assert history.merge(given) == Merged(len(given), 0, ())
        exported = list(history.all_records())
        assert sorted(exported, key=lambda r: r.id) == sorted(given, key=lambda r: r.id)
        assert [r.started_at.utcoffset() for r in sorted(exported, key=lambda r: r.id)] == [
            r.started_at.utcoffset() for r in sorted(given, key=lambda r: r.id)
        ]
        if given:
            again = parse_jsonl(map(jsonl_line, exported), name="x")
            assert history.merge(again) == Merged(0, len(given), ())


# --- yours alone ---------------------------------------------------------------------------------


@pytest.fixture
def lax_umask() -> Iterator[None]:
    before = os.umask(0o000)
    yield
    os.umask(before)


@pytest.mark.usefixtures("lax_umask")
def test_only_the_owner_can_read_it_also_under_a_lax_umask(home: Path) -> None:
    path = save(a_record())
    assert (mode(path), mode(home)) == (0o600, 0o700)
    assert list(home.iterdir()) == [path]
    (home / "history.db").unlink()
    home.chmod(0o777)
    (home / "profile.json").write_text("{}", encoding="utf-8")
    save(a_record())
    assert (mode(path), mode(home), mode(home / "profile.json")) == (0o600, 0o700, 0o600)


@pytest.mark.usefixtures("lax_umask")
def test_the_journal_of_a_write_is_as_private(home: Path) -> None:
    path = save(a_record())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM session")
        assert mode(home / "history.db-journal") == 0o600


def test_modes_that_were_laxer_are_tightened_by_reading_too(home: Path) -> None:
    path = save(a_record())
    path.chmod(0o644)
    home.chmod(0o755)
    assert saved() == [a_record()]
    assert (mode(path), mode(home)) == (0o600, 0o700)


def test_a_folder_that_holds_other_things_is_left_open_but_the_file_is_private(home: Path) -> None:
    home.mkdir(mode=0o755)
    (home / "thesis.txt").write_text("mine", encoding="utf-8")
    home.chmod(0o755)
    path = save(a_record())
    assert (mode(path), mode(home)) == (0o600, 0o755)


def test_a_link_is_followed(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    save(a_record()).rename(elsewhere / "mine.db")
    history_file().symlink_to(elsewhere / "mine.db")
    save(a_record(2))
    assert saved() == [a_record(2), a_record(1)]
    assert history_file().is_symlink()
    assert set(stored_files()) == {history_file(), elsewhere / "mine.db"}


# --- what goes wrong -----------------------------------------------------------------------------


def test_a_file_in_place_of_the_folder_is_told(home: Path) -> None:
    home.write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="is a file, where a folder is needed"):
        save(a_record())
    assert home.read_text(encoding="utf-8") == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on Windows")
def test_what_is_no_plain_file_is_refused_and_not_waited_for(home: Path) -> None:
    home.mkdir()
    os.mkfifo(history_file())
    with pytest.raises(StorageError, match="not a plain file"):
        saved()
    history_file().unlink()
    history_file().mkdir()
    with pytest.raises(StorageError, match="not a plain file"):
        save(a_record())


def test_a_link_that_leads_back_to_itself_is_told(home: Path) -> None:
    home.mkdir()
    history_file().symlink_to(history_file())
    with pytest.raises(StorageError):
        save(a_record())


def test_a_file_that_may_not_be_written_is_told_and_can_be_read() -> None:
    path = save(a_record())
    path.chmod(0o400)
    if os.access(path, os.W_OK):
        pytest.skip("this user may write everything")
    assert saved() == [a_record()]
    with pytest.raises(StorageError, match="cannot be used"):
        save(a_record(2))


def test_a_database_that_another_footcoach_keeps_locked_is_told_after_a_while() -> None:
    path = save(a_record())
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        History(NOW, wait=0.05) as history,
    ):
        other.execute("BEGIN EXCLUSIVE")
        for use in (lambda: history.save(a_record(2)), lambda: history.recent(1)):
            with pytest.raises(StorageError, match="in use by another footcoach"):
                use()
        other.execute("ROLLBACK")
        history.save(a_record(2))
    assert saved() == [a_record(2), a_record(1)]


def test_one_that_reads_slowly_keeps_nobody_from_saving() -> None:
    save(*[a_record(number) for number in range(1, 4)])
    with History(NOW) as slow, History(NOW, wait=0.0) as other:
        reading = slow.all_records()
        next(reading)
        other.save(a_record(9))
        assert len(list(reading)) == 2


def test_a_newer_database_is_refused_by_name_and_left_untouched() -> None:
    path = save(a_record())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 2")
        connection.execute("PRAGMA journal_mode = WAL")
    before = path.read_bytes()
    for use in (saved, lambda: save(a_record(2))):
        with pytest.raises(StorageError, match=r"history\.db was made by a newer footcoach"):
            use()
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_database_left_with_a_write_ahead_log_is_read_and_loses_it() -> None:
    path = save(a_record())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    save(a_record(2))
    assert saved() == [a_record(2), a_record(1)]
    assert list(path.parent.iterdir()) == [path]


def test_a_damaged_database_is_set_aside_with_its_journal_and_said_once(home: Path) -> None:
    path = save(a_record())
    path.write_bytes(b"not a database at all")
    (home / "history.db-journal").write_bytes(b"journal")
    with History(NOW) as history:
        history.save(a_record(2))
        assert "history.db.damaged-20261122-100000" in history.notice
    assert (home / "history.db.damaged-20261122-100000").read_bytes() == b"not a database at all"
    assert (home / "history.db.damaged-20261122-100000-journal").read_bytes() == b"journal"
    with History(NOW) as history:
        assert history.recent(9) == [a_record(2)]
        assert history.notice == ""


def test_no_set_aside_database_takes_the_place_of_another(home: Path) -> None:
    for number in range(3):
        home.mkdir(exist_ok=True)
        history_file().write_bytes(f"damaged {number}".encode())
        assert saved() == []
    asides = sorted(home.glob("history.db.damaged-*"))
    assert [path.read_bytes() for path in asides] == [b"damaged 0", b"damaged 1", b"damaged 2"]
    assert {mode(path) for path in asides} == {0o600}


@pytest.mark.parametrize(
    ("change", "rescued"),
    [
        ("UPDATE session SET after_left = 9 WHERE id LIKE '%1'", [a_record(2)]),
        ("UPDATE session SET routine = 'deep'", []),
        ("CREATE TABLE other (x)", [a_record(2), a_record(1)]),
        ("ALTER TABLE session ADD COLUMN x", []),
        ("DROP INDEX by_day", [a_record(2), a_record(1)]),
        ("DROP TABLE session", []),
        ("PRAGMA user_version = 0", [a_record(2), a_record(1)]),
        ("PRAGMA user_version = 99999", [a_record(2), a_record(1)]),
    ],
)
def test_a_database_that_someone_else_has_changed_is_trusted_only_where_it_is_sound(
    change: str, rescued: list[SessionRecord]
) -> None:
    path = save(a_record(1), a_record(2))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(change)
    before = path.read_bytes()
    with History(NOW) as history:
        assert list(history.all_records()) == rescued
        assert f"with {sessions_in_words(len(rescued))} that" in history.notice
    (aside,) = path.parent.glob("history.db.damaged-*")
    assert aside.read_bytes() == before


def pages_of(path: Path) -> range:
    """Return where the pages begin, but for the first, which has the schema."""
    return range(4096, path.stat().st_size, 4096)


def test_a_page_that_is_gone_is_found_whatever_is_asked_for() -> None:
    path = save(*[a_record(number) for number in range(120)])
    whole = path.read_bytes()
    for page in pages_of(path):
        erase_stored()
        path.write_bytes(whole[:page] + bytes(4096) + whole[page + 4096 :])
        with History(NOW) as history:
            history.totals(NOW.date())
            assert "was damaged" in history.notice


def test_what_lies_on_both_sides_of_a_page_that_is_gone_is_rescued() -> None:
    path = save(*[a_record(number) for number in range(120)])
    whole = path.read_bytes()
    rescues = []
    for page in pages_of(path):
        erase_stored()
        path.write_bytes(whole[:page] + bytes(4096) + whole[page + 4096 :])
        found = saved()
        if 0 < len(found) < 120:
            rescues.append({a_record(0), a_record(119)} <= set(found))
    assert True in rescues


def test_a_format_that_sqlite_would_only_read_is_set_aside() -> None:
    path = save(a_record())
    data = bytearray(path.read_bytes())
    data[18] = 3
    path.write_bytes(data)
    save(a_record(2))
    assert saved() == [a_record(2), a_record(1)]


def damage(data: bytes, random: Random) -> bytes:
    """Damage a database as disks and programs do."""
    changed = bytearray(data)
    match random.randrange(4):
        case 0:
            return bytes(changed[: random.randrange(len(changed))])
        case 1:
            for _ in range(random.choice([1, 1, 1, 3, 40])):
                changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
        case 2:
            page = 4096 * random.randrange(len(changed) // 4096)
            changed[page : page + 4096] = bytes(4096)
        case _:  # the header, where a bit says most
            changed[random.randrange(100)] ^= 1 << random.randrange(8)
    return bytes(changed)


def version_in(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def test_a_thousand_damaged_databases_are_set_aside_or_read_right() -> None:
    records = [a_record(number) for number in range(120, 0, -1)]
    path = save(*records)
    whole, random = path.read_bytes(), Random(42)
    outcomes = {"aside": 0, "right": 0, "refused": 0}
    refusals, rescued = {True}, 0
    for number in range(DAMAGED_DATABASES):
        erase_stored()
        damaged = damage(whole, random)
        path.write_bytes(damaged)
        with History(NOW) as history:
            try:
                found = list(history.all_records())
            except StorageError as refusal:
                refusals.add("newer footcoach" in str(refusal))
                assert path.read_bytes() == damaged
                outcomes["refused"] += 1
                continue
            history.save(a_record(999))
            history.totals(NOW.date())
            assert history.recent(1000)[-1] == a_record(999)
        asides = list(path.parent.glob("history.db.damaged-*"))
        if asides:
            assert found == [record for record in records if record in found], number
            rescued += len(found)
            assert [aside.read_bytes() for aside in asides] == [damaged], number
            assert asides[0].name in history.notice
            outcomes["aside"] += 1
        else:
            assert found == records, number
            assert saved() == [a_record(999), *records]
            outcomes["right"] += 1
    assert refusals == {True}
    assert outcomes["aside"] > DAMAGED_DATABASES / 2
    assert outcomes["right"] + outcomes["refused"] < DAMAGED_DATABASES / 2
    print(outcomes, rescued)  # noqa: T201  for `pytest -s`


def test_saving_into_a_damaged_database_raises_nothing_and_the_session_is_there() -> None:
    path = save(*[a_record(number) for number in range(120, 0, -1)])
    whole, random = path.read_bytes(), Random(43)
    for _ in range(200):
        erase_stored()
        path.write_bytes(damage(whole, random))
        if 1 < version_in(path) <= 1000:
            with pytest.raises(StorageError, match="newer footcoach"):
                save(a_record(999))
            continue
        save(a_record(999))
        with History(NOW) as history:
            assert history.recent(1000)[-1] == a_record(999)


# --- several at once, and killed -----------------------------------------------------------------

SAVER = """
import sys
from footcoach.storage.history import History
sys.path.insert(0, sys.argv[2])
from samples import NOW, a_record
first = int(sys.argv[1])
for number in range(first, first + 100):
    with History(NOW, wait=60) as history:
        history.save(a_record(number))
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
        a_record(number).id for first in (0, 1000) for number in range(first, first + 100)
    }
    assert [path.name for path in home.iterdir()] == ["history.db"]


@pytest.mark.parametrize("told", [1, 2, 5, 20, 40])
def test_what_a_killed_program_had_saved_is_there(told: int) -> None:
    with saver(0) as killed:
        assert killed.stdout is not None
        for _ in range(told):
            killed.stdout.readline()
        killed.kill()
        rest = killed.stdout.read().count("\n")
    with History(NOW) as history:
        count = len(list(history.all_records()))
        assert history.notice == ""
    assert told + rest <= count <= told + rest + 1


def test_everything_stored_is_found_and_erased(home: Path) -> None:
    path = save(a_record())
    names = {
        "config.toml", "profile.json", ".profile.json.x1", ".config.toml.x2", ".history.db.x3",
        "history.db-journal", "history.db-wal", "history.db.damaged-20260101-000000",
        "history.db.damaged-20260101-000000-journal",
    }  # fmt: skip
    for name in names:
        (home / name).write_text("x", encoding="utf-8")
    (home / "report.txt").write_text("mine", encoding="utf-8")
    assert {each.name for each in stored_files()} == names | {path.name}
    erased, problems = erase_stored()
    assert (len(erased), problems) == (len(names) + 1, [])
    assert [each.name for each in home.iterdir()] == ["report.txt"]


def test_what_cannot_be_erased_is_told_and_the_rest_is_erased(home: Path) -> None:
    save(a_record())
    (home / "profile.json").mkdir()
    erased, problems = erase_stored()
    assert [path.name for path in erased] == ["history.db"]
    assert "profile.json could not be erased" in problems[0]


def test_the_time_of_now_is_not_needed_to_be_in_utc() -> None:
    assert NOW.tzinfo is UTC
    save(a_record(started_at=NOW.astimezone(timezone(timedelta(hours=-3)))))
    assert saved()[0].started_at == NOW
