"""The parts that make up the safety questions: items, levels, answers, questions and rules.

The questions themselves, with their wording, levels and sources, are in `data/screening.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from footcoach.core.states import Zone


class Level(StrEnum):
    """What the answers, singly or together, allow; mildest first."""

    GO = "go"
    GENTLE = "gentle"
    ASK_FIRST = "ask_first"
    STOP_TODAY = "stop_today"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def severity(self) -> int:
        """From 0 for the mildest to 5 for the most severe."""
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


# Sections about right now, which are asked again before an interrupted session is resumed.
DANGER_SIGNS = frozenset({Section.NOW, Section.RUNNER})


class Said(StrEnum):
    """An answer that chooses no items. There is no default answer."""

    NONE = "none"
    NOT_SURE = "not_sure"


# The ids of the chosen items, in the question's order; never empty.
Picked = tuple[str, ...]
Answer = Said | Picked

# Question id -> answer; a question whose id is missing has not been answered.
Answers = Mapping[str, Answer]

# Added to the advice for every "not sure". Source: PAR-Q+ ("if in doubt, consult").
CHECK_IF_UNSURE = "You were not sure: check with a podiatrist, doctor or pharmacist."


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that may be true of a person, what it means, and the sources for that."""

    id: str
    label: str
    text: str
    level: Level
    sources: tuple[str, ...]
    advice: str = ""
    # Parts of the foot that a session leaves out.
    keep_off: tuple[Zone, ...] = ()
    # Zones the problem may be in (one or more), if only the person can say which.
    where: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A question ("skin") or one of its items ("skin.open"); "not sure" raises it too."""

    question: str
    item: str = ""

    @property
    def id(self) -> str:
        """The flag as written in a file: "skin" or "skin.open"."""
        return f"{self.question}.{self.item}".removesuffix(".")

    def raised(self, answers: Answers) -> bool:
        """Tell whether the answers raise this flag; "not sure" is never taken as "no"."""
        answer = answers.get(self.question, Said.NONE)
        if isinstance(answer, Said):
            return answer is Said.NOT_SURE
        return not self.item or self.item in answer


# A condition that is met when any of these flags is raised.
Flags = tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One screen with a lead and its items; screening.toml explains the fields."""

    id: str
    label: str
    lead: str
    help: str
    items: tuple[Item, ...]
    section: Section = Section.DOUBT
    # The level of "not sure". An `instead` follow-up has none: it only narrows what was chosen.
    not_sure: Level = Level.GO
    advice_if_unsure: str = ""
    not_: str = ""
    # The wording for "none", if it is not "none of these".
    none: str = ""
    # A follow-up is asked if any of these flags is raised. Empty for the main questions.
    due: Flags = ()
    # What is chosen here counts instead of the items in `due`; `rule` says why.
    instead: bool = False
    rule: str = ""
    # "None" can stop being true just because time passes, so the question is asked every time.
    never_kept: bool = False
    follow_ups: tuple["Question", ...] = ()

    def picked(self, answer: Answer) -> tuple[Item, ...]:
        """Return the items chosen in the answer."""
        return tuple(i for i in self.items if not isinstance(answer, Said) and i.id in answer)

    def accepts(self, answer: Answer) -> bool:
        """Tell whether this is "none", "not sure", or at least one of the items, in order."""
        return isinstance(answer, Said) or (
            answer != () and answer == tuple(item.id for item in self.picked(answer))
        )

    @property
    def unsure_advice(self) -> str:
        """The advice for "not sure": its own, or else that of an item with the same level."""
        alike = [item.advice for item in self.items if item.level is self.not_sure and item.advice]
        advice = self.advice_if_unsure or (alike or [self.items[0].advice])[0]
        return f"{advice} {CHECK_IF_UNSURE}".strip()

    @property
    def is_yes_or_no(self) -> bool:
        """Whether the question has just one item, so that it can be answered yes or no."""
        return len(self.items) == 1


@dataclass(frozen=True, slots=True)
class Rule:
    """What several answers mean together, where that is more severe than any one alone."""

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
