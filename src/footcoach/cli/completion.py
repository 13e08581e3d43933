"""Tab completion: what can be typed next, for the shell scripts that Typer installs.

Each function below lists all that can be typed in one place, with a note beside each; Typer keeps
what begins like the word so far. They change nothing, and load neither Pydantic nor Rich.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import NoReturn

import typer

from footcoach.cli.console import now
from footcoach.core.errors import ExitCode
from footcoach.core.text import day_in_words

# What can be typed, and the note beside it in shells that show one.
Offers = Iterator[tuple[str, str]]

# The variable in which Typer's scripts say that a shell is asking, and which shell.
ASKED = "_FOOTCOACH_COMPLETE"


def complete(make_app: Callable[[list[str]], typer.Typer]) -> NoReturn:
    """Print what can be typed next, in the format of the shell that asks, and exit.

    An error would land in the middle of what the person is typing, so nothing is offered then.
    """
    # Typer would load these, to convert the words so far and to find tags in the notes, and would
    # take three times as long. It does without them if they are not there.
    sys.modules.update(dict.fromkeys(("pydantic", "rich")))  # type: ignore[arg-type]
    typed = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    offered = StringIO()
    try:
        with suppress(Exception), redirect_stdout(offered), redirect_stderr(StringIO()):
            make_app(typed.split())([], prog_name="footcoach")
        raise SystemExit(ExitCode.FAILURE)
    finally:
        text = offered.getvalue()
        # Typer does not escape what bash interprets outside quotes, such as a space in a name.
        if os.environ[ASKED].endswith("bash") and not {"'", '"'} & set(typed):
            text = re.sub(r"[^\w\n%+,./:=@-]", r"\\\g<0>", text)
        sys.stdout.write(text)


def routine_names() -> Offers:
    """List the routines, and routine files in this folder."""
    from footcoach.storage.library import find_all

    for found in find_all()[0]:
        yield found.name, found.whose
    for path in sorted(Path().glob("*.toml")):
        yield path.name, "file"


def topics() -> Offers:
    """List the topics to read about."""
    from footcoach.core.evidence import ABOUT

    yield from ABOUT.items()


def clearable_answers() -> Offers:
    """List the answers that can be cleared."""
    from footcoach.core.questionnaire import CLEARABLE, label_of

    for id_ in CLEARABLE:
        yield id_, label_of(id_)


def cleared_answers() -> Offers:
    """List the answers that have been cleared."""
    from footcoach.storage.files import data_folder, read_text

    profile = json.loads(read_text(data_folder() / "profile.json"))
    for each in profile["clearances"]:
        yield each["question"], f"{each['by']}, {each['on']}"


def session_ids() -> Offers:
    """List the sessions, latest first, by the ids that `history` shows."""
    from footcoach.storage.history import peek

    for each in peek():
        yield each["id"][:8], f"{each['started_at'][:16].replace('T', ' ')}, {each['routine']}"


def session_days() -> Offers:
    """List the days with sessions, latest first."""
    from footcoach.storage.history import peek

    yield from {each["started_at"][:10]: each["routine"] for each in peek()}.items()


def recent_days() -> Offers:
    """List today and the six days before."""
    today = now().date()
    for days in range(7):
        day = today - timedelta(days)
        yield str(day), day_in_words(day)
