"""The foot in dots: what of a picture is body, edge and zone, at any size."""

from functools import reduce
from itertools import accumulate, pairwise
from math import ceil
from operator import and_, or_
from typing import NamedTuple

from footcoach.core.routine import Zone
from footcoach.ui import footshape as shape

_BOLD_DOTS = 110
"""Dots in height from which an outline of one dot would look thin."""

_HAS_RIM = 8
"""Dots in width from which a toe is seen around its nail."""

_STEPS = 4
"""Straight pieces that stand for the curve between two points."""

_MARGIN = 3
"""Rows that are drawn above and below a picture and then cut off: more than an edge is thick, so
that there is none where the body goes on."""

_ROUNDNESS = 2.3
"""Of a toe: 2 is an ellipse, more comes nearer to a box."""

Part = tuple[int, ...]
"""Some dots of a picture: a number for each row, from the top, whose bit n is the dot in column n.

What is drawn here has `_MARGIN` rows above and below as well, until it is `_cut`. Sets of dots,
each with its row and column, took 15 to 35 ms and 1 to 2 MiB for a large picture.
"""


class Dots(NamedTuple):
    """A picture in dots: the edge of the body, the zone, and toenails."""

    edge: Part
    zone: Part
    nails: Part


def draw_sole(
    width: int, height: int, zone: Zone, grain: int, avoided: tuple[Zone, ...] = ()
) -> Dots:
    """Draw the sole and five toes, apart from each other as in a footprint.

    The whole foot is one piece, so that it is not taken for the sole; what is `spared` of it is
    not in the zone. Toes are as wide as a multiple of `grain` dots, and begin at one.
    """
    sole = _filled(shape.SOLE, width, height)
    toes = _union(*_toes(sole, width, height, grain, joined=zone is Zone.WHOLE))

    def part_in(wanted: Zone) -> Part:
        if wanted in shape.SHAPES:  # not to be seen from below
            return (0,) * len(sole)
        if wanted is Zone.TOES:
            return toes
        first, last = shape.SOLE_ZONES.get(wanted, (0.0, 1.1))
        return _only_rows(sole, first * height, last * height)

    lit = _union(sole, toes) if zone is Zone.WHOLE else part_in(zone)
    for each in avoided:
        lit = _without(lit, part_in(each))
    thick = _thickness(height, grain)
    edge = _union(_edge(sole, thick), _edge(toes, thick))
    return Dots(_cut(edge), _cut(lit), (0,) * height)


def draw_view(width: int, height: int, zone: Zone, grain: int) -> Dots:
    """Draw what is not on the sole: the foot from above, the ankle or the leg from the side."""
    body = _filled(shape.SHAPES[zone][0], width, height)
    thick = _thickness(height, grain)
    nails: Part = (0,) * len(body)
    if zone is Zone.TOP:
        toes = _toes(body, width, height, grain, joined=True)
        nails = _union(*(_nail(toe, thick) for toe in toes))
        body = _union(body, *toes)
    lit = _overlap(body, _filled(shape.LIT[zone], width, height))
    return Dots(_cut(_edge(body, thick)), _cut(lit), _cut(nails))


def _toes(ball: Part, width: int, height: int, grain: int, *, joined: bool) -> list[Part]:
    """Return five toes, each on dots of its own: at any size there is a gap between two."""
    gap = max(1, round(width * 0.035 / grain)) * grain
    room = (width - 4 * gap) // grain
    ends = [round(share * room) for share in accumulate(shape.TOE_WIDTHS, initial=0.0)]
    wide = sorted((end - start for start, end in pairwise(ends)), reverse=True)
    left, toes = 0, []
    for grains, tip in zip(wide, shape.TOE_TIPS, strict=True):
        right = left + grains * grain
        under = _run(left, right)
        foot = next(row for row, dots in enumerate(_cut(ball)) if dots & under)
        low = foot + max(2, round(height * 0.06)) if joined else foot - max(1, gap // 2)
        high = min(tip * height, low - 2)
        toe = _rounded(left, right, high, low, height)
        if joined:
            straight = _only_rows((under,) * len(ball), round((high + low) / 2), low)
            toe = _union(toe, straight)
        toes.append(toe)
        left = right + gap
    return toes


def _nail(toe: Part, thick: int) -> Part:
    """Return the nail of a toe: inside of its tip or, where that is too narrow, the tip."""
    wide = reduce(or_, toe).bit_count()
    inside = _inside(toe, thick + 1) if wide >= _HAS_RIM else toe
    tip = next(row for row, dots in enumerate(inside, -_MARGIN) if dots)
    return _only_rows(inside, tip, tip + max(3, wide // 2) + 1)


def _rounded(left: float, right: float, high: float, low: float, height: int) -> Part:
    """Return the dots of a box that is rounded on all sides."""
    middle, half = (left + right) / 2, (right - left) / 2
    part = []
    for row in _rows(height):
        down = abs(row + 0.5 - (high + low) / 2) / ((low - high) / 2)
        reach = half * max(0.0, 1 - down**_ROUNDNESS) ** (1 / _ROUNDNESS)
        part.append(_run(middle - reach, middle + reach))
    return tuple(part)


def _thickness(height: int, grain: int) -> int:
    """Return how many dots thick an outline is; each must be told by itself where grains are."""
    return 2 if height >= _BOLD_DOTS and grain == 1 else 1


def _edge(part: Part, thick: int) -> Part:
    """Return the dots of a part that have a neighbour outside of it."""
    return _without(part, _inside(part, thick))


def _inside(part: Part, thick: int) -> Part:
    """Return the dots of a part with no neighbour outside of it: left, right, below and above."""
    inside = part
    for n in range(1, thick + 1):
        blank = (0,) * n
        beside = tuple(dots << n & dots >> n for dots in part)
        inside = _overlap(inside, beside, part[n:] + blank, blank + part[:-n])
    return inside


def _union(*parts: Part) -> Part:
    """Return the dots that are in any of the parts."""
    return tuple(reduce(or_, row) for row in zip(*parts, strict=True))


def _overlap(*parts: Part) -> Part:
    """Return the dots that are in all of the parts."""
    return tuple(reduce(and_, row) for row in zip(*parts, strict=True))


def _without(part: Part, other: Part) -> Part:
    """Return the dots of a part that are not in the other."""
    return tuple(dots & ~others for dots, others in zip(part, other, strict=True))


def _only_rows(part: Part, first: float, end: float) -> Part:
    """Return the dots from one row to before another; 0 is the top of the picture."""
    return tuple(dots if first <= row < end else 0 for row, dots in enumerate(part, -_MARGIN))


def _rows(height: int) -> range:
    """Return the rows to draw, with the margins; 0 is the top of the picture."""
    return range(-_MARGIN, height + _MARGIN)


def _cut(part: Part) -> Part:
    """Return a part without its margins."""
    return part[_MARGIN:-_MARGIN]


def _run(start: float, end: float) -> int:
    """Return a row of dots from one place to another: those whose middles lie between."""
    first, after = round(start), round(end)
    return (1 << after) - (1 << first) if first < after else 0


def _filled(outline: shape.Outline, width: int, height: int) -> Part:
    """Return the dots inside of a closed outline, and of what goes on above and below.

    Going round, note where each row is cut: the outline cuts it once in and once out.
    """
    cuts: dict[int, list[float]] = {row: [] for row in _rows(height)}
    points = _smooth(outline)
    for a, b in pairwise([*points, points[0]]):
        first, end = sorted(ceil(point[1] * height - 0.5) for point in (a, b))
        for row in range(max(first, -_MARGIN), min(end, height + _MARGIN)):
            share = ((row + 0.5) / height - a[1]) / (b[1] - a[1])
            cuts[row].append(a[0] + share * (b[0] - a[0]))
    return tuple(_between_cuts(row, width) for row in cuts.values())


def _between_cuts(cuts: list[float], width: int) -> int:
    """Return the dots of a row from each first cut to the second, as far as the picture goes."""
    places = [min(max(cut, 0.0), 1.0) * width for cut in sorted(cuts)]
    runs = zip(places[::2], places[1::2], strict=True)
    return reduce(or_, (_run(start, end) for start, end in runs), 0)


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
