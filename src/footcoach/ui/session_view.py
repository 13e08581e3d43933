"""One moment of a session, composed for the room there is.

Down to 40 x 10 nothing that the person needs is missing: where they are, what to do, how long,
how hard, and how to stop. Below that only the time is shown, and it goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rich.text import Text

from footcoach.core.cues import CHANGE_OVER, place_of
from footcoach.core.routine import Technique
from footcoach.core.schedule import Kind
from footcoach.core.snapshot import Snapshot
from footcoach.core.states import Foot, State
from footcoach.core.text import both, minutes_and_seconds
from footcoach.ui.digits import large
from footcoach.ui.foot import foot_map
from footcoach.ui.glyphs import Glyphs
from footcoach.ui.page import (
    MARGIN,
    WIDEST,
    between,
    key_lines,
    too_small,
    too_small_blocks,
    wrap,
    wrap_stressed,
)
from footcoach.ui.screen import Block, Size

ROOMY = 14
"""Rows from which there is room for blank lines and rules."""
WIDE = 60
"""Columns from which there is room for every word."""

GUTTER = 3
"""Columns between the picture and the words."""
FRAME = 0.5
"""Seconds between two places of the marker: slow strokes need no more, and each costs."""
SHAKING = 0.25
"""The same for vibration, which at a slower pace would seem to stand still."""
STILL = 1.0
"""Seconds between frames where nothing moves."""

FLASH = 1.0
"""Seconds of a flash: digits change then anyway, so that it costs no picture of its own."""

LEAST_MAP = (16, 10)
"""Columns and rows from which a picture of a foot is drawn."""

ASKING = frozenset({State.ASKING_STOP, State.ASKING_HURT})

KEYS = {
    State.RUNNING: (
        ("space", "pause"),
        ("{right}", "next"),
        ("{left}", "back"),
        ("+/-", "15 s"),
        ("x", "it hurts"),
        ("q", "stop"),
    ),
    State.PAUSED: (
        ("space", "go on"),
        ("{right}", "next"),
        ("{left}", "back"),
        ("+/-", "15 s"),
        ("x", "it hurts"),
        ("q", "stop"),
    ),
}
AGAIN = ("r", "again")
"""Named only where it takes no other line: the others matter more."""
STOP_CHOICES = (("y", "stop here"), ("n", "go on"), ("x", "it hurts"))
HURT_CHOICES = (
    ("h", "too hard: go on, lighter"),
    ("s", "sharp, burning, electric or numb"),
    ("b", "breathless, chest pain or faint"),
    ("n", "none of these: the wrong key"),
)
FEW_KEYS = {
    State.RUNNING: (("space", "pause"), ("x", "hurts"), ("q", "stop")),
    State.PAUSED: (("space", "go on"), ("x", "hurts"), ("q", "stop")),
}
"""Where there is little room. The others still work."""


CEILING = (", never above {}", ", max {}", "")
LIGHTER = (", lighter now", ", lighter", "")
"""What stands beside the gauge, the longest words first."""


class Place(NamedTuple):
    """Where the picture of the foot goes; without height, nowhere."""

    row: int
    width: int
    height: int


@dataclass
class SessionView:
    """Draws a session. The title is the routine's.

    Words and digits change once a second, the marker more often: what was composed last is kept.
    """

    title: str
    glyphs: Glyphs
    motion: bool = False
    """Move a marker on the foot as the hands do."""
    flash: bool = False
    """Invert heading and digits for a moment where a step begins, for want of a tone."""
    _look: tuple[object, ...] = field(default=(), init=False)
    _composed: tuple[Place, Sequence[Block]] = field(default=(Place(0, 0, 0), ()), init=False)

    def blocks(self, snapshot: Snapshot, size: Size, *, muted: bool = False) -> Sequence[Block]:
        """Return what the screen holds at this moment."""
        if too_small(size):
            left = minutes_and_seconds(snapshot.resume_left or snapshot.left)
            return too_small_blocks(size, f"{left} {snapshot.segment.step.title}.")
        look = (
            *(size, muted, snapshot.state, id(snapshot.segment), snapshot.lighter, snapshot.away),
            *(-int(-snapshot.left // 1), -int(-snapshot.resume_left // 1), snapshot.length),
            flash := self.flash and not muted and _begins(snapshot),
        )
        if look != self._look:
            self._look, self._composed = (
                look,
                self._compose(snapshot, size, muted=muted, flash=flash),
            )
        place, words = self._composed
        return [*words, *self._map(snapshot, place)]

    def frame_seconds(self, snapshot: Snapshot) -> float:
        """Return the time to the next whole second, or to where the marker moves next."""
        left = snapshot.left if snapshot.state is State.RUNNING else snapshot.resume_left
        second = left % 1 or STILL
        moves = self.motion and snapshot.state is State.RUNNING
        shakes = snapshot.segment.step.technique is Technique.VIBRATION
        frame = SHAKING if shakes else FRAME
        return min(second, frame - snapshot.elapsed % frame) if moves else second

    def _compose(
        self, snapshot: Snapshot, size: Size, *, muted: bool, flash: bool
    ) -> tuple[Place, Sequence[Block]]:
        """Return the words and digits, and the place left for the picture of the foot."""
        width = size.width - 2 * MARGIN
        head, foot = self._head(snapshot, size), self._foot(snapshot, size, muted=muted)
        gap = 1 if size.height >= ROOMY else 0
        top, room = len(head) + gap, size.height - len(head) - len(foot) - 2 * gap
        shown = width >= WIDE - 2 * MARGIN and room >= LEAST_MAP[1]
        shown = shown and snapshot.state not in ASKING
        map_width = max(LEAST_MAP[0], min(width // 3, room)) if shown else 0
        left = map_width + GUTTER if shown else 0
        time_rows = 0 if snapshot.state in ASKING else 1
        words_width, rows = min(width - left, WIDEST), room - time_rows
        text = self._text(snapshot, words_width, rows)
        time = self._time(snapshot, width - left, room - len(text)) if time_rows else []
        for line in (text[0], *(line for line in time if line.style == "digits")) if flash else ():
            line.stylize("flash")
        blocks = [
            Block(0, MARGIN, width, head),
            Block(top, MARGIN + left, width - left, text),
            Block(top + len(text) + gap, MARGIN + left, width - left, time),
            Block(size.height - len(foot), MARGIN, width, foot),
        ]
        return Place(top, map_width, room if shown else 0), blocks

    def _map(self, snapshot: Snapshot, place: Place) -> Sequence[Block]:
        """Draw the foot where there is room for it, and where the hands are while they work."""
        segment = snapshot.segment
        works = snapshot.state is State.RUNNING and segment.kind is Kind.STEP
        lines = foot_map(
            place.width,
            place.height,
            foot=segment.foot or Foot.LEFT,
            step=segment.step,
            elapsed=snapshot.elapsed if works and self.motion else None,
            glyphs=self.glyphs,
            avoided=snapshot.avoided,
        )
        return [Block(place.row, MARGIN, place.width, lines)] if lines else []

    def _head(self, snapshot: Snapshot, size: Size) -> list[Text]:
        """Say where in the session this is, the side as a word, and how long it still takes."""
        width = size.width - 2 * MARGIN
        left, time = place_of(snapshot.segment), minutes_and_seconds(snapshot.total_left)
        if size.width >= WIDE:
            left = f"{self.title} {self.glyphs.dot} {left}"
        else:
            left = left.replace(" the massage", "")
        head = between(Text(left, style="side"), Text(f"{time} left", style="title"), width)
        rule = Text(self.glyphs.rule * width, style="muted")
        return [*head, rule] if size.height >= ROOMY else head

    def _text(self, snapshot: Snapshot, width: int, room: int) -> list[Text]:
        """Say what to do, in the words that fit the state."""
        match snapshot.state:
            case State.PAUSED:
                why = "Paused: you were away." if snapshot.away else "Paused."
                here = f"Space goes on with: {snapshot.segment.step.title}."
                return [*wrap(why, width, "title"), *wrap(here, width)]
            case State.ASKING_STOP:
                return [Text("Stop here?", style="title"), *_choices(STOP_CHOICES)]
            case State.ASKING_HURT:
                return [Text("It hurts: what is it?", style="title"), *_choices(HURT_CHOICES)]
        return self._what(snapshot, width, room)

    def _what(self, snapshot: Snapshot, width: int, room: int) -> list[Text]:
        """Name the step, say how it is done and how hard; the gauge gives way first.

        What to keep off stands out, for how the step is done speaks of the whole foot.
        """
        segment, step = snapshot.segment, snapshot.segment.step
        title, how, pressure = step.title.upper(), step.how, snapshot.pressure
        if segment.kind is Kind.CHANGE_FEET:
            title, how, pressure = (
                f"Change feet: now the {segment.foot} foot".upper(),
                CHANGE_OVER,
                0,
            )
        elif segment.kind is Kind.GET_READY:
            title = f"Get ready: {step.title}"
        if snapshot.state is State.RESUMING:
            title = f"Get ready to go on: {step.title}"
        off = f"Keep off the {both(snapshot.avoided)}. " if snapshot.avoided else ""
        titles = wrap(title, width, "title")
        lines = [*titles, *wrap_stressed(off, how, width, room - len(titles))]
        gauge = [self._gauge(pressure, snapshot, width)] if pressure else []
        return lines + gauge if len(lines) + len(gauge) <= room else lines

    def _gauge(self, pressure: int, snapshot: Snapshot, width: int) -> Text:
        """Draw the gauge, with its ceiling in as many words as fit."""
        on, off = self.glyphs.on * pressure, self.glyphs.off * (10 - pressure)
        more = LIGHTER if snapshot.lighter else CEILING
        gauges = (
            Text.assemble(
                "pressure ", (on, "bar.done"), (off, "muted"), f" {pressure} of 10{words}"
            )
            for words in (each.format(snapshot.ceiling) for each in more)
        )
        return next((gauge for gauge in gauges if gauge.cell_len <= width), Text())

    def _time(self, snapshot: Snapshot, width: int, room: int) -> list[Text]:
        """Count down what is left, of the step or until it goes on; one line, or large digits."""
        left = snapshot.resume_left or snapshot.left
        seconds = -int(-left // 1)
        time = minutes_and_seconds(left) if seconds >= 60 else str(seconds)
        done, bar_width = snapshot.elapsed / snapshot.length, min(width, WIDEST)
        digits = large(time, width, room - 3, self.glyphs)
        if len(digits) == 1:
            words = f" {time} s" if seconds < 60 else f" {time}"
            return [Text.assemble(self._bar(done, bar_width - 6), (words, "digits"))]
        lines = [Text(line, style="digits") for line in digits]
        return [
            Text(self._counted(snapshot), style="muted"),
            *lines,
            Text(),
            self._bar(done, bar_width),
        ]

    def _counted(self, snapshot: Snapshot) -> str:
        """Say what the digits count."""
        if snapshot.state is State.RESUMING or snapshot.segment.kind is Kind.GET_READY:
            return "begins in"
        return "time to change" if snapshot.segment.kind is Kind.CHANGE_FEET else "this step"

    def _bar(self, share: float, width: int) -> Text:
        done = round(max(0.0, min(1.0, share)) * width)
        rest = self.glyphs.bar_rest * (width - done)
        return Text.assemble((self.glyphs.bar * done, "bar.done"), (rest, "muted"))

    def _foot(self, snapshot: Snapshot, size: Size, *, muted: bool) -> list[Text]:
        """Say what comes next, how far the whole is, and which keys there are."""
        width = size.width - 2 * MARGIN
        state = State.RUNNING if snapshot.state is State.RESUMING else snapshot.state
        wide = size.width >= 72
        hints = (KEYS if wide else {**KEYS, **FEW_KEYS}).get(state, ())
        arrows = {"left": self.glyphs.left, "right": self.glyphs.right}
        named = [(key.format(**arrows), what) for key, what in hints]
        if hints and size.width >= WIDE:
            named.append(("m", "sound on" if muted else "mute"))
        keys = key_lines(named, width, self.glyphs)
        if hints and wide:
            longer = key_lines([*named, AGAIN], width, self.glyphs)
            keys = longer if len(longer) == len(keys) else keys
        lines = [] if state in ASKING else wrap(self._next(snapshot), width)
        if size.height >= 12:
            lines.append(self._bar(1 - snapshot.total_left / snapshot.total, width))
        return [*lines, *keys]

    def _next(self, snapshot: Snapshot) -> str:
        """Name what comes after this step."""
        after = snapshot.after
        if after is None:
            return "Last step"
        if after.foot and snapshot.segment.foot and after.foot is not snapshot.segment.foot:
            return f"Next: change to the {after.foot} foot"
        return f"Next: {after.step.title}"


def _begins(snapshot: Snapshot) -> bool:
    return snapshot.state is State.RUNNING and snapshot.elapsed < FLASH


def _choices(choices: Sequence[tuple[str, str]]) -> list[Text]:
    """List what can be answered, a line each, right under the question."""
    return [Text.assemble((key, "key"), f"  {meaning}") for key, meaning in choices]
