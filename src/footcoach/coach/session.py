"""Running a session: clock and keys in, screen and cues out, until it has ended."""

from dataclasses import dataclass

from footcoach.coach.ports import Clock, Controls, Stage
from footcoach.core.cues import cue_for
from footcoach.core.errors import ExitCode, Terminated
from footcoach.core.plan import Plan
from footcoach.core.session import Event, Session
from footcoach.core.transition import Command, Status

AWAY_AFTER = 2.0
"""Seconds without a tick after which the person was away: the machine slept, or the process was
stopped. Time is never made up for, because nobody massaged meanwhile."""

_LONGEST_WAIT = 1.0
"""Seconds between ticks at most, so that an absence shows."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a session went."""

    status: Status
    danger: bool
    """Danger signs were reported."""
    done_seconds: float
    exit_code: ExitCode


def lead(plan: Plan, clock: Clock, controls: Controls, stage: Stage) -> Ending:
    """Run the plan to its end, whatever that is, and tell how it went.

    A person who breaks off, or a system that ends the program, gives an `interrupted` ending
    rather than an exception, so that what is owed after the lotion can still be shown.
    """
    session = Session(plan, clock.now())
    exit_code = ExitCode.OK
    try:
        _run(session, clock, controls, stage)
    except (KeyboardInterrupt, EOFError):
        exit_code = ExitCode.INTERRUPTED
    except Terminated as signal:
        exit_code = signal.exit_code
    session.interrupt(clock.now())
    return Ending(
        status=session.status or Status.INTERRUPTED,
        danger=session.danger,
        done_seconds=session.done_seconds,
        exit_code=ExitCode.NOT_CLEARED if session.danger else exit_code,
    )


def _run(session: Session, clock: Clock, controls: Controls, stage: Stage) -> None:
    """Tick until the session has ended: wait for a key or the next deadline, then catch up."""
    last = clock.now()
    commands: list[Command] = []
    while True:
        now = clock.now()
        events: list[Event] = []
        if now - last > AWAY_AFTER:
            events += session.handle(Command.AWAY, last)
            commands = []
        last = now
        for command in commands:
            events += session.handle(command, now)
        events += session.advance(now)
        snapshot = session.snapshot(now)
        stage.show(snapshot, [cue_for(event, session.plan) for event in events])
        deadline = session.deadline()
        if deadline is None:
            return
        wait = min(_LONGEST_WAIT, stage.frame_seconds(snapshot), deadline - clock.now())
        commands = list(controls.wait(max(0.0, wait), session.state))
