"""The real program in a real terminal, from the first question to standing up."""

import re
import shutil
from pathlib import Path

import pytest

from conftest import Open, lacking, saved
from footcoach.cli.routines import offered_steps
from footcoach.core.routine import Part
from footcoach.storage.history import History
from footcoach.storage.library import load_routine
from footcoach.storage.profile import load_profile
from realterminal import FIRST_QUESTION
from samples import a_record

pytestmark = pytest.mark.terminal


def test_a_person_is_screened_and_massages_a_foot_to_the_end(
    terminal: Open, brief_routine: Path
) -> None:
    window = terminal("start", str(brief_routine), "--foot", "left", "--talk", "names")
    window.pass_welcome()
    window.answer_none(then="You can do any routine today.")
    window.wait_for("You can do any routine today.", "k keep my health answers for 90 days")
    window.press("k", "will be kept on this computer until", "Enter go on")
    window.press("\r", "to pause or stop.")
    window.begin()
    window.wait_for("left foot, step 1 of 1", "RUB THE FOOT", "Slide both hands")
    window.wait_for("Well done.", "How sore now, 0 to 10 (worst)?", "Enter done")
    window.press("3")
    window.wait_for("left: 3")
    window.end_with("\r", 0)
    assert "Left foot: 3 of 10 after." in window.printed
    assert load_profile().history is not None


def test_chest_pain_shows_the_emergency_page_and_its_advice_stays(terminal: Open) -> None:
    window = terminal("start")
    window.wait_for("Which routine?", "general", "runner")
    # Longer than prompt_toolkit waits for a terminal to say where its cursor is.
    window.pump(2.5)
    assert "WARNING" not in window.text
    window.press("\r", "Welcome to footcoach", "Not medical advice.")
    window.pass_welcome()
    window.press("a", "a [x] chest pain", "Enter go on with a")
    window.press("\r")
    shown = window.wait_for("Call your emergency number now.", "I pressed the wrong key")
    assert shown.startswith("  Call your emergency number now.")
    window.press("\x1b[D", *FIRST_QUESTION)
    window.press("a", "a [x] chest pain")
    window.press("\r", "Call your emergency number now.")
    window.resize(30, 6)
    window.wait_for("Call your emergency number", "112, 911")
    window.resize(80, 24)
    window.wait_for("I pressed the wrong key")
    window.end_with("\r", 3)
    assert "Call your emergency number now." in window.printed
    assert "of about" not in window.printed


def test_danger_signs_in_a_session_end_it_with_advice_that_stays(begin: Open) -> None:
    window = begin()
    window.press("x", "It hurts")
    window.press("b", "Enter leave")
    window.end_with("\r", 3)
    assert "Call your emergency number now" in window.printed
    assert "Sit still" in window.printed
    assert "Well done" not in window.printed


def test_resizing_a_running_session_leaves_no_debris(begin: Open) -> None:
    window = begin()
    window.wait_for("Get ready: Sit, look")
    window.press(" ")
    window.wait_for("Paused.")
    for width, height in ((40, 10), (120, 40), (30, 6), (60, 20)):
        window.resize(width, height)
        window.pump(0.8)
    lines = window.text.splitlines()
    assert sum("Paused." in line for line in lines) == 1
    assert sum("q stop" in line for line in lines) == 1
    assert lines[0].startswith("  General")


def test_a_simple_terminal_gets_no_colour_and_only_ascii_and_presses_no_keys(begin: Open) -> None:
    window = begin(env={"NO_COLOR": "1", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    window.wait_for("Get ready: Sit, look")
    cells = [cell for row in window.emulator.buffer.values() for cell in row.values()]
    assert {cell.fg for cell in cells} == {"default"}
    # The terminal tells that it has the focus, and its name: nobody pressed that.
    window.child.send("\x1b[I\x1bP>|XTerm(370)\x1b\\")
    window.pump(0.5)
    window.wait_for("space pause")
    assert window.raw.isascii()
    assert "?" not in re.sub("sore[?]|swollen[?]", "", window.text)


def test_line_mode_takes_words_and_sends_no_escape_codes(terminal: Open) -> None:
    window = terminal("start", "general", env={"TERM": "dumb"})
    window.wait_for("Question 1 of about 21.", "a: chest pain", "Type letters such as a b")
    window.press("not sure\n", "Not sure? This may help.")
    window.press("a\n", "Call your emergency number now.", "Type leave or back:")
    window.end_with("leave\n", 3)
    assert b"\x1b" not in window.raw


def test_a_session_in_line_mode_can_be_paused_and_stopped(begin: Open) -> None:
    window = begin("--plain")
    window.press(" ")
    window.wait_for("Paused.")
    window.press("q")
    window.wait_for("Stop here?")
    window.end_with("y", 0)
    assert "Stopped here." in window.text
    assert b"\x1b" not in window.raw


def test_nothing_is_erased_unless_the_person_says_yes(terminal: Open) -> None:
    History().add(a_record())
    for keys, code, left in (("\r", 0, 1), ("\x03", 130, 1), ("y\r", 0, 0)):
        # A Ctrl-C at a plain line goes to every process of the window.
        window = terminal("forget", before="trap : INT; ")
        window.wait_for("[y/N]")
        window.press(keys)
        if keys != "\x03":
            window.assert_left_with(code)
        else:
            window.wait_for("Nothing was changed.")
        assert len(saved()) == left


def test_a_routine_is_made_by_answering_and_passes_the_check(terminal: Open, home: Path) -> None:
    window = terminal("routines", "new", width=60, height=20)
    window.wait_for("What is it called?")
    window.press("My 足 evening\r")
    window.wait_for("Which steps for each foot?")
    window.end_with(" \x1b[B \r", 0)
    made = load_routine("my-足-evening")
    assert made.title == "My 足 evening"
    first_two = [step for _, step in offered_steps()[:2]]
    assert list(made.in_part(Part.EACH_FOOT)) == first_two


def test_a_long_text_is_read_in_the_pager_which_may_be_left_early(terminal: Open) -> None:
    if not shutil.which("less"):
        lacking("less")
    # The shell around it, which gets Ctrl-C too, says nothing after that.
    window = terminal("learn", "diabetes", env={"PAGER": "less"})
    window.wait_for("diabetes: Feet with diabetes")
    window.press("\x03")
    window.press(" ", "Weak support")
    window = terminal("learn", "diabetes", env={"PAGER": "less"})
    window.wait_for("diabetes: Feet with diabetes")
    window.end_with("q", 0)
    assert b"No clinician has reviewed" not in window.raw
