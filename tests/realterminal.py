"""The real program in a pseudo-terminal, its screen kept by a terminal emulator."""

import os
import re
import signal
import sys
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import pexpect
import pyte

import footcoach

# The program that is tested is the one that the tests import.
SOURCE = str(Path(footcoach.__file__).parents[1])
FOOTCOACH = [sys.executable, "-m", "footcoach"]

_MAIN_SCREEN = b"\x1b[?1049l"
# pyte knows no second screen. What it shows after the return to the main one is at least only
# what was printed there since.
_EMPTY = b"\x1b[2J\x1b[H"
# What the first question shows.
FIRST_QUESTION = ("New since yesterday, or worse than usual:", "a [ ] chest pain", " 1 of about ")
# Seconds to wait for a text that must come: a machine under load is slow, not wrong.
_PATIENCE = 60.0
_PRESSES = 30
_PACE = cycle((0.35, 0.4, 0.37))


class RealTerminal:
    """A shell in a terminal window of the given size, in which the program runs.

    The shell prints the terminal's settings before and after the program, so that what it leaves
    behind can be seen. `before` is shell code, such as a limit on the program; `redirected` stands
    behind its arguments, such as `> file`.
    """

    def __init__(
        self,
        *args: str,
        width: int = 80,
        height: int = 24,
        env: dict[str, str] | None = None,
        before: str = "",
        redirected: str = "",
    ) -> None:
        self.emulator = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.emulator)
        self.raw = b""
        command = " ".join(f"'{part}'" for part in (*FOOTCOACH, *args))
        if before:
            command = f"({before}exec {command})"
        command += redirected
        script = f"stty -a; echo; {command}; code=$?; echo; stty -a; echo EXIT=$code."
        environment = {**os.environ, "TERM": "xterm-256color"}
        environment |= {"LC_ALL": "C.UTF-8", "PYTHONPATH": SOURCE} | (env or {})
        self.child = pexpect.spawn(
            "/bin/sh", ["-c", script], dimensions=(height, width), env=environment
        )
        self.child.delaybeforesend = None

    def _take_in(self, seconds: float) -> bool:
        """Take in about one drawn screen of what the program sends; False if nothing came."""
        try:
            data = self.child.read_nonblocking(2048, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += data
        self._stream.feed(data.replace(_MAIN_SCREEN, _MAIN_SCREEN + _EMPTY))
        return True

    def pump(self, seconds: float) -> None:
        """Take in what the program sends within this time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not self._take_in(left) and not self.child.isalive():
                return

    @property
    def text(self) -> str:
        """What the window shows."""
        return "\n".join(line.rstrip() for line in self.emulator.display)

    def _shows(self, words: Sequence[str], seconds: float) -> bool:
        """Tell whether the window shows all the words within this time.

        What comes is looked at piece by piece, so that a slow test misses no short step.
        """
        end = time.monotonic() + seconds
        while not all(word in self.text for word in words):
            if time.monotonic() > end:
                return False
            self._take_in(0.1)
        return True

    def wait_for(self, *words: str) -> str:
        """Wait until the window shows all the words, and return what it shows."""
        assert self._shows(words, _PATIENCE), f"waited in vain for {words}:\n{self.text}"
        return self.text

    def press(self, keys: str, *words: str) -> None:
        """Press keys deliberately: after what there is to answer has been shown for a moment.

        With words, wait until the window shows them; a key that came too early for a slow program,
        which threw it away, is pressed again.
        """
        for _ in range(_PRESSES):
            # Too evenly, it would pass for a key that is held.
            self.pump(next(_PACE))
            self.child.send(keys)
            if self._shows(words, 1.5):
                return
        raise AssertionError(f"pressed in vain for {words}:\n{self.text}")

    @property
    def question(self) -> int:
        """The number of the question that is shown."""
        (number,) = re.findall(r" (\d+) of about \d+", self.text)
        return int(number)

    def pass_welcome(self) -> None:
        """Go from the welcome page to the first question."""
        self.wait_for("Welcome to footcoach", "Enter go on")
        self.press("\r", *FIRST_QUESTION)

    def answer_none(self, count: int = 21, *, then: str) -> None:
        """Answer `count` questions with none; wait for what comes then."""
        self.wait_for(*FIRST_QUESTION, f" 1 of about {count}")
        for number in range(2, count + 1):
            self.press("n", f" {number} of about {count}")
        self.press("n", then)

    def end_with(self, end: signal.Signals | str, code: int) -> None:
        """Press a key or send a signal, at which the program must leave with the code."""
        if isinstance(end, str):
            self.press(end)
        else:
            self.signal(end)
        self.assert_left_with(code)

    def begin(self, *, plain: bool = False) -> None:
        """Go from the ready page into the session."""
        self.wait_for("Type begin" if plain else "Enter begin")
        self.press("begin\r" if plain else "\r", "General, " if plain else "space pause")

    @property
    def printed(self) -> str:
        """What was printed since the program gave the main screen back, as one line."""
        text = self.raw.rpartition(_MAIN_SCREEN)[2].decode(errors="replace")
        return " ".join(text.split())

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid_of_program(), number)

    def leave_with(self) -> int:
        """Wait for the program's end and return its exit code."""
        self.wait_for("EXIT=")
        return int(self.text.rsplit("EXIT=", 1)[1].split(".")[0])

    def assert_left_with(self, code: int) -> None:
        """Wait for the program's end and check its exit code, and that all is as it was before."""
        assert self.leave_with() == code
        assert b"Traceback" not in self.raw
        parts = self.raw.decode(errors="replace").split("speed ")
        before, after = (part[: part.index("echoke")] for part in parts[1:])
        assert before == after, "the terminal's settings"
        assert not self.emulator.cursor.hidden
        assert self.raw.rfind(_MAIN_SCREEN) >= self.raw.rfind(b"\x1b[?1049h")

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
