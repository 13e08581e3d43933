"""What the coach says before each step, and how long it takes to say.

The clock of a step starts when the words end, so `schedule` makes the time to get ready as long as
the words take. Words and lengths are the same whether a voice speaks or the person reads.
"""

import re
from collections.abc import Iterable

from footcoach.core.routine import NO_PRESSURE, Routine, Step, Tool
from footcoach.core.states import Foot, Talk, Zone
from footcoach.core.text import both

# Seconds for each letter or digit, and for the pauses after a sentence and after a comma. Measured:
# with espeak-ng at its normal pace, 300 of our texts took within 0.6 s of what these add up to.
_LETTER, _SENTENCE, _COMMA = 0.052, 0.70, 0.28

# Any number of minutes takes about as long to say as this one, 12 and a half.
ABOUT = 750.0

# The words for each pressure, out of 10.
_FIRMNESS = ("no pressure", "very light", "light", "firm", "firmer")

# The midway check. Sharp, burning, electric or numb feelings are a warning from a nerve; massage
# should not ordinarily be painful (Mayo Clinic).
FEELING_CHECK = "Sharp, burning, electric or numb? Press X."

# What to have ready for the steps that use it.
_TOOLS = {
    Tool.BALL: "a small firm ball",
    Tool.LOTION: "a second chair if you cannot cross your legs, a lotion you have used before",
    Tool.TOWEL: "a towel",
}

# Said before the last step, which otherwise ends only when its time is up.
WHEN_FINISHED = "Press Enter when you have finished."


def spoken_seconds(words: str) -> float:
    """Estimate how long it takes to say something, in seconds."""
    return (
        _LETTER * sum(char.isalnum() for char in words)
        + _SENTENCE * len(re.findall(r"[.:?!]", words))
        + _COMMA * len(re.findall(r"[,;]", words))
    )


def have_ready(tools: Iterable[Tool]) -> str:
    """Say what to have within reach for steps done with these tools."""
    used = set(tools)
    things = [words for tool, words in _TOOLS.items() if tool in used]
    # Someone who is breathless mid-session must not have to walk on oily soles to call for help.
    return f"Have ready: {both(['a firm seat', *things, 'socks', 'a telephone'])}."


def keep_off(zones: Iterable[Zone]) -> str:
    """Say which parts to keep off, since the step's own instructions cover the whole foot."""
    return f"Keep off the {both(sorted(zones))}: lift your hands there."


def firmness(pressure: int) -> str:
    """Say how firmly to press: "firm, 3 of 10"."""
    return f"{_FIRMNESS[pressure]}, {pressure} of 10"


def step_words(
    step: Step, talk: Talk, *, pressure: int, seconds: float, avoided: Iterable[Zone] = ()
) -> str:
    """Say a step: its name, what to do, how firmly, and for how long."""
    what = {Talk.FULL: step.how, Talk.SHORT: step.reminder, Talk.NAMES: ""}[talk]
    zones = tuple(avoided)
    how_long = f"You have {seconds:.0f} seconds."
    if step.technique not in NO_PRESSURE:
        how_long = f"{firmness(pressure).capitalize()}, for {seconds:.0f} seconds."
    parts = [
        f"{step.title}.",
        what,
        keep_off(zones) if zones else "",
        "" if talk is Talk.NAMES else how_long,
    ]
    return " ".join(filter(None, parts))


def take_up_how(routine: Routine, foot: Foot, talk: Talk, *, change: bool) -> str:
    """Say how to sit or, at the change of feet, where the other foot goes; and when to stop."""
    # Nobody should have to wait until the second foot to hear which feelings are warning signs.
    if not change:
        position = "" if talk is Talk.NAMES else f"{routine.position} "
        return f"{position}{FEELING_CHECK}".strip()
    oily = any(step.tool is Tool.LOTION for step in routine.steps)
    rest = f"Rest the {foot.other} one on the towel. " if oily else ""
    return f"{rest}{FEELING_CHECK}"


def take_up_words(foot: Foot, how: str, *, left: float | None) -> str:
    """Say which foot comes now; at the change of feet, also how much time is left."""
    before = (
        "" if left is None else f"{foot.other.capitalize()} foot done: {_minutes(left)} to go. "
    )
    return f"{before}Now your {foot} foot. {how}".strip()


def opening_words(title: str, left_out: int, seconds: float = ABOUT) -> str:
    """Say what begins, how long it lasts, and how many steps are left out."""
    out = f" {left_out} step{' is' if left_out == 1 else 's are'} left out." if left_out else ""
    return f"{title}, {_minutes(seconds)}.{out}"


def finish_words(left: float = ABOUT) -> str:
    """Say that the massage is over, and how long the aftercare will take."""
    return f"The massage is done: {_minutes(left)} to finish."


def _minutes(seconds: float) -> str:
    """Say a length to the nearest half minute: "6 and a half minutes"."""
    whole, half = divmod(int(seconds / 30 + 0.5), 2)
    if not whole:
        return "half a minute"
    return f"{whole}{' and a half' if half else ''} minute{'s' if whole > 1 or half else ''}"
