"""Countdown digits large enough to read from a chair."""

from functools import lru_cache

from rich.text import Text

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
def large(text: str, width: int, height: int, glyphs: Glyphs) -> tuple[Text, ...]:
    """Draw digits and colons as large as fit in `width` x `height` cells, or leave `text` as it is.

    A cell is about twice as tall as it is wide, so at scale n a dot is n cells wide and n
    half-cells high. ASCII has no half-cells, so only even scales work.
    """
    order = [_CHARACTERS.index(character) for character in text]
    rows = [".".join(row.split()[at] for at in order) for row in _FONT]
    shapes = {"..": " ", "##": glyphs.full, "#.": glyphs.upper, ".#": glyphs.lower}
    largest = min(_LARGEST, width // len(rows[0]), 2 * height // len(rows))
    scale = largest if glyphs.upper else largest // 2 * 2
    if scale < 1:
        return (Text(text, "digits"),)
    halves = [row for row in rows for _ in range(scale)]
    halves += ["." * len(rows[0])] * (len(halves) % 2)
    drawn = [
        "".join(shapes[a + b] * scale for a, b in zip(*pair, strict=True))
        for pair in zip(halves[::2], halves[1::2], strict=True)
    ]
    # Identical lines share one object, which is sent to the terminal only once.
    lines = {line: Text(line, "digits") for line in drawn}
    return tuple(lines[line] for line in drawn)
