"""A screening as text to show a podiatrist, and as JSON for other programs."""

import json
import textwrap
from collections.abc import Iterator

from footcoach.core.question import Answer, Level, Question
from footcoach.core.questionnaire import HEADLINES, MEANINGS, QUESTIONS, SCOPE
from footcoach.core.screening import Assessment

ANSWER_WORDS = {Answer.YES: "yes", Answer.NOT_SURE: "not sure", Answer.NO: "no"}

BY_ID: dict[str, Question] = {
    question.id: question for main in QUESTIONS for question in (main, *main.follow_ups)
}
"""Every question and follow-up."""

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


def _when(level: Level, gravest: Level) -> str:
    """Say when a piece of advice holds beside graver ones."""
    if gravest.blocks and level is Level.GENTLE:
        return "Later, once massage is fine again: "
    urgent = gravest.gravity >= Level.URGENT.gravity
    return "After that: " if urgent and level.gravity < Level.URGENT.gravity else ""


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
            "avoid_zones": sorted(assessment.avoid_zones),
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
    lines += ["", "All answers"]
    for id_, answer in assessment.answers.items():
        lines += _wrap(f"{ANSWER_WORDS[answer]:8}  {BY_ID[id_].wording}", " " * 10, first="")
    return "\n".join(lines)


def _wrap(text: str, hang: str, first: str | None = None) -> list[str]:
    begin = hang if first is None else first
    return textwrap.wrap(text, _WIDTH, initial_indent=begin, subsequent_indent=hang)
