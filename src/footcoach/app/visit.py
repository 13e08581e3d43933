"""One visit, from the welcome to the last word: the only way to start a session."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from footcoach.app.ready import ask_where, get_ready, replacement_note
from footcoach.app.recorder import SessionRecorder, new_record
from footcoach.app.runner import SessionRunner
from footcoach.app.screening import (
    LEFT_BEFORE,
    Screening,
    leaving,
)
from footcoach.core.cues import Cue, Tone, farewell, likely_words, place_of
from footcoach.core.engine import Session
from footcoach.core.errors import ExitCode, NothingStarted, StorageError
from footcoach.core.plan import Plan, excludable_zones, plan, resume_plan, suited
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.report import numbness_note
from footcoach.core.resume import Progress, ResumePoint
from footcoach.core.routine import Routine
from footcoach.core.routine_file import OWN_FILE
from footcoach.core.schedule import Wanted, check_minutes, nearest_minutes
from footcoach.core.screening import Assessment
from footcoach.core.settings import Settings, State
from footcoach.core.states import Foot, Status, Zone
from footcoach.core.text import about_minutes
from footcoach.core.trends import unrated, warning_signs
from footcoach.storage.files import cache_folder
from footcoach.storage.library import (
    GENTLE,
    Found,
    Whose,
    built_in_names,
    load_all,
    load_routine,
)
from footcoach.storage.settings import load_state, save_state
from footcoach.system.clock import SystemClock
from footcoach.system.power import keep_awake
from footcoach.system.voice import Voice, make_voice

if TYPE_CHECKING:
    # This loads all the terminal code, which `--help` does not need.
    from footcoach.ui.interface import Interface

# Seconds that the last words may take before the shell's prompt returns. The advice after danger
# signs takes 18 with espeak-ng, and slower voices must not be cut off either.
LAST_WORDS = 40.0


@dataclass(frozen=True)
class Request:
    """What the person asked for on the command line, besides settings."""

    routine: tuple[Found, Routine] | None = None
    feet: Foot = Foot.BOTH
    minutes: float | None = None
    # A file of answers, used instead of asking the questions.
    answers: Path | None = None
    # Whether an option set voice or sound; it then overrides a saved mute, and counts unattended.
    sound: bool = False


class Visit:
    """Leads a person through one visit. Files are read before the screen is taken over."""

    def __init__(
        self,
        request: Request,
        interface: "Interface",
        clock: SystemClock,
        settings: Settings,
        find_voice: Callable[..., Voice] = make_voice,
    ) -> None:
        """Read routines and answers. Raises UsageError or RoutineError before anything is shown."""
        self._request = request
        self._interface = interface
        self._clock = clock
        self._settings = settings
        self._find_voice = find_voice
        self._problems: list[str] = []
        self._saved_state: State | None = None
        try:
            self._saved_state = load_state()
        except StorageError as error:
            self._problems.append(f"{error} If you keep off parts of the foot, choose them again.")
        self._state = self._saved_state or State()
        self._recorder = SessionRecorder(clock)
        # Read before the screen is taken over, because the answers could be standard input.
        self._screening = Screening(clock, self._recorder.close_unfinished, request.answers)
        self._gentle = load_routine(GENTLE)
        self._warnings: list[str] = []
        self._voice = self._choose_voice()
        # The results of the visit, for the summary.
        self._assessment: Assessment | None = None
        self._note = ""
        self._record: SessionRecord | None = None

    def run(self) -> ExitCode:
        """Run the visit to its end.

        Raises NothingStarted if the person leaves before the first step, UsageError for a length
        that does not fit, and NotCleared if the answers become too old.
        """
        with ExitStack() as at_end:
            # These run in reverse order, and each runs even if another fails.
            at_end.callback(self._fall_silent)
            at_end.callback(self._print_summary)
            with self._interface.open():
                unfinished = self._welcome()
                if unfinished is not None:
                    return self._resume(unfinished)
                found, routine = self._request.routine or self._choose_routine()
                return self._start(found, routine)

    # --- welcome ---------------------------------------------------------------------------------

    def _welcome(self) -> ResumePoint | None:
        """Ask for a missing rating and show warnings; return the session to resume, if any.

        With answers from a file, nothing is resumed. Warnings never block; screening can.
        """
        now = self._clock.wall()
        point = None if self._request.answers else self._recorder.unfinished()
        records = self._recorder.recent()
        signs = warning_signs(records, now)
        # A session in which something hurt is in the history even while it can be resumed.
        over = [each for each in records if point is None or each.id != point.record.id]
        self._warnings = [sign.text for sign in signs]
        with leaving(LEFT_BEFORE):
            if not self._interface.unattended and (record := unrated(over, now)):
                self._recorder.rate(self._interface.rate_last(record), record)
            if signs and not self._interface.show_warnings(signs):
                raise NothingStarted("You left. No session was started.")
            # A session that was cut off before its first step is not worth asking about.
            if point is None or point.progress.index == 0:
                return None
            minutes_ago = int((now.astimezone(UTC) - point.noted_at).total_seconds() / 60)
            if self._interface.offer_resume(point, minutes_ago):
                return point
        # The next answers are newer and may be more severe, even if the person leaves early.
        self._recorder.close_unfinished()
        return None

    def _choose_routine(self) -> tuple[Found, Routine]:
        from footcoach.ui.tables import routine_entry

        library, notices = load_all()
        entries = {found.name: routine_entry(found.name, each) for found, each in library}
        last = self._state.last_routine
        with leaving(LEFT_BEFORE):
            chosen = self._interface.choose("Which routine?", entries, last, notices)
        return next((found, each) for found, each in library if found.name == chosen)

    # --- a new session ---------------------------------------------------------------------------

    def _start(self, found: Found, wanted: Routine) -> ExitCode:
        """Screen the person, get ready, and run a session of the routine that suits them."""
        request = self._request
        asked = Wanted(
            feet=request.feet,
            minutes=request.minutes,
            get_ready=self._settings.get_ready_seconds,
            talk=self._settings.talk,
            pace=self._voice.pace,
        )
        check_minutes(wanted, asked)
        # Rendered while the questions are being answered: the answers decide between these two.
        gentle = asked.model_copy(update={"minutes": nearest_minutes(self._gentle, asked)})
        self._voice.prepare([*likely_words(wanted, asked), *likely_words(self._gentle, gentle)])

        def note_on(assessment: Assessment) -> str:
            return replacement_note(wanted, assessment, self._gentle)

        assessment = self._assessment = self._screening.ask(
            self._interface, after_exercise=wanted.asks_runner_question, note_on=note_on
        )
        self._note = note_on(assessment)
        if assessment.level.blocks:
            return ExitCode.NOT_CLEARED
        if request.answers:
            self._recorder.close_unfinished()
        routine = suited(wanted, assessment, gentle=self._gentle)
        # From here on, words take as long as this voice was found to take, so the shortest session
        # can be a little longer than it was thought to be.
        asked = asked.model_copy(update={"pace": self._voice.pace})
        asked = asked.model_copy(update={"minutes": nearest_minutes(routine, asked)})

        could_be = excludable_zones(routine)
        kept_off = ask_where(self._interface, assessment.places, could_be)

        def make_plan(excluded_zones: frozenset[Zone]) -> Plan:
            zones = {"excluded_zones": kept_off | excluded_zones}
            now = self._clock.wall()
            return plan(routine, assessment, asked.model_copy(update=zones), now=now)

        notes = [*self._problems, *self._warnings, self._note, numbness_note(assessment)]
        if routine is wanted and found.whose is not Whose.BUILT_IN:
            notes.append(OWN_FILE)
        zones = [z for z in could_be if z not in kept_off | assessment.blocked_zones]
        keep_off = self._state.excluded_zones
        planned, before, keep_off = get_ready(
            self._interface, self._voice, make_plan, zones, notes, Rating(), keep_off
        )
        title = wanted.title if found.whose is Whose.FILE else found.name
        name = title if routine is wanted else GENTLE
        record = new_record(planned, self._clock, name, before)
        self._state = self._state.model_copy(update={"excluded_zones": keep_off})
        if found.whose is not Whose.FILE:
            last = {"last_routine": found.name, "last_minutes": request.minutes}
            self._state = self._state.model_copy(update=last | {"last_feet": request.feet})
        return self._run_session(planned, record)

    # --- a session that was cut off --------------------------------------------------------------

    def _resume(self, point: ResumePoint) -> ExitCode:
        """Ask about the danger signs again, and resume a session where it was cut off."""
        danger = self._assessment = self._screening.ask_again(
            self._interface, after_exercise=point.screened.after_exercise
        )
        if danger.level.blocks:
            return ExitCode.NOT_CLEARED

        def make_plan(_: frozenset[Zone]) -> Plan:
            return resume_plan(point, danger, now=self._clock.wall())

        progress, name = point.progress, point.record.routine
        segment = make_plan(frozenset()).segments[progress.index]
        left = about_minutes(sum(progress.lengths[progress.index :]) - progress.spent)
        built_in = name in built_in_names() and load_routine(name) == point.routine
        notes = [
            f"Carrying on with: {segment.step.title.lower()} ({place_of(segment)}). {left} left.",
            "" if built_in else OWN_FILE,
            *self._warnings,
        ]
        before = point.record.before or Rating()
        planned, before, _ = get_ready(
            self._interface, self._voice, make_plan, (), notes, before, frozenset()
        )
        record = point.record.model_copy(update={"before": before})
        return self._run_session(planned, record, progress)

    # --- from the ready page on ------------------------------------------------------------------

    def _choose_voice(self) -> Voice:
        """Find a voice. Options override the saved mute state."""
        settings, folder = self._settings, None
        if self._interface.unattended and not self._request.sound:
            settings = settings.model_copy(update={"voice": False, "sound": False})
        with suppress(StorageError):  # without a home folder, nothing is kept
            folder = cache_folder()
        return self._find_voice(
            settings,
            muted=self._state.muted and not self._request.sound,
            screen=self._interface.out,
            folder=folder,
        )

    def _run_session(
        self,
        planned: Plan,
        record: SessionRecord,
        progress: Progress | None = None,
    ) -> ExitCode:
        """Run the session, from `progress` if it was cut off, and see the person off."""
        self._recorder.begin(record)
        title, flash = planned.routine.title, self._voice.needs_flash
        # Keep the display on before the session's clock starts: doing so can take two seconds.
        with keep_awake(), self._interface.open_session(title, flash=flash):
            session = Session(planned, self._clock.now(), progress)
            runner = SessionRunner(
                session, self._clock, self._interface, self._voice, self._recorder
            )
            self._record, exit_code = runner.run()
        self._see_off(exit_code)
        self._remember()
        return exit_code

    def _see_off(self, exit_code: ExitCode) -> None:
        """Give the aftercare advice, then ask how sore the feet are.

        Ctrl-C or a closed window leaves at once, and the summary then gives the advice. After a
        stop for pain, the advice stays up until it has been read.
        """
        record = self._record
        if record is None or exit_code not in {ExitCode.OK, ExitCode.NOT_CLEARED}:
            return
        words = farewell(record.status)
        self._voice.cue(Cue(" ".join(words), Tone.END))
        with suppress(KeyboardInterrupt, EOFError):
            if record.status is Status.STOPPED_DANGER:
                self._interface.show_advice("Call your emergency number now", words)
            elif record.status is Status.STOPPED_HURT:
                self._interface.show_advice("Stop for today", words)
            elif record.status is not Status.INTERRUPTED:
                after = self._interface.rate_after(words, record.feet)
                self._record = self._recorder.rate(after, record)

    def _remember(self) -> None:
        state = self._state.model_copy(update={"muted": self._voice.muted})
        # A damaged file is never overwritten.
        if self._saved_state is not None and state != self._saved_state:
            try:
                save_state(state)
            except StorageError as error:
                self._problems.append(f"{error} Your routine and sound will not be remembered.")

    # --- the last word ---------------------------------------------------------------------------

    def _print_summary(self) -> None:
        """Print what must remain once the screen is gone: the advice, and what to do now.

        This is for the person, so it is on the terminal even if the output is redirected.
        """
        from footcoach.ui.pages import outcome_summary, session_summary
        from footcoach.ui.wrapping import text_console

        console, stays = text_console(self._interface.out), self._interface.keeps_scrollback
        with suppress(OSError):
            # In an emergency, nothing else is shown alongside the advice to call.
            danger = self._record and self._record.status is Status.STOPPED_DANGER
            if self._assessment and self._assessment.reasons and not (stays or danger):
                console.print(outcome_summary(self._assessment, self._note, console.width))
            if self._record:
                summary = session_summary(self._record, console.width)
                console.print(summary.plain if stays else summary)

    def _fall_silent(self) -> None:
        """Let the last words finish, unless a page was up while they were spoken."""
        if self._record is not None and self._interface.keeps_scrollback:
            self._voice.finish(LAST_WORDS)
        self._voice.close()

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences about what could not be read, saved or heard; complete after the visit."""
        return (
            *self._problems,
            *self._screening.problems,
            *self._recorder.close(),
            *self._voice.problems,
        )
