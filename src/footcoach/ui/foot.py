"""The picture of the foot in a session: which part is being worked on, and where the hands are.

Orientation: the sole is drawn as you see your own, with the ankle on the other knee and the sole
turned towards you, toes up. The big toe and the arch of the LEFT foot are then on the LEFT of the
picture, those of the right foot on the right. Seen from the top it is the other way round: the big
toe of the left foot is on the RIGHT. Ankle and calf are drawn from the inner side, which faces up
when the ankle is on the knee: the toes of the left foot point to the right.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import ceil
from typing import Any

from rich.text import Span, Text

from footcoach.core.data import read_data
from footcoach.core.routine import Step, Technique, Tool
from footcoach.core.states import Foot, Zone
from footcoach.ui.motion import Hands, hands_at
from footcoach.ui.theme import Glyphs

# The smallest picture, in cells. In a smaller one, five toes could not be told apart.
LEAST_WIDTH, LEAST_HEIGHT = 16, 10
_LEAST_COLUMNS, _MOST_ROWS = 12, 40
# Rows needed for a caption.
_CAPTIONED = 12

# In dots: the height at which a one-dot outline starts to look thin; the least width of a toe
# with a rim around its nail; the margin, wider than an outline, in which a picture is drawn.
_BOLD, _RIMMED, _AROUND = 110, 8, 3
# How many straight pieces approximate the curve between two points.
_PIECES = 4
# The exponent of a toe's outline: 2 gives an ellipse, a higher one comes closer to a box.
ROUNDNESS = 2.3

# What two dots side by side add to a braille pattern (none, left, right, both), row by row.
_BRAILLE = (
    (0x00, 0x01, 0x08, 0x09),
    (0x00, 0x02, 0x10, 0x12),
    (0x00, 0x04, 0x20, 0x24),
    (0x00, 0x40, 0x80, 0xC0),
)
# For each row of a picture, the lit columns; or for each column, the lit rows.
_Lit = tuple[tuple[int, ...], ...]
# Where a marker's corner can be: a row and its first and last columns, or a column and its rows.
_Lane = tuple[int, int, int]


@cache
def shapes() -> dict[str, Any]:
    """Read the outlines when a foot is first drawn."""
    return tomllib.loads(read_data("foot.toml"))


@dataclass(frozen=True, slots=True)
class _Picture:
    """The part of a picture that does not move, and where the hands can be."""

    lines: tuple[Text, ...]
    top: int
    left: int
    columns: int
    mirrored: bool
    # For each row, the columns of the cells that are at least half lit.
    cells: _Lit


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
    """Draw a foot in `width` x `height` cells, with the step's zone lit and the hands as a marker.

    With both feet, a left one without a caption stands for either. `elapsed` is how many seconds
    the step has run; with None, no hands are drawn. The result has `height` lines, so that nothing
    else moves when the zone changes. It is empty if there is no braille or too little room. Callers
    must not change the lines: most are cached and shared.
    """
    if not glyphs.dots or width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return []
    massage = step.technique is not Technique.CARE
    picture = _draw(width, height, foot, step.zone, massage, avoided)
    lines = list(picture.lines)
    # In a `moving` step, the foot moves and the hands rest.
    if elapsed is None or step.technique is Technique.MOVING or not any(picture.cells):
        return lines
    hands = hands_at(elapsed, step)
    if picture.mirrored:
        hands = hands._replace(across=1 - hands.across, right=-hands.right)
    across, down, row, column = _place_hands(picture, hands, step)
    start, end = picture.left + column, picture.left + column + across
    marker = (glyphs.hands if hands.firm else glyphs.hands_lifted) * across
    for number in range(picture.top + row, picture.top + row + down):
        line = lines[number]
        plain = line.plain.ljust(end)
        spans = [*line.spans, Span(start, end, "map.marker")]
        lines[number] = Text(plain[:start] + marker + plain[end:], spans=spans)
    return lines


def _place_hands(picture: _Picture, hands: Hands, step: Step) -> tuple[int, int, int, int]:
    """Return the marker's width and height, and the row and column of its corner in the zone."""
    if step.zone is not Zone.TOES or step.technique in {Technique.GLIDING, Technique.STRETCH}:
        across, down, lanes = _lanes(picture.cells, *_marker_size(picture, step))
        row, column = _spot(lanes, hands.down, hands.low, hands.across, hands.right)
        return across, down, row, column
    # The other strokes are done toe by toe, with part of the hand.
    columns = range(picture.columns)
    toes = tuple(tuple(r for r, lit in enumerate(picture.cells) if c in lit) for c in columns)
    down, across, lanes = _lanes(toes, 1, max(1, picture.columns // 12))
    # In a small picture there is no room to move sideways on a toe.
    aside = hands.right if picture.columns >= 16 else 0
    column, row = _spot(lanes, hands.across, aside, hands.down, hands.low)
    return across, down, row, column


def _spot(
    lanes: list[_Lane], across: float, aside: int, along: float, further: int
) -> tuple[int, int]:
    """Pick a lane and a cell in it, each by a share of the possible range plus an offset."""
    number = round(across * (len(lanes) - 1)) + aside
    lane, first, last = lanes[min(max(number, 0), len(lanes) - 1)]
    return lane, min(max(first + round(along * (last - first)) + further, first), last)


def _marker_size(picture: _Picture, step: Step) -> tuple[int, int]:
    """Return how many cells the hands cover, across and down: a palm, a fist or a thumb."""
    share, flatness = 0.18, 2
    if step.technique is Technique.STRETCH:
        share, flatness = 0.6, 5
    elif step.technique is Technique.GLIDING:
        share = {Tool.HANDS: 0.36, Tool.KNUCKLES: 0.27}.get(step.tool, share)
    sole_width = len(picture.cells) * 2 / shapes()["views"]["whole"]["ratio"]
    across = max(2, round(min(picture.columns, sole_width) * share))
    return across, max(1, across // flatness)


@lru_cache(maxsize=64)
def _lanes(lit: _Lit, across: int, down: int) -> tuple[int, int, list[_Lane]]:
    """Return the marker's size, reduced to fit, and the places where it covers only lit cells."""
    lanes = []
    for row in range(len(lit) - down + 1):
        covered = lit[row : row + down]
        if all(covered):
            first, last = max(map(min, covered)), min(map(max, covered)) - across + 1
            if first <= last:
                lanes.append((row, first, last))
    if lanes:
        return across, down, lanes
    return _lanes(lit, max(1, across - 1), max(1, down - 1))


@lru_cache(maxsize=64)
def _draw(
    width: int, height: int, foot: Foot, zone: Zone, massage: bool, avoided: tuple[Zone, ...]
) -> _Picture:
    views = shapes()["views"]
    view = views.get(zone, views["whole"])
    ratio = view["ratio"]
    captioned = height >= _CAPTIONED and foot is not Foot.BOTH
    captions = [words.format(foot=foot) for words in view["captions"]] if captioned else []
    words = next((words for words in captions if len(words) <= width), "")
    caption = [Text(words.center(width).rstrip(), "muted")] if words else []
    # A cell is twice as high as it is wide.
    rows = min(height - len(caption), _MOST_ROWS, round(width * ratio / 2))
    columns = min(width, max(_LEAST_COLUMNS, round(2 * rows / ratio)))
    grid = _Grid(columns * 2, rows * 4, mirrored=(foot is Foot.RIGHT) != (zone is Zone.TOP))
    body = grid.fill(view["outline"])
    if "lit" not in view:
        edge, lit = _draw_sole(grid, body, zone, avoided)
    else:
        body, nails = _draw_top(grid, body) if zone is Zone.TOP else (body, 0)
        edge, lit = grid.edge(body) | nails, body & grid.fill(view["lit"])
    lit = lit if massage else 0
    cells = grid.braille(lit)
    left, top = (width - columns) // 2, (height - rows - len(caption)) // 2
    drawn = [_line(left, *both) for both in zip(grid.braille(edge | lit), cells, strict=True)]
    below = height - top - rows - len(caption)
    lines = [Text()] * top + drawn + caption + [Text()] * below
    covered = (tuple(n for n, dots in enumerate(row) if dots.bit_count() >= 4) for row in cells)
    return _Picture(tuple(lines), top, left, columns, grid.mirrored, tuple(covered))


def _line(left: int, patterns: list[int], lit: list[int]) -> Text:
    shown = "".join(chr(0x2800 + pattern) if pattern else " " for pattern in patterns)
    # Each lit run is one span, because every span is sent with its own style codes.
    runs = re.finditer("#+", "".join("#" if pattern else " " for pattern in lit))
    spans = [Span(left + run.start(), left + run.end(), "map.zone") for run in runs]
    return Text(" " * left + shown.rstrip(), spans=spans)


def _draw_sole(grid: "_Grid", sole: int, zone: Zone, avoided: tuple[Zone, ...]) -> tuple[int, int]:
    """Return the edge and the lit zone of a sole, with five separate toes as in a footprint.

    With the whole foot lit, the toes are joined to it: it must not be mistaken for the sole.
    """
    toes = 0
    for toe, _ in _draw_toes(grid, sole, joined=zone is Zone.WHOLE):
        toes |= toe
    parts = {"whole": sole | toes, "toes": toes}
    for part, (first, end) in shapes()["sole_zones"].items():
        parts[part] = sole & grid.rows(first * grid.height, end * grid.height)
    lit = parts[zone]
    # Other zones cannot be seen from below.
    for each in avoided:
        lit &= ~parts.get(each, 0)
    return grid.edge(sole) | grid.edge(toes), lit


def _draw_top(grid: "_Grid", foot: int) -> tuple[int, int]:
    body, nails = foot, 0
    for toe, width in _draw_toes(grid, foot, joined=True):
        body |= toe
        inside = grid.inside(toe, grid.thickness + 1) if width >= _RIMMED else toe
        tip = grid.top_of(inside)
        nails |= inside & grid.rows(tip, tip + max(3, width // 2) + 1)
    return body, nails


def _draw_toes(grid: "_Grid", ball: int, *, joined: bool) -> Iterator[tuple[int, int]]:
    """Yield five toes and their widths. Neighbours share no dots and have a gap between them."""
    drawn = shapes()
    gap = max(1, round(grid.width * 0.035))
    room = grid.width - 4 * gap
    ends = [round(share * room) for share in accumulate(drawn["toe_widths"], initial=0.0)]
    widths = sorted((end - start for start, end in pairwise(ends)), reverse=True)
    left = 0
    for width, tip in zip(widths, drawn["toe_tips"], strict=True):
        under = grid.columns(left, left + width)
        foot = grid.top_of(ball & under)
        low = foot + max(2, round(grid.height * 0.06)) if joined else foot - max(1, gap // 2)
        high = min(tip * grid.height, low - 2)
        toe = grid.rounded(left, left + width, high, low)
        if joined:
            toe |= under & grid.rows(round((high + low) / 2), low)
        yield toe, width
        left += width + gap


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rows of dots. A shape is an integer whose bits are the dots, row by row from the top.

    Integers make it fast to join and cut shapes. Some rows above and below the picture are drawn
    too, so that there is no edge where the leg continues.
    """

    width: int
    height: int
    mirrored: bool

    @property
    def thickness(self) -> int:
        return 2 if self.height >= _BOLD else 1

    def _start(self, row: int) -> int:
        """Return the bit at which a row starts. Blank dots separate it from the row before."""
        return (row + _AROUND) * (self.width + _AROUND)

    def top_of(self, part: int) -> int:
        """Return the shape's first row that has a dot."""
        return ((part & -part).bit_length() - 1) // (self.width + _AROUND) - _AROUND

    def run(self, row: int, start: float, end: float) -> int:
        """Return the dots of a row whose centres lie between two positions."""
        first, after = round(start), round(end)
        return ((1 << after) - (1 << first) if first < after else 0) << self._start(row)

    def columns(self, start: int, end: int) -> int:
        return sum(self.run(row, start, end) for row in range(self.height))

    def rows(self, first: float, end: float) -> int:
        """Return all dots from row `first` up to, but not including, row `end`."""
        top, below = (min(max(ceil(row), -_AROUND), self.height + _AROUND) for row in (first, end))
        return (1 << self._start(below)) - (1 << self._start(top)) if top < below else 0

    def rounded(self, left: float, right: float, high: float, low: float) -> int:
        """Return a box with rounded corners."""
        middle, half, part = (left + right) / 2, (right - left) / 2, 0
        for row in range(-_AROUND, self.height):
            down = abs(row + 0.5 - (high + low) / 2) / ((low - high) / 2)
            reach = half * max(0.0, 1 - down**ROUNDNESS) ** (1 / ROUNDNESS)
            part |= self.run(row, middle - reach, middle + reach)
        return part

    def fill(self, outline: Sequence[Sequence[float]]) -> int:
        """Return the inside of an outline: each crossing inverts the rest of its row."""
        part, points = 0, list(smooth(outline))
        for a, b in pairwise([*points, points[0]]):
            first, end = sorted(ceil(point.imag * self.height - 0.5) for point in (a, b))
            for row in range(max(first, -_AROUND), min(end, self.height + _AROUND)):
                share = ((row + 0.5) / self.height - a.imag) / (b.imag - a.imag)
                cut = a.real + share * (b.real - a.real)
                part ^= self.run(row, min(max(cut, 0.0), 1.0) * self.width, self.width)
        return part

    def inside(self, part: int, thickness: int) -> int:
        """Return the dots whose neighbours up to `thickness` away on all sides are in the shape."""
        inside = part
        for n in range(1, thickness + 1):
            down = n * (self.width + _AROUND)
            inside &= part << n & part >> n & part << down & part >> down
        return inside

    def edge(self, part: int) -> int:
        return part & ~self.inside(part, self.thickness)

    def braille(self, part: int) -> list[list[int]]:
        """Return the braille pattern of each cell, row by row."""
        dots = [part >> self._start(row) & (1 << self.width) - 1 for row in range(self.height)]
        if self.mirrored:
            dots = [int(f"{row:0{self.width}b}"[::-1], 2) for row in dots]
        return [
            [
                sum(add[row >> n & 3] for add, row in zip(_BRAILLE, four, strict=True))
                for n in range(0, self.width, 2)
            ]
            for four in (dots[top : top + 4] for top in range(0, self.height, 4))
        ]


def smooth(outline: Sequence[Sequence[float]]) -> Iterator[complex]:
    """Yield the points of a Catmull-Rom curve through the points of a ring."""
    ring = [complex(*point) for point in outline]
    for n, start in enumerate(ring):
        before, end, after = ring[n - 1], ring[(n + 1) % len(ring)], ring[(n + 2) % len(ring)]
        for t in (piece / _PIECES for piece in range(_PIECES)):
            bend = 2 * before - 5 * start + 4 * end - after
            turn = 3 * (start - end) + after - before
            yield start + 0.5 * t * (end - before + t * (bend + t * turn))
