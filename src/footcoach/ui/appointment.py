"""A summary of recent weeks, on one page to take to an appointment with a podiatrist or doctor.

It states what was recorded and what the numbers do not show, and never says that massage helped.
The text for the screen and the HTML for printing say the same.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import dropwhile

from footcoach.core.profile import Profile, why_ended
from footcoach.core.questionnaire import HEADLINES, MEANINGS, label_of
from footcoach.core.record import SessionRecord
from footcoach.core.report import advice_with_cause
from footcoach.core.screening import Assessment
from footcoach.core.states import Foot, Status
from footcoach.core.text import both, day_in_words, half_minutes, sessions_in_words, visible, wrap
from footcoach.core.trends import WEEKS_SHOWN, totals, warning_signs

TITLE = "Foot massage at home: for my appointment"
ABOUT = (
    "Recorded with footcoach, a program that asks safety questions and then leads people through "
    "massaging their own feet. It gives no medical advice. The numbers are my own; nobody measured "
    "them."
)
WEEKLY = "Week by week"
SORENESS = "Soreness, from 0 (none) to 10"
NOTICED = (
    "These numbers do not show that massage was the cause of a change. A change of less than about "
    "one point is hardly noticed: the smallest that people with heel pain noticed was 0.8 "
    "(Landorf and others 2010, J Foot Ankle Res 3:7)."
)
NOTHING_YET = (
    "No sessions yet. After the first, this page shows sessions and minutes a week, how sore each "
    "foot was before and after, sessions that ended because of pain or danger signs, and warning "
    "signs."
)
# The statuses that a professional should know about.
_STOPPED = {
    Status.STOPPED_DANGER: "Chest pain, trouble breathing or faintness",
    Status.STOPPED_HURT: "Something hurt",
}
_ROUTINES_NAMED = 5
# The chart's size, in its own units, and the space around the dots.
_ACROSS, _DOWN, _EDGE = 300, 100, 6


@dataclass(frozen=True, slots=True)
class Rated:
    """How sore a foot was before and after a session."""

    at: datetime
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Appointment:
    """The page: sentences under each heading, and the ratings for the chart of each foot."""

    first: date
    last: date
    parts: dict[str, tuple[str, ...]]
    ratings: dict[Foot, tuple[Rated, ...]]


def for_appointment(
    records: Sequence[SessionRecord],
    profile: Profile,
    now: datetime,
    assessment: Assessment | None = None,
    notice: str = "",
) -> Appointment:
    """Summarise recent weeks; `assessment` is the outcome of today's safety questions.

    `notice` says which data could not be read, if any.
    """
    sums = totals(records, now.date())
    first, last = sums.weeks[0].monday, now.date()
    shown = sorted(
        (each for each in records if first <= each.started_at.date()),
        key=lambda record: record.started_at,
    )
    ratings = {foot: _ratings(shown, foot) for foot in Foot.BOTH.each}
    parts = {"Sessions": tuple(_sessions(records, shown, notice))}
    if assessment:
        parts["Safety questions, answered today"] = tuple(_outcome(assessment))
    if records:
        signs = tuple(sign.text for sign in warning_signs(records, now))
        parts |= {
            "Pain and danger signs": tuple(_stops(shown)),
            "Warning signs now": signs or ("None.",),
            SORENESS: (*(_in_words(foot, rated) for foot, rated in ratings.items()), NOTICED),
        }
    parts["Cleared by a professional"] = tuple(_clearances(profile, last)) or ("Nothing.",)
    if shown:
        parts[WEEKLY] = tuple(
            f"{day_in_words(week.monday)}: {sessions_in_words(week.sessions)}"
            + (f", {half_minutes(week.seconds)} min" if week.sessions else "")
            for week in dropwhile(lambda week: not week.sessions, sums.weeks)
        )
    return Appointment(first, last, parts, ratings)


def _sessions(
    records: Sequence[SessionRecord], shown: Sequence[SessionRecord], notice: str
) -> Iterator[str]:
    if notice:
        yield f"Some sessions are missing here. {visible(notice)}"
    if not records:
        yield from () if notice else (NOTHING_YET,)
        return
    count, done = sessions_in_words(len(shown)).capitalize(), sum(r.done_seconds for r in shown)
    length = f", {half_minutes(done)} minutes in all" if shown else ""
    earlier = sessions_in_words(len(records) - len(shown))
    yield f"{count} in the last {WEEKS_SHOWN} weeks{length}; before that, {earlier}."
    routines = Counter(visible(record.routine) for record in shown).most_common(_ROUTINES_NAMED)
    if routines:
        yield f"Most often: {both(f'{name} ({count})' for name, count in routines)}."


def _outcome(assessment: Assessment) -> Iterator[str]:
    yield f"{HEADLINES[assessment.level]} {MEANINGS[assessment.level]}"
    for cause, advice in advice_with_cause(assessment):
        yield f"{cause[:1].upper()}{cause[1:]}: {advice}" if advice else cause


def _stops(shown: Sequence[SessionRecord]) -> Iterator[str]:
    for status, why in _STOPPED.items():
        days = [day_in_words(each.started_at.date()) for each in shown if each.status is status]
        if days:
            yield f"{why}: {sessions_in_words(len(days))} ended, on {both(days)}."
    if not any(each.status in _STOPPED for each in shown):
        yield "No session ended because of pain or danger signs."
    if lighter := sum(each.lighter for each in shown):
        yield f"Too hard at first, then continued more lightly: {sessions_in_words(lighter)}."


def _ratings(shown: Sequence[SessionRecord], foot: Foot) -> tuple[Rated, ...]:
    pairs = ((each.started_at, each.before.of(foot), each.after.of(foot)) for each in shown)
    return tuple(
        Rated(at, was, is_) for at, was, is_ in pairs if was is not None and is_ is not None
    )


def _in_words(foot: Foot, rated: Sequence[Rated]) -> str:
    if not rated:
        return f"{foot.capitalize()} foot: no session was rated both before and after."
    before = sum(each.before for each in rated) / len(rated)
    after = sum(each.after for each in rated) / len(rated)
    return (
        f"{foot.capitalize()} foot: on average {before:.1f} before and {after:.1f} right after, "
        f"over {sessions_in_words(len(rated))}."
    )


def _clearances(profile: Profile, today: date) -> Iterator[str]:
    for each in profile.clearances:
        until = why_ended(each, today) or f"Valid until {day_in_words(each.last_day)}."
        given = f"{label_of(each.question)}: {visible(each.by)}, on {day_in_words(each.on)}."
        yield f"{given[:1].upper()}{given[1:]} {until}"


# --- as text and as HTML --------------------------------------------------------------------------


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


def _dots(rated: Sequence[Rated], page: Appointment) -> list[tuple[float, float, float]]:
    """Return the chart position of each session: x, then y for the ratings before and after."""

    def down(sore: int) -> float:
        return round(_EDGE + (10 - sore) / 10 * (_DOWN - 2 * _EDGE), 1)

    def across(at: datetime) -> float:
        share = (at.date() - page.first).days / (page.last - page.first).days
        return round(_EDGE + min(share, 1) * (_ACROSS - 2 * _EDGE), 1)

    return [(across(each.at), down(each.before), down(each.after)) for each in rated]


def _read_out(rated: Sequence[Rated]) -> str:
    """Return in words what the chart shows, for screen readers."""
    each = (f"{day_in_words(r.at.date())}: {r.before} before, {r.after} after" for r in rated)
    return "; ".join(each)
