"""A question of the screening, and the page that shows what the screening found."""

from rich.text import Text

from footcoach.core.interview import Interview
from footcoach.core.question import Answer, Level
from footcoach.core.questionnaire import HEADINGS, HEADLINES, MEANINGS, SCOPE
from footcoach.core.report import ANSWER_WORDS, BY_ID, advice_with_cause
from footcoach.core.screening import Assessment
from footcoach.terminal.glyphs import Glyphs
from footcoach.terminal.views.page import Page, wrap


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
        head=Text(HEADINGS[question.part], style="heading"),
        note=f"{number} of {count}",
        body=body,
        keys=(
            ("y", "yes to any" if several else "yes"),
            ("n", "no, none of these" if several else "no"),
            ("u", "not sure"),
            ("?", "help"),
            (glyphs.left, "back"),
            ("Ctrl-C", "leave"),
        ),
        glyphs=glyphs,
        small_print=f"{count} short questions. {SCOPE}" if number == 1 else SCOPE,
        needed=body if interview.unsure_once else ideas,
    )


def outcome_page(assessment: Assessment, note: str, glyphs: Glyphs) -> Page:
    """Show the level, everything to do with its cause, and below it all answers."""
    level = assessment.level

    def body(width: int) -> list[Text]:
        lines = outcome_lines(assessment, note, width)
        return [*lines, Text(), *_answers(assessment, width)]

    if level is Level.EMERGENCY:
        keys = [("Enter", "leave"), (glyphs.left, "I pressed the wrong key")]
    else:
        keys = [("Enter", "leave" if level.blocks else "go on"), (glyphs.left, "change an answer")]
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
    return lines


def _answers(assessment: Assessment, width: int) -> list[Text]:
    """List every answer, in two columns where there is room."""
    entries = [
        Text.assemble(
            f"{BY_ID[id_].label}: ",
            (ANSWER_WORDS[answer], "muted" if answer is Answer.NO else "title"),
        )
        for id_, answer in assessment.answers.items()
    ]
    heading = Text("Your answers", style="heading")
    column, half = width // 2, -(-len(entries) // 2)
    fits = all(entry.cell_len < column for entry in entries[:half])
    if not fits or any(entry.cell_len > column for entry in entries[half:]):
        return [heading, *entries]
    for entry in entries[:half]:
        entry.align("left", column)
    rights = entries[half:] + [Text()] * (2 * half - len(entries))
    pairs = zip(entries[:half], rights, strict=True)
    return [heading, *(Text.assemble(left, right) for left, right in pairs)]
