"""Choosing from a list, by questionary. Never for a safety question: there Enter must not answer.

`unsafe_ask` throughout: `ask` turns Ctrl-C into None, which reads like an answer.
"""

import textwrap
from collections.abc import Container, Sequence
from typing import TypeVar

import questionary
from prompt_toolkit import print_formatted_text
from prompt_toolkit.utils import get_cwidth

from footcoach.ui.screen import window_size

# Columns before an entry; entries are shortened to one line, at a word. In less than the least
# there is no room for a word and the dots that stand for what is left out.
_POINTER, _LEAST = 4, 10

INSTRUCTION = "(arrow keys, then Enter)"

T = TypeVar("T")


def choose(
    title: str,
    choices: Sequence[tuple[str, T]],
    default: T | None = None,
    *,
    notices: Sequence[str] = (),
) -> T:
    """Return the value of the chosen entry; `default` is where the list begins.

    Raises KeyboardInterrupt or EOFError when the person leaves.
    """
    width = max(_LEAST, window_size().width - _POINTER)
    for notice in notices:
        print_formatted_text(textwrap.fill(notice, width))
    # Numbers, because questionary takes a value of None to mean the entry's text.
    entries = [
        questionary.Choice(_on_one_line(text, width), value=number)
        for number, (text, _) in enumerate(choices)
    ]
    values = [value for _, value in choices]
    start = entries[values.index(default)] if default in values else None
    chosen: int = questionary.select(
        title, entries, default=start, instruction=INSTRUCTION, erase_when_done=True
    ).unsafe_ask()
    return values[chosen]


def _on_one_line(text: str, width: int) -> str:
    """Shorten a text to so many columns, at a word if there is one; some letters take two."""
    if get_cwidth(text) <= width:
        return text
    short = textwrap.shorten(text, width, placeholder=" ...")
    if width // 2 <= get_cwidth(short) <= width:
        return short
    while get_cwidth(text) > width - len(" ..."):
        text = text[:-1]
    return f"{text} ..."


def tick(title: str, choices: Sequence[tuple[str, T]], ticked: Container[T]) -> list[T]:
    """Return the values of the ticked entries. Nothing ticked is a fine answer, here only."""
    entries = [
        questionary.Choice(text, value=value, checked=value in ticked) for text, value in choices
    ]
    chosen: list[T] = questionary.checkbox(
        title, entries, instruction="(Space ticks, Enter when done)", erase_when_done=True
    ).unsafe_ask()
    return chosen
