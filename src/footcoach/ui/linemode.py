"""Line mode: one line for each event, and typed words for answers. The screen-reader interface.

No cursor movement and no escape codes. Lines are not broken: a screen reader, or the terminal,
does that better.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TextIO, TypeVar

from footcoach.core.cues import Cue
from footcoach.core.errors import ExitCode, NoTerminal, Terminated
from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Move, Reply
from footcoach.core.plan import Plan
from footcoach.core.profile import KEPT_DAYS
from footcoach.core.question import Answer, Answers, Level
from footcoach.core.questionnaire import HEADINGS, HEADLINES, SCOPE
from footcoach.core.rating import Ratings
from footcoach.core.record import MOST_SORE
from footcoach.core.report import ANSWER_WORDS, LABELS
from footcoach.core.resume import ResumePoint
from footcoach.core.routine import Zone
from footcoach.core.screening import Assessment
from footcoach.core.snapshot import Snapshot
from footcoach.core.states import State
from footcoach.core.text import both
from footcoach.ui.pages import answer_lines, outcome_lines, will_be_kept
from footcoach.ui.ready import BEFORE_YOU_START, offer_lines, ready_lines
from footcoach.ui.tables import typed_names
from footcoach.ui.typed import NobodyThere, Reader

T = TypeVar("T")

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

_UNBROKEN = 10_000
"""Columns: wide enough that no line is broken."""


def _write(out: TextIO, text: str) -> None:
    """Print at once; raises Terminated if the terminal, or whatever reads, is gone."""
    try:
        out.write(text)
        out.flush()
    except OSError as error:
        raise Terminated(ExitCode.HANG_UP) from error


class LineAsker:
    """Asks by printed questions and typed words."""

    def __init__(self, out: TextIO, reader: Reader) -> None:
        """Print to `out` and read from `reader`."""
        self._out = out
        self._reader = reader
        self._greeted = False

    def ask(self, interview: Interview) -> Reply:
        """Ask one question; an empty line, or any other word, asks again."""
        question = interview.question
        if question is None:
            raise ValueError("there is no question to ask")
        if not self._greeted:
            self._greeted = True
            self._say(*filter(None, [interview.stored.notice]), SCOPE)
            self._say("Answer with a word and Enter: yes, no, not sure, help, back.")
        number, count = interview.position
        self._say(
            "", f"{HEADINGS[question.section]} Question {number} of {count}.", *question.lines
        )
        if interview.unsure_once:
            self._say("Not sure? This may help. Then answer once more.")
        if interview.helping:
            self._say(question.help)
        return self._word("yes, no, not sure, help or back", _REPLIES)

    def show_outcome(
        self, assessment: Assessment, note: str, keeping: Keeping = Keeping.NOT_OFFERED
    ) -> AtOutcome:
        """Print the outcome and what was answered, and ask whether to go on."""
        self.print_outcome(assessment, note)
        self._say("", *answer_lines(assessment), "")
        if keeping is Keeping.CHOSEN:
            self._say(will_be_kept(assessment))
        on = "leave" if assessment.level.blocks else "continue"
        words = {on: AtOutcome.GO_ON, "change": AtOutcome.CHANGE}
        if assessment.level is Level.EMERGENCY:
            words = {on: AtOutcome.GO_ON, "back": AtOutcome.BACK}
        if keeping is Keeping.OFFERED:
            self._say(f"With keep, {KEPT_DAYS} days long your health history is not asked again.")
            words["keep"] = AtOutcome.KEEP
        elif keeping is Keeping.CHOSEN:
            words["do not keep"] = AtOutcome.KEEP
        return self._word(" or ".join(words), words)

    def print_outcome(self, assessment: Assessment, note: str) -> None:
        """Print the level and every piece of advice."""
        lines = outcome_lines(assessment, note, _UNBROKEN)
        self._say("", HEADLINES[assessment.level], *(line.plain.strip() for line in lines))

    def choose_answer(self, answers: Answers) -> str | None:
        """Ask for the number of the answer to change."""
        ids = list(answers)
        entries = (f"{LABELS[id_]}: {ANSWER_WORDS[answer]}" for id_, answer in answers.items())
        self._say(*(f"{n}. {entry}" for n, entry in enumerate(entries, 1)))
        words: dict[str, str | None] = {str(n): id_ for n, id_ in enumerate(ids, 1)}
        return self._word("the number of the answer to change, or none", {**words, "none": None})

    def announce(self, assessment: Assessment, note: str) -> None:
        """Print the outcome."""
        self.print_outcome(assessment, note)

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Ratings
    ) -> tuple[AtReady, Ratings]:
        """Print what is about to begin, and wait for the word that begins it."""
        self._say("", *ready_lines(plan, notes), "After that you need no keys.")
        words: dict[str, AtReady | Ratings] = {
            "begin": AtReady.BEGIN,
            "keep off": AtReady.KEEP_OFF,
            "test": AtReady.TEST_SOUND,
            "mute": AtReady.MUTE,
        }
        self._say("To rate how sore a foot is: left or right, and a number from 0 to 10.")
        asked = "begin; keep off to leave out a part; test to hear the sound; "
        asked += "or mute to turn it off or on"
        while isinstance(move := self._word(asked, words | _rated(before)), Ratings):
            before = move
            self._say("Noted.")
        return move, before

    def rate_after(self, advice: Sequence[str]) -> Ratings:
        """Ask nothing: a line cannot leave by itself, and hands may be oily. It was printed."""
        del advice
        return Ratings()

    def choose_zones(self, zones: Sequence[Zone], chosen: frozenset[Zone]) -> frozenset[Zone]:
        """Ask for one zone after the other, until "done"."""
        words: dict[str, Zone | None] = {**{str(zone): zone for zone in zones}, "done": None}
        while zone := self._word(f"a part to keep off ({', '.join(zones)}), or done", words):
            chosen |= {zone}
            self._say(f"Keeping off the {both(sorted(chosen))}.")
        return chosen

    def offer_to_go_on(self, checkpoint: ResumePoint, minutes_ago: int) -> bool:
        """Ask whether to go on with a session that was cut off."""
        self._say("Go on where you stopped?", *offer_lines(checkpoint, minutes_ago))
        return self._word("yes or no", {"yes": True, "no": False})

    def choose_routine(self, routines: Sequence[tuple[str, str]], last: str | None) -> str:
        """Ask for the name of a routine, or its number."""
        del last
        self._say("Which routine?", *(f"{n}. {text}" for n, (_, text) in enumerate(routines, 1)))
        return self._word("its name or number", typed_names([name for name, _ in routines]))

    def show_warning_signs(self, signs: Sequence[str]) -> None:
        """Print what earlier sessions warn of."""
        self._say(BEFORE_YOU_START, *signs, "")

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        """Print what to do now; printed text stays, so nothing is waited for."""
        self._say("", title, *advice)

    def _word(self, allowed: str, words: Mapping[str, T]) -> T:
        """Read until one of the words is typed."""
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
                self._say(f"'{line[:40]}' is not one of the words.")

    def _say(self, *lines: str) -> None:
        _write(self._out, "".join(f"{line}\n" for line in lines))


def _rated(before: Ratings) -> dict[str, Ratings]:
    """Return what each typed rating makes of the ratings so far."""
    numbers = range(MOST_SORE + 1)
    left = {f"left {n}": replace(before, left=n) for n in numbers}
    return left | {f"right {n}": replace(before, right=n) for n in numbers}


class UnattendedAsker(LineAsker):
    """Prints what a person would be shown, and goes on: answers came from a file."""

    def __init__(self, out: TextIO) -> None:
        """Print to `out`; there is nobody to read from."""
        super().__init__(out, NobodyThere())

    def choose_routine(self, routines: Sequence[tuple[str, str]], last: str | None) -> str:  # noqa: ARG002
        """Refuse: a routine is not guessed."""
        names = ", ".join(name for name, _ in routines)
        raise NoTerminal(f"Nobody is there to choose a routine; name one of {names}.")

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Ratings
    ) -> tuple[AtReady, Ratings]:
        """Print what is about to begin, and begin; the outcome was announced."""
        del notes
        self._say("", *ready_lines(plan), "")
        return AtReady.BEGIN, before


class LineStage:
    """Prints a session, one line for each event."""

    def __init__(self, out: TextIO, keys: str = "") -> None:
        """Print to `out`; `keys` says which keys there are, if there are any."""
        self._out = out
        self._keys = keys
        self._muted = False
        self._asked = State.RUNNING

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool = False) -> None:
        """Print the keys once, then the words of the cues, and what is asked when something is."""
        lines = [f"{self._keys}\n"] if self._keys else []
        self._keys = ""
        if muted is not self._muted:
            self._muted = muted
            lines.append("Muted.\n" if muted else "No longer muted.\n")
        lines += [f"{cue.say}\n" for cue in cues if cue.say]
        if snapshot.state is not self._asked:
            self._asked = snapshot.state
            lines.append(_ASKED.get(snapshot.state, ""))
        _write(self._out, "".join(lines))

    def frame_seconds(self, snapshot: Snapshot) -> float:
        """Return a second: between events there is nothing to show."""
        del snapshot
        return 1.0


KEYS = (
    "Keys, all optional: space pauses and goes on, right arrow next, left arrow back, "
    "plus or minus 15 seconds, x it hurts, r say it again, m mute, q stops."
)

_ASKED = {
    State.PAUSED: "Space goes on.\n",
    State.ASKING_STOP: "Stop here? Press y to stop, n to go on, x if it hurts.\n",
    State.ASKING_HURT: (
        "It hurts: what is it? Press h for too hard, s for sharp, burning, electric or numb, "
        "b for breathless, chest pain or faint, n for the wrong key.\n"
    ),
}
