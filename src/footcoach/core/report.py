"""A screening as text to show a podiatrist, and as JSON for other programs."""

import json
import textwrap
from collections.abc import Iterator
from datetime import date

from footcoach.core.profile import Profile, still_valid
from footcoach.core.question import Answer, Level, Question
from footcoach.core.questionnaire import (
    CHANGED,
    HEADLINES,
    MEANINGS,
    QUESTIONS,
    SCOPE,
    changed_since,
)
from footcoach.core.screening import Assessment
from footcoach.core.text import day_in_words, visible

ANSWER_WORDS = {Answer.YES: "yes", Answer.NOT_SURE: "not sure", Answer.NO: "no"}

BY_ID: dict[str, Question] = {
    question.id: question for main in QUESTIONS for question in (main, *main.follow_ups)
}
"""Every question and follow-up."""

LABELS = {id_: question.label for id_, question in BY_ID.items()} | {CHANGED.id: CHANGED.label}
"""What each question is about, in a few words."""

_WIDTH = 78


def advice_with_cause(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield each piece of advice with the answer that caused it, gravest first.

    Milder advice says that it comes later: it must not read as leave to do less than the gravest
    asks for, or to massage gently when something else forbids it.
    """
    for reason in assessment.reasons:
        cause = " + ".join(BY_ID[id_].label for id_ in reason.because)
        yield (
            cause or f"{reason.label}: {ANSWER_WORDS[reason.answer]}",
            _when(reason.level, assessment.level) + reason.advice,
        )


def clearable_in(assessment: Assessment) -> tuple[str, ...]:
    """Return the ids of the questions whose clearance would lift what stands in the way.

    None if something else does too: then a clearance alone would not help.
    """
    if assessment.level is not Level.ASK_FIRST:
        return ()
    reasons = [each for each in assessment.reasons if each.level is Level.ASK_FIRST]
    if not all(reason.to_clear for reason in reasons):
        return ()
    return tuple(dict.fromkeys(id_ for reason in reasons for id_ in reason.to_clear))


def _when(level: Level, gravest: Level) -> str:
    """Say when a piece of advice holds beside graver ones."""
    if gravest.blocks and level is Level.GENTLE:
        return "Later, once massage is fine again: "
    urgent = gravest.severity >= Level.URGENT.severity
    return "After that: " if urgent and level.severity < Level.URGENT.severity else ""


def outcome_json(assessment: Assessment) -> str:
    """Return the outcome in the form that other programs rely on."""
    return json.dumps(
        {
            "level": assessment.level,
            "reasons": [
                {
                    "question": reason.question,
                    "answer": reason.answer,
                    "level": reason.level,
                    "advice": reason.advice,
                    "sources": reason.sources,
                }
                for reason in assessment.reasons
            ],
            "avoid_zones": sorted(assessment.blocked_zones),
            "question_set": assessment.question_set,
            "date": assessment.screened_at.date().isoformat(),
        },
        indent=2,
        ensure_ascii=False,
    )


def outcome_report(assessment: Assessment) -> str:
    """Return what was answered and advised, in 78 columns."""
    day = assessment.screened_at.date().isoformat()
    lines = [f"Foot massage safety questions, answered on {day}", SCOPE, ""]
    lines += [HEADLINES[assessment.level], *_wrap(MEANINGS[assessment.level], "")]
    for cause, advice in advice_with_cause(assessment):
        lines += ["", cause, *_wrap(advice, "  ")]
    kept = f" (health history: of {day_in_words(assessment.kept_on)})" if assessment.kept_on else ""
    lines += ["", f"All answers{kept}"]
    if assessment.unchanged_since:
        wording = changed_since(assessment.unchanged_since).wording
        lines += _wrap(f"{ANSWER_WORDS[Answer.NO]:8}  {wording}", " " * 10, first="")
    for id_, answer in assessment.answers.items():
        lines += _answer_line(id_, answer)
    return "\n".join(lines)


def profile_report(profile: Profile, today: date, *, where: str) -> str:
    """Return what is kept about a person and until when, in 78 columns."""
    if profile.history is None and not profile.clearances:
        return "No health answers and no clearances are kept. Your sessions: footcoach history."
    lines = []
    if history := profile.history:
        lines.append(f"Health history, answered on {day_in_words(history.answered_on)}")
        why_not = still_valid(Profile(history=history), today).notice
        lines += _wrap(why_not or f"Holds until {day_in_words(history.last_day)}.", "  ")
        lines += [line for id_, a in history.answers.items() for line in _answer_line(id_, a)]
    for clearance in profile.clearances:
        ended = "" if clearance.holds(today) else " It has run out."
        lines += _wrap(
            f"Clearance for '{clearance.question}' by {clearance.by}, "
            f"{day_in_words(clearance.on)}. Holds until {day_in_words(clearance.last_day)}.{ended}",
            "  ",
            first="",
        )
    lines += ["", f"Kept in {visible(where)}", "To erase all of it: footcoach profile clear"]
    return "\n".join(lines)


def _answer_line(id_: str, answer: Answer) -> list[str]:
    wording = BY_ID[id_].wording if id_ in BY_ID else visible(id_)
    return _wrap(f"{ANSWER_WORDS[answer]:8}  {wording}", " " * 10, first="")


def _wrap(text: str, hang: str, first: str | None = None) -> list[str]:
    begin = hang if first is None else first
    return textwrap.wrap(text, _WIDTH, initial_indent=begin, subsequent_indent=hang)
