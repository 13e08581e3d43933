"""Decide from the answers, however they were given, whether a session may start."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from footcoach.core.profile import Clearance
from footcoach.core.question import Answers, Level, Question, Rule, Said, most_severe
from footcoach.core.questionnaire import (
    BY_ID,
    CLEARABLE,
    QUESTION_SET,
    RULES,
    effective,
    questions_due,
)
from footcoach.core.states import Zone
from footcoach.core.text import day_in_words


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding that raises the level or comes with advice, and what to do about it."""

    # Id of the question or rule.
    question: str
    # Id of the item; empty for a rule or "not sure".
    item: str
    label: str
    level: Level
    advice: str
    sources: tuple[str, ...]
    # For a rule: ids of the answers that triggered it (formatted like `id`), in the order asked.
    because: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id that a clearance refers to: "feeling.numb", or "feeling" for "not sure"."""
        return f"{self.question}.{self.item}".removesuffix(".")

    @property
    def to_clear(self) -> tuple[str, ...]:
        """Ids of the answers that must all be cleared to lift this reason; empty if nothing can."""
        # Only "ask first" can be lifted, and only for health history and doubt: a clinician can
        # know about a past clot, but not about today's wound.
        ids = self.because or (self.id,)
        liftable = self.level is Level.ASK_FIRST and all(id_ in CLEARABLE for id_ in ids)
        return ids if liftable else ()


@dataclass(frozen=True, slots=True)
class Place:
    """A problem to avoid that only the person can locate, and the zones it may be in."""

    label: str
    zones: tuple[Zone, ...]


_BY_ASSESS = object()


@dataclass(frozen=True, slots=True)
class Assessment:
    """A screening's result. Only `assess` can create one, so the level always fits the answers."""

    # Answers to the questions that were due.
    answers: Answers
    level: Level
    # Most severe first; reasons at the same level are in the order asked.
    reasons: tuple[Reason, ...]
    blocked_zones: frozenset[Zone]
    places: tuple[Place, ...]
    # When the first question was shown; timezone-aware. All answers are treated as given then.
    screened_at: datetime
    question_set: str
    # The date of the health history answers, if they were kept from an earlier session.
    kept_on: date | None
    # The clearances that lifted a reason.
    clearances: tuple[Clearance, ...]
    made_by: InitVar[object]

    def __post_init__(self, made_by: object) -> None:
        """Raise TypeError unless called by `assess`, the only function that works out the level."""
        if made_by is not _BY_ASSESS:
            raise TypeError("only assess() makes an Assessment")

    @property
    def unchanged_since(self) -> date | None:
        """The date since which the person says nothing has changed; None if no kept data counts."""
        days = [each.on for each in self.clearances]
        return min([*days, *([self.kept_on] if self.kept_on else [])], default=None)

    def missing(self, *, after_exercise: bool) -> tuple[str, ...]:
        """Return the ids of the due questions that have not been answered yet."""
        due = questions_due(self.answers, after_exercise=after_exercise)
        return tuple(question.id for question in due if question.id not in self.answers)


def assess(
    answers: Answers,
    *,
    screened_at: datetime,
    kept_on: date | None = None,
    clearances: Iterable[Clearance] = (),
) -> Assessment:
    """Weigh every answer and rule. All that apply become reasons; the most severe sets the level.

    Missing answers do not raise the level; `plan` refuses incomplete assessments. A clearance valid
    on the screening day turns the "ask first" it covers into `gentle`; nothing else is lifted.
    """
    # Do not stop at the first match: someone advised against massage should see every reason, and
    # "not today" must not hide "ask first". Old answers to questions no longer due must not count.
    due = [q.id for q in questions_due(answers, after_exercise=True) if q.id in answers]
    asked: Answers = MappingProxyType({id_: answers[id_] for id_ in due})
    counted = effective(asked)
    found = [reason for id_ in due for reason in _reasons(BY_ID[id_], counted)]
    found += [_rule_reason(rule, counted) for rule in RULES if rule.holds(counted)]
    valid = {each.question: each for each in clearances if each.holds(screened_at.date())}
    lifted = [each for each in found if each.to_clear and set(each.to_clear) <= set(valid)]
    used = list(dict.fromkeys(id_ for reason in lifted for id_ in reason.to_clear))
    reasons = [_lifted(each, valid) if each in lifted else each for each in found]
    level = most_severe(*(reason.level for reason in reasons))
    items = [item for id_ in due for item in BY_ID[id_].picked(counted[id_])]
    # "Not sure" could mean any of the items, so avoid the zones of all of them.
    unsure = [i for id_ in due if counted[id_] is Said.NOT_SURE for i in BY_ID[id_].items]
    zones = {zone for item in (*items, *unsure) for zone in item.keep_off}
    return Assessment(
        answers=asked,
        level=level,
        reasons=tuple(sorted(reasons, key=lambda reason: -reason.level.severity)),
        # The calf is worked on only at `go`: every report we found of a lung clot after massage
        # involved the leg, none the sole alone (Sutham 2020; Behera 2018; Lim 2009). An absence
        # of reports is not proof, so this is a judgement.
        blocked_zones=frozenset(zones | ({Zone.CALF} if level is Level.GENTLE else set())),
        places=tuple(Place(item.label, item.where) for item in items if item.where),
        screened_at=screened_at,
        question_set=QUESTION_SET,
        kept_on=kept_on,
        clearances=tuple(valid[id_] for id_ in used),
        made_by=_BY_ASSESS,
    )


def _reasons(question: Question, counted: Answers) -> Iterator[Reason]:
    answer = counted[question.id]
    if answer is Said.NOT_SURE:
        sources = tuple(dict.fromkeys(s for item in question.items for s in item.sources))
        label = f"{question.label}: not sure"
        advice = question.unsure_advice
        yield Reason(question.id, "", label, question.not_sure, advice, sources)
    for item in question.picked(answer):
        # Advice on a `go` item restricts nothing, but it is worth giving.
        if item.level is not Level.GO or item.advice:
            yield Reason(question.id, item.id, item.label, item.level, item.advice, item.sources)


def _rule_reason(rule: Rule, counted: Answers) -> Reason:
    raised = {flag for group in rule.when for flag in group if flag.raised(counted)}
    because = []
    for id_, answer in counted.items():
        mine = [flag for flag in raised if flag.question == id_]
        if mine and isinstance(answer, Said):
            because.append(id_)
        elif mine:
            whole = any(not flag.item for flag in mine)
            wanted = {flag.item for flag in mine}
            because += [f"{id_}.{item}" for item in answer if whole or item in wanted]
    return Reason(rule.id, "", rule.label, rule.level, rule.advice, rule.sources, tuple(because))


def _lifted(reason: Reason, valid: Mapping[str, Clearance]) -> Reason:
    given = (valid[id_] for id_ in reason.to_clear)
    by = " and ".join(f"{each.by}, {day_in_words(each.on)}" for each in given)
    advice = f"Cleared ({by}). Keep it light. If anything about it changes, ask them again."
    return replace(reason, level=Level.GENTLE, advice=advice)
