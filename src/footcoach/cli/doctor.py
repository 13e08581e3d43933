"""`footcoach doctor`: what works on this computer, and what to do about what does not.

No health data are shown.
"""

import os
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from shutil import which
from typing import Annotated

import typer

from footcoach.core.errors import ExitCode, FootcoachError, StorageError
from footcoach.core.text import both, visible

TEST_WORDS = "This is footcoach."
WIDEST = 80

# Seconds that the tone and the words may take. PowerShell alone takes some to start.
_TEST_SECONDS = 10.0
# Columns for the name of a check (12) and for its state (9).
_INDENT = " " * 21


class State(StrEnum):
    """How something is: MISSING is what the program does without, BROKEN has to be fixed."""

    OK = "ok"
    MISSING = "missing"
    NOTE = "note"
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
        "speech": check_programs,
        "speakers": check_speakers,
        "keep-awake": check_keep_awake,
        "settings": check_settings,
        "data": check_data,
    }
    checks: list[Check] = []
    for name, look in looks.items():
        try:
            checks += look()
        except (FootcoachError, OSError) as error:
            checks.append(Check(name, State.BROKEN, f"Cannot be checked: {error}"))
    return checks


def check_terminal() -> Iterator[Check]:
    """Say in what form a person is asked here, and whether a session fits the window."""
    from footcoach.app.interface import has_terminal, reason_for_lines
    from footcoach.ui.page import SMALLEST, too_small
    from footcoach.ui.screen import window_size
    from footcoach.ui.theme import ASCII, glyphs_for

    if not has_terminal():
        words = "Input or output is not a terminal here, so nothing can be asked."
        yield Check("terminal", State.NOTE, words, "Run footcoach in a terminal window.")
        return
    size, reason = window_size(), reason_for_lines()
    form = f"Line mode, because {reason}" if reason else "Full screen"
    words = f"{form}, {size.width} x {size.height} (TERM={os.environ.get('TERM', '')})."
    if too_small(size):
        need = f"Make it at least {SMALLEST.width} x {SMALLEST.height}, better 80 x 24"
        yield Check("terminal", State.NOTE, words, f"{need}, or use --plain.")
    elif glyphs_for(sys.stdout.encoding) is ASCII:
        words += f" {sys.stdout.encoding} has no lines and blocks: ASCII is used."
        yield Check("terminal", State.NOTE, words, "If it can show UTF-8, set PYTHONUTF8=1.")
    else:
        yield Check("terminal", State.OK, words)


def check_programs() -> Iterator[Check]:
    """Say which programs speak and play tones here, or how to get them."""
    from footcoach.system.engines import find_engines, find_player

    engines, player = find_engines(), find_player()
    install = next((f"sudo {each} install" for each in ("apt", "dnf") if which(each)), "Install")
    part_of_system = sys.platform in {"darwin", "win32"}
    for name, program, package, without in (
        ("speech", engines[0] if engines else None, "espeak-ng", "words are only shown"),
        ("sound", player, "pulseaudio-utils", "the terminal's bell rings instead of tones"),
    ):
        advice = "It is part of your system: check PATH." if part_of_system else ""
        if program:
            yield Check(name, State.OK, f"By {program.name}.")
        else:
            words = f"No program for it was found: {without}."
            yield Check(name, State.MISSING, words, advice or f"{install} {package}")


def check_speakers(devices: Path = Path("/dev/snd")) -> Iterator[Check]:
    """Say so if sound does not go to a loudspeaker here: programs then end well, and silently."""
    # Only Linux shows it: a card that plays, or the socket of a sound service.
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/run"))
    services = (runtime / "pulse" / "native", runtime / "pipewire-0")
    there = "PULSE_SERVER" in os.environ or any(map(os.path.exists, services))
    if "SSH_CONNECTION" in os.environ:
        words = "You are connected by SSH: the other machine makes the sound, not this one."
        advice = "To hear it, run footcoach on the machine in front of you."
        yield Check("speakers", State.NOTE, words, advice)
    elif sys.platform == "linux" and not there and not any(devices.glob("pcm*p")):
        words = "No sound card and no sound service was found: you may hear nothing."
        advice = "Connect a loudspeaker or headphones, or run footcoach where there is one."
        yield Check("speakers", State.NOTE, words, advice)


def check_keep_awake() -> Iterator[Check]:
    """Say whether the display stays on during a session."""
    from footcoach.system.power import keep_awake

    with keep_awake() as found:
        method = found
    if method:
        yield Check("keep-awake", State.OK, f"The display stays on in a session, by {method}.")
        return
    words = "Nothing here can keep the display on: it may go dark during a session."
    advice = "In your system's settings, let it stay on for 15 minutes."
    yield Check("keep-awake", State.MISSING, words, advice)


def check_settings() -> Iterator[Check]:
    """Say whether the settings can be used."""
    from footcoach.core.errors import UsageError
    from footcoach.storage.settings import load_settings, settings_file

    path = settings_file()
    try:
        load_settings()
    except UsageError as error:
        advice = "Fix it, or delete the file to go back to the defaults."
        yield Check("settings", State.BROKEN, str(error), advice)
        return
    words = f"From {path}" if path.exists() else f"The defaults. Yours would be in {path}"
    yield Check("settings", State.OK, words)


def check_data() -> Iterator[Check]:
    """Say whether things can be kept, by trying, and if what is kept cannot be read."""
    from footcoach.storage.files import data_folder
    from footcoach.storage.history import History
    from footcoach.storage.profile import load_profile

    folder = data_folder()
    there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"x")
    except OSError as error:
        words = f"Nothing can be kept in {folder} ({error.strerror})."
        advice = "Fix that, or set FOOTCOACH_HOME to a folder of your own."
        yield Check("data", State.BROKEN, words, advice)
        return
    # On Windows, the mode does not say who may look into it.
    if there == folder and os.name != "nt" and folder.stat().st_mode & 0o077:
        words = f"Other users of this computer can see which files are in {folder}"
        advice = f"If only footcoach uses that folder: chmod 700 {folder}"
        yield Check("data", State.NOTE, words, advice)
    else:
        yield Check("data", State.OK, f"Kept in {folder}")
    try:
        load_profile()
    except StorageError:
        words = "Damaged: nothing in it is used, and every question is asked."
        yield Check("profile", State.NOTE, words, "To see what is wrong: footcoach profile")
    try:
        history = History()
        history.all()
        if history.notice:
            yield Check("history", State.NOTE, history.notice)
    except StorageError as error:
        advice = "Until this is fixed, sessions are not remembered."
        yield Check("history", State.NOTE, str(error), advice)


def check_lines(checks: Sequence[Check], width: int = WIDEST) -> list[str]:
    """Return an entry for each check, name and state in columns, and a verdict at the end."""
    lines = []
    for check in checks:
        lines += _beside(check.words, width, f"{check.name:12}{check.state:9}")
        lines += _beside(check.advice, width, _INDENT)
    missing = [each.name for each in checks if each.state is State.MISSING]
    broken = [each.name for each in checks if each.state is State.BROKEN]
    verdict = f"footcoach works{f', without {both(missing)}' if missing else ''}."
    if broken:
        verdict = f"This needs to be fixed: {both(broken)}."
    return [*lines, "", *textwrap.wrap(verdict, min(width, WIDEST))]


def _beside(text: str, width: int, first: str) -> list[str]:
    """Break a text beside the columns. A path stays whole, so that it can be copied."""
    width = max(len(_INDENT) + 15, min(width, WIDEST))
    return textwrap.wrap(
        str(visible(text)), width, initial_indent=first, subsequent_indent=_INDENT,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def try_sound() -> None:
    """Play the tone and say a sentence; then say what spoke, and what failed."""
    from footcoach.core.cues import Cue, Tone
    from footcoach.system.voice import make_voice

    typer.echo(f'\nA tone, and "{TEST_WORDS}"')
    voice = make_voice(speak=True, tones=True)
    try:
        voice.cue(Cue(TEST_WORDS, Tone.ATTENTION))
        voice.finish(_TEST_SECONDS)
    finally:
        voice.close()
    for sentence in (*voice.problems, voice.words):
        typer.echo(sentence)
    typer.echo("Nothing heard? Check volume and mute, and where sound goes: headphones,")
    typer.echo("another screen or, over SSH, another machine.")
