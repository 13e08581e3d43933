"""A session that is killed, whenever that is, can be resumed from where it was."""

import os
import shutil
import signal
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random

import pytest

from conftest import saved, thorough
from doomed import BRIEF, Brief, Moment, visit_until
from doubles import FakeClock
from footcoach.core.errors import ExitCode
from footcoach.core.resume import ResumePoint
from footcoach.core.schedule import Kind
from footcoach.core.states import Command, State, Status
from footcoach.storage.files import data_folder, erase, stored_files
from footcoach.storage.resume import load_resume_point
from samples import a_plan

PLAN = a_plan(BRIEF)
TOTAL = PLAN.seconds
# Seconds of a session that may be lost at most.
LOST = 5.0
ROUNDING = 1e-6
# When hands begin: before the massage, on the left foot, on the right; each break takes 5 s.
BEGINS = list(accumulate((segment.seconds for segment in PLAN.segments), initial=0.0))
BEFORE, LEFT, RIGHT = BEGINS[1], BEGINS[4], BEGINS[7]
# Everything after which a session goes on, at moments that cut off no words.
RESTLESS = (
    (BEFORE + 2.0, Command.PAUSE),
    (BEFORE + 4.0, Command.PAUSE),
    (LEFT + 8.0, Command.STOP),
    (LEFT + 10.0, Command.NO),
    (RIGHT + 13.0, Command.HURTS),
    (RIGHT + 15.0, Command.TOO_HARD),
)


@pytest.fixture(autouse=True)
def no_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time that a power cut would need; what a killed process has written is there."""
    monkeypatch.setattr(os, "fsync", lambda _file: None)


# Each part ends by itself, well within the time that a test may take.
PARTS = thorough(1, 4)


def steps_to_end_at(folder: Path, monkeypatch: pytest.MonkeyPatch, part: int) -> Iterator[int]:
    """Yield one part of the steps all through a visit, each with a home of its own."""
    monkeypatch.setenv("FOOTCOACH_HOME", str(folder / "whole"))
    whole, code = visit_until(0, *RESTLESS)
    assert code == ExitCode.OK
    assert whole.ran == pytest.approx(TOTAL)
    kills = thorough(12, 400)
    for step in sorted(Random(20261122).sample(range(1, whole.step + 1), kills))[part::PARTS]:
        monkeypatch.setenv("FOOTCOACH_HOME", str(folder / str(step)))
        yield step


def said_again(point: ResumePoint) -> float:
    """Return the seconds of words that resuming there repeats."""
    words = PLAN.segments[point.progress.index].kind is not Kind.STEP
    return point.progress.spent if words else 0.0


def assert_done_to_the_end(killed: float, *, lost: float) -> None:
    """Resume it and check that nothing is skipped, and no more than what was lost done twice."""
    point = load_resume_point()
    assert point is not None
    clock = FakeClock()
    clock.move(900.0)  # while the screening is still fresh
    again = Brief(clock)
    assert again.visit() is ExitCode.OK
    twice = killed + again.moment.ran - said_again(point) - TOTAL
    assert -ROUNDING <= twice <= lost + ROUNDING
    (record,) = saved()
    assert (record.id, record.status) == (point.record.id, Status.COMPLETED)
    done = point.progress.ran + again.moment.ran
    assert record.done_seconds == pytest.approx(done, abs=0.1)
    assert done >= record.planned_seconds - 0.1
    assert load_resume_point() is None, "what has ended is not offered again"


def assert_nothing_to_resume(killed: Moment) -> None:
    """Check that it was not under way, and what is remembered of it."""
    records = [record.status for record in saved()]
    # Once its time is up, it is over, even if nothing has been shown of that.
    if killed.may_have_ended or killed.ran == pytest.approx(TOTAL):
        # In the few lines between erasing the one file and writing the other, nothing.
        assert records in ([], [Status.STOPPED_EARLY], [Status.COMPLETED])
    else:
        assert (killed.ran, records) == (0, [])


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_ended_at_any_step_a_session_can_be_resumed_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, part: int
) -> None:
    lost = LOST if number is signal.SIGKILL else 0.0
    resumed = 0
    for step in steps_to_end_at(tmp_path, monkeypatch, part):
        ended, code = visit_until(step, *RESTLESS, number=number)
        assert code in {-number, ExitCode.TERMINATED}
        assert set(data_folder().glob("*")) <= set(stored_files()), "forget would miss some"
        point = load_resume_point()
        if point is None:
            assert_nothing_to_resume(ended)
        elif point.progress.index > 0:  # before the first step, it starts again
            assert_done_to_the_end(ended.ran, lost=lost)
            resumed += 1
    assert resumed > 5


def test_killed_again_and_again_a_session_comes_to_its_end(home: Path) -> None:
    whole, _ = visit_until(0)
    erase(stored_files())
    ran, kills = 0.0, thorough(2, 5)
    for number in range(kills):
        killed, _ = visit_until(whole.step // 4, since=100.0 * number)
        point = load_resume_point()
        assert point is not None
        ran += killed.ran - (said_again(point) if number < kills - 1 else 0.0)
    assert_done_to_the_end(ran, lost=kills * LOST)


def test_killed_on_its_last_page_a_session_stays_completed(home: Path) -> None:
    whole, _ = visit_until(0)
    shutil.rmtree(home)
    killed, code = visit_until(whole.step)
    assert (killed.state, code) == (State.ENDED, -signal.SIGKILL)
    assert load_resume_point() is None
    assert [record.status for record in saved()] == [Status.COMPLETED]


@pytest.mark.parametrize("full", [State.ASKING_HURT, None])
def test_after_pain_nothing_can_be_resumed_even_on_a_full_disk(home: Path, full: State) -> None:
    _, code = visit_until(0, (20.0, Command.HURTS), (22.0, Command.SHARP), full_in=full)
    assert code == ExitCode.OK
    assert load_resume_point() is None
    assert [record.status for record in saved()] == ([] if full else [Status.STOPPED_HURT])
