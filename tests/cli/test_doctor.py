"""`footcoach doctor` says what works, and what to do about what does not."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cli.running import Result, Run
from conftest import Open, today
from footcoach.cli import doctor
from footcoach.cli.doctor import (
    Check,
    State,
    check_lines,
    check_speakers,
    run_checks,
)
from footcoach.storage.history import History
from samples import a_record

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes say nothing on Windows")

FINE = Check("terminal", State.OK, "Full screen.")
MISSING = Check("speech", State.MISSING, "No speech program was found.", "Install one.")
NOTE = Check("profile", State.NOTE, "Damaged.")
BROKEN = Check("settings", State.BROKEN, "config.toml cannot be read.", "Fix it.")


def words_of(result: Result, name: str) -> str:
    """Return state, words and advice of one check, as one line."""
    lines: list[str] = []
    for line in result.out.splitlines():
        if line.startswith(f"{name} "):
            lines.append(line.removeprefix(name))
        elif lines and line.startswith(" "):
            lines.append(line)
        elif lines:
            break
    return " ".join(" ".join(lines).split())


# --- the whole command ---------------------------------------------------------------------------


def test_everything_is_checked_and_nothing_is_left_behind(run: Run, home: Path) -> None:
    result = run("doctor")
    assert (result.code, result.err) == (0, "")
    first = [line.split()[0] for line in result.out.splitlines() if line[:1].strip()]
    assert [name for name in first if name != "speakers"] == [
        *("terminal", "speech", "sound", "keep-awake", "settings", "data", "footcoach")
    ]
    assert not home.exists()
    home.mkdir(mode=0o700)
    assert run("doctor").code == 0
    assert list(home.iterdir()) == []


def test_a_pipe_gets_pure_text_in_eighty_columns(
    run: Run, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = run("doctor")
    lines = result.out.splitlines()
    assert all(line.isprintable() and line.isascii() for line in lines)
    assert all(len(line) <= 80 for line in lines if str(home) not in line)
    assert words_of(result, "terminal").startswith("note Input or output is not a terminal")


def test_a_check_that_fails_is_said_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Iterator[Check]:
        raise OSError("No home.")

    monkeypatch.setattr(doctor, "check_keep_awake", fail)
    checks = {check.name: check for check in run_checks()}
    assert checks["keep-awake"].state is State.BROKEN
    assert "No home." in checks["keep-awake"].words
    assert "data" in checks


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_in_a_terminal_it_names_the_full_screen_or_why_there_is_none(terminal: Open) -> None:
    window = terminal("doctor", height=40)
    text = window.wait_for("footcoach works")
    assert "terminal    ok       Full screen, 80 x 40 (TERM=xterm-256color)." in text
    assert b"\x1b" not in window.raw
    assert window.leave_with() == 0
    window = terminal("doctor", width=39, height=100, env={"ACCESSIBLE": "1"})
    text = " ".join(window.wait_for("footcoach works").split())
    assert "Line mode, because ACCESSIBLE is set, 39 x 100" in text
    assert "at least 40 x 10" in text


# --- how it reads --------------------------------------------------------------------------------


def test_each_check_has_its_name_its_state_as_a_word_and_advice_below() -> None:
    assert check_lines([FINE, MISSING])[:3] == [
        "terminal    ok       Full screen.",
        "speech      missing  No speech program was found.",
        "                     Install one.",
    ]


@pytest.mark.parametrize(
    ("checks", "verdict"),
    [
        ([FINE, NOTE], "footcoach works."),
        ([FINE, MISSING], "footcoach works, without speech."),
        ([FINE, MISSING, BROKEN], "This needs to be fixed: settings."),
    ],
)
def test_the_last_line_says_whether_it_can_be_used(checks: list[Check], verdict: str) -> None:
    assert check_lines(checks)[-2:] == ["", verdict]


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_lines_fit_the_window_but_a_path_stays_whole(width: int) -> None:
    words, path = "several short words in a row " * 8, "/home/" + "long-name/" * 10
    lines = check_lines([Check("keep-awake", State.OK, words, words)], width)
    assert max(map(len, lines)) <= min(width, 80)
    assert any(path in line for line in check_lines([Check("data", State.OK, f"In {path}.")]))


def test_control_characters_are_shown_not_obeyed() -> None:
    lines = check_lines([Check("terminal", State.OK, "TERM=\x1b[31mred\x07", "\x1b[2J")])
    assert "\x1b" not in "".join(lines)


# --- speech and sound ----------------------------------------------------------------------------


@posix
@pytest.mark.parametrize(
    ("installer", "advice"),
    [("apt", "sudo apt install"), ("dnf", "sudo dnf install"), ("", "Install")],
)
def test_what_is_missing_comes_with_a_command_that_can_be_pasted(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, installer: str, advice: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    if installer:
        (tmp_path / installer).touch(mode=0o755)
    result = run("doctor")
    assert words_of(result, "speech").endswith(f"words are only shown. {advice} espeak-ng")
    assert words_of(result, "sound").endswith(f"of tones. {advice} pulseaudio-utils")
    assert "footcoach works, without speech, sound and" in result.out


@pytest.mark.skipif(sys.platform != "linux", reason="shows no devices")
def test_it_says_where_nothing_leads_to_a_loudspeaker(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    (tmp_path / "pcmC0D0c").touch()  # a microphone
    (check,) = check_speakers(tmp_path)
    assert "you may hear nothing" in check.words
    (tmp_path / "pipewire-0").touch()
    assert list(check_speakers(tmp_path)) == []
    (tmp_path / "pipewire-0").rename(tmp_path / "pcmC0D0p")
    assert list(check_speakers(tmp_path)) == []
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    (check,) = check_speakers(tmp_path)
    assert "the other machine makes the sound" in check.words


@posix
def test_the_sound_test_names_what_spoke_and_what_failed(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    for name, does in (("spd-say", "exit 1"), ("espeak-ng", "cat > /dev/null")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        program.chmod(0o755)
    out = run("doctor", "--test-sound").out
    said = out[out.index("A tone, and ") :]
    assert "Spoken aloud by espeak-ng." in said
    assert "Nothing heard?" in said


# --- the display, settings, data -----------------------------------------------------------------


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="has no D-Bus")
def test_where_nothing_keeps_the_display_on_it_says_what_to_set(run: Run) -> None:
    assert "let it stay on for 15 minutes" in words_of(run("doctor"), "keep-awake")


def test_settings_are_named_also_where_they_would_be(run: Run, home: Path) -> None:
    path = home / "config.toml"
    assert words_of(run("doctor"), "settings") == f"ok The defaults. Yours would be in {path}"
    home.mkdir(mode=0o700)
    path.write_text("ascii = true\n", encoding="utf-8")
    assert words_of(run("doctor"), "settings") == f"ok From {path}"


@pytest.mark.parametrize("text", ["ascii = 1\n", "ascii = \n", "asci = true\n"])
def test_settings_that_cannot_be_used_are_a_failure_and_the_rest_is_still_checked(
    run: Run, home: Path, text: str
) -> None:
    home.mkdir(mode=0o700)
    (home / "config.toml").write_text(text, encoding="utf-8")
    result = run("doctor")
    assert result.code == 1
    words = words_of(result, "settings")
    assert words.startswith("broken")
    assert words.endswith("Fix it, or delete the file to go back to the defaults.")
    assert words_of(result, "data").startswith("ok")


@posix
def test_the_data_folder_should_be_private(run: Run, home: Path) -> None:
    assert words_of(run("doctor"), "data") == f"ok Kept in {home}"
    home.mkdir(mode=0o700)
    assert words_of(run("doctor"), "data") == f"ok Kept in {home}"
    home.chmod(0o755)
    result = run("doctor")
    assert result.code == 0
    assert words_of(result, "data").endswith(f"chmod 700 {home}")


@pytest.mark.parametrize("below", ["", "folder"])
def test_a_data_folder_that_can_never_be_is_a_failure(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, below: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    places = [tmp_path / "file" / below]
    if sys.platform == "linux":
        places.append(Path("/proc/self") / below)  # root cannot write there either
    for place in places:
        monkeypatch.setenv("FOOTCOACH_HOME", str(place))
        result = run("doctor")
        assert result.code == 1
        assert words_of(result, "data").startswith("broken Nothing can be kept in")


def test_health_data_and_sessions_are_never_shown(run: Run, home: Path) -> None:
    run("profile", "clearance", "add", "diabetes", "--by", "Dr Grey", "--on", today())
    history = History()
    history.add(a_record(routine="Secret"))
    result = run("doctor")
    assert "profile" not in result.out
    assert "history" not in result.out
    (home / "profile.json").write_text('{"diabetes": "Dr Grey"}', encoding="utf-8")
    damaged = run("doctor")
    assert damaged.code == 0
    assert words_of(damaged, "profile").startswith("note Damaged")
    for word in ("diabetes", "Grey", "Secret"):
        assert word not in result.out + damaged.out


def test_a_damaged_history_is_set_aside_and_a_newer_one_left_alone(run: Run, home: Path) -> None:
    path = home / "history.db"
    home.mkdir()
    path.write_bytes(b"not a database")
    assert "history.db.damaged-" in words_of(run("doctor"), "history")
    history = History()
    history.add(a_record())
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    words = words_of(run("doctor"), "history")
    assert words.startswith("note")
    assert "newer footcoach" in words
    assert path.read_bytes() == before
