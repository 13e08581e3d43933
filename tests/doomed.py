"""Visits in processes of their own that are killed at a chosen step.

A step is a moment of the session, or a line of the code that writes down how it goes. The clock is
one of the tests': a visit takes no time, and a kill can be repeated exactly.
"""

import json
import mmap
import os
import resource
import signal
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
    """Answers none to every question, resumes what was cut off, and notes where the session is.

    It can send itself a signal at a step; what it noted is in the memory of its parent, too.
    """

    def __init__(
        self,
        clock: FakeClock,
        *commands: tuple[float, Command],
        at: int = 0,
        number: signal.Signals = signal.SIGKILL,
        full_in: State | None = None,
    ) -> None:
        super().__init__(
            clock,
            *commands,
            replies=[Said.NONE] * len(QUESTIONS),
            outcomes=[AtOutcome.GO_ON],
            ready=[AtReady.BEGIN],
        )
        self.resumes = True
        self.moment = Moment(0, State.RUNNING, State.RUNNING, 0.0)
        self.memory = mmap.mmap(-1, 200)
        self._at, self._number, self._full_in = at, number, full_in

    def take_step(self, **changes: Any) -> None:
        self.moment = self.moment._replace(step=self.moment.step + 1, **changes)
        self.memory[:] = json.dumps(self.moment).encode().ljust(200)
        if self.moment.step == self._at:
            os.kill(os.getpid(), self._number)

    def show(self, snapshot: Snapshot, cues: Sequence[Cue], *, muted: bool) -> None:
        if snapshot.state is self._full_in:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        super().show(snapshot, cues, muted=muted)
        self.take_step(state=snapshot.state, before=self.moment.state)

    def wait(self, seconds: float, state: State) -> Sequence[Command]:
        since = self._clock.now()
        commands = super().wait(seconds, state)
        running = self._clock.now() - since if state is State.RUNNING else 0.0
        self.take_step(ran=self.moment.ran + running)
        return commands

    def trace(self, frame: FrameType, event: str, _argument: object) -> Any:
        """Count each line that writes as a step."""
        if not frame.f_code.co_filename.startswith(_WRITES):
            return None
        if event == "line":
            self.take_step()
        return self.trace

    def visit(self) -> ExitCode:
        """Lead the visit to its end, or resume one that was cut off."""
        clock = self._clock
        routine = (Found("brief", Path("brief.toml"), Whose.BUILT_IN), BRIEF)
        request = Request(routine=routine)
        return Visit(request, self, clock, Settings(), lambda *_, **__: RecordingVoice(clock)).run()


def visit_until(
    at: int, *commands: tuple[float, Command], since: float = 0.0, **more: Any
) -> tuple[Moment, int]:
    """Make a visit, or resume one, that gets a signal at a step; 0 is never.

    It begins `since` seconds after NOW; `more` says which signal, and from which state on the disk
    is full. Returns where it was, and its exit code.
    """
    clock = FakeClock()
    clock.move(since)
    brief = Brief(
        clock, *((since + seconds, command) for seconds, command in commands), at=at, **more
    )
    with warnings.catch_warnings():
        # Of threads that are not forked, too; nothing here waits for one.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        signal.alarm(60)  # never wait for a process that hangs
        code = int(ExitCode.FAILURE)
        try:
            leave_in_order()
            sys.settrace(brief.trace)
            code = brief.visit()
        except Terminated as signalled:
            code = signalled.exit_code
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return Moment(*json.loads(brief.memory[:])), os.waitstatus_to_exitcode(status)
