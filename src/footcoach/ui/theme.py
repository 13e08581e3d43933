"""The program's look: the characters to draw with, the styles, and the progress bar.

Colour never conveys anything that the words do not.
"""

import sys
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from typing import IO

from rich.console import Console
from rich.progress_bar import ProgressBar
from rich.text import Text
from rich.theme import Theme


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Every non-ASCII character that the program draws with.

    A character that the output cannot encode would crash the program (UnicodeEncodeError on
    cp1252), so views take all such characters from here and contain none themselves.
    """

    dot: str = "·"
    rule: str = "─"
    bar: str = "━"
    bar_rest: str = "─"
    on: str = "▮"
    off: str = "▯"
    left: str = "←"
    right: str = "→"
    down: str = "↓"
    full: str = "█"
    upper: str = "▀"
    lower: str = "▄"
    # The blank braille pattern; if empty, no pictures are drawn.
    dots: str = "⠀"
    hands: str = "█"
    hands_lifted: str = "▒"


UNICODE = Glyphs()
ASCII = Glyphs(
    dot="-", rule="-", bar="=", bar_rest=".", on="#", off=".", left="<-", right="->",
    down="Down", full="#", upper="", lower="", dots="", hands="", hands_lifted="",
)  # fmt: skip


def glyphs_for(encoding: str | None, *, ascii_only: bool = False, braille: bool = True) -> Glyphs:
    """Return the characters that an output with this encoding and font can show."""
    wanted = "".join(getattr(UNICODE, field.name) for field in fields(UNICODE))
    try:
        wanted.encode("ascii" if ascii_only else encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE if braille else replace(UNICODE, dots="")


THEME = Theme(
    {
        "title": "bold",
        "heading": "bold cyan",
        "key": "bold",
        "muted": "dim",
        "side": "bold cyan",
        "digits": "bold",
        "flash": "reverse",
        "bar.done": "cyan",
        "map.zone": "cyan",
        # The default colour stands out from the zone's on any background. It must be named, or the
        # zone's colour would show through.
        "map.marker": "default",
        "level.go": "bold green",
        "level.gentle": "bold yellow",
        "level.ask_first": "bold magenta",
        "level.stop_today": "bold magenta",
        "level.urgent": "bold red",
        "level.emergency": "bold white on red",
    },
    inherit=False,
)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let the error propagate. Rich would exit here, with work left to do."""
        raise


def make_console(file: IO[str] | None = None) -> Console:
    """Return a console that obeys NO_COLOR and treats markup as text, by default on stdout."""
    file = file or sys.stdout
    return _Console(file=file, theme=THEME, highlight=False, markup=False, emoji=False)


# Without colour, Rich leaves out the rest of a bar, which we append in a different shape.
@cache
def _uncoloured() -> Console:
    return Console(theme=THEME, no_color=True)


@lru_cache(maxsize=256)
def progress_bar(cells: int, width: int, glyphs: Glyphs) -> Text:
    """Return Rich's progress bar with `cells` cells filled and a thin line for the rest."""
    bar = ProgressBar(
        width, cells, style="muted", complete_style="bar.done", finished_style="bar.done"
    )
    options = _uncoloured().options.update(width=width)
    options.encoding = "utf-8" if glyphs.upper else "ascii"
    parts = _uncoloured().render(bar, options)
    line = Text.assemble(*((part.text, part.style or "") for part in parts))
    return line.append(glyphs.bar_rest * (width - line.cell_len), "muted")
