"""`footcoach profile`: what is kept about a person, and clearances."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from footcoach.core.profile import Clearance

profile_app = typer.Typer(
    help="See or erase what is kept about you, and note clearances.", invoke_without_command=True
)
clearance_app = typer.Typer(
    help="Note who has said that massage is fine for you despite an answer, or take that back.",
    no_args_is_help=True,
)
profile_app.add_typer(clearance_app, name="clearance")

QuestionId = Annotated[
    str, typer.Argument(metavar="QUESTION", help="Id of the question, as the outcome names it.")
]


@profile_app.callback()
def profile(context: typer.Context) -> None:
    """See what is kept about you, and until when."""
    if context.invoked_subcommand is None:
        from footcoach.core.report import profile_report
        from footcoach.storage.profile import load_profile, profile_file

        today = _today()
        typer.echo(profile_report(load_profile(today), today, where=str(profile_file())))


@profile_app.command()
def clear(
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
) -> None:
    """Erase kept health answers and clearances. Every question is then asked again."""
    from footcoach.cli.asking import confirm
    from footcoach.storage.files import stored_files
    from footcoach.storage.profile import erase_profile

    kept = stored_files("profile.json")
    question = "Erase kept health answers and clearances? They cannot be brought back."
    if kept and not confirm(question, yes=yes):
        typer.echo("Nothing was erased.")
        return
    typer.echo("Erased. Every question is asked again." if erase_profile() else "Nothing was kept.")


@clearance_app.command()
def add(
    question: QuestionId,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who said that it is fine.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="When they said so.")] = None,
) -> None:
    """Note a clearance: it holds for 12 months, and allows gentle massage."""
    from footcoach.core.profile import cleared_only_with
    from footcoach.core.text import day_in_words
    from footcoach.storage.profile import change_profile

    clearance = _clearance(question, by, on)
    change_profile(lambda profile: profile.cleared_by(clearance), _today())
    typer.echo(
        f"Noted for '{question}': {clearance.by}, {day_in_words(clearance.on)}. It lifts this one "
        f"'ask first', to gentle massage, until {day_in_words(clearance.last_day)}, as long as "
        "nothing changes in your health. Danger signs and your feet are asked every time."
    )
    if others := cleared_only_with(question):
        typer.echo(f"It counts only together with a clearance for {', '.join(others)}.")


@clearance_app.command()
def remove(question: QuestionId) -> None:
    """Take a clearance back."""
    from footcoach.core.errors import UsageError
    from footcoach.core.text import visible
    from footcoach.storage.profile import change_profile, load_profile

    known = {each.question for each in load_profile(_today()).clearances}
    if question not in known:
        held = f"; there is one for {', '.join(sorted(known))}" if known else ""
        raise UsageError(f"There is no clearance for '{visible(question)}'{held}.")
    change_profile(lambda profile: profile.without(question), _today())
    typer.echo(f"Taken back: '{question}' counts again.")


def _clearance(question: str, by: str | None, on: str | None) -> "Clearance":
    """Return the clearance, asking for what was not given; raises UsageError."""
    from footcoach.core.profile import new_clearance, require_clearable

    require_clearable(question)
    return new_clearance(
        question,
        by=_given(by, "Who said that massage is fine for you", "--by NAME"),
        on=_given(on, "When did they say so (YYYY-MM-DD)", "--on YYYY-MM-DD"),
        today=_today(),
    )


def _given(value: str | None, question: str, option: str) -> str:
    from footcoach.cli.seat import has_terminal
    from footcoach.core.errors import UsageError

    if value is not None:
        return value
    if not has_terminal():
        raise UsageError(f"Say with {option}: {question[0].lower()}{question[1:]}.")
    answer: str = typer.prompt(question)
    return answer


def _today() -> "date":
    from footcoach.system.clock import SystemClock

    return SystemClock().wall().date()
