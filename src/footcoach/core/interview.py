"""Which question comes next. Fed alike by single keys, typed words and an answers file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from footcoach.core.question import Answer, Answers, Level, Question
from footcoach.core.screening import Assessment, assess, main_questions, questions_due


class Move(StrEnum):
    """What a person can do at a question besides answering it."""

    HELP = "help"
    BACK = "back"


Reply = Answer | Move


class AtOutcome(StrEnum):
    """What a person can do on the outcome page."""

    GO_ON = "go_on"
    BACK = "back"
    """Ask the last question again: the key was the wrong one."""
    CHANGE = "change"
    """Choose an answer to change."""


class AtReady(StrEnum):
    """What a person can do on the ready page."""

    BEGIN = "begin"
    KEEP_OFF = "keep_off"
    """Choose parts of the foot to keep off."""


@dataclass(frozen=True, slots=True)
class Interview:
    """A screening under way. Every step gives a new one, so going back is simply the last one."""

    after_exercise: bool
    started_at: datetime
    """When the first question was shown, with offset."""
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    helping: bool = False
    """The help of the current question is shown."""
    unsure_once: bool = False
    """Not sure was said to the current question; the help is shown and it is asked once more."""
    previous: Self | None = field(default=None, repr=False, compare=False)

    @property
    def question(self) -> Question | None:
        """The question to ask now; None when all are answered or an emergency ended it.

        The first unanswered one in the order of the questionnaire, so that a follow-up that
        only later answers call for is still asked at once.
        """
        if self.assessment.level is Level.EMERGENCY:
            return None
        due = questions_due(self.answers, after_exercise=self.after_exercise)
        return next((question for question in due if question.id not in self.answers), None)

    @property
    def assessment(self) -> Assessment:
        """What the answers so far amount to."""
        return assess(self.answers, screened_at=self.started_at)

    @property
    def position(self) -> tuple[int, int]:
        """Which of the main questions this is, from 1, and how many there are.

        A follow-up shares the number of its question, so the total never grows on the way.
        """
        main = main_questions(after_exercise=self.after_exercise)
        question = self.question
        if question is None:
            return len(main), len(main)
        ids = [each.id for each in main]
        return ids.index(question.id.split(".")[0]) + 1, len(main)

    def reply(self, reply: Reply) -> Self:
        """Take a reply to the current question.

        The first "not sure" only shows the help and asks once more; a second one counts.
        """
        if self.question is None:
            raise ValueError("there is no question to reply to")
        match reply:
            case Move.BACK:
                return self.back()
            case Move.HELP:
                return replace(self, helping=True)
            case Answer.NOT_SURE if not self.unsure_once:
                return replace(self, helping=True, unsure_once=True)
            case _:
                return self._with({**self.answers, self.question.id: Answer(reply)})

    def back(self) -> Self:
        """Return to the question before, with its answer open again; at the first one, stay."""
        return self.previous or self

    def reopen(self, question_id: str) -> Self:
        """Ask a question again, and any others that this makes due.

        Nothing leads back to the old answer: it was called wrong, so a new one must be given.
        """
        rest = {id_: a for id_, a in self.answers.items() if id_ != question_id}
        return replace(self._with(rest), previous=None)

    def _with(self, answers: Mapping[str, Answer]) -> Self:
        """Go on with other answers; those to questions no longer due are forgotten."""
        due = {q.id for q in questions_due(answers, after_exercise=self.after_exercise)}
        kept = {id_: answer for id_, answer in answers.items() if id_ in due}
        return replace(
            self,
            answers=MappingProxyType(kept),
            helping=False,
            unsure_once=False,
            previous=replace(self, helping=False, unsure_once=False),
        )
