"""`footcoach profile`: what is kept about a person, and clearances."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from footcoach.cli.console import Yes, ask, confirm, now, parse_day

if TYPE_CHECKING:
    from footcoach.core.profile import Clearance

T = TypeVar("T")

profile_app = typer.Typer(
    help="See or erase what is kept about you, and note clearances.", invoke_without_command=True
)
clearance_app = typer.Typer(
    help="Note who said that massage is fine for you despite an answer.", no_args_is_help=True
)
profile_app.add_typer(clearance_app, name="clearance")

_QUESTION = "Which answer has been cleared (its number or id)?"
_BY = "Who said that massage is fine for you?"
_ON = "When did they say so (for example today, or 2026-11-28)?"


@profile_app.callback()
def profile(context: typer.Context) -> None:
    """See what is kept about you, and until when."""
    if context.invoked_subcommand is None:
        from footcoach.core.report import profile_report
        from footcoach.storage.profile import load_profile, profile_file

        today = now().date()
        typer.echo(profile_report(load_profile(), today, where=str(profile_file())))


@profile_app.command()
def clear(yes: Yes = False) -> None:
    """Erase kept health answers and clearances. After that, every question is asked again."""
    from footcoach.storage.files import stored_files
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
        str | None, typer.Argument(metavar="[QUESTION]", help="Its id. Leave it out for a list.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who said that massage is fine.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="When they said so, such as 2026-11-28.")
    ] = None,
) -> None:
    """Note a clearance: it holds for 12 months and allows gentle massage.

    You are asked for what you do not give.
    """
    from footcoach.core.profile import cleared_only_with, new_clearance
    from footcoach.core.questionnaire import BY_ID
    from footcoach.core.text import day_in_words
    from footcoach.storage.profile import change_profile

    today = now().date()
    id_ = _given(question, _QUESTION, "QUESTION", _parse_question)

    def clear(by: str, on: date) -> "Clearance":
        return new_clearance(id_, by=by, on=on.isoformat(), today=today)

    name = _given(by, _BY, "--by NAME", lambda text: clear(text, today).by)
    clearance = _given(on, _ON, "--on DAY", lambda text: clear(name, parse_day(text)))
    change_profile(lambda profile: profile.cleared_by(clearance))
    typer.echo(
        f"Noted for '{id_}': {clearance.by}, {day_in_words(clearance.on)}. With this you can do "
        f"gentle massage despite that answer, until {day_in_words(clearance.last_day)}, as long as "
        "nothing changes in your health. Danger signs and your feet are asked about every time."
    )
    if others := [f"{other} ({BY_ID[other].label})" for other in cleared_only_with(id_)]:
        typer.echo(f"It counts only together with a clearance for {', '.join(others)}.")


@clearance_app.command()
def remove(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="Its id.")],
) -> None:
    """Take back a clearance."""
    from footcoach.core.errors import UsageError
    from footcoach.core.text import visible
    from footcoach.storage.profile import change_profile, load_profile

    known = {each.question for each in load_profile().clearances}
    if question not in known:
        held = f" You have noted: {', '.join(sorted(known))}." if known else ""
        raise UsageError(f"There is no clearance for '{visible(question)}'.{held}")
    change_profile(lambda profile: profile.without(question))
    typer.echo(f"Removed. Your answer to '{question}' counts again.")


def _given(value: str | None, question: str, argument: str, parse: Callable[[str], T]) -> T:
    """Read what was given on the command line, or else ask for it; raises UsageError."""
    from footcoach.app.interface import has_terminal
    from footcoach.core.errors import UsageError

    if value is not None:
        return parse(value)
    if not has_terminal():
        raise UsageError(f"{question} Answer with {argument}.")
    if question == _QUESTION:
        _list_questions()
    return ask(question, parse, left="Nothing was noted.")


def _list_questions() -> None:
    from footcoach.core.profile import CLEARABLE
    from footcoach.core.report import label_of

    typer.echo("These answers can be cleared:")
    for number, id_ in enumerate(CLEARABLE, 1):
        typer.echo(f"  {number:2}. {label_of(id_)}: {id_}")


def _parse_question(text: str) -> str:
    """Read a question's id, or its number in the list."""
    from footcoach.core.profile import CLEARABLE, require_clearable

    numbers = {str(number): id_ for number, id_ in enumerate(CLEARABLE, 1)}
    id_ = numbers.get(text, text)
    require_clearable(id_)
    return id_
