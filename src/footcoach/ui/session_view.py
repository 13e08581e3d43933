"""One moment of a session, laid out for the space available.

A window of 40 x 10 or more shows all that the person needs: where they are, what to do, for how
long, how hard, and how to stop. A smaller one shows only the time and the step, or the question.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rich.text import Text

from footcoach.core.cues import CRAMP_ADVICE, place_of
from footcoach.core.engine import Snapshot
from footcoach.core.routine import Technique
from footcoach.core.schedule import Kind
from footcoach.core.script import WHEN_FINISHED, keep_off
from footcoach.core.states import Command, Foot, State
from footcoach.core.text import minutes_and_seconds
from footcoach.ui.digits import large
from footcoach.ui.foot import LEAST_HEIGHT, LEAST_WIDTH, foot_map
from footcoach.ui.page import MARGIN, too_small, too_small_blocks
from footcoach.ui.screen import Block, Size
from footcoach.ui.theme import Glyphs, progress_bar
from footcoach.ui.wrapping import WIDEST, between, key_lines, wrap, wrap_stressed

# Rows that a window must have to list keys in two lines, to show blank lines and rules, and to show
# the session's progress bar.
TALL, ROOMY, BARRED = 18, 14, 12
# Columns needed for the full wording, for all keys but the last, and for the last key.
WIDE, ALL_KEYS, AGAIN = 60, 72, 92
# Columns needed for the pressure gauge to spell out its limit.
LONG_GAUGE = 42
# Columns between the picture and the words.
GUTTER = 3

# Seconds between moves of the marker: slow strokes need no more frames, and each frame costs time.
# Vibration needs a faster pace, or the marker would seem to stand still.
FRAME, SHAKING = 0.5, 0.25
# Seconds that a flash lasts: until the digits change, so that ending it needs no extra frame.
FLASH = 1.0

# The questions, and the keys that answer each.
ASKED = {
    State.ASKING_STOP: (
        "Stop here?",
        (("y", "stop here"), ("n", "go on"), ("x", "it hurts")),
    ),
    State.ASKING_HURT: (
        "It hurts: what is it?",
        (
            ("h", "too hard: carry on, more lightly"),
            ("c", "a cramp"),
            ("s", "sharp, numb or any other pain"),
            ("b", "breathless, chest pain or faint"),
            ("n", "none of these: the wrong key"),
        ),
    ),
}

_PAUSED = {Command.AWAY: "Paused: you were away.", Command.CRAMP: "A cramp"}


@dataclass
class SessionView:
    """Draws a session; `title` is the routine's title."""

    title: str
    glyphs: Glyphs
    # Whether a marker moves on the foot the way the hands do.
    motion: bool = False
    # Whether heading and digits are inverted briefly when a step begins, instead of a tone.
    flash: bool = False
    # The words change with the step, the digits once a second, and the marker more often. So the
    # last words and the last layout are cached, each with its look: everything that it depends on.
    # `_room` is the row, width and height of the space for the foot.
    _step_look: tuple[object, ...] = field(default=(), init=False)
    _text_lines: list[Text] = field(default_factory=list, init=False)
    _look: tuple[object, ...] = field(default=(), init=False)
    _room: tuple[int, int, int] = field(default=(0, 0, 0), init=False)
    _words: Sequence[Block] = field(default=(), init=False)

    def blocks(self, snapshot: Snapshot, size: Size, *, muted: bool = False) -> Sequence[Block]:
        """Return what the screen shows at this moment."""
        if too_small(size):
            return _small_blocks(snapshot, size)
        begins = snapshot.state is State.RUNNING and snapshot.elapsed < FLASH
        flash = self.flash and begins and not muted
        seconds = (-int(-snapshot.left // 1), -int(-snapshot.resume_left // 1), snapshot.length)
        look = (size, muted, flash, *seconds, *_step_look(snapshot))
        if look != self._look:
            self._look = look
            self._room, self._words = self._compose(snapshot, size, muted=muted, flash=flash)
        return [*self._words, *self._map(snapshot)]

    def frame_seconds(self, snapshot: Snapshot) -> float:
        """Return the seconds until the countdown or the marker next changes."""
        running = snapshot.state is State.RUNNING
        left, frame = snapshot.left if running else snapshot.resume_left, 1.0
        # The marker moves when the digits change and between them, so that one frame shows both.
        if running and self.motion and self.glyphs.dots:
            shakes = snapshot.segment.step.technique is Technique.VIBRATION
            frame = SHAKING if shakes else FRAME
        return left % frame or frame

    def _compose(
        self, snapshot: Snapshot, size: Size, *, muted: bool, flash: bool
    ) -> tuple[tuple[int, int, int], Sequence[Block]]:
        """Return the space left for the picture of the foot, and the blocks of words and digits."""
        width, asking = size.width - 2 * MARGIN, snapshot.state in ASKED
        head, foot = self._head(snapshot, size), self._foot(snapshot, size, muted=muted)
        gap = 1 if size.height >= ROOMY else 0
        top, rows = len(head) + gap, size.height - len(head) - len(foot) - 2 * gap
        drawn = bool(self.glyphs.dots) and not asking and size.width >= WIDE
        drawn = drawn and rows >= LEAST_HEIGHT
        drawn_width = max(LEAST_WIDTH, min(width // 3, rows)) if drawn else 0
        left = drawn_width + GUTTER if drawn else 0
        space = (min(width - left, WIDEST), rows if asking else rows - 1)
        if self._step_look != (look := (*space, *_step_look(snapshot))):
            self._step_look, self._text_lines = look, self._text(snapshot, *space)
        text = self._text_lines
        time = [] if asking else self._time(snapshot, width - left, rows - len(text))
        if flash:
            text = [_flashing(text[0]), *text[1:]]
            time = [_flashing(line) if line.style == "digits" else line for line in time]
        return (top, drawn_width, rows), [
            Block(0, MARGIN, width, head),
            Block(top, MARGIN + left, width - left, text),
            Block(top + len(text) + gap, MARGIN + left, width - left, time),
            Block(size.height - len(foot), MARGIN, width, foot),
        ]

    def _map(self, snapshot: Snapshot) -> Sequence[Block]:
        """Draw the foot if there is room for it, with the hands on it while they work."""
        row, width, height = self._room
        segment = snapshot.segment
        works = snapshot.state is State.RUNNING and segment.kind is Kind.STEP
        lines = foot_map(
            width,
            height,
            foot=segment.foot or Foot.BOTH,
            step=segment.step,
            elapsed=snapshot.elapsed if works and self.motion else None,
            glyphs=self.glyphs,
            avoided=snapshot.avoided,
        )
        return [Block(row, MARGIN, width, lines)] if lines else []

    def _head(self, snapshot: Snapshot, size: Size) -> list[Text]:
        """Name the part of the session and the foot, and say how much time is left."""
        width, place = size.width - 2 * MARGIN, place_of(snapshot.segment)
        if size.width >= WIDE:
            place = f"{self.title} {self.glyphs.dot} {place}"
        else:
            place = place.replace(" the massage", "")
        time = Text(f"{minutes_and_seconds(snapshot.total_left)} left", style="title")
        head = between(Text(place, style="side"), time, width)
        return [*head, Text(self.glyphs.rule * width, "muted")] if size.height >= ROOMY else head

    def _text(self, snapshot: Snapshot, width: int, rows: int) -> list[Text]:
        if snapshot.state in ASKED:
            title, choices = ASKED[snapshot.state]
            answers = [Text.assemble((key, "key"), f"  {meaning}") for key, meaning in choices]
            return [Text(title, style="title"), *answers]
        if snapshot.state is State.PAUSED:
            why = _PAUSED.get(snapshot.paused_by, "Paused.")
            advice = CRAMP_ADVICE if snapshot.paused_by is Command.CRAMP else ""
            here = f"Press space to carry on with: {snapshot.segment.step.title}."
            texts = wrap(advice, width) if advice else []
            return [*wrap(why, width, "title"), *texts, *wrap(here, width)]
        return self._step(snapshot, width, rows)

    def _step(self, snapshot: Snapshot, width: int, rows: int) -> list[Text]:
        """Name the step, and say how to do it and how hard; if room is short, drop the gauge first.

        The parts to keep off stand out, because a step's instructions cover the whole foot.
        """
        segment, step = snapshot.segment, snapshot.segment.step
        title, how, pressure = step.title.upper(), step.how, snapshot.pressure
        if segment.kind is Kind.TAKE_UP:
            title, how = f"Now your {segment.foot} foot".upper(), segment.how
            pressure = 0
        elif segment.kind is Kind.GET_READY:
            title = f"Get ready: {step.title}, {minutes_and_seconds(step.seconds)}"
        if snapshot.state is State.RESUMING:
            title = f"Get ready to carry on: {step.title}"
        off = f"{keep_off(snapshot.avoided)} " if snapshot.avoided else ""
        titles = wrap(title, width, "title")
        lines = [*titles, *wrap_stressed(off, how, width, rows - len(titles))]
        if pressure and len(lines) < rows:
            on, off = self.glyphs.on * pressure, self.glyphs.off * (10 - pressure)
            limit = "never above" if width >= LONG_GAUGE else "max"
            limit = "lighter" if snapshot.lighter else f"{limit} {snapshot.ceiling}"
            gauge = ("pressure ", (on, "bar.done"), (off, "muted"), f" {pressure} of 10, {limit}")
            lines.append(Text.assemble(*gauge))
        return lines

    def _time(self, snapshot: Snapshot, width: int, rows: int) -> list[Text]:
        """Count down until the step ends or resumes, in large digits or on one line."""
        left = snapshot.resume_left or snapshot.left
        seconds = -int(-left // 1)
        time = minutes_and_seconds(left) if seconds >= 60 else str(seconds)
        done, bar_width = snapshot.elapsed / snapshot.length, min(width, WIDEST)
        digits = large(time, width, rows - 3, self.glyphs)
        bar_width -= 6 if len(digits) == 1 else 0
        bar = progress_bar(round(done * bar_width), bar_width, self.glyphs)
        if len(digits) == 1:
            return [Text.assemble(bar, (f" {time}{' s' if seconds < 60 else ''}", "digits"))]
        counted = "time to settle" if snapshot.segment.kind is Kind.TAKE_UP else "this step"
        if snapshot.state is State.RESUMING or snapshot.segment.kind is Kind.GET_READY:
            counted = "begins in"
        return [Text(counted, style="muted"), *digits, Text(), bar]

    def _foot(self, snapshot: Snapshot, size: Size, *, muted: bool) -> list[Text]:
        """Say what comes next, how far the session has got, and which keys there are."""
        width, asking = size.width - 2 * MARGIN, snapshot.state in ASKED
        # Sitting instructions need the most room, so the name of the next step can wait.
        short = size.height < BARRED and snapshot.segment.kind is Kind.TAKE_UP
        lines = [] if asking or short else wrap(_next(snapshot), width)
        if size.height >= BARRED:
            done = 1 - snapshot.total_left / snapshot.total
            lines.append(progress_bar(round(done * width), width, self.glyphs))
        if asking:
            return lines
        paused = snapshot.state is State.PAUSED
        rows = 2 if size.height >= TALL and size.width < ALL_KEYS else 1
        return [*lines, *_keys(self.glyphs, size.width, rows, paused=paused, muted=muted)]


def _step_look(snapshot: Snapshot) -> tuple[object, ...]:
    """Return what the words depend on, apart from the space for them."""
    return snapshot.state, id(snapshot.segment), snapshot.lighter, snapshot.paused_by


def _flashing(line: Text) -> Text:
    flashing = line.copy()
    flashing.stylize("flash")
    return flashing


@lru_cache(maxsize=8)
def _keys(glyphs: Glyphs, columns: int, rows: int, *, paused: bool, muted: bool) -> list[Text]:
    """List as many keys as there is room for; the others work too."""
    keys = [
        ("space", "carry on" if paused else "pause", 0),
        (glyphs.right, "next", ALL_KEYS),
        (glyphs.left, "back", ALL_KEYS),
        ("+/-", "15 s", ALL_KEYS),
        ("x", "hurts" if columns < ALL_KEYS else "it hurts", 0),
        ("q", "stop", 0),
        ("m", "sound on" if muted else "mute", WIDE),
        ("r", "again", AGAIN),
    ]
    shown = [(key, does) for key, does, least in keys if columns * rows >= least]
    return key_lines(shown, columns - 2 * MARGIN, glyphs)


def _small_blocks(snapshot: Snapshot, size: Size) -> Sequence[Block]:
    """Show the time and the step, or the possible answers, with the one for danger signs first."""
    if snapshot.state not in ASKED:
        left = minutes_and_seconds(snapshot.resume_left or snapshot.left)
        paused = "Paused. " if snapshot.state is State.PAUSED else ""
        return too_small_blocks(size, f"{paused}{left} {snapshot.segment.step.title}.")
    title, choices = ASKED[snapshot.state]
    ordered = sorted(choices, key=lambda choice: choice[0] != "b")
    lines = [line for choice in ordered for line in wrap(" ".join(choice), size.width)]
    asked = wrap(title, size.width, "title")
    lines = [*asked, *lines] if len(asked) + len(lines) <= size.height else lines
    return [Block(0, 0, size.width, lines[: size.height])]


def _next(snapshot: Snapshot) -> str:
    after = snapshot.after
    if after is None:
        wait = snapshot.segment.kind is Kind.STEP and snapshot.segment.finishes
        return f"Last step. {WHEN_FINISHED}" if wait else "Last step"
    if after.foot and snapshot.segment.foot and after.foot is not snapshot.segment.foot:
        return f"Next: change to the {after.foot} foot"
    return f"Next: {after.step.title}"
