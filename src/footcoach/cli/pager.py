"""Showing long texts a window at a time, through the pager that the person chose."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import typer

from footcoach.app.terminal import reason_for_lines
from footcoach.system.signals import leave_in_order
from footcoach.ui.own_name import called

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

# Like git, leave the text on the screen at the end; and say which keys read on and leave.
_LESS = "-F -X -e -PsSpace to read on, q to leave$"

# Older pagers show the code for a link as it is.
_LINK = re.compile("\x1b]8;[^\x1b]*\x1b\\\\")


def print_paged(console: "Console", view: "RenderableType", *, width: int | None = None) -> None:
    """Print a view, through the pager if it is longer than the window."""
    if not _pager():
        console.print(view, width=width)
        return
    with console.capture() as captured:
        console.print(view, width=width)
    if not page(captured.get()):
        typer.echo(captured.get(), nl=False)


def page(text: str) -> bool:
    """Show a text in the pager if it is longer than the window, and return whether that worked."""
    pager, window, text = _pager(), shutil.get_terminal_size(), called(text)
    rows = sum(1 + len(line) // window.columns for line in text.splitlines())
    if not pager or rows < window.lines:
        return False
    less = {"LESS": f"-R {os.environ.get('LESS', _LESS)}"}
    # A signal that ends the program must end the pager too, and give the terminal back.
    leave_in_order()
    # The pager decides what Ctrl-C does. It would inherit "ignore", but not a handler.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        sys.stdout.flush()
        data = _LINK.sub("", text).encode(sys.stdout.encoding, "replace")
        with _terminal_restored():
            done = subprocess.run(pager, input=data, env=os.environ | less, check=False)  # noqa: S603
    except OSError:  # there is no such program
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return done.returncode <= 0


@contextmanager
def _terminal_restored() -> Iterator[None]:
    """Restore the terminal at the end: a pager that is killed leaves it without echo."""
    try:
        import termios

        before = termios.tcgetattr(sys.stdout)
    except (ImportError, OSError):  # Windows, or no terminal
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError, termios.error):  # the terminal is gone
            # In the background, it is the shell's.
            if os.tcgetpgrp(sys.stdout.fileno()) == os.getpgrp():
                termios.tcsetattr(sys.stdout, termios.TCSADRAIN, before)


def _pager() -> list[str]:
    """Return the pager's command; empty for pipes, screen readers and an empty PAGER."""
    # On Windows there is only `more`, which garbles accents; the window scrolls instead.
    command = os.environ.get("PAGER", "less" if os.name == "posix" else "")
    try:
        words = shlex.split(command, posix=os.name == "posix")
    except ValueError:
        return []
    return words if sys.stdout.isatty() and not reason_for_lines() else []
