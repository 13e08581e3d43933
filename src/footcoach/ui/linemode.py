"""Line mode, for screen readers: one line for each event, and typed words for answers.

It neither moves the cursor nor sends escape codes.
"""

import errno
import os
import select
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import TextIO, TypeVar

from footcoach.core.cues import Cue
from footcoach.core.engine import Snapshot
from footcoach.core.errors import ExitCode, NoTerminal, Terminated
from footcoach.core.interview import AtOutcome, AtReady, Keeping
from footcoach.core.plan import Plan
from footcoach.core.record import MOST_SORE, Rating
from footcoach.core.schedule import Kind, Segment
from footcoach.core.screening import Assessment
from footcoach.core.states import Command, Foot, State, Zone
from footcoach.core.text import both, visible
from footcoach.core.trends import WarningSign
from footcoach.ui.interface import NONE, WHICH_PARTS, Interface, Shown, Zones
from footcoach.ui.keys import SHOWN, DeliberateKeys, SessionKeys
from footcoach.ui.page import Key, Page
from footcoach.ui.pages import outcome_page, ready_lines, warnings_page
from footcoach.ui.screen import window_size
from footcoach.ui.terminal_keys import TerminalKeys, continued
from footcoach.ui.wrapping import wrap

T = TypeVar("T")

_CHUNK = 65_536

# A width at which no line is wrapped.
_UNBROKEN = 10_000

# The errors of a terminal or pipe that has gone; on Windows, a pipe gives the last.
_GONE = {errno.EIO, errno.ENXIO, errno.EBADF, errno.EPIPE, errno.EINVAL}

# Stands for an answer that names items.
_ITEMS = Key("items", "")
# Stands for a rating of one foot, which leaves the page open.
_RATED = Key("rated", "")

KEYS = (
    "From now on, press single keys, without Enter. All are optional: space to pause or carry on, "
    "right arrow for next, left arrow for back, plus or minus to add or take off 15 seconds, x if "
    "it hurts, r to hear it again, m to mute, q to stop."
)

_ASKED = {
    State.PAUSED: "Press space to carry on.",
    State.ASKING_STOP: "Stop here? Press y to stop, n to go on, x if it hurts.",
    State.ASKING_HURT: (
        "It hurts: what is it? Press h for too hard, c for a cramp, s for sharp, numb or any "
        "other pain, b for breathless, chest pain or faint, n for the wrong key."
    ),
}


class LineReader:
    """Reads typed lines, one at a time. Lines that arrive together, or too soon, do not count."""

    def __init__(self, now: Callable[[], float], fd: int) -> None:
        """Read from the file descriptor `fd`."""
        self._now = now
        self._fd = fd

    def read(self) -> str | None:
        """Return a line in lower case, or None if it came too soon, unfinished or with others.

        Raises EOFError at the end of input, and Terminated if the terminal is gone.
        """
        shown_at = self._now()
        try:
            text = os.read(self._fd, _CHUNK)
        except OSError as error:
            raise Terminated(ExitCode.HANG_UP) from error
        unfinished = not text.endswith(b"\n")
        soon = self._now() - shown_at < SHOWN
        pasted = text.count(b"\n") > 1
        while text and self._more():
            pasted = True
            text = os.read(self._fd, _CHUNK)
        if not text:
            raise EOFError
        if soon or pasted or unfinished:
            return None
        return " ".join(text.decode(errors="replace").casefold().split())

    def _more(self) -> bool:
        """Return whether there is already more to read."""
        if os.name == "nt":  # where `select` cannot wait for a console
            import msvcrt

            return bool(msvcrt.kbhit())  # type: ignore[attr-defined]
        return bool(select.select([self._fd], [], [], 0.05)[0])


class LineMode(Interface):
    """Prints questions and reads typed words."""

    keeps_scrollback = True
    how_to_answer = (
        "How to answer: type the letters of all lines that are true, such as a b, and press Enter. "
        "Type none only if none of them is true, and not sure if you cannot tell. "
        "With one line only: yes, no or not sure. Also: help, back. Ctrl-C leaves."
    )
    _muted = False
    _asked = State.RUNNING
    _last: Page | None = None
    # The segment last shown, and its length then.
    _seen: tuple[Segment | None, float] = (None, 0.0)

    def __init__(
        self,
        now: Callable[[], float],
        out: TextIO,
        reader: LineReader,
        keys: TerminalKeys,
    ) -> None:
        """Measure time in seconds with `now`."""
        self._keys = keys
        self._session_keys = SessionKeys(self._keys, DeliberateKeys(self._keys, now))
        self._reader = reader
        self.out = out

    @contextmanager
    def open(self) -> Iterator[None]:
        """Discard what is typed while the process is stopped: it was not meant for us."""

        def go_on() -> None:
            self._keys.throw_away()
            # Bypass the buffer: the signal may have arrived in the middle of a write to it.
            with suppress(OSError):
                os.write(self.out.fileno(), b"Carrying on. The last question still stands.\n")

        with continued(go_on):
            yield

    @contextmanager
    def open_session(self, title: str, *, flash: bool) -> Iterator[None]:
        """List the keys, and read them one at a time."""
        with self._keys.reading():
            self._say(KEYS)
            yield

    def rate_after(self, advice: Sequence[str], feet: Foot) -> Rating:
        """Ask nothing: prompts cannot time out, and hands may be oily. Advice is in the summary."""
        return Rating()

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        """Say nothing: the summary comes at once, and says it."""

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        commands = self._session_keys.wait(seconds, state)
        if Command.STRAY in commands:
            self._asked = State.RUNNING  # so that a pending question is repeated
        return commands

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        lines = []
        if muted is not self._muted:
            self._muted = muted
            lines.append("Muted." if muted else "No longer muted.")
        lines += [cue.say for cue in cues if cue.say]
        (segment, length), self._seen = self._seen, (snapshot.segment, snapshot.length)
        if snapshot.segment is segment and snapshot.length != length:
            lines.append(f"{snapshot.left:.0f} seconds left.")
        elif snapshot.segment is not segment and snapshot.segment.kind is Kind.STEP:
            lines.append(f"Now: {snapshot.segment.step.title}.")
        if snapshot.state is not self._asked:
            self._asked = snapshot.state
            lines += filter(None, [_ASKED.get(snapshot.state)])
        self._say(*lines)

    def frame_seconds(self, snapshot: Snapshot) -> float:
        """Return one second: between events there is nothing to show."""
        return 1.0

    def _show(self, page: Page) -> Shown:
        """Print a page and read until a word is accepted. If it asks nothing, only print it."""
        self._print(page)
        named = [key.words[0] for key in page.keys if key.words]
        if not named:
            return Shown(page.keys[0])
        if page.letters:
            named.insert(0, "letters such as a b")
        if page.sore:
            rated = " or ".join(f"{foot} 3" for foot in page.feet.each)
            named.append(f"how sore a foot is from 0 to {MOST_SORE}, such as {rated}")
        while True:
            shown = self._read(named, partial(_understand, page))
            if shown.key is not _RATED:
                return shown
            page = replace(page, rating=shown.rating)
            typed = ((foot, getattr(page.rating, foot)) for foot in page.feet.each)
            self._say(
                *(f"{foot.capitalize()} foot: {n} of 10." for foot, n in typed if n is not None)
            )

    def _print(self, page: Page) -> None:
        """Print a page; if it is the last one again, other than a question, only what is new."""
        last, self._last = self._last, page
        again = last and not page.note and (last.head, last.body[0]) == (page.head, page.body[0])
        letters = {item: f"{letter}: " for letter, item in page.letters.items()}
        head = f"{page.head}. Question {page.note}." if page.note else page.head
        new = [para for para in page.body if not (last and again and para in last.body)]
        texts = [letters.get(para.item, "") + para.text for para in new]
        self._say("", *([] if again else [head]), *texts, *filter(None, [page.status]))

    def choose(
        self,
        title: str,
        choices: Mapping[str, str],
        default: str | None = None,
        notices: Sequence[str] = (),
    ) -> str:
        # Starting at 0 gives each answer about the same number as its question.
        first = 0 if NONE in choices else 1
        numbered = {str(number): name for number, name in enumerate(choices, first)}
        self._say(*notices, title, *(f"{n}. {choices[name]}" for n, name in numbered.items()))
        # Names that differ only in case must be told apart by their numbers.
        alike = Counter(name.casefold() for name in choices)
        words = {name.casefold(): name for name in choices if alike[name.casefold()] == 1}
        named = NONE if NONE in choices else "its name"
        return self._word(["its number", named], words | numbered)

    def choose_zones(self, zones: Sequence[Zone], chosen: Zones, title: str = WHICH_PARTS) -> Zones:
        """Ask for one zone after another until "done" is typed; naming a zone again undoes it."""
        words = {**{str(zone): zone for zone in zones}, "done": None, "begin": None}
        self._say("", title, f"{', '.join(zones)}. Type a part again to take it off the list.")
        while zone := self._word(["a part", "done"], words):
            chosen ^= {zone}
            self._say(f"Keeping off: {both(sorted(chosen)) if chosen else 'nothing'}.")
        return chosen

    def _word(self, named: Sequence[str], words: Mapping[str, T]) -> T:
        (value,) = self._read(named, lambda line: (words[line],) if line in words else None)
        return value

    def _read(self, named: Sequence[str], understand: Callable[[str], T | None]) -> T:
        """Say what can be typed, and read until a line is understood."""
        *others, last = named
        while True:
            self._say(f"Type {', '.join(others)} or {last}:" if others else f"Type {last}:")
            line = self._reader.read()
            if line is None:
                self._say(
                    "That came too fast, or several lines came at once. One at a time, please."
                )
            elif (understood := understand(line)) is not None:
                return understood
            elif line:
                # What was typed may contain escape codes, which must not reach the terminal.
                self._say(f"'{str(visible(line))[:40]}' is not one of the words.")

    def _say(self, *lines: str) -> None:
        """Print lines now, wrapped between words.

        Raises Terminated if the terminal or the reader has gone, and OSError if the disk is full.
        """
        width = window_size(self.out).width if self.out.isatty() else _UNBROKEN
        broken = [part.plain for line in lines for part in wrap(line, width)]
        try:
            self.out.write("".join(f"{line}\n" for line in broken))
            self.out.flush()
        except OSError as error:
            if error.errno not in _GONE:
                raise
            raise Terminated(ExitCode.HANG_UP) from error


def _understand(page: Page, line: str) -> Shown | None:
    """Return the key, items or rating that a typed line stands for on a page, or None."""
    for key in page.keys:
        if line in key.words:
            return Shown(key, rating=page.rating)
    texts = {para.text.casefold(): para.item for para in page.body if para.item}
    if line in texts:
        return Shown(_ITEMS, (texts[line],))
    parts = line.replace(",", " ").split()
    if parts and page.letters.keys() >= set(parts):
        return Shown(_ITEMS, tuple(page.letters[letter] for letter in parts))
    numbers = {str(number): number for number in range(MOST_SORE + 1)}
    match parts:
        case [foot, number] if page.sore and foot in page.feet.each and number in numbers:
            rating = page.rating.model_copy(update={foot: numbers[number]})
            return Shown(_RATED, rating=rating)
    return None


class Unattended(LineMode):
    """Prints what a person would be shown, but waits for no reply: the answers came from a file."""

    unattended = True

    def __init__(self, wait: Callable[[float], object], out: TextIO) -> None:
        """Pass the time with `wait`, which takes a number of seconds, and print to `out`."""
        self._wait = wait
        self.out = out

    @contextmanager
    def open(self) -> Iterator[None]:
        """Do nothing: there is no keyboard."""
        yield

    @contextmanager
    def open_session(self, title: str, *, flash: bool) -> Iterator[None]:
        """Do nothing: a session has no keyboard either."""
        yield

    def choose_zones(self, zones: Sequence[Zone], chosen: Zones, title: str = WHICH_PARTS) -> Zones:
        """Return `chosen` unchanged; if it is empty, the massage leaves out every possible zone."""
        return chosen

    def _read(self, named: Sequence[str], understand: Callable[[str], T | None]) -> T:
        raise NoTerminal(
            "There is nobody to answer: name a routine, and give the answers with --answers FILE."
        )

    def show_warnings(self, signs: Sequence[WarningSign]) -> bool:
        self._print(warnings_page(signs))
        return True

    def show_outcome(
        self, assessment: Assessment, note: str, keeping: Keeping = Keeping.NOT_OFFERED
    ) -> AtOutcome:
        self._print(outcome_page(assessment, note))
        return AtOutcome.GO_ON

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Rating, *, settled: bool = False
    ) -> tuple[AtReady, Rating]:
        self._say("", *ready_lines(plan), "")
        return AtReady.BEGIN, before

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        self._wait(0 if state is State.PAUSED else seconds)
        return (Command.PAUSE,) if state is State.PAUSED else ()
