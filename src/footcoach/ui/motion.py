"""Where the hands are at any moment of a step, following the path and pace of the stroke.

The directions are those that the routines describe: flat hands go from the toes to the ankle,
knuckles and thumbs from the heel to the toes, a ball to and fro, and hands up the leg. The position
changes at most four times a second: enough to follow, with little to send to the terminal.
"""

from typing import NamedTuple

from footcoach.core.routine import Step, Technique, Tool
from footcoach.core.states import Zone

# Ticks per second.
TICKS = 4
# In ticks: a long stroke, the return, a kneading circle, and bending or releasing the toes.
_STROKE, _BACK, _CIRCLE, _BEND = 12, 4, 8, 6

# How far across the foot each toe is, starting from the big toe.
_TOES = (0.17, 0.44, 0.62, 0.78, 0.94)
# Places that kneading and tapping go through before they start again.
_STAGES = 8
# Seconds on each spot, as the routines say. The spots are shares of the sole's width and height, in
# its soft middle, not on the bones of the ball and heel.
HOLD_SECONDS = 10
_SPOTS = ((0.5, 0.36), (0.35, 0.52), (0.6, 0.62), (0.7, 0.45))


class Hands(NamedTuple):
    """A place in the zone: shares of its width and height on a left foot, plus an offset in cells.

    Hands are not `firm` while they are lifted or stroking lightly back.
    """

    across: float
    down: float
    right: int = 0
    low: int = 0
    firm: bool = True


def hands_at(elapsed: float, step: Step) -> Hands:
    """Return where the hands are `elapsed` seconds into the step."""
    tick = int(max(0.0, elapsed) * TICKS)
    hands = Hands(0.5, 0.5)
    match step.technique:
        case Technique.GLIDING:
            hands = _gliding(tick, step)
        case Technique.KNEADING:
            hands = _kneading(tick, step)
        case Technique.FRICTION:
            # Make five small, quick circles on a spot, then move on to the next.
            spot = tick // (5 * 4) % 4
            hands = Hands(0.2 + 0.2 * spot, 0.35 if spot % 2 else 0.65, *_round(tick, 4, 1))
        case Technique.TAPPING:
            # Hop from place to place, two taps a second.
            hop, lifted = divmod(tick, 2)
            down = _way((hop % _STAGES + 0.5) / _STAGES, step, up=True)
            across = (0.3, 0.7, 0.5, 0.15, 0.85)[hop % 5]
            hands = Hands(across, down, low=-lifted, firm=not lifted)
        case Technique.VIBRATION:
            hands = Hands(0.5, 0.5, right=1 if tick % 2 else -1)
        case Technique.PRESS_AND_HOLD:
            spots = min(max(1, int(step.seconds // HOLD_SECONDS)), len(_SPOTS))
            spot = min(tick // (HOLD_SECONDS * TICKS), spots - 1)
            hands = Hands(*_SPOTS[spot], firm=not _easing(tick))
        case Technique.STRETCH:
            hands = _stretch(tick, step)
    return hands


def _easing(tick: int) -> bool:
    """Return whether the hands ease off, as they do briefly each second to mark the seconds."""
    return tick % TICKS == TICKS - 1


def _way(share: float, step: Step, *, up: bool = False) -> float:
    """Return how far down the foot the hands are at this fraction of their path.

    On the whole foot, the path to the toes ends at the ball: nobody pushes a fist through the toes.
    """
    pushes = step.tool in {Tool.KNUCKLES, Tool.THUMBS, Tool.BALL}
    if up or step.zone in {Zone.ANKLE, Zone.CALF} or (pushes and step.zone is not Zone.TOP):
        return 1 - share * (0.7 if step.zone is Zone.WHOLE else 1.0)
    return share


def _gliding(tick: int, step: Step) -> Hands:
    if step.tool is Tool.BALL:
        swing = tick % (2 * _STROKE)
        share = min(swing, 2 * _STROKE - swing) / _STROKE
        # Under the arch, which is short, a ball rolls from side to side.
        return Hands(share, 0.5) if step.zone is Zone.ARCH else Hands(0.5, _way(share, step))
    at = tick % (_STROKE + _BACK)
    if at < _STROKE:
        return Hands(0.5, _way(at / (_STROKE - 1), step))
    return Hands(0.5, _way(1 - (at - _STROKE + 1) / (_BACK + 1), step), firm=False)


def _round(tick: int, ticks: int, radius: int) -> tuple[int, int]:
    """Return the offset in cells from the middle of a circle, drawn as a ring of 8 or 4 cells."""
    ring = ((0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1))
    right, low = ring[tick % ticks * (len(ring) // ticks)]
    return (right - 1) * radius, low - 1


def _kneading(tick: int, step: Step) -> Hands:
    right, low = _round(tick, _CIRCLE, 2)
    if step.zone is Zone.TOES:
        toe = tick // (3 * _CIRCLE) % len(_TOES)
        return Hands(_TOES[toe], 0.5, right // 2, low)
    stage = tick // _CIRCLE % _STAGES
    down = _way((stage + 0.5) / _STAGES, step, up=step.zone is Zone.SOLE)
    return Hands(0.35 if stage % 2 else 0.65, down, right, low)


def _stretch(tick: int, step: Step) -> Hands:
    """Bend the toes, hold for a count, and let go, twice in the step."""
    length = max(4 * _BEND, int(step.seconds * TICKS) // 2)
    at = tick % length
    if at < _BEND or at >= length - _BEND:
        return Hands(0.5, 1 - min(at, length - 1 - at) / _BEND, firm=at < _BEND)
    return Hands(0.5, 0, firm=not _easing(tick))
