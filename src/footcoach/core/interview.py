"""Work out the next question, whether answers come from keys, typed words or an answers file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Self

from footcoach.core.profile import Clearance, KeptHistory, Stored, history_in, is_whole
from footcoach.core.question import Answer, Answers, Level, Question, Said, Section
from footcoach.core.questionnaire import CHANGED, QUESTION_SET, changed_since, questions_due
from footcoach.core.screening import Assessment, assess
from footcoach.core.text import both, day_in_words


class Move(StrEnum):
    """What a person can do at a question other than answer it."""

    HELP = "help"
    BACK = "back"


Reply = Answer | Move


class AtOutcome(StrEnum):
    """What a person can do on the outcome page."""

    GO_ON = "go_on"
    # Go back to the last question, for example to correct a mistyped answer.
    BACK = "back"
    # Choose an answer to change.
    CHANGE = "change"
    # Choose to keep the health history answers for later sessions, or undo that choice.
    KEEP = "keep"


class Keeping(StrEnum):
    """Whether health history answers are kept for later sessions; by default, they are not."""

    NOT_OFFERED = "not_offered"
    OFFERED = "offered"
    CHOSEN = "chosen"


class AtReady(StrEnum):
    """What a person can do on the ready page."""

    BEGIN = "begin"
    # Choose parts of the foot to keep off.
    KEEP_OFF = "keep_off"
    # Keep off the same parts next time too, or undo that choice.
    REMEMBER = "remember"
    TEST_SOUND = "test_sound"
    # Mute or unmute.
    MUTE = "mute"


@dataclass(frozen=True)
class Interview:
    """A screening in progress. Each reply makes a new Interview, linked to the previous one."""

    after_exercise: bool
    # When the first question was shown; timezone-aware.
    started_at: datetime
    # Today's answers.
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    stored: Stored = field(default_factory=Stored)
    # The sections of the questionnaire to ask.
    sections: frozenset[Section] = frozenset(Section)
    # Whether help for the current question is shown.
    helping: bool = False
    # Whether "not sure" was answered once: the first time shows the help and asks again.
    unsure_once: bool = False
    previous: Self | None = field(default=None, repr=False, compare=False)

    @cached_property
    def question(self) -> Question | None:
        """The current question; None once all are answered or an emergency ends the interview."""
        # The next question is the first unanswered one in questionnaire order, so a follow-up to
        # an earlier question is asked at once, even if a later answer calls for it.
        known, assessment = self.known, self.assessment
        open_ = [question for question in self.due() if question.id not in known]
        only_this = [question for question in open_ if question.instead]
        if assessment.level is Level.EMERGENCY:
            # An emergency ends the interview, unless "is it only this?" could still rule it out.
            only_this, open_ = [q for q in only_this if self._could_be_all(q)], []
        # Ask "only this" first: it can make other follow-ups to the same answer unnecessary.
        return next(iter(only_this or open_), None)

    def _could_be_all(self, only_this: Question) -> bool:
        """Tell whether at least one item of this question would rule out an emergency."""
        outcomes = (
            assess({**self.known, only_this.id: (item.id,)}, screened_at=self.started_at)
            for item in only_this.items
        )
        return any(outcome.level is not Level.EMERGENCY for outcome in outcomes)

    @property
    def changed(self) -> bool:
        """Whether the person's health has changed, or may have; if so, kept data does not count."""
        return self.answers.get(CHANGED.id, Said.NONE) is not Said.NONE

    @property
    def kept(self) -> KeptHistory | None:
        """The kept health history answers, unless the person's health has changed."""
        return None if self.changed else self.stored.history

    @cached_property
    def known(self) -> Answers:
        """All answers that count: today's and the kept ones."""
        return MappingProxyType({**(self.kept.answers if self.kept else {}), **self.answers})

    @cached_property
    def assessment(self) -> Assessment:
        """The assessment of the answers so far."""
        # Clearances count only if "has anything changed?" was answered "no", not if unanswered.
        unchanged = self.answers.get(CHANGED.id) is Said.NONE
        return assess(
            self.known,
            screened_at=self.started_at,
            kept_on=self.kept.answered_on if self.kept else None,
            clearances=self.stored.clearances if unchanged else (),
        )

    @property
    def in_order(self) -> Answers:
        """All answers that count, in the order asked."""
        known = self.known
        return MappingProxyType({q.id: known[q.id] for q in self.due() if q.id in known})

    @property
    def to_keep(self) -> KeptHistory | None:
        """Today's health history answers if they are complete; otherwise None."""
        history = history_in(self.answers)
        if not is_whole(history):
            return None
        return KeptHistory(
            answers=history, answered_on=self.started_at.date(), question_set=QUESTION_SET
        )

    @property
    def position(self) -> tuple[int, int]:
        """The current question's number and the number due so far, both counting follow-ups."""
        # Later answers can call for more questions, so the total may still change.
        known = {} if self.kept is None else self.kept.answers
        asked = [q.id for q in self.due() if q.id in self.answers or q.id not in known]
        answered = sum(id_ in self.answers for id_ in asked)
        return answered + (self.question is not None), len(asked)

    def reply(self, reply: Reply) -> Self:
        """Apply a reply to the current question. The first "not sure" only shows the help."""
        if self.question is None:
            raise ValueError("there is no question to reply to")
        match reply:
            case Move.BACK:
                return self.back()
            case Move.HELP:
                return replace(self, helping=True)
            case Said.NOT_SURE if not self.unsure_once:
                return replace(self, helping=True, unsure_once=True)
            case Said():
                answer: Answer = reply
            case _:
                answer = tuple(item.id for item in self.question.items if item.id in reply)
                if not answer:
                    raise ValueError(f"{self.question.id} has no such item")
        return self._with({**self.answers, self.question.id: answer}, self.stored)

    def back(self) -> Self:
        """Return to the previous question, to answer it again; stay if this is the first."""
        return self.previous or self

    def reopen(self, question_id: str) -> Self:
        """Ask a question again; raises ValueError if it was not answered."""
        if question_id not in self.known:
            raise ValueError(f"{question_id} was not answered")
        rest = {id_: a for id_, a in self.answers.items() if id_ != question_id}
        # If one kept answer was wrong, others may be too, so ask all the history questions again.
        kept = question_id not in self.answers
        stored = replace(self.stored, history=None) if kept else self.stored
        # Disable going back: the person said the old answer was wrong, so they must give a new one.
        return replace(self._with(rest, stored), previous=None)

    def _with(self, answers: Mapping[str, Answer], stored: Stored) -> Self:
        """Return an interview with these answers, minus any to questions that are no longer due."""
        plain = replace(self, helping=False, unsure_once=False)
        after = replace(
            plain, answers=MappingProxyType(dict(answers)), stored=stored, previous=plain
        )
        due = {question.id for question in after.due()}
        # Ask again whether health has changed if the question must now reach further back.
        if self.oldest_basis and after.oldest_basis and after.oldest_basis < self.oldest_basis:
            due.discard(CHANGED.id)
        still = {id_: answer for id_, answer in answers.items() if id_ in due}
        return replace(after, answers=MappingProxyType(still))

    def due(self) -> Iterator[Question]:
        """Yield every question that is due, in the order asked."""
        # With kept history answers, ask whether health has changed before the history section.
        # Without them, ask after that section: only then is it clear if a clearance is needed.
        before = Section.HISTORY if self.stored.history else Section.DOUBT
        since = self.oldest_basis
        for question in questions_due(self.known, after_exercise=self.after_exercise):
            if since is not None and question.section is before:
                yield changed_since(since, self._whose)
                since = None
            if question.section in self.sections:
                yield question

    @property
    def _whose(self) -> str:
        """The text asking whether kept data is someone else's; a "yes" counts as "changed"."""
        if self.stored.history:
            day = day_in_words(self.stored.history.answered_on)
            return f"Answers from {day} are kept here: are they someone else's?"
        by = dict.fromkeys(each.by for each in self._clearances_needed)
        return f"A clearance from {both(by)} is kept here: is it someone else's?"

    @property
    def _clearances_needed(self) -> list[Clearance]:
        known = self.known
        return [c for c in self.stored.clearances if _chosen(c.question, known)]

    @property
    def oldest_basis(self) -> date | None:
        """The date of the oldest data kept; it counts only if the person's health is unchanged."""
        history = self.stored.history
        days = [each.on for each in self._clearances_needed]
        return min([*days, *([history.answered_on] if history else [])], default=None)


def _chosen(id_: str, answers: Answers) -> bool:
    """Tell whether the answer with this id ("skin.open", or "skin" for "not sure") was given."""
    question, _, item = id_.rpartition(".")
    answer = answers.get(question, Said.NONE)
    return answers.get(id_) is Said.NOT_SURE or (not isinstance(answer, Said) and item in answer)
