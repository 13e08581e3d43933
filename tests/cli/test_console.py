"""Errors that people and programs can read, and questions that never guess."""

import io
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import typer

from cli.running import Window
from footcoach.app.terminal import Terminal
from footcoach.cli.console import (
    ask,
    check_output,
    confirm,
    now,
    number_between,
    parse_day,
    print_error,
)
from footcoach.core.errors import NothingStarted, UsageError

LONG = "There is no routine 'x'. Known: general, gentle, deep, runner, swedish."


def a_terminal(typed: str) -> Terminal:
    return Terminal(Window(typed), Window())


def sit_down(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """Sit at a terminal and type."""
    monkeypatch.setattr("sys.stdin", Window(typed))
    monkeypatch.setattr("sys.stdout", Window())


def test_a_terminal_gets_errors_broken_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Window()
    monkeypatch.setattr("sys.stderr", window)
    monkeypatch.setenv("COLUMNS", "40")
    print_error(LONG)
    assert window.getvalue() == (
        "footcoach: There is no routine 'x'.\nKnown: general, gentle, deep, runner,\nswedish.\n"
    )


def test_a_pipe_gets_each_sentence_whole_without_escape_codes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_error(LONG, "a\x1b[2Jb")
    assert capsys.readouterr().err == f"footcoach: {LONG}\nfootcoach: a<1b>[2Jb\n"


@pytest.mark.parametrize(
    ("text", "agreed"),
    [("\n", False), ("n\n", False), ("y\n", True), ("YES\n", True), ("x\ny\n", True)],
)
def test_only_a_yes_agrees(monkeypatch: pytest.MonkeyPatch, text: str, agreed: bool) -> None:
    sit_down(monkeypatch, text)
    assert confirm("Erase?", yes=False) is agreed


def test_what_could_not_be_read_is_asked_again() -> None:
    assert ask(a_terminal("Dr M\ufffdller\nDr Müller\n"), "Who?", str) == "Dr Müller"


def test_leaving_a_question_is_not_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_down(monkeypatch, "what\n")
    with pytest.raises(NothingStarted, match=r"Nothing was changed\."):
        confirm("Erase?", yes=False)


def test_redirected_questions_are_asked_on_the_terminal_and_a_pipe_answers_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = a_terminal("n\n")
    monkeypatch.setattr("footcoach.app.terminal.open_terminal", lambda: terminal)
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert not confirm("Erase?", yes=False, about=["profile.json"])
    assert terminal.screen.getvalue() == "profile.json\nErase? [y/N] "  # type: ignore[attr-defined]
    assert capsys.readouterr().out == ""


def test_a_file_is_replaced_once_the_person_agrees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out"
    check_output(path, force=False)
    path.touch()
    sit_down(monkeypatch, "y\n")
    check_output(path, force=False)
    sit_down(monkeypatch, "\n")
    with pytest.raises(NothingStarted, match=r"Nothing was written\."):
        check_output(path, force=False)
    check_output(path, force=True)


def test_standard_output_devices_and_pipes_are_not_replaced_so_nobody_is_asked() -> None:
    for output in (None, Path("-"), Path("/dev/null"), Path("/dev/stdout")):
        check_output(output, force=False)


@pytest.mark.parametrize("text", ["0", "101", "-1", "x", "", "nan", "9" * 19, "9" * 5000])
def test_numbers_are_bounded_where_they_are_read(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="give a number from 1 to 100"):
        number_between(1, 100)(text)
    assert number_between(1, 100)("7.5") == 7.5


def test_a_day_is_read_as_people_write_it_with_dots_the_day_first() -> None:
    forms = "2026-11-28", "28.11.2026", "28. 11. 2026", "28/11/2026", "11/28/2026", "28-11-2026"
    for text in forms:
        assert parse_day(f" {text} ") == date(2026, 11, 28)
    assert parse_day("5.3.2026") == date(2026, 3, 5)
    assert parse_day("3/3/2026") == date(2026, 3, 3)
    assert parse_day("Today") == now().date()
    assert parse_day("yesterday") == now().date() - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *[
            (text, "is not a date I can read. Write it like this: 20")
            for text in ("soon", "", "31.2.2026", "28.11.26", "28.11", "²/1/2026")
        ],
        ("3/4/2026", "'3/4/2026' could be 4 March 2026 or 3 April 2026"),
    ],
)
def test_a_day_that_cannot_be_read_or_could_be_two_is_not_guessed(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        parse_day(text)
