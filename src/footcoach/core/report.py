"""Format a screening as text to show a podiatrist and as JSON for other programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from footcoach.core.profile import Profile, why_ended, why_not
from footcoach.core.question import CHECK_IF_UNSURE, Answer, Flag, Level, Question, Said
from footcoach.core.questionnaire import (
    BY_ID,
    HEADLINES,
    MEANINGS,
    SCOPE,
    answer_in_words,
    changed_since,
    effective,
    label_of,
)
from footcoach.core.text import day_in_words, visible, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from footcoach.core.screening import Assessment


def advice_with_cause(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield each piece of advice with the answers that caused it, the most severe first.

    Sentences already in the level's headline or meaning are left out, so the advice may be empty.
    """
    level = assessment.level
    said = {_gist(each) for each in _sentences(f"{HEADLINES[level]} {MEANINGS[level]}")}
    causes: dict[str, list[str]] = {}
    for reason in assessment.reasons:
        cause = " + ".join(label_of(id_) for id_ in reason.because) or reason.label
        causes.setdefault(_when(reason.level, level) + reason.advice, []).append(cause)
    for advice, answers in causes.items():
        kept = [each for each in _sentences(advice) if _gist(each) not in said]
        said |= _GENERAL & {_gist(each) for each in kept}
        yield "; ".join(answers), " ".join(kept)


def _sentences(text: str) -> list[str]:
    return re.split(r'(?<=[.!?"])\s+(?=[A-Z"])', text)


def _gist(sentence: str) -> str:
    """Return a sentence without its examples, which are in brackets or after a headline's colon."""
    words = re.sub(r"\s*\(.*?\)", "", sentence).casefold().rstrip(".")
    start = words.split(":")[0]
    return start if start in _HEADLINES else words


_HEADLINES = {each.casefold().rstrip(".") for each in _sentences(" ".join(HEADLINES.values()))}

# General advice, given only once even if several answers call for it.
_GENERAL = {*_HEADLINES, _gist(CHECK_IF_UNSURE)}


def numbness_note(assessment: Assessment) -> str:
    """Return a warning for someone who may not feel pain; empty for anyone else."""
    answers = effective(assessment.answers)
    if Flag("feeling").raised(answers):
        return "A numb foot cannot warn you that it is being hurt: look, and press lightly."
    if Flag("diabetes").raised(answers):
        return "With diabetes, a foot can go numb unnoticed: look, and press lightly."
    return ""


def clearable_in(assessment: Assessment) -> tuple[str, ...]:
    """Return the ids that must all be cleared to allow a session; empty if clearing cannot help."""
    reasons = [each for each in assessment.reasons if each.level is Level.ASK_FIRST]
    alone = assessment.level is Level.ASK_FIRST and all(each.to_clear for each in reasons)
    ids = (id_ for reason in reasons for id_ in reason.to_clear)
    return tuple(dict.fromkeys(ids)) if alone else ()


def _when(level: Level, most_severe: Level) -> str:
    """Return a lead-in to milder advice, which must not seem to permit massage or delay."""
    if most_severe.blocks and level is Level.GENTLE:
        return "Later, once massage is fine again: "
    urgent = most_severe.severity >= Level.URGENT.severity
    return "After that: " if urgent and level.severity < Level.URGENT.severity else ""


def outcome_json(assessment: Assessment) -> str:
    """Return the outcome as JSON, in the format that other programs rely on."""
    keys = ("question", "item", "level", "advice", "sources")
    data = {
        "level": assessment.level,
        "reasons": [{key: getattr(each, key) for key in keys} for each in assessment.reasons],
        "avoid_zones": sorted(assessment.blocked_zones),
        "question_set": assessment.question_set,
        "date": assessment.screened_at.date().isoformat(),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def outcome_report(assessment: Assessment) -> str:
    """Return the answers and the advice as text, 78 columns wide."""
    day = assessment.screened_at.date().isoformat()
    lines = [f"Foot massage safety questions, answered on {day}", SCOPE, ""]
    lines += [HEADLINES[assessment.level], *wrap(MEANINGS[assessment.level])]
    for cause, advice in advice_with_cause(assessment):
        lines += ["", cause, *wrap(advice, "  ", "  ")]
    kept = f" (health history: {day_in_words(assessment.kept_on)})" if assessment.kept_on else ""
    lines += ["", f"All answers{kept}"]
    if assessment.unchanged_since:
        lines += _answer_lines(changed_since(assessment.unchanged_since), Said.NONE)
    for id_, answer in assessment.answers.items():
        lines += _answer_lines(BY_ID[id_], answer)
    return "\n".join(lines)


def profile_report(profile: Profile, today: date, *, where: str) -> str:
    """Return the data kept about a person, with expiry dates, as text 78 columns wide."""
    if profile == Profile():
        return "No health answers and no clearances are kept. Your sessions: footcoach history."
    lines = []
    if history := profile.history:
        until = f"Valid until {day_in_words(history.last_day)}."
        lines.append(f"Health history, answered on {day_in_words(history.answered_on)}")
        lines += wrap(why_not(history, today) or until, "  ", "  ")
        for id_, answer in history.answers.items():
            question = BY_ID.get(id_)
            words = f"{question.label}: {answer_in_words(question, answer)}" if question else id_
            lines += wrap(visible(words), "", "    ")
    for each in profile.clearances:
        given = f"Clearance for '{each.question}' by {each.by}, {day_in_words(each.on)}."
        until = f"Valid until {day_in_words(each.last_day)}."
        lines += wrap(f"{given} {why_ended(each, today) or until}", "", "  ")
    return "\n".join([*lines, "", f"Kept in {visible(where)}", _ERASE])


def profile_json(profile: Profile) -> str:
    """Return the data kept about a person as JSON, with the last day that each part is valid."""
    data = profile.model_dump(mode="json")
    if profile.history:
        data["history"]["valid_until"] = profile.history.last_day.isoformat()
    for given, each in zip(data["clearances"], profile.clearances, strict=True):
        given["valid_until"] = each.last_day.isoformat()
    return json.dumps(data, indent=2, ensure_ascii=False)


_ERASE = "To erase all of it: footcoach profile clear"


def _answer_lines(question: Question, answer: Answer) -> list[str]:
    return wrap(f"{question.lead} {answer_in_words(question, answer)}", "", "    ")
