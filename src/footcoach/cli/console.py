"""Saying what went wrong, beside the results: on standard error, in whole sentences."""

import shutil
import sys
import textwrap

from footcoach.core.text import visible


def print_error(*sentences: str) -> None:
    """Write each sentence as a line that begins with the program's name.

    A terminal would break it in the middle of a word; what reads along from a pipe gets it whole.
    """
    for sentence in sentences:
        line = f"footcoach: {visible(sentence)}"
        if sys.stderr.isatty():
            width = shutil.get_terminal_size().columns
            line = textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        sys.stderr.write(f"{line}\n")
