"""`footcoach routines`: what there is to choose from, and routines of one's own."""

import json
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from footcoach.cli.options import Ascii, Plain
from footcoach.cli.shelf import pick, usable

if TYPE_CHECKING:
    from footcoach.core.routine import Routine
    from footcoach.storage.library import Found

routines_app = typer.Typer(
    help="List the routines, show one, or make your own.", invoke_without_command=True
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A routine's name, or a .toml file.")]


@routines_app.callback()
def routines(context: typer.Context, json_: Json = False) -> None:
    """List the routines: name, minutes, for whom, whose."""
    if context.invoked_subcommand is not None:
        return
    from footcoach.core.routine_file import OWN_FILES
    from footcoach.storage.library import Whose
    from footcoach.ui.tables import routine_list
    from footcoach.ui.theme import make_console

    shelf = usable()
    if json_:
        typer.echo(json.dumps([_data(found, routine) for found, routine in shelf], indent=2))
        return
    rows = ((found.name, str(found.whose), routine) for found, routine in shelf)
    console = make_console()
    console.print(routine_list(rows))
    if any(found.whose is Whose.YOURS for found, _ in shelf):
        console.print(OWN_FILES)


@routines_app.command()
def show(name: Name, json_: Json = False, ascii_only: Ascii = False) -> None:
    """Show a routine's steps, their lengths, and what happens on days for gentle massage only."""
    from footcoach.core.routine_file import OWN_FILE
    from footcoach.storage.library import GENTLE, Whose
    from footcoach.storage.settings import load_settings
    from footcoach.ui.page import WIDEST
    from footcoach.ui.tables import routine_steps
    from footcoach.ui.theme import glyphs_for, make_console

    found = pick(name)
    routine = found.load()
    if json_:
        steps = routine.model_dump(mode="json", by_alias=True)["steps"]
        typer.echo(json.dumps(_data(found, routine) | {"steps": steps}, indent=2))
        return
    only = ascii_only or load_settings().ascii
    glyphs = glyphs_for(sys.stdout.encoding, ascii_only=only)
    console = make_console()
    width = min(console.width, WIDEST)
    note = "" if found.whose is Whose.BUILT_IN else OWN_FILE
    console.print(routine_steps(routine, glyphs, width, gentle=GENTLE, note=note), width=width)


@routines_app.command()
def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Files or names. Without any: all of yours."),
    ] = None,
    json_: Json = False,
) -> None:
    """Say what is wrong with routine files, and where. Ends with 4 if anything is."""
    from footcoach.core.errors import ExitCode

    checked = {file: _problems(file) for file in files} if files else _problems_of_own()
    if json_:
        found = [{"file": file, "problems": problems} for file, problems in checked.items()]
        typer.echo(json.dumps(found, indent=2))
    else:
        from footcoach.core.text import visible

        for file, problems in checked.items():
            for line in problems or [f"{file}: fine."]:
                typer.echo(visible(line))
        if not checked:
            typer.echo("You have no routines of your own. To make one: footcoach routines new")
    raise typer.Exit(ExitCode.ROUTINE if any(checked.values()) else ExitCode.OK)


@routines_app.command()
def new(plain: Plain = False) -> None:
    """Make a routine of your own by answering a few questions."""
    from footcoach.app.composing import compose
    from footcoach.cli.seat import has_terminal, reason_for_lines
    from footcoach.core.errors import NoTerminal, NothingStarted
    from footcoach.core.routine_file import routine_text
    from footcoach.storage.library import GENTLE, load_routine, name_for, save_new
    from footcoach.system.signals import leave_in_order
    from footcoach.ui.composing import LineComposer, ListComposer

    if not has_terminal():
        raise NoTerminal(
            "There is no terminal to ask in. To begin from a routine that there is: "
            "footcoach routines copy general my-general."
        )
    leave_in_order()
    composer = LineComposer() if plain or reason_for_lines() else ListComposer()
    try:
        routine = compose(composer, load_routine(GENTLE), _title_problem)
    except (KeyboardInterrupt, EOFError) as error:
        typer.echo(err=True)
        raise NothingStarted("Left; nothing was written.") from error
    name = name_for(routine.title)
    _tell_of(name, save_new(name, routine_text(routine, name=name)))


@routines_app.command()
def copy(
    name: Name,
    new_name: Annotated[str, typer.Argument(metavar="NEW", help="The name of the copy.")],
) -> None:
    """Copy a routine into your folder, to change it there. Never writes over a file."""
    from footcoach.core.routine_file import keys_of_a_step
    from footcoach.storage.library import require_free, save_new

    found = pick(name)
    title = found.load().title
    free = new_name.removesuffix(".toml")
    require_free(free)
    _tell_of(free, save_new(free, found.text()))
    typer.echo(f"Its title is still '{title}'. A step in it is [[steps]] and these lines below it:")
    for line in keys_of_a_step().splitlines():
        typer.echo(textwrap.fill(line, 78, initial_indent="  ", subsequent_indent=" " * 13))


@routines_app.command()
def schema() -> None:
    """Print the JSON Schema of routine files, for editors that check while you type."""
    from footcoach.core.routine_file import routine_schema

    typer.echo(json.dumps(routine_schema(), indent=2))


def _data(found: "Found", routine: "Routine") -> dict[str, Any]:
    return {
        "name": found.name,
        "whose": found.whose,
        "title": routine.title,
        "summary": routine.summary,
        "level": routine.level,
        "asks_runner_question": routine.asks_runner_question,
        "seconds": routine.seconds,
    }


def _problems(file: str) -> list[str]:
    from footcoach.core.errors import RoutineInvalid, RoutineNotFound

    try:
        pick(file).load()
    except (RoutineInvalid, RoutineNotFound) as error:
        return list(error.args)
    return []


def _problems_of_own() -> dict[str, list[str]]:
    """Return for each of the user's files what is wrong with its name, and with what is in it."""
    from footcoach.storage.library import own_files

    return {
        str(path): ([problem] if problem else []) + _problems(str(path))
        for path, problem in own_files()
    }


def _title_problem(title: str) -> str:
    """Say why a title makes no name for a file; empty if it does."""
    from footcoach.core.errors import UsageError
    from footcoach.storage.library import name_for, require_free

    name = name_for(title)
    if not name:
        return "Please use at least one letter or digit."
    try:
        require_free(name)
    except UsageError as error:
        return str(error)
    return ""


def _tell_of(name: str, path: Path) -> None:
    """Say where a new routine is, and what can be done with it."""
    typed = f'"{name}"' if " " in name else name
    typer.echo(f"Written: {path}")
    typer.echo("It is a text file: change it with any text editor. Then")
    for command, what in (
        (f"routines check {typed}", "looks for mistakes"),
        (f"routines show {typed}", "shows its steps"),
        (f"start {typed}", "the safety questions, then the massage"),
    ):
        typer.echo(f"  footcoach {command}  {what}")
