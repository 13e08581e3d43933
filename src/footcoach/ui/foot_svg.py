"""The picture of the foot on paper, from the outlines and the motion that the screen shows.

It is a left foot; a right one is its mirror image. The part to massage is hatched and coloured, and
marks show where the hands go: an arrow for a stroke, a ring for a circle, a dot for a press or tap.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from math import cos, pi, sin
from typing import Any

from footcoach.core.routine import NO_PRESSURE, Step, Technique, Tool
from footcoach.core.states import Zone
from footcoach.ui.foot import ROUNDNESS, shapes, smooth
from footcoach.ui.motion import TICKS, Hands, hands_at

# A closed curve as points: 0 to 1 spans the picture's width and height.
_Curve = Sequence[complex]

# The picture's width in its own units, and the margin around it for the thickness of lines.
_WIDE, _MARGIN = 100.0, 2.5
_GAP, _OVERLAP = 0.035, 0.06
# How many seconds of a step to sample, and how far marks keep from the zone's ends and each other.
_SECONDS, _INSET, _APART = 40, 0.13, 15.0


def foot_svg(step: Step, *, name: str, words: str) -> str:
    """Draw the step; `name` sets its ids apart from those of other pictures on the same page."""
    view = shapes()["views"].get(step.zone, shapes()["views"]["whole"])
    high = _WIDE * view["ratio"]
    body = list(smooth(view["outline"]))
    sole = "lit" not in view
    toes = list(_toes(body, view["ratio"], step.zone)) if sole or step.zone is Zone.TOP else []
    lit = _lit(step.zone, view, body, toes)
    # The bands of the sole end where the sole does, below the toes.
    foot = {Zone.TOES: toes, Zone.WHOLE: [body, *toes]}.get(step.zone, [body])
    outline, inside = (" ".join(_path(c, high) for c in curves) for curves in ([body, *toes], foot))
    box = f"{-_MARGIN} {-_MARGIN} {_WIDE + 2 * _MARGIN} {high + 2 * _MARGIN:.0f}"
    start = f'<svg class="foot" viewBox="{box}" role="img" aria-label="{escape(words)}">'
    parts = [
        # Drawn again without an edge, the toes have no line where they join the foot.
        f'<path class="edge" d="{outline}"/><path class="skin" d="{outline}"/>',
    ]
    if step.technique is not Technique.CARE:
        areas = " ".join(_path(curve, high) for curve in lit)
        parts += [
            f'<clipPath id="{name}-foot"><path d="{inside}"/></clipPath>',
            f'<pattern id="{name}-hatch" width="8" height="8" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><path class="tint" d="M0 0h8v8h-8z"/>'
            '<path class="hatch" d="M0 0h8"/></pattern>',
            f'<path clip-path="url(#{name}-foot)" fill="url(#{name}-hatch)" d="{areas}"/>',
        ]
    # Where the foot moves, or is only held, the hands rest.
    if step.technique not in NO_PRESSURE | {Technique.HOLDING}:
        parts += _marks(step, foot, lit, high)
    # Seen from the top, the big toe of a left foot is on the right.
    mirror = f' transform="translate({_WIDE} 0) scale(-1 1)"' if step.zone is Zone.TOP else ""
    return f"{start}<g{mirror}>{''.join(parts)}</g></svg>"


def _toes(body: _Curve, ratio: float, zone: Zone) -> Iterator[_Curve]:
    """Yield the outlines of five toes. On the sole, they are separate, as in a footprint."""
    joined, drawn = zone in {Zone.WHOLE, Zone.TOP}, shapes()
    room = 1 - 4 * _GAP
    left = 0.0
    for wide, tip in zip(drawn["toe_widths"], drawn["toe_tips"], strict=True):
        right = left + wide * room
        foot = min(point.imag for point in body if left <= point.real <= right)
        low = foot + _OVERLAP if joined else foot - _GAP / ratio / 2
        middle = complex((left + right) / 2, (tip + low) / 2)
        half = complex((right - left) / 2, (low - tip) / 2)
        yield [
            middle + complex(_bulge(cos(turn)) * half.real, _bulge(sin(turn)) * half.imag)
            for turn in (n * pi / 16 for n in range(32))
        ]
        left = right + _GAP


def _bulge(share: float) -> float:
    """Push a point of a circle outwards, towards a box."""
    size: float = abs(share) ** (2 / ROUNDNESS)
    return size if share > 0 else -size


def _lit(zone: Zone, view: dict[str, Any], body: _Curve, toes: Sequence[_Curve]) -> list[_Curve]:
    """Return the areas to hatch, where they overlap the foot."""
    if "lit" in view:
        return [list(smooth(view["lit"]))]
    if zone is Zone.TOES:
        return list(toes)
    if zone is Zone.WHOLE:
        return [body, *toes]
    # The zones of the sole are bands across it, which end below the toes.
    first, end = shapes()["sole_zones"][zone]
    first = max(first, min(point.imag for point in body))
    return [[complex(-0.1, first), complex(1.1, first), complex(1.1, end), complex(-0.1, end)]]


def _path(curve: _Curve, high: float) -> str:
    points = " ".join(f"{p.real * _WIDE:.1f} {p.imag * high:.1f}" for p in curve)
    return f"M{points}Z"


# --- where the hands go --------------------------------------------------------------------------


def _marks(step: Step, foot: Sequence[_Curve], lit: Sequence[_Curve], high: float) -> Iterator[str]:
    rows = [point.imag for curve in lit for point in curve]
    top, bottom = max(0.0, min(rows)), min(1.0, max(rows))

    def place(across: float, down: float) -> complex:
        row = top + (_INSET + (1 - 2 * _INSET) * down) * (bottom - top)
        sides = zip(_span(foot, row), _span(lit, row), strict=True)
        (left, left_lit), (right, right_lit) = sides
        left, right = max(left, left_lit), min(right, right_lit)
        return complex((left + across * (right - left)) * _WIDE, row * high)

    moments = (hands_at(tick / TICKS, step) for tick in range(_SECONDS * TICKS))
    hands = [each for each in moments if each.firm]
    if step.technique in {Technique.GLIDING, Technique.STRETCH}:
        yield _arrow(_ends(hands, place), both=step.tool is Tool.BALL)
        return
    kept: list[complex] = []
    for at in (place(each.across, each.down) for each in hands):
        if all(abs(at - other) > _APART for other in kept):
            kept.append(at)
    for at in kept:
        if step.technique in {Technique.PRESS_AND_HOLD, Technique.TAPPING}:
            yield f'<circle class="dot" cx="{at.real:.1f}" cy="{at.imag:.1f}" r="4.5"/>'
        elif step.technique is Technique.VIBRATION:
            yield _arrow([at - 15, at + 15], both=True)
        else:
            turns = (n * pi / 8 for n in range(14))
            yield _arrow([at + 6 * complex(cos(turn), sin(turn)) for turn in turns], head=8)


def _ends(hands: Sequence[Hands], place: Callable[[float, float], complex]) -> list[complex]:
    """Return where a straight stroke begins and ends: along the foot or, under the arch, across."""
    start, *_, end = sorted((each.down for each in hands), reverse=hands[0].down > 0.5)
    if start == end:
        return [place(across, start) for across in (0.0, 1.0)]
    middle = place(0.5, (start + end) / 2).real
    return [complex(middle, place(0.5, down).imag) for down in (start, end)]


def _span(curves: Iterable[_Curve], down: float) -> tuple[float, float]:
    """Return how far to the left and right the curves reach at this height."""
    across = [
        a.real + (down - a.imag) / (b.imag - a.imag) * (b.real - a.real)
        for curve in curves
        for a, b in pairwise([*curve, curve[0]])
        if (a.imag <= down) != (b.imag <= down)
    ]
    return (min(across), max(across)) if across else (0.0, 1.0)


def _arrow(points: Sequence[complex], *, both: bool = False, head: float = 16) -> str:
    """Draw a line through the points with a head at its end, or at both ends."""
    line = " ".join(f"{p.real:.1f} {p.imag:.1f}" for p in points)
    ends = [(points[-1], points[-2])] + ([(points[0], points[1])] if both else [])
    heads = []
    for tip, before in ends:
        back = (before - tip) / abs(before - tip) * head
        sides = (tip + back * complex(cos(turn), sin(turn)) for turn in (0.5, -0.5))
        shown = " ".join(f"{p.real:.1f} {p.imag:.1f}" for p in (tip, *sides))
        heads.append(f'<path class="head" d="M{shown}Z"/>')
    return f'<path class="halo" d="M{line}"/><path class="stroke" d="M{line}"/>{"".join(heads)}'
