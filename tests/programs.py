"""Stand-ins for other programs: small shell scripts on PATH that note what happens to them."""

import os
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

from footcoach.core.cues import Tone
from footcoach.system.engines import wav

HANG = "exec sleep 600"


def until(condition: Callable[[], object], seconds: float = 10) -> None:
    """Wait until something holds that a real process takes its time for."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        threading.Event().wait(0.005)


def runs(pid: int) -> bool:
    """Tell whether a process is there; a zombie is, too."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def ended(pid: int) -> bool:
    """Tell whether a process has ended; for one whose parent is gone, a zombie is enough."""
    command = ["/bin/ps", "-o", "stat=", "-p", str(pid)]
    state = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return not state.strip() or state.startswith("Z")


class Programs:
    """A folder of programs, and one log of what they did, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "bin"
        self.folder.mkdir()
        self.log = folder / "log"
        self.log.touch()

    def add(self, name: str, body: str = "") -> str:
        """Write a program that notes its process id, arguments and input, then does `body`."""
        path = self.folder / name
        path.write_text(
            "#!/bin/sh\n"
            "PATH=/usr/bin:/bin\n"
            f"note() {{ printf '%s\\n' \"$*\" >> '{self.log}'; }}\n"
            f"note '{name} begins' $$\n"
            f"for each; do note '{name} argument' \"$each\"; done\n"
            f"note '{name} input' \"$(cat)\"\n"
            f"{body}\n"
            f"note '{name} ends'\n",
            encoding="utf-8",
        )
        path.chmod(0o700)
        return str(path)

    def add_espeak(self) -> None:
        """Write an espeak-ng that renders a tick for any words, but has no voice "nobody"."""
        (self.folder.parent / "sound.wav").write_bytes(wav(Tone.TICK, 1.0))
        body = 'case "$*" in *nobody*) exit 1 ;; esac; cp ${0%/*}/../sound.wav "$9"'
        self.add("espeak-ng", body)

    def lines(self, start: str = "") -> list[str]:
        """Return the notes that start so, without that start."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line.removeprefix(start).strip() for line in lines if line.startswith(start)]

    def heard(self, start: str, times: int = 1) -> bool:
        """Tell whether there are at least `times` notes that start like this."""
        return len(self.lines(start)) >= times

    def pid(self, name: str, index: int = 0) -> int:
        """Return the process id of a program that was run."""
        return int(self.lines(f"{name} begins ")[index])
