"""Drawing a view as plain lines without a terminal, and reading pages of HTML."""

import io
import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from rich.console import Console

from footcoach.ui.screen import Block, Size, View
from footcoach.ui.theme import THEME

USUAL, SMALL = Size(80, 24), Size(40, 10)
# The sizes at which everything must be whole.
SIZES = [USUAL, Size(60, 20), Size(120, 40), SMALL]
every_size = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s.width}x{s.height}")


def draw(view: View, size: Size) -> list[str]:
    """Return what the view shows at the size; fail if a block leaves it or covers another."""
    console = Console(file=io.StringIO(), theme=THEME, width=size.width, color_system=None)
    rows = [[" "] * size.width for _ in range(size.height)]
    taken: set[tuple[int, int]] = set()
    for block in view(size):
        _check(block, size, taken)
        for offset, line in enumerate(block.lines):
            assert line.cell_len <= block.width, f"{line.plain!r} is cut at {block.width}"
            segments = console.render_lines(line, console.options.update(width=block.width))[0]
            text = "".join(segment.text for segment in segments).ljust(block.width)
            rows[block.row + offset][block.column : block.column + block.width] = text
    return ["".join(row).rstrip() for row in rows]


def has_words(text: str, words: str) -> bool:
    """Tell whether a text has all these words, in any order."""
    return all(word in text for word in words.split())


def parsed(html: str) -> Element:
    """Read a page that closes all it opens; the mark that keeps "-floxacin" whole is left out."""
    text = html.partition(">")[2].replace("&#8288;", "")
    return fromstring(re.sub(r"<(meta|input)\b([^>]*)>", r"<\1\2/>", text))  # noqa: S314  it is ours


def text_of(element: Element) -> str:
    """Return all words in it, as one line."""
    return " ".join("".join(element.itertext()).split())


def _check(block: Block, size: Size, taken: set[tuple[int, int]]) -> None:
    assert block.row + len(block.lines) <= size.height, f"{block} is below the screen"
    assert block.column + block.width <= size.width, f"{block} is beside the screen"
    cells = {
        (row, column)
        for row in range(block.row, block.row + len(block.lines))
        for column in range(block.column, block.column + block.width)
    }
    assert not cells & taken, f"{block} covers another"
    taken |= cells
