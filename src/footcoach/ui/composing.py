"""Putting single questions whose answers are no matter of safety: in lists, or line by line."""

import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

Problem = Callable[[str], str]
"""Says what is wrong with what was typed; empty if nothing is."""


_ROOM = 30
"""Columns to type in, at least; a longer question goes above."""


class ListComposer:
    """Asks by questionary. Raises KeyboardInterrupt or EOFError when the person leaves."""

    def choose(self, title: str, choices: Sequence[tuple[str, T]]) -> T:
        """Let the person choose from a list; the answer stays on the screen."""
        from footcoach.ui.lists import choose

        chosen = choose(title, choices)
        self.say(f"{title} {next(text for text, value in choices if value is chosen)}")
        return chosen

    def write(self, title: str, default: str, problem: Problem) -> str:
        """Let the person type a line; Enter alone takes the default."""
        import questionary

        asked = _with_default(title, default)
        mark = "?"
        if len(asked) > _width() - _ROOM:
            self.say(f"? {asked}")
            asked, mark = "", ">"
        typed: str = questionary.text(
            asked, qmark=mark, validate=lambda text: problem(text or default) or True
        ).unsafe_ask()
        return typed or default

    def say(self, *lines: str) -> None:
        """Print lines, broken between words."""
        _print(*(textwrap.fill(line, _width(), subsequent_indent="  ") for line in lines))


class LineComposer(ListComposer):
    """Asks by printed lines, for screen readers and plain terminals."""

    def choose(self, title: str, choices: Sequence[tuple[str, T]]) -> T:
        """Ask for the number of an entry."""
        self.say("", title, *(f"{n}. {text}" for n, (text, _) in enumerate(choices, 1)))
        values = {str(number): value for number, (_, value) in enumerate(choices, 1)}
        typed = self.write("Type a number:", "", lambda text: _number_problem(text, values))
        return values[typed]

    def say(self, *lines: str) -> None:
        """Print lines as they are: a screen reader, or the terminal, breaks them better."""
        _print(*lines)

    def write(self, title: str, default: str, problem: Problem) -> str:
        """Read lines until there is no problem with one."""
        while True:
            self.say(_with_default(title, default))
            typed = input().strip() or default
            told = problem(typed)
            if not told:
                return typed
            self.say(told)


def _print(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _width() -> int:
    return shutil.get_terminal_size().columns - 1


def _with_default(title: str, default: str) -> str:
    return f"{title} (Enter for: {default})" if default else title


def _number_problem(text: str, numbers: dict[str, T]) -> str:
    return "" if text in numbers else f"Please type a number from 1 to {len(numbers)}."
