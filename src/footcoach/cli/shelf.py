"""Taking routines from the library for a command, with warnings about files that cannot be used."""

from typing import TYPE_CHECKING

from footcoach.cli.console import print_error

if TYPE_CHECKING:
    from footcoach.core.routine import Routine
    from footcoach.storage.library import Found


def pick(reference: str) -> "Found":
    """Return where the routine with that name or path is; nothing is read but folders.

    Raises RoutineNotFound.
    """
    from footcoach.storage.library import find_routine

    return find_routine(reference)


def usable() -> list[tuple["Found", "Routine"]]:
    """Read every routine that has a name, and return those that can be used; warn of the others."""
    from footcoach.storage.library import load_all

    loaded, problems = load_all()
    print_error(*problems)
    return loaded
