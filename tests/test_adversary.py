"""Every way we could think of to reach a timed step without a fresh, passing screening."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import AnswersFile, Open, today
from footcoach.core.profile import CLEARABLE, Clearance, Profile
from footcoach.core.questionnaire import QUESTIONS
from footcoach.storage.profile import change_profile, profile_file
from realterminal import RealTerminal
from samples import kept_history, routine_toml

pytestmark = pytest.mark.terminal

TODAY = date.fromisoformat(today())
TIMED = ("Get ready", "step 1 of", "Ready?")
"""What a screen shows only after a passing screening."""


def assert_no_step(window: RealTerminal) -> None:
    seen = window.raw.decode(errors="replace")
    assert not any(words in seen for words in TIMED), window.text


def test_a_step_would_be_seen(terminal: Open, answers_file: AnswersFile) -> None:
    window = terminal("start", "general", "--answers", str(answers_file()))
    window.wait_for("Ready?")
    with pytest.raises(AssertionError):
        assert_no_step(window)


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


def test_a_window_resized_at_a_question_answers_nothing(terminal: Open) -> None:
    window = terminal("start", "general")
    window.wait_for(" 1/20")
    for width, height in ((40, 10), (120, 40), (20, 5), (80, 24)):
        window.resize(width, height)
        window.child.send("n")
        window.pump(0.05)
    window.wait_for(" 1/20", "New chest pain?")
    assert_no_step(window)


# --- what was kept -------------------------------------------------------------------------------


def keep(*, days_ago: int = 0, question_set: str | None = None, **changes: object) -> None:
    """Leave a profile in which a history of nothing but "no" was kept so many days ago."""
    history = kept_history(on=TODAY - timedelta(days=days_ago))
    if question_set:
        history = history.model_copy(update={"question_set": question_set})
    change_profile(lambda _: Profile(history=history).model_copy(update=changes), TODAY)


def edit(change: Callable[[dict[str, Any]], None]) -> None:
    """Edit the profile by hand."""
    data = json.loads(profile_file().read_text(encoding="utf-8"))
    change(data)
    profile_file().write_text(json.dumps(data), encoding="utf-8")


def everything_kept(data: dict[str, Any]) -> None:
    data["history"]["answers"] = {q.id: "no" for q in QUESTIONS}


def put_off(data: dict[str, Any]) -> None:
    tomorrow = date.fromisoformat(today()) + timedelta(days=1)
    data["history"]["answered_on"] = tomorrow.isoformat()


def one_more_key(data: dict[str, Any]) -> None:
    data["screened"] = True


def not_a_word(data: dict[str, Any]) -> None:
    data["history"]["answers"]["diabetes"] = False


def without_diabetes(data: dict[str, Any]) -> None:
    del data["history"]["answers"]["diabetes"]


@pytest.mark.parametrize(
    "change", [everything_kept, put_off, one_more_key, not_a_word, without_diabetes]
)
def test_an_edited_profile_is_one_warning_and_all_twenty_questions(
    terminal: Open, change: Callable[[dict[str, Any]], None]
) -> None:
    keep()
    edit(change)
    window = terminal("start", "general")
    window.wait_for(" 1/20", "All is asked: what was kept cannot be read.")
    window.child.send("\x03")
    assert window.leave_with() == 130
    assert window.raw.count(b"Nothing in it is used") == 1
    assert_no_step(window)


def test_a_shortened_profile_is_one_warning_and_all_twenty_questions(terminal: Open) -> None:
    keep()
    profile_file().write_bytes(profile_file().read_bytes()[:60])
    terminal("start", "general").wait_for(" 1/20", "All is asked")


@pytest.mark.parametrize(
    ("days_ago", "question_set", "why"),
    [
        (91, None, "are over 90 days old"),
        (400, None, "are over 90 days old"),
        (1, "2020-01-01", "the questions have changed"),
    ],
)
def test_consent_of_long_ago_or_to_other_questions_is_no_consent(
    terminal: Open, days_ago: int, question_set: str | None, why: str
) -> None:
    keep(days_ago=days_ago, question_set=question_set)
    window = terminal("start", "general")
    window.wait_for(" 1/20")
    assert why in " ".join(window.text.split())


def test_a_clock_set_back_makes_kept_answers_be_of_the_future_and_all_is_asked(
    terminal: Open,
) -> None:
    keep()
    edit(put_off)
    terminal("start", "general").wait_for(" 1/20", "All is asked")


def test_a_clearance_for_everything_does_not_let_a_wound_through(
    terminal: Open, answers_file: AnswersFile
) -> None:
    cleared = tuple(Clearance(question=id_, by="me", on=TODAY) for id_ in CLEARABLE)
    keep(clearances=cleared)
    answers = answers_file(
        skin_open="yes", skin_open__deep_or_dirty="no", skin_open__slow_to_heal="no"
    )
    window = terminal("start", "general", "--answers", str(answers))
    assert window.leave_with() == 3
    assert_no_step(window)


def test_a_clearance_written_into_the_profile_for_a_danger_sign_spoils_it_whole(
    terminal: Open,
) -> None:
    keep()

    def clear_chest_pain(data: dict[str, Any]) -> None:
        data["clearances"] = [{"question": "chest_breath", "by": "me", "on": today()}]

    edit(clear_chest_pain)
    window = terminal("start", "general")
    window.wait_for(" 1/20", "All is asked")
    window.press("y")
    window.wait_for("Call your emergency number now.")


def test_what_was_kept_lets_nobody_past_the_danger_signs(terminal: Open) -> None:
    keep(days_ago=3)
    window = terminal("start", "general")
    window.answer_no(11)
    window.wait_for("No stop signs", "your answers of")
    assert "k keep" not in window.text, "there is nothing new to keep"
    window.child.send("\x03")
    assert window.leave_with() == 130
    assert_no_step(window)


# --- files and the environment -------------------------------------------------------------------


@pytest.mark.parametrize("days", [-1, 1])
def test_answers_of_another_day_start_nothing(
    terminal: Open, answers_file: AnswersFile, days: int
) -> None:
    day = (date.fromisoformat(today()) + timedelta(days=days)).isoformat()
    window = terminal("start", "general", "--answers", str(answers_file(day=day)))
    assert window.leave_with() == 2
    assert_no_step(window)


@pytest.mark.parametrize(
    "deep",
    [
        ("pressure = 2", "pressure = 4"),
        ('with = "thumbs"', 'with = "knuckles"'),
        ('technique = "gliding"', 'technique = "press_and_hold"'),
        ('zone = "sole"', 'zone = "calf"'),
    ],
    ids=["pressure", "knuckles", "press and hold", "calf"],
)
def test_a_routine_that_claims_to_be_gentle_and_is_not_starts_nothing(
    terminal: Open, answers_file: AnswersFile, tmp_path: Path, deep: tuple[str, str]
) -> None:
    path = tmp_path / "deep.toml"
    path.write_text(routine_toml(deep), encoding="utf-8")
    answers = answers_file(thin_bones="yes", thin_bones__severe="no")
    window = terminal("start", str(path), "--answers", str(answers))
    assert window.leave_with() == 4
    assert_no_step(window)


ENVIRONMENTS = {
    "automation": {"CI": "true", "DEBIAN_FRONTEND": "noninteractive", "FORCE_COLOR": "1"},
    "prefixed": {"FOOTCOACH_ANSWERS": "no", "FOOTCOACH_YES": "1", "FOOTCOACH_DEBUG": "1"},
    "python": {"PYTHONOPTIMIZE": "2", "PYTHONINSPECT": "", "PYTHONDONTWRITEBYTECODE": "1"},
    "terminal": {"COLUMNS": "1", "LINES": "1", "TTY_COMPATIBLE": "0"},
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_no_environment_variable_answers_a_question(terminal: Open, name: str) -> None:
    window = terminal("start", "general", env=ENVIRONMENTS[name])
    window.wait_for("New chest pain?")
    window.child.send("\r\n ")
    window.pump(0.3)
    window.wait_for("New chest pain?")
    assert_no_step(window)


@pytest.mark.parametrize("home", ["/dev/null", "/proc/none", "relative", ""])
def test_a_home_that_cannot_be_read_keeps_no_answers(terminal: Open, home: str) -> None:
    window = terminal("start", "general", env={"FOOTCOACH_HOME": home, "HOME": "/nonexistent"})
    window.wait_for("New chest pain?", "/20")
    assert_no_step(window)
