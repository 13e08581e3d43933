"""What is remembered about the person: read once, and written when they say so."""

import sys
from datetime import date

from footcoach.core.errors import ProfileInvalid, StorageError
from footcoach.core.profile import KeptHistory, Profile, Recalled, recall
from footcoach.store.profile import change_profile, load_profile


class ProfileMemory:
    """The profile, as a screening needs it. Its failures are warnings: massage can go on."""

    def __init__(self, today: date) -> None:
        """Read the profile; a damaged one is left alone, and everything is asked."""
        self._today = today
        self._problems: list[str] = []
        self.usable = True
        """Whether answers can be kept: nothing is written over a damaged file."""
        try:
            self.recalled = recall(load_profile(today), today)
        except ProfileInvalid as error:
            self.usable = False
            self.recalled = Recalled(notice="All is asked: what was kept cannot be read.")
            sys.stderr.write(
                f"footcoach: {error} Nothing in it is used: every question is asked. "
                "To erase it: footcoach profile clear.\n"
            )

    def keep(self, history: KeptHistory) -> None:
        """Keep the answers on health history."""
        self._write(history, "Your health answers could not be kept.")

    def forget(self) -> None:
        """Give up the answers that were kept; clearances stay, with the day they were given."""
        self._write(None, "Old health answers could not be erased: use footcoach profile clear.")

    def report(self) -> None:
        """Say what failed, once the screen is free for it."""
        for problem in self._problems:
            sys.stderr.write(f"footcoach: {problem}\n")
        self._problems.clear()

    def _write(self, history: KeptHistory | None, failure: str) -> None:
        def with_history(profile: Profile) -> Profile:
            return profile.model_copy(update={"history": history})

        try:
            change_profile(with_history, self._today)
        except StorageError as error:
            self._problems.append(f"{error} {failure}")
