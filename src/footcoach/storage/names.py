"""What a routine may be called: what can be typed, and is taken for no other.

Names may be in any script, as people's languages are. Only those of the built-in routines must
not be imitated with letters of another one; of a user's own files, each was named by the user.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from footcoach.core.text import visible

MAX_NAME = 60
"""Characters. Longer ones are no names to type."""

_TWINS = {
    "a": "аАαΑɑ",
    "d": "ԁ",
    "e": "еЕΕєҽ",
    "g": "ɡԍց",
    "h": "һНΗհ",
    "l": "iI1|іІιΙıӏӀΙ",
    "n": "ոпηΝ",
    "p": "рРρΡ",
    "r": "г",
    "s": "ѕЅ",
    "t": "тТτΤ",
    "u": "υսц",
    "w": "ԝшωѡ",
}
"""Letters, mostly Cyrillic and Greek, that look like one of a built-in name, small or large."""

_LOOKS = str.maketrans({twin: letter for letter, twins in _TWINS.items() for twin in twins})


def name_for(title: str) -> str:
    """Return the name of a routine with that title: easy to type; empty if it has no letter."""
    typed = (char if _can_be_typed(char) else " " for char in unicodedata.normalize("NFC", title))
    return "-".join("".join(typed).casefold().split())[:MAX_NAME].rstrip("-")


def name_problem(name: str) -> str:
    """Say why a file's name is no name to type after a command; empty if it is one."""
    if not name or visible(name) != name:
        return "has characters that cannot be seen, or blanks at its ends"
    if name.startswith(("-", ".")):
        return "begins with a dash or a dot"
    if is_path(name):
        return "looks like a path"
    if key_of(name).isdecimal():
        return "is a number, which chooses from a list"
    return f"is longer than {MAX_NAME} characters" if len(name) > MAX_NAME else ""


def new_name_problem(name: str) -> str:
    """Say why a new file cannot have that name, on whatever disk it is; empty if it can."""
    problem = name_problem(name)
    if not all(_can_be_typed(char) or char in " -_." for char in name):
        problem = "has more than letters, digits, blanks, dots, - and _"
    return problem


def is_path(reference: str) -> bool:
    """Tell a path from a name."""
    return reference.casefold().endswith(".toml") or "/" in reference or "\\" in reference


def key_of(name: str) -> str:
    """Return what equal names have in common, however they are typed.

    No case; no full-width letters, which Japanese keyboards make; and macOS takes accents apart.
    """
    return unicodedata.normalize("NFKC", name).casefold()


def taken_for(name: str, others: Iterable[str]) -> str:
    """Return which of the others a name would be taken for by its looks; empty if for none."""
    looks = _looks(name)
    return next((other for other in others if _looks(other) == looks), "")


@lru_cache  # those of the built-in ones are needed again for each of a thousand files
def _looks(name: str) -> str:
    """Return a name with look-alike letters made one: "GENTLE", and "gеntle" with a Cyrillic е."""
    return key_of(unicodedata.normalize("NFKC", name).translate(_LOOKS)).translate(_LOOKS)


def _can_be_typed(char: str) -> bool:
    """Tell letters, marks on letters, and digits, of any script."""
    return unicodedata.category(char)[0] in "LMN"
