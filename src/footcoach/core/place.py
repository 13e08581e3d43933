"""Where in a TOML file something stands, and what is wrong where it is no TOML.

No library that we know of keeps the lines of keys: `tomllib` drops them, and a `tomlkit` item has
none. So they are looked for in a text that `tomllib` has read already: in it, a regular
expression finds exactly the strings and comments, and what is left is one key or header a line.
"""

import re

from footcoach.core.text import visible

Loc = tuple[int | str, ...]
"""A path such as ("steps", 2, "seconds")."""

_STRINGS_AND_COMMENTS = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)
_HEADER = re.compile(r"\s*(\[\[?)\s*[\"']?([\w-]+)[\"']?\s*\]")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[.=]")


def line_of(text: str, loc: Loc) -> int | None:
    """Return the line of a key, else that of the table it belongs in; None for the whole file."""
    lines = _lines_of_keys(text) if loc else {}
    return next((lines[loc[:end]] for end in range(len(loc), 0, -1) if loc[:end] in lines), None)


def _lines_of_keys(text: str) -> dict[Loc, int]:
    lines: dict[Loc, int] = {}
    table: Loc = ()
    tables: dict[str, int] = {}
    plain = _STRINGS_AND_COMMENTS.sub(_without_what_looks_like_a_key, text)
    for number, line in enumerate(plain.split("\n"), 1):
        if header := _HEADER.match(line):
            brackets, name = header.groups()
            place = tables[name] = tables.get(name, -1) + 1
            table = (name, place) if brackets == "[[" else (name,)
            lines.setdefault((name,), number)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, key[1]), number)
    return lines


def _without_what_looks_like_a_key(found: re.Match[str]) -> str:
    """Keep a string of one line, which may be a key; of the rest keep only the line ends."""
    one_line = found[0][0] != "#" and not found[0].startswith(('"""', "'''"))
    return found[0] if one_line else "\n" * found[0].count("\n")


MAX_LINE = 2_000
"""Characters. The longest text of a step has 240; its comment may be longer."""

MAX_DOTS = 100
"""In a line that is no comment. No key of ours has one, and a text has a few."""


def explain_long_line(text: str, *, where: str) -> str:
    """Say which line is too long to be read at all; empty if none is.

    `tomllib` takes time and memory for the square of the parts of a key such as a.a.a.a: for one
    of 50,000 parts ten seconds, for one of 200 kB all the memory that there is. Within these
    limits a file of 256 kB takes two seconds at worst.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            return f"{where}, line {number}: has more than {MAX_LINE:,} characters; break it up"
        if line.count(".") > MAX_DOTS and not line.lstrip().startswith("#"):
            return f"{where}, line {number}: has more than {MAX_DOTS} dots; take some out"
    return ""


_OPEN_TEXT = 'a text is not closed; put a " at its end'
_NEITHER = 'this is neither key = value nor a comment, which begins with "#"'

_WRONG_SYNTAX = (
    ("Illegal character '\\n'", _OPEN_TEXT),
    ("Illegal character '\\r'", _OPEN_TEXT),
    ("Unterminated string", _OPEN_TEXT),
    ('Expected "\'"', "a text is not closed; put a ' at its end"),
    ("Expected '='", _NEITHER),
    ("Invalid statement", _NEITHER),
    ("Expected ']", "a bracket is not closed; a step begins with [[steps]], on a line of its own"),
    ("Cannot declare", "each step begins with [[steps]], in two brackets"),
    (
        "Cannot overwrite",
        "this key is there twice in one step; take one out, or begin a new step with [[steps]]",
    ),
    ("Unescaped '\\'", "a backslash in a text must be written twice"),
)
"""How the messages of `tomllib` begin, and what to tell somebody who does not know TOML."""

_POSITION = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

_CURLY = "“”„‟«»‘’"


def explain_syntax(error: Exception, text: str, *, where: str) -> str:
    """Say where a text is no TOML and what is wrong there, without asking to know TOML."""
    found = _POSITION.search(str(error))
    cause = str(error)[: found.start()] if found else str(error)
    number = int(found[1]) if found and found[1] else None
    line = text.split("\n")[number - 1].strip() if number else ""
    place = f", line {number}" if number else ", at its end" if found else ""
    shown = f" ({line if len(line) <= 60 else line[:57] + '...'})" if line else ""
    return str(visible(f"{where}{place}: {_syntax_problem(cause, line)}{shown}"))


def _syntax_problem(cause: str, line: str) -> str:
    key, _, value = (part.strip() for part in line.partition("="))
    if value[:1] and value[0] in _CURLY:
        return 'texts are in straight quotes ("), not in curly ones'
    if cause.startswith("Invalid value"):
        return _value_problem(key, value)
    if cause.startswith("Expected newline"):
        kind = 'a text has one " before it and one after it'
        if value[:1].isdecimal():
            kind = "a number is only digits, such as 45 or 45.5"
        return f"something after the value does not belong there; {kind}"
    told = (told for begins, told in _WRONG_SYNTAX if cause.startswith(begins))
    return next(told, f"this is not valid TOML ({cause})")


def _value_problem(key: str, value: str) -> str:
    if not value or value.startswith("#"):
        return "a value is missing after the ="
    if value.casefold() in {"true", "false"}:
        return "true and false are written in small letters"
    plain = value[0].isalpha() and not set(value) & set('"#\\')
    return f'a text must be in quotes, such as {key} = "{value if plain else "text"}"'
