"""Recording a session: the questions first, as before any massage, then the file."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from footcoach.app.ready import ask_where, replacement_note, usable_zones
from footcoach.app.recorder import SessionRecorder
from footcoach.app.screening import (
    LEFT_AFTER,
    LEFT_BEFORE,
    Screening,
    leaving,
)
from footcoach.core.errors import FootcoachError, NotCleared, NothingStarted, UsageError
from footcoach.core.plan import Plan, excludable_zones, plan, suited
from footcoach.core.routine import MAX_PRESSURE, Routine
from footcoach.core.schedule import Wanted, check_minutes, nearest_minutes
from footcoach.core.screening import Assessment, Place
from footcoach.core.script import spoken_seconds
from footcoach.core.soundtrack import soundtrack
from footcoach.core.states import Zone
from footcoach.core.trends import warning_signs
from footcoach.storage.files import replacing
from footcoach.storage.library import GENTLE, Whose, find_routine, load_routine
from footcoach.storage.settings import load_state
from footcoach.system.audio_file import write_audio
from footcoach.system.clips import Clips
from footcoach.system.clock import SystemClock
from footcoach.system.engines import Engine

if TYPE_CHECKING:
    # This loads all the terminal code, which `--help` does not need.
    from footcoach.ui.interface import Interface

# Shows the progress of some work. Takes the work's name and its number of parts, and returns a
# context manager for a function to call after each part.
Progress = Callable[[str, int], AbstractContextManager[Callable[[], object]]]

# The fastest that a voice may speak, as a multiple of the speed we expect.
_FASTEST = 4

# Seconds by which words may take longer than we expect: a plan leaves a little more between words
# and step, and the words wait for a tone. A voice that is slower gets more time for all words.
_SPARE = 0.5


def recordable(name: str) -> Routine:
    """Return the built-in routine of that name; raises UsageError if it may not be recorded."""
    found = find_routine(name)
    if found.whose is not Whose.BUILT_IN:
        raise UsageError("Only built-in routines can be recorded: nobody has checked your own.")
    routine = found.load()
    if max(step.pressure for step in routine.steps) == MAX_PRESSURE:
        raise UsageError(f"'{found.name}' uses too much pressure for a recording: choose another.")
    return routine


class Recording:
    """Asks the questions, then writes a session as sound; no answer is in the words or tags."""

    def __init__(
        self,
        routine: Routine,
        wanted: Wanted,
        answers: Path | None,
        interface: "Interface",
        clock: SystemClock,
    ) -> None:
        """Get ready to ask, or to take the answers from a file. Raises UsageError."""
        check_minutes(routine, wanted)
        self._routine, self._wanted = routine, wanted
        self._interface, self._clock = interface, clock
        self._remembered = load_state().excluded_zones
        self._recorder = SessionRecorder(clock)
        # Read before the screen is taken over, because the answers could be standard input.
        self._screening = Screening(clock, self._recorder.close_unfinished, answers)
        self._assessment: Assessment | None = None
        # How the outcome changes the session.
        self.note = ""

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences about what could not be read or saved."""
        return (*self._screening.problems, *self._recorder.close())

    def ask(self) -> Assessment:
        """Ask the questions, and where to keep off; return the outcome, even if it blocks.

        Raises NothingStarted if the person leaves, and UsageError for a mistake in their answers.
        """
        gentle = load_routine(GENTLE)

        def note_on(assessment: Assessment) -> str:
            return replacement_note(self._routine, assessment, gentle)

        with self._interface.open():
            signs = warning_signs(self._recorder.recent(), self._clock.wall())
            with leaving(LEFT_BEFORE):
                if signs and not self._interface.show_warnings(signs):
                    raise NothingStarted("You left. Nothing was recorded.")
            runner = self._routine.asks_runner_question
            assessment = self._screening.ask(
                self._interface, after_exercise=runner, note_on=note_on
            )
            self.note = note_on(assessment)
            if not assessment.level.blocks:
                self._assessment = assessment
                self._routine = suited(self._routine, assessment, gentle=gentle)
                self._keep_off(assessment.places)
        return assessment

    def _keep_off(self, places: Sequence[Place]) -> None:
        """Ask where each of `places` is; plan without those zones and the remembered ones."""
        could_be, before = excludable_zones(self._routine), self._wanted
        placed = ask_where(self._interface, places, could_be)

        def make_plan(excluded_zones: frozenset[Zone]) -> Plan:
            zones = {"excluded_zones": placed | excluded_zones}
            self._wanted = before.model_copy(update=zones)
            return self._plan()

        with leaving(LEFT_AFTER):
            usable_zones(self._interface, make_plan, could_be, self._remembered)

    def write(self, engine: Engine, output: Path, progress: Progress) -> tuple[Plan, float]:
        """Write the recording; return the session that is in it, and how many seconds it lasts.

        Raises NotCleared unless a screening allows it now, and FootcoachError if it cannot be made.
        """
        with (
            TemporaryDirectory(prefix="footcoach-") as folder,
            closing(Clips(engine, Path(folder))) as clips,
        ):

            def find_clip(text: str) -> Path:
                path = clips.ready(text)
                # Nobody must miss a danger sign because a program left out words.
                if path is None or length(text) < spoken_seconds(text) / _FASTEST:
                    raise FootcoachError(f"{engine.name} left out words: nothing was written.")
                return path

            def length(text: str) -> float:
                return clips.seconds(text) or 0.0

            day = self._clock.wall().date()
            draft = soundtrack(self._plan(), day)
            with progress("Speaking", len(draft.words)) as advance:
                for words in draft.words:
                    clips.render_now(words)
                    advance()
            needed = ((length(x) - _SPARE) / spoken_seconds(x) for x in draft.session_words)
            planned = self._plan(max(1.0, *needed))
            # How many minutes are left may be different now, and with it the words.
            for words in soundtrack(planned, day).words:
                clips.render_now(words)
            track = soundtrack(planned, day, length)
            with replacing(output) as half, progress("Writing", len(track.heard)) as advance:
                write_audio(half, output.suffix.casefold(), track, find_clip, advance)
        return planned, track.seconds

    def _plan(self, pace: float = 1.0) -> Plan:
        if self._assessment is None:
            raise NotCleared("The safety questions come first.")
        wanted = self._wanted.model_copy(update={"pace": pace})
        # Another routine or a slower voice can make the shortest session longer.
        nearest = {"minutes": nearest_minutes(self._routine, wanted)}
        wanted = wanted.model_copy(update=nearest)
        return plan(self._routine, self._assessment, wanted, now=self._clock.wall())
