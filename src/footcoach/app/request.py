"""What a person asked for on the command line, before the questions."""

from dataclasses import dataclass
from pathlib import Path

from footcoach.core.routine import Routine
from footcoach.core.schedule import Wanted
from footcoach.core.settings import Settings
from footcoach.core.states import Foot, Talk
from footcoach.storage.library import Found


@dataclass(frozen=True)
class Request:
    """What the person asked for on the command line; None for anything left out."""

    routine: tuple[Found, Routine] | None = None
    feet: Foot = Foot.BOTH
    minutes: float | None = None
    talk: Talk | None = None
    # A file of answers, used instead of asking the questions.
    answers: Path | None = None
    voice: bool | None = None
    sound: bool | None = None

    def wanted(self, settings: Settings, pace: float = 1.0) -> Wanted:
        """Return what the session should be like, for a voice of that pace."""
        return Wanted(
            feet=self.feet,
            minutes=self.minutes,
            get_ready=settings.get_ready_seconds,
            talk=self.talk or settings.talk,
            pace=pace,
        )
