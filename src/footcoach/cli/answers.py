"""Reading `--answers FILE`."""

from datetime import datetime
from pathlib import Path

from footcoach.core.answers import parse_answers
from footcoach.core.errors import AnswersInvalid
from footcoach.core.interview import Interview

_MAX_BYTES = 100_000


def load_interview(path: Path, *, after_exercise: bool, now: datetime) -> Interview:
    """Return the interview that the file's answers lead to; raises AnswersInvalid."""
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES + 1).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AnswersInvalid(f"{path} cannot be read: {error}.") from error
    if len(text) > _MAX_BYTES:
        raise AnswersInvalid(f"{path} is too large for an answers file.")
    return parse_answers(
        text,
        name=str(path),
        after_exercise=after_exercise,
        now=now,
        today=now.date(),
    )
