"""Run the real footcoach in a terminal, and take it to the points worth measuring."""

import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.drift import Drift, on_screen, write_answers
from benchmarks.terminal import Ended, Program

FOOTCOACH = [sys.executable, "-m", "footcoach"]
PRESSES = 40
PAUSE = 5.0
"""Seconds for which bytes are counted during a pause."""

_FIRST_STEP = "left foot, step 2 of"
"""The first step is care; in the second, the hands move."""
_GUARDED = 1.2
"""Seconds into a new segment before a key that is easily hit by mistake counts."""
_RE_ENTRY = 3.5
"""Seconds before a session runs again after a pause."""
_MEMORY = Path("/dev/shm")  # noqa: S108  a fresh folder is made in it
_MINUTE = Path(__file__).with_name("minute.toml")


class Variant(NamedTuple):
    """A way to start footcoach."""

    name: str
    options: tuple[str, ...]
    moves: bool
    disk: bool = False
    """Whether it saves to the disk and not to memory, if there is a folder in memory."""


class Keys(NamedTuple):
    """Seconds from a key press to its effect on the screen."""

    presses: int
    median: float
    percentile_95: float


_HEARD, _QUIET = ("--voice", "--sound"), ("--no-voice", "--no-sound")
# The quietest last.
VARIANTS = (
    Variant("footcoach, motion, voice and sound", ("--motion", *_HEARD), moves=True),
    Variant("footcoach, no motion, voice and sound", ("--no-motion", *_HEARD), moves=False),
    Variant("footcoach, motion, no voice or sound", ("--motion", *_QUIET), moves=True),
    Variant("footcoach, no motion, no voice or sound", ("--no-motion", *_QUIET), moves=False),
)


@contextmanager
def session(variant: Variant, routine: str = "general", *more: str) -> Iterator[Program]:
    """Start a session with its own home folder, and press Enter to begin."""
    folder = None if variant.disk or not _MEMORY.is_dir() else _MEMORY
    with tempfile.TemporaryDirectory(prefix="footcoach-bench-", dir=folder) as name:
        home = Path(name)
        given = ["--answers", str(write_answers(home)), *variant.options, *more]
        command = [*FOOTCOACH, "start", routine, *given]
        with Program(command, {"FOOTCOACH_HOME": str(home)}) as program:
            program.wait_for("Ready?")
            program.look_for(0.5)
            program.press("\r")
            yield program


@contextmanager
def first_step(variant: Variant) -> Iterator[Program]:
    """Start a session with long steps, and skip to the first one in which the hands move."""
    with session(variant, "general", "--minutes", "30") as program:
        program.wait_for("step 1 of")
        for _ in range(10):
            program.look_for(_GUARDED)
            program.press("\x1b[C")
            program.look_for(0.2)
            if _FIRST_STEP in program.text and "Get ready" not in program.text:
                break
        program.wait_for(_FIRST_STEP, 1.0)
        yield program


def bytes_while_paused(variant: Variant) -> int:
    """Return how many bytes a paused session sends."""
    with first_step(variant) as program:
        program.look_for(_GUARDED)
        _pause_or_go_on(program)
        program.look_for(1.0)
        return program.count(PAUSE)


def keys_to_effect(variant: Variant) -> Keys:
    """Press space repeatedly, at random moments, and return how long the effects took.

    A press has taken effect once the output that shows "paused", or removes it, has arrived.
    """
    chance = random.Random(40)
    with first_step(variant) as program:
        program.look_for(_GUARDED)
        took = []
        for press in range(PRESSES):
            took.append(_pause_or_go_on(program))
            runs_again = press % 4 == 1
            program.look_for(chance.uniform(0.3, 1.3) + (_RE_ENTRY if runs_again else 0.0))
    return Keys(len(took), statistics.median(took), statistics.quantiles(took, n=20)[-1])


def drift(variant: Variant, *, long: bool) -> Drift:
    """Return how late the steps of a session are, over two minutes or all of `general`."""
    routine = "general" if long else str(_MINUTE)
    with session(variant, routine) as program:
        return on_screen(program, routine)


def _pause_or_go_on(program: Program) -> float:
    """Press space and return the seconds until the screen shows the change."""
    before = _paused(program)
    pressed = program.press(" ")
    came: float | None = pressed
    while _paused(program) == before:
        came = program.look(5.0)
        if came is None:
            raise Ended(f"space changed nothing:\n{program.text}")
    return (came or pressed) - pressed


def _paused(program: Program) -> bool:
    return "paused" in program.text.lower()
