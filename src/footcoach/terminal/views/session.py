"""One moment of a session, composed for the room there is.

Down to 40 x 10 nothing that the person needs is missing: where they are, what to do, how long,
how hard, and how to stop. Below that only the time is shown, and it goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from footcoach.core.cues import CHANGE_OVER, place_of
from footcoach.core.plan import Kind
from footcoach.core.routine import MAX_PRESSURE
from footcoach.core.session import Snapshot
from footcoach.core.text import minutes_and_seconds
from footcoach.core.transition import State
from footcoach.terminal.digits import large
from footcoach.terminal.glyphs import Glyphs
from footcoach.terminal.screen import Block, Size
from footcoach.terminal.views.page import MARGIN, WIDEST, between, key_lines, wrap

SMALLEST = Size(40, 10)

KEYS = {
    State.RUNNING: (
        ("space", "pause"),
        ("{right}", "next"),
        ("{left}", "back"),
        ("+/-", "15 s"),
        ("x", "it hurts"),
        ("q", "stop"),
    ),
    State.PAUSED: (("space", "go on"), ("x", "it hurts"), ("q", "stop")),
    State.ASKING_STOP: (("y", "stop here"), ("n", "go on"), ("x", "it hurts")),
    State.ASKING_HURT: (
        ("h", "too hard: go on, lighter"),
        ("s", "sharp, burning, electric or numb"),
        ("b", "breathless, chest pain or faint"),
        ("n", "wrong key"),
    ),
}
FEW_KEYS = {State.RUNNING: (("space", "pause"), ("x", "hurts"), ("q", "stop"))}
"""Where there is little room. The others still work."""


@dataclass(frozen=True)
class SessionView:
    """Draws a session. The title is the routine's."""

    title: str
    glyphs: Glyphs

    def blocks(self, snapshot: Snapshot, size: Size) -> Sequence[Block]:
        """Return what the screen holds at this moment."""
        if size.width < SMALLEST.width or size.height < SMALLEST.height:
            return self._tiny(snapshot, size)
        width = size.width - 2 * MARGIN
        head, foot = self._head(snapshot, size), self._foot(snapshot, size)
        room = size.height - len(head) - len(foot)
        text = self._text(snapshot, min(width, WIDEST), room)
        digits_room = room - len(text) - 1
        digits = self._digits(snapshot, width, digits_room) if digits_room > 0 else []
        rows = (
            (0, head),
            (len(head), text),
            (len(head) + len(text) + (1 if digits_room > len(digits) + 1 else 0), digits),
            (size.height - len(foot), foot),
        )
        return [self._block(row, lines, width) for row, lines in rows if lines]

    def _block(self, row: int, lines: list[Text], width: int) -> Block:
        key = tuple(line.markup for line in lines)
        return Block(row, MARGIN, width, len(lines), key, lambda: Text("\n").join(lines))

    def _head(self, snapshot: Snapshot, size: Size) -> list[Text]:
        """Say where in the session this is, the side as a word, and how long it still takes."""
        width = size.width - 2 * MARGIN
        left = Text(f"{self.title} {self.glyphs.dot} {place_of(snapshot.segment)}", style="side")
        right = Text(f"{minutes_and_seconds(snapshot.total_left)} left", style="title")
        rule = Text(self.glyphs.rule * width, style="muted")
        return [between(left, right, width), *([rule] if size.height >= 14 else [])]

    def _text(self, snapshot: Snapshot, width: int, room: int) -> list[Text]:
        """Say what to do, in the words that fit the state."""
        roomy = room >= 10
        gap = [Text()] if roomy else []
        match snapshot.state:
            case State.PAUSED:
                why = "Paused: you were away." if snapshot.away else "Paused."
                lines = [*wrap(why, width, "title"), *wrap("Space goes on.", width)]
            case State.ASKING_STOP:
                lines = wrap("Stop here?", width, "title")
            case State.ASKING_HURT:
                lines = wrap("It hurts: what is it?", width, "title")
            case State.RE_ENTERING:
                lines = [*wrap("Get ready to go on", width, "title"), *self._what(snapshot, width)]
            case _:
                lines = self._what(snapshot, width)
        return [*gap, *lines]

    def _what(self, snapshot: Snapshot, width: int) -> list[Text]:
        """Name the step, say how it is done and how hard."""
        segment, step = snapshot.segment, snapshot.segment.step
        match segment.kind:
            case Kind.CHANGE_FEET:
                title = f"Change feet: now the {segment.side} foot"
                return [*wrap(title, width, "title"), *wrap(CHANGE_OVER, width)]
            case Kind.GET_READY:
                title = f"Get ready: {step.title}"
            case _:
                title = step.title
        lines = [*wrap(title, width, "title"), *wrap(step.how, width)]
        if snapshot.pressure:
            lines.append(self._pressure(snapshot))
        return lines

    def _pressure(self, snapshot: Snapshot) -> Text:
        """Draw the gauge, with its ceiling in words."""
        on = self.glyphs.on * snapshot.pressure
        off = self.glyphs.off * (10 - snapshot.pressure)
        words = f" {snapshot.pressure} of 10, never above {MAX_PRESSURE}"
        return Text.assemble("pressure ", (on, "bar.done"), (off, "muted"), words)

    def _digits(self, snapshot: Snapshot, width: int, room: int) -> list[Text]:
        """Count down what is left: of the step, or until it goes on."""
        if snapshot.state in {State.ASKING_STOP, State.ASKING_HURT}:
            return []
        left = snapshot.re_entry_left or snapshot.left
        seconds = -int(-left // 1)
        time = minutes_and_seconds(left) if seconds >= 60 else str(seconds)
        bar = self._bar(snapshot.elapsed / snapshot.length, min(width, WIDEST))
        digits = large(time, width, room - 2, self.glyphs) if room >= 5 else []
        lines = [Text(line, style="digits") for line in digits]
        if len(digits) <= 1:
            words = Text(f" {time} s" if seconds < 60 else f" {time}", style="digits")
            bar = self._bar(snapshot.elapsed / snapshot.length, min(width, WIDEST) - 8)
            return [Text.assemble(bar, words)]
        return [*lines, Text(), bar] if room >= len(lines) + 2 else [*lines, bar]

    def _bar(self, share: float, width: int) -> Text:
        done = round(max(0.0, min(1.0, share)) * width)
        rest = self.glyphs.bar_rest * (width - done)
        return Text.assemble((self.glyphs.bar * done, "bar.done"), (rest, "muted"))

    def _foot(self, snapshot: Snapshot, size: Size) -> list[Text]:
        """Say what comes next, how far the whole is, and which keys there are."""
        width = size.width - 2 * MARGIN
        state = State.RUNNING if snapshot.state is State.RE_ENTERING else snapshot.state
        wide = size.width >= 72
        hints = (KEYS if wide else {**KEYS, **FEW_KEYS}).get(state, ())
        arrows = {"left": self.glyphs.left, "right": self.glyphs.right}
        keys = key_lines([(key.format(**arrows), what) for key, what in hints], width, self.glyphs)
        after = f"Next: {snapshot.after.step.title}" if snapshot.after else "Last step"
        lines = [between(Text(after), Text(), width)]
        if state is State.ASKING_HURT:
            lines = []
        if size.height >= 12:
            lines.append(self._bar(1 - snapshot.total_left / snapshot.total, width))
        return [*lines, *keys]

    def _tiny(self, snapshot: Snapshot, size: Size) -> Sequence[Block]:
        """Show the time, and ask for a larger window."""
        left = minutes_and_seconds(snapshot.re_entry_left or snapshot.left)
        needed = f"{SMALLEST.width} x {SMALLEST.height}"
        title = snapshot.segment.step.title
        lines = wrap(f"{left} {title}. The window is too small: {needed}.", max(1, size.width))
        shown = lines[: max(1, size.height)]
        return [Block(0, 0, size.width, len(shown), left, lambda: Text("\n").join(shown))]
