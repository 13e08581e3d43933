"""A whole session on a disk that makes trouble: it goes on, and at most it is not remembered.

The clock is moved by the waiting alone, so that a session takes no time.
"""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from cli.running import Result, Run
from conftest import AnswersFile, fill_disk, mode, saved
from doubles import FakeClock
from footcoach.core.questionnaire import BY_ID
from footcoach.core.states import Foot, Status
from footcoach.storage.history import History, history_file
from footcoach.storage.resume import load_resume_point
from samples import NOW, a_record

# Seconds into the general routine for one foot, which takes five minutes.
MIDDLE, LATER = 100.0, 140.0
FORGOTTEN = "This session will not be remembered."


class MovedClock(FakeClock):
    """Is moved by waiting, and lets things happen at set moments."""

    happenings: Sequence[tuple[float, Callable[[], object]]] = ()

    def sleep(self, seconds: float) -> None:
        self.move(seconds)
        while self.happenings and self.happenings[0][0] <= self.now():
            (_, happen), *self.happenings = self.happenings
            happen()


class Start:
    """Runs `footcoach start general` without a terminal."""

    def __init__(self, run: Run, answers_file: AnswersFile, clock: MovedClock) -> None:
        self._run = run
        self._answers_file = answers_file
        self.clock = clock

    def __call__(
        self, *happenings: tuple[float, Callable[[], object]], ids: Sequence[str] = ()
    ) -> Result:
        """Run it; what is to happen at 0 happens before."""
        answers = self._answers_file(*ids, day=NOW.date().isoformat())
        self.clock.happenings = happenings
        self.clock.sleep(0)
        result = self._run("start", "general", "--foot", "left", "--answers", answers)
        assert not self.clock.happenings, "all that was to happen has happened"
        return result


@pytest.fixture
def start(run: Run, answers_file: AnswersFile, monkeypatch: pytest.MonkeyPatch) -> Start:
    clock = MovedClock()
    monkeypatch.setattr("footcoach.cli.start.SystemClock", lambda: clock)
    return Start(run, answers_file, clock)


def assert_led_to_its_end(result: Result) -> None:
    assert result.code == 0
    assert "Well done." in result.out
    assert "Traceback" not in result.err


def assert_not_remembered(result: Result, *words: str) -> None:
    """Check that the session was led to its end, and that one sentence says what failed."""
    assert_led_to_its_end(result)
    told = [line for line in result.err.splitlines() if FORGOTTEN in line]
    assert len(told) == 1
    assert all(word in told[0] for word in words), told
    assert told[0].startswith("footcoach: ")


def assert_remembered(result: Result) -> None:
    assert_led_to_its_end(result)
    record = saved()[-1]
    assert record.status is Status.COMPLETED
    assert load_resume_point() is None


def leave() -> None:
    raise KeyboardInterrupt


def test_a_session_without_trouble_runs_by_itself_and_is_quietly_remembered(start: Start) -> None:
    result = start()
    assert_remembered(result)
    assert result.err == ""
    assert "\x1b" not in result.out
    steps = [line for line in result.out.splitlines() if " seconds." in line]
    assert steps[0].startswith("General, ")
    assert steps[-1].startswith("The massage is done: ")


# --- no room, no right, no folder ----------------------------------------------------------------


def test_a_file_in_place_of_the_home_is_left_alone_and_the_session_is_led_to_its_end(
    start: Start, home: Path
) -> None:
    home.write_text("mine", encoding="utf-8")
    assert_not_remembered(start(), str(home))
    assert home.read_text(encoding="utf-8") == "mine"


def test_a_home_that_may_only_be_read_keeps_what_is_there(start: Start, home: Path) -> None:
    history = History()
    history.add(a_record())
    history_file().chmod(0o400)
    home.chmod(0o500)
    if os.access(home, os.W_OK):
        pytest.skip("this user may write everything")
    result = start()
    home.chmod(0o700)
    assert_not_remembered(result, "readonly")
    assert saved() == [a_record()]


@pytest.mark.usefixtures("room_again")
@pytest.mark.parametrize("since", [0, MIDDLE])
def test_a_disk_that_is_full_is_one_sentence_after_the_session(start: Start, since: float) -> None:
    result = start((since, fill_disk))
    fill_disk(-1)
    assert_not_remembered(result, str(history_file()))
    assert saved() == []


@pytest.mark.usefixtures("room_again")
def test_a_disk_that_has_room_again_loses_nothing(start: Start) -> None:
    result = start((MIDDLE, fill_disk), (LATER, lambda: fill_disk(-1)))
    assert_remembered(result)
    assert result.err == ""


# --- damaged, newer, gone ------------------------------------------------------------------------


def test_a_damaged_database_is_set_aside_said_once_and_replaced(start: Start, home: Path) -> None:
    home.mkdir()
    history_file().write_bytes(b"not a database at all")
    result = start()
    assert_remembered(result)
    assert result.err.count("\n") == result.err.count("was damaged. It is kept as") == 1
    (aside,) = home.glob("history.db.damaged-*")
    assert aside.read_bytes() == b"not a database at all"
    again = start()
    assert_remembered(again)
    assert again.err == ""


def test_a_session_in_which_all_is_erased_is_saved_at_its_end(start: Start, run: Run) -> None:
    result = start((MIDDLE, lambda: run("forget", "--yes")))
    assert_remembered(result)
    assert result.err == ""


# --- yours alone ---------------------------------------------------------------------------------


def modes_in(home: Path) -> dict[str, int]:
    found = {"the folder": mode(home)}
    for path in home.iterdir():
        with suppress(FileNotFoundError):
            found[path.name] = mode(path)
    return found


@pytest.mark.skipif(os.name == "nt", reason="no such modes on Windows")
@pytest.mark.usefixtures("lax_umask")
def test_all_that_a_session_writes_is_private_at_every_moment(start: Start, home: Path) -> None:
    seen: list[dict[str, int]] = []
    result = start(*[(float(at), lambda: seen.append(modes_in(home))) for at in range(10, 300, 10)])
    assert_remembered(result)
    private = {"the folder": 0o700, "resume.json": 0o600}
    assert [modes for modes in seen if modes != private] == []
    assert modes_in(home) == {"the folder": 0o700, "history.db": 0o600, "state.json": 0o600}


@pytest.mark.parametrize("end", [(), ((MIDDLE, leave),)], ids=["whole", "cut off"])
def test_no_answer_and_no_question_is_in_the_history(
    start: Start, end: tuple[tuple[float, Callable[[], object]], ...]
) -> None:
    result = start(*end, ids=["blood.thinner"])
    assert result.code == (130 if end else 0)
    assert (load_resume_point() is not None) is bool(end)
    data = history_file().read_bytes().decode("latin-1")
    asked = {id_ for each in BY_ID.values() for id_ in (each.id, *(i.id for i in each.items))}
    assert {id_ for id_ in asked if re.search(rf"\b{re.escape(id_)}\b", data)} == set()


def test_a_quick_start_takes_what_the_last_session_was_asked_for(
    run: Run, answers_file: AnswersFile, start: Start
) -> None:
    result = run("start", "--quick")
    assert (result.code, "There is no earlier session to repeat." in result.err) == (2, True)
    assert_led_to_its_end(start())
    both = run("start", "--quick", "gentle")
    assert (both.code, "leave out either --quick or 'gentle'." in both.err) == (2, True)
    result = run("start", "--quick", "--answers", answers_file(day=NOW.date().isoformat()))
    assert_led_to_its_end(result)
    assert [(r.routine, r.feet) for r in saved()] == [("general", Foot.LEFT)] * 2
