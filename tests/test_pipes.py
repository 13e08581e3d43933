"""With input or output redirected, a person is asked on the terminal, and only there."""

import json
import signal
from pathlib import Path

import pytest

from conftest import AnswersFile, Open, saved
from footcoach.core.states import Status
from realterminal import FIRST_QUESTION

pytestmark = pytest.mark.terminal


def test_only_the_result_goes_into_the_pipe_and_no_answer_comes_from_one(
    terminal: Open, tmp_path: Path
) -> None:
    result = tmp_path / "result.json"
    window = terminal("screen", "--json", before="yes n | ", redirected=f" | cat > '{result}'")
    window.pass_welcome()
    window.resize(70, 20)
    window.wait_for(*FIRST_QUESTION, " 1 of about 21")
    window.resize(80, 24)
    window.answer_none(then="You can do any routine today.")
    # A list, too, is on the terminal.
    window.press("\x1b[D", "Which answer is wrong?")
    window.press("\r", "Enter go on")
    window.end_with("\r", 0)
    assert json.loads(result.read_text(encoding="utf-8"))["level"] == "go"


def test_in_lines_too_the_file_gets_the_outcome_and_the_person_sees_it(
    terminal: Open, tmp_path: Path
) -> None:
    result = tmp_path / "result"
    window = terminal("screen", "--plain", redirected=f" > '{result}'")
    window.wait_for("Question 1 of about 21", "none, not sure or help:")
    window.press("a\r", "Call your emergency number now.", "Type ")
    window.press("leave\r", "EXIT=")
    window.assert_left_with(3)
    assert "Call your emergency number now." in result.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "end", "code"),
    [([], signal.SIGTERM, 143), (["--plain"], signal.SIGHUP, 129), ([], "\x03", 130)],
    ids=["terminate", "hang-up in lines", "ctrl-c"],
)
def test_however_redirected_questions_end_the_terminal_is_as_it_was(
    terminal: Open, tmp_path: Path, options: list[str], end: signal.Signals | str, code: int
) -> None:
    result = tmp_path / "result"
    window = terminal("screen", *options, redirected=f" < /dev/null > '{result}'")
    window.wait_for("Welcome to footcoach")
    window.end_with(end, code)
    assert result.read_text(encoding="utf-8") == ""


def test_answers_from_standard_input_leave_the_session_to_the_terminal(
    terminal: Open, answers_file: AnswersFile, brief_routine: Path, tmp_path: Path
) -> None:
    result = tmp_path / "result"
    window = terminal(
        *("start", str(brief_routine), "--foot", "left", "--answers", "-"),
        redirected=f" < '{answers_file()}' > '{result}'",
    )
    window.begin()
    window.press("q", "Stop here?")
    window.press("y", "Enter done")
    window.end_with("\r", 0)
    # What to do afterwards is for the person, not for the file.
    assert "socks or shoes on" in window.printed
    assert result.read_text(encoding="utf-8") == ""
    assert [each.status for each in saved()] == [Status.STOPPED_EARLY]
