"""`footcoach history`: the sessions, what they show together, and taking them elsewhere."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from footcoach.cli.console import Ascii, OutFile, glyphs_wanted, print_error

if TYPE_CHECKING:
    from datetime import date, datetime

    from footcoach.core.record import SessionRecord
    from footcoach.storage.history import History

LARGEST = 50_000_000
"""Bytes in a file to import; a session takes some 300."""

history_app = typer.Typer(
    help="See your sessions, take them elsewhere, or delete them.", invoke_without_command=True
)


class Format(StrEnum):
    """In what form sessions are exported."""

    JSONL = "jsonl"
    CSV = "csv"


Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="A line of JSON for each session, or CSV. By the file's name."),
]


@history_app.callback()
def history(
    context: typer.Context,
    last: Annotated[int, typer.Option(min=1, metavar="N", help="How many sessions.")] = 20,
    json_: Json = False,
    ascii_only: Ascii = False,
) -> None:
    """List your last sessions, the latest first."""
    if context.invoked_subcommand is not None:
        return
    from footcoach.core.record import record_data
    from footcoach.ui.tables import NO_SESSIONS, session_list
    from footcoach.ui.theme import make_console

    with _opened() as sessions:
        records = sessions.recent(last)
    if json_:
        typer.echo(json.dumps([record_data(record) for record in records], indent=2))
    elif not records:
        typer.echo(NO_SESSIONS)
    else:
        console = make_console()
        glyphs = glyphs_wanted(ascii_only=ascii_only)
        console.print(session_list(records, glyphs, console.width))


@history_app.command()
def stats(json_: Json = False, ascii_only: Ascii = False) -> None:
    """Show minutes a week, and how sore your feet felt before and after."""
    from footcoach.core.trends import totals, totals_data, warning_signs
    from footcoach.ui.page import WIDEST
    from footcoach.ui.tables import totals_view
    from footcoach.ui.theme import make_console

    now = _now()
    with _opened() as sessions:
        records = sessions.all()
        shown = totals(records, now.date())
        signs = warning_signs(records, now)
    if json_:
        typer.echo(json.dumps(totals_data(shown, signs), indent=2))
        return
    console = make_console()
    width = min(console.width, WIDEST)
    view = totals_view(shown, signs, glyphs_wanted(ascii_only=ascii_only), width)
    console.print(view, width=width)


@history_app.command()
def export(form: FormatOption = None, output: OutFile = None) -> None:
    """Write all sessions to standard output or a file, in order of time."""
    from footcoach.core.record import csv_text, jsonl_line
    from footcoach.storage.files import write_output

    with _opened() as sessions:
        records = sessions.all()
        if _form(form, output) is Format.CSV:
            text = csv_text(records)
        else:
            text = "".join(f"{jsonl_line(record)}\n" for record in records)
        write_output(output or Path("-"), text)


@history_app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="As export writes it.")],
) -> None:
    """Add the sessions of a file to yours. One that is there already is left as it is."""
    records = _records_in(file)
    first = next(records, None)  # a file that is no such file makes no history
    if first is None:
        typer.echo("There is no session in it.")
        return
    records = chain([first], records)
    with _opened() as sessions:
        added, known = sessions.add_all(list(records))
    typer.echo(f"Added: {added:,}. Here already: {known:,}.")


@history_app.command()
def delete(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID...", help="As the list shows them.")
    ] = None,
    before: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="All sessions before that day.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All sessions.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Delete without asking.")] = False,
) -> None:
    """Delete sessions for good."""
    from datetime import date

    from footcoach.cli.console import confirm
    from footcoach.core.errors import UsageError
    from footcoach.core.text import sessions_in_words

    if [bool(ids), before is not None, everything].count(True) != 1:
        raise UsageError("Say which sessions: their ids, or --before YYYY-MM-DD, or --all.")
    day = _day(before)
    with _opened() as sessions:
        found = {record.id: record for record in (_found(sessions, each) for each in ids or ())}
        _name(found.values())
        count = len(found) or (sessions.count(before=day) if day else sessions.count())
        if count == 0:
            typer.echo("There is no such session.")
        elif confirm(f"Delete {sessions_in_words(count)}? That is for good.", yes=yes):
            erased = sessions.delete(found, before=day or date.min, everything=everything)
            typer.echo(f"Deleted: {sessions_in_words(erased)}.")
        else:
            typer.echo("Nothing was erased.")


def _name(records: Iterable["SessionRecord"]) -> None:
    """Say which sessions these are, in order of time, for an id tells a person nothing."""
    from footcoach.ui.tables import session_line

    for record in sorted(records, key=lambda record: record.started_at):
        typer.echo(session_line(record))


@contextmanager
def _opened() -> Iterator["History"]:
    """Open the history; what was damaged is said at the end, once the output is out."""
    from footcoach.storage.history import History

    with History(_now()) as sessions:
        try:
            yield sessions
        finally:
            if sessions.notice:
                print_error(sessions.notice)


def _form(form: Format | None, path: Path | None) -> Format:
    is_csv = path is not None and path.suffix.casefold() == ".csv"
    return form or (Format.CSV if is_csv else Format.JSONL)


def _records_in(path: Path) -> Iterator["SessionRecord"]:
    from footcoach.core.errors import ImportInvalid
    from footcoach.core.record import parse_jsonl
    from footcoach.storage.files import Unreadable, read_text

    try:
        text = read_text(path, LARGEST)
        yield from parse_jsonl(text.split("\n"), name=str(path))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ImportInvalid(f"There is no file {path}.") from error
    except Unreadable as error:
        raise ImportInvalid(str(error)) from error


def _found(sessions: "History", beginning: str) -> "SessionRecord":
    """Return the session whose id begins so; raises UsageError unless there is just one."""
    from footcoach.core.errors import UsageError
    from footcoach.core.text import visible

    text = beginning.casefold()
    is_id = len(text) >= 4 and set(text) <= set("0123456789abcdef-")
    found = sessions.find(text) if is_id else []
    if len(found) == 1:
        return found[0]
    several = "More than one session has an id that begins with" if found else "There is no session"
    raise UsageError(f"{several} '{visible(beginning)}'; nothing was deleted.")


def _day(text: str | None) -> "date | None":
    from datetime import date

    from footcoach.core.errors import UsageError
    from footcoach.core.text import visible

    try:
        return None if text is None else date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(f"'{visible(text)}' is no day; write it as YYYY-MM-DD.") from error


def _now() -> "datetime":
    from footcoach.system.clock import SystemClock

    return SystemClock().wall()
