"""Large digits for the countdown, readable from a chair."""

from functools import lru_cache

from footcoach.ui.glyphs import Glyphs

_FONT = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}
"""Each digit as 5 rows of dots, 3 wide; the colon 1 wide."""

_DOTS_HIGH = 5
_LARGEST = 8


@lru_cache(maxsize=128)
def large(text: str, width: int, height: int, glyphs: Glyphs) -> tuple[str, ...]:
    """Draw digits and colons as large as fit into `width` x `height` cells; only `text` if none do.

    A cell is about twice as high as wide, so a dot of scale n is n cells wide and n half-cells
    high. In ASCII there are no half-cells: only even scales fit.
    """
    rows = [" ".join(_FONT[char][row] for char in text) for row in range(_DOTS_HIGH)]
    scales = [s for s in range(_LARGEST, 0, -1) if glyphs.upper or s % 2 == 0]
    for scale in scales:
        if len(rows[0]) * scale <= width and -(-_DOTS_HIGH * scale // 2) <= height:
            return _draw(rows, scale, glyphs)
    return (text,)


def _draw(rows: list[str], scale: int, glyphs: Glyphs) -> tuple[str, ...]:
    """Blow the dots up, and fold two half-rows into each line."""
    half_rows = ["".join(dot * scale for dot in row) for row in rows for _ in range(scale)]
    if len(half_rows) % 2:
        half_rows.append(" " * len(half_rows[0]))
    shapes = {"  ": " ", "##": glyphs.full, "# ": glyphs.upper, " #": glyphs.lower}
    pairs = zip(half_rows[::2], half_rows[1::2], strict=True)
    return tuple(
        "".join(shapes[a + b] for a, b in zip(upper, lower, strict=True)) for upper, lower in pairs
    )
