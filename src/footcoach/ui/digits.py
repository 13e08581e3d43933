"""Countdown digits large enough to read from a chair."""

from functools import lru_cache

from footcoach.ui.theme import Glyphs

# Every character but the colon is three dots wide; a blank column separates neighbours.
_CHARACTERS = "0123456789:"
_FONT = (
    "### .#. ### ### #.# ### ### ### ### ### .",
    "#.# ##. ..# ..# #.# #.. #.. ..# #.# #.# #",
    "#.# .#. ### ### ### ### ### ..# ### ### .",
    "#.# .#. #.. ..# ..# ..# #.# ..# #.# ..# #",
    "### ### ### ### ..# ### ### ..# ### ### .",
)
_LARGEST = 8


@lru_cache(maxsize=128)
def large(text: str, width: int, height: int, glyphs: Glyphs) -> tuple[str, ...]:
    """Draw digits and colons as large as fits `width` x `height` cells, or return `text` unchanged.

    A cell is about twice as high as it is wide, so at scale n a dot is n cells wide and n
    half-cells high. ASCII has no half-cells, so only even scales work.
    """
    order = [_CHARACTERS.index(character) for character in text]
    rows = [".".join(row.split()[at] for at in order) for row in _FONT]
    shapes = {"..": " ", "##": glyphs.full, "#.": glyphs.upper, ".#": glyphs.lower}
    for scale in range(_LARGEST, 0, -1):
        halves = ["".join(dot * scale for dot in row) for row in rows for _ in range(scale)]
        halves += ["." * len(halves[0])] * (len(halves) % 2)
        fits = len(halves[0]) <= width and len(halves) <= 2 * height
        if fits and (glyphs.upper or scale % 2 == 0):
            pairs = zip(halves[::2], halves[1::2], strict=True)
            return tuple(
                "".join(shapes[a + b] for a, b in zip(*pair, strict=True)) for pair in pairs
            )
    return (text,)
