"""What every test gets: a home of its own, and no settings of the person who runs the tests."""

import contextlib
import json
import os
import signal
import stat
import sys
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from footcoach.core.record import SessionRecord
from footcoach.core.routine_file import routine_text
from footcoach.core.settings import Settings
from footcoach.storage.history import History
from programs import Programs
from samples import FINISH, PREPARE, a_routine, a_step, answered, chosen

if TYPE_CHECKING:
    from realterminal import RealTerminal

# Everywhere: what takes long, what root cannot show, and what is too big for CI.
MAY_BE_SKIPPED = (
    "part of `make thorough`",
    "this user may write everything",
    "ffmpeg is not installed",
)
DBUS = "DBUS_SESSION_BUS_ADDRESS"

# Who runs the tests in the background of a shell, or under nohup, has had these ignored, and every
# program started from here would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_xdist_auto_num_workers() -> int:
    """Run twice as many tests at a time as there are cores: those of real terminals mostly wait."""
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let no test be skipped on CI."""
    report = yield
    fail_if_skipped(report)
    return report


# On other systems some tests cannot run; .ci/run installs what they need on Linux.
def fail_if_skipped(report: pytest.TestReport) -> None:
    """Make a failure of a test that was skipped on Linux in CI."""
    if report.skipped and os.environ.get("CI") == "true" and sys.platform == "linux":
        reason = str(report.longrepr)
        if not any(each in reason for each in MAY_BE_SKIPPED):
            report.outcome = "failed"
            report.longrepr = f"must not be skipped in CI: {reason}"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep everything that lasts in a folder of the test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("FOOTCOACH_HOME", str(folder))
    # Without D-Bus, no test keeps the display of whoever runs it on.
    settings = [f"FOOTCOACH_{name.upper()}" for name in Settings.model_fields]
    for name in ("NO_COLOR", "FORCE_COLOR", "ACCESSIBLE", "SSH_CONNECTION", DBUS, *settings):
        monkeypatch.delenv(name, raising=False)
    # Whoever runs the tests is not to be asked anything.
    monkeypatch.setattr("footcoach.app.terminal.open_terminal", lambda: None)
    return folder


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """Put back what becomes of signals: a program run in this process changes it."""
    before = {number: signal.getsignal(number) for number in signal.valid_signals()}
    yield
    for number, handler in before.items():
        if handler is not signal.getsignal(number):
            signal.signal(number, handler)


def thorough(small: int, big: int) -> int:
    """Return the small number, or with THOROUGH=1 (`make thorough`) the big one."""
    return big if os.environ.get("THOROUGH") == "1" else small


def today() -> str:
    """Return the local date."""
    return datetime.now(UTC).astimezone().date().isoformat()


def saved() -> list[SessionRecord]:
    """Return the sessions in the history in order of time, of which none is lost."""
    history = History()
    records = history.all()
    assert history.notice == ""
    return records


def mode(path: Path) -> int:
    """Return who may read and write a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def fill_disk(room: int = 0) -> None:
    """Let no file grow beyond `room` bytes, as on a full disk; -1 makes room again."""
    resource = pytest.importorskip("resource")
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))


@pytest.fixture
def room_again() -> Iterator[None]:
    """Make room on the disk at the end."""
    yield
    fill_disk(-1)


@pytest.fixture
def lax_umask() -> Iterator[None]:
    """Have a system that by itself would let everybody read new files."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Have none but our own programs on PATH."""
    made = Programs(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", str(made.folder)]))
    return made


def lacking(program: str) -> NoReturn:
    """Skip a test for want of a program."""
    pytest.skip(f"{program} is not installed")


# Windows has no pseudo-terminals, and so no pexpect; and no fork.
_NOT_ON_WINDOWS = ["adversary", "endings", "network", "pipes", "survival", "terminal"]
collect_ignore = [
    f"test_{name}.py" for name in (_NOT_ON_WINDOWS if sys.platform == "win32" else [])
]


# Opens a terminal window in which the program runs with these arguments.
Open = Callable[..., "RealTerminal"]


@pytest.fixture
def terminal() -> Iterator[Open]:
    """Open terminals that are closed at the end."""
    from realterminal import RealTerminal

    with contextlib.ExitStack() as stack:

        def open_one(*args: str, **options: Any) -> RealTerminal:
            opened = RealTerminal(*args, **options)
            stack.callback(opened.close)
            return opened

        yield open_one


AnswersFile = Callable[..., Path]


@pytest.fixture
def answers_file(tmp_path: Path) -> AnswersFile:
    """Write an answers file of today: none to all that is due, but for these items.

    An id alone is not sure to that question; `changed`, where it is asked, stands by its name.
    """

    def write(*ids: str, runner: bool = False, day: str | None = None, **more: object) -> Path:
        answers = answered(chosen(*ids), after_exercise=runner) | more
        path = tmp_path / f"answers-{len(list(tmp_path.iterdir()))}.json"
        text = json.dumps({"date": day or today(), "answers": answers})
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def begin(terminal: Open, answers_file: AnswersFile) -> Open:
    """Open terminals in which a session of the general routine has just begun."""

    def begun(*options: str, **more: Any) -> Any:
        window = terminal("start", "general", "--answers", str(answers_file()), *options, **more)
        window.begin(plain="--plain" in options)
        return window

    return begun


SHORT = routine_text(
    a_routine(PREPARE, a_step(title="Rub the foot"), FINISH, title="Short"), name="short"
)


@pytest.fixture
def brief_routine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a routine of one step of five seconds, with as little before it as there can be."""
    monkeypatch.setenv("FOOTCOACH_GET_READY_SECONDS", "3")
    monkeypatch.setenv("FOOTCOACH_TALK", "names")
    path = tmp_path / "brief.toml"
    brief = a_routine(a_step(title="Rub the foot", seconds=5), title="Brief")
    path.write_text(routine_text(brief, name="brief"), encoding="utf-8")
    return path
