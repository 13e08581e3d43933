"""The full screen sends what changed and nothing else, and leaves nothing behind."""

import io
import os
import sys
from unicodedata import normalize

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from footcoach.core.errors import ExitCode, Terminated
from footcoach.ui.screen import Block, Screen, Size, View, window_size
from footcoach.ui.theme import THEME


class Terminal:
    """An emulated terminal that a `Screen` draws on."""

    def __init__(self, width: int = 40, height: int = 10) -> None:
        self._out = io.StringIO()
        console = Console(file=self._out, theme=THEME, force_terminal=True, width=width)
        self.size = Size(width, height)
        self.screen = Screen(console, lambda: self.size)
        self._emulator = pyte.Screen(width, height)
        self._stream = pyte.Stream(self._emulator)
        self.sent = ""

    def draw(self, view: View) -> list[str]:
        """Draw, and return the lines that the terminal then shows."""
        self.screen.draw(view)
        return self.take()

    def take(self) -> list[str]:
        self.sent = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        self._stream.feed(self.sent)
        return [line.rstrip() for line in self._emulator.display]

    def cells(self) -> list[tuple[object, ...]]:
        """Return the character, colours and attributes of each cell of the first row."""
        return [tuple(self._emulator.buffer[0][at]) for at in range(self.size.width)]

    def resize(self, width: int, height: int) -> None:
        self.size = Size(width, height)
        self._emulator.resize(height, width)


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


def lines(*texts: str) -> View:
    return lambda size: [Block(0, 2, size.width - 4, [Text(text) for text in texts])]


def test_after_a_resize_a_prompt_or_forgetting_all_is_drawn_again(terminal: Terminal) -> None:
    terminal.draw(lines("one", "two"))
    terminal.resize(30, 5)
    assert terminal.draw(lines("one", "two")) == ["  one", "  two", "", "", ""]
    with terminal.screen.lent():
        assert terminal.take()[0] == ""
        assert terminal.sent.endswith("\x1b[?25h")
    assert terminal.draw(lines("one", "two"))[0] == "  one"
    terminal.screen.forget()
    terminal.draw(lines("one", "two"))
    assert "one" in terminal.sent


def test_the_screen_that_was_there_and_the_cursor_come_back_also_after_an_error(
    terminal: Terminal,
) -> None:
    with pytest.raises(KeyboardInterrupt), terminal.screen.open():
        raise KeyboardInterrupt
    terminal.take()
    assert terminal.sent.endswith("\x1b[?25h\x1b[?1049l")


class Gone(io.StringIO):
    """A terminal whose window has been closed."""

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")


def test_a_terminal_that_is_gone_is_a_hang_up_also_while_leaving() -> None:
    screen = Screen(Console(file=Gone(), theme=THEME), lambda: Size(40, 10))
    with pytest.raises(Terminated) as left, screen.open():
        pass
    assert left.value.exit_code is ExitCode.HANG_UP


@pytest.mark.parametrize(
    ("known", "size"), [((40, 10), (40, 10)), ((0, 0), (80, 24)), (None, (80, 24))]
)
def test_the_size_is_the_windows_own_whatever_the_environment_says(
    known: tuple[int, int] | None, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def measure(_fd: int) -> os.terminal_size:
        if known is None:
            raise OSError
        return os.terminal_size(known)

    monkeypatch.setenv("COLUMNS", "5")
    monkeypatch.setenv("LINES", "200")
    monkeypatch.setattr("os.get_terminal_size", measure)
    assert window_size(sys.stdout) == Size(*size)


def styled(*parts: tuple[str, str]) -> View:
    return lambda size: [Block(0, 2, size.width - 4, [Text.assemble(*parts)])]


def test_what_lies_between_two_changes_is_not_sent(terminal: Terminal) -> None:
    terminal.draw(lines("café 按 1 and the rest 1", "same"))
    shown = terminal.draw(lines("café 按 2 and the rest 3", "same"))
    assert shown[:2] == ["  café 按 2 and the rest 3", "  same"]
    assert terminal.sent == "\x1b[1;11H2\x1b[26G3"
    terminal.draw(lines("café 按 2 and the rest 3", "same"))
    assert terminal.sent == "", "nothing changed"


def test_a_change_of_style_alone_is_sent_too(terminal: Terminal) -> None:
    terminal.draw(styled(("one ", ""), ("two", "")))
    assert terminal.draw(styled(("one ", ""), ("two", "bold")))[0] == "  one two"
    assert "two" in terminal.sent
    assert "one" not in terminal.sent
    terminal.draw(styled(("one two", "")))
    terminal.draw(styled(("one ", ""), ("two", "")))
    assert terminal.sent == "", "the same cells, only put together in another way"


texts = st.lists(st.sampled_from(["a", "b", " ", "按", "e\u0301"]), max_size=8).map("".join)


@given(st.lists(st.lists(texts, max_size=3), max_size=8))
def test_whatever_changes_the_terminal_shows_what_was_drawn_last(frames: list[list[str]]) -> None:
    terminal = Terminal()
    for frame in frames:
        shown = terminal.draw(lines(*frame))
        composed = [normalize("NFC", f"  {text}".rstrip()) for text in frame]
        assert shown == composed + [""] * (10 - len(frame))


parts = st.tuples(
    st.sampled_from(["a", " ", "\u2588\u2588", "\u2588 b"]),
    st.sampled_from(["", "bold", "cyan", "bold cyan", "reverse", "red", "bold red reverse"]),
)


@given(st.lists(st.lists(parts, max_size=4), min_size=1, max_size=6))
def test_whatever_was_drawn_before_each_cell_has_the_style_of_the_last_frame(
    frames: list[list[tuple[str, str]]],
) -> None:
    terminal, fresh = Terminal(), Terminal()
    for frame in frames:
        terminal.draw(styled(*frame))
    fresh.draw(styled(*frames[-1]))
    assert terminal.cells() == fresh.cells()


def test_a_solid_cell_is_an_inverted_blank_and_not_inverted_where_the_line_is() -> None:
    for style, inverted in (("bold", [True, False]), ("reverse", [False, True])):
        terminal = Terminal()
        terminal.draw(styled(("\u2588 ", style)))
        assert [(cell[0], cell[7]) for cell in terminal.cells()[2:4]] == [
            (" ", each) for each in inverted
        ]
