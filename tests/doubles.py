"""Stand-ins for the outside world: a clock that only moves when told, keys from a script."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from footcoach.core.cues import Cue
from footcoach.core.engine import Snapshot
from footcoach.core.errors import ExitCode, Terminated
from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Reply
from footcoach.core.plan import Plan
from footcoach.core.question import Answers
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.routine import Zone
from footcoach.core.screening import Assessment
from footcoach.core.states import Command, State
from footcoach.ui.keys import TerminalKeys
from samples import NOW


class FakeClock:
    """A clock that stands still unless a test moves it, and refuses to run backwards."""

    def __init__(self) -> None:
        self._now = 0.0
        self._readings = 0
        self.stops: tuple[int, float] | None = None
        """At this reading of the clock the process has been stopped for so many seconds."""

    def now(self) -> float:
        self._readings += 1
        if self.stops and self._readings == self.stops[0]:
            self._now += self.stops[1]
        return self._now

    def wall(self) -> datetime:
        return NOW + timedelta(seconds=self._now)

    def move(self, seconds: float) -> None:
        assert seconds >= 0, "time does not run backwards"
        self._now += seconds

    def move_to(self, moment: float) -> None:
        self.move(moment - self._now)


class ScriptedControls:
    """Gives commands at set moments; waiting moves the clock."""

    def __init__(self, clock: FakeClock, *script: tuple[float, Command | BaseException]) -> None:
        self._clock = clock
        self._script = sorted(script, key=lambda entry: entry[0])
        self.late = 0.0
        """Seconds by which every wait takes longer than asked for."""
        self.asleep: tuple[float, float] | None = None
        """At this moment the machine sleeps for so many seconds."""
        self.sleeps_into: tuple[float, float, BaseException] | None = None
        """The same, and what wakes it ends the program."""

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        end = self._clock.now() + seconds
        if self.asleep and self.asleep[0] <= end:
            length, self.asleep = self.asleep[1], None
            self._clock.move(length)
            return ()
        if self.sleeps_into and self.sleeps_into[0] <= end:
            self._clock.move(self.sleeps_into[1])
            raise self.sleeps_into[2]
        due = self._script[0][0] if self._script else None
        if due is None or due > end:
            self._clock.move_to(end + self.late)
            return ()
        self._clock.move_to(max(due, self._clock.now()))
        _, what = self._script.pop(0)
        if isinstance(what, BaseException):
            raise what
        return (what,)


class RecordingStage:
    """Remembers what was shown and said, and when; the terminal can go at some moment."""

    def __init__(self, clock: FakeClock, vanishes_at: float = math.inf) -> None:
        self._clock = clock
        self._vanishes_at = vanishes_at
        self.said: list[tuple[float, str]] = []
        self.states: list[State] = []

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool = False) -> None:
        if self._clock.now() >= self._vanishes_at:
            raise Terminated(ExitCode.HANG_UP)
        self.said += [(self._clock.now(), cue.say) for cue in cues if cue.say]
        if not self.states or self.states[-1] is not snapshot.state:
            self.states.append(snapshot.state)

    def frame_seconds(self, snapshot: Snapshot) -> float:
        return 0.25


class RecordingJournal:
    """Remembers what was noted of sessions, and when; noting can take its time."""

    def __init__(self, clock: FakeClock, *, takes: float = 0.0) -> None:
        self._clock = clock
        self._takes = takes
        self.noted: list[tuple[float, SessionRecord, ResumePoint | None]] = []
        self.allowed: list[str | None] = []

    def note(self, record: SessionRecord, checkpoint: ResumePoint | None) -> None:
        self.noted.append((self._clock.now(), record, checkpoint))
        self._clock.move(self._takes)

    def allow_going_on(self, id_: str | None) -> None:
        self.allowed.append(id_)

    @property
    def last(self) -> tuple[SessionRecord, ResumePoint | None]:
        return self.noted[-1][1:]


class RecordingSpeaker:
    """Remembers what was to be heard; `None` stands for being cut off."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.heard: list[tuple[float, Cue | None]] = []

    def cue(self, cue: Cue) -> None:
        self.heard.append((self._clock.now(), cue))

    def stop_speaking(self) -> None:
        self.heard.append((self._clock.now(), None))

    def finish(self, seconds: float) -> None:
        self._clock.move(seconds)


class ScriptedAsker:
    """Answers from a script; an exception in it is raised, as when the person leaves."""

    def __init__(
        self,
        replies: Sequence[Reply | BaseException] = (),
        outcomes: Sequence[AtOutcome | BaseException] = (),
        ready: Sequence[AtReady | BaseException] = (),
        change: str | None = None,
        zones: frozenset[Zone] = frozenset(),
    ) -> None:
        self._replies = list(replies)
        self._outcomes = list(outcomes)
        self._ready = list(ready)
        self._change = change
        self._zones = zones
        self.asked: list[str] = []
        self.notes: list[str] = []
        self.offers: list[Keeping] = []
        self.choices: list[str] = []
        self.before, self.after = Rating(), Rating()
        self.rated = False
        self.goes_on = False
        self.minutes_ago: int | None = None
        self.plans: list[Plan] = []
        self.ready_notes: list[str] = []
        self.offered: Sequence[Zone] = ()
        self.advice: list[str] = []

    def ask(self, interview: Interview) -> Reply:
        assert interview.question is not None
        self.asked.append(interview.question.id)
        reply: Reply = _next(self._replies)
        return reply

    def show_outcome(self, assessment: Assessment, note: str, keeping: Keeping) -> AtOutcome:
        self.notes.append(note)
        self.offers.append(keeping)
        outcome: AtOutcome = _next(self._outcomes)
        return outcome

    def choose_answer(self, answers: Answers) -> str | None:
        self.choices = list(answers)
        return self._change

    def announce(self, assessment: Assessment, note: str) -> None:
        self.notes.append(note)

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Rating
    ) -> tuple[AtReady, Rating]:
        self.plans.append(plan)
        self.ready_notes.append(" ".join(notes))
        ready: AtReady = _next(self._ready)
        return ready, self.before if self.before.given else before

    def rate_after(self, advice: Sequence[str]) -> Rating:
        self.rated = True
        return self.after

    def choose_zones(self, zones: Sequence[Zone], chosen: frozenset[Zone]) -> frozenset[Zone]:
        self.offered = zones
        return self._zones

    def offer_to_go_on(self, checkpoint: ResumePoint, minutes_ago: int) -> bool:
        self.minutes_ago = minutes_ago
        return self.goes_on

    def choose_routine(self, routines: Sequence[tuple[str, str]], last: str | None) -> str:
        return routines[0][0]

    def show_warning_signs(self, signs: Sequence[str]) -> None:
        self.advice += signs

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        self.advice += [title, *advice]


def _next(script: list[Any]) -> Any:
    what = script.pop(0)
    if isinstance(what, BaseException):
        raise what
    return what


class ScriptedKeys(TerminalKeys):
    """A keyboard whose keys come at set moments; keys of one moment come together."""

    def __init__(self, clock: FakeClock, *script: tuple[float, str]) -> None:
        self._clock = clock
        self._script = sorted(script, key=lambda entry: entry[0])

    @contextmanager
    def reading(self) -> Iterator[None]:
        yield

    @contextmanager
    def lent(self) -> Iterator[None]:
        yield

    def wait(self, seconds: float) -> list[str]:
        end = self._clock.now() + seconds
        if not self._script and seconds > 0.2:
            raise EOFError
        if not self._script:
            self._clock.move_to(end)
            return []
        due = self._script[0][0]
        if due > end:
            self._clock.move_to(end)
            return []
        self._clock.move_to(max(due, self._clock.now()))
        together = [key for at, key in self._script if at == due]
        self._script = self._script[len(together) :]
        return together


def terminated() -> Terminated:
    """Return what a `kill` makes the program raise."""
    return Terminated(ExitCode.TERMINATED)
