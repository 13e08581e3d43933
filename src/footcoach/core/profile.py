"""What is kept about a person, if they say so: answers on health history, and clearances.

Both grow old. Every check here errs to asking again; none can turn an unknown into a "no".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from footcoach.core.errors import ProfileInvalid, UsageError
from footcoach.core.question import Answer, Answers, Level, Question, Section
from footcoach.core.questionnaire import (
    CROSS_RULES,
    NEVER_KEPT,
    QUESTION_SET,
    QUESTIONS,
    questions_due,
)
from footcoach.core.text import day_in_words, did_you_mean, visible
from footcoach.core.validation import Strict, explain, parse_object

KEPT_DAYS = 90
"""How long answers on health history hold. One of them asks about the last 3 months, so they
cannot hold for longer; a judgement, well inside the 12 months of PAR-Q+."""

CLEARED_DAYS = 365
"""How long a clearance holds. Source: PAR-Q+, 12 months and only while health has not changed."""


class KeptHistory(Strict):
    """Answers to the questions on health history, and to such follow-ups as may be kept."""

    answers: Mapping[str, Answer]
    answered_on: date
    question_set: str

    @property
    def last_day(self) -> date:
        """The last day on which they hold."""
        return self.answered_on + timedelta(days=KEPT_DAYS)


class Clearance(Strict):
    """Someone who can examine the person has said that massage is fine despite one answer."""

    question: str
    """Id of the question whose answer it lifts."""
    by: Annotated[str, BeforeValidator(visible), Field(pattern=r"[\p{L}\p{N}]", max_length=80)]
    on: date
    """When they said so."""

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        return self.on + timedelta(days=CLEARED_DAYS)

    def holds(self, today: date) -> bool:
        """Tell whether it counts on that day; one from the future does not."""
        return self.on <= today <= self.last_day


class Profile(Strict):
    """All that is kept about a person."""

    history: KeptHistory | None = None
    clearances: tuple[Clearance, ...] = ()

    def without(self, question: str) -> "Profile":
        """Return the profile without the clearance for that question."""
        rest = tuple(each for each in self.clearances if each.question != question)
        return self.model_copy(update={"clearances": rest})

    def cleared_by(self, clearance: Clearance) -> "Profile":
        """Return the profile with the clearance, in place of an older one for its question."""
        rest = self.without(clearance.question).clearances
        return self.model_copy(update={"clearances": (*rest, clearance)})


def may_be_kept(question: Question) -> bool:
    """Tell whether an answer may be kept: on health history, and never one that can be urgent.

    Danger signs and the feet today are about today. So is a follow-up that can be urgent.
    """
    urgent = question.yes.severity >= Level.URGENT.severity
    return question.section is Section.HISTORY and not urgent and question.id not in NEVER_KEPT


def clearable() -> Iterator[str]:
    """Yield the ids of the questions that a clearance can lift.

    They are on health history, and alone or with another one end in `ask_first`.
    """
    together = {id_ for ids in _asking_first_together() for id_ in ids}
    for main in QUESTIONS:
        for question in (main, *main.follow_ups):
            asks_first = question.yes is Level.ASK_FIRST or question.id in together
            if question.section is Section.HISTORY and asks_first:
                yield question.id


def _asking_first_together() -> list[tuple[str, ...]]:
    """Return the questions of each cross-rule that asks first."""
    rules = [rule for rule in CROSS_RULES if rule.level is Level.ASK_FIRST]
    return [tuple(flag.question for group in rule.when for flag in group) for rule in rules]


CLEARABLE = tuple(clearable())
"""Ids of the questions that a clearance can lift. A doubt of one's own is not among them."""


def require_clearable(question: str) -> None:
    """Raise UsageError unless a clearance can lift that question's answer."""
    if question not in CLEARABLE:
        near = did_you_mean(question, CLEARABLE)
        raise UsageError(
            f"'{visible(question)}' cannot be cleared{near}. These can: {', '.join(CLEARABLE)}."
        )


def new_clearance(question: str, *, by: str, on: str, today: date) -> Clearance:
    """Return a clearance from words that a person typed; `on` is a day as YYYY-MM-DD.

    Raises UsageError if nobody is named, or the day is none, to come, or over 12 months ago.
    """
    require_clearable(question)
    try:
        clearance = Clearance(question=question, by=by, on=date.fromisoformat(on.strip()))
    except ValidationError as error:
        raise UsageError("Name who said that it is fine, in at most 80 characters.") from error
    except ValueError as error:
        raise UsageError(f"'{visible(on)}' is no day; write it as {today.isoformat()}.") from error
    if clearance.on > today:
        raise UsageError(f"{clearance.on} is still to come; when did they say that it is fine?")
    if not clearance.holds(today):
        raise UsageError(f"{clearance.on} is over 12 months ago; ask them again.")
    return clearance


def cleared_only_with(question: str) -> tuple[str, ...]:
    """Return the questions that must be cleared too before a clearance for this one lifts anything.

    For a question that asks for a clinician by itself there are none.
    """
    if any(each.id == question and each.yes is Level.ASK_FIRST for each in _keepable()):
        return ()
    together = (ids for ids in _asking_first_together() if question in ids)
    return tuple(id_ for ids in together for id_ in ids if id_ != question)


def history_in(answers: Answers) -> Mapping[str, Answer]:
    """Return those of the answers that may be kept."""
    return {question.id: answers[question.id] for question in _keepable() if question.id in answers}


def is_whole(history: Answers) -> bool:
    """Tell whether these are answers to all questions on history that they make due, no others."""
    return set(history) == {question.id for question in _keepable_due(history)}


@dataclass(frozen=True, slots=True)
class Stored:
    """What of a profile still holds on the day of a screening."""

    history: KeptHistory | None = None
    clearances: tuple[Clearance, ...] = ()
    notice: str = ""
    """What no longer holds, and why."""


def still_valid(profile: Profile, today: date) -> Stored:
    """Return what still holds today. What is too old, or answers other questions, does not."""
    history = profile.history
    why = "" if history is None else _why_not(history, today)
    ended = [each for each in profile.clearances if not each.holds(today)]
    notices = [f"Your clearance for {each.question} has run out." for each in ended]
    return Stored(
        history=None if why else history,
        clearances=tuple(each for each in profile.clearances if each not in ended),
        notice=" ".join([why, *notices] if why else notices),
    )


def _why_not(history: KeptHistory, today: date) -> str:
    when = day_in_words(history.answered_on)
    if history.question_set != QUESTION_SET:
        return f"All is asked again: the questions have changed since {when}."
    if today > history.last_day:
        return f"All is asked again: your answers of {when} are over {KEPT_DAYS} days old."
    return ""


def parse_profile(text: str, *, name: str, today: date) -> Profile:
    """Return the profile that the text holds. `today` is local.

    Raises ProfileInvalid, which names the file and each mistake: what is damaged is not used in
    part, because the rest of it may be damaged unseen.
    """
    try:
        parse_object(text)
        profile = Profile.model_validate_json(text)
    except ValidationError as error:
        raise ProfileInvalid(f"{'; '.join(explain(error, Profile, where=name))}.") from error
    except ValueError as error:
        raise ProfileInvalid(f"{name} {error}.") from error
    problems = [*_history_problems(profile.history, today), *_clearance_problems(profile, today)]
    if problems:
        raise ProfileInvalid(f"{name}: {'; '.join(problems)}.")
    return profile


def _history_problems(history: KeptHistory | None, today: date) -> Iterator[str]:
    if history is None:
        return
    if history.answered_on > today:
        yield f"'answered_on' is in the future ({history.answered_on})"
    if history.question_set == QUESTION_SET and not is_whole(history.answers):
        yield "'answers' are not those that the questions on health history call for"


def _clearance_problems(profile: Profile, today: date) -> Iterator[str]:
    ids = [clearance.question for clearance in profile.clearances]
    for clearance in profile.clearances[: len(CLEARABLE)]:
        if clearance.question not in CLEARABLE:
            near = did_you_mean(clearance.question, CLEARABLE)
            yield f"'{visible(clearance.question)}' is not a question that can be cleared{near}"
        if clearance.on > today:
            yield f"the clearance for '{visible(clearance.question)}' is from the future"
    if len(set(ids)) < len(ids):
        yield "a question is cleared twice"


def _keepable() -> Iterator[Question]:
    for main in QUESTIONS:
        yield from filter(may_be_kept, (main, *main.follow_ups))


def _keepable_due(history: Answers) -> Iterator[Question]:
    return filter(may_be_kept, questions_due(history, after_exercise=False))
