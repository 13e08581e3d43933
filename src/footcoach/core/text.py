"""Format values in plain words, and make untrusted text safe to display and speak."""

import textwrap
import unicodedata
from collections.abc import Iterable
from datetime import date

# Unicode categories that affect the terminal or the text direction instead of being displayed:
# control, format (including right-to-left overrides) and surrogate.
_OBEYED = frozenset({"Cc", "Cf", "Cs"})

# Format characters that are part of words in Persian, Hindi and other languages, or of emoji.
_JOINERS = frozenset("\u200c\u200d")

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def visible(text: str) -> str:
    """Show control characters as codes, collapse whitespace and remove soft hyphens."""
    words = " ".join(text.replace("\u00ad", "").split())
    if words.isprintable():  # fast path, as a folder of routines can hold 27,000 strings
        return words
    return "".join(
        f"<{ord(char):02x}>"
        if unicodedata.category(char) in _OBEYED and char not in _JOINERS
        else char
        for char in words
    )


def unaccented(text: str) -> str:
    """Strip accents from letters, for searching and for output that cannot show them."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))


def both(words: Iterable[str]) -> str:
    """Join words, as in "a, b and c"."""
    *rest, last = list(words)
    return f"{', '.join(rest)} and {last}" if rest else last


def wrap(text: str, first: str = "", hang: str = "") -> list[str]:
    """Break a text into lines of 78 columns, after `first` and then `hang`."""
    return textwrap.wrap(
        text, 78, initial_indent=first, subsequent_indent=hang, break_on_hyphens=False
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " (did you mean 'x'?)" for the closest known word, or "" if none is close."""
    from difflib import get_close_matches  # imported only after a mistake

    near = get_close_matches(word.casefold(), list(known), n=1)
    return f" (did you mean '{near[0]}'?)" if near else ""


def day_in_words(day: date) -> str:
    """Format a date so that it reads the same in every country: "3 May 2026"."""
    return f"{day.day} {day:%B %Y}"


def minutes_and_seconds(seconds: float) -> str:
    """Format a duration as `6:05`, rounding up so that 0:00 appears only once time is up."""
    whole = -int(-seconds // 1)
    return f"{whole // 60}:{whole % 60:02}"


def about_minutes(seconds: float) -> str:
    """Format the length of a session as "9.5 min", or as "45 s" if it is under a minute."""
    return f"{seconds:.0f} s" if seconds < 59.5 else f"{half_minutes(seconds)} min"


def half_minutes(seconds: float) -> str:
    """Convert seconds to minutes, rounded to the nearest half: "9.5" or "10"."""
    return f"{int(seconds / 30 + 0.5) / 2:.1f}".removesuffix(".0")


def sessions_in_words(count: int) -> str:
    """Format a number of sessions: "no sessions", "one session", "1,204 sessions"."""
    number = _SMALL[count] if count < len(_SMALL) else f"{count:,}"
    return f"{number} session{'' if count == 1 else 's'}"
