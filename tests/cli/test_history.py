"""`footcoach history` and `footcoach forget`, as people and scripts see them."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from cli.running import CALLED, Run
from conftest import AnswersFile, mode, saved
from footcoach.core.record import SessionRecord, csv_text, jsonl_line
from footcoach.storage.history import History
from samples import a_record

NOW = datetime.now(UTC).astimezone()
NONE_YET = f"No sessions yet. To start one: {CALLED} start\n"


def session(number: int, **changes: object) -> SessionRecord:
    """Return the record of a session `number` hours ago."""
    return a_record(number, **{"started_at": NOW - timedelta(hours=number)} | changes)


def save(*records: SessionRecord) -> None:
    History().add_all(records)


def when(hours: float) -> str:
    return f"{NOW - timedelta(hours=hours):%Y-%m-%d %H:%M}"


# --- the list ------------------------------------------------------------------------------------


def test_without_a_session_it_names_the_way_to_one_and_makes_nothing(run: Run, home: Path) -> None:
    assert run("history") == (0, NONE_YET, "")
    assert run("history", "stats") == (0, NONE_YET, "")
    assert run("history", "--json").out == "[]\n"
    assert json.loads(run("history", "stats", "--json").out)["sessions"] == 0
    assert run("history", "export") == (0, "", f"footcoach: {NONE_YET}")
    assert run("history", "delete", "--all", "--yes").out == "There are no such sessions.\n"
    assert run("forget") == (0, "Nothing is stored.\n", "")
    assert not home.exists()


def test_it_lists_the_last_sessions_the_latest_first_in_eighty_columns(run: Run) -> None:
    long = session(1, routine="A routine of my own with a long title [red]", status="stopped_hurt")
    other = session(3, before={"left": 10}, after=None, lighter=True, status="stopped_danger")
    save(long, session(2), other, session(4, after=None))
    out = run("history", "--last", "3").out
    lines = out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].split() == ["when", "routine", "done", "ended", "soreness", "id"]
    assert when(1) in lines[1]
    assert "it hurt" in out
    assert "danger signs" in out
    assert "lighter" in out
    assert "L 5→3 R 4→2" in out
    assert "L 10→-" in out
    assert out.count("00000000") == 3


def test_in_a_narrow_window_each_session_has_two_lines(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "48")
    save(session(1), session(2, before=None, status="stopped_early", done_seconds=21))
    assert run("history").out.splitlines() == [
        f"{when(1)}, general, 9 min",
        "  id 00000000, completed, L 5→3 R 4→2",
        f"{when(2)}, general, 21 s",
        "  id 00000000, stopped early, L -→3 R -→2",
    ]


def test_ascii_is_asked_for_by_option_or_settings(run: Run, home: Path) -> None:
    save(session(1))
    out = run("history", "--ascii").out + run("history", "stats", "--ascii").out
    assert out.isascii()
    assert "L 5->3" in out
    assert "###" in out
    (home / "config.toml").write_text("ascii = true\n", encoding="utf-8")
    assert run("history").out.isascii()


# --- stats ---------------------------------------------------------------------------------------


def test_stats_say_what_the_numbers_show_and_what_not(run: Run) -> None:
    save(*[session(number) for number in range(1, 7)])
    out = run("history", "stats").out
    assert "Six sessions, 54 min in all." in out
    assert "- general: six sessions; feet felt 2 points less sore right after." in out
    assert "does not show a lasting effect" in " ".join(out.split())
    assert "█" in out
    assert max(map(len, out.splitlines())) <= 80


def test_warning_signs_come_with_what_to_do(run: Run) -> None:
    save(*[session(hours, status="stopped_hurt") for hours in (30, 54)])
    assert "Please note: Two or more sessions" in run("history", "stats").out
    (sign,) = json.loads(run("history", "stats", "--json").out)["warning_signs"]
    assert sign["sign"] == "hurt_twice"


# --- the page for an appointment -----------------------------------------------------------------


def test_the_report_says_the_same_on_the_screen_and_on_paper(run: Run, tmp_path: Path) -> None:
    odd = '<b>&"x" \u05e9\u05dc\u05d5\u05dd ' + "y" * 60
    save(*(session(24 * n, routine=odd, before={"left": 5}, after={"left": n}) for n in (1, 2)))
    path = tmp_path / "page.html"
    assert run("history", "report", "-o", path) == (0, "", f"Written: {path}\n")
    html = path.read_text(encoding="ascii")
    assert "<b>&" not in html
    page = re.sub('(?s)<div class="charts">.*?</p>', "", html.partition("<main>")[2])
    words = " ".join(unescape(re.sub("<[^>]*>", " ", page)).split())
    text = " ".join(run("history", "report").out.replace("\n- ", "\n").split())
    assert odd in text
    assert words.endswith(text.partition("____ ")[2])
    assert html.count("<circle") == 2 * 2 + 2, "two sessions on one foot, and the key"
    assert "1 before, 2 after" not in html
    assert "5 before, 1 after" in html


def test_the_report_adds_todays_outcome_only_if_asked_and_needs_somebody_to_ask(
    run: Run, answers_file: AnswersFile, tmp_path: Path
) -> None:
    answered = run("history", "report", "--answers", answers_file("doubt.yes"))
    assert answered.code == 0
    assert "Ask a podiatrist or doctor before you massage." in answered.out
    assert "answered today" not in run("history", "report").out
    path = tmp_path / "page.html"
    assert run("history", "report", "--screening", "-o", path).code == 6
    assert not path.exists()


# --- export and import ---------------------------------------------------------------------------


def test_what_is_exported_can_be_imported_elsewhere_and_twice(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [session(number, routine=f"=été {number}") for number in (3, 2, 1)]
    save(*records)
    path = tmp_path / "out"
    assert run("history", "export", "-o", path) == (0, "", f"Written: {path}\n")
    assert mode(path) == 0o600
    assert json.loads(run("history", "--json").out) == [
        json.loads(line) for line in reversed(path.read_text(encoding="utf-8").splitlines())
    ]
    monkeypatch.setenv("FOOTCOACH_HOME", str(tmp_path / "elsewhere"))
    save(records[0])
    assert run("history", "import", path) == (0, "Added: 2. Already here: 1.\n", "")
    assert saved() == records
    assert run("history", "import", path).out == "Added: 0. Already here: 3.\n"


def test_export_writes_utf_8_whatever_the_output_can_show(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(session(1, routine="łódź"))
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    command = [sys.executable, "-m", "footcoach", "history", "export", "-o", "-", "--format"]
    for form, text in (("jsonl", f"{jsonl_line(saved()[0])}\n"), ("CSV", csv_text(saved()))):
        result = subprocess.run([*command, form], capture_output=True, check=True)
        assert (result.stdout.decode("utf-8"), result.stderr) == (text, b"")
    path = tmp_path / "out.CSV"
    assert run("history", "export", "-o", path).code == 0
    assert path.read_text(encoding="utf-8") == f"\ufeff{csv_text(saved())}", "for Excel"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "is empty"),
        (f"{jsonl_line(session(1))}\nx\n".encode(), "line 2"),
        (b"\xff\n", "is not UTF-8 text"),
    ],
)
def test_a_bad_file_is_refused_by_line_and_nothing_is_imported(
    run: Run, tmp_path: Path, home: Path, text: bytes, words: str
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(text)
    result = run("history", "import", path)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert not home.exists()


# --- delete --------------------------------------------------------------------------------------


def test_sessions_are_deleted_by_what_the_list_shows_each_named_before(run: Run) -> None:
    one = session(1, id="ABCDEF00-0000-4000-8000-000000000001")
    save(one, session(2, routine="deep", done_seconds=21), session(3))
    asked = run("history", "delete", "abcdef00", session(2).id)
    assert (asked.code, len(saved())) == (6, 3)
    assert "Add --yes to agree." in asked.err
    assert asked.out.splitlines() == [f"{when(1)}, general, 9 min", f"{when(2)}, deep, 21 s"]
    agreed = run("history", "delete", "abcdef00", "--yes").out
    assert agreed == f"{when(1)}, general, 9 min\nDeleted: one session.\n"
    assert [record.id for record in saved()] == [session(3).id, session(2).id]


def test_sessions_are_deleted_before_a_day_or_all(run: Run) -> None:
    save(session(1), session(24 * 40), session(24 * 50))
    day = f"{NOW - timedelta(days=30):%d.%m.%Y}"
    assert run("history", "delete", "--before", day, "--yes").out == "Deleted: two sessions.\n"
    assert run("history", "delete", "--all", "--yes").out == "Deleted: one session.\n"
    assert saved() == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Give one of these"),
        (["--all", "--before", "2026-01-01"], "Give one of these"),
        (["ffff"], "There is no session 'ffff'. Nothing was deleted."),
        (["000"], "There is no session"),
        (["00000000"], "Several sessions have ids that begin with"),
    ],
)
def test_what_to_delete_is_never_guessed(run: Run, arguments: list[str], words: str) -> None:
    save(session(1), session(2))
    result = run("history", "delete", *arguments, "--yes")
    assert result.code == 2
    assert words in result.err
    assert len(saved()) == 2


# --- what goes wrong, and forget -----------------------------------------------------------------


def test_a_damaged_history_is_said_and_shows_no_session(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "history.db").write_bytes(b"x" * 9_000)
    result = run("history")
    assert (result.code, result.out) == (0, NONE_YET)
    assert "history.db.damaged-" in result.err
    (home / "history.db").write_bytes(b"x" * 9_000)
    assert "history.db.damaged-2" in run("history", "report").out


def test_forget_shows_everything_and_erases_it(run: Run, home: Path) -> None:
    save(session(1))
    for name in ("config.toml", "state.json", "profile.json", ".profile.json.abc", "resume.json"):
        (home / name).write_text("{}", encoding="utf-8")
    (home / "history.db.damaged-20260101-000000").write_text("x", encoding="utf-8")
    names = [path.name for path in home.iterdir()]
    cache = home / "cache"
    cache.mkdir()
    for name in ("clip-1-2.wav", "clip-1-3.wav", "of-somebody-else.wav"):
        (cache / name).touch()
    unagreed = run("forget")
    assert unagreed.code == 6
    assert len(list(cache.iterdir())) == 3
    assert len(list(home.iterdir())) == len(names) + 1
    result = run("forget", "--yes")
    assert result.code == 0
    shown, erased = result.out.split("Erased: ")
    assert all(str(home / name) in shown and name in erased for name in names)
    assert f"{cache} (what the voice says, 2 files)" in shown
    assert erased.endswith(" and what the voice says.\n")
    assert list(home.rglob("*")) == [cache, cache / "of-somebody-else.wav"]
