"""What the safety questions consist of: items, levels, answers, questions, rules.

The questions themselves, every wording, level and source, are in `data/screening.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from footcoach.core.states import Zone


class Level(StrEnum):
    """What an answer, or all of them together, allows; mildest first."""

    GO = "go"
    GENTLE = "gentle"
    ASK_FIRST = "ask_first"
    STOP_TODAY = "stop_today"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def severity(self) -> int:
        """0 for the mildest, 5 for the most severe."""
        return tuple(Level).index(self)

    @property
    def blocks(self) -> bool:
        """Whether no session may start at this level."""
        return self.severity > Level.GENTLE.severity


def most_severe(*levels: Level) -> Level:
    """Return the most severe of the levels; `go` when there are none."""
    return max(levels, key=lambda level: level.severity, default=Level.GO)


class Section(StrEnum):
    """Where a question stands, in the order of asking."""

    NOW = "now"
    RUNNER = "runner"
    TODAY = "today"
    HISTORY = "history"
    DOUBT = "doubt"


# Sections about right now, asked again before an interrupted session is resumed.
DANGER_SIGNS = frozenset({Section.NOW, Section.RUNNER})


class Said(StrEnum):
    """An answer that chooses no item. There is no default."""

    NONE = "none"
    NOT_SURE = "not_sure"


# The ids of the items that were chosen, in the order of the question; never empty.
Picked = tuple[str, ...]
Answer = Said | Picked

# Question id -> answer; an id that is not there has not been answered.
Answers = Mapping[str, Answer]

# Added to the advice for every "not sure". Source: PAR-Q+ ("if in doubt, consult").
CHECK_IF_UNSURE = "You were not sure: check with a podiatrist, doctor or pharmacist."


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that may be true of a person, what it means, and who says so."""

    id: str
    label: str
    text: str
    level: Level
    sources: tuple[str, ...]
    advice: str = ""
    # Parts of the foot that a session leaves out.
    keep_off: tuple[Zone, ...] = ()
    # Only the person knows where it is: one or more of these.
    where: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A question or one of its items, "skin" or "skin.open"; not sure to the question counts."""

    question: str
    item: str = ""

    @property
    def id(self) -> str:
        """As a file writes it: "skin" or "skin.open"."""
        return f"{self.question}.{self.item}".removesuffix(".")

    def raised(self, answers: Answers) -> bool:
        """Tell whether the answers raise it; unknown is never "no"."""
        answer = answers.get(self.question, Said.NONE)
        if isinstance(answer, Said):
            return answer is Said.NOT_SURE
        return not self.item or self.item in answer


# Any of these flags.
Flags = tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One screen: a lead and its items; described in screening.toml."""

    id: str
    label: str
    lead: str
    help: str
    items: tuple[Item, ...]
    section: Section = Section.DOUBT
    # "Not sure" means this; an `instead` follow-up is only about what was pressed, so it has none.
    not_sure: Level = Level.GO
    advice_if_unsure: str = ""
    not_: str = ""
    # What "none" says, where it is not "none of these".
    none: str = ""
    # When a follow-up is asked: if any of these is raised. Empty for the main questions.
    due: Flags = ()
    # What is chosen here counts instead of the items in `due`; `rule` says why.
    instead: bool = False
    rule: str = ""
    # "None" turns into something else by time alone, so it is asked every time.
    never_kept: bool = False
    follow_ups: tuple["Question", ...] = ()

    def picked(self, answer: Answer) -> tuple[Item, ...]:
        """Return the items that the answer chooses."""
        return tuple(i for i in self.items if not isinstance(answer, Said) and i.id in answer)

    def accepts(self, answer: Answer) -> bool:
        """Tell whether it is an answer to this question: items it has, at least one, in order."""
        return isinstance(answer, Said) or (
            answer != () and answer == tuple(item.id for item in self.picked(answer))
        )

    @property
    def unsure_advice(self) -> str:
        """What to do after "not sure": said for it, or as for the item of its level."""
        alike = [item.advice for item in self.items if item.level is self.not_sure and item.advice]
        advice = self.advice_if_unsure or (alike or [self.items[0].advice])[0]
        return f"{advice} {CHECK_IF_UNSURE}".strip()

    @property
    def is_yes_or_no(self) -> bool:
        """Whether it has one item, so that yes and no answer it."""
        return len(self.items) == 1


@dataclass(frozen=True, slots=True)
class Rule:
    """What several answers mean together, where that is more severe than each alone."""

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
