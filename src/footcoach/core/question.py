"""What the safety questions consist of: answers, levels, conditions, questions, rules.

The questions themselves, every wording, level and source, are in `data/screening.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What a person can answer. There is no default and no fourth value."""

    YES = "yes"
    NOT_SURE = "not_sure"
    NO = "no"


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

# Question id -> answer; an id that is not there has not been answered.
Answers = Mapping[str, Answer]

# Unknown is never "no": a sign counts when it is there or may be there.
RAISED = frozenset({Answer.YES, Answer.NOT_SURE})

# Added to the advice for every "not sure". Source: PAR-Q+ ("if in doubt, consult").
CHECK_IF_UNSURE = "You were not sure: check with a podiatrist, doctor or pharmacist."


@dataclass(frozen=True, slots=True)
class Flag:
    """One question, and the answers to it that count."""

    question: str
    answers: frozenset[Answer] = RAISED

    def raised(self, answers: Answers) -> bool:
        """Tell whether the question was answered with one of the answers that count."""
        return answers.get(self.question) in self.answers


# Every group must hold; a group holds when any of its flags is raised.
Condition = tuple[tuple[Flag, ...], ...]


def holds(condition: Condition, answers: Answers) -> bool:
    """Tell whether the answers meet the condition. An empty condition is never met."""
    return bool(condition) and all(
        any(flag.raised(answers) for flag in group) for group in condition
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask, what each answer means, and who says so; described in screening.toml."""

    id: str
    section: Section
    label: str
    wording: str
    help: str
    yes: Level
    not_sure: Level
    sources: tuple[str, ...]
    advice: str = ""
    advice_if_unsure: str = ""
    # When a follow-up is asked: if any of these holds. Empty for the main questions.
    due: tuple[Condition, ...] = ()
    follow_ups: tuple["Question", ...] = ()

    def level(self, answer: Answer) -> Level:
        """Return what the answer means by itself; a "no" is always `go`."""
        return {Answer.YES: self.yes, Answer.NOT_SURE: self.not_sure, Answer.NO: Level.GO}[answer]

    def advice_for(self, answer: Answer) -> str:
        """Return what to do after the answer; nothing after a "no"."""
        if answer is Answer.NO:
            return ""
        if answer is Answer.NOT_SURE:
            return f"{self.advice_if_unsure or self.advice} {CHECK_IF_UNSURE}"
        return self.advice

    @property
    def lines(self) -> tuple[str, ...]:
        """The wording, one short question a line."""
        return tuple(f"{line}?" for line in self.wording.rstrip("?").split("? "))


@dataclass(frozen=True, slots=True)
class CrossRule:
    """What several answers mean together, where that is more severe than each alone."""

    id: str
    label: str
    when: Condition
    level: Level
    advice: str
    sources: tuple[str, ...]
