"""Stand-ins for the outside world: a clock that only moves when told, keys from a script."""

import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TextIO

from footcoach.core.cues import Cue
from footcoach.core.engine import Snapshot
from footcoach.core.errors import ExitCode, Terminated
from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Reply
from footcoach.core.plan import Plan
from footcoach.core.question import Answers
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.screening import Assessment
from footcoach.core.states import Command, Foot, State, Zone
from footcoach.core.trends import WarningSign
from footcoach.system.clock import SystemClock
from footcoach.system.voice import Voice
from footcoach.ui.interface import Interface
from footcoach.ui.terminal_keys import TerminalKeys
from samples import NOW


class FakeClock(SystemClock):
    """A clock that stands still unless a test moves it, and refuses to run backwards."""

    def __init__(self) -> None:
        self._now = 0.0
        self._readings = 0
        # At this reading of the clock, the process has been stopped for these seconds.
        self.stops: tuple[int, float] | None = None

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


class ScriptedInterface(Interface):
    """A person who answers from a script, and gives commands at set moments of a session.

    An exception in a script is raised, as when the person leaves. Waiting moves the clock.
    """

    keeps_scrollback = False
    # No page is shown: what is asked is answered from the script.
    _show = None  # type: ignore[assignment]

    def __init__(
        self,
        clock: FakeClock,
        *commands: tuple[float, Command | BaseException],
        replies: Sequence[Reply | BaseException] = (),
        outcomes: Sequence[AtOutcome | BaseException] = (),
        ready: Sequence[AtReady | BaseException] = (),
        **more: Any,
    ) -> None:
        """Take the scripts; whatever `more` there is takes the place of what is set here."""
        self._clock = clock
        self._commands = sorted(commands, key=lambda entry: entry[0])
        self._replies, self._outcomes, self._ready = list(replies), list(outcomes), list(ready)
        self.change: str | BaseException | None = None
        self.zones: frozenset[Zone] = frozenset()
        self.resumes = False
        self.welcomed = 0
        self.goes_on = True
        self.before, self.after, self.earlier = Rating(), Rating(), Rating()
        self.rated_later: list[SessionRecord] = []
        # Seconds by which every wait takes longer, and (moment, seconds, what wakes it) asleep.
        self.late = 0.0
        self.sleep: tuple[float, float, BaseException | None] | None = None
        # The moment from which the terminal is gone.
        self.vanishes_at = math.inf
        # What was shown, asked and said.
        self.asked: list[str] = []
        self.notes: list[str] = []
        self.offers: list[Keeping] = []
        self.plans: list[Plan] = []
        self.ready_notes: list[str] = []
        self.settled = False
        self.zones_offered: Sequence[Zone] = ()
        # What is answered where something is, and how that was asked.
        self.where: list[frozenset[Zone] | BaseException] = []
        self.places_asked: list[tuple[str, ...]] = []
        self.minutes_ago: int | None = None
        self.advice: list[str] = []
        self.rated: Foot | None = None
        self.title = ""
        self.said: list[tuple[float, str]] = []
        for name, value in more.items():
            setattr(self, name, value)

    @property
    def out(self) -> TextIO:  # type: ignore[override]
        return sys.stdout

    @contextmanager
    def open(self) -> Iterator[None]:
        yield

    @contextmanager
    def open_session(self, title: str, *, flash: bool) -> Iterator[None]:
        self.title = title
        yield

    def choose(
        self,
        title: str,
        choices: Mapping[str, str],
        default: str | None = None,
        notices: Sequence[str] = (),
    ) -> str:
        return default if default and default in choices else next(iter(choices))

    def offer_resume(self, point: ResumePoint, minutes_ago: int) -> bool:
        self.minutes_ago = minutes_ago
        return self.resumes

    def show_warnings(self, signs: Sequence[WarningSign]) -> bool:
        self.advice += [sign.text for sign in signs]
        return self.goes_on

    def show_welcome(self, interview: Interview) -> None:
        self.welcomed += 1

    def ask(self, interview: Interview) -> Reply:
        assert interview.question is not None
        self.asked.append(interview.question.id)
        reply: Reply = _next(self._replies)
        return reply

    def show_outcome(
        self, assessment: Assessment, note: str, keeping: Keeping = Keeping.NOT_OFFERED
    ) -> AtOutcome:
        self.notes.append(note)
        self.offers.append(keeping)
        outcome: AtOutcome = _next(self._outcomes)
        return outcome

    def choose_answer(self, answers: Answers) -> str | None:
        if isinstance(self.change, BaseException):
            raise self.change
        return self.change

    def show_ready(
        self, plan: Plan, notes: Sequence[str], before: Rating, *, settled: bool = False
    ) -> tuple[AtReady, Rating]:
        self.settled = settled
        self.plans.append(plan)
        self.ready_notes.append(" ".join(notes))
        ready: AtReady = _next(self._ready)
        return ready, before if self.before == Rating() else self.before

    def choose_zones(
        self, zones: Sequence[Zone], chosen: frozenset[Zone], title: str = ""
    ) -> frozenset[Zone]:
        if title:
            self.places_asked.append((title, *zones))
            where: frozenset[Zone] = _next(self.where)
            return where
        self.zones_offered = zones
        return self.zones

    def rate_after(self, advice: Sequence[str], feet: Foot) -> Rating:
        self.rated = feet
        return self.after

    def rate_last(self, record: SessionRecord) -> Rating:
        self.rated_later.append(record)
        return self.earlier

    def show_advice(self, title: str, advice: Sequence[str]) -> None:
        self.advice += [title, *advice]

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        end = self._clock.now() + seconds
        if self.sleep and self.sleep[0] <= end:
            (_, length, wakes), self.sleep = self.sleep, None
            self._clock.move(length)
            if wakes:
                raise wakes
            return ()
        due = self._commands[0][0] if self._commands else None
        if due is None or due > end:
            self._clock.move_to(end + self.late)
            return ()
        self._clock.move_to(max(due, self._clock.now()))
        _, what = self._commands.pop(0)
        if isinstance(what, BaseException):
            raise what
        return (what,)

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        if self._clock.now() >= self.vanishes_at:
            raise Terminated(ExitCode.HANG_UP)
        self.said += [(self._clock.now(), cue.say) for cue in cues if cue.say]

    def frame_seconds(self, snapshot: Snapshot) -> float:
        return 0.25


class RecordingVoice(Voice):
    """Remembers what was to be heard, and when."""

    words = "Spoken aloud."
    needs_flash = False
    problems: tuple[str, ...] = ()
    pace = 1.0

    def __init__(self, clock: FakeClock, *, muted: bool = False) -> None:
        self._clock = clock
        # The texts that were to be prepared each time, and whether to keep them.
        self.prepared: list[tuple[list[str], bool]] = []
        self.muted = muted
        self.heard: list[tuple[float, str]] = []
        # Words and tones, each with its moment.
        self.log: list[tuple[float, Cue]] = []

    def cue(self, cue: Cue) -> None:
        self.log.append((self._clock.now(), cue))
        if cue.say and not self.muted:
            self.heard.append((self._clock.now(), cue.say))

    def prepare(self, texts: Iterable[str], *, keep: bool = True) -> None:
        self.prepared.append((list(texts), keep))

    def stop_speaking(self) -> None:
        pass

    def toggle_mute(self) -> None:
        self.muted = not self.muted

    def finish(self, seconds: float) -> None:
        self._clock.move(seconds)

    def close(self) -> None:
        pass


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
    def lent(self, screen: TextIO) -> Iterator[None]:
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
