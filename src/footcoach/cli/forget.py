"""`footcoach forget`: erase everything that footcoach stored."""

from typing import Annotated

import typer


def forget(
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
) -> None:
    """Erase everything footcoach stored: settings, health answers, sessions. Shows it first."""
    from footcoach.cli.asking import confirm
    from footcoach.core.errors import StorageError
    from footcoach.storage.files import erase_stored, stored_files

    files = stored_files()
    if not files:
        typer.echo("Nothing is stored.")
        return
    typer.echo("Stored on this computer:")
    for path in files:
        typer.echo(f"  {path}")
    if not confirm("Erase all of it? It cannot be brought back.", yes=yes):
        typer.echo("Nothing was erased.")
        return
    erased, problems = erase_stored()
    typer.echo(f"Erased: {', '.join(path.name for path in erased) or 'nothing'}.")
    if problems:
        raise StorageError(" ".join(problems))
