"""Line mode: one line for each event, and typed words for answers. The screen-reader interface.

No cursor movement and no escape codes.
"""

import os
import select
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import NoReturn, TextIO, TypeVar

from footcoach.core.cues import Cue
from footcoach.core.engine import Snapshot
from footcoach.core.errors import ExitCode, NoTerminal, Terminated
from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Move, Reply
from footcoach.core.plan import Plan
from footcoach.core.profile import KEPT_DAYS
from footcoach.core.question import Answer, Answers, Level
from footcoach.core.questionnaire import HEADINGS, HEADLINES, SCOPE
from footcoach.core.record import MOST_SORE, Rating
from footcoach.core.report import ANSWER_WORDS, LABELS
from footcoach.core.resume import ResumePoint
from footcoach.core.routine import Zone
from footcoach.core.screening import Assessment
from footcoach.core.states import Command, Foot, State
from footcoach.core.text import both, visible
from footcoach.core.trends import WarningSign
from footcoach.ui.deliberate import SHOWN, DeliberateKeys, SessionKeys
from footcoach.ui.keys import TerminalKeys, continued
from footcoach.ui.page import wrap
from footcoach.ui.pages import (
    BEFORE_YOU_START,
    RESUME,
    WHICH_ROUTINE,
    answer_lines,
    outcome_lines,
    ready_lines,
    resume_lines,
    will_be_kept,
)
from footcoach.ui.screen import window_size
from footcoach.ui.tables import typed_names

T = TypeVar("T")

_CHUNK = 65_536

# Columns: wide enough that no line is broken.
_UNBROKEN = 10_000

_REPLIES: Mapping[str, Reply] = {
    "yes": Answer.YES,
    "y": Answer.YES,
    "no": Answer.NO,
    "n": Answer.NO,
    "not sure": Answer.NOT_SURE,
    "u": Answer.NOT_SURE,
    "help": Move.HELP,
    "?": Move.HELP,
    "back": Move.BACK,
}

_READY = {
    "begin": AtReady.BEGIN,
    "keep off": AtReady.KEEP_OFF,
    "test": AtReady.TEST_SOUND,
    "mute": AtReady.MUTE,
}

HOW_TO_ANSWER = (
    "Answer with a word and Enter: yes, no, not sure, help, back. "
    "Where a question has several lines: yes if any of them is true, no only if none is."
)

KEYS = (
    "Keys, all optional: space pauses and goes on, right arrow next, left arrow back, "
    "plus or minus 15 seconds, x it hurts, r say it again, m mute, q stops."
)

_ASKED = {
    State.PAUSED: "Space goes on.",
    State.ASKING_STOP: "Stop here? Press y to stop, n to go on, x if it hurts.",
    State.ASKING_HURT: (
        "It hurts: what is it? Press h for too hard, s for sharp, burning, electric or numb, "
        "b for breathless, chest pain or faint, n for the wrong key."
    ),
}


class LineReader:
    """Reads typed lines, one at a time. Lines that came together, or too soon, do not count."""

    def __init__(self, now: Callable[[], float], fd: int | None = None) -> None:
        """Read from the file descriptor `fd`, by default standard input."""
        self._now = now
        self._fd = sys.stdin.fileno() if fd is None else fd

    def read(self) -> str | None:
        """Return a line in lower case, or None if it came too soon, without Enter or with more.

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
        while text and os.name != "nt" and select.select([self._fd], [], [], 0.05)[0]:
            pasted = True
            text = os.read(self._fd, _CHUNK)
        if not text:
            raise EOFError
        if soon or pasted or unfinished:
            return None
        return " ".join(text.decode(errors="replace").casefold().split())


class NobodyThere:
    """Stands in for a reader: no question is due, or it is an error."""

    def read(self) -> NoReturn:
        """Refuse: nobody is there to type."""
        raise NoTerminal("Nobody is there to answer; give the answers with --answers FILE.")


class LineMode:
    """Asks by printed questions and typed words; see `app.interface.Interface`."""

    keeps_scrollback = True
    unattended = False
    _greeted = False
    _muted = False
    _asked = State.RUNNING

    def __init__(
        self,
        now: Callable[[], float],
        out: TextIO | None = None,
        reader: LineReader | None = None,
        keys: TerminalKeys | None = None,
    ) -> None:
        """Measure time, in seconds, with `now`; take this terminal unless another is given."""
        self._keys = keys or TerminalKeys()
        self._session_keys = SessionKeys(self._keys, DeliberateKeys(self._keys, now))
        self._reader: LineReader | NobodyThere = reader or LineReader(now)
        self._out = out or sys.stdout

    @contextmanager
    def open(self) -> Iterator[None]:
        """Throw away what is typed while the process is stopped: it was not typed to us."""

        def go_on() -> None:
            self._keys.throw_away()
            # Past the buffer: a signal may have come in the middle of writing to it.
            with suppress(OSError):
                os.write(sys.stdout.fileno(), b"Going on. What was asked last still stands.\n")

        with continued(go_on):
            yield

    @contextmanager
    def open_session(self, title: str, *, flash: bool) -> Iterator[None]:
        """Take single keys, and say which there are."""
        with self._keys.reading():
            self._say(KEYS)
            yield

    def choose_routine(
        self,
        routines: Sequence[tuple[str, str]],
        last: str | None,
        notices: Sequence[str] = (),
    ) -> str:
        entries = (f"{number}. {text}" for number, (_, text) in enumerate(routines, 1))
        self._say(*notices, WHICH_ROUTINE, *entries)
        return self._word("its name or number", typed_names([name for name, _ in routines]))

    def offer_resume(self, point: ResumePoint, minutes_ago: int) -> bool:
        self._say(RESUME, *resume_lines(point, minutes_ago))
        return self._word("yes or no", {"yes": True, "no": False})

    def show_warnings(self, signs: Sequence[WarningSign]) -> bool:
        """Print what earlier sessions warn of; ask only where both feet are to be left alone."""
        self._say(BEFORE_YOU_START, *(sign.text for sign in signs), "")
        if self.unattended or not any(sign.leave_first for sign in signs):
            return True
        return self._word("leave, or go on all the same", {"leave": False, "go on": True})

    def ask(self, interview: Interview) -> Reply:
        question = interview.question
        if question is None:
            raise ValueError("there is no question to ask")
        if not self._greeted:
            self._greeted = True
            self._say(*filter(None, [interview.stored.notice]), SCOPE, HOW_TO_ANSWER)
        number, count = interview.position
        self._say(
            "", f"{HEADINGS[question.section]} Question {number} of {count}.", *question.lines
        )
        if interview.unsure_once:
            self._say("Not sure? This may help. Then answer once more.")
        if interview.helping:
            self._say(question.help)
        return self._word("yes, no, not sure, help or back", _REPLIES)

    def show_outcome(self, assessment: Assessment, note: str, keeping: Keeping) -> AtOutcome:
        self.announce(assessment, note)
        self._say("", *answer_lines(assessment), "")
        if keeping is Keeping.CHOSEN:
            self._say(will_be_kept(assessment))
        on = "leave" if assessment.level.blocks else "continue"
        words = {on: AtOutcome.GO_ON, "change": AtOutcome.CHANGE}
        if assessment.level is Level.EMERGENCY:
            words = {on: AtOutcome.GO_ON, "back": AtOutcome.BACK}
        if keeping is Keeping.OFFERED:
            self._say(f"With keep, your health history is not asked again for {KEPT_DAYS} days.")
            words["keep"] = AtOutcome.KEEP
        elif keeping is Keeping.CHOSEN:
            words["do not keep"] = AtOutcome.KEEP
        return self._word(" or ".join(words), words)

    def choose_answer(self, answers: Answers) -> str | None:
        entries = (f"{LABELS[id_]}: {ANSWER_WORDS[answer]}" for id_, answer in answers.items())
        self._say(*(f"{number}. {entry}" for number, entry in enumerate(entries, 1)))
        words: dict[str, str | None] = {str(n): id_ for n, id_ in enumerate(answers, 1)}
        return self._word("the number of the answer to change, or none", {**words, "none": None})

    def announce(self, assessment: Assessment, note: str) -> None:
        lines = outcome_lines(assessment, note, _UNBROKEN)
        self._say("", HEADLINES[assessment.level], *(line.plain.strip() for line in lines))

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Rating
    ) -> tuple[AtReady, Rating]:
        self._say("", *ready_lines(plan, notes), "After that you won't need the keyboard.")
        feet = " or ".join(plan.feet.each)
        self._say(f"To rate how sore a foot is: {feet}, and a number from 0 to {MOST_SORE}.")
        words: dict[str, AtReady | tuple[Foot, int]] = dict(_READY)
        for foot in plan.feet.each:
            words |= {f"{foot} {number}": (foot, number) for number in range(MOST_SORE + 1)}
        asked = "begin; keep off to leave out a part; test to hear the sound; "
        asked += "or mute to turn it off or on"
        hint = f" A rating is a number from 0 to {MOST_SORE}."
        while isinstance(typed := self._word(asked, words, hint), tuple):
            foot, number = typed
            before = before.model_copy(update={foot.value: number})
            self._say(f"{foot.capitalize()} foot: {number} of {MOST_SORE}.")
        return typed, before

    def choose_zones(self, zones: Sequence[Zone], chosen: frozenset[Zone]) -> frozenset[Zone]:
        """Ask for one zone after the other, until "done"; the same again takes it back."""
        words = {**{str(zone): zone for zone in zones}, "done": None, "begin": None}
        asked = f"a part to keep off ({', '.join(zones)}), the same again to take it back, or done"
        while zone := self._word(asked, words):
            chosen ^= {zone}
            self._say(f"Keeping off: {both(sorted(chosen)) if chosen else 'nothing'}.")
        return chosen

    def rate_after(self, advice: Sequence[str], feet: Foot) -> Rating:
        """Ask nothing: a line cannot leave by itself, and hands may be oily. It was printed."""
        return Rating()

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        self._say("", title, *advice)

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        return self._session_keys.wait(seconds, state)

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        lines = []
        if muted is not self._muted:
            self._muted = muted
            lines.append("Muted." if muted else "No longer muted.")
        lines += [cue.say for cue in cues if cue.say]
        if snapshot.state is not self._asked:
            self._asked = snapshot.state
            lines += filter(None, [_ASKED.get(snapshot.state)])
        self._say(*lines)

    def frame_seconds(self, snapshot: Snapshot) -> float:
        """Return a second: between events there is nothing to show."""
        return 1.0

    def _word(self, allowed: str, words: Mapping[str, T], hint: str = "") -> T:
        """Read until one of the words is typed; `hint` says more to any other."""
        while True:
            self._say(f"Type {allowed}:")
            line = self._reader.read()
            if line is None:
                self._say(
                    "That came too fast, or several lines came at once. One at a time, please."
                )
            elif line in words:
                return words[line]
            elif line:
                # What was typed may hold escape codes, which must not go to the terminal.
                self._say(f"'{str(visible(line))[:40]}' is not one of the words.{hint}")

    def _say(self, *lines: str) -> None:
        """Print at once, broken at words; raises Terminated if the terminal, or reader, is gone."""
        width = window_size().width if self._out.isatty() else _UNBROKEN
        broken = [part.plain for line in lines for part in wrap(line, width)]
        try:
            self._out.write("".join(f"{line}\n" for line in broken))
            self._out.flush()
        except OSError as error:
            raise Terminated(ExitCode.HANG_UP) from error


class Unattended(LineMode):
    """Prints what a person would be shown, and goes on: answers came from a file."""

    unattended = True

    def __init__(self, wait: Callable[[float], object], out: TextIO | None = None) -> None:
        """Let time pass with `wait`, which takes seconds, and print to `out`."""
        self._wait = wait
        self._reader = NobodyThere()
        self._out = out or sys.stdout

    @contextmanager
    def open(self) -> Iterator[None]:
        """Take nothing: there is no keyboard."""
        yield

    @contextmanager
    def open_session(self, title: str, *, flash: bool) -> Iterator[None]:
        """Take nothing for a session either."""
        yield

    def choose_routine(
        self,
        routines: Sequence[tuple[str, str]],
        last: str | None,
        notices: Sequence[str] = (),
    ) -> str:
        names = ", ".join(name for name, _ in routines)
        raise NoTerminal(f"No terminal to choose in: name a routine: {names}.")

    def show_ready(
        self,
        plan: Plan,
        notes: Sequence[str],
        before: Rating,
    ) -> tuple[AtReady, Rating]:
        self._say("", *ready_lines(plan), "")
        return AtReady.BEGIN, before

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        self._wait(0 if state is State.PAUSED else seconds)
        return (Command.PAUSE,) if state is State.PAUSED else ()
