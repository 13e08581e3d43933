"""The data kept about a person who chooses to keep it: health history answers and clearances.

Both expire. Every check errs on the side of asking again; none can turn an unknown into a "no".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, ValidationError

from footcoach.core.errors import StorageError, UsageError
from footcoach.core.question import Answer, Answers, Level, Question, Section
from footcoach.core.questionnaire import (
    ASKED,
    BY_ID,
    CLEARABLE,
    QUESTION_SET,
    questions_due,
    require_clearable,
)
from footcoach.core.text import day_in_words, did_you_mean, visible
from footcoach.core.validation import Shown, Strict, explain

# How long health history answers stay valid: at most 3 months, because one question asks about
# the last 3 months. This is a judgement, well within the 12 months of PAR-Q+.
KEPT_DAYS = 90

# How long a clearance is valid. Source: PAR-Q+ (12 months, and only while health is unchanged).
CLEARED_DAYS = 365

# A date one day ahead counts as today: after a flight west, the local date can go back a day.
_DAYS_AHEAD = 1


def holds_on(today: date, since: date, days: int) -> bool:
    """Tell whether something dated `since` and valid for `days` is valid today."""
    return -_DAYS_AHEAD <= (today - since).days <= days


class KeptHistory(Strict):
    """The health history answers that may be kept, including answers to follow-ups."""

    answers: Mapping[str, Answer]
    answered_on: date
    question_set: str

    @property
    def last_day(self) -> date:
        """The last day on which the answers are valid."""
        return self.answered_on + timedelta(days=KEPT_DAYS)


class Clearance(Strict):
    """A statement by someone who can examine the person that massage is fine despite one answer."""

    # The answer cleared: "feeling.numb", or "feeling" for "not sure" to that question.
    question: str
    by: Annotated[Shown, Field(pattern=r"[\p{L}\p{N}]", max_length=80)]
    # The date on which the clearance was given.
    on: date

    @property
    def last_day(self) -> date:
        """The last day on which the clearance is valid."""
        return self.on + timedelta(days=CLEARED_DAYS)

    def holds(self, today: date) -> bool:
        """Tell whether the clearance is valid today."""
        return holds_on(today, self.on, CLEARED_DAYS)


class Profile(Strict):
    """Everything that is kept about a person."""

    history: KeptHistory | None = None
    clearances: tuple[Clearance, ...] = ()

    def without(self, question: str) -> "Profile":
        """Return the profile without the clearance for that question."""
        rest = tuple(each for each in self.clearances if each.question != question)
        return self.model_copy(update={"clearances": rest})

    def cleared_by(self, clearance: Clearance) -> "Profile":
        """Return the profile with this clearance, replacing any other for the same question."""
        rest = self.without(clearance.question).clearances
        return self.model_copy(update={"clearances": (*rest, clearance)})


@dataclass(frozen=True, slots=True)
class Stored:
    """The parts of a profile valid on the screening day; `notice` says why the others are not."""

    history: KeptHistory | None = None
    clearances: tuple[Clearance, ...] = ()
    notice: str = ""


def still_valid(profile: Profile, today: date) -> Stored:
    """Return the parts that are neither out of date nor answers to a different set of questions."""
    history = profile.history
    notices = [why_not(history, today)] if history else []
    notices += [why_ended(each, today) for each in profile.clearances]
    return Stored(
        history=None if history and notices[0] else history,
        clearances=tuple(each for each in profile.clearances if each.holds(today)),
        notice=" ".join(filter(None, notices)),
    )


def why_not(history: KeptHistory, today: date) -> str:
    """Explain in a sentence why kept answers are not valid today; return "" if they are valid."""
    when = day_in_words(history.answered_on)
    if history.question_set != QUESTION_SET:
        why = f"the questions have changed since {when}"
    elif holds_on(today, history.answered_on, KEPT_DAYS):
        return ""
    elif history.answered_on > today:
        why = f"your answers are dated {when}, which is in the future"
    else:
        why = f"your answers from {when} are over {KEPT_DAYS} days old"
    return f"Everything is asked again: {why}."


def why_ended(clearance: Clearance, today: date) -> str:
    """Explain in a sentence why a clearance is not valid today; return "" if it is valid."""
    if clearance.holds(today):
        return ""
    ahead = f"is dated {day_in_words(clearance.on)}, which is in the future"
    why = ahead if clearance.on > today else "has expired"
    return f"Your clearance for {clearance.question} {why}."


# --- which answers can be kept, and how to clear one ---------------------------------------------


def may_be_kept(question: Question) -> bool:
    """Tell whether a question's answers may be kept: only health history that cannot be urgent."""
    # Danger signs, the state of the feet and anything that may be urgent concern only today.
    urgent = any(item.level.severity >= Level.URGENT.severity for item in question.items)
    return question.section is Section.HISTORY and not urgent and not question.never_kept


def history_in(answers: Answers) -> Mapping[str, Answer]:
    """Return the answers that may be kept."""
    return {question.id: answers[question.id] for question in _KEEPABLE if question.id in answers}


def is_whole(history: Answers) -> bool:
    """Tell whether these answers cover every health history question that is due, and no others."""
    if not all(id_ in BY_ID and BY_ID[id_].accepts(answer) for id_, answer in history.items()):
        return False
    due = filter(may_be_kept, questions_due(history, after_exercise=False))
    return set(history) == {question.id for question in due}


_KEEPABLE = tuple(filter(may_be_kept, ASKED))


def new_clearance(question: str, *, by: str, on: date, today: date) -> Clearance:
    """Make a clearance from what the person entered; raises UsageError."""
    require_clearable(question)
    try:
        clearance = Clearance(question=question, by=by, on=on)
    except ValidationError as error:
        raise UsageError("Say who gave the clearance, in at most 80 characters.") from error
    if on > today:
        raise UsageError(f"{on} is in the future; when did they say it was fine?")
    if not clearance.holds(today):
        raise UsageError(f"{on} was over 12 months ago; ask them again.")
    return clearance


# --- the file ------------------------------------------------------------------------------------


def parse_profile(text: str, *, name: str) -> Profile:
    """Parse the profile in the text; raises StorageError, whose message names each mistake."""
    # No part of a damaged file is used: the other parts may have damage that does not show.
    try:
        profile = Profile.model_validate_json(text)
    except ValidationError as error:
        raise StorageError(f"{'; '.join(explain(error, Profile, where=name))}.") from error
    if problems := list(_problems(profile)):
        raise StorageError(f"{name}: {'; '.join(problems)}.")
    return profile


def _problems(profile: Profile) -> Iterator[str]:
    history = profile.history
    if history and history.question_set == QUESTION_SET and not is_whole(history.answers):
        yield "'answers' does not match the health history questions"
    for id_ in (each.question for each in profile.clearances):
        if id_ not in CLEARABLE:
            yield f"'{visible(id_)}' cannot be cleared{did_you_mean(id_, CLEARABLE)}"
