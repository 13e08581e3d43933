"""A page: a head, text that scrolls where there is too little room, and the keys at the foot."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.text import Text

from footcoach.terminal.glyphs import Glyphs
from footcoach.terminal.screen import Block, Size, View

WIDEST = 76
"""Columns of running text at most: longer lines are hard to read."""

MARGIN = 2

TALLEST = 24
"""Rows that a short page takes at most, so that in a tall window the keys stay near the text."""

ROOMY = 16
"""Rows from which there is room for blank lines and small print."""

Keys = Sequence[tuple[str, str]]
"""Key, and what it does."""

Body = Callable[[int], list[Text]]
"""The lines of a text at a width."""


def wrap(text: str, width: int, style: str = "", hang: str = "", first: str = "") -> list[Text]:
    """Break a paragraph into lines; `first` and `hang` go before the first and the others."""
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=hang,
        break_long_words=True,
        break_on_hyphens=False,
    )
    return [Text(line, style=style) for line in lines or [""]]


def key_lines(keys: Keys, width: int, glyphs: Glyphs) -> list[Text]:
    """Lay the keys out in as few lines as the width allows, none broken inside a hint."""
    lines: list[Text] = []
    for key, meaning in keys:
        hint = Text.assemble((key, "key"), f" {meaning}")
        if lines and lines[-1].cell_len + hint.cell_len + 3 <= width:
            lines[-1] = Text.assemble(lines[-1], (f" {glyphs.dot} ", "muted"), hint)
        else:
            lines.append(hint)
    return lines


def between(left: Text, right: Text, width: int) -> list[Text]:
    """Put one text at the left and one at the right; the left one wraps where there is no room."""
    room = width - right.cell_len - 1
    first, *rest = wrap(left.plain, room, str(left.style))
    first.align("left", room)
    return [Text.assemble(first, " ", right), *rest]


def _nothing(_width: int) -> list[Text]:
    return []


@dataclass(frozen=True)
class Page:
    """Text to read, and the keys that lead on from it."""

    head: Text
    body: Body
    keys: Keys
    glyphs: Glyphs
    note: str = ""
    """At the right of the head."""
    small_print: str = ""
    """Above the keys, where there is room for it."""
    needed: Body = _nothing
    """The first lines of the body, which must have been shown before a letter counts."""

    def last_offset(self, size: Size) -> int:
        """Return the first line shown when the last one is; 0 when all fit."""
        return max(0, len(self.body(_text_width(size))) - self._rows(size))

    def shown(self, offset: int, size: Size) -> bool:
        """Tell whether the needed lines are all above the end of the screenful from `offset`."""
        return len(self.needed(_text_width(size))) <= offset + self._body_rows(size)

    def view(self, offset: int) -> View:
        """Show the page from the line `offset` on."""
        return lambda size: self._blocks(size, min(offset, self.last_offset(size)))

    def _rows(self, size: Size) -> int:
        """Return how many lines there are for the body."""
        return max(1, size.height - len(self._head(size)) - len(self._foot(size)))

    def _body_rows(self, size: Size) -> int:
        """Return how many lines of the body show; the last may be taken by a hint."""
        rows = self._rows(size)
        return rows - 1 if self.last_offset(size) and rows > 2 else rows

    def _head(self, size: Size) -> list[Text]:
        width = size.width - 2 * MARGIN
        lines = between(self.head, Text(self.note, style="muted"), width)
        rule = [Text(self.glyphs.rule * width, style="muted")] if size.height >= 12 else []
        return [*lines, *rule, *([Text()] if size.height >= ROOMY else [])]

    def _foot(self, size: Size, *, more: bool = False) -> list[Text]:
        """Say which keys there are; while there is more to read, Enter reads on."""
        keys = [(key, "read on" if more and key == "Enter" else does) for key, does in self.keys]
        lines = key_lines(keys, size.width - 2 * MARGIN, self.glyphs)
        if size.height >= ROOMY:
            small = wrap(self.small_print, _text_width(size), "muted") if self.small_print else []
            return [*small, Text(self.glyphs.rule * (size.width - 2 * MARGIN), "muted"), *lines]
        return lines

    def _blocks(self, size: Size, offset: int) -> Sequence[Block]:
        width = size.width - 2 * MARGIN
        rows = self._rows(size)
        more = offset < self.last_offset(size)
        body = self.body(_text_width(size))[offset : offset + rows]
        if more and rows > 2:
            body[-1] = Text(f"{self.glyphs.down} more below", style="key")
        head, foot = self._head(size), self._foot(size, more=more)
        used = max(len(body), min(rows, TALLEST - len(head) - len(foot)))

        def block(row: int, lines: list[Text], height: int) -> Block:
            key = tuple(line.markup for line in lines)
            return Block(row, MARGIN, width, height, key, lambda: Text("\n").join(lines))

        return [
            block(0, head, len(head)),
            block(len(head), body, used),
            block(len(head) + used, foot, len(foot)),
        ]


def _text_width(size: Size) -> int:
    return max(10, min(WIDEST, size.width - 2 * MARGIN))
