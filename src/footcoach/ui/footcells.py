"""Dots as characters: braille patterns of eight dots, and the ASCII that looks most like them."""

from functools import lru_cache

from footcoach.ui.footdots import Part
from footcoach.ui.glyphs import Glyphs

_BRAILLE = (
    (0x00, 0x01, 0x08, 0x09),
    (0x00, 0x02, 0x10, 0x12),
    (0x00, 0x04, 0x20, 0x24),
    (0x00, 0x40, 0x80, 0xC0),
)
"""What two dots side by side add to a braille pattern: none, left, right or both; by row."""

_STROKES = {
    " ": (0x00,),
    "|": (0x47, 0xB8),
    "-": (0x12, 0x24, 0x36),
    "_": (0xC0, 0xE4),
    "'": (0x09, 0x01, 0x08, 0x1B),
    ".": (0x40, 0x80),
    "/": (0x5C, 0x78, 0x7A, 0x5E),
    "\\": (0xA3, 0x87, 0xA7, 0xE3),
    "o": (0xFF, 0x3F, 0xF6),
}
"""ASCII for an outline, and the braille patterns that each character looks like."""

_HALF = 4
"""Dots of the 8 of a cell."""

_LIT, _NAIL = "#", "@"
"""ASCII for a cell at least half of which is of the zone, or of a toenail."""

_TURNED = str.maketrans("/\\", "\\/")


def patterns(part: Part, columns: int) -> list[list[int]]:
    """Return the dots of each cell as a braille pattern, in rows of cells.

    Any two dots side by side are two bits of a row: shifted to the end, they are a number up to 3.
    """
    first, second, third, fourth = _BRAILLE
    rows = []
    for row in range(0, len(part), 4):
        a, b, c, d = part[row : row + 4]
        rows.append(
            [
                first[a >> n & 3] + second[b >> n & 3] + third[c >> n & 3] + fourth[d >> n & 3]
                for n in range(0, 2 * columns, 2)
            ]
        )
    return rows


def half_covered(row: list[int]) -> tuple[int, ...]:
    """Return the columns of the cells of which at least half is covered."""
    return tuple(n for n, pattern in enumerate(row) if pattern.bit_count() >= _HALF)


def cell(edge: int, lit: int, nail: int, mirrored: bool, glyphs: Glyphs) -> str:
    """Return the character for a cell: all its dots in braille, or what looks most like them."""
    bits = edge | lit | nail
    if glyphs.dots:
        return chr(ord(glyphs.dots) + (_turned(bits) if mirrored else bits)) if bits else " "
    if lit.bit_count() >= _HALF:
        return _LIT
    if nail.bit_count() >= 2:
        return _NAIL
    return _stroke(bits).translate(_TURNED) if mirrored else _stroke(bits)


def _turned(bits: int) -> int:
    """Return a braille pattern with left and right exchanged."""
    return (bits & 0x07) << 3 | (bits & 0x38) >> 3 | (bits & 0x40) << 1 | (bits & 0x80) >> 1


@lru_cache(maxsize=256)
def _stroke(bits: int) -> str:
    """Return the ASCII character that differs in the fewest dots from a braille pattern."""
    likeness = {
        character: min((bits ^ pattern).bit_count() for pattern in patterns)
        for character, patterns in _STROKES.items()
    }
    return min(likeness, key=likeness.__getitem__)
