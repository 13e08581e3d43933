"""However a session ends or is held up: the terminal is as it was, and the session is not lost."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from conftest import AnswersFile, Open, saved
from footcoach.core.record import SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.states import Status
from footcoach.storage.resume import load_resume_point
from programs import ended, until
from realterminal import FIRST_QUESTION, FOOTCOACH, RealTerminal

pytestmark = pytest.mark.terminal

# Questions asked again before a session is resumed.
DANGER_SIGNS = 5


def remembered() -> tuple[SessionRecord, ResumePoint | None]:
    """Return the one session there is, and where it can be resumed."""
    (record,) = saved()
    return record, load_resume_point()


def assert_resumable() -> None:
    record, point = remembered()
    assert record.status is Status.INTERRUPTED
    assert point is not None
    assert point.record == record


@pytest.mark.parametrize(
    ("options", "end", "code"),
    [
        ([], signal.SIGTERM, 143),
        (["--plain"], signal.SIGHUP, 129),
        ([], "\x03", 130),
        (["--plain"], "\x03", 130),
    ],
    ids=["terminate", "hang-up", "ctrl-c", "ctrl-c in lines"],
)
def test_a_session_that_is_ended_from_outside_can_be_resumed(
    begin: Open, options: list[str], end: signal.Signals | str, code: int
) -> None:
    window = begin(*options)
    window.end_with(end, code)
    assert_resumable()


def test_a_session_whose_window_is_closed_can_be_resumed(begin: Open) -> None:
    window = begin()
    pid = window.pid_of_program()
    window.child.close(force=False)
    until(lambda: ended(pid), seconds=30)
    assert_resumable()


def test_a_session_that_was_cut_off_is_resumed_to_its_end(
    terminal: Open, answers_file: AnswersFile, brief_routine: Path
) -> None:
    window = terminal(
        *("start", str(brief_routine), "--foot", "left", "--talk", "names"),
        *("--answers", str(answers_file())),
    )
    window.begin()
    window.wait_for("left foot, step 1 of 1", "0:03")
    window.end_with(signal.SIGTERM, 143)
    cut_off, _ = remembered()
    brief_routine.unlink()
    again = terminal("start")
    again.wait_for("Carry on where you left off?", "'Brief' was cut off less than a minute ago")
    again.press("y")
    again.answer_none(DANGER_SIGNS, then="with: rub the foot")
    again.wait_for("with: rub the foot")
    again.begin()
    again.wait_for("left foot, step 1 of 1", "RUB THE FOOT")
    again.wait_for("Well done.")
    again.end_with("\r", 0)
    record, point = remembered()
    assert (record.id, record.started_at) == (cut_off.id, cut_off.started_at)
    assert (record.status, point) == (Status.COMPLETED, None)
    assert record.done_seconds == pytest.approx(record.planned_seconds, abs=0.1)
    terminal("start").wait_for("Which routine?")


def hold_up(window: RealTerminal) -> None:
    """Stop the program, press keys that it must not take, and let it go on."""
    pid = window.pid_of_program()
    os.kill(pid, signal.SIGSTOP)
    until(lambda: is_stopped(pid))
    window.child.send("n \r")
    window.pump(0.2)
    os.kill(pid, signal.SIGCONT)


def is_stopped(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2]
    return state.startswith("T")


def test_a_session_that_was_stopped_is_paused_and_goes_on_by_a_key(begin: Open) -> None:
    window = begin()
    hold_up(window)
    shown = window.wait_for("Paused: you were away.", "space carry on")
    assert shown.startswith("  General")
    window.press(" ")
    window.wait_for("Get ready", "space pause")
    hold_up(window)
    window.wait_for("Paused: you were away.", "space carry on")
    window.end_with("\x03", 130)
    assert_resumable()


def test_a_session_in_lines_that_was_stopped_is_paused_and_goes_on_by_a_key(begin: Open) -> None:
    window = begin("--plain")
    hold_up(window)
    window.wait_for("Press space to carry on.")
    window.press(" ")
    # Longer than the three seconds before it says again what was cut off.
    window.pump(4.0)
    assert window.text.count("Sit, look and compare.") == 2
    window.end_with(signal.SIGTERM, 143)
    assert b"\x1b" not in window.raw


def test_lists_and_questions_can_be_answered_after_the_process_was_stopped(terminal: Open) -> None:
    window = terminal("start")
    window.wait_for("Which routine?", "general", "runner")
    hold_up(window)
    window.press("\r", "Welcome to footcoach")
    window.pass_welcome()
    hold_up(window)
    window.wait_for(*FIRST_QUESTION)
    window.press("n", " 2 of about ")
    window.end_with(signal.SIGINT, 130)


def test_a_session_whose_output_nobody_reads_can_be_resumed(
    answers_file: AnswersFile, brief_routine: Path
) -> None:
    pipe = subprocess.PIPE
    command = [*FOOTCOACH, "start", str(brief_routine), "--answers", str(answers_file())]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=pipe,
        stderr=pipe,
        text=True,
        start_new_session=True,
    ) as session:
        assert session.stdout is not None
        assert session.stderr is not None
        assert any(line.startswith("Brief, ") for line in session.stdout)
        session.stdout.close()
        assert session.wait(timeout=60) == 129
        assert session.stderr.read() == ""
    assert_resumable()


def test_a_session_whose_caller_closed_every_stream_runs_and_can_be_resumed(
    answers_file: AnswersFile,
) -> None:
    command = " ".join(f"'{part}'" for part in (*FOOTCOACH, "start", "general", "--answers"))
    session = subprocess.Popen(
        ["/bin/sh", "-c", f'exec {command} "$0" <&- >&- 2>&-', str(answers_file())],
        start_new_session=True,
    )
    until(has_begun, seconds=30)
    session.terminate()
    assert session.wait(timeout=60) == 143
    assert_resumable()


def has_begun() -> bool:
    """Tell whether it was noted that a session is under way."""
    noted = load_resume_point()
    return noted is not None and noted.progress.ran > 0
