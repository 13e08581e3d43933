"""Long texts are shown a window at a time, where that helps and nowhere else."""

import os
import shlex
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from cli.running import CALLED, Run, Window
from footcoach.cli.app import main
from footcoach.cli.console import page, print_paged
from footcoach.ui.checklist import CHECKLISTS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pager to speak of")

LONG = "".join(f"{number}\n" for number in range(30))


def sit_down(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Window:
    """Sit at a terminal."""
    window = Window()
    monkeypatch.setattr(sys, "stdout", window)
    usual = {"COLUMNS": "60", "LINES": "20", "TERM": "xterm"}
    for name, value in (usual | environment).items():
        monkeypatch.setenv(name, value)
    return window


@pytest.fixture
def paged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a pager that writes what it is given, and its options, to a file."""
    pager, out = tmp_path / "my pager", tmp_path / "paged"
    pager.write_text(f"#!/bin/sh\necho $LESS $1 > '{out}'\ncat >> '{out}'\n", encoding="utf-8")
    pager.chmod(0o700)
    monkeypatch.setenv("PAGER", f"{shlex.quote(str(pager))} -x")
    monkeypatch.delenv("LESS", raising=False)
    return out


def test_what_is_longer_than_the_window_goes_to_the_pager_in_colour(
    paged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = sit_down(monkeypatch)
    console = Console(file=window, force_terminal=True, color_system="standard")
    print_paged(console, Text(LONG + "ä", "bold"))
    assert window.getvalue() == ""
    text = paged.read_text(encoding="utf-8")
    assert text.startswith("-R -F -X -e -PsSpace to read on, q to leave$ -x\n\x1b[1m0")
    assert "ä" in text
    print_paged(console, Text("short"))
    assert window.getvalue() == "short\n"
    monkeypatch.setenv("LESS", "-i")
    assert page("too wide " * 200)
    assert paged.read_text(encoding="utf-8").startswith("-R -i -x\ntoo wide")


def test_a_pager_that_is_left_early_has_shown_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_down(monkeypatch, PAGER="true")
    assert page(LONG * 10_000)


@pytest.mark.parametrize(
    "setting",
    [
        {"PAGER": ""},
        {"PAGER": "no-such-pager"},
        {"PAGER": "false"},
        {"PAGER": "less '"},
        {"ACCESSIBLE": "1"},
        {"TERM": "dumb"},
        {"LINES": "40"},
    ],
)
def test_without_a_pager_the_text_is_printed_whole(
    paged: Path, monkeypatch: pytest.MonkeyPatch, setting: dict[str, str]
) -> None:
    window = sit_down(monkeypatch, **setting)
    print_paged(Console(file=window, no_color=True, highlight=False), LONG)
    assert window.getvalue() == LONG + "\n"
    assert not paged.exists()


def test_a_pipe_is_never_paged(run: Run, paged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "5")
    text = CHECKLISTS["text"]().replace("footcoach profile", f"{CALLED} profile")
    assert run("checklist").out == text
    assert run("learn", "myths").code == 0
    assert not paged.exists()


@pytest.mark.parametrize(
    "command", ["checklist", "learn myths", "routines", "routines show deep", "profile", "start -h"]
)
def test_what_people_read_at_length_is_paged(
    paged: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    window = sit_down(monkeypatch, LINES="1")
    monkeypatch.setattr("footcoach.ui.own_name.own_name", lambda: CALLED)
    with pytest.raises(SystemExit):
        main(command.split())
    assert window.getvalue() == ""
    text = paged.read_text(encoding="utf-8")
    assert len(text) > 60
    assert text.count("footcoach ") == text.count(f"{CALLED} ")
