"""The page for an appointment, as text for the screen and as HTML to print, from the same data."""

from collections.abc import Sequence
from typing import NamedTuple

from footcoach.core.appointment import ABOUT, SORENESS, TITLE, WEEKLY, Appointment, Rated
from footcoach.core.text import day_in_words, wrap

# The chart's size, in its own units, and the space around the dots.
_ACROSS, _DOWN, _EDGE = 300, 100, 6


class Dot(NamedTuple):
    """Where a session's two ratings are in the chart."""

    across: float
    before: float
    after: float


def appointment_text(page: Appointment) -> str:
    """Return the page as text."""
    lines = [TITLE, _period(page), *wrap(ABOUT), "", f"Name: {'_' * 40}"]
    for heading, sentences in page.parts.items():
        lines += ["", heading]
        for sentence in sentences:
            lines += wrap(sentence, "- ", "  ")
    return "".join(f"{line}\n" for line in lines)


def appointment_html(page: Appointment, *, large: bool = False) -> str:
    """Return the page as HTML, with a chart for each foot."""
    # Imported here because the page as text does not need it.
    from footcoach.ui.printed import render

    return render(
        "appointment.html",
        large=large,
        title=TITLE,
        about=ABOUT,
        period=_period(page),
        parts=page.parts,
        charted=SORENESS,
        weekly=WEEKLY,
        charts={
            foot: (list(_dots(rated, page)), _read_out(rated))
            for foot, rated in page.ratings.items()
            if rated
        },
        size=(_ACROSS, _DOWN, _EDGE),
        ends=(day_in_words(page.first), day_in_words(page.last)),
    )


def _period(page: Appointment) -> str:
    return f"From {day_in_words(page.first)} to {day_in_words(page.last)}"


def _dots(rated: Sequence[Rated], page: Appointment) -> list[Dot]:
    days = (page.last - page.first).days

    def place(each: Rated) -> Dot:
        share = (each.at.date() - page.first).days / days
        before, after = (
            _EDGE + (10 - sore) / 10 * (_DOWN - 2 * _EDGE) for sore in (each.before, each.after)
        )
        across = _EDGE + min(share, 1) * (_ACROSS - 2 * _EDGE)
        return Dot(round(across, 1), round(before, 1), round(after, 1))

    return [place(each) for each in rated]


def _read_out(rated: Sequence[Rated]) -> str:
    """Return in words what the chart shows, for screen readers."""
    each = (f"{day_in_words(r.at.date())}: {r.before} before, {r.after} after" for r in rated)
    return "; ".join(each)
