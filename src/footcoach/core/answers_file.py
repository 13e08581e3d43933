"""Reading a file of screening answers, for scripts and tests. Never guesses."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from footcoach.core.errors import AnswersInvalid
from footcoach.core.interview import Interview
from footcoach.core.profile import Clearance, Stored
from footcoach.core.question import Answer, Question
from footcoach.core.questionnaire import CHANGED
from footcoach.core.text import did_you_mean, visible
from footcoach.core.validation import parse_object

_VALUES = {answer.value: answer for answer in Answer}


def parse_answers(
    text: str,
    *,
    name: str,
    after_exercise: bool,
    now: datetime,
    today: date,
    clearances: tuple[Clearance, ...] = (),
) -> Interview:
    """Return the interview that the answers lead to. `now` has an offset, `today` is local.

    Every due question must be there, unless an emergency ends the interview before it. Raises
    AnswersInvalid, naming each entry that is missing, unknown, not due, doubled or of another
    value, and a date other than today's: answers about "right now" do not keep. So kept answers do
    not count here. Clearances do, where the file says that nothing has `changed` since.
    """
    try:
        data = parse_object(text)
    except ValueError as error:
        raise AnswersInvalid(f"{name} {error}.") from error
    problems = [*_check_frame(data, today)]
    given = data.get("answers")
    entries: Mapping[str, Any] = given if isinstance(given, dict) else {}
    problems += [
        f"'{visible(id_)}' must be one of {', '.join(_VALUES)}"
        for id_, value in entries.items()
        if not isinstance(value, str) or value not in _VALUES
    ]
    if problems:
        raise AnswersInvalid(f"{name}: {'; '.join(problems)}.")
    answers = {id_: _VALUES[value] for id_, value in entries.items()}
    interview = Interview(
        after_exercise=after_exercise,
        started_at=now,
        answers=answers,
        stored=Stored(clearances=clearances),
    )
    due = {question.id: question for question in interview.due()}
    problems = [
        f"'{visible(id_)}' is not a question that is due{did_you_mean(id_, due)}"
        for id_ in answers
        if id_ not in due
    ]
    if interview.question is not None:
        problems += [_missing(question) for id_, question in due.items() if id_ not in answers]
    if problems:
        raise AnswersInvalid(f"{name}: {'; '.join(problems)}.")
    return interview


def _missing(question: Question) -> str:
    rests = f", on which your clearance rests ({question.wording})"
    return f"'{question.id}' is missing{rests if question.id == CHANGED.id else ''}"


def _check_frame(data: Mapping[str, Any], today: date) -> list[str]:
    """Return what is wrong with the keys around the answers."""
    problems = [
        f"'{visible(key)}' is not a known key{did_you_mean(key, ('date', 'answers'))}"
        for key in data
        if key not in {"date", "answers"}
    ]
    if data.get("date") != today.isoformat():
        problems.append(
            f"'date' must be today's, \"{today.isoformat()}\", not {_shown(data.get('date'))}"
        )
    if not isinstance(data.get("answers"), dict):
        problems.append("'answers' must be a table of question ids and answers")
    return problems


def _shown(value: object) -> str:
    return "missing" if value is None else f'"{visible(str(value))}"'
