"""Keeping the display on during a session: with oily hands, nobody can wake it by a key."""

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

# Seconds that a desktop may take to answer, when asked and again when let go.
LONGEST = 2.0


def _presenting() -> AbstractContextManager[Any]:
    """Return wakepy's hold on the display, which has `active` and `method` once entered."""
    from wakepy import keep  # only sessions should pay for it

    # Without a handler of its own, the library's log would go to the terminal.
    logging.getLogger("wakepy").addHandler(logging.NullHandler())
    return keep.presenting(on_fail="pass")


@contextmanager
def keep_awake() -> Iterator[str]:
    """Keep the display on for a `with` block, if the system lets us; raises and prints nothing.

    Yields what keeps it on, for example `org.gnome.SessionManager`; nothing if nothing does.
    """
    methods: list[str] = []
    answered, over = threading.Event(), threading.Event()

    def work() -> None:
        with warnings.catch_warnings(), suppress(Exception):
            warnings.simplefilter("ignore")
            with _presenting() as held:
                methods.extend([str(held.method)] if held.active else [])
                answered.set()
                over.wait()
        answered.set()

    # In a thread that is left behind, for a session bus may let programs in and never answer
    # (wakepy's own limit comes too late); the system lets go when the program ends.
    thread = threading.Thread(target=work, name="keep-awake", daemon=True)
    thread.start()
    answered.wait(LONGEST)
    try:
        yield "".join(methods)
    finally:
        over.set()
        if answered.is_set():
            thread.join(LONGEST)
