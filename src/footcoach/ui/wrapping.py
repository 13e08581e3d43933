"""Laying out text in lines: paragraphs, key hints, and text at both ends of a line."""

from collections.abc import Sequence
from functools import lru_cache

from rich.console import Console
from rich.text import Text

from footcoach.ui.own_name import called
from footcoach.ui.theme import Glyphs

# The most columns for running text: longer lines are hard to read.
WIDEST = 76

_MORE = " ..."

# Rich needs a console to wrap text, but prints nothing to it.
_CONSOLE = Console()


def wrap(
    text: str,
    width: int,
    style: str = "",
    *,
    first: str = "",
    hang: str = "",
    most: int | None = None,
) -> list[Text]:
    """Break a paragraph into lines, with `first` before the first one and `hang` before the rest.

    With `most`, return at most that many lines; the last ends in " ..." if text is left out.
    """
    return [Text(line, style=style) for line in _broken(called(text), width, first, hang, most)]


def wrap_stressed(first: str, rest: str, width: int, most: int) -> list[Text]:
    """Break a paragraph into lines, with its first words in bold so that they are not missed."""
    lines, left = wrap(first + rest, width, most=most), len(first.rstrip())
    for line in lines:
        line.stylize("title", 0, max(0, left))
        left -= len(line) + 1
    return lines


@lru_cache(maxsize=128)
def _broken(text: str, width: int, first: str, hang: str, most: int | None) -> tuple[str, ...]:
    """Break text by cells (a Chinese character takes two). Cached: screens redraw the same text."""
    lines: list[str] = []
    indent, rest = first, text
    while rest or not lines:
        room = width - len(indent)
        line = _first_line(rest, room)
        if len(lines) + 1 == most and line != rest:
            line, rest = _first_line(rest, room - len(_MORE)) + _MORE, ""
        rest = rest[len(line) :].lstrip()
        lines.append(indent + line)
        indent = hang
    return tuple(lines)


def _first_line(text: str, width: int) -> str:
    first, *_ = Text(text).wrap(_CONSOLE, max(1, width)) or [Text()]
    return first.plain.rstrip() or text[:1]


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
