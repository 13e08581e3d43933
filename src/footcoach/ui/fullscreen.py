"""The full-screen interface: single keys for pages and the session, lists for choices."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from footcoach.core.cues import Cue
from footcoach.core.engine import Snapshot
from footcoach.core.states import Command, State, Zone
from footcoach.ui.interface import WHICH_PARTS, Interface, Shown, Zones
from footcoach.ui.keys import (
    AFTER,
    AFTER_ON_PAGES,
    SCROLLING,
    DeliberateKeys,
    SessionKeys,
)
from footcoach.ui.page import Key, Page, PageView, too_small, too_small_blocks
from footcoach.ui.screen import Screen
from footcoach.ui.terminal_keys import WENT_ON, TerminalKeys
from footcoach.ui.theme import Glyphs

# Zones whose names alone could be misunderstood.
ZONE_WORDS = {
    Zone.SOLE: "sole (all of it)",
    Zone.BALL: "ball (the pad behind the toes)",
    Zone.TOP: "top of the foot",
}

HELD = "That key seems to be held down. Press another one first, such as the down arrow."

# Seconds between checks of the window's size.
_LOOK = 0.25


class FullScreen(Interface):
    """Shows one thing at a time on the alternate screen."""

    keeps_scrollback = False
    how_to_answer = (
        "Press the letter of each line that is true, then Enter. Press n if none is, and u if you "
        "are not sure."
    )

    def __init__(
        self,
        now: Callable[[], float],
        glyphs: Glyphs,
        *,
        motion: bool,
        keys: TerminalKeys,
        screen: Screen,
    ) -> None:
        """Measure time in seconds with `now`."""
        self._now = now
        self._glyphs = glyphs
        self._motion = motion
        self._keys = keys
        self._screen = screen
        self.out = screen.out
        self._deliberate = DeliberateKeys(self._keys, now)
        self._session_keys = SessionKeys(self._keys, self._deliberate)
        self._away = False
        self._last_page: Page | None = None

    @contextmanager
    def open(self) -> Iterator[None]:
        """Take over keyboard and screen, and restore them whatever happens."""
        with self._keys.reading(), self._screen.open():
            yield

    @contextmanager
    def open_session(self, title: str, *, flash: bool) -> Iterator[None]:
        """Show a session of the routine `title`; `flash` makes the screen flash at each step."""
        # Imported only now, so that the first question appears sooner.
        from footcoach.ui.session_view import SessionView

        self._view = SessionView(title, self._glyphs, motion=self._motion, flash=flash)
        yield

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        """Return the commands for the keys pressed. Any resize is handled by the next frame."""
        return self._session_keys.wait(seconds, state)

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        """Draw this moment of the session. Cues are ignored: their words are on the screen anyway.

        After an absence, redraw everything: something else may have written to the terminal.
        """
        del cues
        if snapshot.away and not self._away:
            self._screen.forget()
        self._away = snapshot.away
        self._screen.draw(lambda size: self._view.blocks(snapshot, size, muted=muted))

    def frame_seconds(self, snapshot: Snapshot) -> float:
        return self._view.frame_seconds(snapshot)

    def _show(self, page: Page) -> Shown:
        """Show a page until one of its keys is accepted, or no key is pressed for `page.waits` s.

        Keys that answer or lead to the next page are accepted only once the last line has been
        shown. Until then, Enter and space scroll to the next screenful.
        """
        offset, waited = self._offset_of_change(page), 0.0
        self._last_page = page
        while waited < page.waits:
            name = self._key(page, offset)
            waited = waited + _LOOK if name is None else 0.0
            size, view = self._screen.size, PageView(page, self._glyphs)
            small, last = too_small(size), view.last_offset(size)
            read, key = small or offset >= last, page.find(name or "")
            if name is None or (small and not (page.urgent and name == "enter")):
                continue
            if name == "enter" and page.next_foot:
                page = replace(page, typing=page.next_foot)
                continue
            if key and (read or not (key.answers or name == "enter")):
                return Shown(key, page.ticked, page.rating)
            before, page = page, page.changed_by(name)
            if read and page == before and name not in SCROLLING:
                # The key is most often Enter, pressed by people who want to get past the question.
                page = replace(page, status=page.hint or page.status)
            screenful = view.screenful(size)
            by = {"up": -1, "down": 1, "pageup": -screenful, "pagedown": screenful}
            offset = max(0, min(last, offset + {**by, "enter": screenful}.get(name, 0)))
        return Shown(Key("", ""), rating=page.rating)

    def _key(self, page: Page, offset: int) -> str | None:
        """Show the page, and return the key that is pressed within a moment, or None."""
        held = replace(page, status=HELD) if self._deliberate.held else page
        if self._screen.draw(PageView(held, self._glyphs).at(offset)):
            self._deliberate.mark_shown()
        # A key that leads on to a session needs a longer pause after it than an answer does.
        after = AFTER_ON_PAGES if page.find("enter") else AFTER
        name = self._deliberate.wait(_LOOK, after=after)
        if name == WENT_ON:
            self._screen.forget()
        return None if self._screen.resized else "enter" if name == "space" else name

    def _offset_of_change(self, page: Page) -> int:
        """Return the first line to show: a paragraph just changed on the ready page, or the top."""
        before, view = self._last_page, PageView(page, self._glyphs)
        if before is None or not page.sore or before.head != page.head:
            return 0
        changed = next((para.text for para in page.body if para not in before.body), "")
        return view.offset_of(changed, self._screen.size) if changed else 0

    def choose(
        self,
        title: str,
        choices: Mapping[str, str],
        default: str | None = None,
        notices: Sequence[str] = (),
    ) -> str:
        from footcoach.ui.lists import choose  # loads questionary, which few visits need

        with self._lent():
            return choose(title, choices, default, notices=notices)

    def choose_zones(self, zones: Sequence[Zone], chosen: Zones, title: str = WHICH_PARTS) -> Zones:
        from footcoach.ui.lists import tick

        with self._lent():
            choices = [(ZONE_WORDS.get(zone, str(zone)), zone) for zone in zones]
            return frozenset(tick(title, choices, chosen))

    @contextmanager
    def _lent(self) -> Iterator[None]:
        """Lend keyboard and screen to a questionary prompt, once the window has room for it."""
        self._screen.draw(lambda size: too_small_blocks(size) if too_small(size) else [])
        while too_small(self._screen.size):
            self._deliberate.wait(_LOOK)
            self._screen.draw(lambda size: too_small_blocks(size) if too_small(size) else [])
        with self._screen.lent(), self._keys.lent(self.out):
            yield
