"""`footcoach doctor` says what works, and what to do about what does not."""

import json
import sys
from pathlib import Path

import pytest

from cli.running import Result, Run
from conftest import Open, today
from footcoach import PROBLEMS, __version__
from footcoach.cli import doctor
from footcoach.cli.doctor import Check, check_lines, run_checks
from footcoach.core.questionnaire import QUESTION_SET
from footcoach.storage.history import History
from programs import Programs
from samples import a_record

FINE = Check("ok", "Full screen.")
MISSING = Check("missing", "No speech program was found.", "Install one.")
BROKEN = Check("broken", "config.toml cannot be read.")


def words_of(result: Result, name: str) -> str:
    """Return state, words and advice of one check, as one line."""
    _, _, rest = f"\n{result.out}".partition(f"\n{name} ")
    first, *others = rest.splitlines()
    ends = next(number for number, line in enumerate(others) if not line.startswith(" "))
    return " ".join(" ".join([first, *others[:ends]]).split())


NAMES = ["terminal", "speech", "sound", "keep-awake", "settings", "data"]


def test_everything_is_checked_as_pure_text_in_eighty_columns_and_nothing_is_left_behind(
    run: Run, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = run("doctor")
    assert (result.code, result.err) == (0, "")
    assert not home.exists()
    checks = result.out.partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in checks if line[:1].strip()] == NAMES
    lines = result.out.splitlines()
    assert all(line.isprintable() and line.isascii() for line in lines)
    assert all(len(line) <= 80 for line in lines if str(home) not in line)
    assert words_of(result, "terminal").startswith("missing There is no terminal here")


def test_programs_get_every_check_as_json(run: Run) -> None:
    data = json.loads(run("doctor", "--json").out)
    assert (data.keys(), data["works"]) == ({"version", "works", "checks"}, True)
    assert [each["name"] for each in data["checks"]] == NAMES
    for each in data["checks"]:
        assert each.keys() == {"name", "state", "words", "advice"}
        assert each["state"] in {"ok", "missing", "broken"}
    assert run("doctor", "--json", "--test-sound").code == 2


def test_a_check_that_fails_is_said_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Check:
        raise OSError("No home.")

    monkeypatch.setattr(doctor, "check_keep_awake", fail)
    checks = run_checks()
    assert checks["keep-awake"] == Check("broken", "No home.")
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


def test_each_check_has_its_name_and_state_as_words_advice_below_and_a_verdict_at_the_end() -> None:
    lines = check_lines({"terminal": FINE, "speech": MISSING})
    assert lines[:5] == [
        "terminal    ok       Full screen.",
        "speech      missing  No speech program was found.",
        "                     Install one.",
        "",
        "footcoach works; missing: speech.",
    ]
    assert "This needs to be fixed: settings." in check_lines(
        {"speech": MISSING, "settings": BROKEN}
    )
    report = " ".join(lines[5:])
    for words in (__version__, QUESTION_SET, "You need not send any answer about your health."):
        assert words in report
    assert report.endswith(PROBLEMS)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_lines_fit_the_window_but_a_path_stays_whole_and_escape_codes_are_shown(width: int) -> None:
    words, path = "several short words in a row " * 8, "/home/" + "long-name/" * 10
    lines = check_lines({"keep-awake": Check("ok", words, words)}, width)
    assert max(map(len, lines[:-1])) <= min(width, 80)
    lines = check_lines({"data": Check("ok", f"In {path}. \x1b[31m")}, width)
    assert any(path in line for line in lines)
    assert "\x1b" not in "".join(lines)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such commands")
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


@pytest.mark.skipif(sys.platform == "win32", reason="has no shell")
def test_the_sound_test_names_what_spoke_in_the_end(run: Run, programs: Programs) -> None:
    programs.add("espeak-ng", "exit 1")
    programs.add("spd-say")
    out = run("doctor", "--test-sound").out
    said = out[out.index("A tone, and ") :]
    assert "Spoken aloud by spd-say." in said
    assert "Heard nothing?" in said


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other programs")
def test_it_tries_the_chosen_voice_and_says_what_fails_and_what_speaks_instead(
    run: Run, monkeypatch: pytest.MonkeyPatch, programs: Programs, home: Path
) -> None:
    programs.add_espeak()
    programs.add("aplay")
    assert words_of(run("doctor"), "speech") == "ok Uses espeak-ng."
    out = run("doctor", "--test-sound").out
    assert "Spoken aloud by espeak-ng." in out
    assert "clip-" in programs.lines("aplay argument ")[-1]
    monkeypatch.setenv("FOOTCOACH_VOICE_NAME", "nobody")
    assert words_of(run("doctor"), "speech") == (
        "missing espeak-ng (nobody) could not turn words into sound: exit 1. Instead, espeak-ng "
        "speaks. In your settings, check speech_command and voice_name."
    )
    monkeypatch.setenv("FOOTCOACH_SPEECH_COMMAND", "nosuch {text}")
    assert words_of(run("doctor"), "speech").startswith("missing nosuch was not found. Instead, es")
    monkeypatch.setenv("FOOTCOACH_SPEECH_COMMAND", "piper-that-is-not-there {file}")
    assert "piper-that-is-not-there could not turn words into sound: was not found." in (
        words_of(run("doctor"), "speech")
    )
    assert not home.exists()


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="has no D-Bus")
def test_where_nothing_keeps_the_display_on_it_says_what_to_set(run: Run) -> None:
    assert "let it stay on for 15 minutes" in words_of(run("doctor"), "keep-awake")


def test_settings_are_named_also_where_they_would_be(run: Run, home: Path) -> None:
    path = home / "config.toml"
    assert words_of(run("doctor"), "settings") == f"ok The defaults. Yours would be in {path}"
    home.mkdir(mode=0o700)
    path.write_text("ascii = true\n", encoding="utf-8")
    assert words_of(run("doctor"), "settings") == f"ok From {path}"
    path.write_text("ascii = 1\n", encoding="utf-8")
    result = run("doctor")
    assert result.code == 1
    assert words_of(result, "settings").startswith("broken")
    assert words_of(result, "data") == f"ok Kept in {home}"


@pytest.mark.parametrize("below", ["", "folder"])
def test_a_data_folder_that_can_never_be_is_a_failure(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, below: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FOOTCOACH_HOME", str(tmp_path / "file" / below))
    result = run("doctor")
    assert result.code == 1
    assert words_of(result, "data").startswith("broken Nothing can be kept in")


def test_health_data_and_sessions_are_never_shown(run: Run, home: Path) -> None:
    run("profile", "clearance", "add", "diabetes", "--by", "Dr Grey", "--on", today())
    History().add(a_record(routine="Secret"))
    out = run("doctor").out
    assert not any(word in out for word in ("diabetes", "Grey", "Secret"))
