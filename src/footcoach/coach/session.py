"""Running a session: clock and keys in, screen and cues out, until it has ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from footcoach.coach.logbook import Logbook
from footcoach.coach.ports import Clock, Controls, Speaker, Stage
from footcoach.core.cues import Cue, Tone, cue_for, cue_for_segment
from footcoach.core.errors import ExitCode, Terminated
from footcoach.core.session import Session
from footcoach.core.transition import Command, Status

AWAY_AFTER = 2.0
"""Seconds without a tick after which the person was away: the machine slept, or the process was
stopped. Time is never made up for, because nobody massaged meanwhile."""

_SLOWEST_DISK = 10.0
"""Seconds that writing a session down may take without being taken for an absence. What takes
longer is one: a machine that slept just then is not told from a slow disk in any other way."""

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


@dataclass
class _Moment:
    """When the session was last seen to run."""

    at: float


class Telling:
    """What the person hears: the cues, unless they muted them."""

    def __init__(self, speaker: Speaker, *, muted: bool = False) -> None:
        """Speak through `speaker`."""
        self._speaker = speaker
        self.muted = muted

    def tell(self, cues: Sequence[Cue]) -> None:
        """Sound and say the cues. The last seconds are ticked, not spoken."""
        for cue in cues:
            heard = Cue(tone=cue.tone) if cue.tone is Tone.TICK else cue
            if cue.hush:
                self._speaker.hush()
            elif heard != Cue() and not self.muted:
                self._speaker.cue(heard)

    def toggle(self) -> None:
        """Mute, cutting off what is being said; or let the cues be heard again."""
        self.muted = not self.muted
        self._speaker.hush()


def lead(
    session: Session,
    clock: Clock,
    controls: Controls,
    stage: Stage,
    telling: Telling,
    logbook: Logbook,
) -> Ending:
    """Run the session to its end, whatever that is, and tell how it went.

    A person who breaks off, or a system that ends the program, gives an `interrupted` ending
    rather than an exception, so that what is owed after the lotion can still be shown.
    """
    exit_code = ExitCode.OK
    last = _Moment(clock.now())
    try:
        _run(session, clock, controls, stage, telling, logbook, last)
    except (KeyboardInterrupt, EOFError):
        exit_code = ExitCode.INTERRUPTED
    except Terminated as signal:
        exit_code = signal.exit_code
    now = clock.now()
    # Who was woken by what ends the program has not massaged meanwhile.
    now = last.at if now - last.at > AWAY_AFTER else now
    session.interrupt(now)
    logbook.close(session, now)
    return Ending(
        status=session.status_so_far,
        danger=session.danger,
        done_seconds=session.done_seconds,
        exit_code=ExitCode.NOT_CLEARED if session.danger else exit_code,
    )


def _run(
    session: Session,
    clock: Clock,
    controls: Controls,
    stage: Stage,
    telling: Telling,
    logbook: Logbook,
    last: "_Moment",
) -> None:
    """Tick until the session has ended: wait for a key or the next deadline, then catch up."""
    commands: list[Command] = []
    while True:
        now = clock.now()
        away = now - last.at > AWAY_AFTER
        events = list(session.handle(Command.AWAY, last.at) if away else ())
        commands = [] if events else commands
        last.at = now
        cues: list[Cue] = []
        for command in commands:
            if command is Command.MUTE:
                telling.toggle()
            elif command is Command.AGAIN:
                cues.append(cue_for_segment(session.segment, session.plan))
            events += session.handle(command, now)
        events += session.advance(now)
        cues += [cue_for(event, session.plan) for event in events]
        telling.tell(cues)
        snapshot = session.snapshot(now)
        stage.show(snapshot, cues, muted=telling.muted)
        begun = clock.now()
        logbook.note(session, events, now)
        last.at += min(clock.now() - begun, _SLOWEST_DISK)
        deadline = session.deadline()
        if deadline is None:
            return
        wait = min(_LONGEST_WAIT, stage.frame_seconds(snapshot), deadline - clock.now())
        commands = list(controls.wait(max(0.0, wait), session.state))
