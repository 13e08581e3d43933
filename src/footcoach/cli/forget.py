"""`footcoach forget`: erase everything that footcoach stored."""

import typer

from footcoach.cli.console import Yes, confirm
from footcoach.storage.files import erase_stored, stored_files


def forget(yes: Yes = False) -> None:
    """Erase everything footcoach stored, after listing it.

    That is settings, health answers and sessions. Routines that you wrote stay.
    """
    files = stored_files()
    if not files:
        typer.echo("Nothing is stored.")
        return
    about = ["Stored on this computer:", *(f"  {path}" for path in files)]
    if not confirm("Erase all of it? This cannot be undone.", yes=yes, about=about):
        typer.echo("Nothing was erased.")
        return
    typer.echo(f"Erased: {', '.join(path.name for path in erase_stored())}.")
