"""What could be tried in a terminal to reach a timed step without a fresh, passing screening."""

import json
import signal
import time
from datetime import date

import pytest

from cli.running import shell
from conftest import AnswersFile, Open, today
from footcoach.core.profile import Profile
from footcoach.core.questionnaire import QUESTIONS
from footcoach.storage.profile import change_profile, profile_file
from realterminal import FIRST_QUESTION, RealTerminal
from samples import kept_history

pytestmark = pytest.mark.terminal

# What a screen shows only after a passing screening.
TIMED = ("Get ready", "step 1 of", "Ready?")
QUIET = 0.2  # seconds without a key before one that counts
DELAY = 0.5  # seconds until a held key begins to repeat


def assert_no_step(window: RealTerminal) -> None:
    seen = window.raw.decode(errors="replace")
    assert not any(words in seen for words in TIMED), window.text


def leave(window: RealTerminal) -> None:
    window.end_with("\x03", 130)


def test_a_step_would_be_seen(terminal: Open, answers_file: AnswersFile) -> None:
    window = terminal("start", "general", "--answers", str(answers_file()))
    window.wait_for("Ready?")
    with pytest.raises(AssertionError):
        assert_no_step(window)


# --- keys ----------------------------------------------------------------------------------------


def hold(window: RealTerminal, key: str, seconds: float) -> int:
    """Hold a key down, which repeats after the usual delay; so its first press may well count.

    Return how often the machine was too slow to repeat it in time.
    """
    window.press(key)
    window.pump(DELAY)
    gaps, last = 0, time.monotonic()
    end = last + seconds
    while time.monotonic() < end:
        window.child.send(key)
        gaps += time.monotonic() - last > QUIET * 0.75
        last = time.monotonic()
        window.pump(1 / 30)
    return gaps


@pytest.mark.parametrize(("key", "answered"), [("n", 2), ("a", 0), ("\r", 0)])
def test_a_held_key_answers_at_most_two_questions_and_a_letter_or_enter_none(
    terminal: Open, key: str, answered: int
) -> None:
    window = terminal("start", "general")
    window.pass_welcome()
    gaps = hold(window, key, 4)
    window.pump(0.5)
    assert window.question <= 1 + answered + (gaps if answered else 0)
    leave(window)


def test_a_held_enter_passes_one_page_and_starts_nothing(terminal: Open) -> None:
    keep()
    window = terminal("start", "general")
    window.pass_welcome()
    window.answer_none(11, then="You can do any routine today.")
    window.wait_for("You can do any routine today.", "your answers from")
    assert "k keep" not in window.text, "there is nothing new to keep"
    window.pump(0.5)
    gaps = hold(window, "\r", 3)
    assert "Get ready" not in window.text or gaps
    leave(window)


@pytest.mark.parametrize("text", ["n" * 150, "a\r" * 75], ids=["none", "ticks"])
def test_pasted_text_answers_at_most_two_questions(terminal: Open, text: str) -> None:
    window = terminal("start", "general")
    window.pass_welcome()
    window.press(text)
    window.pump(1.0)
    assert window.question <= 3
    leave(window)


def test_lines_pasted_in_line_mode_answer_nothing(terminal: Open) -> None:
    window = terminal("start", "general", "--plain")
    window.wait_for("Question 1 of about 21.", "Type letters such as a b")
    window.press("none\n" * 40 + "continue\nbegin\n")
    window.wait_for("One at a time")
    window.pump(0.5)
    assert b"Question 3" not in window.raw
    window.end_with("\x04", 130)


ENVIRONMENT = {
    "CI": "true",
    "DEBIAN_FRONTEND": "noninteractive",
    "FORCE_COLOR": "1",
    "FOOTCOACH_ANSWERS": "no",
    "FOOTCOACH_YES": "1",
    "FOOTCOACH_DEBUG": "1",
    "PYTHONOPTIMIZE": "2",
    "PYTHONINSPECT": "",
    "COLUMNS": "1",
    "TTY_COMPATIBLE": "0",
}


def test_no_variable_no_enter_no_resize_and_no_stop_answers_a_question(terminal: Open) -> None:
    window = terminal("start", "general", env=ENVIRONMENT)
    window.pass_welcome()
    for key in ("\r", " ", "\r"):
        window.press(key)
    window.signal(signal.SIGSTOP)
    window.press("n")
    window.signal(signal.SIGCONT)
    window.pump(0.5)
    for width, height in ((40, 10), (120, 40), (20, 5), (80, 24)):
        window.resize(width, height)
        window.child.send("n")
        window.pump(0.05)
    window.wait_for(*FIRST_QUESTION)
    window.press("n", " 2 of about ")
    window.end_with("\x04", 130)
    assert "No session was started." in window.printed
    assert_no_step(window)


@pytest.mark.parametrize("command", ["start general", "audio -o today.wav"])
@pytest.mark.parametrize("source", ["yes n", "cat /dev/null"])
def test_answers_from_a_pipe_start_nothing(source: str, command: str) -> None:
    result = shell(command, before=f"{source} 2>/dev/null | ")
    assert (result.returncode, result.stdout) == (6, "")
    assert "--answers FILE" in result.stderr


# --- what was kept -------------------------------------------------------------------------------


def keep() -> None:
    """Leave a profile in which a history of nothing but "none" was kept today."""
    history = kept_history(on=date.fromisoformat(today()))
    change_profile(lambda _: Profile(history=history))


def test_a_profile_edited_by_hand_is_a_warning_and_all_the_questions(terminal: Open) -> None:
    keep()
    data = json.loads(profile_file().read_text(encoding="utf-8"))
    data["history"]["answers"] = {q.id: "none" for q in QUESTIONS}
    data["clearances"] = [{"question": "chest.chest_pain", "by": "me", "on": today()}]
    profile_file().write_text(json.dumps(data), encoding="utf-8")
    window = terminal("start", "general")
    window.wait_for("about 21 short screens of questions", "kept answers are unreadable")
    window.pass_welcome()
    window.wait_for(" 1 of about 21")
    window.press("a", "a [x] chest pain")
    window.press("\r", "Call your emergency number now.")
    assert_no_step(window)
