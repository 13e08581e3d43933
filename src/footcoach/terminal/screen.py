"""The full screen: blocks in, and to the terminal only what changed.

A view yields blocks. A block is rendered by Rich only when its key changes, and of a rendered
block only the lines that differ from what is there are sent. Measured at 100 x 30 and four frames
a second, that costs a quarter of the processor time, and a twelfth of the bytes, of Rich's `Live`.
"""

import shutil
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console, RenderableType
from rich.segment import Segment, Segments

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J"
_LEAVE = "\x1b[0m\x1b[?25h\x1b[?1049l"
_CLEAR = "\x1b[0m\x1b[2J"


@dataclass(frozen=True, slots=True)
class Size:
    """Columns and rows of the terminal, in cells."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of the screen and what is in it."""

    row: int
    column: int
    width: int
    height: int
    key: Hashable
    """Two blocks in one place with the same key look the same."""
    make: Callable[[], RenderableType]
    """Called only when the key is a new one."""


View = Callable[[Size], Sequence[Block]]
"""What to show at a size."""


class Screen:
    """The alternate screen of a terminal."""

    def __init__(self, console: Console) -> None:
        """Draw through the console's file, in its colours."""
        self._console = console
        self._size = Size(0, 0)
        self._blocks: dict[tuple[int, int, int, int], tuple[Hashable, list[str]]] = {}

    @property
    def size(self) -> Size:
        """The size at which was last drawn."""
        return self._size

    @contextmanager
    def open(self) -> Iterator[None]:
        """Switch to the alternate screen, and back to the screen as it was, whatever happens."""
        self._send(_ENTER)
        try:
            yield
        finally:
            self._blocks = {}
            self._send(_LEAVE)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Give an empty screen with a cursor to a prompt that draws itself."""
        self._send(f"{_CLEAR}\x1b[H\x1b[?25h")
        try:
            yield
        finally:
            self._blocks = {}
            self._send(f"{_CLEAR}\x1b[?25l")

    def draw(self, view: View) -> bool:
        """Show the view at the present size; tell whether anything was sent."""
        columns, rows = shutil.get_terminal_size()
        size = Size(columns, rows)
        wanted = {(b.row, b.column, b.width, b.height): b for b in view(size)}
        anew = size != self._size or wanted.keys() != self._blocks.keys()
        if anew:
            self._size, self._blocks = size, {}
        out = [_CLEAR] if anew else []
        for place, block in wanted.items():
            key, before = self._blocks.get(place, (None, []))
            if before and key == block.key:
                continue
            lines = self._render(block)
            out += self._changed(block, before, lines)
            self._blocks[place] = (block.key, lines)
        if out:
            self._send("".join(out))
        return bool(out)

    def _changed(self, block: Block, before: list[str], lines: list[str]) -> Iterator[str]:
        """Yield what moves the cursor to each line that differs, and the line."""
        for offset, line in enumerate(lines):
            if not before or before[offset] != line:
                yield f"\x1b[{block.row + offset + 1};{block.column + 1}H{line}"

    def _render(self, block: Block) -> list[str]:
        """Return the block's lines as terminal text, each of which fills its whole width.

        Blank ends are erased (ECH) rather than sent as spaces.
        """
        options = self._console.options.update(width=block.width, height=block.height)
        lines = self._console.render_lines(block.make(), options, pad=False)[: block.height]
        texts = []
        for line in lines:
            with self._console.capture() as capture:
                self._console.print(Segments(line), end="", no_wrap=True, crop=False)
            texts.append(capture.get() + _erased(block.width - Segment.get_line_length(line)))
        return texts + [_erased(block.width)] * (block.height - len(texts))

    def _send(self, text: str) -> None:
        self._console.file.write(text)
        self._console.file.flush()


def _erased(cells: int) -> str:
    return f"\x1b[{cells}X" if cells > 0 else ""
