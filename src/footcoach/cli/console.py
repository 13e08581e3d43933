"""What the commands share: common options, output, the pager and prompts.

This module imports next to nothing, because every command waits for its imports.
"""

import contextlib
import os
import shlex
import shutil
import signal
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO, TypeVar

import typer

from footcoach.app.terminal import Terminal, find_terminal, reason_for_lines
from footcoach.core.errors import NoTerminal, NothingStarted, UsageError
from footcoach.core.states import Foot
from footcoach.core.text import day_in_words, visible
from footcoach.storage.files import is_stream, require_place, write_output
from footcoach.system.clock import SystemClock
from footcoach.ui.own_name import called

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from footcoach.ui.theme import Glyphs

T = TypeVar("T")


# --- options -------------------------------------------------------------------------------------


def word_option(name: str, words: Iterable[str], help_: str) -> Any:
    """Return an option that accepts only `words`, and lists and completes them."""
    known = list(words)

    # Typer's own errors are less plain.
    def parse(text: str) -> str:
        for word in known:
            if word == text.casefold():
                return word
        raise typer.BadParameter(f"'{visible(text)}' is not one of {', '.join(known)}.")

    listed = "|".join(known)
    return typer.Option(
        name, metavar=listed, parser=parse, autocompletion=lambda: known, help=help_
    )


def number_between(least: int, most: int) -> Callable[[str], float]:
    """Return a parser for an option that takes a number from `least` to `most`."""

    def parse(text: str) -> float:
        with contextlib.suppress(ValueError):
            if least <= float(text) <= most:
                return float(text)
        raise typer.BadParameter(f"give a number from {least} to {most}.")

    return parse


AnswersFile = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        help="Take the answers from a JSON file dated today (- is standard input) instead of "
        "asking.",
    ),
]
Minutes = Annotated[
    float | None,
    typer.Option(
        metavar="N",
        parser=number_between(1, 60),
        help="Length of the whole session in minutes: up to 60; the shortest depends on the "
        "routine.",
    ),
]
WhichFoot = Annotated[
    Foot | None, word_option("--foot", Foot, "Which foot to massage; both if you do not say.")
]
Plain = Annotated[
    bool, typer.Option("--plain", help="Line mode, for screen readers: one line for each event.")
]
Ascii = Annotated[bool | None, typer.Option("--ascii", help="Draw with ASCII characters only.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask first.")]
OutFile = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file; - is standard output."),
]
LargePrint = Annotated[
    bool, typer.Option("--large-print", help="Use 18-point type instead of 12-point, in HTML.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace a file without asking.")]


def glyphs_wanted(*, ascii_only: bool | None) -> "Glyphs":
    """Return the characters to draw with on standard output, given the option and the settings."""
    from footcoach.storage.settings import load_settings
    from footcoach.ui.theme import glyphs_for

    return glyphs_for(sys.stdout.encoding, ascii_only=load_settings(ascii=ascii_only).ascii)


# --- output --------------------------------------------------------------------------------------


def print_error(*sentences: str) -> None:
    """Write each sentence to standard error as a line that begins with the program's name."""
    for sentence in sentences:
        sys.stderr.write(_fitted(f"footcoach: {visible(sentence)}", sys.stderr))


def say(text: str) -> None:
    """Print sentences, showing each command in the form to type here."""
    for line in text.splitlines():
        typer.echo(_fitted(line, sys.stdout), nl=False)


def _fitted(line: str, stream: TextIO) -> str:
    # A terminal would break the line in the middle of a word; a pipe gets it whole.
    line = called(line)
    if stream.isatty():
        width = shutil.get_terminal_size().columns
        line = textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
    return f"{line}\n"


# Like git, leave the text on the screen at the end. The prompt names the keys.
_LESS = "-F -X -e -PsSpace to read on, q to leave$"


def print_paged(console: "Console", view: "RenderableType") -> None:
    """Print a view, through the pager if it is longer than the window."""
    if not _pager():
        console.print(view)
        return
    with console.capture() as captured:
        console.print(view)
    if not page(captured.get()):
        typer.echo(captured.get(), nl=False)


def page(text: str) -> bool:
    """Show a text in the pager if it is longer than the window, and return whether that worked."""
    pager, window, text = _pager(), shutil.get_terminal_size(), called(text)
    rows = sum(1 + len(line) // window.columns for line in text.splitlines())
    if not pager or rows < window.lines:
        return False
    less = {"LESS": f"-R {os.environ.get('LESS', _LESS)}"}
    try:
        sys.stdout.flush()
        data = text.encode(sys.stdout.encoding, "replace")
        return run_program(pager, data, os.environ | less) <= 0
    except OSError:  # the program does not exist
        return False


def run_program(
    command: str | list[str], data: bytes | None = None, env: dict[str, str] | None = None
) -> int:
    """Run a program that the person chose, in the terminal; return its exit code."""
    # Imported here, because most runs start no other program.
    import subprocess

    # Ctrl-C is for the program to handle. It would inherit SIG_IGN, but not a handler.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, input=data, env=env, check=False).returncode  # noqa: S603
    finally:
        signal.signal(signal.SIGINT, before)


def _pager() -> list[str]:
    """Return the pager's command; none for pipes, screen readers or an empty PAGER."""
    # On Windows there is only `more`, which garbles accents; the window scrolls instead.
    command = os.environ.get("PAGER", "less" if os.name == "posix" else "")
    try:
        words = shlex.split(command, posix=os.name == "posix")
    except ValueError:
        return []
    return words if sys.stdout.isatty() and not reason_for_lines() else []


# --- prompts -------------------------------------------------------------------------------------


def ask(terminal: Terminal, question: str, parse: Callable[[str], T]) -> T:
    """Ask until `parse` accepts what was typed. It raises UsageError for anything invalid.

    Raises NothingStarted if the person leaves.
    """
    while True:
        try:
            typer.echo(f"{question} ", terminal.screen, nl=False)
            line = terminal.keys.readline()
            if not line:
                raise EOFError
            if "\ufffd" in line:
                raise UsageError("Some of that could not be read. Please type it again.")
            return parse(line.strip())
        except UsageError as error:
            print_error(*error.args)
        except (KeyboardInterrupt, EOFError):
            typer.echo(err=True)
            raise NothingStarted("You left. Nothing was changed.") from None


def confirm(question: str, *, yes: bool, about: Iterable[str] = (), option: str = "--yes") -> bool:
    """Return whether the person agrees to lose data; Enter means no. `yes` skips the question.

    The lines in `about` say what would be lost, and are shown above the question.

    Raises NothingStarted if they leave, and NoTerminal, naming the `option` that means yes, if
    nobody can be asked.
    """

    def parse(text: str) -> bool:
        if text.casefold() not in {"y", "yes", "n", "no", ""}:
            raise UsageError("Type y for yes or n for no.")
        return text[:1] in {"y", "Y"}

    terminal = None if yes else find_terminal()
    for line in about:
        typer.echo(line, terminal.screen if terminal else None)
    if terminal:
        return ask(terminal, f"{question} [y/N]", parse)
    if not yes:
        raise NoTerminal(f"{question} Nobody can be asked here. Add {option} to agree.")
    return True


def format_for(
    form: str | None, output: Path | None, forms: Sequence[str], *, large: bool = False
) -> str:
    """Return the format asked for, or the one that the file's name implies, or the first one.

    Raises UsageError for PDF, and for large print unless the format is HTML.
    """
    suffix = output.suffix.casefold().removeprefix(".") if output else ""
    if suffix == "pdf" and form is None:
        raise UsageError("footcoach writes no PDF. Write a file ending in .html, and print that.")
    implied = {"htm": "html", "md": "markdown"}.get(suffix, suffix)
    found = form or (implied if implied in forms else forms[0])
    if large and found != "html":
        raise UsageError("Large print needs HTML: add --format html.")
    return found


def check_output(output: Path | None, *, force: bool) -> None:
    """Ask before a file is replaced; comes first in a command, before other questions or work.

    Raises StorageError if it could not be written, NothingStarted if the person does not agree, and
    NoTerminal if nobody can be asked.
    """
    if output is None:
        return
    require_place(output)
    if force or is_stream(output) or not output.exists():
        return
    question = f"{visible(str(output))} exists. Replace it?"
    if not confirm(question, yes=False, option="--force"):
        raise NothingStarted("Nothing was written.")


def write_result(output: Path | None, text: str) -> None:
    """Write a command's result to standard output, or to a file and say so; raises StorageError."""
    write_output(output or Path("-"), text)
    if output and str(output) != "-":
        typer.echo(f"Written: {visible(str(output))}", err=True)


# --- dates ---------------------------------------------------------------------------------------


def now() -> datetime:
    """Return the local date and time, timezone-aware."""
    return SystemClock().wall()


def parse_day(text: str) -> date:
    """Read a day as people write it: 2026-11-28, 28.11.2026, 28/11/2026, 11/28/2026, today.

    Raises UsageError rather than guess, for example when day and month could be either way round.
    """
    today, typed = now().date(), text.casefold().replace(" ", "").replace("-", "/")
    if typed in {"today", "yesterday"}:
        return today - timedelta(days=typed == "yesterday")
    days = set()
    # With dots, the day comes first everywhere; with other separators, not in America.
    for form in ("%Y/%m/%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y"):
        with contextlib.suppress(ValueError):
            days.add(date(*time.strptime(typed, form)[:3]))
    if len(days) == 1:
        return days.pop()
    could_be = " or ".join(map(day_in_words, sorted(days)))
    problem = f"could be {could_be}" if days else "is not a date I can read"
    raise UsageError(f"'{visible(text)}' {problem}. Write it like this: {today}.")
