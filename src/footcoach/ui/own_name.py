"""What the program is called in hints: what was typed to run it, so that a hint can be copied."""

import os
import re
import shlex
import sys
from pathlib import Path
from shutil import which

from footcoach import COMMANDS
from footcoach.core.text import visible

# Texts name commands as `footcoach start`. Before any other word, "footcoach" is just a name in a
# sentence; after -m, it is already what was typed.
_COMMAND = re.compile(rf"(?<![\w/\\.-])(?<!-m )footcoach (?=-|(?:help|{'|'.join(COMMANDS)})\b)")


def called(text: str) -> str:
    """Return the text with every command in the form to type here."""
    # Screens are redrawn often, and few of them name a command.
    if "footcoach " not in text:
        return text
    return _COMMAND.sub(lambda _: f"{own_name()} ", text)


def own_name() -> str:
    """Return what to type to run this program: its name if the shell finds it, else its path."""
    path = sys.argv[0] if sys.argv else ""
    if Path(path).parts[-2:] == ("footcoach", "__main__.py"):
        return f"{_typed(sys.executable) or 'python'} -m footcoach"
    return _typed(path) or "footcoach"


def _typed(program: str) -> str:
    """Return what to type to run a program, or "" if there is no such program."""
    path, here = Path(program), Path.cwd()
    there, found = which(program), which(path.name)
    if not there:
        return ""
    # Links are not followed, because the python of every venv links to the same file.
    if found and os.path.normcase(found) == os.path.normcase(there):
        return path.name
    # For a program in the current folder, the bare name would be looked up on PATH.
    if path.is_relative_to(here) and path.parent != here:
        program = str(path.relative_to(here))
    quoted = f'"{program}"' if " " in program else program
    return visible(quoted if os.name == "nt" else shlex.quote(program))
