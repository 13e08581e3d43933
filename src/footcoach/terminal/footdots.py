"""The foot in dots: what of a picture is body, edge and zone, at any size."""

from itertools import pairwise
from typing import NamedTuple

from footcoach.core.routine import Zone
from footcoach.terminal import footshape as shape

_BOLD_DOTS = 110
"""Dots in height from which an outline of one dot would look thin."""

_STEPS = 4
"""Straight pieces that stand for the curve between two points."""

_FINE_DOTS = 48
"""Dots in height from which five tendons are lines and not a blot."""

Dot = tuple[int, int]
"""Row and column."""


class Dots(NamedTuple):
    """A picture in dots: all of the body, its edge, the zone, and marks such as toenails."""

    body: set[Dot]
    edge: set[Dot]
    zone: set[Dot]
    marks: set[Dot]


def draw_sole(width: int, height: int, zone: Zone) -> Dots:
    """Draw the sole and five toes, apart from each other as in a footprint."""
    sole = _filled(shape.SOLE, width, height)
    toes = _toes(sole, width, height)
    toe_dots = set().union(*toes)
    first, last = shape.SOLE_ZONES.get(zone, (0.0, 1.1))
    lit = {dot for dot in sole if first * height <= dot[0] < last * height}
    if zone is Zone.TOES:
        lit = toe_dots
    elif zone is Zone.WHOLE:
        lit |= toe_dots
    edge = set().union(*(_edge(part, height) for part in [sole, *toes]))
    return Dots(sole | toe_dots, edge, lit, set())


def draw_view(width: int, height: int, zone: Zone) -> Dots:
    """Draw what is not on the sole: the foot from above, the ankle or the leg from the side."""
    body = _filled(shape.SHAPES[zone][0], width, height)
    marks: set[Dot] = set()
    if zone is Zone.TOP:
        toes = _toes(body, width, height, joined=True)
        marks = _nails(toes) | (_tendons(width, height) if height >= _FINE_DOTS else set())
        body = body.union(*toes)
    elif zone is Zone.ANKLE:
        across, down, wide, high = shape.ANKLE_BONE
        bone = _ellipse(across * width, down * height, wide * width, high * height)
        marks = _edge(bone, height) if min(wide * width, high * height) >= 2 else bone
    lit = body & _filled(shape.LIT[zone], width, height)
    return Dots(body, _edge(body, height), lit, marks)


def _toes(ball: set[Dot], width: int, height: int, *, joined: bool = False) -> list[set[Dot]]:
    """Return five toes, each on dots of its own: at any size there is a gap between two."""
    gap = max(1, round(width * 0.035))
    room, used, left, toes = width - 4 * gap, 0.0, 0, []
    for number, (share, tip) in enumerate(zip(shape.TOE_WIDTHS, shape.TOE_TIPS, strict=True)):
        used += share
        right = round(used * room) + number * gap
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


def _nails(toes: list[set[Dot]]) -> set[Dot]:
    """Return a nail for each toe that is wide enough to have one."""
    nails: set[Dot] = set()
    for toe in toes:
        top, left, right = min(toe)[0], min(c for _, c in toe), max(c for _, c in toe)
        long = (right - left) // 2
        nails |= {
            (top + 2 + row, column) for row in range(long) for column in range(left + 2, right - 1)
        }
    return nails


def _tendons(width: int, height: int) -> set[Dot]:
    """Return a line to each toe, of those that all come from the leg."""
    across, down = shape.TENDONS_MEET
    first, last = (round(height * share) for share in shape.TENDONS)
    return {
        (row, int((across + (toe - across) * (down - row / height)) * width))
        for toe in shape.TOE_CENTRES
        for row in range(first, last)
    }


def _ellipse(across: float, down: float, wide: float, high: float) -> set[Dot]:
    """Return the dots inside of a rounded box about a centre."""
    return {
        (row, column)
        for row in range(int(down - high) - 1, int(down + high) + 2)
        for column in range(int(across - wide) - 1, int(across + wide) + 2)
        if abs((column + 0.5 - across) / wide) ** 2.3 + abs((row + 0.5 - down) / high) ** 2.3 <= 1
    }


def _edge(part: set[Dot], height: int) -> set[Dot]:
    """Return the dots of a part that have a neighbour outside of it."""
    thick = 2 if height >= _BOLD_DOTS else 1
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
