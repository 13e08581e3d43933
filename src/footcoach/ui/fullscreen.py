"""The whole visit on the full screen: single keys for pages and session, lists for choices."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from footcoach.core.cues import Cue
from footcoach.core.engine import Snapshot
from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Move, Reply
from footcoach.core.plan import Plan
from footcoach.core.question import Answer, Answers, Level
from footcoach.core.record import MOST_SORE, Rating
from footcoach.core.report import ANSWER_WORDS, LABELS
from footcoach.core.resume import ResumePoint
from footcoach.core.routine import Zone
from footcoach.core.screening import Assessment
from footcoach.core.states import Command, Foot, State
from footcoach.core.trends import WarningSign
from footcoach.ui.deliberate import (
    AFTER,
    AFTER_ON_PAGES,
    TYPING,
    DeliberateKeys,
    SessionKeys,
)
from footcoach.ui.keys import WENT_ON, TerminalKeys
from footcoach.ui.page import ANSWERS, Page, too_small, too_small_blocks
from footcoach.ui.pages import (
    WHICH_ROUTINE,
    advice_page,
    outcome_page,
    question_page,
    rating_page,
    ready_lines,
    ready_page,
    resume_page,
    warnings_page,
)
from footcoach.ui.screen import Screen
from footcoach.ui.session_view import SessionView
from footcoach.ui.theme import Glyphs, make_console

T = TypeVar("T")

_REPLIES: dict[str, Reply] = {
    "y": Answer.YES,
    "n": Answer.NO,
    "u": Answer.NOT_SURE,
    "?": Move.HELP,
    "left": Move.BACK,
}

_READY = {"k": AtReady.KEEP_OFF, "t": AtReady.TEST_SOUND, "m": AtReady.MUTE}

# Zones whose bare name could be taken for something else.
ZONE_WORDS = {
    Zone.SOLE: "sole (all of it)",
    Zone.BALL: "ball (the pad behind the toes)",
    Zone.TOP: "top of the foot",
}

# Seconds without a key after which the last page leaves by itself: hands may still be oily.
RATING_WAITS = 60.0

HELD = "That key seems to be held down. Press another one first, such as the down arrow."

# Seconds between looks at the window's size.
_LOOK = 0.25


class FullScreen:
    """Shows one thing at a time on the alternate screen; see `app.interface.Interface`."""

    keeps_scrollback = False
    unattended = False

    def __init__(
        self,
        now: Callable[[], float],
        glyphs: Glyphs,
        *,
        motion: bool,
        keys: TerminalKeys | None = None,
        screen: Screen | None = None,
    ) -> None:
        """Measure time, in seconds, with `now`; take this terminal unless another is given."""
        self._now = now
        self._glyphs = glyphs
        self._motion = motion
        self._keys = keys or TerminalKeys()
        self._screen = screen or Screen(make_console())
        self._deliberate = DeliberateKeys(self._keys, now)
        self._session_keys = SessionKeys(self._keys, self._deliberate)
        self._view = SessionView("", glyphs)
        self._away = False
        # The first line shown of the last page, and what the ready page said last.
        self._offset = 0
        self._ready: list[str] = []

    @contextmanager
    def open(self) -> Iterator[None]:
        """Take keyboard and screen, and give them back as they were, whatever happens."""
        with self._keys.reading(), self._screen.open():
            yield

    @contextmanager
    def open_session(self, title: str, *, flash: bool) -> Iterator[None]:
        """Show a session of the routine of that title, which flashes where a step begins or not."""
        self._view = SessionView(title, self._glyphs, motion=self._motion, flash=flash)
        yield

    def choose_routine(
        self,
        routines: Sequence[tuple[str, str]],
        last: str | None,
        notices: Sequence[str] = (),
    ) -> str:
        choices = [(text, name) for name, text in routines]
        return self._choose(WHICH_ROUTINE, choices, last, notices)

    def offer_resume(self, point: ResumePoint, minutes_ago: int) -> bool:
        page = resume_page(point, minutes_ago, self._glyphs)
        return self._read(page, frozenset("yn")) == "y"

    def show_warnings(self, signs: Sequence[WarningSign]) -> bool:
        page = warnings_page(signs, self._glyphs)
        leave_first = any(sign.leave_first for sign in signs)
        key = self._read(page, frozenset("g" if leave_first else ""), leave=True)
        return key == "g" or not leave_first

    def ask(self, interview: Interview) -> Reply:
        return _REPLIES[self._read(question_page(interview, self._glyphs), frozenset(_REPLIES))]

    def show_outcome(
        self, assessment: Assessment, note: str, keeping: Keeping = Keeping.NOT_OFFERED
    ) -> AtOutcome:
        page = outcome_page(assessment, note, self._glyphs, keeping)
        letters = {"left"} if keeping is Keeping.NOT_OFFERED else {"left", "k"}
        key = self._read(page, frozenset(letters), leave=True)
        if key == "k":
            return AtOutcome.KEEP
        if key == "left":
            emergency = assessment.level is Level.EMERGENCY
            return AtOutcome.BACK if emergency else AtOutcome.CHANGE
        return AtOutcome.GO_ON

    def choose_answer(self, answers: Answers) -> str | None:
        choices = [
            (f"{LABELS[id_]}: {ANSWER_WORDS[answer]}", id_) for id_, answer in answers.items()
        ]
        return self._choose("Which answer is wrong?", [("none of them", None), *choices])

    def announce(self, assessment: Assessment, note: str) -> None:
        """Show nothing: the ready page has the note, and advice is printed at the end."""

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Rating
    ) -> tuple[AtReady, Rating]:
        def page(rating: Rating, foot: Foot) -> Page:
            return ready_page(plan, notes, rating, self._glyphs, foot)

        lines, shown = ready_lines(plan, notes), self._ready
        self._ready = lines
        changed = next((line for line in lines if shown and line not in shown), "")
        offset = page(before, plan.feet).offset_of(changed, self._screen.size) if changed else 0
        key, before = self._rate(page, before, plan.feet, frozenset(_READY), offset=offset)
        return _READY.get(key, AtReady.BEGIN), before

    def choose_zones(self, zones: Sequence[Zone], chosen: frozenset[Zone]) -> frozenset[Zone]:
        from footcoach.ui.lists import tick

        choices = [(ZONE_WORDS.get(zone, str(zone)), zone) for zone in zones]
        with self._lent():
            return frozenset(tick("Keep off which parts?", choices, chosen))

    def rate_after(self, advice: Sequence[str], feet: Foot) -> Rating:
        def page(rating: Rating, foot: Foot) -> Page:
            return rating_page(advice, rating, feet, self._glyphs, foot)

        return self._rate(page, Rating(), feet, idle=RATING_WAITS)[1]

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        self._read(advice_page(title, advice, self._glyphs), frozenset(), leave=True)

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        """Return the commands of the keys pressed. Frames are frequent enough to see a resize."""
        return self._session_keys.wait(seconds, state)

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        """Draw the moment; the words of the cues are on the screen anyway.

        After an absence all of it: something else may have written to the terminal.
        """
        del cues
        if snapshot.away and not self._away:
            self._screen.forget()
        self._away = snapshot.away
        self._screen.draw(lambda size: self._view.blocks(snapshot, size, muted=muted))

    def frame_seconds(self, snapshot: Snapshot) -> float:
        return self._view.frame_seconds(snapshot)

    def _rate(
        self,
        page: Callable[[Rating, Foot], Page],
        rating: Rating,
        feet: Foot,
        letters: frozenset[str] = frozenset(),
        *,
        idle: float = math.inf,
        offset: int = 0,
    ) -> tuple[str, Rating]:
        """Show the page, and take digits for one foot and, after Tab, for the other.

        Returns the key that led on, and the rating. 1 and then 0 is ten.
        """
        foot = feet.each[0]
        while True:
            letters |= TYPING
            key = self._read(page(rating, foot), letters, leave=True, idle=idle, offset=offset)
            if key not in TYPING:
                return key, rating
            offset = self._offset
            if key == "tab":
                foot = next((other for other in feet.each if other is not foot), foot)
                continue
            ten = key == "0" and getattr(rating, foot) == 1
            number = None if key == "backspace" else MOST_SORE if ten else int(key)
            rating = rating.model_copy(update={foot.value: number})

    def _read(
        self,
        page: Page,
        letters: frozenset[str],
        *,
        leave: bool = False,
        idle: float = math.inf,
        offset: int = 0,
    ) -> str:
        """Show a page from the line `offset` on until one of its keys counts; return that key.

        Letters that answer count once the last line has been shown, and with `leave`, Enter or
        space then leads on; before that both turn to the next screenful. After `idle` seconds
        without a key, it returns "".
        """
        waited = 0.0
        while waited < idle:
            shown = replace(page, status=HELD) if self._deliberate.held else page
            if self._screen.draw(shown.view(offset)):
                self._deliberate.mark_shown()
            size = self._screen.size
            last = page.last_offset(size)
            self._offset = offset = min(offset, last)
            # What leads on to a session needs more quiet after it than an answer does.
            key = self._deliberate.wait(_LOOK, after=AFTER_ON_PAGES if leave else AFTER)
            if key == WENT_ON:
                self._screen.forget()
            waited = waited + _LOOK if key is None else 0.0
            if key is None or self._screen.resized or (too_small(size) and not page.urgent):
                continue
            read = offset >= last or too_small(size)
            if key in {"enter", "space"}:
                if leave and read:
                    return key
                key = "pagedown"
            elif key in letters and not too_small(size) and (read or key not in ANSWERS):
                return key
            screenful = page.screenful(size)
            by = {"up": -1, "down": 1, "pageup": -screenful, "pagedown": screenful}
            offset = max(0, min(last, offset + by.get(key, 0)))
        return ""

    def _choose(
        self,
        title: str,
        choices: Sequence[tuple[str, T]],
        default: T | None = None,
        notices: Sequence[str] = (),
    ) -> T:
        from footcoach.ui.lists import choose  # questionary, which few sessions need

        with self._lent():
            return choose(title, choices, default, notices=notices)

    @contextmanager
    def _lent(self) -> Iterator[None]:
        """Let a questionary prompt have keyboard and screen, once the window has room for it."""
        self._screen.draw(lambda size: too_small_blocks(size) if too_small(size) else [])
        while too_small(self._screen.size):
            self._deliberate.wait(_LOOK)
            self._screen.draw(lambda size: too_small_blocks(size) if too_small(size) else [])
        with self._screen.lent(), self._keys.lent():
            yield
