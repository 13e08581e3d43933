"""The picture of the foot in a session: which part is being worked, and where the hands are.

Which way round: the sole is drawn as you see your own, with the ankle on the other knee and the
sole turned up to you, toes up. The big toe and the hollow of the LEFT foot are then on the LEFT of
the picture, those of the right foot on the right. Looking at the top of the foot turns that round:
the big toe of the left foot is on the RIGHT. Ankle and calf are drawn from their inner foot, the
side that is up when the ankle is on the knee: the toes of the left foot point to the right.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from rich.text import Span, Text

from footcoach.core.routine import Step, Technique, Tool, Zone
from footcoach.core.states import Foot
from footcoach.ui import footshape as shape
from footcoach.ui.footcells import cell, half_covered, patterns
from footcoach.ui.footdots import draw_sole, draw_view
from footcoach.ui.glyphs import Glyphs
from footcoach.ui.motion import Hands, hands_at

LEAST_WIDTH = 16
LEAST_HEIGHT = 10
"""In cells. In less room five toes cannot be told apart."""

_MOST_ROWS = 40
_ROWS_FOR_CAPTION = 12
_Cell = tuple[int, int]
"""Row and column."""

_Covered = tuple[tuple[int, ...], ...]
"""The columns of the cells that a zone covers, row by row from the top."""

_OVER_ALL_TOES = frozenset({Technique.GLIDING, Technique.STRETCH})
"""What takes the whole hand. The rest is done with a part of it, and on toes one by one."""

_WIDE_TOES = 16
"""Columns from which there is room on a toe to go sideways; in less the next toe is meant."""

_LEAST_COLUMNS = 12
_LEAST_ASCII = 16
"""Of a picture. In less, a little toe is too narrow to be drawn hollow, and would look lit."""


class _Lane(NamedTuple):
    """A row of cells that the hands can be in, or a column: for toes stand side by foot."""

    place: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Picture:
    """All that stands still, and where the hands can be."""

    lines: tuple[Text, ...]
    top: int
    left: int
    columns: int
    rows: int
    cells: _Covered
    """At least half of each; margins left out, and not mirrored. Without massage no columns."""


def foot_map(
    width: int,
    height: int,
    *,
    foot: Foot,
    step: Step,
    elapsed: float | None,
    glyphs: Glyphs,
    avoided: tuple[Zone, ...] = (),
) -> list[Text]:
    """Draw the sole of a foot in `width` x `height` cells, the zone lit, and where the hands are.

    Of the whole foot, what is to be `spared` stays dark, and the hands go past it.

    `elapsed` is in seconds into the step; None draws no hands (reduced motion, get ready). Always
    `height` lines, so that nothing else on the screen moves when the zone changes; none at all if
    there is too little room. What is no massage is a plain foot. Lines that stand still are the
    very same ones each time, so that a screen sees it at once: they must not be changed.
    """
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return []
    massage = step.technique is not Technique.CARE
    picture = _picture(width, height, foot, step.zone, massage, glyphs, avoided)
    lines = list(picture.lines)
    if any(picture.cells) and elapsed is not None:
        _lay_hands(lines, picture, hands_at(elapsed, step), foot, step, glyphs)
    return lines


def _lay_hands(
    lines: list[Text], picture: _Picture, hands: Hands, foot: Foot, step: Step, glyphs: Glyphs
) -> None:
    """Put the marker over the lines; only those that it covers become different."""
    across, down, (row, column) = _place(picture, hands, step)
    if _is_mirrored(foot, step.zone):
        column = picture.columns - across - column
    start = picture.left + column
    look = glyphs.hands if hands.firm else glyphs.hands_lifted
    for line_number in range(picture.top + row, picture.top + row + down):
        line = lines[line_number]
        plain = line.plain.ljust(start + across)
        marker = look[0] + look[1] * (across - 2) + look[2] if across > 1 else look[1]
        lines[line_number] = Text(
            plain[:start] + marker + plain[start + across :],
            spans=[*line.spans, Span(start, start + across, "map.marker")],
        )


def _place(picture: _Picture, hands: Hands, step: Step) -> tuple[int, int, _Cell]:
    """Return columns and rows of the marker, and its upper left cell: inside of the zone."""
    toe_by_toe = step.zone is Zone.TOES and step.technique not in _OVER_ALL_TOES
    if toe_by_toe:
        across, down, lanes = _toe_lanes(picture.cells, max(1, picture.columns // 8))
        aside = hands.right if picture.columns >= _WIDE_TOES else 0
        number, share = round(hands.across * (len(lanes) - 1)) + aside, hands.down
        further = hands.low
    else:
        across, down, lanes = _lanes(picture.cells, _marker_size(picture, step))
        number, share = round(hands.down * (len(lanes) - 1)) + hands.low, hands.across
        further = hands.right
    lane = lanes[min(max(number, 0), len(lanes) - 1)]
    other = lane.first + round(share * (lane.last - lane.first)) + further
    other = min(max(other, lane.first), lane.last)
    return across, down, (other, lane.place) if toe_by_toe else (lane.place, other)


def _marker_size(picture: _Picture, step: Step) -> tuple[int, int]:
    """Return how many cells the hands cover, across and down: a palm, a fist or a thumb."""
    share, flatness = 0.18, 2
    if step.technique is Technique.STRETCH:
        share, flatness = 0.6, 5
    elif step.technique is Technique.GLIDING:
        share = {Tool.HANDS: 0.36, Tool.KNUCKLES: 0.27}.get(step.tool, share)
    unit = min(picture.columns, picture.rows * 2 / shape.SOLE_RATIO)
    across = max(2, round(unit * share))
    return across, max(1, across // flatness)


@lru_cache(maxsize=64)
def _lanes(cells: _Covered, size: tuple[int, int]) -> tuple[int, int, tuple[_Lane, ...]]:
    """Return the rows in which a marker of the size stays inside; of a smaller one, if in none."""
    across, down = size
    lanes = []
    for row in range(len(cells) - down + 1):
        covered = cells[row : row + down]
        if all(covered):
            first, last = max(map(min, covered)), min(map(max, covered)) - across + 1
            if first <= last:
                lanes.append(_Lane(row, first, last))
    if lanes:
        return across, down, tuple(lanes)
    return _lanes(cells, (max(1, across - 1), max(1, down - 1)))


@lru_cache(maxsize=16)
def _toe_lanes(cells: _Covered, across: int) -> tuple[int, int, tuple[_Lane, ...]]:
    """Return the columns of the toes, for a marker that is a cell high.

    A little toe can be narrower than the marker, which then reaches over the gap beside it.
    """
    columns: dict[int, list[int]] = {}
    for row, covered in enumerate(cells):
        for column in covered:
            columns.setdefault(column, []).append(row)
    edge = max(columns) - across + 1
    lanes = (
        _Lane(min(max(column - (across - 1) // 2, 0), edge), min(rows), max(rows))
        for column, rows in sorted(columns.items())
    )
    return across, 1, tuple(lanes)


def _is_mirrored(foot: Foot, zone: Zone) -> bool:
    """Tell whether the outline must be turned: one is of the sole, and a top is seen from above."""
    return (foot is Foot.RIGHT) != (zone is Zone.TOP)


@lru_cache(maxsize=64)
def _picture(
    width: int,
    height: int,
    foot: Foot,
    zone: Zone,
    massage: bool,
    glyphs: Glyphs,
    avoided: tuple[Zone, ...],
) -> _Picture:
    """Draw all that stands still."""
    caption = shape.CAPTIONS.get(zone, "") if height >= _ROWS_FOR_CAPTION else ""
    columns, rows = _fitting(width, height - bool(caption), zone, glyphs)
    size = (columns * 2, rows * 4)
    grain = 1 if glyphs.dots else 2
    if zone in shape.SHAPES:
        dots = draw_view(*size, zone, grain)
    else:
        dots = draw_sole(*size, zone, grain, avoided)
    if not massage:
        dots = dots._replace(zone=(0,) * len(dots.zone))
    edge, lit, nails = (patterns(part, columns) for part in dots)
    mirrored = _is_mirrored(foot, zone)
    order = -1 if mirrored else 1
    top, left = (height - rows - bool(caption)) // 2, (width - columns) // 2
    drawn = []
    for of_row in zip(edge, lit, nails, strict=True):
        shown = [cell(*of_cell, mirrored, glyphs) for of_cell in zip(*of_row, strict=True)]
        is_lit = [pattern > 0 for pattern in of_row[1]]
        drawn.append(_line(left, shown[::order], is_lit[::order]))
    if caption:
        drawn.append(Text(caption.center(width).rstrip(), style="muted"))
    blank = height - top - len(drawn)
    lines = [Text()] * top + drawn + [Text()] * blank
    return _Picture(tuple(lines), top, left, columns, rows, tuple(map(half_covered, lit)))


def _fitting(width: int, height: int, zone: Zone, glyphs: Glyphs) -> tuple[int, int]:
    """Return columns and rows of the largest picture; a cell is twice as high as wide."""
    ratio = shape.SHAPES[zone][1] if zone in shape.SHAPES else shape.SOLE_RATIO
    rows = min(height, _MOST_ROWS, round(width * ratio / 2))
    least = _LEAST_COLUMNS if glyphs.dots else min(_LEAST_ASCII, rows * 6 // 5)
    return min(width, max(least, round(2 * rows / ratio))), rows


def _line(left: int, shown: list[str], lit: list[bool]) -> Text:
    """Join cells to a line, those that are alike under one style: each is sent by itself."""
    line = Text(" " * left)
    for is_lit, cells in groupby(zip(shown, lit, strict=True), key=itemgetter(1)):
        run = "".join(character for character, _ in cells)
        line.append(run, "map.zone" if is_lit else "map.outline")
    line.rstrip()
    return line
