"""What running a session promises, on a clock that only moves when told."""

import math
from itertools import pairwise

import pytest

from doubles import (
    FakeClock,
    RecordingJournal,
    RecordingSpeaker,
    RecordingStage,
    ScriptedControls,
    terminated,
)
from footcoach.app.recorder import Logbook, new_record
from footcoach.app.runner import Ending, Leader, Telling
from footcoach.core.cues import Cue, Tone
from footcoach.core.engine import Session
from footcoach.core.errors import ExitCode
from footcoach.core.plan import Plan, plan
from footcoach.core.question import Level
from footcoach.core.record import Rating
from footcoach.core.states import Command, Foot, State, Status
from samples import NOW, a_routine, screened


def a_plan() -> Plan:
    return plan(a_routine(), screened(), now=NOW)


class Run:
    """A session led to its end, and what was seen of it."""

    def __init__(
        self,
        *script: tuple[float, Command | BaseException],
        late: float = 0.0,
        asleep: tuple[float, float] | None = None,
        vanishes_at: float = math.inf,
        sleeps_into: tuple[float, float, BaseException] | None = None,
        noting_takes: float = 0.0,
        start: float = 0.0,
        stops: tuple[int, float] | None = None,
    ) -> None:
        self.plan = a_plan()
        self.clock = FakeClock()
        self.clock.move(start)
        self.stage = RecordingStage(self.clock, vanishes_at)
        controls = ScriptedControls(self.clock, *script)
        controls.late, controls.asleep, controls.sleeps_into = late, asleep, sleeps_into
        self.speaker = RecordingSpeaker(self.clock)
        telling = Telling(self.speaker)
        self.journal = RecordingJournal(self.clock, takes=noting_takes)
        record = new_record(self.plan, self.clock, "sample", Rating(left=4))
        logbook = Logbook(self.journal, self.clock, self.plan, record)
        session = Session(self.plan, self.clock.now())
        self.clock.stops = stops
        leader = Leader(session, self.clock, controls, self.stage, telling, logbook)
        self.ending: Ending = leader.lead()

    def said(self, words: str) -> list[float]:
        return [at for at, text in self.stage.said if words in text]


def test_without_a_key_it_runs_from_the_first_get_ready_to_the_end_in_the_planned_time() -> None:
    run = Run()
    assert run.ending.status is Status.COMPLETED
    assert run.ending.exit_code is ExitCode.OK
    assert run.clock.now() == pytest.approx(run.plan.seconds, abs=1e-6)


def test_late_ticks_do_not_add_up() -> None:
    run = Run(late=0.04)
    assert run.clock.now() == pytest.approx(run.plan.seconds, abs=0.05)


def test_the_name_of_each_step_is_told_before_it_begins_and_the_how_to_as_it_begins() -> None:
    run = Run()
    assert run.said("Get ready: Lotion") == [0.0]
    assert run.said("Slide both hands from the toes to the heel")[0] == pytest.approx(5.0)


def test_the_last_five_seconds_of_a_step_are_told_once() -> None:
    run = Run()
    steps = [segment for segment in run.plan.segments if segment.kind == "step"]
    assert len(run.said("Five seconds left")) == len(steps)


def test_a_pause_stops_the_time_and_going_on_takes_three_seconds_to_get_ready() -> None:
    run = Run((10.0, Command.PAUSE), (110.0, Command.PAUSE))
    assert run.clock.now() == pytest.approx(run.plan.seconds + 100 + 3, abs=1e-6)
    assert State.RESUMING in run.stage.states


def test_a_machine_that_slept_finds_the_session_paused_where_it_was() -> None:
    run = Run((500.0, Command.PAUSE), asleep=(10.0, 300.0))
    assert len(run.said("you were away")) == 1
    assert run.ending.status is Status.COMPLETED
    assert run.ending.done_seconds == pytest.approx(
        sum(segment.seconds for segment in run.plan.segments if segment.kind == "step"), abs=1.1
    )


def test_a_night_asleep_ends_the_session_as_interrupted() -> None:
    run = Run(asleep=(10.0, 8 * 3600.0))
    assert run.ending.status is Status.INTERRUPTED


def test_a_gap_of_two_seconds_is_no_absence() -> None:
    run = Run(asleep=(10.0, 1.9))
    assert run.said("you were away") == []
    assert run.clock.now() == pytest.approx(run.plan.seconds, abs=1e-6)


def test_a_long_pause_is_not_told_as_an_absence() -> None:
    run = Run((10.0, Command.PAUSE), (70.0, Command.PAUSE))
    assert run.said("you were away") == []


def test_stopping_asks_once_and_ends_well() -> None:
    run = Run((10.0, Command.STOP), (11.0, Command.YES))
    assert State.ASKING_STOP in run.stage.states
    assert (run.ending.status, run.ending.exit_code) == (Status.STOPPED_EARLY, ExitCode.OK)


def test_a_sharp_feeling_ends_it_as_hurt() -> None:
    run = Run((10.0, Command.HURTS), (11.0, Command.SHARP))
    assert (run.ending.status, run.ending.exit_code) == (Status.STOPPED_HURT, ExitCode.OK)


def test_danger_signs_end_it_with_the_exit_code_of_a_failed_screening() -> None:
    run = Run((10.0, Command.HURTS), (11.0, Command.DANGER))
    assert run.ending.status is Status.STOPPED_DANGER
    assert run.ending.exit_code is ExitCode.NOT_CLEARED


@pytest.mark.parametrize(
    ("leaving", "exit_code"),
    [
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
        (EOFError(), ExitCode.INTERRUPTED),
        (terminated(), ExitCode.TERMINATED),
    ],
)
def test_breaking_off_gives_an_interrupted_ending_and_the_seconds_done(
    leaving: BaseException, exit_code: ExitCode
) -> None:
    run = Run((15.0, leaving))
    assert (run.ending.status, run.ending.exit_code) == (Status.INTERRUPTED, exit_code)
    assert run.ending.done_seconds == pytest.approx(10.0)


# --- what is heard -------------------------------------------------------------------------------


def test_the_last_five_seconds_are_ticked_and_not_spoken() -> None:
    heard = [cue for _, cue in Run().speaker.heard if cue is not None]
    ticks = [cue for cue in heard if cue.tone is Tone.TICK]
    assert ticks
    assert all(cue == Cue(tone=Tone.TICK) for cue in ticks)


def test_muting_cuts_off_what_is_said_and_nothing_is_heard_until_it_is_taken_back() -> None:
    run = Run((6.0, Command.MUTE), (40.0, Command.MUTE))
    silent = [cue for at, cue in run.speaker.heard if 6.0 < at < 40.0]
    assert silent == []
    assert [at for at, cue in run.speaker.heard if cue is None] == [6.0, 40.0]
    assert any(at > 40.0 for at, cue in run.speaker.heard if cue is not None)
    assert run.ending.status is Status.COMPLETED


@pytest.mark.parametrize("asking", [Command.STOP, Command.HURTS])
def test_asking_to_stop_or_what_hurts_cuts_off_what_is_said(asking: Command) -> None:
    run = Run((12.0, asking), (14.0, Command.NO))
    assert [at for at, cue in run.speaker.heard if cue is None] == [12.0]
    asked = [cue for at, cue in run.speaker.heard if 12.0 <= at < 14.0]
    assert asked == [None]


def test_what_to_do_can_be_heard_again_at_any_time() -> None:
    run = Run((12.0, Command.AGAIN))
    again = [cue.say for at, cue in run.speaker.heard if at == 12.0 and cue is not None]
    assert len(again) == 1
    assert again[0].startswith("Before the massage, step 1 of 1: Lotion.")
    assert run.ending.status is Status.COMPLETED


# --- written down as it goes ---------------------------------------------------------------------


def test_until_the_end_is_known_the_session_counts_as_interrupted() -> None:
    noted = Run().journal.noted
    assert {record.status for _, record, _ in noted[:-2]} == {Status.INTERRUPTED}
    assert noted[-1][1].status is Status.COMPLETED
    assert len({record.id for _, record, _ in noted}) == 1


def test_never_more_than_five_seconds_pass_unnoted_while_it_runs() -> None:
    times = [at for at, _, _ in Run(late=0.9).journal.noted]
    assert max(after - before for before, after in pairwise(times)) <= 5.0


def test_each_step_and_each_pause_is_noted_at_once() -> None:
    run = Run((41.3, Command.PAUSE), (900.0, Command.PAUSE))
    starts = [at for at, text in run.stage.said if "Get ready:" in text]
    noted = [at for at, _, _ in run.journal.noted]
    assert {*starts, 41.3} <= set(noted)


def test_a_pause_is_not_noted_again_and_again() -> None:
    run = Run((41.3, Command.PAUSE), (900.0, Command.PAUSE))
    assert [at for at, _, _ in run.journal.noted if 41.3 < at < 900.0] == []


def test_what_was_cut_off_can_be_gone_on_with() -> None:
    for leaving in (KeyboardInterrupt(), EOFError(), terminated()):
        record, checkpoint = Run((47.0, leaving)).journal.last
        assert (record.status, record.routine) == (Status.INTERRUPTED, "sample")
        assert checkpoint is not None
        assert checkpoint.record == record


@pytest.mark.parametrize(
    ("script", "status"),
    [
        ([], Status.COMPLETED),
        ([(10.0, Command.STOP), (11.0, Command.YES)], Status.STOPPED_EARLY),
        ([(10.0, Command.HURTS), (11.0, Command.SHARP)], Status.STOPPED_HURT),
        ([(10.0, Command.HURTS), (11.0, Command.DANGER)], Status.STOPPED_DANGER),
        ([(10.0, Command.HURTS), (11.0, KeyboardInterrupt())], Status.STOPPED_EARLY),
    ],
)
def test_what_the_person_ended_cannot_be_gone_on_with(
    script: list[tuple[float, Command | BaseException]], status: Status
) -> None:
    record, checkpoint = Run(*script).journal.last
    assert (record.status, checkpoint) == (status, None)


def test_from_the_moment_it_hurts_there_is_no_going_on_until_that_is_settled() -> None:
    run = Run((10.0, Command.HURTS), (20.0, Command.TOO_HARD))
    settled = {at: (record.status, checkpoint) for at, record, checkpoint in run.journal.noted}
    assert settled[10.0] == (Status.STOPPED_EARLY, None)
    status, checkpoint = settled[20.0]
    assert status is Status.INTERRUPTED
    assert checkpoint is not None
    assert checkpoint.progress.lighter


def test_the_end_is_noted_also_when_the_terminal_goes_as_it_is_shown() -> None:
    run = Run(vanishes_at=a_plan().seconds)
    assert run.journal.last[0].status is Status.COMPLETED


def test_the_record_says_what_was_planned_and_done() -> None:
    run = Run()
    record, _ = run.journal.last
    steps = sum(segment.seconds for segment in run.plan.segments if segment.kind == "step")
    assert record.planned_seconds == steps
    assert record.done_seconds == pytest.approx(steps)
    assert (record.level, record.feet, record.started_at) == (Level.GO, Foot.BOTH, NOW)
    assert record.before == Rating(left=4)


# --- away, or only slow --------------------------------------------------------------------------


@pytest.mark.parametrize("leaving", [KeyboardInterrupt(), terminated()])
def test_who_is_woken_by_what_ends_the_program_has_not_massaged_meanwhile(
    leaving: BaseException,
) -> None:
    run = Run(sleeps_into=(60.0, 1200.0, leaving))
    assert run.ending.status is Status.INTERRUPTED
    assert run.ending.done_seconds < 60
    record, checkpoint = run.journal.last
    assert record.done_seconds < 60
    assert checkpoint is not None


def test_a_disk_that_is_slow_is_no_absence() -> None:
    run = Run(noting_takes=2.5)
    assert run.said("you were away") == []
    assert run.ending.status is Status.COMPLETED


@pytest.mark.parametrize("reading", range(20, 80))
def test_a_process_that_was_stopped_at_whatever_point_finds_its_session_paused(
    reading: int,
) -> None:
    """Also in the middle of drawing, or of writing to a disk that could have been slow."""
    run = Run((700.0, Command.PAUSE), stops=(reading, 600.0))
    assert len(run.said("you were away")) == 1
    assert run.ending.status is Status.COMPLETED
    assert run.clock.now() >= run.plan.seconds + 600 - 11


def test_wherever_the_clock_stands_a_session_comes_to_its_end() -> None:
    for start in (0.0, 0.1, 1234.567, 98765.4321, 3e6 + 1 / 3):
        run = Run(start=start)
        assert run.ending.status is Status.COMPLETED
        assert run.journal.last[0].status is Status.COMPLETED
