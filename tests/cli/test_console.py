"""What went wrong is said so that it can be read, by people and by programs."""

import io

import pytest

from footcoach.cli.console import print_error

LONG = "There is no routine 'x'. Known: general, gentle, deep, runner, swedish."


class Window(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_it_broken_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Window()
    monkeypatch.setattr("sys.stderr", window)
    monkeypatch.setenv("COLUMNS", "40")
    print_error(LONG)
    assert window.getvalue() == (
        "footcoach: There is no routine 'x'.\nKnown: general, gentle, deep, runner,\nswedish.\n"
    )


def test_a_pipe_gets_each_sentence_whole(capsys: pytest.CaptureFixture[str]) -> None:
    print_error(LONG, "Another.")
    assert capsys.readouterr().err == f"footcoach: {LONG}\nfootcoach: Another.\n"


def test_what_would_be_obeyed_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    print_error("a\x1b[2Jb")
    assert "\x1b" not in capsys.readouterr().err
