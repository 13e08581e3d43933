"""The words in which the questionnaire is written: answers, levels, questions, cross-rules.

The questionnaire itself, every wording, level and source, is in `questionnaire`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What a person can say. There is no default and no fourth value."""

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
        """0 for the mildest, 5 for the gravest."""
        return tuple(Level).index(self)

    @property
    def blocks(self) -> bool:
        """Whether no session may start at this level."""
        return self.severity > Level.GENTLE.severity


def most_severe(*levels: Level) -> Level:
    """Return the gravest of the levels; `go` when there are none."""
    return max(levels, key=lambda level: level.severity, default=Level.GO)


class Part(StrEnum):
    """Where in the questionnaire a question stands, in the order of asking."""

    NOW = "now"
    RUNNER = "runner"
    TODAY = "today"
    HISTORY = "history"
    DOUBT = "doubt"


DANGER_SIGNS = frozenset({Part.NOW, Part.RUNNER})
"""Parts about right now, asked again before a session that was cut off goes on."""

Answers = Mapping[str, Answer]
"""Question id -> answer; an id that is not there has not been answered."""

RAISED = frozenset({Answer.YES, Answer.NOT_SURE})
"""Unknown is never "no": a sign counts when it is there or may be there."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One question, and the answers to it that count."""

    question: str
    answers: frozenset[Answer] = RAISED

    def raised(self, answers: Answers) -> bool:
        """Tell whether the question was answered with one of the answers that count."""
        return answers.get(self.question) in self.answers


Condition = tuple[tuple[Flag, ...], ...]
"""Every group must hold; a group holds when any of its flags is raised."""


def holds(condition: Condition, answers: Answers) -> bool:
    """Tell whether the answers meet the condition. An empty condition is met by none."""
    return bool(condition) and all(
        any(flag.raised(answers) for flag in group) for group in condition
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask, what each answer means, and who says so. Yes always means more risk."""

    id: str
    part: Part
    label: str
    """Names the subject in at most 24 characters, for lists."""
    wording: str
    """One or more short questions, one idea each; a yes to any of them is a yes."""
    help: str
    """What counts, and what does not, where people stumble."""
    yes: Level
    not_sure: Level
    advice: str
    """What to do after a yes. Names no diagnosis."""
    sources: tuple[str, ...]
    advice_if_unsure: str = ""
    """What to do after "not sure", where that level is another one; else `advice` serves."""
    due: tuple[Condition, ...] = ()
    """When a follow-up is asked: if any of these holds. Empty for the main questions."""
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
        """The wording, one idea a line."""
        return tuple(f"{line}?" for line in self.wording.rstrip("?").split("? "))


CHECK_IF_UNSURE = "You were not sure: check with a podiatrist, doctor or pharmacist."
"""Added to the advice of every "not sure". Source: PAR-Q+ ("if in doubt, consult")."""


@dataclass(frozen=True, slots=True)
class CrossRule:
    """What several answers mean together, where that is graver than each alone."""

    id: str
    label: str
    when: Condition
    level: Level
    advice: str
    sources: tuple[str, ...]
