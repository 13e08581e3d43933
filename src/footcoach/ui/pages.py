"""What each page says: a question, the outcome, what is about to begin, and what to do now.

Line mode says the same, in the same words.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from rich.text import Text

from footcoach.core.cues import SORENESS, WATCH_FOR, farewell
from footcoach.core.interview import Interview, Keeping
from footcoach.core.plan import Plan
from footcoach.core.profile import KEPT_DAYS
from footcoach.core.question import Answer, Level
from footcoach.core.questionnaire import HEADINGS, HEADLINES, MEANINGS, SCOPE
from footcoach.core.record import Rating, SessionRecord, rating_changes
from footcoach.core.report import ANSWER_WORDS, BY_ID, advice_with_cause, clearable_in
from footcoach.core.resume import ResumePoint
from footcoach.core.screening import Assessment
from footcoach.core.states import Foot, Status
from footcoach.core.text import about_minutes, both, day_in_words
from footcoach.core.trends import WarningSign
from footcoach.ui.page import Page, paragraphs, wrap
from footcoach.ui.theme import Glyphs

HAVE_READY = "Have ready: a firm chair, a towel, a lotion you have used before, socks."
NO_KEYBOARD = "Once you press Enter you won't need the keyboard again."
BEFORE_YOU_START = "Before you start"
WHICH_ROUTINE = "Which routine?"
RESUME = "Carry on where you left off?"


def question_page(interview: Interview, glyphs: Glyphs) -> Page:
    """Show the question that the interview now asks, one idea a line."""
    question = interview.question
    if question is None:
        raise ValueError("there is no question to show")
    number, count = interview.position
    several = len(question.lines) > 1

    def body(width: int) -> list[Text]:
        ideas = question.lines
        lines = [line for idea in ideas for line in wrap(idea, width, "title", hang="  ")]
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
    )


def outcome_page(
    assessment: Assessment, note: str, glyphs: Glyphs, keeping: Keeping = Keeping.NOT_OFFERED
) -> Page:
    """Show the level, everything to do with its cause, and below it what was answered."""
    level = assessment.level

    def body(width: int) -> list[Text]:
        lines = [*outcome_lines(assessment, note, width), Text()]
        lines += [line for text in answer_lines(assessment) for line in wrap(text, width)]
        return lines

    if level is Level.EMERGENCY:
        keys = [("Enter", "leave"), (glyphs.left, "I pressed the wrong key")]
    else:
        keys = [("Enter", "leave" if level.blocks else "go on"), (glyphs.left, "change an answer")]
    if keeping is not Keeping.NOT_OFFERED:
        keep = f"keep my health answers {KEPT_DAYS} days"
        keys.append(("k", keep if keeping is Keeping.OFFERED else "do not keep them"))
    return Page(
        head=Text(HEADLINES[level], style=f"level.{level}"),
        body=body,
        keys=keys,
        glyphs=glyphs,
        status=will_be_kept(assessment) if keeping is Keeping.CHOSEN else "",
        urgent=f"{HEADLINES[level]} {MEANINGS[level]}" if level.blocks else "",
    )


def outcome_lines(assessment: Assessment, note: str, width: int) -> list[Text]:
    """Return what to do, each piece of advice with the answer that caused it."""
    # Advice at an emergency says itself all that the level means.
    lines = [] if assessment.level is Level.EMERGENCY else wrap(MEANINGS[assessment.level], width)
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


def will_be_kept(assessment: Assessment) -> str:
    """Say what the person has just chosen to have kept, where, and until when."""
    until = assessment.screened_at.date() + timedelta(days=KEPT_DAYS)
    return (
        f"Your answers on health history will be kept on this computer until "
        f"{day_in_words(until)}. To erase them: footcoach profile clear."
    )


def ready_lines(plan: Plan, notes: Sequence[str] = ()) -> list[str]:
    """Return what is about to begin, a paragraph each."""
    feet = "left foot, then right" if plan.feet is Foot.BOTH else f"{plan.feet} foot"
    lines = [f"{plan.routine.title}: {about_minutes(plan.seconds)}, {feet}."]
    lines += [note for note in notes if note]
    if plan.wanted.excluded_zones:
        lines.append(f"You keep off the {both(sorted(plan.wanted.excluded_zones))}.")
    if plan.skipped_steps:
        titles = ", ".join(step.title.lower() for step in plan.skipped_steps)
        lines.append(" ".join(filter(None, [f"Left out: {titles}.", plan.length_note])))
    lines.append(HAVE_READY)
    if plan.routine.level is Level.GENTLE:
        lines.append(f"Pressure {plan.ceiling} of 10 at most: light.")
    else:
        lines.append("Pressure 3 of 10 is firm. Pain is too much.")
    return lines


def ready_page(
    plan: Plan, notes: Sequence[str], before: Rating, glyphs: Glyphs, typing: Foot = Foot.LEFT
) -> Page:
    """Show what to have at hand; everything is asked before the hands are oily."""
    return Page(
        head=Text("Ready?", style="heading"),
        body=lambda width: paragraphs([*ready_lines(plan, notes), NO_KEYBOARD], width),
        keys=(
            ("Enter", "begin"),
            ("k", "keep off a part"),
            ("t", "test sound"),
            ("m", "sound off or on"),
            ("Ctrl-C", "leave"),
        ),
        glyphs=glyphs,
        status=sore_line("How sore now", before, plan.feet, typing),
    )


def sore_line(question: str, rating: Rating, feet: Foot, typing: Foot) -> str:
    """Ask for a number for each foot, and show what was typed; `_` is where digits go."""
    shown = {
        foot: "_" if number is None and foot is typing else "-" if number is None else number
        for foot, number in ((Foot.LEFT, rating.left), (Foot.RIGHT, rating.right))
    }
    return f"{question}, 0 to 10? " + "  Tab  ".join(f"{foot}: {shown[foot]}" for foot in feet.each)


def resume_lines(point: ResumePoint, minutes_ago: int) -> list[str]:
    """Say which session was cut off, and what each answer leads to."""
    done = about_minutes(point.record.done_seconds)
    ago = "less than a minute" if minutes_ago < 1 else f"{minutes_ago} min"
    return [
        f"'{point.routine.title}' was cut off {ago} ago, after {done} of massage and care.",
        "Yes, if it was yours and nothing is new: the danger signs are asked again, and you carry "
        "on where you left off.",
        "No: that one stays in your history as it is, and you start again.",
    ]


def resume_page(point: ResumePoint, minutes_ago: int, glyphs: Glyphs) -> Page:
    """Ask whether to resume a session that was cut off."""
    return Page(
        head=Text(RESUME, style="heading"),
        body=lambda width: paragraphs(resume_lines(point, minutes_ago), width),
        keys=(("y", "yes, carry on"), ("n", "no, start again"), ("Ctrl-C", "leave")),
        glyphs=glyphs,
    )


def rating_page(
    advice: Sequence[str], after: Rating, feet: Foot, glyphs: Glyphs, typing: Foot = Foot.LEFT
) -> Page:
    """Show what to do after the massage, and ask how sore the feet are now."""
    page = advice_page(advice[0], advice[1:], glyphs, enter="done", style="heading")
    tab = [("Tab", "the other foot")] if feet is Foot.BOTH else []
    return replace(
        page,
        keys=(("0-9", "rate"), *tab, *page.keys),
        status=sore_line("How sore now", after, feet, typing),
        small_print="0 is not sore at all. You may leave it out: this page leaves after a minute.",
    )


def warnings_page(signs: Sequence[WarningSign], glyphs: Glyphs) -> Page:
    """Show what earlier sessions warn of; where both feet are to be left alone, Enter leaves."""
    page = advice_page(BEFORE_YOU_START, [sign.text for sign in signs], glyphs, enter="go on")
    if any(sign.leave_first for sign in signs):
        return replace(page, keys=(("Enter", "leave"), ("g", "go on all the same")))
    return replace(page, urgent="")


def advice_page(
    title: str,
    advice: Sequence[str],
    glyphs: Glyphs,
    *,
    enter: str = "leave",
    style: str = "level.urgent",
) -> Page:
    """Show what to do now, and what Enter does: after a session that ended for pain, it leaves."""
    return Page(
        head=Text(title, style=style),
        body=lambda width: paragraphs(advice, width),
        keys=(("Enter", enter),),
        glyphs=glyphs,
        urgent=advice[0],
    )


def outcome_summary(assessment: Assessment, note: str, width: int) -> Text:
    """Repeat the outcome with every piece of advice, to stay when the screen is gone."""
    headline = Text(HEADLINES[assessment.level], style=f"level.{assessment.level}")
    return Text("\n").join([headline, *outcome_lines(assessment, note, width), Text()])


def session_summary(record: SessionRecord, width: int) -> Text:
    """Say how it ended and what to do now; after a whole session, what to watch for."""
    first, *others = farewell(record.status)
    lines = [*wrap(first, width, "title"), *(line for text in others for line in wrap(text, width))]
    if record.done_seconds >= 1:
        lines.append(Text(f"You massaged for {about_minutes(record.done_seconds)}."))
    lines += [Text(each) for each in rating_changes(record.before, record.after, record.feet)]
    if record.done_seconds >= 1 and record.status is not Status.STOPPED_DANGER:
        watch_for = WATCH_FOR if record.status is Status.STOPPED_HURT else (SORENESS, *WATCH_FOR)
        lines += [Text(), Text("In the next days", style="heading")]
        lines += [line for text in watch_for for line in wrap(text, width, first="- ", hang="  ")]
    return Text("\n").join(lines)
