"""Choosing from lists with questionary. Not for safety questions: Enter must not answer those."""

import os
import signal
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeVar, cast

import questionary
from prompt_toolkit import Application, print_formatted_text
from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.key_binding import KeyBindings

from footcoach.ui.terminal_keys import throw_away
from footcoach.ui.wrapping import wrap

# Columns before an entry, and the fewest for the entry itself, which is shortened to one line. Any
# fewer would leave no room for a word and the dots that stand for what is left out.
_POINTER, _LEAST = 4, 10

# Without this, prompt_toolkit prints a warning over the list if the terminal does not report the
# cursor position, which no list needs.
os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")

TICKING = "(Space ticks, Enter when done)"
INSTRUCTION = "(arrow keys, then Enter)"
# For a list that is longer than the window: nothing else shows that it goes on.
SCROLLS = "(more below: arrow keys, then Enter)"

T = TypeVar("T")


def choose(
    title: str,
    choices: Mapping[str, str],
    default: str | None = None,
    *,
    notices: Sequence[str] = (),
) -> str:
    """Return the name chosen from a list of names and texts, which starts at `default`.

    Raises the same exceptions as `run`.
    """
    width = max(_LEAST, _size().columns - _POINTER)
    for notice in notices:
        print_formatted_text(_filled(notice, width))
    entries = [
        questionary.Choice(_filled(text, width, most=1), value=name)
        for name, text in choices.items()
    ]
    start = default if default in choices else None
    keys = INSTRUCTION if len(entries) < _size().rows else SCROLLS
    chosen: str = run(
        questionary.select(title, entries, default=start, instruction=keys, erase_when_done=True)
    )
    return chosen


def tick(title: str, choices: Sequence[tuple[str, T]], ticked: Container[T]) -> list[T]:
    """Return the values of the ticked entries; raises the same as `run`."""
    entries = [
        questionary.Choice(text, value=value, checked=value in ticked) for text, value in choices
    ]
    # The prompt itself would break the title in the middle of a word.
    words = _filled(f"{title} {TICKING}", max(_LEAST, _size().columns - _POINTER))
    question = questionary.checkbox(words, entries, instruction=" ", erase_when_done=True)
    # Elsewhere, letters tick one line each. Here they would tick, or turn round, all lines at once.
    for letter in "ai":
        cast(KeyBindings, question.application.key_bindings).remove(letter)
    chosen: list[T] = run(question)
    return chosen


def run(question: questionary.Question) -> Any:
    """Return the answer to a questionary prompt. Anything typed ahead is thrown away.

    Raises KeyboardInterrupt or EOFError when the person leaves, and whatever a signal handler
    raises in the meantime.
    """
    app = question.application
    throw_away(app.input)
    try:
        with _ended_by_signals(app):
            # Not `ask`, which turns Ctrl-C into None, as if that were an answer.
            return app.run(handle_sigint=False)
    finally:
        throw_away(app.input)


@contextmanager
def _ended_by_signals(app: Application[Any]) -> Iterator[None]:
    """End the prompt when a signal that ends the program arrives, and only then handle the signal.

    If the handler ran during an asyncio callback, asyncio would swallow its exception.
    """
    came: list[int] = []

    def end() -> None:
        if app.is_running and app.future is not None and not app.future.done():
            app.exit()

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)
        if app.loop is not None:
            app.loop.call_soon_threadsafe(end)

    before = {
        number: signal.signal(number, note)
        for number in signal.valid_signals() - {getattr(signal, "SIGCONT", None)}
        if callable(signal.getsignal(number))
    }
    app.pre_run_callables.append(lambda: end() if came else None)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for late in came:
            signal.raise_signal(late)


def _size() -> Size:
    return get_app_session().output.get_size()


def _filled(text: str, width: int, *, most: int = 0) -> str:
    return "\n".join(line.plain for line in wrap(text, width, most=most))
