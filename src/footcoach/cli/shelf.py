"""Taking routines from where they are, and saying what is wrong with those that cannot be used."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from footcoach.core.routine import Routine
    from footcoach.store.library import Found


def warn(problems: Iterable[str]) -> None:
    """Say what went wrong beside what was asked for."""
    from footcoach.core.text import visible

    for problem in problems:
        sys.stderr.write(f"footcoach: {visible(problem)}\n")


def pick(reference: str) -> "Found":
    """Return the routine with that name or path. Raises RoutineNotFound."""
    from footcoach.store.library import find_routine

    found = find_routine(reference)
    warn([found.notice] if found.notice else [])
    return found


def usable() -> list[tuple["Found", "Routine"]]:
    """Return every routine that can be used; the files that cannot are named, each once."""
    from footcoach.store.library import load_known

    loaded, problems = load_known()
    warn(problems)
    return loaded
