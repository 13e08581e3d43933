"""The pages around a session: what is about to begin, and what to do now."""

from collections.abc import Sequence

from rich.text import Text

from footcoach.core.plan import BOTH_FEET, Plan
from footcoach.core.text import about_minutes
from footcoach.terminal.glyphs import Glyphs
from footcoach.terminal.views.page import Page, wrap

AT_HAND = (
    "firm chair",
    "towel",
    "lotion your skin knows",
    "socks",
)


AFTER_ENTER = "After Enter you need no keys."


def ready_lines(plan: Plan, notes: Sequence[str] = ()) -> list[str]:
    """Return what is about to begin, a paragraph each."""
    feet = "left foot, then right" if plan.feet == BOTH_FEET else f"{plan.feet[0]} foot"
    lines = [f"{plan.routine.title}: {about_minutes(plan.seconds)}, {feet}."]
    lines += [note for note in notes if note]
    if plan.dropped:
        dropped = ", ".join(step.title.lower() for step in plan.dropped)
        lines.append(f"Left out: {dropped}.")
    lines.append(f"At hand: {', '.join(AT_HAND)}.")
    lines.append("Pressure 3 of 10 is firm. Pain is too much.")
    return lines


def ready_page(plan: Plan, notes: Sequence[str], glyphs: Glyphs) -> Page:
    """Show what to have at hand; everything is asked before the hands are oily."""

    def body(width: int) -> list[Text]:
        paragraphs = [wrap(line, width) for line in (*ready_lines(plan, notes), AFTER_ENTER)]
        return [line for paragraph in paragraphs for line in (*paragraph, Text())][:-1]

    return Page(
        head=Text("Ready?", style="heading"),
        body=body,
        keys=(("Enter", "begin"), ("k", "keep off a part"), ("Ctrl-C", "leave")),
        glyphs=glyphs,
    )


def advice_page(title: str, advice: Sequence[str], glyphs: Glyphs) -> Page:
    """Show what to do now, after a session that ended for pain."""

    def body(width: int) -> list[Text]:
        return [line for text in advice for line in (*wrap(text, width), Text())][:-1]

    return Page(
        head=Text(title, style="level.urgent"),
        body=body,
        keys=(("Enter", "leave"),),
        glyphs=glyphs,
    )
