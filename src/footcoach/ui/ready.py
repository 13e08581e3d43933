"""The pages around a session: what is about to begin, and what to do now."""

from collections.abc import Sequence

from rich.text import Text

from footcoach.core.plan import Plan
from footcoach.core.question import Level
from footcoach.core.rating import Ratings
from footcoach.core.resume import ResumePoint
from footcoach.core.states import Foot
from footcoach.core.text import about_minutes, both
from footcoach.ui.page import Page, wrap
from footcoach.ui.theme import Glyphs

AT_HAND = (
    "firm chair",
    "towel",
    "lotion your skin knows",
    "socks",
)


BEFORE_YOU_START = "Before you start"

AFTER_ENTER = "After Enter you need no keys."


def ready_lines(plan: Plan, notes: Sequence[str] = ()) -> list[str]:
    """Return what is about to begin, a paragraph each."""
    feet = "left foot, then right" if plan.feet == Foot.BOTH else f"{plan.feet} foot"
    lines = [f"{plan.routine.title}: {about_minutes(plan.seconds)}, {feet}."]
    lines += [note for note in notes if note]
    if plan.wanted.excluded_zones:
        lines.append(f"You keep off the {both(sorted(plan.wanted.excluded_zones))}.")
    if plan.skipped_steps:
        skipped_steps = ", ".join(step.title.lower() for step in plan.skipped_steps)
        lines.append(f"Left out: {skipped_steps}.")
    lines.append(f"At hand: {', '.join(AT_HAND)}.")
    if plan.routine.level is Level.GENTLE:
        lines.append(
            f"Pressure {plan.ceiling} of 10 at most: light. A numb foot does not warn you."
        )
    else:
        lines.append("Pressure 3 of 10 is firm. Pain is too much.")
    return lines


def ready_page(plan: Plan, notes: Sequence[str], before: Ratings, glyphs: Glyphs) -> Page:
    """Show what to have at hand; everything is asked before the hands are oily."""

    def body(width: int) -> list[Text]:
        paragraphs = [wrap(line, width) for line in (*ready_lines(plan, notes), AFTER_ENTER)]
        paragraphs.insert(-1, wrap(sore_line("How sore now", before), width))
        return [line for paragraph in paragraphs for line in (*paragraph, Text())][:-1]

    return Page(
        head=Text("Ready?", style="heading"),
        body=body,
        keys=(
            ("Enter", "begin"),
            ("k", "keep off a part"),
            ("t", "test sound"),
            ("m", "sound off or on"),
            ("Ctrl-C", "leave"),
        ),
        glyphs=glyphs,
    )


def offer_lines(checkpoint: ResumePoint, minutes_ago: int) -> list[str]:
    """Say which session was cut off, and what each answer leads to."""
    done = about_minutes(checkpoint.record.done_seconds)
    ago = "less than a minute" if minutes_ago < 1 else f"{minutes_ago} min"
    return [
        f"'{checkpoint.routine.title}' was cut off {ago} ago, after {done} of massage and care.",
        "Yes, if it was yours and nothing is new: the danger signs are asked again, then it goes "
        "on just as it was begun.",
        "No: that one stays in your history as it is, and you begin anew.",
    ]


def offer_page(checkpoint: ResumePoint, minutes_ago: int, glyphs: Glyphs) -> Page:
    """Ask whether to go on with a session that was cut off."""

    def body(width: int) -> list[Text]:
        lines = offer_lines(checkpoint, minutes_ago)
        return [line for text in lines for line in (*wrap(text, width), Text())][:-1]

    return Page(
        head=Text("Go on where you stopped?", style="heading"),
        body=body,
        keys=(("y", "yes, go on"), ("n", "no, begin anew"), ("Ctrl-C", "leave")),
        glyphs=glyphs,
    )


def sore_line(question: str, ratings: Ratings) -> str:
    """Ask for a number for each foot, and show what was typed; the mark is where digits go."""
    marks = {side: "_" if side is ratings.typing else "-" for side in Foot.BOTH.each}
    left = marks[Foot.LEFT] if ratings.left is None else str(ratings.left)
    right = marks[Foot.RIGHT] if ratings.right is None else str(ratings.right)
    return f"{question}, 0 to 10? left: {left}  Tab  right: {right}"


def rating_page(advice: Sequence[str], after: Ratings, glyphs: Glyphs) -> Page:
    """Show what to do after the massage, and ask how sore the feet are now."""

    def body(width: int) -> list[Text]:
        lines = [line for text in advice[1:] for line in (*wrap(text, width), Text())]
        return [*lines, *wrap(sore_line("How sore are they now", after), width)]

    return Page(
        head=Text(advice[0], style="heading"),
        body=body,
        keys=(("0-9", "rate"), ("Tab", "the other foot"), ("Enter", "done")),
        glyphs=glyphs,
        small_print="0 is not sore at all. You may leave it out: this page leaves after a minute.",
    )


def advice_page(title: str, advice: Sequence[str], glyphs: Glyphs, *, enter: str = "leave") -> Page:
    """Show what to do now, and what Enter does: after a session that ended for pain, it leaves."""

    def body(width: int) -> list[Text]:
        return [line for text in advice for line in (*wrap(text, width), Text())][:-1]

    return Page(
        head=Text(title, style="level.urgent"),
        body=body,
        keys=(("Enter", enter),),
        glyphs=glyphs,
    )
