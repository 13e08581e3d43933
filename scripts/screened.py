"""Interviews that are already answered, for the other scripts."""

from collections.abc import Mapping
from datetime import UTC, datetime

from footcoach.core.interview import Interview
from footcoach.core.question import Answer, Said

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def answered(
    given: Mapping[str, Answer] | None = None, *, until: str = "", after_exercise: bool = False
) -> Interview:
    """Answer as given, and none to all else, up to a question; "" is the end."""
    interview = Interview(after_exercise=after_exercise, started_at=NOW)
    while interview.question is not None and interview.question.id != until:
        answer = (given or {}).get(interview.question.id, Said.NONE)
        asked = interview.reply(answer)
        # The first "not sure" only shows the help.
        interview = asked.reply(answer) if asked.unsure_once else asked
    return interview
