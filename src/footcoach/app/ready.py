"""The last questions, while hands are dry: what to keep off, and whether to begin."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from footcoach.app.screening import LEFT_AFTER, leaving
from footcoach.core.cues import TEST_SOUND, all_words
from footcoach.core.errors import UsageError
from footcoach.core.interview import AtReady
from footcoach.core.plan import Plan, suited
from footcoach.core.question import Level
from footcoach.core.record import Rating
from footcoach.core.routine import BY_HAND, Part, Routine
from footcoach.core.screening import Assessment, Place
from footcoach.core.states import Zone
from footcoach.system.voice import Voice

if TYPE_CHECKING:
    # This loads all the terminal code, which `--help` does not need.
    from footcoach.ui.interface import Interface

# Plans the session, keeping off these zones in addition to any others; raises UsageError.
MakePlan = Callable[[frozenset[Zone]], Plan]

MUTED = "Sound is off."
NEXT_TIME_TOO = "The parts that you chose to keep off are remembered for next time."
WHICH_NOW = "Keep off which parts today?"
NO_PART = "You chose no part, so nothing is kept off."
OR_ALL = " Choose at least one, or the massage will keep off all of them."


def replacement_note(routine: Routine, assessment: Assessment, gentle: Routine) -> str:
    """Say how the outcome changes the session that was asked for; empty if it does not."""
    gentle_only = assessment.level is Level.GENTLE
    if not gentle_only or suited(routine, assessment, gentle=gentle) is routine:
        return ""
    reaching = {step.tool for step in routine.in_part(Part.EACH_FOOT)} & BY_HAND
    cannot = "" if reaching else " If you cannot reach your feet, leave it for today."
    return (
        f"Because of your answers, you will do '{gentle.title}' today instead of "
        f"'{routine.title}'.{cannot}"
    )


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


def usable_zones(
    interface: "Interface",
    make_plan: MakePlan,
    zones: Sequence[Zone],
    remembered: frozenset[Zone],
) -> frozenset[Zone]:
    """Return which of `zones` to keep off as last time; ask again if that leaves nothing to do.

    Raises UsageError if nothing is left whatever is chosen.
    """
    excluded = remembered & frozenset(zones)
    while True:
        try:
            make_plan(excluded)
        except UsageError as error:
            problem = f"{error} The parts to keep off are remembered from last time."
            asked = f"{problem} {WHICH_NOW}"
            chosen = interface.choose_zones(zones, excluded, asked) if excluded else excluded
            if chosen == excluded:
                raise UsageError(problem if excluded else str(error)) from error
            excluded = chosen
        else:
            return excluded


def get_ready(
    interface: "Interface",
    voice: Voice,
    make_plan: MakePlan,
    zones: Sequence[Zone],
    notes: Sequence[str],
    before: Rating,
    remembered: frozenset[Zone],
) -> tuple[Plan, Rating, frozenset[Zone]]:
    """Show the session about to start. Once the person starts it, plan it again.

    `zones` are those that the person can still choose to keep off, and `remembered` those chosen
    last time. Also returns how sore the feet are, and which zones to remember.
    """
    problem = ""
    with leaving(LEFT_AFTER):
        excluded = usable_zones(interface, make_plan, zones, remembered)
        remember = bool(excluded)
        while True:
            sound = MUTED if voice.muted else voice.words
            planned = make_plan(excluded)
            # The parts to keep off say something about the person: do not leave such clips on disk.
            voice.prepare(all_words(planned), keep=not planned.avoided_zones)
            kept_off = [NEXT_TIME_TOO] if remember else []
            said = [*notes, *kept_off, sound, problem]
            move, before = interface.show_ready(planned, said, before, settled=not zones)
            problem = ""
            match move:
                case AtReady.BEGIN:
                    return make_plan(excluded), before, excluded if remember else frozenset()
                case AtReady.KEEP_OFF:
                    excluded, problem = _keep_off(interface, make_plan, zones, excluded)
                    remember = remember and bool(excluded)
                case AtReady.REMEMBER:
                    remember = bool(excluded) and not remember
                case AtReady.MUTE:
                    voice.toggle_mute()
                    voice.cue(TEST_SOUND)
                case AtReady.TEST_SOUND:
                    voice.cue(TEST_SOUND)


def _keep_off(
    interface: "Interface", make_plan: MakePlan, zones: Sequence[Zone], excluded: frozenset[Zone]
) -> tuple[frozenset[Zone], str]:
    """Ask which parts to keep off; return them, or those from before with what is wrong."""
    chosen = interface.choose_zones(zones, excluded)
    try:
        make_plan(chosen)
    except UsageError as error:
        return excluded, str(error)
    # Enter without a tick looks like a choice to people who have just chosen a routine with it.
    return chosen, "" if chosen or excluded else NO_PART
