"""One visit, from the first question to standing up. The only way to a session."""

from dataclasses import dataclass, field

from footcoach.coach.ports import Clock, Seat
from footcoach.coach.screening import screen_person
from footcoach.coach.session import Ending, lead
from footcoach.core.cues import farewell
from footcoach.core.errors import ExitCode, NothingStarted, UsageError
from footcoach.core.interview import AtReady, Interview
from footcoach.core.plan import BOTH_FEET, Plan, Side, check_minutes, plan, suited
from footcoach.core.question import Level
from footcoach.core.routine import Routine, Zone
from footcoach.core.screening import Assessment
from footcoach.core.transition import Status

ZONES_TO_KEEP_OFF = (
    Zone.TOES, Zone.BALL, Zone.ARCH, Zone.HEEL, Zone.SOLE, Zone.TOP, Zone.ANKLE, Zone.CALF,
)  # fmt: skip


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
    assessment: Assessment | None = field(default=None, init=False)
    """Known once the questions are answered."""
    ending: Ending | None = field(default=None, init=False)
    """Known once a session has ended."""

    def run(self, answered: Interview | None = None) -> ExitCode:
        """Screen the person, unless answers came from a file, and lead the session.

        Raises UsageError for a length that does not fit, before anything is asked; NothingStarted
        if the person leaves before the first step; NotCleared if the answers grow too old.
        """
        for routine in (self.routine, self.gentle):
            check_minutes(routine, self.minutes, self.feet)
        self.assessment = self._screen(answered)
        if self.assessment.level.blocks:
            return ExitCode.NOT_CLEARED
        laid_out = self._get_ready(self.assessment)
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
            "light strokes only, because of the answers below."
        )

    def _screen(self, answered: Interview | None) -> Assessment:
        if answered is not None:
            self.seat.asker.announce(answered.assessment, self.note_on(answered.assessment))
            return answered.assessment
        interview = Interview(
            after_exercise=self.routine.asks_runner_question, started_at=self.clock.wall()
        )
        return screen_person(self.seat.asker, interview, self.note_on)

    def _get_ready(self, assessment: Assessment) -> Plan:
        """Show what is about to begin until the person begins it; plan it anew at that moment."""
        routine = suited(self.routine, assessment, gentle=self.gentle)
        keep_off: frozenset[Zone] = frozenset()

        def laid_out() -> Plan:
            return plan(
                routine,
                assessment,
                now=self.clock.wall(),
                feet=self.feet,
                minutes=self.minutes,
                keep_off=keep_off,
            )

        note = self.note_on(assessment)
        zones = [zone for zone in ZONES_TO_KEEP_OFF if _has_zone(routine, zone)]
        try:
            while self.seat.asker.show_ready(laid_out(), note) is not AtReady.BEGIN:
                before, keep_off = keep_off, self.seat.asker.choose_zones(zones, keep_off)
                try:
                    laid_out()
                except UsageError as error:
                    keep_off, note = before, str(error)
        except (KeyboardInterrupt, EOFError) as error:
            raise NothingStarted("Screened, but nothing started.") from error
        return laid_out()

    def _see_off(self, ending: Ending) -> None:
        """After a stop for pain, stay until the advice has been read."""
        if ending.status is not Status.STOPPED_HURT:
            return
        title = "Call your emergency number now" if ending.danger else "Stop for today"
        self.seat.asker.show_advice(title, farewell(ending.status, danger=ending.danger))


def _has_zone(routine: Routine, zone: Zone) -> bool:
    return any(step.zone is zone for step in routine.steps)
