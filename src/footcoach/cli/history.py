"""`footcoach history`: list, summarise, export, import and delete sessions."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from footcoach.cli.completion import session_days, session_ids
from footcoach.cli.console import (
    AnswersFile,
    Ascii,
    Force,
    Json,
    LargePrint,
    OutFile,
    Plain,
    Yes,
    check_output,
    confirm,
    format_for,
    glyphs_wanted,
    now,
    number_between,
    page,
    parse_day,
    print_error,
    print_paged,
    say,
    word_option,
    write_result,
)
from footcoach.cli.help import App
from footcoach.core.errors import UsageError
from footcoach.core.text import sessions_in_words, visible
from footcoach.storage.files import Unreadable, name_of, read_text
from footcoach.storage.history import History

if TYPE_CHECKING:
    from footcoach.core.record import SessionRecord

NO_SESSIONS = "No sessions yet. To start one: footcoach start"

history_app = App(invoke_without_command=True)


@history_app.callback()
def history(
    context: typer.Context,
    last: Annotated[
        float,
        typer.Option(metavar="N", parser=number_between(1, 1_000_000), help="How many to list."),
    ] = 20,
    json_: Json = False,
    ascii_only: Ascii = None,
) -> None:
    """List your latest sessions, newest first."""
    if context.invoked_subcommand is not None:
        return
    # Imported here, as below, because help, completion and the other commands do not need it.
    from footcoach.core.record import record_data
    from footcoach.ui.tables import session_list
    from footcoach.ui.theme import make_console

    with _open_history() as sessions:
        records = sessions.all()[::-1][: int(last)]
    if json_:
        typer.echo(json.dumps([record_data(record) for record in records], indent=2))
    elif not records:
        say(NO_SESSIONS)
    else:
        console, glyphs = make_console(), glyphs_wanted(ascii_only=ascii_only)
        print_paged(console, session_list(records, glyphs, console.width))


@history_app.command()
def stats(json_: Json = False, ascii_only: Ascii = None) -> None:
    """Show minutes a week, and how sore your feet felt before and after."""
    from footcoach.core.trends import totals, totals_data, warning_signs
    from footcoach.ui.tables import totals_view
    from footcoach.ui.wrapping import text_console

    with _open_history() as sessions:
        records = sessions.all()
    sums, signs = totals(records, now().date()), warning_signs(records, now())
    if json_:
        typer.echo(json.dumps(totals_data(sums, signs), indent=2))
    elif not records:
        say(NO_SESSIONS)
    else:
        console, glyphs = text_console(), glyphs_wanted(ascii_only=ascii_only)
        print_paged(console, totals_view(sums, signs, glyphs, console.width))


@history_app.command()
def report(
    form: Annotated[
        str | None, word_option("--format", ("text", "html"), "Default: by the file's extension.")
    ] = None,
    screening: Annotated[
        bool, typer.Option("--screening", help="Ask the safety questions now; add the outcome.")
    ] = False,
    answers: AnswersFile = None,
    large_print: LargePrint = False,
    output: OutFile = None,
    force: Force = False,
    plain: Plain = False,
    ascii_only: Ascii = None,
) -> None:
    """Write one page about the last 12 weeks, to show a podiatrist or doctor."""
    from footcoach.cli.screen import screen_now
    from footcoach.storage.profile import load_profile
    from footcoach.ui.appointment import appointment_html, appointment_text, for_appointment

    form = format_for(form, output, ("text", "html"), large=large_print)
    check_output(output, force=force)
    with _open_history() as sessions:
        records = sessions.all()
    profile, assessment = load_profile(), None
    if screening or answers:
        assessment, _ = screen_now(answers, runner=False, plain=plain, ascii_only=ascii_only)
    facts = for_appointment(records, profile, now(), assessment, sessions.notice)
    if form == "html":
        write_result(output, appointment_html(facts, large=large_print))
    elif output or not page(appointment_text(facts)):
        write_result(output, appointment_text(facts))


@history_app.command()
def export(
    form: Annotated[
        str | None,
        word_option("--format", ("jsonl", "csv"), "Default: by the file's extension."),
    ] = None,
    output: OutFile = None,
    force: Force = False,
) -> None:
    """Write all sessions, oldest first, to a file or standard output."""
    from footcoach.core.record import csv_text, jsonl_line

    check_output(output, force=force)
    with _open_history() as sessions:
        records = sessions.all()
    if format_for(form, output, ("jsonl", "csv")) == "csv":
        # Excel recognises UTF-8 only by this byte order mark.
        text = ("\ufeff" if output not in {None, Path("-")} else "") + csv_text(records)
    else:
        text = "".join(f"{jsonl_line(record)}\n" for record in records)
    if not records:
        print_error(NO_SESSIONS)
    write_result(output, text)


@history_app.command(name="import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="JSON lines, as export writes them; - is standard input."
        ),
    ],
) -> None:
    """Add the sessions in a file to yours; those you already have stay unchanged."""
    from footcoach.core.record import parse_jsonl

    try:
        lines = read_text(file, 50_000_000).split("\n")
        records = list(parse_jsonl(lines, name=name_of(file)))
    except Unreadable as error:
        raise UsageError(str(error)) from error
    with _open_history() as sessions:
        added, known = sessions.add_all(records)
    typer.echo(f"Added: {added:,}. Already here: {known:,}.")


@history_app.command()
def delete(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID",
            help="Ids from the list; the first four characters of each are enough.",
            autocompletion=session_ids,
        ),
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="All sessions before that day.",
            autocompletion=session_days,
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All sessions.")] = False,
    yes: Yes = False,
) -> None:
    """Delete sessions for good."""
    from footcoach.ui.tables import session_line

    if [bool(ids), before is not None, everything].count(True) != 1:
        raise UsageError("Give one of these: session ids, --before YYYY-MM-DD, or --all.")
    day = date.max if before is None else parse_day(before)
    with _open_history() as sessions:
        records = sessions.all()
        if ids:
            records = list({_find(records, each): None for each in ids})
        else:
            records = [record for record in records if record.started_at.date() < day]
        # An id means nothing to a person.
        about = [session_line(record) for record in records] if ids else []
        question = f"Delete {sessions_in_words(len(records))}? This cannot be undone."
        if not records:
            typer.echo("There are no such sessions.")
        elif confirm(question, yes=yes, about=about):
            deleted = sessions.delete(record.id for record in records)
            typer.echo(f"Deleted: {sessions_in_words(deleted)}.")
        else:
            typer.echo("Nothing was deleted.")


@contextmanager
def _open_history() -> Iterator[History]:
    """Open the history; a notice about damage is printed at the end, below the output."""
    sessions = History()
    yield sessions
    if sessions.notice:
        print_error(sessions.notice)


def _find(records: list["SessionRecord"], prefix: str) -> "SessionRecord":
    """Return the one session whose id starts with `prefix`, or raise UsageError."""
    start = prefix.casefold()
    found = [record for record in records if len(start) >= 4 and record.id.startswith(start)]
    if len(found) == 1:
        return found[0]
    problem = "Several sessions have ids that begin with" if found else "There is no session"
    raise UsageError(f"{problem} '{visible(prefix)}'. Nothing was deleted.")
