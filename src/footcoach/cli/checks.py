"""What `footcoach doctor` looks at, and what it makes of it. No health data is shown."""

import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from footcoach.cli.seat import has_terminal, reason_for_lines
from footcoach.core.errors import ProfileInvalid, SettingsError, StorageError
from footcoach.core.text import sessions_in_words
from footcoach.storage.files import data_folder
from footcoach.storage.history import History
from footcoach.storage.profile import load_profile
from footcoach.storage.settings import load_settings, settings_file
from footcoach.system.clock import SystemClock
from footcoach.system.power import keep_awake
from footcoach.ui.doctor import Finding, State
from footcoach.ui.page import SMALLEST, too_small
from footcoach.ui.screen import Size, window_size
from footcoach.ui.theme import UNICODE, glyphs_for, make_console

_LACKING = {
    "speech": "No program that speaks was found: words are only shown.",
    "sound": "No program that plays tones was found: the terminal's bell is used.",
}
_PACKAGES = {"speech": "espeak-ng", "sound": "pulseaudio-utils (or alsa-utils)"}
_INSTALL = {"debian": "sudo apt install", "fedora": "sudo dnf install"}
_PART_OF = {
    ("speech", "darwin"): "Part of macOS: see that PATH holds /usr/bin, where 'say' is.",
    ("sound", "darwin"): "Part of macOS: see that PATH holds /usr/bin, where 'afplay' is.",
    ("speech", "win32"): "Part of Windows: see that PATH holds the folder of powershell.exe.",
    ("sound", "win32"): "Part of Python for Windows: install Python from python.org.",
}


_DEVICES = Path("/dev/snd")


def look(engine: str | None, player: str | None) -> list[Finding]:
    """Look at everything. `engine` and `player` name the programs that speak and play, if any."""
    settings, ascii_only = settings_finding(settings_file())
    here, systems = has_terminal(), system_names()
    with keep_awake() as awake:
        method = awake.method
    return [
        terminal_finding(here=here, lines=reason_for_lines()),
        size_finding(window_size() if here else None),
        colours_finding(make_console()),
        encoding_finding(getattr(sys.stdout, "encoding", None), ascii_only=ascii_only),
        heard_finding("speech", engine, systems),
        heard_finding("sound", player, systems),
        *device_findings(_DEVICES),
        keep_awake_finding(method),
        *connection_findings(),
        settings,
        data_finding(data_folder()),
        profile_finding(),
        history_finding(),
    ]


def system_names() -> list[str]:
    """Name the system, the most special name first: a Linux by itself, then by what it is like."""
    if sys.platform != "linux":
        return [sys.platform]
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return []
    return [release.get("ID", ""), *release.get("ID_LIKE", "").split()]


def terminal_finding(*, here: bool, lines: str) -> Finding:
    """Say whether a person can be asked here, and in what form; `lines` is why in lines."""
    if here:
        form = f"Line mode, because {lines}" if lines else "Full screen"
        term = f"TERM={os.environ['TERM']}" if os.environ.get("TERM") else "TERM is not set"
        return Finding("terminal", State.OK, f"{form} ({term}).")
    words = "Input or output is no terminal here: nothing can be asked."
    return Finding("terminal", State.NOTE, words, "To be asked, run it in a terminal window.")


def size_finding(size: Size | None) -> Finding:
    """Say whether a session fits the window; None is no window."""
    need = f"{SMALLEST.width} x {SMALLEST.height} is the least, 80 x 24 is good."
    if size is None:
        return Finding("size", State.NOTE, f"Not known here; {need}")
    words = f"{size.width} x {size.height}; {need}"
    if too_small(size):
        return Finding("size", State.NOTE, words, "Make the window larger, or use --plain.")
    return Finding("size", State.OK, words)


def colours_finding(console: Console) -> Finding:
    """Say how many colours are used, and by whose wish."""
    if console.no_color:
        return Finding("colours", State.OK, "None, because NO_COLOR is set.")
    if console.color_system is None:
        return Finding("colours", State.NOTE, "None here. Words say everything.")
    why = ", because FORCE_COLOR is set" if os.environ.get("FORCE_COLOR") else ""
    return Finding("colours", State.OK, f"Yes ({console.color_system}){why}.")


def encoding_finding(encoding: str | None, *, ascii_only: bool) -> Finding:
    """Say with what characters lines and digits are drawn."""
    if ascii_only:
        return Finding("encoding", State.OK, "ASCII characters only, as the settings say.")
    if glyphs_for(encoding) is UNICODE:
        return Finding("encoding", State.OK, f"{encoding}: drawn with lines and blocks.")
    words = f"{encoding} has no lines and blocks: drawn with ASCII characters."
    return Finding("encoding", State.NOTE, words, "If the terminal knows UTF-8, set PYTHONUTF8=1.")


def heard_finding(what: str, program: str | None, systems: Sequence[str]) -> Finding:
    """Say which program is used for "speech" or "sound", or how to get one on such a system."""
    if program:
        return Finding(what, State.OK, f"By {program}.")
    command = next((_INSTALL[name] for name in systems if name in _INSTALL), "Please install")
    advice = _PART_OF.get((what, systems[0] if systems else ""), f"{command} {_PACKAGES[what]}")
    return Finding(what, State.MISSING, _LACKING[what], advice)


def device_findings(devices: Path) -> list[Finding]:
    """Say so if nothing here leads to a loudspeaker: espeak-ng then ends well, and silently.

    Linux alone shows it: a card that plays, or the socket of a sound service.
    """
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/run"))
    services = (runtime / "pulse" / "native", runtime / "pipewire-0")
    there = "PULSE_SERVER" in os.environ or any(path.exists() for path in services)
    if sys.platform != "linux" or there or any(devices.glob("pcm*p")):
        return []
    words = "No sound card and no sound service was found: words and tones may be silent."
    advice = "Connect a loudspeaker or headphones, or run footcoach where there is one."
    return [Finding("device", State.NOTE, words, advice)]


def keep_awake_finding(method: str | None) -> Finding:
    """Say whether the display stays on in a session, and by what."""
    if method:
        return Finding("keep-awake", State.OK, f"The display stays on in a session, by {method}.")
    words = "Nothing here keeps the display on: it may go dark in a session."
    advice = "In the settings of your system, let it stay on for 15 minutes."
    return Finding("keep-awake", State.MISSING, words, advice)


def connection_findings() -> list[Finding]:
    """Say where things happen, if that is not here."""
    words = "By SSH: sound and speech come from the other machine, not from this one."
    advice = "To hear them, run footcoach on the machine in front of you."
    over_ssh = "SSH_CONNECTION" in os.environ
    return [Finding("connection", State.NOTE, words, advice)] if over_ssh else []


def settings_finding(path: Path) -> tuple[Finding, bool]:
    """Say whether the settings can be used, and whether they ask for ASCII only."""
    try:
        settings = load_settings()
    except SettingsError as error:
        advice = "Mend it, or remove it to have the usual settings."
        return Finding("settings", State.BROKEN, str(error), advice), False
    words = f"From {path}" if path.exists() else f"The usual ones. Yours would be in {path}"
    return Finding("settings", State.OK, words), settings.ascii


def data_finding(folder: Path) -> Finding:
    """Say whether things can be kept in the folder, by trying, and whether it is private."""
    try:
        there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"x")
    except OSError as error:
        words = f"Nothing can be kept in {folder} ({error.strerror})."
        advice = "Mend that, or set FOOTCOACH_HOME to a folder of yours."
        return Finding("data", State.BROKEN, words, advice)
    if there != folder:
        return Finding("data", State.OK, f"Made when something is to be kept: {folder}")
    # On Windows, the mode does not say who may look into it.
    if os.name != "nt" and folder.stat().st_mode & 0o077:
        words = f"Others on this computer can see which files are in {folder}"
        return Finding("data", State.NOTE, words, f"If only footcoach uses it: chmod 700 {folder}")
    return Finding("data", State.OK, f"Can be written, and is private: {folder}")


def profile_finding() -> Finding:
    """Say whether what is kept about the person can be read; not what it is, nor what is wrong."""
    try:
        load_profile(SystemClock().wall().date())
    except ProfileInvalid:
        words = "Damaged: nothing in it is used, and every question is asked."
        return Finding("profile", State.NOTE, words, "footcoach profile says what is wrong.")
    return Finding("profile", State.OK, "Nothing in it is damaged.")


def history_finding() -> Finding:
    """Say whether the sessions can be read; not what they were. A damaged file is set aside."""
    try:
        with History(SystemClock().wall()) as history:
            count, notice = history.count(), history.notice
    except StorageError as error:
        advice = "Until that is mended, sessions are not remembered."
        return Finding("history", State.NOTE, str(error), advice)
    if notice:
        return Finding("history", State.NOTE, notice)
    return Finding("history", State.OK, f"Nothing in it is damaged: {sessions_in_words(count)}.")
