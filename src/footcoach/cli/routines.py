"""`footcoach routines`: what there is to choose from."""

from typing import Annotated

import typer

routines_app = typer.Typer(help="List the routines, or show one.", invoke_without_command=True)


@routines_app.callback()
def routines(context: typer.Context) -> None:
    """List the routines: name, minutes, what each is."""
    if context.invoked_subcommand is None:
        from footcoach.store.library import load_routine, routine_names
        from footcoach.terminal.console import make_console
        from footcoach.terminal.views.routine import routine_list

        make_console().print(routine_list((name, load_routine(name)) for name in routine_names()))


@routines_app.command()
def show(name: Annotated[str, typer.Argument(help="A routine's name, or a .toml file.")]) -> None:
    """Show a routine's steps and their lengths."""
    from footcoach.store.library import load_routine
    from footcoach.terminal.console import make_console
    from footcoach.terminal.views.routine import routine_steps

    make_console().print(routine_steps(load_routine(name)))
