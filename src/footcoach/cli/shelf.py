"""Taking routines from the library for a command, with warnings about files that cannot be used."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from footcoach.core.routine import Routine
    from footcoach.store.library import Found


def warn(problems: Iterable[str]) -> None:
    """Write problems to stderr, a line each; what was asked for goes on all the same."""
    from footcoach.core.text import visible

    for problem in problems:
        sys.stderr.write(f"footcoach: {visible(problem)}\n")


def pick(reference: str) -> "Found":
    """Return where the routine with that name or path is; nothing is read but folders.

    Warns if a file of the user's stands behind it. Raises RoutineNotFound.
    """
    from footcoach.store.library import find_routine

    found = find_routine(reference)
    warn([found.notice] if found.notice else [])
    return found


def usable() -> list[tuple["Found", "Routine"]]:
    """Read every routine that has a name, and return those that can be used; warn of the others."""
    from footcoach.store.library import load_known

    loaded, problems = load_known()
    warn(problems)
    return loaded
