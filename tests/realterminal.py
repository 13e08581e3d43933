"""The real program in a pseudo-terminal, its screen kept by a terminal emulator."""

import os
import sys
import time
from pathlib import Path

import pexpect
import pyte

import footcoach

# The program that is tested is the one that the tests import.
SOURCE = str(Path(footcoach.__file__).parents[1])
FOOTCOACH = [sys.executable, "-m", "footcoach"]
_MAIN_SCREEN = b"\x1b[?1049l"
_EMPTY = b"\x1b[2J\x1b[H"
"""pyte knows no second screen. What it shows after the return to the main one is at least only
what was printed there since."""

_PATIENCE = 30.0
"""Seconds to wait for a text that must come; a machine under load is slow, not wrong."""


class RealTerminal:
    """A shell in a terminal window of the given size, in which the program runs.

    The program is started by a shell that prints the terminal's settings before and after, so
    that what it leaves behind can be seen. `before` is shell code, such as a limit on the program.
    """

    def __init__(
        self,
        *args: str,
        width: int = 80,
        height: int = 24,
        env: dict[str, str] | None = None,
        before: str = "",
    ) -> None:
        self.emulator = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.emulator)
        self.raw = b""
        command = " ".join(f"'{part}'" for part in (*FOOTCOACH, *args))
        if before:
            command = f"({before}exec {command})"
        script = f"stty -a; echo; {command}; code=$?; echo; stty -a; echo EXIT=$code."
        environment = {**os.environ, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
        environment |= {"LC_ALL": "C.UTF-8", "PYTHONPATH": SOURCE} | (env or {})
        self.child = pexpect.spawn(
            "/bin/sh",
            ["-c", script],
            dimensions=(height, width),
            env=environment,
            timeout=_PATIENCE,
        )
        self.child.delaybeforesend = None

    def pump(self, seconds: float = 0.05) -> None:
        """Take in what the program sends, for so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                data = self.child.read_nonblocking(65536, timeout=left)
            except pexpect.TIMEOUT:
                return
            except pexpect.EOF:
                return
            self.raw += data
            self._stream.feed(data.replace(_MAIN_SCREEN, _MAIN_SCREEN + _EMPTY))

    @property
    def text(self) -> str:
        """What the window shows."""
        return "\n".join(line.rstrip() for line in self.emulator.display)

    def wait_for(self, *words: str) -> str:
        """Wait until the window shows all the words, and return what it shows."""
        end = time.monotonic() + _PATIENCE
        while not all(word in self.text for word in words):
            assert time.monotonic() < end, f"waited in vain for {words}:\n{self.text}"
            self.pump()
        return self.text

    def press(self, keys: str) -> None:
        """Press keys deliberately: after what there is to answer has been shown for a moment."""
        self.pump(0.35)
        self.child.send(keys)

    def answer_no(self, count: int = 20, *, first: int = 1) -> None:
        """Answer the questions from the first on with no; there are `count` in all."""
        for number in range(first, count + 1):
            self.wait_for(f" {number}/{count}")
            self.press("n")

    @property
    def printed(self) -> str:
        """What was printed since the program gave the main screen back."""
        return self.raw.rpartition(_MAIN_SCREEN)[2].decode(errors="replace")

    def leave_with(self) -> int:
        """Wait for the program's end and return its exit code."""
        self.wait_for("EXIT=")
        return int(self.text.rsplit("EXIT=", 1)[1].split(".")[0])

    @property
    def settings(self) -> tuple[str, str]:
        """The terminal's settings before and after the program, once it has ended."""
        parts = self.raw.decode(errors="replace").split("speed ")
        assert len(parts) == 3, parts
        before, after = (part[: part.index("echoke")] for part in parts[1:])
        return before, after

    def assert_as_before(self) -> None:
        """Check that settings, cursor and main screen are as they were."""
        before, after = self.settings
        assert before == after
        assert not self.emulator.cursor.hidden
        assert self.raw.rfind(b"\x1b[?1049l") >= self.raw.rfind(b"\x1b[?1049h")

    def pid_of_program(self) -> int:
        """Return the process id of the program, a child of the shell."""
        children = Path(f"/proc/{self.child.pid}/task/{self.child.pid}/children")
        return int(children.read_text(encoding="ascii").split()[0])

    def resize(self, width: int, height: int) -> None:
        """Change the size of the window."""
        self.child.setwinsize(height, width)
        self.emulator.resize(height, width)

    def close(self) -> None:
        self.child.close(force=True)
