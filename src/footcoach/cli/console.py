"""What the commands share: errors on standard error, questions, options that several of them have.

Imports next to nothing: every start pays for it.
"""

import contextlib
import re
import shutil
import sys
import textwrap
from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from footcoach.core.errors import NoTerminal, NothingStarted, UsageError
from footcoach.core.text import day_in_words, visible

if TYPE_CHECKING:
    from footcoach.ui.theme import Glyphs

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)
Number = TypeVar("Number", int, float)


# --- options -------------------------------------------------------------------------------------


def one_of(words: type[Word]) -> Callable[[str], Word]:
    """Return a parser for an option that takes one of these words; Typer's own speaks of types."""

    def parse(text: str) -> Word:
        try:
            return words(text.casefold())
        except ValueError:
            known = ", ".join(words)
            raise typer.BadParameter(f"'{visible(text)}' is not one of {known}.") from None

    return parse


def number_between(least: Number, most: Number, kind: type[Number]) -> Callable[[str], Number]:
    """Return a parser for an option that takes a number from `least` to `most`."""

    def parse(text: str) -> Number:
        with contextlib.suppress(ValueError):  # also of an int with over 4,300 digits
            number = kind(text)
            if least <= number <= most:
                return number
        whole = "whole " if kind is int else ""
        raise typer.BadParameter(f"give a {whole}number from {least} to {most}.")

    return parse


AnswersFile = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        help="Take the answers from a JSON file dated today instead of asking.",
    ),
]
Voice = Annotated[
    bool | None, typer.Option("--voice/--no-voice", help="Speak, if a speech program is found.")
]
Sound = Annotated[bool | None, typer.Option("--sound/--no-sound", help="Play tones.")]
Motion = Annotated[
    bool | None,
    typer.Option("--motion/--no-motion", help="Move a marker on the foot as your hands move."),
]
Plain = Annotated[
    bool, typer.Option("--plain", help="Line mode, for screen readers: one line for each event.")
]
Ascii = Annotated[bool, typer.Option("--ascii", help="Draw with ASCII characters only.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask first.")]
OutFile = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file; - is standard output."),
]


def glyphs_wanted(*, ascii_only: bool) -> "Glyphs":
    """Return the characters to draw with on standard output: the option, else the settings."""
    from footcoach.storage.settings import load_settings
    from footcoach.ui.theme import glyphs_for

    return glyphs_for(sys.stdout.encoding, ascii_only=ascii_only or load_settings().ascii)


# --- telling and asking --------------------------------------------------------------------------


def print_error(*sentences: str) -> None:
    """Write each sentence to standard error as a line that begins with the program's name."""
    for sentence in sentences:
        line = f"footcoach: {visible(sentence)}"
        # A terminal would break it in the middle of a word; a pipe gets it whole.
        if sys.stderr.isatty():
            width = shutil.get_terminal_size().columns
            line = textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        sys.stderr.write(f"{line}\n")


def ask(question: str, parse: Callable[[str], T], *, left: str) -> T:
    """Ask until `parse` takes what was typed; it raises UsageError to say what is wrong.

    Raises NothingStarted with the sentence `left` if the person leaves.
    """
    while True:
        try:
            return parse(input(f"{question} ").strip())
        except UsageError as error:
            print_error(*error.args)
        except (KeyboardInterrupt, EOFError):
            typer.echo(err=True)
            raise NothingStarted(left) from None


def confirm(question: str, *, yes: bool) -> bool:
    """Tell whether the person agrees to erase something; Enter alone means no. `yes`: do not ask.

    Raises NoTerminal if nobody can be asked, and NothingStarted if they leave.
    """
    from footcoach.app.interface import has_terminal

    if yes:
        return True
    if not has_terminal():
        raise NoTerminal("There is no terminal to ask in; nothing was erased. Add --yes to agree.")
    return ask(f"{question} [y/N]", _parse_yes, left="Nothing was erased.")


def _parse_yes(text: str) -> bool:
    word = text.casefold()
    if word not in {"y", "yes", "n", "no", ""}:
        raise UsageError("Type y for yes or n for no.")
    return word.startswith("y")


def write_result(output: Path | None, text: str) -> None:
    """Write a command's result to standard output, or to a file and say so; raises StorageError."""
    from footcoach.storage.files import write_output

    write_output(output or Path("-"), text)
    if output and str(output) != "-":
        typer.echo(f"Written: {visible(str(output))}", err=True)


# --- dates ---------------------------------------------------------------------------------------


def now() -> datetime:
    """Return the local date and time, with offset."""
    from footcoach.system.clock import SystemClock

    return SystemClock().wall()


def parse_day(text: str) -> date:
    """Read a day as people write it: 2026-11-28, 28.11.2026, 28/11/2026, 11/28/2026, today.

    Raises UsageError; where day and month could be either way round, it is not guessed.
    """
    today, typed = now().date(), text.strip().casefold()
    if typed in {"today", "yesterday"}:
        return today - timedelta(days=typed == "yesterday")
    with contextlib.suppress(ValueError):
        return date.fromisoformat(typed)
    days: list[date] = []
    if match := re.fullmatch(r"(\d\d?)([./-]) ?(\d\d?)\2 ?(\d{4})", typed, re.ASCII):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        # With dots the day comes first everywhere; with other signs not in America.
        orders = {(second, first)} if match[2] == "." else {(second, first), (first, second)}
        for month, day in orders:
            with contextlib.suppress(ValueError):
                days.append(date(year, month, day))
    if len(days) == 1:
        return days[0]
    write = f"Write it like this: {today}."
    if days:
        both = " or ".join(sorted(map(day_in_words, days)))
        raise UsageError(f"'{visible(text)}' could be {both}. {write}")
    raise UsageError(f"'{visible(text)}' is not a date I can read. {write}")
