"""Programs are found where they belong, run without terminal or shell, and never trusted to end."""

import os
from pathlib import Path

import pytest

from footcoach.system.programs import Runner, find_program
from programs import HANG, Programs, ended, runs, until


def run(*command: str, text: str = "", seconds: float = 60.0) -> Runner:
    runner = Runner()
    runner.start(command, text, seconds=seconds)
    return runner


def test_a_program_is_found_by_its_whole_path(programs: Programs) -> None:
    assert find_program("tool") is None
    assert find_program(programs.add("tool").rsplit("/", 1)[-1]) == str(programs.folder / "tool")


def test_a_program_in_the_current_folder_is_not_found_though_path_says_so(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs.add("tool")
    monkeypatch.chdir(programs.folder)
    for path in ("", ".", "./", os.pathsep, "../bin"):
        monkeypatch.setenv("PATH", path)
        assert find_program("tool") is None
    monkeypatch.delenv("PATH")
    assert find_program("tool") is None


def test_arguments_and_input_arrive_as_they_are_and_nothing_reaches_the_screen(
    programs: Programs, capfd: pytest.CaptureFixture[str]
) -> None:
    nasty = ["-x", "$(id)", "; exit 7", "`id`", "'\"", "*"]
    tool = programs.add("tool", "echo out; echo err >&2")
    runner = run(tool, *nasty, text="$(id) `id`; exit 7")
    until(lambda: not runner.busy())
    assert programs.lines("tool argument ") == nasty
    assert programs.lines("tool input ") == ["$(id) `id`; exit 7"]
    assert (runner.failure, runner.failed) == ("", 0)
    assert capfd.readouterr() == ("", "")


def test_a_program_that_does_not_read_its_input_holds_up_nothing(programs: Programs) -> None:
    path = programs.folder / "deaf"
    path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{HANG}\n", encoding="utf-8")
    path.chmod(0o700)
    runner = run(str(path), text="\N{PILE OF POO}" * 1000)
    assert runner.busy()
    runner.stop()


def test_a_program_without_input_does_not_read_the_keyboard_instead(programs: Programs) -> None:
    keyboard, typed = os.pipe()
    os.write(typed, b"yes\n")
    os.close(typed)
    before = os.dup(0)
    os.dup2(keyboard, 0)
    try:
        runner = run(programs.add("tool"))
        until(lambda: not runner.busy())
    finally:
        os.dup2(before, 0)
        os.close(before)
        os.close(keyboard)
    assert programs.lines("tool input") == [""]


def test_stopping_kills_the_program_and_what_it_started(programs: Programs) -> None:
    runner = run(programs.add("tool", "sleep 600 & note child $!\nwait"))
    until(lambda: programs.heard("child"))
    assert os.getsid(programs.pid("tool")) != os.getsid(0), "Ctrl-C is ours alone"
    runner.stop()
    assert (runner.busy(), runner.failure, runner.failed) == (False, "", 0)
    assert not runs(programs.pid("tool"))
    child = int(programs.lines("child ")[0])
    until(lambda: ended(child))


def test_a_program_that_hangs_is_killed(programs: Programs) -> None:
    runner = run(programs.add("tool", HANG), seconds=0.3)
    until(lambda: not runner.busy())
    assert not runs(programs.pid("tool"))
    assert runner.failure == "did not end"


@pytest.mark.parametrize(
    ("body", "failure"), [("exit 1", "exit 1"), ("kill -SEGV $$", "signal 11")]
)
def test_a_program_that_fails_is_noted_with_its_reason(
    programs: Programs, body: str, failure: str
) -> None:
    runner = run(programs.add("tool", body))
    until(lambda: not runner.busy())
    assert (runner.failure, runner.failed) == (failure, 1)


@pytest.mark.parametrize(
    ("spoil", "failure"),
    [
        (Path.unlink, "No such file or directory"),
        (lambda path: path.chmod(0o600), "Permission denied"),
    ],
    ids=["vanished", "locked"],
)
def test_a_program_that_cannot_be_started_is_noted_and_nothing_is_raised(
    programs: Programs, spoil: object, failure: str
) -> None:
    path = programs.add("tool")
    assert callable(spoil)
    spoil(Path(path))
    assert run(path).failure == failure


def test_a_system_without_process_groups_kills_the_program(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "killpg")
    runner = run(programs.add("tool", HANG))
    until(lambda: programs.heard("tool input"))
    runner.stop()
    assert not runs(programs.pid("tool"))
