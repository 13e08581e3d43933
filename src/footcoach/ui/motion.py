"""Where the hands are at a moment of a step: the way of the stroke, at the pace of the stroke.

The directions are those that the routines' own words give: flat hands go from the toes to the
ankle, knuckles and thumbs from the heel to the toes, a ball to and fro, and hands on the leg up.
Nothing here changes more than four times a second: enough to follow, and little to send.
"""

from collections.abc import Callable
from typing import NamedTuple

from footcoach.core.routine import Step, Technique, Tool, Zone
from footcoach.ui.footshape import TOE_CENTRES

TICKS = 4
"""In a second."""

_STROKE = 12
_BACK = 4
"""Ticks of a long stroke and of the way back: 4 s in all."""

_CIRCLE = 8
"""Ticks of a kneading circle: 2 s."""

_STAGES = 8
"""Places that kneading and tapping go through before they begin again."""

HOLD_SECONDS = 10
"""On one spot: what the routines say."""
_MOST_SPOTS = 4

_BEND = 6
"""Ticks to bend the toes back, and to let them go."""
_LEAST_STRETCH = 4 * _BEND


class Hands(NamedTuple):
    """A place in the zone."""

    across: float
    """Share of the zone's width: 0 is the side that is drawn on the left of a left sole."""
    down: float
    """Share of the zone's height."""
    right: int = 0
    low: int = 0
    """Cells further to the right and down."""
    firm: bool = True
    """Not lifted, and not only stroking back."""


def hands_at(elapsed: float, step: Step) -> Hands:
    """Return where the hands are so many seconds into the step."""
    return _STROKES.get(step.technique, _rest)(int(max(0.0, elapsed) * TICKS), step)


def _rest(_tick: int, _step: Step) -> Hands:
    return Hands(0.5, 0.5)


def _goes_up(step: Step) -> bool:
    """Tell whether the stroke goes up in the picture: to the toes, or up the leg."""
    if step.zone in {Zone.ANKLE, Zone.CALF}:
        return True
    return step.zone is not Zone.TOP and step.tool in {Tool.KNUCKLES, Tool.THUMBS, Tool.BALL}


def _turned(share: float, step: Step, *, up: bool) -> float:
    """Return how far down a place is that is so far along a way through the zone.

    On the whole foot the way to the toes ends at the ball: nobody pushes a fist through the toes.
    """
    if not up:
        return share
    return 1 - share * (0.7 if step.zone is Zone.WHOLE else 1.0)


def _gliding(tick: int, step: Step) -> Hands:
    up = _goes_up(step)
    if step.tool is Tool.BALL:
        swing = tick % (2 * _STROKE)
        return Hands(0.5, _turned(min(swing, 2 * _STROKE - swing) / _STROKE, step, up=up))
    at = tick % (_STROKE + _BACK)
    if at < _STROKE:
        return Hands(0.5, _turned(at / (_STROKE - 1), step, up=up))
    share = 1 - (at - _STROKE + 1) / (_BACK + 1)
    return Hands(0.5, _turned(share, step, up=up), firm=False)


def _round(tick: int, ticks: int, radius: int) -> tuple[int, int]:
    """Return the cells right of and below the start of a circle, drawn as a box of 8 or 4."""
    ring = ((0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1))
    right, low = ring[tick % ticks * (len(ring) // ticks)]
    return (right - 1) * radius, low - 1


def _kneading(tick: int, step: Step) -> Hands:
    right, low = _round(tick, _CIRCLE, 2)
    if step.zone is Zone.TOES:
        toe = tick // (3 * _CIRCLE) % len(TOE_CENTRES)
        return Hands(TOE_CENTRES[toe], 0.5, right // 2, low)
    stage = tick // _CIRCLE % _STAGES
    up = _goes_up(step) or step.zone is Zone.SOLE
    across = 0.35 if stage % 2 else 0.65
    return Hands(across, _turned((stage + 0.5) / _STAGES, step, up=up), right, low)


def _friction(tick: int, _step: Step) -> Hands:
    """Circle five times on a spot, small and quick, and go on to the next."""
    right, low = _round(tick, 4, 1)
    spot = tick // (5 * 4) % 4
    return Hands(0.2 + 0.2 * spot, 0.35 if spot % 2 else 0.65, right, low)


def _tapping(tick: int, step: Step) -> Hands:
    """Hop from place to place, two taps a second."""
    hop = tick // 2
    across = (0.3, 0.7, 0.5, 0.15, 0.85)[hop % 5]
    down = _turned((hop % _STAGES + 0.5) / _STAGES, step, up=True)
    lifted = tick % 2
    return Hands(across, down, low=-lifted, firm=not lifted)


def _vibration(tick: int, _step: Step) -> Hands:
    return Hands(0.5, 0.5, right=1 if tick % 2 else -1)


def _press_and_hold(tick: int, step: Step) -> Hands:
    """Stay on a spot and ease off for a moment each second, so that ten can be counted.

    On the sole the spots are in its soft middle, not on the bones of ball and heel.
    """
    spots = min(max(1, int(step.seconds // HOLD_SECONDS)), _MOST_SPOTS)
    spot = min(tick // (HOLD_SECONDS * TICKS), spots - 1)
    across, down = ((0.5, 0.36), (0.35, 0.52), (0.6, 0.62), (0.7, 0.45))[spot]
    return Hands(across, down, firm=tick % TICKS != TICKS - 1)


def _stretch(tick: int, step: Step) -> Hands:
    """Bend and hold, counting; let go: twice in the step."""
    length = max(_LEAST_STRETCH, int(step.seconds * TICKS) // 2)
    at = tick % length
    if at < _BEND or at >= length - _BEND:
        share = min(at, length - 1 - at) / _BEND
        return Hands(0.5, 1 - share, firm=at < _BEND)
    return Hands(0.5, 0, firm=tick % TICKS != TICKS - 1)


_STROKES: dict[Technique, Callable[[int, Step], Hands]] = {
    Technique.GLIDING: _gliding,
    Technique.KNEADING: _kneading,
    Technique.FRICTION: _friction,
    Technique.TAPPING: _tapping,
    Technique.VIBRATION: _vibration,
    Technique.PRESS_AND_HOLD: _press_and_hold,
    Technique.STRETCH: _stretch,
}
