"""Draw what a terminal shows as SVG: one moment, or a film of several.

Blocks, bars and braille are drawn as shapes, so that they look the same in every font, without
seams. A film stores each piece of text once, however many frames show it. It is one long strip that
moves behind a window, and it stands still for readers who have asked for less motion.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import NamedTuple

import pyte
from pyte.screens import Char

WIDE, HIGH = 10, 20  # One cell.
MARGIN, BAR = 20, 36  # Around the text; above it, the window's title bar.

# The rectangles that a character consists of: left, top, width, height.
SHAPES = {
    "█": ((0, 0, 10, 20),),
    "▒": ((0, 0, 10, 20),),
    "▀": ((0, 0, 10, 10),),
    "▄": ((0, 10, 10, 10),),
    "━": ((0, 8, 10, 4),),
    "╸": ((0, 8, 5, 4),),
    "╺": ((5, 8, 5, 4),),
    "─": ((0, 9, 10, 1),),
    "▮": ((1, 4, 8, 12),),
    "▯": ((1, 4, 8, 1), (1, 15, 8, 1), (1, 5, 1, 10), (8, 5, 1, 10)),
}
BLANK_BRAILLE, LAST_BRAILLE = 0x2800, 0x28FF
# Where each of the eight dots of a braille character is, from the lowest bit on.
DOTS = ((2.5, 2.5), (2.5, 7.5), (2.5, 12.5), (7.5, 2.5), (7.5, 7.5), (7.5, 12.5), (2.5, 17.5),
        (7.5, 17.5))  # fmt: skip

COLOURS = {
    "red": "#e5534b",
    "green": "#6bc46d",
    "yellow": "#e0b252",
    "blue": "#6cb6ff",
    "magenta": "#dc8ede",
    "cyan": "#56c2d0",
    "white": "#f0f3f6",
    "paper": "#15181e",
}
STYLE = """
text{font:16.4px ui-monospace,SFMono-Regular,"SF Mono",Menlo,"Cascadia Mono",Consolas,"DejaVu Sans \
Mono","Liberation Mono",monospace}
text,path{fill:currentColor}
path{shape-rendering:crispEdges}
.dots{fill:none;stroke:currentColor;stroke-width:3.7;stroke-linecap:round;\
shape-rendering:geometricPrecision}
.bold{font-weight:700}
.dim{opacity:.62}
.faint{opacity:.45}
"""


class Piece(NamedTuple):
    """A part of a row with no gap in it."""

    row: int
    column: int
    cells: tuple[Char, ...]


class Frame(NamedTuple):
    """What a terminal shows at one moment."""

    size: tuple[int, int]
    pieces: tuple[Piece, ...]


class Emulator(pyte.Screen):
    """A terminal that knows dim text, which pyte leaves out: it is kept as italics, unused here."""

    def select_graphic_rendition(self, *attrs: int, **kwargs: object) -> None:
        super().select_graphic_rendition(*(3 if n == 2 else n for n in attrs), **kwargs)

    def frame(self) -> Frame:
        """Return what the terminal shows at this moment."""
        pieces = tuple(piece for row in range(self.lines) for piece in self._pieces(row))
        return Frame((self.columns, self.lines), pieces)

    def _pieces(self, row: int) -> Iterator[Piece]:
        cells = [self.buffer[row][column] for column in range(self.columns)]
        full = [column for column, cell in enumerate(cells) if not _blank(cell)]
        # A single blank is a space between words; more than one is a gap.
        gaps = [pair for pair in pairwise(full) if pair[1] - pair[0] > 2]
        starts = [*full[:1], *(after for _, after in gaps)]
        ends = [*(before for before, _ in gaps), *full[-1:]]
        for start, end in zip(starts, ends, strict=True):
            yield Piece(row, start, tuple(cells[start : end + 1]))


def svg(frames: Sequence[Frame], title: str, *, at_rest: int = 0, seconds: float = 0.5) -> str:
    """Draw one frame, or several that play in a loop; `at_rest` is shown where nothing may move."""
    columns, rows = frames[0].size
    width, height = columns * WIDE, rows * HIGH
    wide, high = width + 2 * MARGIN, height + BAR + MARGIN
    shown_in = Counter(piece for frame in frames for piece in frame.pieces)
    kept = {p: f"p{n}" for n, p in enumerate(p for p, count in shown_in.items() if count > 1)}
    stored = "".join(f'<g id="{name}">{_drawn(piece)}</g>\n' for piece, name in kept.items())
    strip = ""
    for number, frame in enumerate(frames):
        drawn = (f'<use href="#{kept[p]}"/>' if p in kept else _drawn(p) for p in frame.pieces)
        strip += f'<g transform="translate({number * width})">{"".join(drawn)}</g>\n'
    colours = "".join(f".{name}{{color:{colour}}}\n" for name, colour in COLOURS.items())
    film = _film(len(frames), width, at_rest, seconds) if len(frames) > 1 else ""
    lights = "".join(f'<circle cx="{x}" cy="18" r="5.5"/>' for x in (24, 42, 60))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" \
viewBox="0 0 {wide} {high}" role="img">
<title>{escape(title)}</title>
<style>{STYLE}{colours}{film}</style>
<rect x=".5" y=".5" width="{wide - 1}" height="{high - 1}" rx="9" fill="{COLOURS["paper"]}" \
stroke="#444c56"/>
<g fill="#444c56">{lights}</g>
<defs>
{stored}</defs>
<svg x="{MARGIN}" y="{BAR}" width="{width}" height="{height}" color="#d3d9e0">
<g class="film">
{strip}</g>
</svg>
</svg>
"""


def _film(frames: int, width: int, at_rest: int, seconds: float) -> str:
    return f"""\
.film{{transform:translateX(-{at_rest * width}px)}}
@media (prefers-reduced-motion:no-preference){{.film{{animation:{frames * seconds:g}s \
steps({frames}) infinite play}}}}
@keyframes play{{from{{transform:none}}to{{transform:translateX(-{frames * width}px)}}}}
"""


def _blank(cell: Char) -> bool:
    return cell.data in {" ", chr(BLANK_BRAILLE)} and cell.bg == "default" and not cell.reverse


def _drawn(piece: Piece) -> str:
    parts, column = "", piece.column
    for (kind, look, behind), cells in groupby(piece.cells, _style):
        text = "".join(cell.data for cell in cells)
        x, y = column * WIDE, piece.row * HIGH
        if behind:
            back = f"M{x} {y}h{len(text) * WIDE}v{HIGH}h-{len(text) * WIDE}z"
            parts += f'<path class="{behind}" d="{back}"/>'
        if text.strip(f" {chr(BLANK_BRAILLE)}"):
            draw = {"words": _words, "dots": _dots}.get(kind, _shapes)
            parts += draw(text, x, y, look)
        column += len(text)
    return parts


def _style(cell: Char) -> tuple[str, str, str]:
    """Return what kind of drawing a cell needs, its classes, and the colour behind it."""
    dots = BLANK_BRAILLE <= ord(cell.data) <= LAST_BRAILLE
    kind = "dots" if dots else cell.data if cell.data in SHAPES else "words"
    front = "" if cell.fg == "default" else cell.fg.replace("brown", "yellow")
    behind = "" if cell.bg == "default" else cell.bg
    if cell.reverse:
        front, behind = behind or "paper", front or "white"
    bold = "bold" if cell.bold and kind == "words" else ""
    dim, faint = "dim" if cell.italics else "", "faint" if kind == "▒" else ""
    shape = "dots" if dots else ""
    return kind, " ".join(filter(None, (shape, bold, dim, faint, front))), behind


def _words(text: str, x: int, y: int, look: str) -> str:
    x += (len(text) - len(text.lstrip())) * WIDE
    text = text.strip()
    classes = f' class="{look}"' if look else ""
    # The font's own width does not matter: the words fill their cells.
    length = f' textLength="{len(text) * WIDE}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{x}" y="{y + 15}"{length}{classes}>{escape(text, quote=False)}</text>'


def _shapes(text: str, x: int, y: int, look: str) -> str:
    path = ""
    for left, top, width, height in SHAPES[text[0]]:
        # Shapes as wide as a cell become one, which has no seams.
        joined = width == WIDE
        for n in range(1 if joined else len(text)):
            across = width * len(text) if joined else width
            path += f"M{x + n * WIDE + left} {y + top}h{across}v{height}h-{across}z"
    return f'<path class="{look}" d="{path}"/>' if look else f'<path d="{path}"/>'


def _dots(text: str, x: int, y: int, look: str) -> str:
    path = ""
    for n, character in enumerate(text):
        bits = ord(character) - BLANK_BRAILLE
        for bit, (right, down) in enumerate(DOTS):
            if bits >> bit & 1:
                path += f"M{x + n * WIDE + right} {y + down}h0"
    return f'<path class="{look}" d="{path}"/>'
