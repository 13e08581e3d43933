"""A page: a head, text that scrolls where there is too little room, and the keys at the foot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.console import Console
from rich.text import Text

from footcoach.ui.screen import Block, Size, View
from footcoach.ui.theme import Glyphs

# Columns of running text at most: longer lines are hard to read.
WIDEST = 76
MARGIN = 2

# The smallest window in which everything can be shown.
SMALLEST = Size(40, 10)

# Rows that a short page takes at most, so that in a tall window the keys stay near the text.
TALLEST = 24

# Rows from which there is room for blank lines and small print.
ROOMY = 16

# Letters that answer a question: they wait until its last line has been on the screen.
ANSWERS = frozenset("ynu")

# Key, and what it does.
Keys = Sequence[tuple[str, str]]

# The lines of a text at a width.
Body = Callable[[int], list[Text]]

_MORE = " ..."

# Rich asks for one to break lines, and leaves it alone.
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
    """Break a paragraph into lines; `first` and `hang` go before the first and the others.

    With `most`, that many lines at most; the last then says with " ..." that something is left.
    """
    return [Text(line, style=style) for line in _broken(text, width, first, hang, most)]


def wrap_stressed(first: str, rest: str, width: int, most: int) -> list[Text]:
    """Break a paragraph whose first words must not be overlooked."""
    lines, left = wrap(first + rest, width, most=most), len(first.rstrip())
    for line in lines:
        line.stylize("title", 0, max(0, left))
        left -= len(line) + 1
    return lines


def paragraphs(texts: Sequence[str], width: int) -> list[Text]:
    """Break texts into lines, with a blank line between them."""
    return [line for text in texts for line in (*wrap(text, width), Text())][:-1]


@lru_cache(maxsize=128)
def _broken(text: str, width: int, first: str, hang: str, most: int | None) -> tuple[str, ...]:
    """Break by cells, of which a Chinese character takes two; a screen asks for the same again."""
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
    room = max(1, width - right.cell_len - 1)
    first, *rest = wrap(left.plain, room, str(left.style))
    first.align("left", room)
    return [Text.assemble(first, " ", right), *rest]


@dataclass(frozen=True)
class Page:
    """Text to read, and the keys that lead on from it."""

    head: Text
    body: Body
    keys: Keys
    glyphs: Glyphs
    # At the right of the head.
    note: str = ""
    # Above the keys, at every offset: what the keys have chosen or typed so far.
    status: str = ""
    # Above the keys, where there is room for it.
    small_print: str = ""
    # Words that are shown in a window of any size; Enter then leaves.
    urgent: str = ""

    def last_offset(self, size: Size) -> int:
        """Return the first line shown when the last one is; 0 when all fit."""
        return max(0, len(self.body(_text_width(size))) - self._rows(size))

    def screenful(self, size: Size) -> int:
        """Return by how many lines to scroll so that none is skipped."""
        return max(1, self._rows(size) - 1)

    def offset_of(self, paragraph: str, size: Size) -> int:
        """Return the first line to show so that the paragraph is on the screen."""
        lines = self.body(_text_width(size))
        at = next(
            (n for n, line in enumerate(lines) if line and paragraph.startswith(line.plain)), 0
        )
        return 0 if at < self.screenful(size) else at

    def view(self, offset: int) -> View:
        """Show the page from the line `offset` on."""
        return lambda size: self._blocks(size, min(offset, self.last_offset(size)))

    def _rows(self, size: Size) -> int:
        """Return how many lines there are for the body, whichever words the foot has."""
        foot = max(len(self._foot(size, more=more)) for more in (True, False))
        return max(2, size.height - len(self._head(size)) - foot)

    def _head(self, size: Size) -> list[Text]:
        width = size.width - 2 * MARGIN
        lines = between(self.head, Text(self.note, style="muted"), width)
        rule = [Text(self.glyphs.rule * width, style="muted")] if size.height >= 12 else []
        return [*lines, *rule, *([Text()] if size.height >= ROOMY else [])]

    def _foot(self, size: Size, *, more: bool) -> list[Text]:
        """Name the keys that count; while there is more to read, Enter reads on."""
        width = size.width - 2 * MARGIN
        keys = self.keys
        if more:
            others = [(key, does) for key, does in keys if key != "Enter" and key not in ANSWERS]
            keys = [("Enter", "read on"), *others]
        lines = key_lines(keys, width, self.glyphs)
        status = wrap(self.status, _text_width(size), "title") if self.status else []
        small = wrap(self.small_print, _text_width(size), "muted") if self.small_print else []
        if size.height >= ROOMY:
            return [*status, *small, Text(self.glyphs.rule * width, "muted"), *lines]
        used = len(self._head(size)) + len(self.body(_text_width(size))) + len(lines) + len(status)
        return [*status, *(small if used + len(small) <= size.height else []), *lines]

    def _blocks(self, size: Size, offset: int) -> Sequence[Block]:
        if too_small(size):
            return too_small_blocks(size, self.urgent)
        width = size.width - 2 * MARGIN
        rows = self._rows(size)
        more = offset < self.last_offset(size)
        body = self.body(_text_width(size))[offset : offset + rows]
        if more:
            body[-1] = Text(f"{self.glyphs.down} more below", style="key")
        head, foot = self._head(size), self._foot(size, more=more)
        used = max(len(body), min(rows, TALLEST - len(head) - len(foot)))
        return [
            Block(0, MARGIN, width, head),
            Block(len(head), MARGIN, width, body),
            Block(len(head) + used, MARGIN, width, foot),
        ]


def too_small(size: Size) -> bool:
    """Tell whether a window is too small for what a person needs to see."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


def too_small_blocks(size: Size, words: str = "") -> Sequence[Block]:
    """Ask for a larger window, after `words` that must be seen even so."""
    needed = f"The window is too small: {SMALLEST.width} x {SMALLEST.height} are needed."
    lines = wrap(f"{words} {needed}".strip(), max(1, size.width))
    return [Block(0, 0, size.width, lines[: max(1, size.height)])]


def _text_width(size: Size) -> int:
    return max(10, min(WIDEST, size.width - 2 * MARGIN))
