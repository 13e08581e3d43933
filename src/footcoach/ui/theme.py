"""The one Rich console, with the names of its styles. Colour never says what words do not."""

import sys

from rich.console import Console
from rich.theme import Theme

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
        "map.outline": "none",
        "map.zone": "cyan",
        # On either background the usual colour stands out of the zone's; it must be named, or the
        # zone's would shine through.
        "map.marker": "bold default",
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
        """Let the error out. Rich would end the program here, with work left to be done."""
        raise


def make_console() -> Console:
    """Return a console on standard output that obeys NO_COLOR and reads no markup in text."""
    return _Console(file=sys.stdout, theme=THEME, highlight=False, markup=False, emoji=False)
