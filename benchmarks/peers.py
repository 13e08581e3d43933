"""The programs that footcoach is compared with, in their own virtual environment."""

import subprocess
import venv
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / ".benchmarks" / "peers"
"""Kept between runs; delete it to install the newest version of each program."""

_TRACK = """
import time
from rich.progress import track
for _ in track(range(120), description="Session"):
    time.sleep(1)
"""

_VERSION = "import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))"


class Peer(NamedTuple):
    """A package, its program, and the arguments to run it for two minutes without a key press."""

    name: str
    package: str
    program: str
    arguments: tuple[str, ...]

    @property
    def command(self) -> list[str]:
        return [str(FOLDER / "bin" / self.program), *self.arguments]


PEERS = (
    Peer("termdown", "termdown", "termdown", ("120",)),
    Peer("countdown-cli", "countdown-cli", "countdown", ("2m",)),
    Peer(
        "breathe-cli",
        "breathe-cli",
        "breathe",
        ("--duration", "2", "--no-sound", "--quiet", "--no-log"),
    ),
    Peer("rich track", "rich", "python", ("-c", _TRACK)),
)


class Missing(Exception):
    """A peer cannot be installed; the message says why."""


def installed(peer: Peer) -> str:
    """Return the version of the peer, installing it first if needed; raises Missing."""
    python = str(FOLDER / "bin" / "python")
    ask = [python, "-c", _VERSION, peer.package]
    if not Path(python).exists():
        try:
            venv.create(FOLDER, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise Missing(f"no virtual environment: {error}") from error
    known = subprocess.run(ask, capture_output=True, text=True, check=False)
    if known.returncode:
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        try:
            run = subprocess.run(
                [*pip, peer.package], capture_output=True, text=True, check=False, timeout=300
            )
        except subprocess.TimeoutExpired as error:
            raise Missing("pip took over five minutes") from error
        if run.returncode:
            raise Missing((run.stderr.strip().splitlines() or ["pip failed"])[-1])
        known = subprocess.run(ask, capture_output=True, text=True, check=True)
    return known.stdout.strip()
