"""The man page footcoach(1), from the same texts as `--help`.

`python scripts/docs.py` writes it to docs/footcoach.1.
"""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from typer.core import TyperGroup
from typer.main import get_command

from footcoach import COMMANDS, HARM, HOME_PAGE, PROBLEMS, __version__
from footcoach.cli.app import make_app
from footcoach.cli.help import EXIT_CODES, help_texts, path_of, sections
from footcoach.core.questionnaire import QUESTION_SET, SCOPE

ENVIRONMENT = {
    "FOOTCOACH_HOME": "A folder for everything that footcoach keeps, instead of the system's.",
    "ACCESSIBLE": "If set, but not to 0: line mode, for screen readers, and no pager.",
    "NO_COLOR": "If set: no colours.",
    "PAGER": "The program that shows texts longer than the window. Empty: none. Default: less.",
    "LESS": "Options for less. Default: -F -X and a prompt that says which keys to press.",
    "TERM": "dumb stands for a terminal that shows only lines: line mode, and no pager.",
}

# By the folder they are in, on Linux; FOOTCOACH_HOME has all of them.
FILES = {
    "~/.config/footcoach/config.toml": "The settings. footcoach only reads this file.",
    "~/.config/footcoach/routines/": "Your own routines.",
    "~/.local/share/footcoach/history.db": "Your sessions.",
    "~/.local/share/footcoach/profile.json": "Your health answers, if kept, and your clearances.",
    "~/.local/share/footcoach/resume.json": "A session that was cut off, for half an hour.",
    "~/.local/share/footcoach/state.json": "The routine used last, and whether sound is off.",
}


def document() -> str:
    """Return the page."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    root = cast(TyperGroup, get_command(make_app()))
    context = root.make_context("footcoach", [], resilient_parsing=True)
    yield f'.TH FOOTCOACH 1 "{_released()}" "footcoach {__version__}" "User Commands"'
    yield ".SH NAME"
    yield r"footcoach \- a coach in the terminal for massaging your own feet"
    yield ".SH SYNOPSIS"
    yield r"\fBfootcoach\fR \fICOMMAND\fR [\fIOPTIONS\fR] [\fIARGUMENTS\fR]"
    yield ".SH DESCRIPTION"
    yield from map(_plain, (str(root.help), SCOPE))
    yield ".PP"
    yield _plain("footcoach help COMMAND shows the help of one command.")
    yield ".SH OPTIONS"
    yield from _entries(dict(sections(root, context))["Options"])
    yield ".SH COMMANDS"
    for name in COMMANDS:
        yield from _command(name, root.commands[name], context)
    yield ".SH ENVIRONMENT"
    yield from _entries(ENVIRONMENT)
    yield ".SH FILES"
    yield from _entries(FILES)
    yield ".SH EXIT STATUS"
    yield from _entries(
        {str(int(code)): f"{words[0].upper()}{words[1:]}." for code, words in EXIT_CODES.items()}
    )
    yield ".SH EXAMPLES"
    common = [entries for path, entries in help_texts()["examples"].items() if " " not in path]
    yield from _entries({f"footcoach {typed}": each[typed] for each in common for typed in each})
    yield ".SH REPORTING BUGS"
    yield _plain(HARM)
    yield ".PP"
    yield _plain(PROBLEMS)
    yield ".SH SEE ALSO"
    yield _plain(HOME_PAGE)


def _command(name: str, command: Any, parent: Any) -> Iterator[str]:
    """Yield a section for a command, and one for each command below it."""
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    yield f".SS {path_of(context)}"
    yield from filter(None, map(_plain, command.help.splitlines()))
    parts = dict(sections(command, context))
    entries = parts["Arguments"] | parts["Options"]
    yield from _entries({each: does for each, does in entries.items() if each != "-h, --help"})
    for each, below in getattr(command, "commands", {}).items():
        yield from _command(each, below, context)


def _entries(entries: dict[str, str]) -> Iterator[str]:
    for name, words in entries.items():
        yield from (".TP", rf"\fB{_plain(name)}\fR", _plain(words))


def _plain(text: str) -> str:
    """Return text that the formatter prints as it is, in short lines."""
    text = text.strip().replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")
    lines = textwrap.wrap(text, 78, break_long_words=False, break_on_hyphens=False)
    # A line that begins with a dot would be an instruction.
    return "\n".join(rf"\&{line}" if line.startswith(".") else line for line in lines)


def _released() -> str:
    """Return the day this version was released, or when its safety questions last changed."""
    changelog = (Path(__file__).parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
    dated = re.search(rf"^## {re.escape(__version__)} - (\d{{4}}-\d\d-\d\d)$", changelog, re.M)
    return dated[1] if dated else QUESTION_SET
