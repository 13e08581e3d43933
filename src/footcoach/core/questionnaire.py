"""Load the safety questions and rules from `data/screening.toml`, and decide which to ask."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from footcoach.core.data import DataInvalid, parse_data, read_data
from footcoach.core.errors import UsageError
from footcoach.core.question import (
    Answer,
    Answers,
    Flag,
    Flags,
    Item,
    Level,
    Question,
    Rule,
    Said,
    Section,
)
from footcoach.core.text import day_in_words, did_you_mean, visible


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The contents of screening.toml; the file itself explains every key."""

    question_set: str
    scope: str
    level_names: dict[Level, str]
    headlines: dict[Level, str]
    meanings: dict[Level, str]
    sections: dict[Section, str]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    changed: Question


def parse_questionnaire(text: str, *, name: str) -> Questionnaire:
    """Parse the questions and rules in the text; raises DataInvalid."""
    made = parse_data(text, Questionnaire, name=name, readers={Flags: _parse_flags})
    questions = tuple(_complete(question) for question in made.questions)
    known = {each.id: {item.id for item in each.items} for each in _with_follow_ups(questions)}
    flags = [(rule.id, flag) for rule in made.rules for group in rule.when for flag in group]
    flags += [(each.id, flag) for each in _with_follow_ups(questions) for flag in each.due]
    # A condition that no answer can meet would silently disable its rule or follow-up.
    for id_, flag in flags:
        if flag.question not in known:
            near = did_you_mean(flag.question, known)
            raise DataInvalid(f"{name}, {id_}: there is no question '{flag.question}'{near}.")
        if flag.item and flag.item not in known[flag.question]:
            near = did_you_mean(flag.item, known[flag.question])
            raise DataInvalid(f"{name}, {id_}: '{flag.question}' has no item '{flag.item}'{near}.")
    for main in questions:
        _require_complete(main, name)
    return replace(made, questions=questions)


def _require_complete(main: Question, name: str) -> None:
    for each in main.follow_ups:
        if not each.due:
            raise DataInvalid(f"{name}, {each.id}: without 'due', it would never be asked.")
    for each in (main, *main.follow_ups):
        if each.instead and not each.rule:
            raise DataInvalid(f"{name}, {each.id}: 'instead' needs a 'rule' that says why.")
        if not each.instead and each.not_sure is Level.GO:
            raise DataInvalid(f"{name}, {each.id}: 'not_sure' must be given, and not as \"go\".")


def _parse_flags(words: str) -> Flags:
    return tuple(_parse_flag(word) for word in words.split(" or "))


def _parse_flag(word: str) -> Flag:
    """Parse "diabetes" as the flag for a question, and "skin.open" as the flag for an item."""
    question, _, item = word.rpartition(".")
    return Flag(question, item) if question else Flag(word)


def _complete(main: Question) -> Question:
    """Give follow-ups the section of their main question."""
    follow_ups = tuple(replace(each, section=main.section) for each in main.follow_ups)
    return replace(main, follow_ups=follow_ups)


def _with_follow_ups(questions: tuple[Question, ...]) -> list[Question]:
    return [each for main in questions for each in (main, *main.follow_ups)]


_LOADED = parse_questionnaire(read_data("screening.toml"), name="screening.toml")

QUESTION_SET = _LOADED.question_set
SCOPE = _LOADED.scope
HEADINGS = _LOADED.sections
QUESTIONS = _LOADED.questions
RULES = _LOADED.rules
CHANGED = _LOADED.changed
LEVEL_NAMES = _LOADED.level_names
HEADLINES = _LOADED.headlines
MEANINGS = _LOADED.meanings

# Every question and follow-up by id.
BY_ID = {each.id: each for each in (*_with_follow_ups(QUESTIONS), CHANGED)}


def main_questions(*, after_exercise: bool) -> tuple[Question, ...]:
    """Return the main questions, including the runner section only after exercise."""
    return tuple(q for q in QUESTIONS if after_exercise or q.section is not Section.RUNNER)


def changed_since(day: date, whose: str = "") -> Question:
    """Return the question "has your health changed since that day?", preceded by `whose`."""
    lead = CHANGED.lead.format(day=day_in_words(day))
    return replace(CHANGED, lead=f"{whose} {lead}".strip())


def effective(answers: Answers) -> Answers:
    """Return the answers that count once "only this" answers have replaced the items they narrow.

    An `instead` follow-up counts only if an item in its `due` was chosen. The items chosen in it
    then replace those in `due`; "none" or "not sure" leaves the original items unchanged.
    """
    counted = dict(answers)
    for id_, chosen in answers.items():
        only_this = BY_ID[id_]
        if not only_this.instead:
            continue
        main = id_.split(".")[0]
        replaced, pressed = {flag.item for flag in only_this.due}, answers.get(main, Said.NONE)
        if isinstance(pressed, Said) or not replaced & set(pressed):
            del counted[id_]
        elif isinstance(chosen, Said):
            counted[id_] = Said.NONE
        else:
            counted[main] = _without(counted[main], replaced)
    return MappingProxyType(counted)


def _without(answer: Answer, items: set[str]) -> Answer:
    rest = () if isinstance(answer, Said) else tuple(id_ for id_ in answer if id_ not in items)
    return rest or Said.NONE


def questions_due(answers: Answers, *, after_exercise: bool) -> Iterator[Question]:
    """Yield, in order, every question that these answers call for, including follow-ups."""
    counted = effective(answers)
    for question in main_questions(after_exercise=after_exercise):
        yield question
        pressed = answers.get(question.id, Said.NONE)
        for follow_up in question.follow_ups:
            if follow_up.instead:
                items = {flag.item for flag in follow_up.due}
                due = not isinstance(pressed, Said) and bool(items & set(pressed))
            else:
                due = any(flag.raised(counted) for flag in follow_up.due)
            if due:
                yield follow_up


def answer_in_words(question: Question, answer: Answer) -> str:
    """Return an answer in plain words, such as the text of its items or "none of these"."""
    if answer is Said.NOT_SURE:
        return "not sure"
    if question.is_yes_or_no:
        return "no" if answer is Said.NONE else "yes"
    return "; ".join(i.text for i in question.picked(answer)) or question.none or "none of these"


def item_named(id_: str) -> tuple[Question, Item | None]:
    """Return the question and item for "skin.open", or the question and None for "skin"."""
    if id_ in BY_ID:
        return BY_ID[id_], None
    question, _, item = id_.rpartition(".")
    return BY_ID[question], next(each for each in BY_ID[question].items if each.id == item)


def label_of(id_: str) -> str:
    """Return a short description of an answer, given an id such as "feeling.numb" or "feeling"."""
    question, item = item_named(id_)
    return item.label if item else f"{question.label}: not sure"


# --- which answers can be cleared ----------------------------------------------------------------

# The answer to "has health changed?" is about kept data, so it is itself never kept or cleared.
ASKED = tuple(question for question in BY_ID.values() if question is not CHANGED)

# The flags of each "ask first" rule.
_TOGETHER = [
    [flag for group in rule.when for flag in group]
    for rule in RULES
    if rule.level is Level.ASK_FIRST
]


def _clearable() -> Iterator[str]:
    """Yield the ids of clearable answers: those that mean "ask first", alone or with others."""
    together = {flag.question for flags in _TOGETHER for flag in flags}
    for question in ASKED:
        # A clinician can know the health history and settle a doubt, but cannot see the feet today.
        if question.section not in {Section.HISTORY, Section.DOUBT}:
            continue
        if question.not_sure is Level.ASK_FIRST or question.id in together:
            yield question.id
        for item in question.items:
            if item.level is Level.ASK_FIRST or question.id in together:
                yield f"{question.id}.{item.id}"


CLEARABLE = tuple(_clearable())


def require_clearable(question: str) -> None:
    """Raise UsageError unless that answer can be cleared."""
    if question not in CLEARABLE:
        near = did_you_mean(question, CLEARABLE)
        raise UsageError(
            f"'{visible(question)}' cannot be cleared{near}. These can: {', '.join(CLEARABLE)}."
        )


def cleared_only_with(id_: str) -> tuple[str, ...]:
    """Return the questions that must also be cleared before clearing this answer has any effect."""
    question, item = item_named(id_)
    if (item.level if item else question.not_sure) is Level.ASK_FIRST:
        return ()
    others = (flag.question for flags in _TOGETHER for flag in flags)
    return tuple(dict.fromkeys(each for each in others if each != question.id))
