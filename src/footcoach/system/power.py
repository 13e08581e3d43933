"""Keeping the display on during a session: with oily hands, nobody can wake it by a key."""

import logging
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

# Seconds that a desktop may take to answer, when asked and again when let go.
LONGEST = 2.0


@dataclass(frozen=True, slots=True)
class Awake:
    """By what the display is kept on, for example `org.gnome.SessionManager`; None if it is not."""

    method: str | None = None


def _presenting() -> AbstractContextManager[Any]:
    """Return wakepy's hold on the display, which has `active` and `method` once entered."""
    from wakepy import keep  # only sessions should pay for it

    # Without a handler of its own, the library's log would go to the terminal.
    logging.getLogger("wakepy").addHandler(logging.NullHandler())
    return keep.presenting(on_fail="pass")


@contextmanager
def keep_awake(hold: Callable[[], AbstractContextManager[Any]] = _presenting) -> Iterator[Awake]:
    """Keep the display on for a `with` block, if the system lets us; raises and prints nothing."""
    methods: list[str] = []
    answered, over = threading.Event(), threading.Event()

    def work() -> None:
        with ExitStack() as held:
            with _quietly():
                entered = held.enter_context(hold())
                methods.extend([str(entered.method)] if entered.active else [])
            answered.set()
            over.wait()
            with _quietly():
                held.close()

    # In a thread that is left behind, for a session bus may let programs in and never answer
    # (wakepy's own limit comes too late); the system lets go when the program ends.
    thread = threading.Thread(target=work, name="keep-awake", daemon=True)
    with suppress(RuntimeError):  # the system gives no more threads
        thread.start()
        answered.wait(LONGEST)
    try:
        yield Awake(*methods)
    finally:
        over.set()
        if answered.is_set():
            thread.join(LONGEST)


@contextmanager
def _quietly() -> Iterator[None]:
    """Let errors and warnings pass unseen."""
    with warnings.catch_warnings(), suppress(Exception):
        warnings.simplefilter("ignore")
        yield
