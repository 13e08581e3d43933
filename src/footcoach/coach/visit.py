"""One visit, from the first question to standing up. The only way to a session."""

import contextlib
from dataclasses import dataclass, field

from footcoach.coach.ports import Clock, Memory, Seat
from footcoach.coach.screening import screen_person
from footcoach.coach.session import Ending, lead
from footcoach.core.cues import farewell
from footcoach.core.errors import ExitCode, NothingStarted, UsageError
from footcoach.core.interview import AtReady, Interview
from footcoach.core.plan import (
    BOTH_FEET,
    Plan,
    Side,
    check_minutes,
    nearest_minutes,
    plan,
    suited,
    zones_to_keep_off,
)
from footcoach.core.profile import Recalled
from footcoach.core.question import Level
from footcoach.core.report import advice_with_cause
from footcoach.core.routine import Routine, Zone
from footcoach.core.screening import Assessment
from footcoach.core.transition import Status


@dataclass
class Visit:
    """What a person wants, and what came of it so far."""

    seat: Seat
    clock: Clock
    routine: Routine
    gentle: Routine
    """Takes the routine's place where the screening allows no more."""
    feet: tuple[Side, ...] = BOTH_FEET
    minutes: float | None = None
    own_file: bool = False
    """The routine is the person's own file: its words are not ours."""
    recalled: Recalled = field(default_factory=Recalled)
    """What is known from earlier."""
    memory: Memory | None = None
    """Where answers can be kept, if they can."""
    assessment: Assessment | None = field(default=None, init=False)
    """Known once the questions are answered."""
    ending: Ending | None = field(default=None, init=False)
    """Known once a session has ended."""

    def run(self, answered: Interview | None = None) -> ExitCode:
        """Screen the person, unless answers came from a file, and lead the session.

        Raises UsageError for a length that does not fit, before anything is asked; NothingStarted
        if the person leaves before the first step; NotCleared if the answers grow too old.
        """
        check_minutes(self.routine, self.minutes, self.feet)
        self.assessment = self._screen(answered)
        if self.assessment.level.blocks:
            return ExitCode.NOT_CLEARED
        laid_out = self._get_ready(self.assessment, told=answered is None)
        with self.seat.playing():
            self.ending = lead(
                laid_out, self.clock, self.seat.controls, self.seat.stage(laid_out.routine.title)
            )
        self._see_off(self.ending)
        return self.ending.exit_code

    def note_on(self, assessment: Assessment) -> str:
        """Say what an outcome changes in the session that was asked for."""
        if assessment.level is not Level.GENTLE:
            return ""
        if suited(self.routine, assessment, gentle=self.gentle) is self.routine:
            return ""
        return (
            f"Instead of '{self.routine.title}' there is the routine '{self.gentle.title}' today: "
            "light strokes only, because of your answers."
        )

    def _screen(self, answered: Interview | None) -> Assessment:
        if answered is not None:
            self.seat.asker.announce(answered.assessment, self.note_on(answered.assessment))
            return answered.assessment
        interview = Interview(
            after_exercise=self.routine.asks_runner_question,
            started_at=self.clock.wall(),
            recalled=self.recalled,
        )
        return screen_person(self.seat.asker, interview, self.note_on, self.memory)

    def _get_ready(self, assessment: Assessment, *, told: bool) -> Plan:
        """Show what is about to begin until the person begins it; plan it anew at that moment.

        `told` is whether the person has read the advice of the screening by now.
        """
        routine = suited(self.routine, assessment, gentle=self.gentle)
        minutes = self.minutes
        if minutes is not None and routine is not self.routine:
            minutes = nearest_minutes(routine, minutes, self.feet)

        def laid_out(keep_off: frozenset[Zone]) -> Plan:
            now = self.clock.wall()
            return plan(
                routine, assessment, now=now, feet=self.feet, minutes=minutes, keep_off=keep_off
            )

        notes = [self.note_on(assessment)]
        if self.own_file and routine is self.routine:
            notes.append("This is a file of your own: nobody has checked what its steps say.")
        if not told:
            notes += [f"{cause}: {advice}" for cause, advice in advice_with_cause(assessment)]
        keep_off: frozenset[Zone] = frozenset()
        problem = ""
        asker, zones = self.seat.asker, zones_to_keep_off(routine)
        try:
            while asker.show_ready(laid_out(keep_off), [*notes, problem]) is AtReady.KEEP_OFF:
                chosen, problem = asker.choose_zones(zones, keep_off), ""
                try:
                    laid_out(chosen)
                    keep_off = chosen
                except UsageError as error:
                    problem = str(error)
        except (KeyboardInterrupt, EOFError) as error:
            raise NothingStarted("Screened, but nothing started.") from error
        return laid_out(keep_off)

    def _see_off(self, ending: Ending) -> None:
        """After a stop for pain, stay until the advice has been read; leaving that page is fine."""
        stays = ending.exit_code in {ExitCode.OK, ExitCode.NOT_CLEARED}
        if ending.status is not Status.STOPPED_HURT or not stays:
            return
        title = "Call your emergency number now" if ending.danger else "Stop for today"
        with contextlib.suppress(KeyboardInterrupt, EOFError):
            self.seat.asker.show_advice(title, farewell(ending.status, danger=ending.danger))
