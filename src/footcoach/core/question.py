"""The building blocks of the safety questionnaire: levels, answers, items, questions and rules.

The questions themselves, with their wording, levels and sources, are in `data/screening.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from footcoach.core.states import Zone


class Level(StrEnum):
    """The levels of caution that answers can call for, mildest first."""

    GO = "go"
    GENTLE = "gentle"
    ASK_FIRST = "ask_first"
    STOP_TODAY = "stop_today"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def severity(self) -> int:
        """The rank of the level, from 0 for the mildest to 5 for the most severe."""
        return tuple(Level).index(self)

    @property
    def blocks(self) -> bool:
        """Whether this level stops a session from starting."""
        return self.severity > Level.GENTLE.severity


def most_severe(*levels: Level) -> Level:
    """Return the most severe of the levels, or `go` if there are none."""
    return max(levels, key=lambda level: level.severity, default=Level.GO)


class Section(StrEnum):
    """The sections of the questionnaire, in the order they are asked."""

    NOW = "now"
    RUNNER = "runner"
    TODAY = "today"
    HISTORY = "history"
    DOUBT = "doubt"


# The sections about the present moment, asked again before an interrupted session is resumed.
DANGER_SIGNS = frozenset({Section.NOW, Section.RUNNER})


class Said(StrEnum):
    """An answer that chooses no items: "none" or "not sure". There is no default answer."""

    NONE = "none"
    NOT_SURE = "not_sure"


# The ids of the chosen items, in the order in which the question lists them; never empty.
Picked = tuple[str, ...]
Answer = Said | Picked

# Question id -> answer; a question whose id is missing has not been answered.
Answers = Mapping[str, Answer]

# Added to the advice for every "not sure". Source: PAR-Q+ ("if in doubt, consult").
CHECK_IF_UNSURE = "You were not sure: check with a podiatrist, doctor or pharmacist."


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that may be true of a person, with its level, advice and sources."""

    id: str
    label: str
    text: str
    level: Level
    sources: tuple[str, ...]
    advice: str = ""
    # Parts of the foot that a session must leave out.
    keep_off: tuple[Zone, ...] = ()
    # Zones where the problem may be, if only the person can tell which of them are affected.
    where: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag raised by any item of a question ("skin"), one item ("skin.open") or "not sure"."""

    question: str
    item: str = ""

    @property
    def id(self) -> str:
        """The flag as written in the data file: "skin" or "skin.open"."""
        return f"{self.question}.{self.item}".removesuffix(".")

    def raised(self, answers: Answers) -> bool:
        """Tell whether the answers raise this flag; "not sure" is never taken as "no"."""
        answer = answers.get(self.question, Said.NONE)
        if isinstance(answer, Said):
            return answer is Said.NOT_SURE
        return not self.item or self.item in answer


# A condition, met when any of its flags is raised.
Flags = tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, shown as one screen with a lead and items; screening.toml explains the fields."""

    id: str
    label: str
    lead: str
    help: str
    items: tuple[Item, ...]
    section: Section = Section.DOUBT
    # The level of "not sure". An `instead` follow-up has none: it only narrows an earlier answer.
    not_sure: Level = Level.GO
    advice_if_unsure: str = ""
    # The wording for "none", if it is not "none of these".
    none: str = ""
    # A follow-up is asked if any of these flags is raised. Empty for the main questions.
    due: Flags = ()
    # If set, items chosen here replace the items in `due`; `rule` gives the reason.
    instead: bool = False
    rule: str = ""
    # Set if "none" can become untrue as time passes, so the question must be asked every time.
    never_kept: bool = False
    follow_ups: tuple["Question", ...] = ()

    def picked(self, answer: Answer) -> tuple[Item, ...]:
        """Return the items chosen in the answer."""
        return tuple(i for i in self.items if not isinstance(answer, Said) and i.id in answer)

    def accepts(self, answer: Answer) -> bool:
        """Tell whether the answer is valid: "none", "not sure", or at least one item, in order."""
        return isinstance(answer, Said) or (
            answer != () and answer == tuple(item.id for item in self.picked(answer))
        )

    @property
    def unsure_advice(self) -> str:
        """The advice for "not sure"; by default, the advice of an item with the same level."""
        alike = [item.advice for item in self.items if item.level is self.not_sure and item.advice]
        advice = self.advice_if_unsure or (alike or [self.items[0].advice])[0]
        return f"{advice} {CHECK_IF_UNSURE}".strip()

    @property
    def is_yes_or_no(self) -> bool:
        """Whether the question has just one item, so that it can be answered yes or no."""
        return len(self.items) == 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A combination of answers that calls for a more severe level than any one of them alone."""

    id: str
    label: str
    # Every group must hold; a group holds when any of its flags is raised.
    when: tuple[Flags, ...]
    level: Level
    advice: str
    sources: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        """Tell whether the answers meet every condition."""
        return all(any(flag.raised(answers) for flag in group) for group in self.when)
