"""Keeping the display on during a session: people with oily hands cannot press a key to wake it."""

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

# Seconds to wait for the desktop to answer a request to keep the display on, or to release it.
LONGEST = 2.0


def _presenting() -> AbstractContextManager[Any]:
    """Return wakepy's context manager, which has `active` and `method` once entered."""
    from wakepy import keep  # only sessions should pay for this import

    # Without a handler of its own, the library's log would go to the terminal.
    logging.getLogger("wakepy").addHandler(logging.NullHandler())
    return keep.presenting(on_fail="pass")


@contextmanager
def keep_awake() -> Iterator[str]:
    """Keep the display on for a `with` block if the system allows it; never raises or prints.

    Yields the name of what keeps it on, such as `org.gnome.SessionManager`, or an empty string.
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

    # Use a thread that can be abandoned, because a session bus may accept a call and never answer
    # (wakepy's own timeout comes too late). The system releases the display when the program ends.
    thread = threading.Thread(target=work, name="keep-awake", daemon=True)
    thread.start()
    answered.wait(LONGEST)
    try:
        yield "".join(methods)
    finally:
        over.set()
        if answered.is_set():
            thread.join(LONGEST)
