"""The real program in a real terminal, from the first question to standing up."""

import os
import signal
import sys
from pathlib import Path

import pexpect
import pytest

from conftest import AnswersFile, Open
from footcoach.storage.history import History
from realterminal import RealTerminal
from samples import NOW, a_record

pytestmark = pytest.mark.terminal


def test_a_person_is_screened_and_led_through_a_routine_to_its_end(
    terminal: Open, short_routine: Path
) -> None:
    window = terminal("start", str(short_routine))
    window.answer_no()
    window.wait_for("No stop signs in your answers.", "Enter go on")
    window.press("\r")
    window.wait_for("Ready?", "After Enter you need no keys.")
    window.press("\r")
    window.wait_for("Get ready: Warm the lotion")
    window.wait_for("left foot, step 1 of 1", "RUB THE FOOT", "Slide slowly from the toes")
    window.wait_for("CHANGE FEET: NOW THE RIGHT FOOT")
    window.wait_for("right foot, step 1 of 1")
    window.wait_for("SOCKS ON")
    window.wait_for("Well done.", "How sore are they now", "Enter done")
    window.press("3")
    window.wait_for("left: 3")
    window.press("\r")
    assert window.leave_with() == 0
    assert "Left foot: 3 of 10 after." in window.printed
    window.assert_as_before()


def test_in_the_smallest_window_one_foot_is_led_to_its_end(
    terminal: Open, short_routine: Path, answers_file: AnswersFile
) -> None:
    window = terminal(
        "start", str(short_routine), "--foot", "right", "--answers", str(answers_file()),
        width=40, height=10,
    )  # fmt: skip
    window.wait_for("Ready?")
    while "Enter begin" not in window.text:
        window.press(" ")
    window.press("\r")
    window.wait_for("right foot, step 1 of 1", "RUB THE FOOT")
    window.wait_for("SOCKS ON", "space pause")
    window.wait_for("Well done.")
    while "Enter done" not in window.text:
        window.press(" ")
    window.press("\r")
    assert window.leave_with() == 0


def test_the_chooser_leads_to_the_questions(terminal: Open) -> None:
    window = terminal("start")
    window.wait_for("Which routine?", "general", "runner")
    window.press("\r")
    window.wait_for("New chest pain?", "1/20", "Not medical advice.")
    window.press("\x03")
    assert window.leave_with() == 130


def test_chest_pain_shows_the_emergency_page_before_any_other_question(terminal: Open) -> None:
    window = terminal("start", "general")
    window.wait_for("New chest pain?")
    window.press("y")
    shown = window.wait_for("Call your emergency number now.", "I pressed the wrong key")
    assert shown.startswith("  Call your emergency number now.")
    window.press("\x1b[D")
    window.wait_for("New chest pain?", "1/20")
    window.press("y")
    window.wait_for("Call your emergency number now.")
    window.press("\r")
    assert window.leave_with() == 3
    assert "Call your emergency number now." in window.printed, "the advice must stay"
    assert "/20" not in window.printed
    window.assert_as_before()


def begin(window: RealTerminal) -> None:
    """Go from the ready page to the first step."""
    window.wait_for("Ready?")
    window.press("\r")
    window.wait_for("SIT AND LOOK AT YOUR FEET")


@pytest.mark.parametrize(
    ("keys", "code", "words"),
    [
        (["q", "y"], 0, ["Stopped here.", "socks"]),
        (["x", "s"], 0, ["Stop for today"]),
        (["x", "b"], 3, ["Call your emergency number now", "Sit still"]),
        (["\x03"], 130, ["Stopped here.", "socks"]),
    ],
    ids=["quit", "sharp", "danger", "ctrl-c"],
)
def test_every_way_out_of_a_session_says_what_to_do_and_leaves_the_terminal_as_it_was(
    terminal: Open, answers_file: AnswersFile, keys: list[str], code: int, words: list[str]
) -> None:
    window = terminal("start", "general", "--answers", str(answers_file()))
    begin(window)
    for key in keys:
        window.press(key)
    if keys[0] != "\x03":
        window.wait_for("Enter leave" if keys[0] == "x" else "Enter done")
        window.press("\r")
    assert window.leave_with() == code
    printed = " ".join(window.printed.split())
    for word in (*words, "socks or shoes on"):
        assert word in printed
    assert "Well done" not in window.printed
    window.assert_as_before()


def test_the_length_on_the_ready_page_counts_the_time_that_was_set_to_get_ready(
    terminal: Open, answers_file: AnswersFile, home: Path
) -> None:
    home.mkdir(mode=0o700)
    (home / "config.toml").write_text("get_ready_seconds = 30\n", encoding="utf-8")
    window = terminal("start", "general", "--answers", str(answers_file()))
    assert "General: 11 min, left foot" in window.wait_for("Ready?")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
@pytest.mark.parametrize("moment", ["question", "session"])
def test_a_signal_leaves_the_terminal_as_it_was(
    terminal: Open, answers_file: AnswersFile, number: int, code: int, moment: str
) -> None:
    if moment == "question":
        window = terminal("start", "general")
        window.wait_for("1/20")
    else:
        window = terminal("start", "general", "--answers", str(answers_file()))
        begin(window)
    os.kill(window.pid_of_program(), number)
    assert window.leave_with() == code
    assert "Traceback" not in window.text
    window.assert_as_before()


@pytest.mark.parametrize("moment", ["question", "session", "plain"])
def test_a_closed_window_ends_the_program_as_a_hang_up(
    answers_file: AnswersFile, tmp_path: Path, moment: str
) -> None:
    errors = tmp_path / "errors.txt"
    more = [] if moment == "question" else ["--answers", str(answers_file())]
    more += ["--plain"] if moment == "plain" else []
    command = [sys.executable, "-m", "footcoach", "start", "general", *more]
    window = pexpect.spawn(
        "/bin/sh",
        ["-c", 'exec "$@" 2>"$0"', str(errors), *command],
        env={**os.environ, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"},
        timeout=30,
    )
    window.expect({"question": "Fainting", "session": "Ready", "plain": "Type begin"}[moment])
    if moment != "question":
        window.expect(pexpect.TIMEOUT, timeout=0.6)
        window.send("begin\n" if moment == "plain" else "\r")
        window.expect("Get ready")
    window.close(force=False)
    assert (window.exitstatus, window.signalstatus) == (129, None)
    assert errors.read_text(encoding="utf-8") == ""


def test_leaving_the_emergency_page_with_ctrl_c_leaves_its_advice(terminal: Open) -> None:
    window = terminal("start", "general")
    window.wait_for("New chest pain?")
    window.press("y")
    window.wait_for("Call your emergency number now.")
    window.press("\x03")
    assert window.leave_with() == 3
    assert "Call your emergency number now." in window.printed


def test_resizing_a_running_session_leaves_no_debris(
    terminal: Open, answers_file: AnswersFile
) -> None:
    window = terminal("start", "general", "--answers", str(answers_file()))
    begin(window)
    window.press(" ")
    window.wait_for("Paused.")
    for width, height in ((40, 10), (120, 40), (30, 6), (60, 20)):
        window.resize(width, height)
        window.pump(0.8)
    lines = window.text.splitlines()
    assert sum("Paused." in line for line in lines) == 1
    assert sum("space" in line for line in lines) == 1
    assert lines[0].startswith("  General")


def test_a_process_that_was_stopped_however_briefly_finds_its_session_paused(
    terminal: Open, answers_file: AnswersFile
) -> None:
    window = terminal("start", "general", "--answers", str(answers_file()))
    begin(window)
    pid = window.pid_of_program()
    os.kill(pid, signal.SIGSTOP)
    window.pump(0.3)
    os.kill(pid, signal.SIGCONT)
    window.wait_for("Paused: you were away.")


def test_no_color_means_no_colour(terminal: Open, answers_file: AnswersFile) -> None:
    window = terminal("start", "general", "--answers", str(answers_file()), env={"NO_COLOR": "1"})
    begin(window)
    cells = [cell for row in window.emulator.buffer.values() for cell in row.values()]
    assert {cell.fg for cell in cells} == {"default"}


def test_in_an_ascii_terminal_only_ascii_is_sent(terminal: Open, answers_file: AnswersFile) -> None:
    window = terminal(
        "start",
        "general",
        "--answers",
        str(answers_file()),
        env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    begin(window)
    window.pump(0.5)
    assert window.raw.isascii()
    assert "?" not in window.text.replace("patch?", "")


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}])
def test_line_mode_takes_words_and_sends_no_escape_codes(
    terminal: Open, env: dict[str, str]
) -> None:
    window = terminal("start", "general", env=env)
    window.wait_for("Question 1 of 20.", "Type yes")
    window.press("not sure\n")
    window.wait_for("Not sure? This may help.")
    window.press("yes\n")
    window.wait_for("Call your emergency number now.", "Type leave or back:")
    window.press("leave\n")
    assert window.leave_with() == 3
    assert b"\x1b" not in window.raw


def test_a_session_in_line_mode_can_be_paused_and_stopped(
    terminal: Open, answers_file: AnswersFile
) -> None:
    window = terminal("start", "general", "--plain", "--answers", str(answers_file()))
    window.wait_for("Type begin")
    window.press("begin\n")
    window.wait_for("Get ready: Sit and look")
    window.press(" ")
    window.wait_for("Paused.")
    window.press("q")
    window.wait_for("Stop here?")
    window.press("y")
    assert window.leave_with() == 0
    assert "Stopped here." in window.text
    window.assert_as_before()


def test_who_has_the_health_history_kept_answers_eleven_questions_the_next_time(
    terminal: Open,
) -> None:
    first = terminal("screen")
    first.answer_no()
    first.wait_for("k keep my health answers 90 days")
    first.press("k")
    first.wait_for("will be kept on this computer until", "k do not keep them")
    first.press("\r")
    assert first.leave_with() == 0
    again = terminal("start", "general")
    again.answer_no(11)
    again.wait_for("No stop signs in your answers.")
    again.press("\r")
    again.wait_for("Ready?")


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["full", "lines"])
def test_a_full_disk_is_a_warning_and_the_session_goes_on(
    terminal: Open, plain: list[str], short_routine: Path
) -> None:
    window = terminal("start", str(short_routine), *plain, before="ulimit -f 0; ")
    if plain:
        for number in range(1, 21):
            window.wait_for(f"Question {number} of 20.", "Type yes")
            window.pump(0.2)
            window.press("no\r")
        # What is typed before it was asked for does not count: wait for what asks for it.
        for asked, word in (("or keep:", "keep"), ("or do not keep:", "continue")):
            window.wait_for(asked)
            window.press(f"{word}\r")
        window.wait_for("Type begin")
        window.press("begin\r")
    else:
        window.answer_no()
        for words, key in (("k keep", "k"), ("k do not", "\r"), ("Enter begin", "\r")):
            window.wait_for(words)
            window.press(key)
    window.wait_for("Warm the lotion")
    window.child.send("\x03")
    assert window.leave_with() == 130
    printed = " ".join(window.printed.split())
    assert "Your health answers could not be kept." in printed
    assert "This session is not remembered." in printed


@pytest.mark.parametrize("keys", ["\r", "n\r"])
@pytest.mark.parametrize("command", [["forget"], ["history", "delete", "00000000"]])
def test_nothing_is_erased_unless_the_person_says_yes(
    terminal: Open, command: list[str], keys: str
) -> None:
    with History(NOW) as history:
        history.add(a_record())
    for pressed, left in ((keys, [a_record()]), ("y\r", [])):
        window = terminal(*command)
        window.wait_for("[y/N]")
        window.press(pressed)
        assert window.leave_with() == 0
        with History(NOW) as history:
            assert history.recent(1) == left


def test_ctrl_c_when_asked_erases_nothing() -> None:
    with History(NOW) as history:
        history.add(a_record())
    window = pexpect.spawn(sys.executable, ["-m", "footcoach", "forget"], timeout=20)
    window.expect(r"\[y/N\]")
    window.sendintr()
    window.expect("Nothing was erased.")
    window.expect(pexpect.EOF)
    window.close()
    assert window.exitstatus == 130
    with History(NOW) as history:
        assert history.recent(1) == [a_record()]
