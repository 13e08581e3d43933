"""Keeping the display on during a session: with oily hands, nobody can wake it by a key."""

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Awake:
    """Whether the display is kept on."""

    method: str | None = None
    """By what, for example `org.gnome.SessionManager`; None if it is not kept on."""


class Hold(Protocol):
    """What tells, once entered, whether the display is kept on; a wakepy `Mode` does."""

    @property
    def active(self) -> bool:
        """Whether it is."""

    @property
    def method(self) -> object:
        """What keeps it on; as text, a name."""


def _presenting() -> AbstractContextManager[Hold]:
    """Return wakepy's hold on the display. Imported here: only sessions should pay for it."""
    from wakepy import keep

    # Without a handler of its own, the library's log would go to the terminal.
    logging.getLogger("wakepy").addHandler(logging.NullHandler())
    return keep.presenting(on_fail="pass")


@contextmanager
def keep_awake(hold: Callable[[], AbstractContextManager[Hold]] = _presenting) -> Iterator[Awake]:
    """Keep the display on for the length of a `with` block, if the system lets us.

    It is an ornament: whatever fails in it is neither raised nor printed, and the `Awake` tells.
    Enter it before a session's clock starts: a desktop that does not answer costs up to 4 seconds
    (2 for each of the two ways that wakepy tries there), and 2 on leaving. The display is let go
    however the block is left; should that fail, the system lets go when the program ends.
    """
    held, awake = ExitStack(), Awake()
    try:
        with _quietly():
            entered = held.enter_context(hold())
            awake = Awake(str(entered.method) if entered.active else None)
        yield awake
    finally:
        with _quietly():
            held.close()


@contextmanager
def _quietly() -> Iterator[None]:
    """Let errors and warnings pass unseen; signals and Ctrl-C are none of these."""
    with warnings.catch_warnings(), suppress(Exception):
        warnings.simplefilter("ignore")
        yield
