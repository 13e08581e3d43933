"""What the Tab key offers, first as Typer's scripts get it, then in the shells themselves."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from shutil import which

import pytest

import footcoach
from conftest import SHORT, lacking, today
from footcoach.core.evidence import Topic
from footcoach.core.profile import Profile, new_clearance
from footcoach.core.questionnaire import CLEARABLE
from footcoach.storage.history import History
from footcoach.storage.library import built_in_names
from footcoach.storage.profile import change_profile
from samples import a_record

FOOTCOACH = [sys.executable, "-m", "footcoach"]
SOURCE = str(Path(footcoach.__file__).parents[1])
TODAY = date.fromisoformat(today())
SESSIONS = [a_record(each, id=f"{each}0000000-0000-4000-8000-000000000000") for each in (1, 2)]


def offered(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program as Typer's scripts do, to find what can follow in the line."""
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" ")), "_TYPER_COMPLETE_ARGS": line}
    asked |= {"_FOOTCOACH_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    environment = os.environ | asked | {"PYTHONPATH": SOURCE}
    return subprocess.run(
        FOOTCOACH, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def lived_in(home: Path) -> Path:
    """Store sessions, a clearance, and a routine that works and one that does not."""
    History().add_all(SESSIONS)
    clearance = new_clearance("ever.clot", by="Dr Ode", on=TODAY, today=TODAY)
    change_profile(lambda _: Profile(clearances=(clearance,)))
    (home / "routines").mkdir()
    (home / "routines" / "my evening.toml").write_text(SHORT, encoding="utf-8")
    (home / "routines" / "wrong.toml").write_text("?", encoding="utf-8")
    folder = home.parent / "here"
    folder.mkdir()
    (folder / "brief.toml").write_text(SHORT, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("st", ["start"]),
        ("history ", ["stats", "report", "export", "import", "delete"]),
        ("start --so", ["--sound"]),
        ("start ", [*built_in_names(), "my evening", "wrong", "brief.toml"]),
        ("start ge", ["general", "gentle"]),
        ("start my\\ e", ["my evening"]),
        ('start "my e', ["my evening"]),
        ("start nothing", []),  # where nothing is offered, the shell offers files
        ("start --answers ", []),
        ("start --foot ", ["left", "right", "both"]),
        ("screen --routine ru", ["runner"]),
        ("routines show ge", ["general", "gentle"]),
        ("routines check wrong my", ["my evening"]),
        ("routines copy w", ["wrong"]),
        ("learn ", list(Topic)),
        ("checklist --format m", ["markdown"]),
        ("history export --format=", ["jsonl", "csv"]),
        ("history delete ", ["10000000", "20000000"]),
        ("history delete --before ", [f"{r.started_at:%Y-%m-%d}" for r in SESSIONS]),
        ("profile clearance add ", list(CLEARABLE)),
        ("profile clearance add x --on ", [str(TODAY - timedelta(days)) for days in range(7)]),
        ("profile clearance remove ", ["ever.clot"]),
    ],
)
def test_tab_offers_what_fits_there_and_changes_nothing(
    lived_in: Path, home: Path, line: str, words: list[str]
) -> None:
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    result = offered(f"footcoach {line}", lived_in)
    assert [each.split("\t")[0] for each in result.stdout.splitlines() if each] == words
    assert result.stderr == ""
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


def damage_history(home: Path) -> None:
    (home / "history.db").write_bytes(b"SQLite format 3\0 no more")


def damage_profile(home: Path) -> None:
    (home / "profile.json").write_text("{", encoding="utf-8")


def lose_all(home: Path) -> None:
    home.rename(home.with_name("elsewhere"))


@pytest.mark.parametrize(
    ("line", "harm"),
    [
        ("history delete ", damage_history),
        ("history delete --before ", damage_history),
        ("profile clearance remove ", damage_profile),
        ("history delete ", lose_all),
        ("profile clearance remove ", lose_all),
        ("start zz", lose_all),
    ],
)
def test_what_cannot_be_read_is_not_offered_and_nothing_is_said_or_made(
    lived_in: Path, home: Path, line: str, harm: Callable[[Path], None]
) -> None:
    harm(home)
    before = sorted(home.parent.rglob("*"))
    result = offered(f"footcoach {line}", lived_in)
    assert (result.stdout.strip(), result.stderr) == ("", "")
    assert sorted(home.parent.rglob("*")) == before


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="has none of these shells")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_once_installed_tab_completes_in_a_real_shell(
    lived_in: Path, tmp_path: Path, shell: str
) -> None:
    import pexpect

    if not which(shell):
        lacking(shell)
    program = tmp_path / "bin" / "footcoach"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.join(FOOTCOACH)} "$@"\n', encoding="utf-8")
    program.chmod(0o700)
    environment = {"HOME": str(tmp_path), "TERM": "dumb", "LC_ALL": "C.UTF-8", "PYTHONPATH": SOURCE}
    environment |= {"PATH": f"{program.parent}:{os.environ['PATH']}"}
    environment |= {"FOOTCOACH_HOME": os.environ["FOOTCOACH_HOME"]}
    (tmp_path / ".zshrc").touch()  # without it, zsh asks how it should be set up
    for typed, completed, shown in (
        ("footcoach --install-completion", "", "completion installed in"),
        ("footcoach routines show my\t", "evening", "Short: "),
        ("footcoach history export --format js\t", "onl", "started_at"),
    ):
        # A new shell each time, because the completion takes effect only then.
        child = pexpect.spawn(shell, ["-i"], env=environment, cwd=lived_in, encoding="utf-8")
        child.delaybeforesend = None
        child.send("echo re''ady\r")
        child.expect("ready", timeout=60)
        child.send(typed)
        # The first Tab in a new zsh only loads the script.
        child.send("\t" if shell == "zsh" and "\t" in typed else "")
        child.expect(completed, timeout=60)
        child.send("\r")
        child.expect(shown, timeout=60)
        child.close(force=True)
