"""The ready page: the last moment at which anything is asked, because then hands are oily."""

from collections.abc import Callable, Sequence

from footcoach.app.interface import Asker
from footcoach.app.runner import Telling
from footcoach.core.cues import TEST_SOUND
from footcoach.core.errors import NothingStarted, UsageError
from footcoach.core.interview import AtReady
from footcoach.core.plan import Plan
from footcoach.core.record import Rating
from footcoach.core.routine import Zone

LayOut = Callable[[frozenset[Zone]], Plan]
"""Plans the session without the zones to keep off; raises UsageError if nothing is left."""


def get_ready(
    asker: Asker,
    lay_out: LayOut,
    zones: Sequence[Zone],
    notes: Sequence[str],
    telling: Telling,
    sound: str,
    before: Rating,
) -> tuple[Plan, Rating]:
    """Show what is about to begin until the person begins it; plan it anew at that moment.

    Returns the plan, and how sore the feet are; `before` is how sore they were said to be. `zones`
    can be kept off, and `sound` says what will be heard. Raises NothingStarted if the person
    leaves, and NotCleared once the screening is too old.
    """
    excluded_zones: frozenset[Zone] = frozenset()
    problem = ""
    try:
        while True:
            heard = MUTED if telling.muted else sound
            notes_now = [*notes, heard, problem]
            move, before = asker.show_ready(lay_out(excluded_zones), notes_now, before)
            problem = ""
            match move:
                case AtReady.BEGIN:
                    return lay_out(excluded_zones), before
                case AtReady.KEEP_OFF if not zones:
                    problem = "What to keep off was settled when the session began."
                case AtReady.KEEP_OFF:
                    chosen = asker.choose_zones(zones, excluded_zones)
                    problem = _problem_with(chosen, lay_out)
                    excluded_zones = excluded_zones if problem else chosen
                case AtReady.MUTE:
                    telling.toggle()
            if move is not AtReady.KEEP_OFF:
                telling.tell([TEST_SOUND])
    except (KeyboardInterrupt, EOFError) as error:
        raise NothingStarted("Screened, but nothing started.") from error


MUTED = "Sound is off."


def _problem_with(excluded_zones: frozenset[Zone], lay_out: LayOut) -> str:
    try:
        lay_out(excluded_zones)
    except UsageError as error:
        return str(error)
    return ""
