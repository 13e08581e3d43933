"""`footcoach profile`: what is kept about a person, and clearances."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from footcoach.app.terminal import find_terminal
from footcoach.cli.completion import clearable_answers, cleared_answers, recent_days
from footcoach.cli.console import Json, Yes, ask, confirm, now, page, parse_day, say
from footcoach.cli.help import App
from footcoach.core.errors import UsageError
from footcoach.core.text import day_in_words, visible
from footcoach.storage.files import stored_files

if TYPE_CHECKING:
    from footcoach.core.profile import Clearance

T = TypeVar("T")

profile_app = App(invoke_without_command=True)
clearance_app = App(
    help="Note who said that massage is fine for you despite an answer.", no_args_is_help=True
)
profile_app.add_typer(clearance_app, name="clearance")


@profile_app.callback()
def profile(context: typer.Context, json_: Json = False) -> None:
    """See what is kept about you, and until when."""
    # Imported here, as below, because help and completion do not need it.
    from footcoach.core.report import profile_json, profile_report
    from footcoach.storage.profile import load_profile, profile_file

    if context.invoked_subcommand is not None:
        return
    kept = load_profile()
    if json_:
        typer.echo(profile_json(kept))
        return
    text = profile_report(kept, now().date(), where=str(profile_file()))
    if not page(text):
        say(text)


@profile_app.command()
def clear(yes: Yes = False) -> None:
    """Erase kept health answers and clearances. After that, every question is asked again."""
    from footcoach.storage.profile import erase_profile

    question = "Erase kept health answers and clearances? This cannot be undone."
    if stored_files("profile.json") and not confirm(question, yes=yes):
        typer.echo("Nothing was erased.")
        return
    erased = erase_profile()
    typer.echo("Erased. Every question will be asked again." if erased else "Nothing was kept.")


@clearance_app.command()
def add(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION",
            help="An id. Leave it out for a list.",
            autocompletion=clearable_answers,
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who said that massage is fine.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="When they said so.", autocompletion=recent_days),
    ] = None,
) -> None:
    """Note a clearance: it holds for 12 months and allows gentle massage.

    You are asked for anything you leave out.
    """
    from footcoach.core.profile import new_clearance
    from footcoach.core.questionnaire import (
        BY_ID,
        CLEARABLE,
        cleared_only_with,
        label_of,
        require_clearable,
    )
    from footcoach.storage.profile import change_profile

    today = now().date()
    ids = {str(number): each for number, each in enumerate(CLEARABLE, 1)}

    def parse_question(text: str) -> str:
        require_clearable(ids.get(text, text))
        return ids.get(text, text)

    def clear(by: str, on: date) -> "Clearance":
        return new_clearance(id_, by=by, on=on, today=today)

    if question is None:
        terminal = find_terminal()
        lines = (f"  {number:>2}. {label_of(each)}: {each}" for number, each in ids.items())
        for line in ("These answers can be cleared:", *lines):
            typer.echo(line, terminal.screen if terminal else None)
    which = "Which answer has been cleared (its number or id)?"
    id_ = _given(question, which, "QUESTION", parse_question)
    who = "Who said that massage is fine for you?"
    name = _given(by, who, "--by NAME", lambda text: clear(text, today).by)
    when = "When did they say so (for example today, or 2026-11-28)?"
    clearance = _given(on, when, "--on DAY", lambda text: clear(name, parse_day(text)))
    change_profile(lambda profile: profile.cleared_by(clearance))
    typer.echo(f"Noted for '{id_}': {clearance.by}, {day_in_words(clearance.on)}.")
    if others := [f"'{other}' ({BY_ID[other].label})" for other in cleared_only_with(id_)]:
        answer = f"your answer to {' and to '.join(others)}"
        typer.echo(f"It counts only alongside a clearance for {answer}.")
    typer.echo(
        f"{'Together they allow' if others else 'It allows'} gentle massage despite that answer "
        f"until {day_in_words(clearance.last_day)}, as long as nothing changes in your health. You "
        "are asked about danger signs and your feet every time."
    )


@clearance_app.command()
def remove(
    question: Annotated[
        str,
        typer.Argument(metavar="QUESTION", help="Its id.", autocompletion=cleared_answers),
    ],
) -> None:
    """Take back a clearance."""
    from footcoach.storage.profile import change_profile, load_profile

    known = {each.question for each in load_profile().clearances}
    if question not in known:
        held = f" You have noted: {', '.join(sorted(known))}." if known else ""
        raise UsageError(f"There is no clearance for '{visible(question)}'.{held}")
    change_profile(lambda profile: profile.without(question))
    typer.echo(f"Removed. Your answer to '{question}' counts again.")


def _given(value: str | None, question: str, argument: str, parse: Callable[[str], T]) -> T:
    """Read what was given on the command line, or else ask for it; raises UsageError."""
    if value is not None:
        return parse(value)
    terminal = find_terminal()
    if terminal is None:
        raise UsageError(f"{question} Answer with {argument}.")
    return ask(terminal, question, parse)
