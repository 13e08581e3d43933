"""Running a session: clock and keys in, screen and cues out, until it has ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from footcoach.app.interface import Clock, Controls, Speaker, Stage
from footcoach.app.recorder import Logbook
from footcoach.core.cues import Cue, Tone, cue_for, cue_for_segment
from footcoach.core.engine import Event, Session
from footcoach.core.errors import ExitCode, Terminated
from footcoach.core.states import Command, Status

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
    done_seconds: float
    exit_code: ExitCode


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
            if cue.interrupts:
                self._speaker.stop_speaking()
            elif heard != Cue() and not self.muted:
                self._speaker.cue(heard)

    def toggle(self) -> None:
        """Mute, cutting off what is being said; or let the cues be heard again."""
        self.muted = not self.muted
        self._speaker.stop_speaking()


@dataclass
class Leader:
    """Leads one session: waits for a key or the next deadline, then catches up."""

    session: Session
    clock: Clock
    controls: Controls
    stage: Stage
    telling: Telling
    logbook: Logbook
    _seen: float = field(default=0.0, init=False)
    """When the session was last seen to run."""

    def lead(self) -> Ending:
        """Run the session to its end, whatever that is, and tell how it went.

        A person who breaks off, or a system that ends the program, gives an `interrupted` ending
        rather than an exception, so that what is owed after the lotion can still be shown.
        """
        exit_code = ExitCode.OK
        self._seen = self.clock.now()
        try:
            self._run()
        except (KeyboardInterrupt, EOFError):
            exit_code = ExitCode.INTERRUPTED
        except Terminated as signal:
            exit_code = signal.exit_code
        now = self.clock.now()
        # Who was woken by what ends the program has not massaged meanwhile.
        now = self._seen if self._was_away(now) else now
        self.session.interrupt(now)
        self.logbook.close(self.session, now)
        status = self.session.status_so_far
        danger = status is Status.STOPPED_DANGER
        return Ending(
            status=status,
            done_seconds=self.session.done_seconds,
            exit_code=ExitCode.NOT_CLEARED if danger else exit_code,
        )

    def _run(self) -> None:
        commands: Sequence[Command] = ()
        while (wait := self._tick(commands)) is not None:
            commands = self.controls.wait(wait, self.session.state)

    def _tick(self, commands: Sequence[Command]) -> float | None:
        """Catch up with the time and the commands; return how long to wait, or None at the end."""
        now = self.clock.now()
        events = list(self._noticed_absence(now))
        cues: list[Cue] = []
        for command in () if events else commands:
            if command is Command.MUTE:
                self.telling.toggle()
            elif command is Command.AGAIN:
                cues.append(cue_for_segment(self.session.segment, self.session.plan))
            events += self.session.handle(command, now)
        events += self.session.advance(now)
        cues += [cue_for(event, self.session.plan) for event in events]
        self.telling.tell(cues)
        snapshot = self.session.snapshot(now)
        self.stage.show(snapshot, cues, muted=self.telling.muted)
        self._note(events, now)
        deadline = self.session.deadline()
        if deadline is None:
            return None
        frame = self.stage.frame_seconds(snapshot)
        return max(0.0, min(_LONGEST_WAIT, frame, deadline - self.clock.now()))

    def _noticed_absence(self, now: float) -> Sequence[Event]:
        """Pause where the person was last seen, if they were away since."""
        away, seen, self._seen = self._was_away(now), self._seen, now
        return self.session.handle(Command.AWAY, seen) if away else ()

    def _was_away(self, now: float) -> bool:
        return now - self._seen > AWAY_AFTER

    def _note(self, events: Sequence[Event], now: float) -> None:
        """Write down where the session stands. A slow disk is no absence."""
        begun = self.clock.now()
        self.logbook.note(self.session, events, now)
        self._seen += min(self.clock.now() - begun, _SLOWEST_DISK)
