"""Visits in processes of their own that are killed at a chosen step.

A step is a moment of the session, or a line of the code that writes down how it goes. The clock is
one of the tests': a visit takes no time, and a kill can be repeated exactly.
"""

import mmap
import os
import resource
import signal
import struct
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import footcoach
from doubles import FakeClock, RecordingVoice, ScriptedInterface
from footcoach.app.visit import Request, Visit
from footcoach.core.cues import Cue
from footcoach.core.engine import Snapshot
from footcoach.core.errors import ExitCode, Terminated
from footcoach.core.interview import AtOutcome, AtReady
from footcoach.core.question import Said
from footcoach.core.questionnaire import QUESTIONS
from footcoach.core.settings import Settings
from footcoach.core.states import Command, State
from footcoach.storage.library import Found, Whose
from footcoach.system.signals import leave_in_order
from samples import a_routine, a_step

BRIEF = a_routine(
    a_step(part="prepare", title="Lotion", seconds=12, technique="care", zone="whole"),
    a_step(seconds=32),
    a_step(part="finish", title="Socks", seconds=12, technique="care", zone="whole"),
)

_SOURCE = Path(footcoach.__file__).parent
_WRITES = (str(_SOURCE / "storage"), str(_SOURCE / "app" / "recorder.py"))
_STATES = list(State)
_LAYOUT = struct.Struct("=q2id")


class Moment(NamedTuple):
    """Where a visit was: its step, the last two states that were shown, and how long it ran."""

    step: int
    state: State
    before: State
    # Seconds of the session, without the pauses.
    ran: float

    @property
    def may_have_ended(self) -> bool:
        """Whether it asks if or why to stop, or is over: then nothing can be resumed."""
        ending = {State.ASKING_HURT, State.ASKING_STOP, State.ENDED}
        return bool({self.state, self.before} & ending)


class Brief(ScriptedInterface):
    """Answers none to every question, resumes what was cut off, and tells where the session is."""

    def __init__(self, clock: FakeClock, *commands: tuple[float, Command]) -> None:
        super().__init__(
            clock,
            *commands,
            replies=[Said.NONE] * len(QUESTIONS),
            outcomes=[AtOutcome.GO_ON],
            ready=[AtReady.BEGIN],
        )
        self.resumes = True
        self.moment = Moment(0, State.RUNNING, State.RUNNING, 0.0)

    def take_step(self) -> None:
        self.moment = self.moment._replace(step=self.moment.step + 1)

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        super().show(snapshot, cues, muted=muted)
        state, before = snapshot.state, self.moment.state
        self.moment = self.moment._replace(state=state, before=before)
        self.take_step()

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        since = self._clock.now()
        commands = super().wait(seconds, state)
        if state is State.RUNNING:
            ran = self.moment.ran + self._clock.now() - since
            self.moment = self.moment._replace(ran=ran)
        self.take_step()
        return commands

    def visit(self) -> ExitCode:
        """Lead the visit to its end, or resume one that was cut off."""
        clock = self._clock
        routine = (Found("brief", Path("brief.toml"), Whose.BUILT_IN), BRIEF)
        request = Request(routine=routine)
        return Visit(request, self, clock, Settings(), lambda *_, **__: RecordingVoice(clock)).run()


class _Doomed(Brief):
    """Sends itself a signal at a step, and leaves where it was in the memory of its parent, too."""

    memory: mmap.mmap
    at: int
    number: signal.Signals
    full_in: State | None

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        if snapshot.state is self.full_in:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        super().show(snapshot, cues, muted=muted)

    def take_step(self) -> None:
        super().take_step()
        step, state, before, ran = self.moment
        where = _STATES.index(state), _STATES.index(before)
        _LAYOUT.pack_into(self.memory, 0, step, *where, ran)
        if step == self.at:
            os.kill(os.getpid(), self.number)

    def trace(self, frame: FrameType, event: str, _argument: object) -> Any:
        """Count each line that writes as a step."""
        if not frame.f_code.co_filename.startswith(_WRITES):
            return None
        if event == "line":
            self.take_step()
        return self.trace


def visit_until(
    at: int,
    *commands: tuple[float, Command],
    since: float = 0.0,
    number: signal.Signals = signal.SIGKILL,
    full_in: State | None = None,
) -> tuple[Moment, int]:
    """Make a visit, or resume one, that gets the signal at a step; 0 is never.

    It begins `since` seconds after NOW; the disk is full from the state `full_in` on. Returns where
    it was, and its exit code.
    """
    memory = mmap.mmap(-1, _LAYOUT.size)
    with warnings.catch_warnings():
        # Of threads that are not forked, too; nothing here waits for one.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        signal.alarm(60)  # never wait for a process that hangs
        code = int(ExitCode.FAILURE)
        try:
            leave_in_order()
            clock = FakeClock()
            clock.move(since)
            script = ((since + seconds, command) for seconds, command in commands)
            doomed = _Doomed(clock, *script)
            doomed.memory, doomed.at, doomed.number, doomed.full_in = memory, at, number, full_in
            sys.settrace(doomed.trace)
            code = doomed.visit()
        except Terminated as signalled:
            code = signalled.exit_code
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    step, state, before, ran = _LAYOUT.unpack_from(memory)
    return Moment(step, _STATES[state], _STATES[before], ran), os.waitstatus_to_exitcode(status)
