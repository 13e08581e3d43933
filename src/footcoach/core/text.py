"""Turning values into plain words, and foreign text into text that is safe to show and to say."""

import unicodedata
from collections.abc import Iterable
from datetime import date

# Unicode categories that do something to a terminal, or to the order of text, instead of
# showing: control, format (also right-to-left overrides), surrogate.
_OBEYED = frozenset({"Cc", "Cf", "Cs"})

# Format characters that are part of words in Persian, Hindi and others, and of emoji.
_JOINERS = frozenset("\u200c\u200d")

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def visible(text: str) -> str:
    """Show control characters as codes, white space as single spaces, and no soft hyphens."""
    words = " ".join(text.replace("\u00ad", "").split())
    if words.isprintable():  # nearly always, and a folder of routines has 27,000 texts
        return words
    return "".join(
        f"<{ord(char):02x}>"
        if unicodedata.category(char) in _OBEYED and char not in _JOINERS
        else char
        for char in words
    )


def unaccented(text: str) -> str:
    """Write letters without their accents: for searching, and for outputs that have no accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))


def both(words: Iterable[str]) -> str:
    """Join words: "a, b and c"."""
    *rest, last = list(words)
    return f"{', '.join(rest)} and {last}" if rest else last


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " (did you mean 'x'?)" for the nearest known word, or nothing if none is near."""
    from difflib import get_close_matches  # only mistakes need it

    near = get_close_matches(word.casefold(), list(known), n=1)
    return f" (did you mean '{near[0]}'?)" if near else ""


def day_in_words(day: date) -> str:
    """Write a day so that it reads the same everywhere: "3 May 2026"."""
    return f"{day.day} {day:%B %Y}"


def minutes_and_seconds(seconds: float) -> str:
    """Write a length as `6:05`, rounded up, so that 0:00 means that it is over."""
    whole = -int(-seconds // 1)
    return f"{whole // 60}:{whole % 60:02}"


def about_minutes(seconds: float) -> str:
    """Write the length of a session as people say it: "9.5 min", or "45 s" below a minute."""
    return f"{seconds:.0f} s" if seconds < 59.5 else f"{half_minutes(seconds)} min"


def half_minutes(seconds: float) -> str:
    """Write the minutes to the nearest half: "9.5", "10"."""
    return f"{int(seconds / 30 + 0.5) / 2:.1f}".removesuffix(".0")


def sessions_in_words(count: int) -> str:
    """Count sessions as people say it: "no sessions", "one session", "1,204 sessions"."""
    number = _SMALL[count] if count < len(_SMALL) else f"{count:,}"
    return f"{number} session{'' if count == 1 else 's'}"
