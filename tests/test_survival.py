"""A session that is killed, whenever that is, can be gone on with from where it was."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from random import Random

import pytest

from conftest import thorough
from doomed import BRIEF, Doomed, Moment, Told, a_script, seat, visit
from doubles import FakeClock, ScriptedAsker, ScriptedControls
from footcoach.app.welcome import welcome
from footcoach.cli.journal import HistoryJournal
from footcoach.core.engine import Snapshot
from footcoach.core.errors import ExitCode
from footcoach.core.interview import AtReady
from footcoach.core.question import Answer
from footcoach.core.record import SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.states import Command, State, Status
from footcoach.storage.files import stored_files
from footcoach.storage.history import History
from samples import NOW, a_plan

KILLS = thorough(25, 200)
AT_ONCE = 4
"""Visits under way at the same time: mostly they wait."""
LOST = 5.0
"""Seconds of a session that may be lost at most."""
ROUNDING = 1e-6


class FirstShown:
    """A stage that remembers what was shown first."""

    def __init__(self) -> None:
        self.snapshot: Snapshot | None = None

    def show(self, snapshot: Snapshot, cues: object, *, muted: bool = False) -> None:
        self.snapshot = self.snapshot or snapshot

    def frame_seconds(self, snapshot: Snapshot) -> float:
        return 1.0


def pause(seconds: float) -> None:
    """Wait where nothing but time passing is waited for: a random moment, or the next look."""
    threading.Event().wait(seconds)


def killed_when(
    ready: Sequence[Callable[[Told], bool]],
    running: Sequence[Doomed],
    random: Random,
    *,
    within: float = 0.004,
    kill: Callable[[Doomed], Moment] = Doomed.kill,
) -> list[tuple[Path, Moment]]:
    """Kill each a random moment, so many seconds at most, after it is ready.

    Returns each one's home, and where it was.
    """
    killed: dict[int, Moment] = {}
    try:
        while len(killed) < len(running):
            for number, each in enumerate(running):
                if number not in killed and ready[number](each.told):
                    pause(random.uniform(0, within))
                    killed[number] = kill(each)
                assert number in killed or each.alive, "it ended by itself"
            pause(0.0005)
    finally:
        for number, each in enumerate(running):
            if number not in killed:
                each.kill()
    return [(each.home, killed[number]) for number, each in enumerate(running)]


def killed_at_random(
    homes: Path, random: Random, kill: Callable[[Doomed], Moment] = Doomed.kill
) -> Iterator[tuple[Path, Moment]]:
    """Kill one session after the other at random moments; several are under way at a time."""
    length = a_plan(BRIEF).seconds
    for batch in count():
        scripts = [a_script(random, 2 * length) for _ in range(AT_ONCE)]
        yield from killed_when(
            [at(random.uniform(0, 1.1 * length)) for _ in scripts],
            [Doomed(homes / f"home {batch} {n}", script) for n, script in enumerate(scripts)],
            random,
            kill=kill,
        )


def at(moment: float) -> Callable[[Told], bool]:
    """Tell when a session has come so far, or to its end; not before anything was noted."""

    def come(told: Told) -> bool:
        now = told.moment()
        return told.noted and (now.now >= moment or now.state is State.ENDED)

    return come


def rests_in(state: State) -> Callable[[Told], bool]:
    """Tell when a session is in a state and waits there."""

    def rests(told: Told) -> bool:
        now = told.moment()
        return now.state is state and now.waiting

    return rests


def resting(
    state: State, homes: Path, *commands: Command, random: Random
) -> list[tuple[Path, Moment]]:
    """Kill sessions in which, at random moments, a command was given, and that rest there."""
    scripts = [[(random.uniform(1, 50), command) for command in commands] for _ in range(AT_ONCE)]
    running = [Doomed(homes / f"home {n}", script) for n, script in enumerate(scripts)]
    return killed_when([rests_in(state)] * AT_ONCE, running, random)


def saved() -> list[SessionRecord]:
    """Return all sessions, after the whole file was found undamaged."""
    with History(NOW) as history:
        records = history.all()
        assert history.notice == ""
    return records


def later() -> FakeClock:
    """Return a clock that stands after all that was killed, while the screening is still fresh."""
    clock = FakeClock()
    clock.move(900.0)
    return clock


def unfinished(clock: FakeClock) -> ResumePoint | None:
    journal = HistoryJournal(clock)
    found = journal.unfinished()
    journal.close()
    return found


def go_on_to_the_end(clock: FakeClock) -> tuple[ResumePoint, Snapshot, SessionRecord]:
    """Start again and go on; return from where, what was shown first, and what is remembered."""
    journal, stage = HistoryJournal(clock), FirstShown()
    asker = ScriptedAsker([Answer.NO] * 20, ready=[AtReady.BEGIN])
    asker.goes_on = True
    checkpoint = journal.unfinished()
    assert checkpoint is not None, "there is nothing to go on with"
    offered = welcome(asker, clock.wall(), journal.warning_signs(), checkpoint)
    assert offered == (checkpoint if checkpoint.progress.done else None)
    led = visit(seat(asker, ScriptedControls(clock), stage), clock, journal)
    assert led.go_on(checkpoint) is ExitCode.OK
    journal.close()
    assert stage.snapshot is not None
    (record,) = saved()
    assert record.id == checkpoint.record.id
    return checkpoint, stage.snapshot, record


def assert_goes_on(killed: Moment) -> None:
    """Check that nothing but the last seconds was lost, and that the rest can be done."""
    clock = later()
    clock.move(killed.now + 60)
    checkpoint, first, record = go_on_to_the_end(clock)
    lost = killed.ran - checkpoint.progress.ran
    assert -ROUNDING <= lost <= LOST + ROUNDING, (lost, killed)
    # Killed in the moment of a key, it may stand as before that key.
    again = [first.total_left - left for left in (killed.total_left, killed.left_before)]
    assert any(-ROUNDING <= each <= LOST + ROUNDING for each in again), (again, killed)
    assert record.status is Status.COMPLETED
    assert unfinished(clock) is None, "what has ended is not offered again"


def test_killed_at_random_moments_a_session_is_resumed_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    gone_on = at_work = others = 0
    for home, killed in killed_at_random(tmp_path, Random(20261122)):
        monkeypatch.setenv("FOOTCOACH_HOME", str(home))
        if killed.ends_there:  # that has tests of its own
            saved()
            others += 1
            continue
        assert_goes_on(killed)
        gone_on += 1
        at_work += not killed.waiting
        if gone_on == KILLS:
            break
    assert at_work > 0, "some are to be killed while they write"
    assert capfd.readouterr().err == ""
    told = f"{gone_on} of {KILLS} went on ({at_work} killed at work), and {others} others opened"
    sys.stdout.write(f"{told}\n")


def test_terminated_at_random_moments_a_session_is_resumed_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    random = Random(6)
    for home, told in islice(killed_at_random(tmp_path, random, Doomed.terminate), thorough(4, 40)):
        monkeypatch.setenv("FOOTCOACH_HOME", str(home))
        found = unfinished(later())
        if found is None:
            assert told.ends_there or told.total_left <= 1
            saved()
            continue
        since = found.progress.ran - told.ran
        assert -ROUNDING <= since <= 1, "nothing is lost; what was shown is a second old at most"
        left, before = told.total_left - since, told.left_before - since
        assert_goes_on(replace(told, ran=told.ran + since, total_left=left, left_before=before))
    assert capfd.readouterr().err == ""


def test_killed_while_paused_a_session_is_gone_on_with_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for home, killed in resting(State.PAUSED, tmp_path, Command.PAUSE, random=Random(1)):
        monkeypatch.setenv("FOOTCOACH_HOME", str(home))
        found = unfinished(later())
        assert found is not None
        assert found.progress.ran == pytest.approx(killed.ran)
        assert_goes_on(killed)


def test_killed_while_it_hurts_a_session_is_remembered_as_that_and_not_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for home, killed in resting(State.ASKING_HURT, tmp_path, Command.HURTS, random=Random(2)):
        monkeypatch.setenv("FOOTCOACH_HOME", str(home))
        assert unfinished(later()) is None
        (record,) = saved()
        assert record.status is Status.STOPPED_HURT
        assert record.done_seconds <= killed.ran


def test_killed_on_its_last_page_a_session_stays_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for home, _ in resting(State.ENDED, tmp_path, random=Random(3)):
        monkeypatch.setenv("FOOTCOACH_HOME", str(home))
        assert unfinished(later()) is None
        (record,) = saved()
        assert record.status is Status.COMPLETED
        assert record.done_seconds == pytest.approx(record.planned_seconds)


def test_killed_while_it_first_writes_there_is_a_whole_database_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random, found = Random(4), set()
    for number in count():
        one = Doomed(tmp_path / f"home {number}")
        ((home, _),) = killed_when([lambda told: told.begun], [one], random, within=0.02)
        monkeypatch.setenv("FOOTCOACH_HOME", str(home))
        assert set(home.glob("*")) <= set(stored_files()), "nothing is left that forget misses"
        records = saved()
        assert len(records) <= 1
        found.add(len(records))
        if records:
            go_on_to_the_end(later())
        # Some are to be killed before the database is whole, some after.
        if found == {0, 1} and number >= thorough(8, 25):
            break


def test_killed_again_and_again_a_session_comes_to_its_end(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    random, ran = Random(5), 0.0
    for number in range(thorough(2, 5)):
        one = Doomed(home, since=100.0 * number)
        ((_, killed),) = killed_when([at(random.uniform(10, 25))], [one], random)
        checkpoint = unfinished(later())
        assert checkpoint is not None
        lost = ran + killed.ran - checkpoint.progress.ran
        assert -ROUNDING <= lost <= LOST + ROUNDING
        ran = checkpoint.progress.ran
    *_, record = go_on_to_the_end(later())
    assert record.status is Status.COMPLETED
    assert record.done_seconds == pytest.approx(record.planned_seconds)
    assert capfd.readouterr().err == ""
