"""A screening as text to show a podiatrist, and as JSON for other programs."""

import json
import textwrap
from collections.abc import Iterator
from datetime import date

from footcoach.core.profile import Profile, why_ended, why_not
from footcoach.core.question import RAISED, Answer, Level, Question
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

# Every question and follow-up, and what each is about, in a few words.
BY_ID: dict[str, Question] = {
    question.id: question for main in QUESTIONS for question in (main, *main.follow_ups)
}
LABELS = {id_: question.label for id_, question in BY_ID.items()} | {CHANGED.id: CHANGED.label}


def advice_with_cause(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield each piece of advice with the answer that caused it, the most severe first."""
    for reason in assessment.reasons:
        cause = " + ".join(BY_ID[id_].label for id_ in reason.because)
        cause = cause or f"{reason.label}: {ANSWER_WORDS[reason.answer]}"
        yield cause, _when(reason.level, assessment.level) + reason.advice


def numbness_note(assessment: Assessment) -> str:
    """Return a warning for those who may not feel that it hurts; empty for all others."""
    numbing = ("diabetes", "numb_or_poor_flow")
    numb = any(assessment.answers.get(id_) in RAISED for id_ in numbing)
    return "A numb foot does not warn you when it hurts: look, and press lightly." if numb else ""


def clearable_in(assessment: Assessment) -> tuple[str, ...]:
    """Return the ids of the questions whose clearance would lift all that stands in the way."""
    reasons = [each for each in assessment.reasons if each.level is Level.ASK_FIRST]
    alone = assessment.level is Level.ASK_FIRST and all(each.to_clear for each in reasons)
    ids = (id_ for reason in reasons for id_ in reason.to_clear)
    return tuple(dict.fromkeys(ids)) if alone else ()


def _when(level: Level, most_severe: Level) -> str:
    """Say that milder advice comes later: it must not read as leave to do less, or to massage."""
    if most_severe.blocks and level is Level.GENTLE:
        return "Later, once massage is fine again: "
    urgent = most_severe.severity >= Level.URGENT.severity
    return "After that: " if urgent and level.severity < Level.URGENT.severity else ""


def outcome_json(assessment: Assessment) -> str:
    """Return the outcome in the form that other programs rely on."""
    keys = ("question", "answer", "level", "advice", "sources")
    data = {
        "level": assessment.level,
        "reasons": [{key: getattr(each, key) for key in keys} for each in assessment.reasons],
        "avoid_zones": sorted(assessment.blocked_zones),
        "question_set": assessment.question_set,
        "date": assessment.screened_at.date().isoformat(),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def outcome_report(assessment: Assessment) -> str:
    """Return what was answered and advised, in 78 columns."""
    day = assessment.screened_at.date().isoformat()
    lines = [f"Foot massage safety questions, answered on {day}", SCOPE, ""]
    lines += [HEADLINES[assessment.level], *_wrap(MEANINGS[assessment.level])]
    for cause, advice in advice_with_cause(assessment):
        lines += ["", cause, *_wrap(advice, "  ")]
    kept = f" (health history: of {day_in_words(assessment.kept_on)})" if assessment.kept_on else ""
    lines += ["", f"All answers{kept}"]
    if assessment.unchanged_since:
        lines += _answer_lines(changed_since(assessment.unchanged_since).wording, Answer.NO)
    for id_, answer in assessment.answers.items():
        lines += _answer_lines(BY_ID[id_].wording, answer)
    return "\n".join(lines)


def profile_report(profile: Profile, today: date, *, where: str) -> str:
    """Return what is kept about a person and until when, in 78 columns."""
    if profile == Profile():
        return "No health answers and no clearances are kept. Your sessions: footcoach history."
    lines = []
    if history := profile.history:
        until = f"Holds until {day_in_words(history.last_day)}."
        lines.append(f"Health history, answered on {day_in_words(history.answered_on)}")
        lines += _wrap(why_not(history, today) or until, "  ")
        for id_, answer in history.answers.items():
            lines += _answer_lines(BY_ID[id_].wording if id_ in BY_ID else id_, answer)
    for each in profile.clearances:
        given = f"Clearance for '{each.question}' by {each.by}, {day_in_words(each.on)}."
        until = f"Holds until {day_in_words(each.last_day)}."
        lines += _wrap(f"{given} {why_ended(each, today) or until}", "", "  ")
    return "\n".join([*lines, "", f"Kept in {visible(where)}", _ERASE])


_ERASE = "To erase all of it: footcoach profile clear"


def _answer_lines(wording: str, answer: Answer) -> list[str]:
    return _wrap(f"{ANSWER_WORDS[answer]:8}  {visible(wording)}", "", " " * 10)


def _wrap(text: str, first: str = "", hang: str | None = None) -> list[str]:
    rest = first if hang is None else hang
    return textwrap.wrap(text, 78, initial_indent=first, subsequent_indent=rest)
