"""Reading the file given with `--answers`."""

from datetime import datetime
from pathlib import Path

from footcoach.core.answers_file import parse_answers
from footcoach.core.errors import AnswersInvalid
from footcoach.core.interview import Interview
from footcoach.core.profile import Clearance
from footcoach.storage.files import Unreadable, read_small_text

MAX_BYTES = 100_000


def load_interview(
    path: Path,
    *,
    after_exercise: bool,
    now: datetime,
    clearances: tuple[Clearance, ...] = (),
) -> Interview:
    """Return the interview that the file's answers lead to; raises AnswersInvalid.

    `now` is local, with offset.
    """
    try:
        text = read_small_text(path, MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AnswersInvalid(f"There is no file {path}.") from error
    except Unreadable as error:
        raise AnswersInvalid(str(error)) from error
    return parse_answers(
        text,
        name=str(path),
        after_exercise=after_exercise,
        now=now,
        today=now.date(),
        clearances=clearances,
    )
