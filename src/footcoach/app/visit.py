"""One visit, from the first question to standing up. The only way to a session."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from footcoach.app.interface import Clock, Hearing, Journal, Memory, Seat
from footcoach.app.ready import get_ready
from footcoach.app.recorder import Logbook, new_record
from footcoach.app.runner import Ending, Leader, Telling
from footcoach.app.screening import ask_danger_signs, screen_person
from footcoach.core.cues import Cue, Tone, farewell, place_of
from footcoach.core.engine import Session
from footcoach.core.errors import ExitCode
from footcoach.core.interview import Interview
from footcoach.core.plan import Plan, excludable_zones, plan, resume_plan, suited
from footcoach.core.profile import Stored
from footcoach.core.question import Level
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.report import advice_with_cause
from footcoach.core.resume import Progress, ResumePoint
from footcoach.core.routine import FIRST_GET_READY, Routine, Zone
from footcoach.core.routine_file import OWN_FILE
from footcoach.core.schedule import check_minutes, nearest_minutes
from footcoach.core.screening import Assessment
from footcoach.core.states import Foot, Status
from footcoach.core.text import about_minutes


@dataclass
class Visit:
    """What a person wants, and what came of it so far."""

    seat: Seat
    clock: Clock
    journal: Journal
    gentle: Routine
    """Takes the routine's place where the screening allows no more."""
    gentle_name: str
    listen: Callable[[], Hearing]
    """Finds out what there is to be heard; asked for after the screening, which is silent."""
    routine: Routine
    name: str
    """The routine's, as it is remembered."""
    feet: Foot = Foot.BOTH
    minutes: float | None = None
    get_ready: float = FIRST_GET_READY
    """Seconds, before the first step and after changing feet."""
    signs: Sequence[str] = ()
    """What earlier sessions warn of: said once more where it can still be left."""
    own_file: bool = False
    """The routine is the person's own file: its words are not ours."""
    stored: Stored = field(default_factory=Stored)
    """What is known from earlier."""
    memory: Memory | None = None
    """Where answers can be kept, if they can."""
    assessment: Assessment | None = field(default=None, init=False)
    """Known once the questions are answered."""
    ending: Ending | None = field(default=None, init=False)
    """Known once a session has ended."""
    before: Rating = field(default_factory=Rating, init=False)
    after: Rating = field(default_factory=Rating, init=False)
    said_farewell: bool = field(default=False, init=False)
    muted: bool = field(default=False, init=False)
    """As the person left it; known once a session has ended."""

    def run(self, answered: Interview | None = None) -> ExitCode:
        """Screen the person, unless answers came from a file, and lead the session.

        Raises UsageError for a length that does not fit, before anything is asked; NothingStarted
        if the person leaves before the first step; NotCleared if the answers grow too old.
        """
        check_minutes(self.routine, self.minutes, self.feet, self.get_ready)
        self.assessment = self._screen(answered)
        if self.assessment.level.blocks:
            self.journal.allow_going_on(None)
            return ExitCode.NOT_CLEARED
        hearing = self.listen()
        telling = Telling(hearing.speaker, muted=hearing.muted)
        told = answered is None
        laid_out = self._get_ready(self.assessment, telling, hearing.words, told=told)
        name = self.name if laid_out.routine is self.routine else self.gentle_name
        record = new_record(laid_out, self.clock, name, self.before)
        return self._lead(laid_out, record, telling, flash=hearing.flash)

    def go_on(self, checkpoint: ResumePoint) -> ExitCode:
        """Ask the danger signs again, and go on with a session that was cut off.

        Raises as `run` does.
        """
        interview = Interview(
            after_exercise=checkpoint.screened.after_exercise, started_at=self.clock.wall()
        )
        self.assessment = danger = ask_danger_signs(
            self.seat.asker, interview, lambda: self.journal.allow_going_on(None)
        )
        if danger.level.blocks:
            self.journal.note(checkpoint.record, None)
            return ExitCode.NOT_CLEARED
        self.journal.allow_going_on(checkpoint.record.id)
        hearing = self.listen()
        telling = Telling(hearing.speaker, muted=hearing.muted)

        def laid_out(_: frozenset[Zone]) -> Plan:
            return resume_plan(checkpoint, danger, now=self.clock.wall())

        progress = checkpoint.progress
        at = laid_out(frozenset()).segments[progress.index]
        left = about_minutes(sum(progress.lengths[progress.index :]) - progress.spent)
        notes = [
            f"You go on with: {at.step.title.lower()} ({place_of(at)}). {left} left.",
            OWN_FILE if self.own_file else "",
            *self.signs,
        ]
        before = checkpoint.record.before
        begun, self.before = get_ready(
            self.seat.asker, laid_out, (), notes, telling, hearing.words, before
        )
        record = checkpoint.record.updated(before=self.before)
        return self._lead(begun, record, telling, progress, flash=hearing.flash)

    def _lead(
        self,
        laid_out: Plan,
        record: SessionRecord,
        telling: Telling,
        progress: Progress | None = None,
        *,
        flash: bool,
    ) -> ExitCode:
        """Lead the session, from where it stood if it was cut off, and write down how it went."""
        logbook = Logbook(self.journal, self.clock, laid_out, record)
        with self.seat.playing():
            stage = self.seat.stage(laid_out.routine.title, flash)
            session = Session(laid_out, self.clock.now(), progress)
            controls = self.seat.controls
            leader = Leader(session, self.clock, controls, stage, telling, logbook)
            self.ending = leader.lead()
        self.muted = telling.muted
        self._see_off(self.ending, telling)
        logbook.rate(self.after)
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
            stored=self.stored,
        )
        return screen_person(self.seat.asker, interview, self.note_on, self.memory)

    def _get_ready(
        self, assessment: Assessment, telling: Telling, sound: str, *, told: bool
    ) -> Plan:
        """Say what is different from what was asked for, and show the ready page.

        `told` is whether the person has read the advice of the screening by now.
        """
        routine = suited(self.routine, assessment, gentle=self.gentle)
        minutes = self.minutes
        if minutes is not None and routine is not self.routine:
            minutes = nearest_minutes(routine, minutes, self.feet, self.get_ready)

        def laid_out(excluded_zones: frozenset[Zone]) -> Plan:
            now = self.clock.wall()
            return plan(
                routine,
                assessment,
                now=now,
                feet=self.feet,
                minutes=minutes,
                excluded_zones=excluded_zones,
                get_ready=self.get_ready,
            )

        notes = [*self.signs, self.note_on(assessment)]
        if self.own_file and routine is self.routine:
            notes.append(OWN_FILE)
        if not told:
            notes += [f"{cause}: {advice}" for cause, advice in advice_with_cause(assessment)]
        zones = excludable_zones(routine)
        asker = self.seat.asker
        begun, self.before = get_ready(asker, laid_out, zones, notes, telling, sound, self.before)
        return begun

    def _see_off(self, ending: Ending, telling: Telling) -> None:
        """Say what is owed after the lotion, unless the person broke off; then ask how it was.

        After a stop for pain, stay until the advice has been read; leaving a page is fine.
        """
        stays = ending.exit_code in {ExitCode.OK, ExitCode.NOT_CLEARED}
        words = farewell(ending.status)
        if not stays:
            return
        self.said_farewell = True
        telling.tell([Cue(" ".join(words), Tone.END)])
        with contextlib.suppress(KeyboardInterrupt, EOFError):
            if ending.status is Status.STOPPED_DANGER:
                self.seat.asker.show_advice("Call your emergency number now", words)
            elif ending.status is Status.STOPPED_HURT:
                self.seat.asker.show_advice("Stop for today", words)
            elif ending.status is not Status.INTERRUPTED:
                self.after = self.seat.asker.rate_after(words)
