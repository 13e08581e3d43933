"""Nothing that footcoach does reaches beyond this computer: a whole session opens no socket."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import AnswersFile, Open
from realterminal import FOOTCOACH, SOURCE

pytestmark = pytest.mark.terminal

# Runs before the program: notes each use of a socket that could leave this computer, and each
# other program that is started, for it would be a place to hide.
WATCH = """\
import os
import sys


def watch(event, arguments):
    if event == "socket.__new__":
        from socket import AF_UNIX

        beyond = arguments[1] not in {AF_UNIX, -1}  # -1: a socket that there was already
    elif event in {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}:
        beyond = not isinstance(arguments[1], (str, bytes, type(None)))
    else:
        beyond = event.startswith(("socket.get", "urllib.", "http.", "ftplib.", "smtplib."))
        beyond = beyond and event != "socket.gethostname"
    if beyond or event in {"subprocess.Popen", "os.posix_spawn", "os.exec", "os.system"}:
        with open(os.environ["NOTED"], "a", encoding="utf-8") as noted:
            noted.write(f"{event} {arguments!r}\\n")


sys.addaudithook(watch)
with open(os.environ["NOTED"], "a", encoding="utf-8") as noted:
    noted.write("watching\\n")
"""


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """Return the environment in which a program is watched."""
    watch = tmp_path / "watch"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    return {"PYTHONPATH": f"{watch}{os.pathsep}{SOURCE}", "NOTED": str(tmp_path / "noted")}


def noted(watched: dict[str, str]) -> list[str]:
    return Path(watched["NOTED"]).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("code", "noticed"),
    [
        ("socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)", True),
        ("socket.getaddrinfo('localhost', 80)", True),
        ("subprocess.run(['/bin/true'])", True),
        ("socket.socketpair(); socket.socket(socket.AF_UNIX)", False),
    ],
)
def test_only_what_reaches_beyond_this_computer_is_noticed(
    watched: dict[str, str], code: str, noticed: bool
) -> None:
    program = f"import os, socket, subprocess\n{code}"
    environment = {**os.environ, **watched}
    command = [sys.executable, "-c", program]
    subprocess.run(command, env=environment, capture_output=True, check=False, timeout=30)
    assert noted(watched)[0] == "watching"
    assert bool(noted(watched)[1:]) is noticed


def test_whole_sessions_without_and_in_a_terminal_use_no_network(
    terminal: Open,
    watched: dict[str, str],
    answers_file: AnswersFile,
    brief_routine: Path,
    tmp_path: Path,
) -> None:
    start = ["start", str(brief_routine), "--foot", "left", "--answers", str(answers_file())]
    nothing = tmp_path / "no programs"  # to speak or sound with
    nothing.mkdir()
    environment = {**os.environ, **watched, "PATH": str(nothing)}
    unattended = subprocess.Popen(
        [*FOOTCOACH, *start],
        env={**environment, "FOOTCOACH_HOME": str(tmp_path / "home in lines")},
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    before = f"PATH='{nothing}'; "
    window = terminal(*start, "--voice", "--sound", env=watched, before=before)
    window.begin()
    window.wait_for("Well done.")
    window.end_with("\r", 0)
    printed, _ = unattended.communicate(timeout=60)
    assert b"Well done." in printed
    assert noted(watched) == ["watching"] * 2, "both were watched, and nothing was noted"
