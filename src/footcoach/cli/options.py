"""Options that more than one command has. Imports next to nothing: every start pays for it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from footcoach.ui.theme import Glyphs


AnswersFile = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        help="Take the screening answers from a JSON file dated today instead of asking.",
    ),
]
Voice = Annotated[
    bool | None,
    typer.Option("--voice/--no-voice", help="Speak, if a speech program is found."),
]
Sound = Annotated[bool | None, typer.Option("--sound/--no-sound", help="Sound tones.")]
Motion = Annotated[
    bool | None,
    typer.Option("--motion/--no-motion", help="Move a marker on the foot as the hands do."),
]
Plain = Annotated[
    bool,
    typer.Option("--plain", help="One line for each event and typed words: for screen readers."),
]
Ascii = Annotated[bool, typer.Option("--ascii", help="Draw with ASCII characters only.")]
OutFile = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")
]


def glyphs_wanted(*, ascii_only: bool) -> "Glyphs":
    """Return the characters to draw with on standard output: the option, else the settings."""
    from footcoach.storage.settings import load_settings
    from footcoach.ui.theme import glyphs_for

    return glyphs_for(sys.stdout.encoding, ascii_only=ascii_only or load_settings().ascii)
