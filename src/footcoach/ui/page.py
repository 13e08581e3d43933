"""A page: what it says, which keys work on it, and how it is drawn to fit the window."""

import math
import string
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

from rich.text import Text

from footcoach.core.record import MOST_SORE, Rating
from footcoach.core.states import Foot
from footcoach.ui.keys import TYPING
from footcoach.ui.screen import Block, Size, View
from footcoach.ui.theme import Glyphs
from footcoach.ui.wrapping import WIDEST, between, key_lines, wrap

MARGIN = 2

# The smallest window in which everything can be shown.
SMALLEST = Size(40, 10)

# The most rows a short page takes, so that in a tall window the keys stay near the text.
TALLEST = 24

# Rows that a window must have before blank lines are added.
ROOMY = 16

_NOT_RATED = Rating()


class Para(NamedTuple):
    """A paragraph on a page."""

    text: str
    style: str = ""
    # Whether the paragraph follows without a blank line, and how many columns it is indented by.
    close: bool = False
    indent: int = 0
    # The id of the item in the paragraph, which is ticked with a letter key.
    item: str = ""


class Key(NamedTuple):
    """A key that works on a page, what it does, and what the page then returns."""

    name: str
    does: str
    value: Any = None
    # Words for the key in line mode, which offers the first; a key without words is not offered.
    words: tuple[str, ...] = ()
    # A key that answers works only once the last line has been shown and while nothing is ticked.
    answers: bool = False


@dataclass(frozen=True)
class Page:
    """What is shown and which keys work, in full screen and in line mode alike."""

    head: str
    body: tuple[Para, ...]
    keys: tuple[Key, ...]
    style: str = "heading"
    # A note shown to the right of the head.
    note: str = ""
    # What has been chosen; this stays visible above the keys when the page scrolls.
    status: str = ""
    # Words shown even in a window too small for the page; Enter then leaves.
    urgent: str = ""
    # Seconds without a key press after which the full screen closes the page.
    waits: float = math.inf
    # The items ticked so far.
    ticked: tuple[str, ...] = ()
    # If set, the page also asks how sore `feet` are, in these words; digits rate the foot `typing`.
    sore: str = ""
    feet: Foot = Foot.BOTH
    rating: Rating = _NOT_RATED
    typing: Foot | None = None

    @property
    def letters(self) -> dict[str, str]:
        """Each letter and the id of the item that it ticks."""
        items = (para.item for para in self.body if para.item)
        return dict(zip(string.ascii_lowercase, items, strict=False))

    @property
    def counting(self) -> tuple[Key, ...]:
        """The keys that work now: with something ticked, Enter goes on and nothing else answers.

        An answer of "none" or "not sure" would discard the ticks.
        """
        if self.next_foot:
            others = (key for key in self.keys if key.name != "enter")
            return (Key("enter", f"rate the {self.next_foot} foot"), *others)
        if not self.ticked:
            return self.keys
        named = ", ".join(key for key, item in self.letters.items() if item in self.ticked)
        return (
            Key("enter", f"go on with {named}"),
            *(key for key in self.keys if not key.answers),
        )

    @property
    def next_foot(self) -> Foot | None:
        """The foot that Enter leads to, because only the other one has been rated so far."""
        foot = self.typing or self.feet.each[0]
        rated, other = self.rating.of(foot) is not None, self.rating.of(foot.other) is not None
        both_asked = self.sore and self.feet is Foot.BOTH
        return foot.other if both_asked and rated and not other else None

    def find(self, name: str) -> Key | None:
        """Return the key with this name, if it works now."""
        return next((key for key in self.counting if key.name == name), None)

    def changed_by(self, key: str) -> Self:
        """Return the page as changed by `key`, or unchanged if that key neither ticks nor rates."""
        if item := self.letters.get(key):
            rest = tuple(each for each in self.ticked if each != item)
            ticked = rest if item in self.ticked else (*rest, item)
            return replace(self, ticked=ticked, status="")
        return self._rated(key) if self.sore and key in TYPING else self

    @property
    def hint(self) -> str:
        """What to press, for someone whose key did nothing; empty if Enter would work."""
        if self.ticked:
            return "Press Enter to go on with what you ticked, or untick it."
        if self.find("enter"):
            return ""
        answers = [f"{key.name} for {key.does}" for key in self.keys if key.answers]
        ticks = ["the letter of each line that is true"] if self.letters else []
        *first, last = [*ticks, *answers]
        return f"Press {', '.join(first)}, or {last}."

    def _rated(self, key: str) -> Self:
        """Take a digit for one foot and, after Tab, for the other; 1 followed by 0 is ten."""
        foot = self.typing or self.feet.each[0]
        if key == "tab":
            other = next((each for each in self.feet.each if each is not foot), foot)
            return replace(self, typing=other)
        ten = key == "0" and getattr(self.rating, foot) == 1
        number = None if key == "backspace" else MOST_SORE if ten else int(key)
        return replace(self, rating=self.rating.model_copy(update={foot.value: number}))


@dataclass(frozen=True)
class PageView:
    """A page as it is drawn; its text scrolls if there is too little room."""

    page: Page
    glyphs: Glyphs

    def last_offset(self, size: Size) -> int:
        """Return the first line shown when scrolled to the end; 0 if all lines fit."""
        return max(0, len(self._body(size)) - self._rows(size))

    def screenful(self, size: Size) -> int:
        """Return how many lines to scroll by so that none is skipped."""
        return max(1, self._rows(size) - 1)

    def offset_of(self, text: str, size: Size) -> int:
        """Return the first line to show so that the paragraph `text` is on the screen."""
        lines = (n for n, line in enumerate(self._body(size)) if line)
        at = next((n for n in lines if text.startswith(self._body(size)[n].plain)), 0)
        return 0 if at < self.screenful(size) else at

    def at(self, offset: int) -> View:
        """Return a view of the page that starts at line `offset`."""
        return lambda size: self._blocks(size, min(offset, self.last_offset(size)))

    def _body(self, size: Size) -> list[Text]:
        lines: list[Text] = []
        letters = {item: letter for letter, item in self.page.letters.items()}
        for text, style, close, indent, item in self.page.body:
            first = " " * indent
            if item:
                ticked = item in self.page.ticked
                first = f"{letters[item]} [{'x' if ticked else ' '}] "
                style = "key" if ticked else style
            lines += [Text()] if lines and not close else []
            lines += wrap(text, _text_width(size), style, first=first)
        return lines

    def _rows(self, size: Size) -> int:
        """Return how many lines are left for the body, whichever keys are listed below it."""
        foot = max(len(self._foot(size, more=more)) for more in (True, False))
        return max(2, size.height - len(self._head(size)) - foot)

    def _head(self, size: Size) -> list[Text]:
        width = size.width - 2 * MARGIN
        head, note = Text(self.page.head, style=self.page.style), Text(self.page.note, "muted")
        rule = [Text(self.glyphs.rule * width, style="muted")] if size.height >= 12 else []
        return [*between(head, note, width), *rule, *([Text()] if size.height >= ROOMY else [])]

    def _foot(self, size: Size, *, more: bool) -> list[Text]:
        """List the keys that work; while there is more to read, Enter scrolls on."""
        width, page = size.width - 2 * MARGIN, self.page
        more = more and not page.next_foot
        named = [
            (self._shown(key.name), key.does)
            for key in page.counting
            if not more or not (key.answers or key.name == "enter")
        ]
        if letters := "".join(page.letters):
            ticks = (f"{letters[0]}-{letters[-1]}", "tick or untick" if page.ticked else "tick")
            named.insert(1 if page.ticked and not more else 0, ticks)
        if more:
            named.insert(0, ("Enter", "read on"))
        status = page.status or (self._sore_line() if page.sore else "")
        lines = wrap(status, _text_width(size), "title") if status else []
        rule = [Text(self.glyphs.rule * width, "muted")] if size.height >= ROOMY else []
        return [*lines, *rule, *key_lines(named, width, self.glyphs)]

    def _shown(self, key: str) -> str:
        return {"enter": "Enter", "left": self.glyphs.left}.get(key, key)

    def _sore_line(self) -> str:
        """Ask for a number for each foot, and show what was typed; `_` marks where digits go."""
        page, shown = self.page, []
        for foot in page.feet.each:
            number: int | None = getattr(page.rating, foot)
            blank = "_" if foot is (page.typing or page.feet.each[0]) else "-"
            shown.append(f"{foot}: {blank if number is None else number}")
        return f"{page.sore}, 0 to {MOST_SORE} (worst)? " + "  Tab  ".join(shown)

    def _blocks(self, size: Size, offset: int) -> Sequence[Block]:
        if too_small(size):
            return too_small_blocks(size, self.page.urgent)
        width = size.width - 2 * MARGIN
        rows = self._rows(size)
        more = offset < self.last_offset(size)
        body = self._body(size)[offset : offset + rows]
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
    """Return whether a window is too small for what a person needs to see."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


def too_small_blocks(size: Size, words: str = "") -> Sequence[Block]:
    """Ask for a larger window, after any `words` that must be seen regardless."""
    needed = f"The window is too small: {SMALLEST.width} x {SMALLEST.height} is needed."
    lines = wrap(f"{words} {needed}".strip(), max(1, size.width))
    return [Block(0, 0, size.width, lines[: max(1, size.height)])]


def _text_width(size: Size) -> int:
    return max(10, min(WIDEST, size.width - 2 * MARGIN))
