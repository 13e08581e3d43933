"""What running a session promises, on a clock that only moves when told."""

import errno
import signal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from conftest import saved
from doubles import FakeClock, RecordingVoice, ScriptedInterface, terminated
from footcoach.app.recorder import SessionRecorder, new_record
from footcoach.app.runner import SessionRunner
from footcoach.core.engine import Session
from footcoach.core.errors import ExitCode
from footcoach.core.plan import Plan
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.script import spoken_seconds
from footcoach.core.states import Command, Status
from footcoach.storage.history import History
from footcoach.storage.library import built_in_names, load_routine
from footcoach.storage.resume import load_resume_point
from samples import NOW, a_plan

if TYPE_CHECKING:
    from footcoach.core.resume import ResumePoint


PLANNED = a_plan().seconds


class WatchedRecorder(SessionRecorder):
    """Writes down as usual, and remembers when; writing can take its time."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(clock)
        self._fake = clock
        self.takes = 0.0
        self.points: list[tuple[float, ResumePoint | None]] = []
        self.statuses: dict[float, list[Status]] = {}

    def note(self, session: Session, events: Any, now: float) -> None:
        before = self._due
        super().note(session, list(events), now)
        if self._due != before:
            self.points.append((self._fake.now(), load_resume_point()))
            self.statuses[self._fake.now()] = [record.status for record in saved()]
            self._fake.move(self.takes)


class Run:
    """A session run to its end, and what was seen of it."""

    def __init__(
        self,
        *script: tuple[float, Command | BaseException],
        takes: float = 0.0,
        stops: tuple[int, float] | None = None,
        plan: Plan | None = None,
        **interface: Any,
    ) -> None:
        self.plan = plan or a_plan()
        self.clock = FakeClock()
        self.interface = ScriptedInterface(self.clock, *script, **interface)
        self.voice = RecordingVoice(self.clock)
        self.recorder = WatchedRecorder(self.clock)
        self.recorder.takes = takes
        record = new_record(self.plan, self.clock, "sample", Rating(left=4))
        self.recorder.begin(record)
        session = Session(self.plan, self.clock.now())
        self.clock.stops = stops
        runner = SessionRunner(session, self.clock, self.interface, self.voice, self.recorder)
        self.record, self.exit_code = runner.run()

    @property
    def status(self) -> Status:
        return self.record.status

    def said(self, words: str) -> list[float]:
        return [at for at, text in self.interface.said if words in text]


def test_late_ticks_do_not_add_up() -> None:
    run = Run(late=0.04)
    assert run.clock.now() == pytest.approx(run.plan.seconds, abs=0.05)


@pytest.mark.parametrize(
    ("leaving", "exit_code"),
    [
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
        (EOFError(), ExitCode.INTERRUPTED),
        (terminated(), ExitCode.TERMINATED),
    ],
)
def test_breaking_off_gives_an_interrupted_session_that_can_be_resumed(
    leaving: BaseException, exit_code: ExitCode
) -> None:
    run = Run((15.0, leaving))
    assert (run.status, run.exit_code) == (Status.INTERRUPTED, exit_code)
    assert run.record.done_seconds == 15.0
    point = load_resume_point()
    assert point is not None
    assert (point.record, saved()) == (run.record, [run.record])


def test_a_full_disk_behind_the_output_is_an_error_and_the_session_can_still_be_resumed() -> None:
    with pytest.raises(OSError, match="No space left"):
        Run((15.0, OSError(errno.ENOSPC, "No space left on device")))
    (record,), point = saved(), load_resume_point()
    assert (record.status, record.done_seconds) == (Status.INTERRUPTED, 15.0)
    assert point is not None
    assert point.record == record


def test_muting_silences_the_voice_until_it_is_undone() -> None:
    run = Run((6.0, Command.MUTE), (40.0, Command.MUTE))
    assert not any(6.0 < at < 40.0 for at, _ in run.voice.heard)
    assert any(at > 40.0 for at, _ in run.voice.heard)


def test_the_instructions_can_be_heard_again_at_any_time() -> None:
    (_, first), (_, again), *_ = Run((12.0, Command.AGAIN)).voice.heard
    assert first.endswith(again)
    assert again.startswith("Lotion. Slide both hands")


@pytest.mark.parametrize("name", built_in_names())
def test_nothing_is_said_or_played_before_earlier_words_have_ended_or_while_hands_move(
    name: str,
) -> None:
    run, ends = Run(plan=a_plan(load_routine(name))), 0.0
    assert len(run.voice.heard) > 10
    for at, cue in run.voice.log:
        if cue.say or cue.tone:
            assert at >= ends - 0.1
            ends = at + spoken_seconds(cue.say)


def test_never_more_than_five_seconds_pass_without_a_note() -> None:
    times = [at for at, _ in Run(late=0.9).recorder.points]
    assert max(after - before for before, after in pairwise(times)) <= 5.0


@pytest.mark.parametrize(
    ("script", "status"),
    [
        ([(10.0, Command.STOP), (11.0, Command.YES)], Status.STOPPED_EARLY),
        ([(10.0, Command.STOP), (11.0, KeyboardInterrupt())], Status.STOPPED_EARLY),
        ([(10.0, Command.HURTS), (11.0, terminated())], Status.STOPPED_EARLY),
        ([(10.0, Command.HURTS), (11.0, Command.SHARP)], Status.STOPPED_HURT),
        ([(10.0, Command.HURTS), (11.0, Command.DANGER)], Status.STOPPED_DANGER),
    ],
)
def test_whoever_asked_to_stop_or_was_hurt_cannot_resume(
    script: list[tuple[float, Command | BaseException]], status: Status
) -> None:
    run = Run(*script)
    assert dict(run.recorder.points)[10.0] is None, "erased as soon as the question is asked"
    assert run.recorder.statuses[10.0] == [Status.STOPPED_EARLY]
    assert load_resume_point() is None
    assert [record.status for record in saved()] == [run.status] == [status]


def test_whoever_carries_on_after_pain_can_be_cut_off_and_resume() -> None:
    run = Run((10.0, Command.HURTS), (20.0, Command.TOO_HARD), (40.0, terminated()))
    assert (run.status, run.record.lighter) == (Status.INTERRUPTED, True)
    point = load_resume_point()
    assert point is not None
    assert point.progress.lighter


def test_the_end_is_written_down_even_if_the_terminal_vanishes_as_it_is_shown() -> None:
    assert Run(vanishes_at=a_plan().seconds).status is Status.COMPLETED


def test_the_record_says_what_was_planned_and_done() -> None:
    record = Run().record
    assert record.planned_seconds == record.done_seconds == pytest.approx(PLANNED, abs=0.1)
    assert (record.started_at, record.before) == (NOW, Rating(left=4))


def test_a_night_asleep_ends_the_session_as_interrupted() -> None:
    assert Run(sleep=(10.0, 8 * 3600.0, None)).status is Status.INTERRUPTED


@pytest.mark.parametrize("options", [{"sleep": (10.0, 1.9, None)}, {"takes": 2.5}])
def test_a_short_gap_or_a_slow_disk_is_not_an_absence(options: dict[str, Any]) -> None:
    run = Run(**options)
    assert run.said("you were away") == []
    assert run.status is Status.COMPLETED


def test_time_asleep_before_the_program_ends_does_not_count() -> None:
    run = Run(sleep=(60.0, 1200.0, terminated()))
    assert run.status is Status.INTERRUPTED
    assert run.record.done_seconds < 60


@pytest.mark.parametrize("reading", range(20, 80, 7))
def test_a_process_stopped_at_any_point_finds_its_session_paused(reading: int) -> None:
    run = Run((700.0, Command.PAUSE), stops=(reading, 600.0))
    assert len(run.said("you were away")) == 1
    assert run.status is Status.COMPLETED
    said_again = max(s.seconds for s in run.plan.segments if s.kind != "step")
    assert PLANNED - 1.1 <= run.record.done_seconds <= PLANNED + said_again


def test_a_signal_in_the_middle_of_writing_waits_until_all_is_saved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole_add = History.add

    def add(history: History, record: SessionRecord) -> None:
        signal.raise_signal(signal.SIGINT)
        whole_add(history, record)

    monkeypatch.setattr(History, "add", add)
    assert Run().exit_code is ExitCode.INTERRUPTED
    assert [record.status for record in saved()] == [Status.COMPLETED]
