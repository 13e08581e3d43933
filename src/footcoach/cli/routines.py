"""`footcoach routines`: what there is to choose from, and routines of your own."""

import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from footcoach.cli.console import Ascii, Json, Plain, glyphs_wanted, print_error

if TYPE_CHECKING:
    from footcoach.core.routine import Routine
    from footcoach.storage.library import Found

routines_app = typer.Typer(
    help="List the routines, show one, or make your own.", invoke_without_command=True
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="A routine's name, or a .toml file.")]


@routines_app.callback()
def routines(context: typer.Context, json_: Json = False) -> None:
    """List the routines: name, length, when each is allowed, and whose it is."""
    if context.invoked_subcommand is not None:
        return
    from footcoach.storage.library import load_all
    from footcoach.ui.tables import routine_list
    from footcoach.ui.theme import make_console

    loaded, problems = load_all()
    print_error(*problems)
    if json_:
        typer.echo(json.dumps([_data(found, routine) for found, routine in loaded], indent=2))
    else:
        rows = [(found.name, found.whose, routine) for found, routine in loaded]
        make_console().print(routine_list(rows))


@routines_app.command()
def show(name: Name, json_: Json = False, ascii_only: Ascii = False) -> None:
    """Show a routine's steps, and what happens on days for gentle massage only."""
    from footcoach.storage.library import GENTLE, find_routine
    from footcoach.ui.page import WIDEST
    from footcoach.ui.tables import routine_steps
    from footcoach.ui.theme import make_console

    found = find_routine(name)
    routine = found.load()
    if json_:
        steps = routine.model_dump(mode="json", by_alias=True)["steps"]
        typer.echo(json.dumps(_data(found, routine) | {"steps": steps}, indent=2))
        return
    console, glyphs = make_console(), glyphs_wanted(ascii_only=ascii_only)
    width = min(console.width, WIDEST)
    view = routine_steps(routine, glyphs, width, whose=found.whose, gentle=GENTLE)
    console.print(view, width=width)


@routines_app.command()
def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help="Files or names. Without any: all of yours."),
    ] = None,
    json_: Json = False,
) -> None:
    """Say what is wrong with routine files, and where. The exit code is 4 if anything is."""
    from footcoach.core.errors import ExitCode
    from footcoach.core.text import visible
    from footcoach.storage.library import own_files

    checked = {file: _problems(file) for file in files or [str(path) for path in own_files()]}
    if json_:
        found = [{"file": file, "problems": problems} for file, problems in checked.items()]
        typer.echo(json.dumps(found, indent=2))
    else:
        for file, problems in checked.items():
            for line in problems or [f"{file}: no mistakes found."]:
                typer.echo(visible(line))
        if not checked:
            typer.echo("You have no routines of your own. To make one: footcoach routines new")
    raise typer.Exit(ExitCode.ROUTINE if any(checked.values()) else ExitCode.OK)


@routines_app.command()
def new(plain: Plain = False) -> None:
    """Make a routine of your own by filling in a form."""
    from footcoach.app.interface import has_terminal, reason_for_lines
    from footcoach.cli.routine_form import fill_in
    from footcoach.core.errors import NoTerminal, NothingStarted
    from footcoach.core.routine_file import routine_text
    from footcoach.storage.library import GENTLE, load_routine, name_for, save_new
    from footcoach.system.signals import leave_in_order

    if plain or not has_terminal() or reason_for_lines():
        raise NoTerminal(
            "The form needs a full screen. Copy a routine instead and change the copy with a text "
            "editor: footcoach routines copy general my-general"
        )
    leave_in_order()
    try:
        routine = fill_in(load_routine(GENTLE))
    except (KeyboardInterrupt, EOFError) as error:
        typer.echo(err=True)
        raise NothingStarted("You left the form. Nothing was saved.") from error
    name = name_for(routine.title)
    _report_new(name, save_new(name, routine_text(routine, name=name)))


@routines_app.command()
def copy(
    name: Name,
    new_name: Annotated[str, typer.Argument(metavar="NEW", help="The name of the copy.")],
) -> None:
    """Copy a routine into your folder, to change it there. Never overwrites a file."""
    from footcoach.core.routine_file import keys_of_a_step
    from footcoach.storage.library import find_routine, save_new

    found = find_routine(name)
    title = found.load().title
    free = new_name.removesuffix(".toml")
    _report_new(free, save_new(free, found.text()))
    typer.echo(f"Its title is still '{title}'. A step starts with [[steps]], then these lines:")
    for line in keys_of_a_step().splitlines():
        typer.echo(textwrap.fill(line, 78, initial_indent="  ", subsequent_indent=" " * 13))


@routines_app.command()
def schema() -> None:
    """Print the JSON Schema of routine files, for editors that check as you type."""
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
    from footcoach.core.errors import RoutineError
    from footcoach.storage.library import load_routine

    try:
        load_routine(file)
    except RoutineError as error:
        return list(error.args)
    return []


def _report_new(name: str, path: Path) -> None:
    """Say where a new routine is, and what can be done with it."""
    typed = f'"{name}"' if " " in name else name
    typer.echo(f"""\
Written: {path}
It is a text file that you can change with any text editor. Then:
  footcoach routines check {typed}  looks for mistakes
  footcoach routines show {typed}  shows its steps
  footcoach start {typed}  the safety questions, then the massage""")
