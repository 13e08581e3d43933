"""Visits in processes of their own, made to be killed, that tell until the last moment where they
were.

A process is forked from the one that runs the tests, which has imported everything; it leads a
real visit that writes to a real disk. Its clock runs many times too fast while it waits, and stands
still while it works: so writing takes no more of the session than it does at the true speed, and
the kill still falls into it often.
"""

import mmap
import os
import signal
import struct
import threading
import time
import traceback
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import NoReturn

from doubles import FakeClock, RecordingSpeaker, ScriptedAsker
from footcoach.app.interface import Asker, Clock, Controls, Hearing, Journal, Seat, Stage
from footcoach.app.visit import Visit
from footcoach.cli.journal import HistoryJournal
from footcoach.core.cues import Cue
from footcoach.core.engine import Snapshot
from footcoach.core.errors import ExitCode, Terminated
from footcoach.core.interview import AtReady, Interview
from footcoach.core.question import Answer
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.states import Command, State
from footcoach.system.signals import leave_in_order
from samples import NOW, a_routine, a_step

SPEED = 1000.0
"""Seconds of the session in one of waiting."""

BRIEF = a_routine(
    a_step(part="prepare", title="Lotion", seconds=12, technique="care", zone="whole"),
    a_step(seconds=32),
    a_step(part="finish", title="Socks", seconds=12, technique="care", zone="whole"),
)

_STATES = list(State)
_LAYOUT = struct.Struct("=2i?6d")


@dataclass(frozen=True)
class Moment:
    """What a visit last told: what was on the screen, and since when it waits for a key."""

    state: State
    before: State
    """What the state was just before, which may still be what was written down last."""
    waiting: bool
    now: float
    """On the clock of the session."""
    ran: float
    """Seconds of the session without pauses, added up apart from it."""
    total_left: float
    since: float = 0.0
    """When the waiting began, in real time."""
    seconds: float = 0.0
    """How long it waits, on the clock of the session."""
    left_before: float = 0.0
    """`total_left` as it was just before what was done last, if anything was."""

    def after(self, real: float) -> "Moment":
        """Return the same at a later moment of real time, within the waiting."""
        passed = min(self.seconds, max(0.0, (real - self.since) * SPEED)) if self.waiting else 0.0
        runs = passed if self.state is State.RUNNING else 0.0
        return replace(
            self,
            now=self.now + passed,
            ran=self.ran + runs,
            total_left=self.total_left - runs,
            left_before=self.left_before - runs,
        )

    @property
    def ends_there(self) -> bool:
        """Tell whether it may be that there is nothing to go on with: it hurts, or it is over."""
        last = {self.state} if self.waiting else {self.state, self.before}
        return bool(last & {State.ASKING_HURT, State.ENDED})


class Told:
    """A piece of memory that both processes see. It has two places, so that none is half told."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 2 + 2 * _LAYOUT.size)

    def tell(self, moment: Moment) -> None:
        place = 1 - self._memory[0]
        state, before, *values = astuple(moment)
        states = _STATES.index(state), _STATES.index(before)
        _LAYOUT.pack_into(self._memory, 2 + place * _LAYOUT.size, *states, *values)
        self._memory[0] = place

    def moment(self) -> Moment:
        at = 2 + self._memory[0] * _LAYOUT.size
        state, before, *values = _LAYOUT.unpack_from(self._memory, at)
        return Moment(_STATES[state], _STATES[before], *values)

    @property
    def begun(self) -> bool:
        """Whether the session was shown yet."""
        return self.moment().total_left > 0

    @property
    def noted(self) -> bool:
        """Whether anything was written down yet."""
        return bool(self._memory[1])

    def note(self) -> None:
        self._memory[1] = 1


def seat(asker: Asker, controls: Controls, stage: Stage) -> Seat:
    """Return a seat of these."""
    return Seat(
        asker=asker,
        controls=controls,
        stage=lambda _title, _flash: stage,
        opened=nullcontext,
        playing=nullcontext,
        unattended=False,
        stays=False,
    )


def visit(seat: Seat, clock: Clock, journal: Journal) -> Visit:
    """Return a visit for the brief routine, seen by nobody."""
    return Visit(
        seat=seat,
        clock=clock,
        journal=journal,
        routine=BRIEF,
        name="brief",
        gentle=BRIEF,
        gentle_name="brief",
        listen=lambda: Hearing(RecordingSpeaker(FakeClock()), "", muted=False),
    )


def nothing_answered_yes() -> Interview:
    """Return a screening without a single yes."""
    interview = Interview(after_exercise=False, started_at=NOW)
    while interview.question is not None:
        interview = interview.reply(Answer.NO)
    return interview


class _Fast:
    """Clock, controls, stage, journal and asker of a visit that is to be killed."""

    def __init__(self, told: Told, script: Sequence[tuple[float, Command]], since: float) -> None:
        self._told = told
        self._since = since
        self._script = sorted(script, key=lambda entry: entry[0])
        self._now = 0.0
        self._moment: Moment | None = None
        self._journal = HistoryJournal(self)
        self.asker = ScriptedAsker([Answer.NO] * 20, ready=[AtReady.BEGIN])
        self.asker.rate_after = self._sit  # type: ignore[method-assign]

    def now(self) -> float:
        return self._now

    def wall(self) -> datetime:
        return NOW + timedelta(seconds=self._since + self._now)

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool = False) -> None:
        state, left = snapshot.state, snapshot.total_left
        now = Moment(state, state, False, self._now, 0.0, left, left_before=left)
        if self._moment is not None:
            then = self._moment
            runs = self._now - then.now if then.state is State.RUNNING else 0.0
            left = then.total_left - runs
            now = replace(now, before=then.state, ran=then.ran + runs, left_before=left)
        self._moment = now
        self._told.tell(now)

    def frame_seconds(self, snapshot: Snapshot) -> float:
        return 1.0

    def unfinished(self) -> ResumePoint | None:
        return self._journal.unfinished()

    def close(self) -> None:
        self._journal.close()

    def allow_going_on(self, id_: str | None) -> None:
        self._journal.allow_going_on(id_)

    def note(self, record: SessionRecord, checkpoint: ResumePoint | None) -> None:
        self._journal.note(record, checkpoint)
        self._told.note()

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        due = self._script[0][0] if self._script else None
        commands: tuple[Command, ...] = ()
        if due is not None and due <= self._now + seconds:
            seconds, commands = max(0.0, due - self._now), (self._script.pop(0)[1],)
        self._pass(seconds)
        return commands

    def _pass(self, seconds: float) -> None:
        """Wait, and tell since when."""
        assert self._moment is not None
        since = time.monotonic()
        self._told.tell(replace(self._moment, waiting=True, since=since, seconds=seconds))
        threading.Event().wait(seconds / SPEED)
        self._now += seconds

    def _sit(self, advice: Sequence[str]) -> Rating:
        """Show the last page until the end."""
        del advice
        self._pass(1e9)
        return Rating()


class Doomed:
    """A visit in its own process, under way from now on, that writes to this home.

    It goes on with a session that was cut off there, if there is one.
    """

    def __init__(
        self, home: Path, script: Sequence[tuple[float, Command]] = (), *, since: float = 0.0
    ) -> None:
        """Begin `since` seconds after NOW; the script counts from there."""
        self.home = home
        self.told = Told()
        self.pid = os.fork()
        if self.pid == 0:
            _lead(home, self.told, script, since)

    def kill(self) -> Moment:
        """Kill it with no time for a last word, and return where it was."""
        os.kill(self.pid, signal.SIGKILL)
        real = time.monotonic()
        _, status = os.waitpid(self.pid, 0)
        assert os.WIFSIGNALED(status), "it ended by itself"
        return self.told.moment().after(real)

    def terminate(self) -> Moment:
        """Ask it to go, and return where it was."""
        os.kill(self.pid, signal.SIGTERM)
        _, status = os.waitpid(self.pid, 0)
        assert os.waitstatus_to_exitcode(status) == ExitCode.TERMINATED
        return self.told.moment()

    @property
    def alive(self) -> bool:
        """Tell whether it is still there: a visit that failed has ended by itself."""
        return os.waitpid(self.pid, os.WNOHANG) == (0, 0)


def _lead(
    home: Path, told: Told, script: Sequence[tuple[float, Command]], since: float
) -> NoReturn:
    """Lead the visit, in the process that was forked for it, which never returns."""
    code = int(ExitCode.FAILURE)
    try:
        leave_in_order()
        os.environ["FOOTCOACH_HOME"] = str(home)
        code = _led(_Fast(told, script, since))
    except Exception:
        traceback.print_exc()
        raise
    finally:
        os._exit(code)


def _led(fast: _Fast) -> int:
    led = visit(seat(fast.asker, fast, fast), fast, fast)
    try:
        checkpoint = fast.unfinished()
        return led.run(nothing_answered_yes()) if checkpoint is None else led.go_on(checkpoint)
    except Terminated as signalled:
        return signalled.exit_code
    finally:
        fast.close()


def a_script(random: Random, length: float) -> list[tuple[float, Command]]:
    """Return what a restless person presses in a session of so many seconds: all leads on again."""
    script: list[tuple[float, Command]] = []
    moves = [Command.BACK, Command.MORE, Command.LESS]
    at = 0.0
    while (at := at + random.expovariate(1 / 30)) < length:
        for command in random.choice([*_THERE_AND_BACK, *([move] for move in moves)]):
            script.append((at, command))
            at += random.uniform(0.1, 8)
    return script


_THERE_AND_BACK: list[list[Command]] = [
    [Command.PAUSE, Command.PAUSE],
    [Command.STOP, Command.NO],
    [Command.HURTS, Command.TOO_HARD],
    [Command.HURTS, Command.NO, Command.PAUSE],
]
