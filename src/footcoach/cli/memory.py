"""What is remembered about the person: read once, and written when they say so."""

from collections.abc import Callable
from datetime import date

from footcoach.cli.console import print_error
from footcoach.core.errors import ProfileInvalid, StorageError
from footcoach.core.profile import KeptHistory, Profile, Stored, still_valid
from footcoach.storage.profile import change_profile, load_profile


class ProfileMemory:
    """The profile, as a screening needs it. Its failures are warnings: massage can go on."""

    def __init__(self, today: date) -> None:
        """Read the profile; a damaged one is left alone, and everything is asked."""
        self._today = today
        self._problems: list[str] = []
        self.usable = True
        """Whether answers can be kept: nothing is written over a damaged file."""
        try:
            profile = load_profile(today)
            self.stored = still_valid(profile, today)
        except ProfileInvalid as error:
            self.usable = False
            self.stored = Stored(notice="All is asked: what was kept cannot be read.")
            print_error(f"{error} Nothing in it is used: all is asked.")
            return
        if profile.history and not self.stored.history:
            self.forget(clearances=False)

    def keep(self, history: KeptHistory) -> None:
        """Keep the answers on health history."""
        self._change(
            lambda profile: profile.model_copy(update={"history": history}),
            "Your health answers could not be kept.",
        )

    def forget(self, *, clearances: bool) -> None:
        """Give up the answers that were kept; and clearances given before today, if so asked."""

        def without(profile: Profile) -> Profile:
            still = [c for c in profile.clearances if c.on >= self._today or not clearances]
            gone = [c.question for c in profile.clearances if c not in still]
            if gone:
                self._problems.append(
                    "As your health has changed, these clearances no longer count: "
                    f"{', '.join(gone)}. Ask them again."
                )
            return Profile(clearances=tuple(still))

        self._change(without, "Old health answers could not be erased.")

    def report(self) -> None:
        """Say what failed, once the screen is free for it."""
        print_error(*self._problems)
        self._problems.clear()

    def _change(self, change: Callable[[Profile], Profile], failure: str) -> None:
        try:
            change_profile(change, self._today)
        except StorageError as error:
            self._problems.append(f"{error} {failure}")
