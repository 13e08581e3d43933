"""Every character outside ASCII that the program draws with, each with its ASCII twin.

One that the output cannot encode would end the program (UnicodeEncodeError on cp1252), so views
take them from here and write none themselves.
"""

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters to draw with."""

    dot: str = "·"
    rule: str = "─"
    bar: str = "━"
    bar_rest: str = "─"
    on: str = "▮"
    off: str = "▯"
    left: str = "←"
    right: str = "→"
    up: str = "↑"
    down: str = "↓"
    full: str = "█"
    upper: str = "▀"
    lower: str = "▄"
    dots: str = "⠀"
    """The empty one of the 256 braille patterns, which follow it. Without: pictures in ASCII."""
    hands: str = "███"
    """Left end, middle and right end of the mark for the hands."""
    hands_lifted: str = "▒▒▒"


UNICODE = Glyphs()
ASCII = Glyphs(
    dot="-",
    rule="-",
    bar="=",
    bar_rest=".",
    on="#",
    off=".",
    left="<-",
    right="->",
    up="Up",
    down="Down",
    full="#",
    upper="",
    lower="",
    dots="",
    hands="( )",
    hands_lifted="---",
)


def glyphs_for(encoding: str | None, *, ascii_only: bool = False, braille: bool = True) -> Glyphs:
    """Return the characters that an output in this encoding can show.

    Without `braille`, pictures are drawn in ASCII: the font has no such patterns.
    """
    wanted = "".join(getattr(UNICODE, field.name) for field in fields(UNICODE))
    try:
        wanted.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    if ascii_only:
        return ASCII
    return UNICODE if braille else replace(UNICODE, dots="")
