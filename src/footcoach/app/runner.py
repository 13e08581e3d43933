"""Running a session: clock and keys in, screen and cues out, until it ends."""

import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING

from footcoach.app.recorder import SessionRecorder
from footcoach.core.cues import Cue, cue_for, words_for
from footcoach.core.engine import Event, Session
from footcoach.core.errors import ExitCode, Terminated
from footcoach.core.record import SessionRecord
from footcoach.core.states import Command, Status
from footcoach.system.clock import SystemClock
from footcoach.system.voice import Voice

if TYPE_CHECKING:
    # This loads all the terminal code, which `--help` does not need.
    from footcoach.ui.interface import Interface

# Seconds without a tick after which the person counts as away: the machine slept, or the process
# was stopped. The session does not catch up afterwards, because nobody was massaging.
AWAY_AFTER = 2.0

# Seconds that saving a session may take without counting as an absence. Anything longer counts as
# one: there is no other way to tell a slow disk from a machine that slept at that moment.
SLOWEST_DISK = 10.0

# Maximum seconds between ticks, so that an absence is noticed.
LONGEST_WAIT = 1.0


class SessionRunner:
    """Runs one session: waits for a key or the next deadline, then catches up."""

    def __init__(
        self,
        session: Session,
        clock: SystemClock,
        interface: "Interface",
        voice: Voice,
        recorder: SessionRecorder,
    ) -> None:
        """Get ready to run `session`, timed by `clock`."""
        self._session = session
        self._clock = clock
        self._interface = interface
        self._voice = voice
        self._recorder = recorder
        # When the session was last seen running.
        self._seen = clock.now()

    def run(self) -> tuple[SessionRecord, ExitCode]:
        """Run the session to its end, however it ends; return its record and the exit code.

        Ctrl-C, or a signal that ends the program, results in an interrupted session and not in an
        exception, so that the aftercare advice can still be shown. Raises OSError, after saving the
        session, if it cannot be shown.
        """
        exit_code, problem = ExitCode.OK, None
        # All that has been loaded is needed to the end; each search of it for garbage takes 50 ms.
        gc.freeze()
        try:
            commands: Sequence[Command] = ()
            while (wait := self._tick(commands)) is not None:
                commands = self._interface.wait(wait, self._session.state)
        except (KeyboardInterrupt, EOFError):
            exit_code = ExitCode.INTERRUPTED
        except Terminated as signal:
            exit_code = signal.exit_code
        except OSError as error:  # nothing more can be shown: the disk is full
            problem = error
        now = self._clock.now()
        # If the program was stopped or asleep until the signal came, nobody was massaging.
        now = self._seen if self._was_away(now) else now
        self._session.interrupt(now)
        record = self._recorder.end(self._session, now)
        if problem:
            raise problem
        danger = record.status is Status.STOPPED_DANGER
        return record, ExitCode.NOT_CLEARED if danger else exit_code

    def _tick(self, commands: Sequence[Command]) -> float | None:
        """Catch up with the time and the commands; return how long to wait, or None at the end."""
        now = self._clock.now()
        events = list(self._notice_absence(now))
        cues: list[Cue] = []
        for command in () if events else commands:
            if command is Command.MUTE:
                self._voice.toggle_mute()
            elif command is Command.AGAIN:
                snapshot = self._session.snapshot(now)
                cues.append(Cue(words_for(snapshot, self._session.plan, again=True)))
            events += self._session.handle(command, now)
        events += self._session.advance(now)
        cues += [cue_for(event, self._session.plan) for event in events]
        for cue in cues:
            self._voice.cue(cue)
        snapshot = self._session.snapshot(now)
        self._interface.show(snapshot, cues, muted=self._voice.muted)
        self._note(events, now)
        deadline = self._session.deadline()
        if deadline is None:
            return None
        frame = self._interface.frame_seconds(snapshot)
        return max(0.0, min(LONGEST_WAIT, frame, deadline - self._clock.now()))

    def _notice_absence(self, now: float) -> Sequence[Event]:
        """Pause at the moment the person was last seen, if they have been away since."""
        away, seen, self._seen = self._was_away(now), self._seen, now
        return self._session.handle(Command.AWAY, seen) if away else ()

    def _was_away(self, now: float) -> bool:
        return now - self._seen > AWAY_AFTER

    def _note(self, events: Sequence[Event], now: float) -> None:
        """Save where the session stands. A slow disk does not count as an absence."""
        start = self._clock.now()
        self._recorder.note(self._session, events, now)
        self._seen += min(self._clock.now() - start, SLOWEST_DISK)
