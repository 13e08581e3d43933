"""A session on the full screen."""

from collections.abc import Sequence

from footcoach.core.cues import Cue
from footcoach.core.snapshot import Snapshot
from footcoach.ui.screen import Screen
from footcoach.ui.session_view import SessionView


class FullStage:
    """Shows a session on the full screen."""

    def __init__(self, screen: Screen, view: SessionView) -> None:
        """Draw `view` on `screen`, which is already open."""
        self._screen = screen
        self._view = view
        self._away = False

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool = False) -> None:
        """Draw the moment; the words of the cues are on the screen anyway.

        After an absence all of it: something else may have written to the terminal.
        """
        del cues
        if snapshot.away and not self._away:
            self._screen.forget()
        self._away = snapshot.away
        self._screen.draw(lambda size: self._view.blocks(snapshot, size, muted=muted))

    def frame_seconds(self, snapshot: Snapshot) -> float:
        """Return the time to the next whole second, or to where the marker moves next."""
        return self._view.frame_seconds(snapshot)
