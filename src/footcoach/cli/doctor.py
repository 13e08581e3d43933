"""`footcoach doctor`: what works on this computer, and what to do about what does not.

No health data are shown.
"""

import os
import platform
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from footcoach.core.errors import ExitCode, FootcoachError
from footcoach.core.text import both, sessions_in_words, visible

TEST_WORDS = "This is footcoach."
WIDEST = 80

# Seconds that the tone and the words may take. PowerShell alone takes some to start.
_TEST_SECONDS = 10.0
# Columns for the name of a check (12) and for its state (9).
_INDENT = " " * 21

_NOT_FOUND = {
    "speech": "No speech program was found: words are only shown.",
    "sound": "No program that plays tones was found: the terminal's bell rings instead.",
}
_PACKAGES = {"speech": "espeak-ng", "sound": "pulseaudio-utils"}
_INSTALL = {"debian": "sudo apt install", "fedora": "sudo dnf install"}
_PART_OF = {
    ("speech", "darwin"): "It is part of macOS: check that PATH has /usr/bin, where 'say' is.",
    ("sound", "darwin"): "It is part of macOS: check that PATH has /usr/bin, where 'afplay' is.",
    ("speech", "win32"): "It is part of Windows: check that PATH has powershell.exe's folder.",
    ("sound", "win32"): "It is part of Python for Windows: install Python from python.org.",
}


class State(StrEnum):
    """How something is."""

    OK = "ok"
    # The program does without.
    MISSING = "missing"
    NOTE = "note"
    # The program cannot be used until it is fixed.
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what was found, and what to do about it."""

    name: str
    state: State
    words: str
    advice: str = ""


def doctor(
    test_sound: Annotated[
        bool, typer.Option("--test-sound", help="Also play the tone and say a sentence.")
    ] = False,
) -> None:
    """See what works on this computer, and what to do about what does not."""
    from footcoach.app.interface import has_terminal
    from footcoach.system.signals import leave_in_order
    from footcoach.ui.screen import window_size

    leave_in_order()
    checks = run_checks()
    width = window_size().width if has_terminal() else WIDEST
    typer.echo("\n".join(check_lines(checks, width)))
    if test_sound:
        try_sound()
    broken = any(check.state is State.BROKEN for check in checks)
    raise typer.Exit(ExitCode.FAILURE if broken else ExitCode.OK)


def run_checks() -> list[Check]:
    """Look at everything. A look that fails is a check that says so, and the others go on."""
    looks: dict[str, Callable[[], Iterable[Check]]] = {
        "terminal": check_terminal,
        "speech": lambda: [check_heard("speech", _engine_name(), system_names())],
        "sound": lambda: [check_heard("sound", _player_name(), system_names()), *check_speakers()],
        "keep-awake": check_keep_awake,
        "settings": check_settings,
        "data": check_data,
    }
    checks: list[Check] = []
    for name, look in looks.items():
        try:
            checks += look()
        except FootcoachError as error:
            checks.append(Check(name, State.BROKEN, " ".join(error.args)))
        except OSError as error:
            checks.append(Check(name, State.BROKEN, f"Cannot be checked: {error}."))
    return checks


def check_terminal() -> list[Check]:
    """Say in what form a person is asked here, and whether a session fits the window."""
    from footcoach.app.interface import has_terminal, reason_for_lines
    from footcoach.ui.page import SMALLEST, too_small
    from footcoach.ui.screen import window_size
    from footcoach.ui.theme import ASCII, glyphs_for

    if not has_terminal():
        words = "Input or output is not a terminal here, so nothing can be asked."
        return [Check("terminal", State.NOTE, words, "Run footcoach in a terminal window.")]
    size, reason = window_size(), reason_for_lines()
    form = f"Line mode, because {reason}" if reason else "Full screen"
    term = f"TERM={os.environ['TERM']}" if os.environ.get("TERM") else "TERM is not set"
    words = f"{form}, {size.width} x {size.height} ({term})."
    if too_small(size):
        need = f"Make it at least {SMALLEST.width} x {SMALLEST.height}, better 80 x 24"
        return [Check("terminal", State.NOTE, words, f"{need}, or use --plain.")]
    if glyphs_for(sys.stdout.encoding) is ASCII:
        words += f" {sys.stdout.encoding} has no lines and blocks: ASCII is used."
        return [Check("terminal", State.NOTE, words, "If it can show UTF-8, set PYTHONUTF8=1.")]
    return [Check("terminal", State.OK, words)]


def system_names() -> list[str]:
    """Name the system, the most special name first: a Linux itself, then what it is like."""
    if sys.platform != "linux":
        return [sys.platform]
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return []
    return [release.get("ID", ""), *release.get("ID_LIKE", "").split()]


def check_heard(what: str, program: str | None, systems: Sequence[str]) -> Check:
    """Say which program is used for "speech" or "sound", or how to get one on such a system."""
    if program:
        return Check(what, State.OK, f"By {program}.")
    command = next((_INSTALL[name] for name in systems if name in _INSTALL), "Install")
    advice = _PART_OF.get((what, systems[0] if systems else ""), f"{command} {_PACKAGES[what]}")
    return Check(what, State.MISSING, _NOT_FOUND[what], advice)


def check_speakers(devices: Path = Path("/dev/snd")) -> list[Check]:
    """Say where sound goes if not to a loudspeaker here: espeak-ng then ends well, and silently.

    Only Linux shows it: a card that plays, or the socket of a sound service.
    """
    if "SSH_CONNECTION" in os.environ:
        words = "You are connected by SSH: the other machine makes the sound, not this one."
        advice = "To hear it, run footcoach on the machine in front of you."
        return [Check("speakers", State.NOTE, words, advice)]
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/run"))
    services = (runtime / "pulse" / "native", runtime / "pipewire-0")
    there = "PULSE_SERVER" in os.environ or any(map(os.path.exists, services))
    if sys.platform != "linux" or there or any(devices.glob("pcm*p")):
        return []
    words = "No sound card and no sound service was found: you may hear nothing."
    advice = "Connect a loudspeaker or headphones, or run footcoach where there is one."
    return [Check("speakers", State.NOTE, words, advice)]


def check_keep_awake() -> list[Check]:
    """Say whether the display stays on during a session."""
    from footcoach.system.power import keep_awake

    with keep_awake() as awake:
        method = awake.method
    if method:
        return [Check("keep-awake", State.OK, f"The display stays on in a session, by {method}.")]
    words = "Nothing here can keep the display on: it may go dark during a session."
    advice = "In your system's settings, let it stay on for 15 minutes."
    return [Check("keep-awake", State.MISSING, words, advice)]


def check_settings() -> list[Check]:
    """Say whether the settings can be used."""
    from footcoach.core.errors import SettingsError
    from footcoach.storage.settings import load_settings, settings_file

    path = settings_file()
    try:
        load_settings()
    except SettingsError as error:
        advice = "Fix it, or delete the file to go back to the defaults."
        return [Check("settings", State.BROKEN, str(error), advice)]
    words = f"From {path}" if path.exists() else f"The defaults. Yours would be in {path}"
    return [Check("settings", State.OK, words)]


def check_data() -> list[Check]:
    """Say whether things can be kept, by trying, and whether what is kept can be read."""
    from footcoach.storage.files import data_folder

    folder = data_folder()
    try:
        there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"x")
    except OSError as error:
        words = f"Nothing can be kept in {folder} ({error.strerror})."
        advice = "Fix that, or set FOOTCOACH_HOME to a folder of your own."
        return [Check("data", State.BROKEN, words, advice)]
    if there != folder:
        return [Check("data", State.OK, f"Nothing is kept yet. The folder will be {folder}")]
    # On Windows, the mode does not say who may look into it.
    if os.name != "nt" and folder.stat().st_mode & 0o077:
        words = f"Other users of this computer can see which files are in {folder}"
        advice = f"If only footcoach uses that folder: chmod 700 {folder}"
        return [Check("data", State.NOTE, words, advice), *check_contents()]
    return [Check("data", State.OK, f"Kept in {folder}"), *check_contents()]


def check_contents() -> list[Check]:
    """Say whether profile and sessions can be read; not what is in them."""
    from footcoach.cli.console import now
    from footcoach.core.errors import ProfileInvalid, StorageError
    from footcoach.storage.history import History
    from footcoach.storage.profile import load_profile

    profile = Check("profile", State.OK, "Can be read.")
    try:
        load_profile(now().date())
    except ProfileInvalid:
        words = "Damaged: nothing in it is used, and every question is asked."
        profile = Check("profile", State.NOTE, words, "To see what is wrong: footcoach profile")
    try:
        with History(now()) as history:
            words = f"Can be read: {sessions_in_words(history.count())}."
            sessions = Check("history", State.OK, words)
            if history.notice:
                sessions = Check("history", State.NOTE, history.notice)
    except StorageError as error:
        advice = "Until this is fixed, sessions are not remembered."
        sessions = Check("history", State.NOTE, str(error), advice)
    return [profile, sessions]


def check_lines(checks: Sequence[Check], width: int = WIDEST) -> list[str]:
    """Return an entry for each check, name and state in columns, and a verdict at the end."""
    lines = []
    for check in checks:
        lines += _beside(check.words, width, f"{check.name:12}{check.state:9}")
        lines += _beside(check.advice, width, _INDENT)
    named = {state: [each.name for each in checks if each.state is state] for state in State}
    missing, broken = named[State.MISSING], named[State.BROKEN]
    verdict = f"footcoach works{f', without {both(missing)}' if missing else ''}."
    if broken:
        verdict = f"footcoach does not work until this is fixed: {both(broken)}."
    return [*lines, "", *textwrap.wrap(verdict, min(width, WIDEST))]


def _beside(text: str, width: int, first: str) -> list[str]:
    """Break a text beside the columns. A path or a command word stays whole, to be copied."""
    width = max(len(_INDENT) + 15, min(width, WIDEST))
    return textwrap.wrap(
        str(visible(text)), width, initial_indent=first, subsequent_indent=_INDENT,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def try_sound() -> None:
    """Play the tone and say a sentence, and say by what."""
    from footcoach.core.cues import Cue, Tone
    from footcoach.system.voice import make_voice

    voice = make_voice(speak=True, tones=True)
    typer.echo(f"\nA tone, by {_player_name() or 'the bell of the terminal'}.")
    typer.echo(f'"{TEST_WORDS}", by {_engine_name() or "nothing: it is not spoken"}.')
    try:
        voice.cue(Cue(TEST_WORDS, Tone.ATTENTION))
        voice.finish(_TEST_SECONDS)
    finally:
        voice.close()
    for problem in voice.problems:
        typer.echo(problem)
    typer.echo("Nothing heard? Check volume and mute, and where sound goes: headphones,")
    typer.echo("another screen or, over SSH, another machine.")


def _engine_name() -> str | None:
    from footcoach.system.engines import find_engines

    return next((engine.name for engine in find_engines()), None)


def _player_name() -> str | None:
    from footcoach.system.engines import find_player

    player = find_player()
    return player.name if player else None
