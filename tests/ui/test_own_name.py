"""Hints can be copied and run: they name the program as it was called."""

import os
import sys
from pathlib import Path

import pytest

from footcoach.ui.own_name import called, own_name

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs programs without an ending")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the program where the shell does not look; the person is in the folder above it."""
    path = tmp_path / "my venv" / "bin" / "footcoach"
    path.parent.mkdir(parents=True)
    path.touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.chdir(tmp_path)
    return path


def test_a_path_is_repeated_and_shortened_and_quoted(
    program: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["my venv/bin/footcoach", "start"])
    assert own_name() == "'my venv/bin/footcoach'"
    monkeypatch.setattr(sys, "argv", [str(program)])
    assert own_name() == "'my venv/bin/footcoach'"
    monkeypatch.chdir(program.parent)
    assert own_name() == f"'{program}'"
    monkeypatch.chdir(tmp_path / "my venv")
    assert called("Type: footcoach start.") == "Type: bin/footcoach start."


def test_the_name_is_enough_where_the_shell_finds_it(
    program: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shim = tmp_path / "path" / "footcoach"
    shim.parent.mkdir()
    shim.symlink_to(program)
    monkeypatch.setattr(sys, "argv", [str(shim)])
    assert own_name() == "footcoach"
    # Another one, which the shell would not run.
    monkeypatch.setattr(sys, "argv", ["my venv/bin/footcoach"])
    assert own_name() == "'my venv/bin/footcoach'"
    shim.rename(shim.with_name("feet"))
    monkeypatch.setattr(sys, "argv", [str(shim.with_name("feet"))])
    assert own_name() == "feet"


def test_a_module_is_run_by_the_python_that_ran_it(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["/somewhere/footcoach/__main__.py"])
    python = program.with_name("python")
    python.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(python))
    assert own_name() == "'my venv/bin/python' -m footcoach"
    monkeypatch.setenv("PATH", str(python.parent))
    assert own_name() == "python -m footcoach"
    # What already is as it was typed stays so.
    assert called(called("footcoach start")) == called("footcoach start")


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("argv", [[], [""], ["-c"], ["gone/footcoach"]])
def test_without_a_path_it_is_the_usual_name(
    monkeypatch: pytest.MonkeyPatch, argv: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", argv)
    assert own_name() == "footcoach"


def test_only_commands_are_renamed(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [str(program)])
    for text in ("footcoach guides you.", "footcoach: no", "/x/footcoach start", "my-footcoach -V"):
        assert called(text) == text
    for text in ("footcoach --help", "'footcoach help'", "see footcoach doctor)"):
        assert "venv/bin/footcoach' " in called(text)
