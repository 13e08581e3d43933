"""`footcoach forget`: erase everything that footcoach stored."""

import typer

from footcoach.cli.console import Yes, confirm
from footcoach.core.text import both
from footcoach.storage.files import cache_folder, erase, stored_files
from footcoach.system.clips import PATTERN


def forget(yes: Yes = False) -> None:
    """Erase everything footcoach stored, after listing it.

    That is settings, health answers and sessions. Routines that you wrote stay.
    """
    files, clips = stored_files(), sorted(cache_folder().glob(PATTERN))
    if not files and not clips:
        typer.echo("Nothing is stored.")
        return
    about = ["Stored on this computer:", *(f"  {path}" for path in files)]
    about += [f"  {cache_folder()} (what the voice says, {len(clips)} files)"] if clips else []
    if not confirm("Erase all of it? This cannot be undone.", yes=yes, about=about):
        typer.echo("Nothing was erased.")
        return
    erase([*files, *clips])
    erased = [path.name for path in files] + (["what the voice says"] if clips else [])
    typer.echo(f"Erased: {both(erased)}.")
