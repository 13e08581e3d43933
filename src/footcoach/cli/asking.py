"""Asking before something is erased for good."""

import typer

from footcoach.cli.seat import has_terminal
from footcoach.core.errors import NoTerminal, NothingStarted


def confirm(question: str, *, yes: bool) -> bool:
    """Tell whether the person agrees; Enter alone means no. `yes`: they have said so already.

    Raises NoTerminal if nobody can be asked, and NothingStarted if they left.
    """
    if yes:
        return True
    if not has_terminal():
        raise NoTerminal("There is no terminal to ask in; nothing was erased. Add --yes to agree.")
    try:
        return typer.confirm(question)
    except typer.Abort as error:
        typer.echo(err=True)
        raise NothingStarted("Nothing was erased.") from error
