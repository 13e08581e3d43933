"""The foot in dots: what of a picture is body, edge and zone, at any size."""

from itertools import accumulate, pairwise
from typing import NamedTuple

from footcoach.core.routine import Zone
from footcoach.terminal import footshape as shape

_BOLD_DOTS = 110
"""Dots in height from which an outline of one dot would look thin."""

_HAS_RIM = 8
"""Dots in width from which a toe is seen around its nail."""

_STEPS = 4
"""Straight pieces that stand for the curve between two points."""

Dot = tuple[int, int]
"""Row and column."""


class Dots(NamedTuple):
    """A picture in dots: the edge of the body, the zone, and toenails."""

    edge: set[Dot]
    zone: set[Dot]
    nails: set[Dot]


def draw_sole(width: int, height: int, zone: Zone, grain: int) -> Dots:
    """Draw the sole and five toes, apart from each other as in a footprint.

    The whole foot is one piece, so that it is not taken for the sole. Toes are as wide as a
    multiple of `grain` dots, and begin at one.
    """
    sole = _filled(shape.SOLE, width, height)
    toes = _toes(sole, width, height, grain, joined=zone is Zone.WHOLE)
    toe_dots = set().union(*toes)
    first, last = shape.SOLE_ZONES.get(zone, (0.0, 1.1))
    lit = {dot for dot in sole if first * height <= dot[0] < last * height}
    if zone is Zone.TOES:
        lit = toe_dots
    elif zone is Zone.WHOLE:
        lit |= toe_dots
    thick = _thickness(height, grain)
    edge = set().union(*(_edge(part, thick) for part in [sole, *toes]))
    return Dots(edge, lit, set())


def draw_view(width: int, height: int, zone: Zone, grain: int) -> Dots:
    """Draw what is not on the sole: the foot from above, the ankle or the leg from the side."""
    body = _filled(shape.SHAPES[zone][0], width, height)
    thick = _thickness(height, grain)
    nails: set[Dot] = set()
    if zone is Zone.TOP:
        toes = _toes(body, width, height, grain, joined=True)
        nails = set().union(*(_nail(toe, thick) for toe in toes))
        body = body.union(*toes)
    lit = body & _filled(shape.LIT[zone], width, height)
    return Dots(_edge(body, thick), lit, nails)


def _toes(ball: set[Dot], width: int, height: int, grain: int, *, joined: bool) -> list[set[Dot]]:
    """Return five toes, each on dots of its own: at any size there is a gap between two."""
    gap = max(1, round(width * 0.035 / grain)) * grain
    room = (width - 4 * gap) // grain
    ends = [round(share * room) for share in accumulate(shape.TOE_WIDTHS, initial=0.0)]
    wide = sorted((end - start for start, end in pairwise(ends)), reverse=True)
    left, toes = 0, []
    for grains, tip in zip(wide, shape.TOE_TIPS, strict=True):
        right = left + grains * grain
        foot = min(row for row, column in ball if left <= column < right and row >= 0)
        low = foot + max(2, round(height * 0.06)) if joined else foot - max(1, gap // 2)
        high = min(tip * height, low - 2)
        middle, half = (left + right) / 2, (right - left) / 2
        toe = _ellipse(middle, (high + low) / 2, half, (low - high) / 2)
        if joined:
            straight = range(round((high + low) / 2), low)
            toe |= {(row, column) for row in straight for column in range(left, right)}
        toes.append(toe)
        left = right + gap
    return toes


def _nail(toe: set[Dot], thick: int) -> set[Dot]:
    """Return the nail of a toe: inside of its tip or, where that is too narrow, the tip."""
    columns = [column for _, column in toe]
    wide = max(columns) - min(columns) + 1
    inside = toe
    if wide >= _HAS_RIM:
        inside = toe - _edge(toe, thick + 1)
    return {dot for dot in inside if dot[0] <= min(inside)[0] + max(3, wide // 2)}


def _ellipse(across: float, down: float, wide: float, high: float) -> set[Dot]:
    """Return the dots inside of a rounded box about a centre."""
    return {
        (row, column)
        for row in range(int(down - high) - 1, int(down + high) + 2)
        for column in range(int(across - wide) - 1, int(across + wide) + 2)
        if abs((column + 0.5 - across) / wide) ** 2.3 + abs((row + 0.5 - down) / high) ** 2.3 <= 1
    }


def _thickness(height: int, grain: int) -> int:
    """Return how many dots thick an outline is; each must be told by itself where grains are."""
    return 2 if height >= _BOLD_DOTS and grain == 1 else 1


def _edge(part: set[Dot], thick: int) -> set[Dot]:
    """Return the dots of a part that have a neighbour outside of it."""
    near = [(n, 0) for n in range(-thick, thick + 1)] + [(0, n) for n in range(-thick, thick + 1)]
    return {
        (row, column)
        for row, column in part
        if any((row + down, column + across) not in part for down, across in near)
    }


def _filled(outline: shape.Outline, width: int, height: int) -> set[Dot]:
    """Return the dots inside of a closed outline, and of what goes on above and below."""
    points = _smooth(outline)
    dots = set()
    for row in range(-3, height + 3):
        level = (row + 0.5) / height
        cuts = sorted(
            a[0] + (level - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            for a, b in pairwise([*points, points[0]])
            if (a[1] <= level) != (b[1] <= level)
        )
        for start, end in zip(cuts[::2], cuts[1::2], strict=True):
            dots |= {
                (row, column)
                for column in range(max(0, round(start * width)), min(width, round(end * width)))
            }
    return dots


def _smooth(outline: shape.Outline) -> list[tuple[float, float]]:
    """Lay a curve through the points."""
    curve = []
    for number in range(len(outline)):
        before, start, end, after = (outline[(number + n) % len(outline)] for n in (-1, 0, 1, 2))
        for step in range(_STEPS):
            share = step / _STEPS
            across, down = (
                _between(before[i], start[i], end[i], after[i], share) for i in range(2)
            )
            curve.append((across, down))
    return curve


def _between(before: float, start: float, end: float, after: float, share: float) -> float:
    """Return a point of the Catmull-Rom curve from `start` to `end`."""
    slope = end - before
    bend = 2 * before - 5 * start + 4 * end - after
    turn = 3 * (start - end) + after - before
    return start + 0.5 * share * (slope + share * (bend + share * turn))
