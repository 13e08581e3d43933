"""The last questions, while hands are dry: what to keep off, and whether to begin."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from footcoach.app.screening import LEFT_AFTER, leaving
from footcoach.core.cues import TEST_SOUND
from footcoach.core.errors import UsageError
from footcoach.core.interview import AtReady
from footcoach.core.plan import Plan
from footcoach.core.record import Rating
from footcoach.core.screening import Place
from footcoach.core.states import Zone
from footcoach.system.voice import Voice

if TYPE_CHECKING:
    # This loads all the terminal code, which `--help` does not need.
    from footcoach.ui.interface import Interface

# Plans the session, keeping off these zones in addition to any others; raises UsageError.
MakePlan = Callable[[frozenset[Zone]], Plan]

MUTED = "Sound is off."
SETTLED = "What to keep off was settled when the session started."
OR_ALL = " Choose at least one, or the massage keeps off all of them."


def ask_where(
    interface: "Interface", places: Sequence[Place], worked_on: Sequence[Zone]
) -> frozenset[Zone]:
    """Ask where each of `places` is; if no zone is chosen, keep off all zones it could be in."""
    kept_off: frozenset[Zone] = frozenset()
    with leaving(LEFT_AFTER):
        for place in places:
            zones = [zone for zone in place.zones if zone in worked_on]
            title = f"Where is it: {place.label}?"
            if zones:
                chosen = interface.choose_zones(zones, frozenset(), title)
                chosen = chosen or interface.choose_zones(zones, frozenset(), title + OR_ALL)
                kept_off |= chosen or frozenset(zones)
    return kept_off


def get_ready(
    interface: "Interface",
    voice: Voice,
    make_plan: MakePlan,
    zones: Sequence[Zone],
    notes: Sequence[str],
    before: Rating,
) -> tuple[Plan, Rating]:
    """Show the session about to start. Once the person starts it, plan it again.

    `zones` are those that the person can keep off. Also returns how sore the feet are.
    """
    excluded: frozenset[Zone] = frozenset()
    problem = ""
    with leaving(LEFT_AFTER):
        while True:
            sound = MUTED if voice.muted else voice.words
            planned = make_plan(excluded)
            move, before = interface.show_ready(planned, [*notes, sound, problem], before)
            problem = ""
            match move:
                case AtReady.BEGIN:
                    return make_plan(excluded), before
                case AtReady.KEEP_OFF if not zones:
                    problem = SETTLED
                case AtReady.KEEP_OFF:
                    chosen = interface.choose_zones(zones, excluded)
                    try:
                        make_plan(chosen)
                        excluded = chosen
                    except UsageError as error:
                        problem = str(error)
                case AtReady.MUTE:
                    voice.toggle_mute()
                    voice.cue(TEST_SOUND)
                case AtReady.TEST_SOUND:
                    voice.cue(TEST_SOUND)
