"""What `footcoach doctor` found, as lines of text for a terminal, a pipe or a bug report."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from footcoach.core.text import both, visible

WIDEST = 80
_HANG = " " * 21
"""Columns for the name of what was looked at (12), and for its state (9)."""


class State(StrEnum):
    """How something is. A word, so that nothing hangs on colour."""

    OK = "ok"
    MISSING = "missing"
    """Not there, and the program does without."""
    NOTE = "note"
    BROKEN = "broken"
    """The program cannot be used until it is mended."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was found and will be used, and what to do about it."""

    name: str
    state: State
    words: str
    advice: str = ""


def usable(findings: Sequence[Finding]) -> bool:
    """Tell whether the program can be used. Ornaments may be missing."""
    return all(finding.state is not State.BROKEN for finding in findings)


def doctor_lines(findings: Sequence[Finding], width: int = WIDEST) -> list[str]:
    """Return an entry for each finding, name and state in columns, and a verdict at the end."""
    lines = []
    for each in findings:
        lines += _beside(each.words, width, f"{each.name:12}{each.state:9}")
        lines += _beside(each.advice, width, _HANG)
    named = {state: [each.name for each in findings if each.state is state] for state in State}
    missing, broken = named[State.MISSING], named[State.BROKEN]
    verdict = f"footcoach can be used{f', without {both(missing)}' if missing else ''}."
    if broken:
        verdict = f"footcoach cannot be used until this is mended: {both(broken)}."
    return [*lines, "", *textwrap.wrap(verdict, min(width, WIDEST))]


def _beside(text: str, width: int, first: str) -> list[str]:
    """Break a text beside the columns. A path stays whole, so that it can be copied."""
    width = max(len(_HANG) + 15, min(width, WIDEST))
    text = str(visible(text))
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=_HANG,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
