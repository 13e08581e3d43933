"""The full screen: takes lines of text, and sends the terminal only what has changed.

A view returns blocks of lines, in which Rich has drawn the bars and rules. Each line is compared
with the one on the screen, cell by cell, and only the cells that differ are sent.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from itertools import compress, count, groupby, pairwise, repeat, zip_longest
from operator import itemgetter, ne
from typing import IO, TextIO, cast

from rich.cells import cell_len, split_graphemes
from rich.console import COLOR_SYSTEMS, Console
from rich.style import Style, StyleType
from rich.text import Text

from footcoach.core.errors import ExitCode, Terminated

_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
_CLEAR = f"\x1b[0m{_HIDE_CURSOR}\x1b[2J"
_ENTER = f"\x1b[?1049h{_CLEAR}"
_LEAVE = f"\x1b[0m{_SHOW_CURSOR}\x1b[?1049l"

# A character and the codes that set its style. The second half of a wide character is empty.
_Cell = tuple[str, str]
_BLANK: _Cell = (" ", "")
# A solid cell is sent as an inverted blank, which takes one byte instead of three.
_SOLID = "█"
# Up to this many equal cells between two that changed are sent too: moving the cursor over them
# takes as many bytes.
_FEW = 2


@dataclass(frozen=True, slots=True)
class Size:
    """The size of the terminal in cells."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle on the screen and the lines in it, none wider than the rectangle."""

    row: int
    column: int
    width: int
    lines: Sequence[Text]


# Returns what to show in a window of the given size.
View = Callable[[Size], Sequence[Block]]


def window_size(screen: IO[str]) -> Size:
    """Return the size of the window itself, or 80 x 24 if the terminal does not report it.

    COLUMNS and LINES are ignored, because they do not follow a resize: a question could be below
    the edge of the window and still be answered.
    """
    try:
        columns, rows = os.get_terminal_size(screen.fileno())
    except (OSError, ValueError):
        columns = rows = 0
    return Size(columns or 80, rows or 24)


class Screen:
    """A terminal's alternate screen."""

    def __init__(self, console: Console, measure: Callable[[], Size] | None = None) -> None:
        """Draw to the console's file in its colours; `measure` returns the window size."""
        self._console = console
        self._colors = COLOR_SYSTEMS[console.color_system] if console.color_system else None
        self._measure = measure or partial(window_size, console.file)
        # The size of the window when the screen was last drawn.
        self.size = Size(0, 0)
        # What the terminal shows: for the row and column of each line, the line and its cells.
        self._shown: dict[tuple[int, int], tuple[Text, list[_Cell]]] = {}
        self._blocks: Sequence[Block] = ()
        self._forgotten = True
        self._codes = cache(self._find_codes)

    @property
    def out(self) -> TextIO:
        """The stream that the screen is drawn to."""
        return cast(TextIO, self._console.file)

    @property
    def resized(self) -> bool:
        """Whether the window has changed size since the screen was last drawn."""
        return self._measure() != self.size

    @contextmanager
    def open(self) -> Iterator[None]:
        """Switch to the alternate screen, and restore the normal one whatever happens."""
        try:
            self._send(_ENTER)
            yield
        finally:
            self._forgotten = True
            with contextlib.suppress(Terminated):
                self._send(_LEAVE)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Lend an empty screen with a cursor to a prompt that draws itself."""
        try:
            self._send(f"{_CLEAR}\x1b[H{_SHOW_CURSOR}")
            yield
        finally:
            self._forgotten = True
            self._send(_CLEAR)

    def forget(self) -> None:
        """Redraw everything at the next draw: something else may have written to the terminal."""
        self._forgotten = True

    def draw(self, view: View) -> bool:
        """Show the view at the current size; return whether anything was sent.

        Raises Terminated if the terminal is gone.
        """
        size, out = self._measure(), ""
        blocks, before = view(size), self._blocks
        if self._forgotten or size != self.size or _layout(blocks) != _layout(before):
            self._forgotten, self.size, self._shown = False, size, {}
            out, before = _CLEAR, ()
        self._blocks = blocks
        new = (block for block, old in zip_longest(blocks, before) if block is not old)
        out += _written(change for block in new for change in self._changes(block))
        if out:
            self._send(out)
        return bool(out)

    def _changes(self, block: Block) -> Iterator[tuple[int, int, list[_Cell]]]:
        """Yield the runs of cells to send, each with its row and column."""
        blank, column = [_BLANK] * block.width, block.column
        last: tuple[Text | None, Text | None] = None, None
        cells, runs = blank, [(0, 0)]
        for row, line in enumerate(block.lines, block.row):
            old, before = self._shown.get((row, column), (None, blank))
            if line is old:
                continue
            # Large digits repeat their lines.
            if line is not last[0] or old is not last[1]:
                last = line, old
                same = old and line == old and line.style == old.style
                cells = before if same else self._cells(line, block.width)
                runs = [] if same else list(_differing(cells, before))
            self._shown[row, column] = line, cells
            for start, end in runs:
                yield row, column + start, cells[start:end]

    def _cells(self, line: Text, width: int) -> list[_Cell]:
        """Return a line as `width` cells.

        Rich's styles are looked up once: rendering each line through the console made up three
        quarters of a session's cost.
        """
        if line.cell_len > width:
            line = line.copy()
            line.truncate(width)
        edges = sorted({0, len(line), *(edge for span in line.spans for edge in span[:2])})
        cells: list[_Cell] = []
        for start, end in pairwise(edges):
            over = (style for first, after, style in line.spans if first <= start < after)
            text, styles = line.plain[start:end], (line.style, *over)
            codes = self._codes(styles)
            if _SOLID in text and self._colors:
                solid = (" ", self._codes(styles, inverted=True))
                cells += (solid if char == _SOLID else (char, codes) for char in text)
            else:
                cells += zip(text, repeat(codes))
        if any(cell_len(char) != 1 for char in set(line.plain)):
            cells = _spread(line.plain, cells)
        return cells + [_BLANK] * (width - len(cells))

    def _find_codes(self, styles: tuple[StyleType, ...], *, inverted: bool = False) -> str:
        style = Style.combine(self._console.get_style(each, default="") for each in styles)
        style += Style(reverse=not style.reverse) if inverted else Style()
        if self._console.no_color:
            style = style.without_color
        return style.render(" ", color_system=self._colors).partition(" ")[0]

    def _send(self, text: str) -> None:
        try:
            self._console.file.write(text)
            self._console.file.flush()
        except OSError as error:
            raise Terminated(ExitCode.HANG_UP) from error


def _layout(blocks: Sequence[Block]) -> list[tuple[int, ...]]:
    return [(block.row, block.column, block.width, len(block.lines)) for block in blocks]


def _spread(text: str, cells: Sequence[_Cell]) -> list[_Cell]:
    """Join the characters that the terminal joins, and give wide ones two cells."""
    spread: list[_Cell] = []
    for start, end, width in split_graphemes(text)[0]:
        codes = cells[start][1]
        spread += [(text[start:end], codes), ("", codes)][: max(1, width)]
    return spread


def _differing(cells: Sequence[_Cell], before: Sequence[_Cell]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each run of cells that differ, or nearly all of which do."""
    differ = list(compress(count(), map(ne, cells, before)))
    start = 0
    for at, n in enumerate(differ, 1):
        if at == len(differ) or differ[at] - n > _FEW + 1:
            yield differ[start], n + 1
            start = at


def _written(changes: Iterable[tuple[int, int, list[_Cell]]]) -> str:
    """Return the codes and text that write each change in its place; styles carry over."""
    out, codes, last_row = [], "", -1
    for row, column, cells in changes:
        out.append(f"[{column + 1}G" if row == last_row else f"[{row + 1};{column + 1}H")
        last_row = row
        for new, run in groupby(cells, itemgetter(1)):
            if new != codes:
                out.append(_switch(codes, new))
                codes = new
            out += map(itemgetter(0), run)
    return "".join([*out, "[0m"] if codes else out)


def _switch(before: str, after: str) -> str:
    """Return the shortest codes that change one style into another."""
    if not before:
        return after
    added = after.removeprefix(f"{before[:-1]};")
    return f"\x1b[{added}" if added != after else f"\x1b[0;{after[2:]}" if after else "\x1b[0m"
