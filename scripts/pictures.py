"""Draw the program's screens as SVG, in colour and without, at several sizes.

    python scripts/pictures.py FOLDER

The pictures come from the program's own views and `Screen`: the output goes to a terminal emulator
(pyte), and the emulator's cells are drawn. A sheet shows the foot at one size: plain, and with each
zone lit.
"""

import io
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyte
from drawing import Emulator, Frame, svg
from rich.console import Console
from screened import NOW, answered

from footcoach.core.engine import Session
from footcoach.core.interview import Move
from footcoach.core.plan import Plan, plan
from footcoach.core.record import Rating
from footcoach.core.routine import Step, Technique
from footcoach.core.schedule import Kind
from footcoach.core.states import Command, Foot, Zone
from footcoach.storage.library import load_routine
from footcoach.ui.foot import foot_map
from footcoach.ui.page import Page, PageView
from footcoach.ui.pages import advice_page, outcome_page, question_page, ready_page
from footcoach.ui.screen import Block, Screen, Size, View
from footcoach.ui.session_view import SessionView
from footcoach.ui.theme import ASCII, THEME, UNICODE, Glyphs

SIZES = (Size(80, 24), Size(60, 20), Size(100, 30), Size(120, 40), Size(40, 10))
FEET = (Size(16, 10), Size(24, 14), Size(34, 20), Size(60, 40))
IN_A_ROW = 5
LOOKS = (("colour", UNICODE, True), ("mono", UNICODE, False), ("ascii", ASCII, False))


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for look, glyphs, colour in LOOKS:
        for size in SIZES:
            for name, view in views(glyphs):
                save(folder, f"{name}-{size.width}x{size.height}-{look}", view, size, colour=colour)
        for size in FEET if glyphs.dots else ():
            for foot in Foot.BOTH.each:
                name = f"foot-{foot}-{size.width}x{size.height}-{look}"
                room = Size((size.width + 2) * IN_A_ROW, (size.height + 1) * 2)
                save(folder, name, sheet(size, foot, glyphs), room, colour=colour)


def save(folder: Path, name: str, view: View, size: Size, *, colour: bool) -> None:
    picture = still(view, size, f"footcoach: {name}", colour=colour)
    (folder / f"{name}.svg").write_text(picture, encoding="utf-8")


def sheet(size: Size, foot: Foot, glyphs: Glyphs) -> View:
    """Show the plain foot, then each zone with the thumbs two seconds into a stroke."""
    steps = [a_step(Technique.CARE, Zone.WHOLE)]
    steps += [a_step(Technique.GLIDING, zone) for zone in Zone]
    drawn = [
        foot_map(size.width, size.height, foot=foot, step=step, elapsed=2.0, glyphs=glyphs)
        for step in steps
    ]
    blocks = [
        Block((size.height + 1) * (number // IN_A_ROW), (size.width + 2) * (number % IN_A_ROW),
              size.width, lines)
        for number, lines in enumerate(drawn)
    ]  # fmt: skip
    return lambda _: blocks


def a_step(technique: Technique, zone: Zone) -> Step:
    words = {"title": "A step", "how": "Like this.", "source": "None"}
    kind = {"part": "each_foot", "technique": technique, "with": "thumbs", "zone": zone}
    pressure = 0 if technique is Technique.CARE else 1
    return Step.model_validate({**words, **kind, "seconds": 30, "pressure": pressure})


def views(glyphs: Glyphs) -> Iterator[tuple[str, View]]:
    """Yield the name and view of every screen worth looking at."""
    for name, page in pages():
        yield name, PageView(page, glyphs).at(0)
    laid_out = plan(load_routine("general"), answered().assessment, now=NOW)
    yield from sessions(laid_out, SessionView("General", glyphs))


def pages() -> Iterator[tuple[str, Page]]:
    first = answered(until="chest")
    yield "question", question_page(first)
    yield "help", question_page(first.reply(Move.HELP))
    cleared = answered().assessment
    yield "outcome-go", outcome_page(cleared, "")
    for name, given in (
        ("gentle", {"diabetes": ("yes",)}),
        ("urgent", {"skin": ("open",), "diabetes": ("yes",)}),
        ("emergency", {"chest": ("chest_pain",)}),
    ):
        yield f"outcome-{name}", outcome_page(answered(given).assessment, "")
    laid_out = plan(load_routine("general"), cleared, now=NOW)
    yield "ready", ready_page(laid_out, ("Spoken aloud by espeak-ng.",), Rating(left=4))
    yield "advice", advice_page("Stop for today", ("Stop for today, both feet.",))


def sessions(laid_out: Plan, view: SessionView) -> Iterator[tuple[str, View]]:
    """Yield the session at its most telling moments."""
    step = middle(laid_out, Kind.STEP, "Knuckles on the sole and arch")
    for name, at, command in (
        ("session-ready", 2.0, None),
        ("session-step", step, None),
        ("session-change", middle(laid_out, Kind.TAKE_UP), None),
        ("session-paused", step, Command.PAUSE),
        ("session-hurts", step, Command.HURTS),
        ("session-stop", step, Command.STOP),
    ):
        session = Session(laid_out, 0.0)
        session.advance(at)
        if command:
            session.handle(command, at)
        snapshot = session.snapshot(at)
        yield name, partial(view.blocks, snapshot)


def middle(laid_out: Plan, kind: Kind, title: str = "") -> float:
    """Return the moment in the middle of the first segment of that kind, about that step."""
    at = 0.0
    for segment in laid_out.segments:
        if segment.kind is kind and segment.step.title.startswith(title):
            return at + segment.seconds / 2
        at += segment.seconds
    raise LookupError(title)


def still(view: View, size: Size, title: str, *, colour: bool = True) -> str:
    return svg([Terminal(size, colour=colour).show(view)], title)


class Terminal:
    """A terminal on which the program's own screen draws."""

    def __init__(self, size: Size, *, colour: bool) -> None:
        self._out = io.StringIO()
        console = Console(
            file=self._out,
            theme=THEME,
            force_terminal=True,
            color_system="standard",
            no_color=not colour,
            width=size.width,
            height=size.height,
            highlight=False,
            legacy_windows=False,
        )
        self._screen = Screen(console, lambda: size)
        self._emulator = Emulator(size.width, size.height)
        self._stream = pyte.Stream(self._emulator)

    def show(self, view: View) -> Frame:
        """Draw the view and return what the terminal then shows."""
        self._screen.draw(view)
        self._stream.feed(self._out.getvalue())
        self._out.seek(0)
        self._out.truncate()
        return self._emulator.frame()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
