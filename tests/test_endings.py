"""However a session ends or is held up: the terminal is as it was, and the session is not lost."""

import contextlib
import os
import signal
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from conftest import AnswersFile, Open
from footcoach.core.record import SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.states import Status
from footcoach.storage.history import History
from footcoach.storage.resume import load_resume_point
from programs import ended, until
from realterminal import RealTerminal
from samples import NOW

pytestmark = pytest.mark.terminal

DANGER_SIGNS = 5
"""Questions asked again before a session is gone on with."""


def remembered() -> tuple[SessionRecord, ResumePoint | None]:
    """Return the one session there is, and where it can be gone on with."""
    with History(NOW) as history:
        (record,) = history.all()
        assert history.notice == ""
        return record, load_resume_point()


def assert_cut_off() -> None:
    """Check that the session is remembered as cut off, and can be gone on with."""
    record, checkpoint = remembered()
    assert record.status is Status.INTERRUPTED
    assert checkpoint is not None
    assert checkpoint.record == record


def begin(window: RealTerminal, *, plain: bool = False) -> None:
    """Go from the ready page into the session."""
    window.wait_for("Type begin" if plain else "Enter begin")
    window.press("begin\r" if plain else "\r")
    window.wait_for("Get ready")
    window.pump(0.3)


def signalled(number: signal.Signals) -> Callable[[RealTerminal], None]:
    return lambda window: os.kill(window.pid_of_program(), number)


def pressed(keys: str) -> Callable[[RealTerminal], None]:
    return lambda window: window.press(keys)


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["full", "lines"])
@pytest.mark.parametrize(
    ("end", "code"),
    [
        (signalled(signal.SIGTERM), 143),
        (signalled(signal.SIGHUP), 129),
        (signalled(signal.SIGINT), 130),
        (pressed("\x03"), 130),
    ],
    ids=["terminate", "hang-up", "interrupt", "ctrl-c"],
)
def test_a_session_that_is_ended_from_outside_can_be_gone_on_with(
    terminal: Open,
    answers_file: AnswersFile,
    plain: list[str],
    end: Callable[[RealTerminal], None],
    code: int,
) -> None:
    window = terminal("start", "general", *plain, "--answers", str(answers_file()))
    begin(window, plain=bool(plain))
    end(window)
    assert window.leave_with() == code
    assert "Traceback" not in window.text
    window.assert_as_before()
    assert_cut_off()


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["full", "lines"])
def test_a_session_whose_window_is_closed_can_be_gone_on_with(
    terminal: Open, answers_file: AnswersFile, plain: list[str]
) -> None:
    window = terminal("start", "general", *plain, "--answers", str(answers_file()))
    begin(window, plain=bool(plain))
    pid = window.pid_of_program()
    window.child.close(force=False)
    until(lambda: ended(pid))
    assert_cut_off()


def test_a_session_that_was_ended_from_outside_is_gone_on_with_to_its_end(
    terminal: Open, answers_file: AnswersFile, brief_routine: Path
) -> None:
    window = terminal(
        "start", str(brief_routine), "--foot", "left", "--answers", str(answers_file())
    )
    begin(window)
    window.wait_for("left foot, step 1 of 1", "0:03")
    os.kill(window.pid_of_program(), signal.SIGTERM)
    assert window.leave_with() == 143
    cut_off, _ = remembered()
    brief_routine.unlink()
    again = terminal("start")
    again.wait_for("Go on where you stopped?", "'Brief' was cut off less than a minute ago")
    again.press("y")
    again.answer_no(DANGER_SIGNS)
    again.wait_for("You go on with: rub the foot")
    begin(again)
    again.wait_for("left foot, step 1 of 1", "RUB THE FOOT")
    again.wait_for("Well done.")
    again.press("\r")
    assert again.leave_with() == 0
    again.assert_as_before()
    record, checkpoint = remembered()
    assert (record.id, record.started_at) == (cut_off.id, cut_off.started_at)
    assert (record.status, checkpoint) == (Status.COMPLETED, None)
    assert record.done_seconds == pytest.approx(5, abs=0.01)
    terminal("start").wait_for("Which routine?")


def is_stopped(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2]
    return state.startswith("T")


def reads_lines(window: RealTerminal) -> bool:
    """Tell whether the terminal is as a shell wants it: lines, shown while they are typed."""
    mode = int(termios.tcgetattr(window.child.child_fd)[3])
    return bool(mode & termios.ICANON) and bool(mode & termios.ECHO)


def shows_full_screen(window: RealTerminal) -> bool:
    return window.raw.rfind(b"\x1b[?1049h") > window.raw.rfind(b"\x1b[?1049l")


def is_given_back(window: RealTerminal) -> bool:
    main_screen = not shows_full_screen(window)
    return reads_lines(window) and main_screen and not window.emulator.cursor.hidden


def held_up(window: RealTerminal, seconds: float, number: signal.Signals = signal.SIGTSTP) -> None:
    """Stop the program for so long; while a shell would read, the terminal is the shell's."""
    pid = window.pid_of_program()
    os.kill(pid, number)
    until(lambda: is_stopped(pid))
    window.pump(0.1)
    if number is signal.SIGTSTP:
        assert is_given_back(window)
    settings = termios.tcgetattr(window.child.child_fd)
    settings[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(window.child.child_fd, termios.TCSANOW, settings)
    window.pump(seconds)
    os.kill(pid, signal.SIGCONT)


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP], ids=["asked", "forced"])
def test_a_session_that_was_stopped_is_paused_drawn_anew_and_goes_on_by_a_key(
    terminal: Open, answers_file: AnswersFile, number: signal.Signals
) -> None:
    window = terminal("start", "general", "--answers", str(answers_file()))
    begin(window)
    held_up(window, 0.5, number)
    shown = window.wait_for("Paused: you were away.", "space go on")
    assert shown.startswith("  General")
    assert "left" in shown.splitlines()[0]
    assert not reads_lines(window)
    assert shows_full_screen(window)
    window.press(" ")
    window.wait_for("Get ready", "space pause")
    window.press("\x03")
    assert window.leave_with() == 130
    window.assert_as_before()
    assert_cut_off()


def test_a_session_in_lines_that_was_stopped_is_paused_and_goes_on_by_a_key(
    terminal: Open, answers_file: AnswersFile
) -> None:
    window = terminal("start", "general", "--plain", "--answers", str(answers_file()))
    begin(window, plain=True)
    held_up(window, 2.5)
    window.wait_for("Space goes on.")
    assert not reads_lines(window)
    window.press(" ")
    window.wait_for("Sit and look at your feet")
    window.press("\x03")
    assert window.leave_with() == 130
    window.assert_as_before()
    assert b"\x1b" not in window.raw
    assert_cut_off()


def test_a_question_is_drawn_anew_and_answered_after_the_process_was_stopped(
    terminal: Open,
) -> None:
    window = terminal("start", "general")
    window.wait_for("New chest pain?")
    held_up(window, 0.2)
    window.wait_for("New chest pain?", " 1/20")
    window.press("n")
    window.wait_for(" 2/20")
    window.press("\x03")
    assert window.leave_with() == 130
    window.assert_as_before()


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["full", "lines"])
def test_what_was_typed_while_the_process_was_stopped_begins_nothing(
    terminal: Open, answers_file: AnswersFile, plain: list[str]
) -> None:
    window = terminal("start", "general", *plain, "--answers", str(answers_file()))
    window.wait_for("Type begin" if plain else "Enter begin")
    window.pump(0.6)
    pid = window.pid_of_program()
    os.kill(pid, signal.SIGTSTP)
    until(lambda: is_stopped(pid))
    window.child.send("begin\r" if plain else "\r")
    window.pump(0.1)
    os.kill(pid, signal.SIGCONT)
    window.wait_for("still stands" if plain else "Enter begin")
    window.pump(1.5)
    assert "Get ready" not in window.text
    window.press("begin\r" if plain else "\r")
    window.wait_for("Get ready" if plain else "begins in")
    window.press("\x03")
    assert window.leave_with() == 130


def test_a_list_can_be_chosen_from_after_the_process_was_stopped(terminal: Open) -> None:
    window = terminal("start")
    window.wait_for("Which routine?", "general", "runner")
    held_up(window, 0.2)
    window.wait_for("Which routine?", "general", "runner")
    assert not reads_lines(window)
    assert shows_full_screen(window)
    window.press("\r")
    window.wait_for("New chest pain?")
    window.press("\x03")
    assert window.leave_with() == 130
    window.assert_as_before()


def test_stopped_a_second_time_the_terminal_is_given_back_again_and_left_as_it_was(
    terminal: Open, answers_file: AnswersFile
) -> None:
    window = terminal("start", "general", "--answers", str(answers_file()))
    begin(window)
    for _ in range(2):
        held_up(window, 0.2)
        window.wait_for("General")
    os.kill(window.pid_of_program(), signal.SIGTERM)
    assert window.leave_with() == 143
    window.assert_as_before()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["terminate", "hang-up"]
)
def test_a_session_that_is_ended_while_it_is_stopped_leaves_all_as_it_was(
    terminal: Open, answers_file: AnswersFile, number: signal.Signals, code: int
) -> None:
    window = terminal("start", "general", "--answers", str(answers_file()))
    begin(window)
    pid = window.pid_of_program()
    os.kill(pid, signal.SIGTSTP)
    until(lambda: is_stopped(pid))
    os.kill(pid, number)
    os.kill(pid, signal.SIGCONT)
    assert window.leave_with() == code
    window.assert_as_before()
    assert "Traceback" not in window.text
    assert_cut_off()


def test_a_stopped_session_whose_window_is_closed_can_be_gone_on_with(
    terminal: Open, answers_file: AnswersFile
) -> None:
    window = terminal("start", "general", "--answers", str(answers_file()))
    begin(window)
    pid = window.pid_of_program()
    os.kill(pid, signal.SIGTSTP)
    until(lambda: is_stopped(pid))
    with contextlib.suppress(pexpect.ExceptionPexpect):  # it waits a moment only for the shell
        window.child.close(force=False)
    os.kill(pid, signal.SIGCONT)
    until(lambda: ended(pid))
    assert_cut_off()


def led_without_terminal(answers: Path) -> subprocess.Popen[str]:
    """Return a session that runs by itself, under way."""
    command = [sys.executable, "-m", "footcoach", "start", "general", "--answers", str(answers)]
    led = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    assert led.stdout is not None
    while "Get ready" not in led.stdout.readline():
        pass
    return led


def test_when_nobody_reads_the_output_any_more_the_session_ends_and_can_be_gone_on_with(
    answers_file: AnswersFile,
) -> None:
    with led_without_terminal(answers_file()) as led:
        assert led.stdout is not None
        assert led.stderr is not None
        led.stdout.close()
        assert led.wait(timeout=60) == 129
        assert led.stderr.read() == ""
    assert_cut_off()


def test_a_session_without_terminal_that_is_terminated_can_be_gone_on_with(
    answers_file: AnswersFile,
) -> None:
    with led_without_terminal(answers_file()) as led:
        led.send_signal(signal.SIGTERM)
        _, errors = led.communicate(timeout=60)
    assert (led.returncode, errors) == (143, "")
    assert_cut_off()


def test_streams_that_the_caller_closed_lead_nowhere_and_the_session_is_led(
    answers_file: AnswersFile, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = f"exec '{sys.executable}' -m footcoach start general --answers"
    led: dict[str, subprocess.Popen[bytes]] = {}
    for closed in (">&-", "2>&-", "<&-", "<&- >&- 2>&-"):
        led[closed] = subprocess.Popen(
            ["/bin/sh", "-c", f'{start} "$0" {closed}', str(answers_file())],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "FOOTCOACH_HOME": f"{home} {len(led)}"},
        )
    for number, each in enumerate(led.values()):
        monkeypatch.setenv("FOOTCOACH_HOME", f"{home} {number}")
        until(has_noted, seconds=30)
        each.terminate()
        _, errors = each.communicate(timeout=60)
        assert (each.returncode, errors) == (143, b"")
        assert_cut_off()


def has_noted() -> bool:
    """Tell whether it was noted that a session has come to its first step."""
    noted = load_resume_point()
    return noted is not None and noted.progress.done > 0
