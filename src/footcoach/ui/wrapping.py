"""Laying out text in lines: paragraphs, key hints, and text at both ends of a line."""

from collections.abc import Sequence
from functools import lru_cache
from typing import IO

from rich.console import Console
from rich.text import Text

from footcoach.ui.own_name import called
from footcoach.ui.theme import Glyphs, make_console

# The most columns for running text: longer lines are hard to read.
WIDEST = 76

_MORE = " ..."

# Rich needs a console to wrap text, but prints nothing to it.
_CONSOLE = Console()


def text_console(file: IO[str] | None = None) -> Console:
    """Return a console, by default on stdout, limited to a readable width."""
    console = make_console(file)
    console.width = min(console.width, WIDEST)
    return console


def wrap(text: str, width: int, style: str = "", *, first: str = "", most: int = 0) -> list[Text]:
    """Break a paragraph into lines: the first begins with `first`, and the others line up with it.

    Return at most `most` lines, if given; the last ends in " ..." if text is left out.
    """
    line, *others = _broken(called(text), width - len(first), most)
    lines = [first + line, *(" " * len(first) + other for other in others)]
    return [Text(line, style=style) for line in lines]


def wrap_stressed(first: str, rest: str, width: int, most: int) -> list[Text]:
    """Break a paragraph into lines, with its first words in bold so that they are not missed."""
    lines, left = wrap(first + rest, width, most=most), len(first.rstrip())
    for line in lines:
        line.stylize("title", 0, max(0, left))
        left -= len(line) + 1
    return lines


@lru_cache(maxsize=128)
def _broken(text: str, width: int, most: int) -> list[str]:
    """Break text by cells (a Chinese character takes two). Cached: screens redraw the same text."""
    # After splitting a long word, Rich leaves spaces at the start of the next line.
    stripped = (line.plain.strip() for line in Text(text).wrap(_CONSOLE, max(1, width)))
    lines = [line for line in stripped if line] or [""]
    if 0 < most < len(lines):
        last, *_ = _broken(lines[most - 1], width - len(_MORE), 0)
        lines = [*lines[: most - 1], last + _MORE]
    return lines


def key_lines(keys: Sequence[tuple[str, str]], width: int, glyphs: Glyphs) -> list[Text]:
    """Lay out key hints in as few lines as the width allows, without breaking any hint."""
    lines: list[Text] = []
    for key, meaning in keys:
        hint = Text.assemble((key, "key"), f" {meaning}")
        if lines and lines[-1].cell_len + hint.cell_len + 3 <= width:
            lines[-1] = Text.assemble(lines[-1], (f" {glyphs.dot} ", "muted"), hint)
        else:
            lines.append(hint)
    return lines


def between(left: Text, right: Text, width: int) -> list[Text]:
    """Put one text at the left and one at the right; the left one wraps if there is no room."""
    room = max(1, width - right.cell_len - 1)
    first, *rest = wrap(left.plain, room, str(left.style))
    first.align("left", room)
    return [Text.assemble(first, " ", right), *rest]
