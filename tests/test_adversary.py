"""Every way we could think of to reach a timed step without a fresh, passing screening. None does."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from conftest import AnswersFile, Open, today
from footcoach.core.profile import Clearance, Profile
from footcoach.core.question import Answer
from footcoach.store.paths import profile_file
from footcoach.store.profile import change_profile
from realterminal import RealTerminal
from samples import kept_history, routine_toml

pytestmark = pytest.mark.terminal

TODAY = date.fromisoformat(today())
TIMED = ("Get ready", "step 1 of", "STEP", "Ready?")
"""What a screen shows only after a passing screening."""


def assert_no_step(window: RealTerminal) -> None:
    seen = window.raw.decode(errors="replace")
    assert not any(words in seen for words in TIMED), window.text


# --- keys ----------------------------------------------------------------------------------------


def test_a_held_key_answers_at_most_two_questions_and_passes_no_page(terminal: Open) -> None:
    window = terminal("start", "general")
    window.wait_for("1/20")
    window.pump(0.5)
    window.child.send("n")
    window.pump(0.5)
    for _ in range(150):
        window.child.send("n")
        window.pump(1 / 30)
    window.pump(0.5)
    assert any(f" {number}/20" in window.text for number in (1, 2, 3)), window.text
    window.press("\x03")
    assert window.leave_with() == 130


def test_pasted_text_answers_at_most_two_questions(terminal: Open) -> None:
    window = terminal("start", "general")
    window.wait_for("1/20")
    window.pump(0.5)
    window.child.send("n" * 150)
    window.pump(1.0)
    assert any(f" {number}/20" in window.text for number in (1, 2, 3)), window.text
    window.press("\x03")
    assert window.leave_with() == 130


def test_enter_answers_no_question(terminal: Open) -> None:
    window = terminal("start", "general")
    window.wait_for("1/20")
    for _ in range(3):
        window.press("\r")
    window.pump(0.3)
    assert " 1/20" in window.text
    window.press("\x03")
    assert window.leave_with() == 130


@pytest.mark.parametrize("keys", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_leaving_at_a_question_starts_nothing(terminal: Open, keys: str) -> None:
    window = terminal("start", "general")
    window.wait_for("1/20")
    window.press("n")
    window.wait_for("2/20")
    window.press(keys)
    assert window.leave_with() == 130
    assert "Not screened, nothing started." in window.printed
    window.assert_as_before()


@pytest.mark.parametrize("source", ["yes n", "cat /dev/null"])
def test_answers_from_a_pipe_start_nothing(source: str) -> None:
    command = f"{source} 2>/dev/null | '{sys.executable}' -m footcoach start general"
    result = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 6
    assert result.stdout == ""
    assert "--answers FILE" in result.stderr


def test_a_held_enter_passes_one_page_and_starts_nothing(terminal: Open) -> None:
    window = terminal("start", "general")
    window.answer_no()
    window.wait_for("No stop signs in your answers.")
    window.pump(0.5)
    window.child.send("\r")
    window.pump(0.5)
    for _ in range(40):
        window.child.send("\r")
        window.pump(0.12)
    assert "Get ready" not in window.text
    window.press("\x03")
    assert window.leave_with() == 130


def test_keys_typed_while_the_process_was_stopped_answer_nothing(terminal: Open) -> None:
    window = terminal("start", "general")
    window.wait_for("1/20")
    pid = window.pid_of_program()
    os.kill(pid, signal.SIGSTOP)
    window.pump(3.5)
    window.child.send("n")
    os.kill(pid, signal.SIGCONT)
    window.pump(1.0)
    assert " 1/20" in window.text
    window.press("n")
    window.wait_for("2/20")


def test_lines_pasted_in_line_mode_answer_nothing(terminal: Open) -> None:
    window = terminal("start", "general", "--plain")
    window.wait_for("Question 1 of 20.", "Type yes")
    window.pump(0.5)
    window.child.send("no\n" * 40 + "continue\nbegin\n")
    window.wait_for("One at a time")
    window.pump(0.5)
    assert "Question 3" not in window.text
    window.press("\x04")
    assert window.leave_with() == 130
