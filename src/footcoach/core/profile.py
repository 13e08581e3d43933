"""What is kept about a person, if they say so: answers on health history, and clearances.

Both grow old. Every check here errs to asking again; none can turn an unknown into a "no".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, ValidationError

from footcoach.core.errors import StorageError, UsageError
from footcoach.core.question import Answer, Answers, Level, Question, Section
from footcoach.core.questionnaire import (
    BY_ID,
    CHANGED,
    QUESTION_SET,
    RULES,
    item_named,
    questions_due,
)
from footcoach.core.text import day_in_words, did_you_mean, visible
from footcoach.core.validation import Shown, Strict, explain, parse_object

# How long answers on health history hold. One of them asks about the last 3 months, so they
# cannot hold for longer; a judgement, well inside the 12 months of PAR-Q+.
KEPT_DAYS = 90

# How long a clearance holds. Source: PAR-Q+, 12 months and only while health has not changed.
CLEARED_DAYS = 365

# A day ahead counts as today: after a flight west it is yesterday again.
_DAYS_AHEAD = 1


def holds_on(today: date, since: date, days: int) -> bool:
    """Tell whether something that was true on `since`, and holds for `days`, holds today."""
    return -_DAYS_AHEAD <= (today - since).days <= days


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

    # What it lifts: "feeling.numb", or "feeling" for a "not sure" to that question.
    question: str
    by: Annotated[Shown, Field(pattern=r"[\p{L}\p{N}]", max_length=80)]
    # When they said so.
    on: date

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        return self.on + timedelta(days=CLEARED_DAYS)

    def holds(self, today: date) -> bool:
        """Tell whether it counts on that day."""
        return holds_on(today, self.on, CLEARED_DAYS)


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


@dataclass(frozen=True, slots=True)
class Stored:
    """What of a profile still holds on the day of a screening, and `notice`: what does not."""

    history: KeptHistory | None = None
    clearances: tuple[Clearance, ...] = ()
    notice: str = ""


def still_valid(profile: Profile, today: date) -> Stored:
    """Return what still holds today. What is too old, or answers other questions, does not."""
    history = profile.history
    notices = [why_not(history, today)] if history else []
    notices += [why_ended(each, today) for each in profile.clearances]
    return Stored(
        history=None if history and notices[0] else history,
        clearances=tuple(each for each in profile.clearances if each.holds(today)),
        notice=" ".join(filter(None, notices)),
    )


def why_not(history: KeptHistory, today: date) -> str:
    """Return a sentence on why kept answers do not hold today; empty if they do."""
    when = day_in_words(history.answered_on)
    if history.question_set != QUESTION_SET:
        why = f"the questions have changed since {when}"
    elif holds_on(today, history.answered_on, KEPT_DAYS):
        return ""
    elif history.answered_on > today:
        why = f"your answers are dated {when}, which is still to come"
    else:
        why = f"your answers of {when} are over {KEPT_DAYS} days old"
    return f"Everything is asked again: {why}."


def why_ended(clearance: Clearance, today: date) -> str:
    """Return a sentence on why a clearance does not hold today; empty if it does."""
    if clearance.holds(today):
        return ""
    ahead = f"is dated {day_in_words(clearance.on)}, which is still to come"
    why = ahead if clearance.on > today else "has run out"
    return f"Your clearance for {clearance.question} {why}."


# --- which answers can be kept, and which can be cleared -----------------------------------------


def may_be_kept(question: Question) -> bool:
    """Tell whether an answer may be kept: on health history, and never one that can be urgent."""
    # Danger signs and the feet today are about today. So is a question that can end in urgent.
    urgent = any(item.level.severity >= Level.URGENT.severity for item in question.items)
    return question.section is Section.HISTORY and not urgent and not question.never_kept


def history_in(answers: Answers) -> Mapping[str, Answer]:
    """Return those of the answers that may be kept."""
    return {question.id: answers[question.id] for question in _KEEPABLE if question.id in answers}


def is_whole(history: Answers) -> bool:
    """Tell whether these are answers to all questions on history that they make due, no others."""
    due = filter(may_be_kept, questions_due(history, after_exercise=False))
    known = all(id_ in BY_ID and BY_ID[id_].accepts(answer) for id_, answer in history.items())
    return known and set(history) == {question.id for question in due}


# Whether health has changed is about what is kept, and so never kept or cleared itself.
_ASKED = tuple(question for question in BY_ID.values() if question is not CHANGED)

_KEEPABLE = tuple(filter(may_be_kept, _ASKED))

# The flags of each rule that asks first.
_TOGETHER = [
    [flag for group in rule.when for flag in group]
    for rule in RULES
    if rule.level is Level.ASK_FIRST
]


def _clearable() -> Iterator[str]:
    """Yield what a clearance can lift: what ends in "ask first", alone or with another answer."""
    together = {flag.question for flags in _TOGETHER for flag in flags}
    for question in _ASKED:
        # A clinician can know about health history, and settle a doubt, but not see today's feet.
        if question.section not in {Section.HISTORY, Section.DOUBT}:
            continue
        if question.not_sure is Level.ASK_FIRST or question.id in together:
            yield question.id
        for item in question.items:
            if item.level is Level.ASK_FIRST or question.id in together:
                yield f"{question.id}.{item.id}"


CLEARABLE = tuple(_clearable())


def require_clearable(question: str) -> None:
    """Raise UsageError unless a clearance can lift that answer."""
    if question not in CLEARABLE:
        near = did_you_mean(question, CLEARABLE)
        raise UsageError(
            f"'{visible(question)}' cannot be cleared{near}. These can: {', '.join(CLEARABLE)}."
        )


def new_clearance(question: str, *, by: str, on: str, today: date) -> Clearance:
    """Return a clearance from typed words, `on` as YYYY-MM-DD; raises UsageError in words."""
    require_clearable(question)
    try:
        clearance = Clearance(question=question, by=by, on=date.fromisoformat(on.strip()))
    except ValidationError as error:
        raise UsageError("Name who said that it is fine, in at most 80 characters.") from error
    except ValueError as error:
        raise UsageError(
            f"'{visible(on)}' is not a date I can read. Write it like this: {today.isoformat()}."
        ) from error
    if clearance.on > today:
        raise UsageError(f"{clearance.on} is still to come; when did they say that it is fine?")
    if not clearance.holds(today):
        raise UsageError(f"{clearance.on} is over 12 months ago; ask them again.")
    return clearance


def cleared_only_with(id_: str) -> tuple[str, ...]:
    """Return the questions without whose clearance one for this answer lifts nothing."""
    question, item = item_named(id_)
    if (item.level if item else question.not_sure) is Level.ASK_FIRST:
        return ()
    others = (flag.question for flags in _TOGETHER for flag in flags)
    return tuple(dict.fromkeys(each for each in others if each != question.id))


# --- the file ------------------------------------------------------------------------------------


def parse_profile(text: str, *, name: str) -> Profile:
    """Return the profile that the text holds; raises StorageError, naming each mistake."""
    # What is damaged is not used in part, because the rest of it may be damaged unseen.
    try:
        parse_object(text)
        profile = Profile.model_validate_json(text)
    except ValidationError as error:
        raise StorageError(f"{'; '.join(explain(error, Profile, where=name))}.") from error
    except ValueError as error:
        raise StorageError(f"{name} {error}.") from error
    if problems := list(_problems(profile)):
        raise StorageError(f"{name}: {'; '.join(problems)}.")
    return profile


def _problems(profile: Profile) -> Iterator[str]:
    history, ids = profile.history, [each.question for each in profile.clearances]
    if history and history.question_set == QUESTION_SET and not is_whole(history.answers):
        yield "'answers' are not those that the questions on health history call for"
    for id_ in [each for each in ids if each not in CLEARABLE][:5]:
        yield f"'{visible(id_)}' cannot be cleared{did_you_mean(id_, CLEARABLE)}"
    if len(set(ids)) < len(ids):
        yield "a question is cleared twice"
