"""A question of the screening, and the page that shows what the screening found."""

from datetime import timedelta

from rich.text import Text

from footcoach.core.interview import Interview, Keeping
from footcoach.core.profile import KEPT_DAYS
from footcoach.core.question import Answer, Level
from footcoach.core.questionnaire import HEADINGS, HEADLINES, MEANINGS, SCOPE
from footcoach.core.report import ANSWER_WORDS, BY_ID, advice_with_cause, clearable_in
from footcoach.core.screening import Assessment
from footcoach.core.text import day_in_words
from footcoach.ui.glyphs import Glyphs
from footcoach.ui.page import Page, wrap


def question_page(interview: Interview, glyphs: Glyphs) -> Page:
    """Show the question that the interview now asks, one idea a line."""
    question = interview.question
    if question is None:
        raise ValueError("there is no question to show")
    number, count = interview.position
    several = len(question.lines) > 1

    def ideas(width: int) -> list[Text]:
        return [line for idea in question.lines for line in wrap(idea, width, "title", hang="  ")]

    def body(width: int) -> list[Text]:
        lines = ideas(width)
        if interview.unsure_once:
            lines += [Text(), *wrap("Not sure? This may help. Then answer once more:", width)]
        if interview.helping:
            lines += [Text(), *wrap(question.help, width)]
        return lines

    return Page(
        head=Text(HEADINGS[question.section], style="heading"),
        note=f"{number}/{count}",
        body=body,
        keys=(
            ("y", "yes to any" if several else "yes"),
            ("n", "none of these" if several else "no"),
            ("u", "not sure"),
            ("?", "help"),
            *([(glyphs.left, "back")] if interview.previous else []),
            ("Ctrl-C", "leave"),
        ),
        glyphs=glyphs,
        small_print=f"{interview.stored.notice} {SCOPE}".strip() if number == 1 else SCOPE,
        needed=body if interview.unsure_once else ideas,
    )


def outcome_page(
    assessment: Assessment, note: str, glyphs: Glyphs, keeping: Keeping = Keeping.NOT_OFFERED
) -> Page:
    """Show the level, everything to do with its cause, and below it what was answered."""
    level = assessment.level

    def body(width: int) -> list[Text]:
        lines = outcome_lines(assessment, note, width)
        lines += [
            Text(),
            *(line for text in answer_lines(assessment) for line in wrap(text, width)),
        ]
        if keeping is Keeping.CHOSEN:
            lines += [Text(), *wrap(will_be_kept(assessment), width, "title")]
        return lines

    if level is Level.EMERGENCY:
        keys = [("Enter", "leave"), (glyphs.left, "I pressed the wrong key")]
    else:
        keys = [("Enter", "leave" if level.blocks else "go on"), (glyphs.left, "change an answer")]
    if keeping is not Keeping.NOT_OFFERED:
        keys.append(("k", _KEEP[keeping]))
    return Page(
        head=Text(HEADLINES[level], style=f"level.{level}"),
        body=body,
        keys=keys,
        glyphs=glyphs,
    )


def outcome_lines(assessment: Assessment, note: str, width: int) -> list[Text]:
    """Return what to do, each piece of advice with the answer that caused it."""
    lines = wrap(MEANINGS[assessment.level], width)
    if note:
        lines += [Text(), *wrap(note, width)]
    for cause, advice in advice_with_cause(assessment):
        lines += [Text(), *wrap(cause, width, "title", hang="  ")]
        lines += wrap(advice, width, first="  ", hang="  ")
    if to_clear := clearable_in(assessment):
        lines += [Text(), *wrap("Once they have said that it is fine, note who and when:", width)]
        lines += [Text(f"  footcoach profile clearance add {id_}") for id_ in to_clear]
    return lines


def answer_lines(assessment: Assessment) -> list[str]:
    """Return what was answered: every yes and not sure by name, the others by their number.

    A list of twenty "no" is read by nobody; the key that changes an answer shows it in full.
    """
    raised = [(BY_ID[i].label, a) for i, a in assessment.answers.items() if a is not Answer.NO]
    lines = [f"{ANSWER_WORDS[answer].capitalize()}: {label}." for label, answer in raised]
    count = len(assessment.answers) - len(raised)
    if count:
        lines.append(f"No to {'the other' if raised else 'all'} {count} questions.")
    if assessment.kept_on:
        lines.append(f"Health history: your answers of {day_in_words(assessment.kept_on)}.")
    return lines


_KEEP = {
    Keeping.OFFERED: f"keep my health answers {KEPT_DAYS} days",
    Keeping.CHOSEN: "do not keep them",
}
"""What the key `k` does."""


def will_be_kept(assessment: Assessment) -> str:
    """Say what the person has just chosen to have kept, where, and until when."""
    until = assessment.screened_at.date() + timedelta(days=KEPT_DAYS)
    return (
        f"Your answers on health history will be kept on this computer until "
        f"{day_in_words(until)}. To erase them: footcoach profile clear."
    )
