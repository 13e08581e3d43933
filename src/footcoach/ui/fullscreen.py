"""Asking in the full screen: single keys for questions and pages, lists for choices."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Move, Reply
from footcoach.core.plan import Plan
from footcoach.core.question import Answer, Answers, Level
from footcoach.core.rating import Ratings
from footcoach.core.report import ANSWER_WORDS, LABELS
from footcoach.core.resume import ResumePoint
from footcoach.core.routine import Zone
from footcoach.core.screening import Assessment
from footcoach.ui.deliberate import AFTER, AFTER_ON_PAGES, TYPING, DeliberateKeys, Interrupted
from footcoach.ui.keys import TerminalKeys
from footcoach.ui.page import Page
from footcoach.ui.pages import outcome_page, question_page
from footcoach.ui.ready import (
    BEFORE_YOU_START,
    advice_page,
    offer_page,
    rating_page,
    ready_page,
)
from footcoach.ui.screen import Screen, Size
from footcoach.ui.theme import Glyphs

WHICH_ROUTINE = "Which routine?"

_REPLIES: dict[str, Reply] = {
    "y": Answer.YES,
    "n": Answer.NO,
    "u": Answer.NOT_SURE,
    "?": Move.HELP,
    "left": Move.BACK,
}

_READY = {"k": AtReady.KEEP_OFF, "t": AtReady.TEST_SOUND, "m": AtReady.MUTE}

ZONE_WORDS = {
    Zone.SOLE: "sole (all of it)",
    Zone.BALL: "ball (the pad behind the toes)",
    Zone.TOP: "top of the foot",
}
"""Zones whose bare name could be taken for something else."""

RATING_WAITS = 60.0
"""Seconds without a key after which the last page leaves by itself: hands may still be oily."""

_LOOK = 1.0
"""Seconds between looks at the window's size, where the system does not tell of its changes."""


class FullScreenAsker:
    """Asks one thing at a time on the alternate screen."""

    def __init__(
        self, keys: TerminalKeys, screen: Screen, gate: DeliberateKeys, glyphs: Glyphs
    ) -> None:
        """Take keys through `gate`, lend `keys` to lists, draw on `screen`; all are open."""
        self._keys = keys
        self._screen = screen
        self._gate = gate
        self._glyphs = glyphs

    def ask(self, interview: Interview) -> Reply:
        """Ask one question. Only its letters count; Enter never does."""
        return _REPLIES[self._read(question_page(interview, self._glyphs), frozenset(_REPLIES))]

    def show_outcome(
        self, assessment: Assessment, note: str, keeping: Keeping = Keeping.NOT_OFFERED
    ) -> AtOutcome:
        """Show the outcome until it has been read to its last line."""
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
        """Let the person pick an answer to change from a list."""
        choices = [
            (f"{LABELS[id_]}: {ANSWER_WORDS[answer]}", id_) for id_, answer in answers.items()
        ]
        from footcoach.ui.lists import choose  # questionary, which few sessions need

        with self._lent():
            return choose("Which answer is wrong?", [("none of them", None), *choices])

    def announce(self, assessment: Assessment, note: str) -> None:
        """Show nothing: the ready page has the note, and advice is printed at the end."""

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Ratings
    ) -> tuple[AtReady, Ratings]:
        """Show what is about to begin; only Enter or space begins. Digits rate the feet."""
        while True:
            page = ready_page(plan, notes, before, self._glyphs)
            key = self._read(page, TYPING | frozenset(_READY), leave=True)
            if key not in TYPING:
                return _READY.get(key, AtReady.BEGIN), before
            before = before.typed(key)

    def rate_after(self, advice: Sequence[str]) -> Ratings:
        """Show what to do after the massage, and take digits until Enter or a minute of rest."""
        after = Ratings()
        while True:
            page = rating_page(advice, after, self._glyphs)
            key = self._read(page, TYPING, leave=True, idle=RATING_WAITS)
            if key not in TYPING:
                return after
            after = after.typed(key)

    def choose_zones(self, zones: Sequence[Zone], chosen: frozenset[Zone]) -> frozenset[Zone]:
        """Let the person tick parts of the foot."""
        from footcoach.ui.lists import tick

        with self._lent():
            choices = [(ZONE_WORDS.get(zone, str(zone)), zone) for zone in zones]
            return frozenset(tick("Keep off which parts?", choices, chosen))

    def offer_to_go_on(self, checkpoint: ResumePoint, minutes_ago: int) -> bool:
        """Ask whether to go on with a session that was cut off. Only its letters count."""
        page = offer_page(checkpoint, minutes_ago, self._glyphs)
        return self._read(page, frozenset({"y", "n"})) == "y"

    def choose_routine(self, routines: Sequence[tuple[str, str]], last: str | None) -> str:
        """Let the person pick a routine from a list."""
        from footcoach.ui.lists import choose

        with self._lent():
            return choose(WHICH_ROUTINE, [(text, name) for name, text in routines], last)

    def show_warning_signs(self, signs: Sequence[str]) -> None:
        """Show what earlier sessions warn of, until Enter."""
        page = advice_page(BEFORE_YOU_START, signs, self._glyphs, enter="go on")
        self._read(page, frozenset(), leave=True)

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        """Show what to do now until Enter."""
        self._read(advice_page(title, advice, self._glyphs), frozenset(), leave=True)

    def _read(
        self, page: Page, letters: frozenset[str], *, leave: bool = False, idle: float = math.inf
    ) -> str:
        """Show a page until one of its keys counts, and return that key.

        Letters count once every line that they answer has been shown. With `leave`, Enter or
        space leads on too, but only once the last line has been shown; before that they turn to
        the next screenful. After so many seconds without a key, as if by `idle`, it returns "".
        """
        offset, seen, size, waited = 0, 0, Size(0, 0), 0.0
        while waited < idle:
            if self._screen.draw(page.view(offset)):
                self._gate.mark_shown()
            if size != self._screen.size:
                size, seen = self._screen.size, 0
            last = page.last_offset(size)
            offset = min(offset, last)
            seen = page.seen(offset, size, before=seen)
            key = self._key(leave=leave)
            waited = waited + _LOOK if key is None else 0.0
            if key is None or page.hidden(size) or self._screen.resized:
                continue
            if key in letters and (seen >= page.lines_needed(size) or key == "left"):
                return key
            if key in {"enter", "space"} and leave:
                if offset >= last:
                    return key
                key = "pagedown"
            offset = _scrolled(offset, key, last, size)
        return ""

    def _key(self, *, leave: bool) -> str | None:
        """Wait for a key that counts; after an absence draw everything anew.

        What leads on to a session needs more quiet after it than an answer does.
        """
        try:
            return self._gate.wait(_LOOK, after=AFTER_ON_PAGES if leave else AFTER)
        except Interrupted:
            self._screen.forget()
            return None

    @contextmanager
    def _lent(self) -> Iterator[None]:
        """Let a questionary prompt have keyboard and screen."""
        with self._screen.lent(), self._keys.lent():
            yield


def _scrolled(offset: int, key: str | None, last: int, size: Size) -> int:
    """Return the first line to show after a scrolling key."""
    screenful = max(1, size.height - 6)
    steps = {"up": -1, "down": 1, "pageup": -screenful, "pagedown": screenful}
    steps |= {"home": -last, "end": last}
    return max(0, min(last, offset + steps.get(key or "", 0)))
