"""`footcoach doctor` says what works, and what to do about what does not."""

import io
import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from rich.console import Console

from cli.running import Result, Run
from conftest import Open, today
from footcoach.cli import doctor as doctor_module
from footcoach.cli.checks import (
    colours_finding,
    device_findings,
    encoding_finding,
    heard_finding,
    keep_awake_finding,
    size_finding,
    system_names,
    terminal_finding,
)
from footcoach.cli.doctor import TEST_WORDS, Heard, try_sound
from footcoach.cli.seat import reason_for_lines
from footcoach.core.cues import Cue
from footcoach.core.questionnaire import QUESTION_SET
from footcoach.storage.history import History, history_file
from footcoach.ui.doctor import State
from footcoach.ui.screen import Size
from samples import NOW, a_record

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes say nothing on Windows")


def words_of(result: Result, name: str) -> str:
    """Return state, words and advice of one finding, as one line."""
    lines: list[str] = []
    for line in result.out.splitlines():
        if line.startswith(f"{name} "):
            lines.append(line.removeprefix(name))
        elif lines and line.startswith(" "):
            lines.append(line)
        elif lines:
            break
    assert lines, f"no {name} in:\n{result.out}"
    return " ".join(" ".join(lines).split())


# --- the whole command ---------------------------------------------------------------------------


def test_everything_is_looked_at_and_ornaments_may_be_missing(run: Run) -> None:
    result = run("doctor")
    assert result.code == 0
    assert result.err == ""
    first = [line.split()[0] for line in result.out.splitlines() if line[:1].strip()]
    assert [name for name in first if name != "device"] == [
        *("terminal", "size", "colours", "encoding", "speech", "sound", "keep-awake"),
        *("settings", "data", "profile", "history", "footcoach"),
    ]


@pytest.mark.parametrize("force", ["", "1"])
def test_a_pipe_gets_pure_text_in_eighty_columns(
    run: Run, monkeypatch: pytest.MonkeyPatch, home: Path, force: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", force)
    lines = run("doctor").out.splitlines()
    assert all(line.isprintable() and line.isascii() for line in lines)
    assert all(len(line) <= 80 for line in lines if str(home) not in line)


def test_looking_leaves_nothing_behind(run: Run, home: Path) -> None:
    run("doctor")
    assert not home.exists()
    home.mkdir(mode=0o700)
    run("doctor")
    assert list(home.iterdir()) == []


@posix
def test_with_output_closed_it_does_not_break() -> None:
    command = f"exec '{sys.executable}' -m footcoach doctor >&-"
    result = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert result.stderr == ""


def test_it_has_help(run: Run) -> None:
    assert "--test-sound" in run("doctor", "--help").out


# --- the terminal --------------------------------------------------------------------------------


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_in_a_terminal_it_tells_of_the_full_screen_without_a_single_escape_code(
    terminal: Open,
) -> None:
    window = terminal("doctor", height=40)
    text = window.wait_for("footcoach can be used")
    assert "terminal    ok       Full screen (TERM=xterm-256color)." in text
    assert "size        ok       80 x 40;" in text
    assert "colours     ok       Yes (256)." in text
    assert "encoding    ok       utf-8: drawn with lines and blocks." in text
    assert b"\x1b" not in window.raw
    assert window.leave_with() == 0


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_in_a_narrow_terminal_it_says_why_there_is_line_mode(terminal: Open) -> None:
    window = terminal("doctor", width=50, height=100, env={"ACCESSIBLE": "1", "NO_COLOR": "1"})
    text = " ".join(window.wait_for("footcoach can be used").split())
    assert "Line mode, because ACCESSIBLE is set (TERM=xterm-256color)." in text
    assert "None, because NO_COLOR is set." in text
    assert window.leave_with() == 0


def test_without_a_terminal_it_says_that_nothing_can_be_asked(run: Run) -> None:
    result = run("doctor")
    assert words_of(result, "terminal").startswith("note Input or output is no terminal here")
    assert words_of(result, "size").startswith("note Not known here; 40 x 10 is the least")


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("dumb", "Line mode, because the terminal shows only lines (TERM=dumb)."),
        ("", "Line mode, because the terminal shows only lines (TERM is not set)."),
        ("xterm", "Full screen (TERM=xterm)."),
    ],
)
@posix
def test_the_reason_for_line_mode_is_the_one_that_a_session_goes_by(
    monkeypatch: pytest.MonkeyPatch, term: str, words: str
) -> None:
    monkeypatch.setenv("TERM", term)
    assert terminal_finding(here=True, lines=reason_for_lines()).words == words


@pytest.mark.parametrize(
    ("size", "state"),
    [(Size(39, 24), State.NOTE), (Size(80, 9), State.NOTE), (Size(40, 10), State.OK)],
)
def test_a_window_too_small_for_a_session_is_told_of(size: Size, state: State) -> None:
    finding = size_finding(size)
    assert finding.state is state
    assert bool(finding.advice) is (state is State.NOTE)
    assert f"{size.width} x {size.height}; 40 x 10 is the least" in finding.words


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"NO_COLOR": "1"}, "None, because NO_COLOR is set."),
        ({"TERM": "dumb"}, "None here. Words say everything."),
        ({"FORCE_COLOR": "1", "COLORTERM": "truecolor"}, "Yes (truecolor), because FORCE_COLOR"),
    ],
)
def test_colours_are_told_with_the_wish_behind_them(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], words: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert colours_finding(Console(file=io.StringIO())).words.startswith(words)


@pytest.mark.parametrize(
    ("encoding", "ascii_only", "state", "words"),
    [
        ("utf-8", False, State.OK, "utf-8: drawn with lines and blocks."),
        ("utf-8", True, State.OK, "ASCII characters only, as the settings say."),
        ("cp1252", False, State.NOTE, "cp1252 has no lines and blocks"),
        (None, False, State.NOTE, "drawn with ASCII characters."),
    ],
)
def test_the_characters_are_those_that_the_screen_will_use(
    encoding: str | None, ascii_only: bool, state: State, words: str
) -> None:
    finding = encoding_finding(encoding, ascii_only=ascii_only)
    assert finding.state is state
    assert words in finding.words


# --- sound ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["speech", "sound"])
def test_the_program_that_is_heard_is_named(what: str) -> None:
    finding = heard_finding(what, "espeak-ng", ["debian"])
    assert (finding.state, finding.words, finding.advice) == (State.OK, "By espeak-ng.", "")


@pytest.mark.parametrize(
    ("systems", "speech", "sound"),
    [
        (["debian"], "sudo apt install espeak-ng", "sudo apt install pulseaudio-utils"),
        (["linuxmint", "ubuntu", "debian"], "sudo apt install espeak-ng", "(or alsa-utils)"),
        (["fedora"], "sudo dnf install espeak-ng", "sudo dnf install pulseaudio-utils"),
        (["rocky", "rhel", "fedora"], "sudo dnf install espeak-ng", "(or alsa-utils)"),
        (["void"], "Please install espeak-ng", "Please install pulseaudio-utils"),
        ([], "Please install espeak-ng", "Please install pulseaudio-utils"),
        (["darwin"], "'say'", "'afplay'"),
        (["win32"], "powershell.exe", "python.org"),
    ],
)
def test_what_is_missing_comes_with_what_to_install_on_this_system(
    systems: Sequence[str], speech: str, sound: str
) -> None:
    for what, advice in (("speech", speech), ("sound", sound)):
        finding = heard_finding(what, None, systems)
        assert finding.state is State.MISSING
        assert advice in finding.advice


@pytest.mark.parametrize("name", ["darwin", "win32"])
def test_a_system_other_than_linux_goes_by_one_name(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "platform", name)
    assert system_names() == [name]


def test_a_linux_goes_by_its_name_and_by_those_it_is_like(monkeypatch: pytest.MonkeyPatch) -> None:
    release = {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    assert system_names() == ["linuxmint", "ubuntu", "debian"]


def test_a_linux_that_does_not_say_its_name_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> dict[str, str]:
        raise OSError

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "freedesktop_os_release", nameless)
    assert system_names() == []


def test_over_ssh_it_says_where_sound_is_to_be_heard(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "connection" not in run("doctor").out
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    assert "come from the other machine" in words_of(run("doctor"), "connection")


@pytest.mark.skipif(sys.platform != "linux", reason="shows no devices")
def test_where_nothing_leads_to_a_loudspeaker_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    (tmp_path / "pcmC0D0c").touch()  # a microphone
    (finding,) = device_findings(tmp_path)
    assert finding.state is State.NOTE
    assert "silent" in finding.words
    (tmp_path / "pipewire-0").touch()
    assert device_findings(tmp_path) == []
    (tmp_path / "pipewire-0").rename(tmp_path / "pcmC0D0p")
    assert device_findings(tmp_path) == []
    assert device_findings(tmp_path / "missing")
    monkeypatch.setenv("PULSE_SERVER", "tcp:192.0.2.1")
    assert device_findings(tmp_path / "missing") == []


class RecordingSpeaker:
    """Remembers what it was asked for, and then has a problem; or is broken off."""

    def __init__(self, *, broken_off: bool = False) -> None:
        self.done: list[object] = []
        self.problems: tuple[str, ...] = ()
        self._broken_off = broken_off

    def cue(self, cue: Cue) -> None:
        self.done.append(cue)

    def stop_speaking(self) -> None:
        self.done.append("hushed")

    def finish(self, seconds: float) -> None:
        if self._broken_off:
            raise KeyboardInterrupt
        self.problems = ("aplay failed: no device.",)
        self.done.append(f"up to {seconds:g} s")

    def close(self) -> None:
        self.done.append("closed")


def test_the_sound_test_is_heard_to_its_end_and_says_by_what(
    capsys: pytest.CaptureFixture[str],
) -> None:
    speaker = RecordingSpeaker()
    heard = Heard("espeak-ng", "aplay", lambda: speaker)
    try_sound(heard)
    cue, *rest = speaker.done
    assert isinstance(cue, Cue)
    assert (cue.say, bool(cue.tone)) == (TEST_WORDS, True)
    assert rest == ["up to 10 s", "closed"]
    out = capsys.readouterr().out
    assert "A tone, by aplay.\n" in out
    assert '"This is footcoach.", by espeak-ng.\n' in out
    assert "aplay failed: no device.\n" in out
    assert "Nothing heard? Check volume" in out


def test_the_sound_test_falls_silent_when_broken_off() -> None:
    speaker = RecordingSpeaker(broken_off=True)
    with pytest.raises(KeyboardInterrupt):
        try_sound(Heard("espeak-ng", None, lambda: speaker))
    assert speaker.done[-1] == "closed"


def test_with_nothing_to_be_heard_the_sound_test_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_module, "_find_heard", Heard)
    result = run("doctor", "--test-sound")
    assert result.code == 0
    assert words_of(result, "speech").startswith("missing No program that speaks")
    assert result.out.endswith("Nothing can be played: see above what to install.\n")


# --- the display ---------------------------------------------------------------------------------


def test_what_keeps_the_display_on_is_named() -> None:
    finding = keep_awake_finding("org.gnome.SessionManager")
    assert finding.state is State.OK
    assert "by org.gnome.SessionManager" in finding.words


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="has no D-Bus")
def test_where_nothing_keeps_the_display_on_it_says_what_to_set(run: Run) -> None:
    assert "let it stay on for 15 minutes" in words_of(run("doctor"), "keep-awake")


# --- what is on disk -----------------------------------------------------------------------------


def private(folder: Path, name: str, text: str) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_without_settings_it_says_where_they_would_be(run: Run, home: Path) -> None:
    expected = f"ok The usual ones. Yours would be in {home / 'config.toml'}"
    assert words_of(run("doctor"), "settings") == expected


def test_settings_that_can_be_used_are_named_and_obeyed(run: Run, home: Path) -> None:
    private(home, "config.toml", "ascii = true\n")
    result = run("doctor")
    assert words_of(result, "settings") == f"ok From {home / 'config.toml'}"
    assert "as the settings say" in words_of(result, "encoding")


@pytest.mark.parametrize("text", ["ascii = 1\n", "ascii = \n", "asci = true\n"])
def test_settings_that_cannot_be_used_are_a_failure_and_the_rest_is_still_told(
    run: Run, home: Path, text: str
) -> None:
    private(home, "config.toml", text)
    result = run("doctor")
    assert result.code == 1
    assert words_of(result, "settings").startswith("broken")
    assert "Mend it, or remove it" in words_of(result, "settings")
    assert words_of(result, "profile").startswith("ok")
    assert result.out.endswith("cannot be used until this is mended: settings.\n")


def test_a_data_folder_that_is_not_there_is_made_when_needed(run: Run, home: Path) -> None:
    expected = f"ok Made when something is to be kept: {home}"
    assert words_of(run("doctor"), "data") == expected


def test_a_private_data_folder_is_fine(run: Run, home: Path) -> None:
    home.mkdir(mode=0o700)
    assert words_of(run("doctor"), "data") == f"ok Can be written, and is private: {home}"


@posix
def test_a_data_folder_open_to_others_is_worth_a_note(run: Run, home: Path) -> None:
    home.mkdir()
    home.chmod(0o755)
    result = run("doctor")
    assert result.code == 0
    assert words_of(result, "data").startswith("note")
    assert words_of(result, "data").endswith(f"chmod 700 {home}")


@pytest.mark.parametrize("below", ["", "folder", "folder/folder"])
def test_a_data_folder_that_can_never_be_is_a_failure(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, below: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FOOTCOACH_HOME", str(tmp_path / "file" / below))
    result = run("doctor")
    assert result.code == 1
    assert words_of(result, "data").startswith("broken Nothing can be kept in")
    assert "set FOOTCOACH_HOME to a folder of yours" in words_of(result, "data")


@pytest.mark.skipif(sys.platform != "linux", reason="has no /proc")
@pytest.mark.parametrize("below", ["", "folder"])
def test_a_data_folder_that_cannot_be_written_is_a_failure_even_for_root(
    run: Run, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    monkeypatch.setenv("FOOTCOACH_HOME", str(Path("/proc/self") / below))
    result = run("doctor")
    assert result.code == 1
    assert words_of(result, "data").startswith("broken")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_data_folder_of_somebody_else_is_a_failure(run: Run, home: Path) -> None:
    home.mkdir(mode=0o500)
    result = run("doctor")
    assert result.code == 1
    assert words_of(result, "data").startswith("broken")


def clearance(question: str) -> str:
    return (
        f'{{"clearances": [{{"question": "{question}", "by": "Dr Grey", "on": "{today()}", '
        f'"question_set": "{QUESTION_SET}"}}]}}'
    )


def test_health_data_are_never_shown(run: Run, home: Path) -> None:
    run("profile", "clearance", "add", "diabetes", "--by", "Dr Grey", "--on", today())
    assert "Dr Grey" in run("profile").out
    result = run("doctor")
    assert words_of(result, "profile").startswith("ok")
    assert "diabetes" not in result.out
    assert "Grey" not in result.out


@pytest.mark.parametrize("text", ["{", '{"diabetes": "yes"}', clearance("diabetes" * 2)])
def test_a_damaged_profile_is_told_of_but_not_what_is_in_it(
    run: Run, home: Path, text: str
) -> None:
    private(home, "profile.json", text)
    result = run("doctor")
    assert result.code == 0
    assert words_of(result, "profile").startswith("note Damaged")
    assert "diabetes" not in result.out
    assert "Grey" not in result.out


def test_sessions_that_can_be_read_are_counted_and_no_more(run: Run) -> None:
    with History(NOW) as history:
        history.add(a_record(routine="Secret"))
    result = run("doctor")
    assert words_of(result, "history") == "ok Nothing in it is damaged: one session."
    assert "Secret" not in result.out


def test_a_damaged_history_is_set_aside_and_told_of(run: Run, home: Path) -> None:
    home.mkdir()
    history_file().write_bytes(b"no database")
    assert "It is kept as history.db.damaged-" in words_of(run("doctor"), "history")


@pytest.mark.usefixtures("home")
def test_a_history_of_a_newer_footcoach_is_told_of_and_left_alone(run: Run) -> None:
    with History(NOW) as history:
        history.add(a_record())
    with closing(sqlite3.connect(history_file())) as db:
        db.execute("PRAGMA user_version = 99")
    before = history_file().read_bytes()
    words = words_of(run("doctor"), "history")
    assert words.startswith("note")
    assert "was made by a newer footcoach" in words
    assert "sessions are not remembered" in words
    assert history_file().read_bytes() == before
