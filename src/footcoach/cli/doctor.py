"""`footcoach doctor`: what works on this computer, and what to do about what does not."""

import json
import os
import sys
import tempfile
import textwrap
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Annotated, Literal

import typer

from footcoach import PROBLEMS, __version__
from footcoach.app.terminal import find_terminal, reason_for_lines
from footcoach.cli.console import Json, say
from footcoach.core.cues import TEST_SOUND
from footcoach.core.errors import ExitCode, FootcoachError, UsageError
from footcoach.core.questionnaire import QUESTION_SET
from footcoach.core.text import both, visible
from footcoach.storage.files import data_folder
from footcoach.storage.settings import load_settings, settings_file
from footcoach.system.clips import rendering_problem
from footcoach.system.engines import Engine, find_engines, find_player
from footcoach.system.power import keep_awake
from footcoach.system.programs import find_program
from footcoach.system.signals import leave_in_order
from footcoach.system.voice import make_voice
from footcoach.ui.page import SMALLEST, too_small
from footcoach.ui.screen import window_size

WIDEST = 80

REPORT = (
    f"To report a problem or harm, send the lines above, with: footcoach {__version__}, questions "
    f"{QUESTION_SET}. Say what happened, and at which step of which routine. Leave out your name "
    "and, from the paths, your user name. You need not send any answer about your health."
)

# Seconds that the tone and the speech may take. PowerShell alone takes a few to start.
_TEST_SECONDS = 10.0
# Columns for a check's name (12) and state (9).
_INDENT = " " * 21


@dataclass(frozen=True, slots=True)
class Check:
    """What was found, and what to do about it. The program works without whatever is "missing"."""

    state: Literal["ok", "missing", "broken"]
    words: str
    advice: str = ""


def doctor(
    test_sound: Annotated[
        bool, typer.Option("--test-sound", help="Also play the tone and speak a sentence.")
    ] = False,
    json_: Json = False,
) -> None:
    """See what works on this computer, and what to do about what does not."""
    if test_sound and json_:
        raise UsageError("--test-sound prints text for people, so it does not go with --json.")
    leave_in_order()
    checks = run_checks()
    broken = any(check.state == "broken" for check in checks.values())
    if json_:
        listed = [{"name": name, **asdict(check)} for name, check in checks.items()]
        data = {"version": __version__, "works": not broken, "checks": listed}
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        width = window_size(sys.stdout).width if sys.stdout.isatty() else WIDEST
        typer.echo("\n".join(check_lines(checks, width)))
    if test_sound:
        try_sound()
    raise typer.Exit(ExitCode.FAILURE if broken else ExitCode.OK)


def run_checks() -> dict[str, Check]:
    """Run every check. If one raises an error, report it as broken and go on with the others."""
    looks: dict[str, Callable[[], Check]] = {
        "terminal": check_terminal,
        "speech": check_speech,
        "sound": lambda: check_program(
            find_player(), "pulseaudio-utils", "the terminal's bell rings instead of tones"
        ),
        "keep-awake": check_keep_awake,
        "settings": check_settings,
        "data": check_data,
    }
    checks = {}
    for name, look in looks.items():
        try:
            checks[name] = look()
        except (FootcoachError, OSError) as error:
            checks[name] = Check("broken", str(error))
    return checks


def check_terminal() -> Check:
    """Say which interface a person gets here, and whether a session fits in the window."""
    terminal = find_terminal()
    if terminal is None:
        words = "There is no terminal here, so nothing can be asked."
        return Check("missing", words, "Run footcoach in a terminal window.")
    size, reason = window_size(terminal.screen), reason_for_lines()
    form = f"Line mode, because {reason}" if reason else "Full screen"
    words = f"{form}, {size.width} x {size.height} (TERM={os.environ.get('TERM', '')})."
    need = f"Use at least {SMALLEST.width} x {SMALLEST.height}, ideally 80 x 24, or --plain."
    if too_small(size):
        return Check("missing", f"{words} That is too small.", need)
    return Check("ok", words)


def check_speech() -> Check:
    """Say which program speaks here, after having it say something to a file if it can."""
    engines = find_engines(load_settings())
    first, problem = next(iter(engines), None), ""
    if first and first.render:
        problem = rendering_problem(first)
    elif first and first.speak and not find_program(first.speak[0]):
        problem = f"{first.name} was not found."
    if problem:
        others = next((each.name for each in engines[1:] if each.speak), "nothing")
        advice = "In your settings, check speech_command and voice_name."
        return Check("missing", f"{problem} Instead, {others} speaks.", advice)
    return check_program(first, "espeak-ng", "words are only shown")


def check_program(found: Engine | None, package: str, without: str) -> Check:
    """Say which program speaks or plays tones here, or how to get one."""
    if found:
        return Check("ok", f"Uses {found.name}.")
    advice = how_to_install(package)
    if sys.platform in {"darwin", "win32"}:
        advice = "It is part of your system: check PATH."
    return Check("missing", f"No program for this was found: {without}.", advice)


def how_to_install(package: str) -> str:
    """Return what to type to install a package, or what to do where we do not know."""
    install = next((f"sudo {each} install" for each in ("apt", "dnf") if which(each)), "Install")
    return f"{install} {package}"


def check_keep_awake() -> Check:
    """Say whether the display stays on during a session."""
    with keep_awake() as method:
        pass
    if method:
        return Check("ok", f"The display stays on during a session, using {method}.")
    words = "Nothing here can keep the display on: it may go dark during a session."
    return Check("missing", words, "In your system's settings, let it stay on for 15 minutes.")


def check_settings() -> Check:
    """Say where the settings are; raises UsageError if they cannot be used."""
    path = settings_file()
    load_settings()
    words = f"From {path}" if path.exists() else f"The defaults. Yours would be in {path}"
    return Check("ok", words)


def check_data() -> Check:
    """Say whether data can be stored, by trying to store some."""
    folder = data_folder()
    try:
        there = next(each for each in (folder, *folder.parents) if each.exists())
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"x")
    except OSError as error:
        words = f"Nothing can be kept in {folder} ({error.strerror})."
        return Check("broken", words, "Fix that, or set FOOTCOACH_HOME to a folder of your own.")
    return Check("ok", f"Kept in {folder}")


def check_lines(checks: Mapping[str, Check], width: int = WIDEST) -> list[str]:
    """Return an entry for each check, with name and state in columns, and a verdict at the end."""
    lines = []
    for name, check in checks.items():
        for text, first in ((check.words, f"{name:12}{check.state:9}"), (check.advice, _INDENT)):
            # A path stays whole, so that it can be copied.
            lines += textwrap.wrap(
                visible(text),
                max(len(_INDENT) + 15, min(width, WIDEST)),
                initial_indent=first,
                subsequent_indent=_INDENT,
                break_long_words=False,
                break_on_hyphens=False,
            )
    broken, missing = (
        [name for name, check in checks.items() if check.state == state]
        for state in ("broken", "missing")
    )
    verdict = f"footcoach works{f'; missing: {both(missing)}' if missing else ''}."
    verdict = f"This needs to be fixed: {both(broken)}." if broken else verdict
    return [*lines, "", verdict, "", *textwrap.wrap(REPORT, min(width, WIDEST)), PROBLEMS]


def try_sound() -> None:
    """Play the tone and speak a sentence; then report any problems, and which program spoke."""
    typer.echo(f'\nA tone, and "{TEST_SOUND.say}"')
    settings = load_settings(voice=True, sound=True)
    with (
        TemporaryDirectory() as folder,
        closing(make_voice(settings, folder=Path(folder))) as voice,
    ):
        if voice.clips:
            with suppress(FootcoachError):  # it is among the problems
                voice.clips.render_now(TEST_SOUND.say)
        voice.cue(TEST_SOUND)
        voice.finish(_TEST_SECONDS)
    for sentence in (*voice.problems, voice.words):
        say(sentence)
    typer.echo("Heard nothing? Check volume and mute, and where sound goes: headphones,")
    typer.echo("another screen or, over SSH, another machine.")
