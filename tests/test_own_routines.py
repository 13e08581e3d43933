"""Routines of one's own in the real program, in a pseudo-terminal."""

from pathlib import Path

import pytest

from conftest import SHORT, Open
from footcoach.storage.library import load_routine

pytestmark = pytest.mark.terminal


@pytest.fixture
def mine(home: Path) -> Path:
    """Put a routine into the user's folder."""
    path = home / "routines" / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_text(SHORT, encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_a_routine_is_made_by_answering_and_passes_the_check(
    terminal: Open, home: Path, size: tuple[int, int]
) -> None:
    window = terminal("routines", "new", width=size[0], height=size[1])
    window.wait_for("What is it called?")
    window.press("My 足 evening\r")
    for question in ("On which days?", "after a run", "What do the hands do?", "With what?"):
        window.wait_for(question)
        window.press("\r")
    for question in ("Where?", "How hard", "How many seconds", "What should the coach say?"):
        window.wait_for(question)
        window.press("\r")
    window.wait_for("add a step")
    window.press("\x1b[B\r")
    assert window.leave_with() == 0
    window.assert_as_before()
    [path] = (home / "routines").iterdir()
    assert path.name == "my-足-evening.toml"
    assert load_routine("my-足-evening").title == "My 足 evening"


@pytest.mark.parametrize("answered", [0, 1, 4])
def test_leaving_leaves_nothing_behind(terminal: Open, home: Path, answered: int) -> None:
    window = terminal("routines", "new")
    window.wait_for("What is it called?")
    for key in ("Mine\r", "\r", "\r", "\r")[:answered]:
        window.press(key)
    window.press("\x03")
    assert window.leave_with() == 130
    assert "Nothing was saved." in window.text
    assert not home.exists()
    window.assert_as_before()


def test_what_is_started_is_what_the_file_has_when_it_is_chosen(terminal: Open, mine: Path) -> None:
    window = terminal("start")
    window.wait_for("Which routine?", "mine: ")
    mine.write_text(SHORT.replace("= 2\nhow", "= 9\nhow"), encoding="utf-8")
    window.press("\x1b[A\r")
    assert window.leave_with() == 4
    assert "must be at most 4, not 9" in " ".join(window.text.split())


def test_a_file_that_is_gone_when_it_is_chosen_is_named(terminal: Open, mine: Path) -> None:
    window = terminal("start")
    window.wait_for("Which routine?", "mine: ")
    mine.unlink()
    window.press("\x1b[A\r")
    assert window.leave_with() == 4
    assert "There is no file" in window.text
    window.assert_as_before()


def test_ones_own_routine_can_be_chosen_and_is_said_to_be_unchecked(
    terminal: Open, mine: Path
) -> None:
    del mine
    window = terminal("start")
    window.wait_for("Which routine?", "mine: ")
    window.press("\x1b[A\r")
    window.answer_no()
    window.wait_for("No stop signs in your answers.")
    window.press(" ")
    window.wait_for("This is a file of your own: nobody has checked")


def test_in_lines_a_routine_with_capitals_can_be_chosen_by_name(terminal: Open, mine: Path) -> None:
    mine.rename(mine.with_name("My Feet.toml"))
    window = terminal("start", "--plain")
    window.wait_for("6. My Feet: ")
    window.press("my feet\r")
    window.wait_for("Question 1 of 20")
