"""`footcoach history` and `footcoach forget`, as people and scripts see them."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.running import Run
from footcoach.core.record import SessionRecord, csv_text, jsonl_line
from footcoach.storage.history import History, history_file
from footcoach.storage.profile import profile_file
from footcoach.storage.settings import settings_file
from samples import a_record

NOW = datetime.now(UTC).astimezone()


def session(number: int, **changes: object) -> SessionRecord:
    """Return the record of a session `number` hours ago."""
    return a_record(number, **{"started_at": NOW - timedelta(hours=number)} | changes)


def save(*records: SessionRecord) -> None:
    with History(NOW) as history:
        history.add_all(records)


def saved() -> list[SessionRecord]:
    with History(NOW) as history:
        return history.all()


def write(tmp_path: Path, *lines: str, name: str = "mine.jsonl") -> Path:
    path = tmp_path / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


# --- the list ------------------------------------------------------------------------------------


def test_without_a_session_it_says_so_and_makes_nothing(run: Run, home: Path) -> None:
    assert run("history") == (0, "No sessions yet. To start one: footcoach start\n", "")
    assert run("history", "stats") == (0, "No sessions yet. To start one: footcoach start\n", "")
    assert run("history", "--json").out == "[]\n"
    assert json.loads(run("history", "stats", "--json").out)["sessions"] == 0
    assert run("history", "export") == (0, "", "")
    assert run("history", "delete", "--all", "--yes").out == "There is no such session.\n"
    assert run("forget") == (0, "Nothing is stored.\n", "")
    assert not home.exists()


def test_it_lists_the_last_sessions_the_latest_first_in_eighty_columns(run: Run) -> None:
    long = session(1, routine="A routine of my own with a long title", status="stopped_hurt")
    save(long, session(2), session(3, before={"left": 10}, after=None), session(4, after=None))
    out = run("history", "--last", "3").out
    lines = out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].split() == ["when", "routine", "done", "ended", "soreness", "id"]
    assert f"{NOW - timedelta(hours=1):%Y-%m-%d %H:%M}" in lines[1]
    assert "it hurt" in lines[1]
    assert "L 5→3 R 4→2" in lines[1]
    assert "L 10→-" in out
    assert out.count("00000000") == 3


@pytest.mark.parametrize("columns", [60, 79])
def test_in_a_narrow_window_each_session_has_two_lines_of_its_own(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    save(session(1), session(2, before=None, status="stopped_early", done_seconds=21))
    lines = run("history").out.splitlines()
    assert lines == [
        f"{NOW - timedelta(hours=1):%Y-%m-%d %H:%M}, general, 9 min",
        "  id 00000000, completed, L 5→3 R 4→2",
        f"{NOW - timedelta(hours=2):%Y-%m-%d %H:%M}, general, 21 s",
        "  id 00000000, stopped early, L -→3 R -→2",
    ]


def test_in_a_narrow_window_nothing_of_a_long_title_is_lost(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    save(session(1, routine="A routine of my own with a long title [red]", after=None, before=None))
    out = run("history").out
    assert max(map(len, out.splitlines())) <= 40
    assert "A routine of my own with a long title [red], 9 min" in " ".join(out.split())
    assert "id 00000000, completed" in out


def test_in_ascii_no_other_character_is_used(run: Run) -> None:
    save(session(1))
    out = run("history", "--ascii").out + run("history", "stats", "--ascii").out
    assert out.isascii()
    assert "L 5->3" in out
    assert "###" in out


def test_the_settings_ask_for_ascii_too(run: Run, home: Path) -> None:
    save(session(1))
    settings_file().write_text("ascii = true\n", encoding="utf-8")
    assert run("history").out.isascii()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_every_output_can_show_it_without_colour(encoding: str) -> None:
    save(session(1))
    for command in (["history"], ["history", "stats"]):
        result = subprocess.run(
            [sys.executable, "-m", "footcoach", *command],
            env=os.environ | {"PYTHONIOENCODING": encoding, "NO_COLOR": "1"},
            capture_output=True,
            check=True,
        )
        assert b"?" not in result.stdout
        assert b"\x1b" not in result.stdout


def test_programs_get_what_export_gives(run: Run) -> None:
    save(session(1), session(2))
    listed = json.loads(run("history", "--json").out)
    assert listed == [json.loads(jsonl_line(session(number))) for number in (1, 2)]


# --- stats ---------------------------------------------------------------------------------------


def test_stats_say_what_the_numbers_show_and_what_not(run: Run) -> None:
    save(*[session(number) for number in range(1, 7)])
    out = run("history", "stats").out
    assert "Six sessions, 54 min in all." in out
    assert "- general: six sessions; feet felt 2 points less sore right after." in out
    assert "does not show a lasting effect" in " ".join(out.split())
    assert "█" in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_minutes_of_a_week_are_those_of_all_sessions(run: Run) -> None:
    save(session(0, done_seconds=390))
    out = run("history", "stats").out
    assert "One session, 6.5 min in all." in out
    assert " 6.5  █" in out


def test_stats_of_long_ago_have_no_bars_and_unrated_ones_no_change(run: Run) -> None:
    save(session(24 * 365, after=None))
    out = run("history", "stats").out
    assert "None in the last 12 weeks." in out
    assert "None of your sessions has a rating from both before and after yet." in out


def test_a_session_that_was_skipped_through_says_nothing_about_soreness(run: Run) -> None:
    save(session(1), session(2, status="stopped_early", done_seconds=21, after={"left": 9}))
    out = run("history", "stats").out
    assert "Two sessions" in out
    assert "- general: one session; feet felt 2 points less sore right after." in out
    assert "less than half done" in " ".join(out.split())


def test_a_week_of_sessions_without_a_second_has_no_bar(run: Run) -> None:
    save(session(1, done_seconds=0))
    assert "0  one session" in run("history", "stats").out


def test_warning_signs_are_told_with_what_to_do(run: Run) -> None:
    save(*[session(hours, status="stopped_hurt") for hours in (30, 54)])
    assert "Please note: Two or more sessions" in run("history", "stats").out
    (sign,) = json.loads(run("history", "stats", "--json").out)["warning_signs"]
    assert sign["sign"] == "hurt_twice"
    assert "podiatrist" in sign["text"]


# --- export and import ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["out.jsonl", "out"])
def test_what_is_exported_can_be_imported_elsewhere_and_twice(
    run: Run, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [session(number, routine=f"=été {number}") for number in (3, 2, 1)]
    save(*records)
    path = tmp_path / name
    assert run("history", "export", "-o", path) == (0, "", "")
    assert path.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("FOOTCOACH_HOME", str(tmp_path / "elsewhere"))
    assert run("history", "import", path) == (0, "Added: 3. Here already: 0.\n", "")
    assert saved() == records
    assert run("history", "import", path).out == "Added: 0. Here already: 3.\n"
    assert saved() == records


def test_export_writes_to_standard_output_in_the_form_asked_for(run: Run) -> None:
    save(session(1, routine="été"))
    assert run("history", "export").out == jsonl_line(session(1, routine="été")) + "\n"
    out = run("history", "export", "--format", "csv").out
    assert out == csv_text([session(1, routine="été")])


def test_an_export_is_not_spoiled_by_an_output_that_cannot_show_it() -> None:
    save(session(1, routine="łódź"))
    result = subprocess.run(
        [sys.executable, "-m", "footcoach", "history", "export", "--format", "csv"],
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=True,
    )
    assert "łódź" in result.stdout.decode("utf-8")


def test_a_file_from_another_computer_merges(run: Run, tmp_path: Path) -> None:
    save(session(1), session(2))
    path = write(tmp_path, jsonl_line(session(2)), jsonl_line(session(3)))
    assert run("history", "import", path).out == "Added: 1. Here already: 1.\n"
    assert saved() == [session(3), session(2), session(1)]


def test_the_same_id_with_other_content_is_told_and_the_one_here_kept(
    run: Run, tmp_path: Path
) -> None:
    save(session(1))
    result = run("history", "import", write(tmp_path, jsonl_line(session(1, routine="deep"))))
    assert (result.code, result.out) == (0, "Added: 0. Here already: 1.\n")
    assert saved() == [session(1)]


@pytest.mark.parametrize(
    ("lines", "name", "words"),
    [
        ([], "x.jsonl", "is empty: there is no session in it."),
        ([csv_text([session(1)])], "x.csv", "Import reads what `export --format jsonl` writes."),
        ([jsonl_line(session(1)), "{}"], "x.jsonl", "line 2, 'id': is missing"),
        ([jsonl_line(session(1)), "x" * 20_000], "x.jsonl", "line 2 is not valid JSON"),
        ([jsonl_line(session(1)).replace("+00:00", "")], "x.jsonl", "has no offset"),
    ],
)
def test_a_bad_file_is_refused_by_line_and_nothing_is_imported(
    run: Run, tmp_path: Path, lines: list[str], name: str, words: str
) -> None:
    save(session(9))
    if "offset" in words:
        lines = [lines[0].replace(session(1).started_at.isoformat(), "2026-11-22T10:05:00")]
    result = run("history", "import", write(tmp_path, *lines, name=name))
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert result.err.count("\n") == 1
    assert saved() == [session(9)]


def test_a_bad_file_makes_no_history(run: Run, tmp_path: Path, home: Path) -> None:
    assert run("history", "import", write(tmp_path, "{}")).code == 2
    assert not home.exists()


def test_what_is_no_text_file_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(jsonl_line(session(1)).encode() + b"\n\xff\n")
    for path, words in (
        (tmp_path / "x", "is not UTF-8 text"),
        (tmp_path, "is not a plain file."),
        (tmp_path / "nothing", "There is no file"),
        (tmp_path / "x" / "y", "There is no file"),
    ):
        result = run("history", "import", path)
        assert result.code == 2
        assert words in result.err


def test_a_mark_at_the_beginning_of_a_file_is_no_part_of_it(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff" + jsonl_line(session(1)))
    assert run("history", "import", path).out == "Added: 1. Here already: 0.\n"


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20, 600 * 2**20))
from footcoach.cli.app import main
main(["history", "import", sys.argv[1]])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited in another way")
def test_a_line_of_a_gigabyte_is_refused_without_reading_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.jsonl"
    with path.open("wb") as file:
        file.truncate(2**30)
    result = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert "is too large" in result.stderr


# --- delete --------------------------------------------------------------------------------------


def test_sessions_are_deleted_by_what_the_list_shows(run: Run) -> None:
    one = session(1, id="ABCDEF00-0000-4000-8000-000000000001")
    save(one, session(2))
    assert run("history", "delete", "abcdef00", "--yes").out == (
        f"{NOW - timedelta(hours=1):%Y-%m-%d %H:%M}, general, 9 min\nDeleted: one session.\n"
    )
    assert saved() == [session(2)]


def test_before_sessions_are_deleted_by_id_each_is_named_in_order_of_time(run: Run) -> None:
    save(session(1), session(2, routine="deep", done_seconds=21), session(3))
    result = run("history", "delete", session(1).id, session(2).id)
    assert (result.code, len(saved())) == (6, 3)
    assert result.out.splitlines() == [
        f"{NOW - timedelta(hours=2):%Y-%m-%d %H:%M}, deep, 21 s",
        f"{NOW - timedelta(hours=1):%Y-%m-%d %H:%M}, general, 9 min",
    ]


def test_sessions_are_deleted_before_a_day_or_all(run: Run) -> None:
    save(session(1), session(24 * 40), session(24 * 50))
    day = (NOW - timedelta(days=30)).date().isoformat()
    assert run("history", "delete", "--before", day, "--yes").out == "Deleted: two sessions.\n"
    assert run("history", "delete", "--all", "--yes").out == "Deleted: one session.\n"
    assert saved() == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Say which sessions"),
        (["--all", "--before", "2026-01-01"], "Say which sessions"),
        (["--before", "yesterday"], "'yesterday' is no day; write it as YYYY-MM-DD."),
        (["ffff"], "There is no session 'ffff'; nothing was deleted."),
        (["%%%%"], "There is no session"),
        (["000"], "There is no session"),
        (["00000000"], "More than one session has an id that begins with"),
        ([session(1).id, "ffff"], "There is no session 'ffff'; nothing was deleted."),
    ],
)
def test_what_to_delete_is_never_guessed(run: Run, arguments: list[str], words: str) -> None:
    save(session(1), session(2))
    result = run("history", "delete", *arguments, "--yes")
    assert result.code == 2
    assert words in result.err
    assert len(saved()) == 2


def test_without_a_terminal_nothing_is_erased_unless_agreed_beforehand(run: Run) -> None:
    save(session(1))
    for command in (["history", "delete", "--all"], ["forget"]):
        result = run(*command)
        assert result.code == 6
        assert "Add --yes to agree." in result.err
    assert saved() == [session(1)]


# --- what goes wrong -----------------------------------------------------------------------------


def test_a_damaged_history_is_said_once_and_kept(run: Run, home: Path) -> None:
    save(session(1))
    history_file().write_bytes(b"x" * 9_000)
    result = run("history")
    assert (result.code, result.out) == (0, "No sessions yet. To start one: footcoach start\n")
    assert "was damaged. It is kept as history.db.damaged-" in result.err
    assert run("history") == (0, "No sessions yet. To start one: footcoach start\n", "")
    (aside,) = home.glob("history.db.damaged-*")
    assert aside.read_bytes() == b"x" * 9_000


@pytest.mark.parametrize(
    "command", [["history"], ["history", "stats"], ["history", "export"], ["history", "--json"]]
)
def test_a_newer_history_is_one_sentence(run: Run, command: list[str]) -> None:
    save(session(1))
    data = bytearray(history_file().read_bytes())
    data[63] = 2
    history_file().write_bytes(data)
    result = run(*command)
    assert (result.code, result.out) == (5, "")
    assert "history.db was made by a newer footcoach" in result.err
    assert result.err.count("\n") == 1


def test_nothing_is_imported_where_the_home_is_a_file(run: Run, home: Path, tmp_path: Path) -> None:
    home.write_text("", encoding="utf-8")
    result = run("history", "import", write(tmp_path, jsonl_line(session(1))))
    assert result.code == 5
    assert result.err.count("\n") == 1


# --- forget --------------------------------------------------------------------------------------


def test_forget_shows_everything_and_erases_it(run: Run, home: Path) -> None:
    save(session(1))
    settings_file().write_text("ascii = true\n", encoding="utf-8")
    profile_file().write_text("{}", encoding="utf-8")
    (home / ".profile.json.abc").write_text("half", encoding="utf-8")
    (home / "history.db.damaged-20260101-000000").write_text("x", encoding="utf-8")
    result = run("forget", "--yes")
    assert result.code == 0
    shown, erased = result.out.split("Erased: ")
    for name in (
        "config.toml",
        "profile.json",
        ".profile.json.abc",
        "history.db",
        "history.db.damaged-20260101-000000",
    ):
        assert str(home / name) in shown
        assert name in erased
    assert list(home.iterdir()) == []


def test_what_could_not_be_erased_is_told_with_its_exit_code(run: Run, home: Path) -> None:
    save(session(1))
    (home / "profile.json").mkdir()
    result = run("forget", "--yes")
    assert result.code == 5
    assert "Erased: history.db." in result.out
    assert "profile.json could not be erased" in result.err
