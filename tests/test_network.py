"""Nothing that footcoach does reaches beyond this computer: a whole session opens no socket."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import AnswersFile, Open
from footcoach.core.states import Status
from footcoach.storage.history import History
from realterminal import SOURCE
from samples import NOW

pytestmark = pytest.mark.terminal

WATCHING = "watching"
WATCH = '''\
"""Runs before the program: notes each use of a socket that could leave this computer."""

import os
import sys

MAY_STAY = {"socket.gethostname"}


def watch(event, arguments):
    if event == "socket.__new__":
        from socket import AF_UNIX

        beyond = arguments[1] not in {AF_UNIX, -1}  # -1: a socket that there was already
    elif event in {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}:
        beyond = not isinstance(arguments[1], (str, bytes, type(None)))
    else:
        beyond = event.startswith(("socket.get", "urllib.", "http.", "ftplib.", "smtplib."))
        beyond = beyond and event not in MAY_STAY
    if beyond or event in {"subprocess.Popen", "os.posix_spawn", "os.exec", "os.system"}:
        with open(os.environ["NOTED"], "a", encoding="utf-8") as noted:
            noted.write(f"{event} {arguments!r}\\n")


sys.addaudithook(watch)
with open(os.environ["NOTED"], "a", encoding="utf-8") as noted:
    noted.write("watching\\n")
'''


class Watched:
    """The environment of a program that is watched, and what was noted of it."""

    def __init__(self, folder: Path) -> None:
        self._noted = folder / "noted"
        path = folder / "watch"
        path.mkdir()
        (path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
        # No other program to speak or sound with is found: each would be a place to hide.
        self.programs = folder / "no programs"
        self.programs.mkdir()
        self.environment = {"PYTHONPATH": f"{path}{os.pathsep}{SOURCE}", "NOTED": str(self._noted)}

    @property
    def noted(self) -> list[str]:
        """What was noted since the first program began to be watched; one must have been."""
        first, *rest = self._noted.read_text(encoding="utf-8").splitlines()
        assert first == WATCHING
        return rest


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


@pytest.mark.parametrize(
    "code",
    [
        "socket.socket()",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 80)",
        "socket.gethostbyname('localhost')",
        "socket.create_connection(('127.0.0.1', 9))",
        "urllib.request.urlopen('http://localhost:9')",
        "subprocess.run(['/bin/true'])",
        "os.system('true')",
    ],
)
def test_what_reaches_beyond_this_computer_would_be_noticed(watched: Watched, code: str) -> None:
    program = f"import os, socket, subprocess, urllib.request\n{code}"
    command = [sys.executable, "-c", program]
    environment = {**os.environ, **watched.environment}
    subprocess.run(command, env=environment, capture_output=True, check=False, timeout=30)
    assert watched.noted


def test_a_socket_that_stays_on_this_computer_is_not_noted(watched: Watched) -> None:
    program = "import socket; one, other = socket.socketpair(); socket.socket(socket.AF_UNIX)"
    environment = {**os.environ, **watched.environment}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=30)
    assert watched.noted == []


def assert_completed() -> None:
    with History(NOW) as history:
        assert [record.status for record in history.all()] == [Status.COMPLETED]


def test_whole_sessions_without_and_in_a_terminal_use_no_network(
    terminal: Open,
    watched: Watched,
    answers_file: AnswersFile,
    brief_routine: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = ["start", str(brief_routine), "--foot", "left", "--answers", str(answers_file())]
    environment = {**os.environ, **watched.environment, "PATH": str(watched.programs)}
    in_lines = subprocess.Popen(
        [sys.executable, "-m", "footcoach", *start],
        env={**environment, "FOOTCOACH_HOME": f"{home} in lines"},
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )
    before = f"PATH='{watched.programs}'; "
    window = terminal(*start, "--voice", "--sound", env=watched.environment, before=before)
    for words in ("Enter begin", "Well done."):
        window.wait_for(words)
        window.press("\r")
    assert window.leave_with() == 0
    assert_completed()
    printed, _ = in_lines.communicate(timeout=60)
    assert b"Well done." in printed
    assert in_lines.returncode == 0
    monkeypatch.setenv("FOOTCOACH_HOME", f"{home} in lines")
    assert_completed()
    assert watched.noted == [WATCHING], "both were watched, and nothing was noted"


def test_tls_is_not_even_loaded() -> None:
    """It takes a megabyte; only where the program has not been told to do without is it there."""
    script = (
        "import contextlib, sys\n"
        "from footcoach.cli.app import main\n"
        "with contextlib.suppress(SystemExit):\n"
        "    main(sys.argv[1:])\n"
        "import prompt_toolkit.application\n"
        "sys.exit('_ssl' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", script, "--version"], check=False)
    assert run.returncode == 0
