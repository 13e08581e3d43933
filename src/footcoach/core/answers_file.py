"""Read screening answers from a file, for scripts and tests, rejecting any file with a mistake."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from footcoach.core.errors import UsageError
from footcoach.core.interview import Interview
from footcoach.core.profile import Clearance, Stored
from footcoach.core.question import Answer, Question, Said
from footcoach.core.questionnaire import BY_ID, CHANGED
from footcoach.core.text import did_you_mean, visible
from footcoach.core.validation import parse_object

_KEYS = ("date", "answers")


def parse_answers(
    text: str,
    *,
    name: str,
    after_exercise: bool,
    now: datetime,
    clearances: tuple[Clearance, ...] = (),
) -> Interview:
    """Return the interview that the answers lead to, or raise UsageError naming each mistake.

    `now` is the local time, timezone-aware. Answers about "right now" go stale, so the date must be
    today's. Saved answers do not count; clearances do, if `changed` is "none".
    """
    try:
        data = parse_object(text)
    except ValueError as error:
        raise UsageError(f"{name} {error}.") from error
    _refuse(name, _wrong_keys(data, now.date()))
    entries: Mapping[str, Any] = data["answers"]
    _refuse(name, _wrong_values(entries))
    interview = Interview(
        after_exercise=after_exercise,
        started_at=now,
        answers={id_: _answer(BY_ID[id_], value) for id_, value in entries.items()},
        stored=Stored(clearances=clearances),
    )
    _refuse(name, _wrong_ids(interview))
    return interview


def _refuse(name: str, found: Iterator[str]) -> None:
    if problems := list(found):
        raise UsageError(f"{name}: {'; '.join(problems)}.")


def _wrong_keys(data: Mapping[str, Any], today: date) -> Iterator[str]:
    for key in data:
        if key not in _KEYS:
            yield f"'{visible(key)}' is not a known key{did_you_mean(key, _KEYS)}"
    if (day := data.get("date")) != today.isoformat():
        given = "missing" if day is None else f'"{visible(str(day))}"'
        yield f"'date' must be today's, \"{today.isoformat()}\", not {given}"
    if not isinstance(data.get("answers"), dict):
        yield "'answers' must be a table of question ids and answers"


def _answer(question: Question, value: Any) -> Answer:
    """Return the answer, with its items in the question's order; an empty one if it is invalid."""
    known = [item.id for item in question.items]
    if isinstance(value, list) and all(item in known for item in value):
        return tuple(item for item in known if item in value)
    return Said(value) if value in tuple(Said) else ()


def _wrong_values(entries: Mapping[str, Any]) -> Iterator[str]:
    for id_, value in entries.items():
        if id_ not in BY_ID:
            yield f"'{visible(id_)}' is not a question{did_you_mean(id_, BY_ID)}"
        elif not _answer(BY_ID[id_], value):
            items = ", ".join(item.id for item in BY_ID[id_].items)
            yield f'\'{id_}\' must be "none", "not_sure" or a list of its items ({items})'


def _wrong_ids(interview: Interview) -> Iterator[str]:
    """Report ids that are not due and, unless an emergency ended the interview, any missing ids."""
    due = {question.id: question for question in interview.due()}
    for id_ in interview.answers:
        if id_ not in due:
            yield f"'{id_}' is not a question that is due"
    if interview.question is not None:
        for id_, question in due.items():
            rests = f", and your clearance depends on it ({question.lead})"
            if id_ not in interview.answers:
                yield f"'{id_}' is missing{rests if id_ == CHANGED.id else ''}"
