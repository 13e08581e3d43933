"""What the page for an appointment says: what was recorded, and no more than that shows."""

from datetime import date, timedelta

from footcoach.core.profile import Clearance, Profile
from footcoach.core.question import Level
from footcoach.core.questionnaire import HEADLINES
from footcoach.core.record import SessionRecord
from footcoach.core.states import Foot
from footcoach.ui.appointment import (
    NOTHING_YET,
    NOTICED,
    SORENESS,
    WEEKLY,
    Appointment,
    for_appointment,
)
from samples import NOW, a_record, screened


def page_of(*records: SessionRecord) -> Appointment:
    return for_appointment(records, Profile(), NOW)


def ago(days: int, **changes: object) -> SessionRecord:
    return a_record(days, started_at=NOW - timedelta(days=days), **changes)


def test_before_the_first_session_it_says_what_it_will_show() -> None:
    page = page_of()
    assert page.parts == {"Sessions": (NOTHING_YET,), "Cleared by a professional": ("Nothing.",)}
    assert page.ratings == {Foot.LEFT: (), Foot.RIGHT: ()}


def test_it_says_first_that_sessions_could_not_be_read_and_never_that_there_are_none() -> None:
    lost = "Some sessions are missing here. history.db was damaged."
    for records, more in ((), 0), ((ago(1),), 2):
        page = for_appointment(records, Profile(), NOW, notice="history.db was damaged.")
        assert page.parts["Sessions"][0] == lost
        assert NOTHING_YET not in page.parts["Sessions"]
        assert len(page.parts["Sessions"]) == 1 + more


def test_it_counts_the_last_twelve_weeks_and_says_how_many_sessions_came_before() -> None:
    half = {"planned_seconds": 600, "done_seconds": 600}
    page = page_of(*(ago(days, **half) for days in (200, 84, 83, 20, 6, 0)))
    assert (page.first, page.last) == (date(2026, 8, 31), NOW.date())
    assert page.parts["Sessions"][0] == (
        "Four sessions in the last 12 weeks, 40 minutes in all; before that, two sessions."
    )
    assert page.parts[WEEKLY][0] == "31 August 2026: one session, 10 min"
    assert page.parts[WEEKLY][-3:] == (
        "2 November 2026: one session, 10 min",
        "9 November 2026: no sessions",
        "16 November 2026: two sessions, 20 min",
    )
    old = page_of(ago(100))
    assert old.parts["Sessions"] == ("No sessions in the last 12 weeks; before that, one session.",)
    assert WEEKLY not in old.parts


def test_sessions_that_ended_in_pain_or_danger_are_named_with_their_days() -> None:
    page = page_of(
        ago(30, status="stopped_hurt"),
        ago(20, status="stopped_hurt", lighter=True),
        ago(25, status="stopped_danger"),
    )
    assert page.parts["Pain and danger signs"] == (
        "Chest pain, trouble breathing or faintness: one session ended, on 28 October 2026.",
        "Something hurt: two sessions ended, on 23 October 2026 and 2 November 2026.",
        "Too hard at first, then continued more lightly: one session.",
    )
    assert page_of(ago(3)).parts["Pain and danger signs"] == (
        "No session ended because of pain or danger signs.",
    )


def test_warning_signs_are_in_the_words_that_the_person_was_given() -> None:
    page = page_of(ago(1, status="stopped_hurt"), ago(3, status="stopped_hurt"))
    assert page.parts["Warning signs now"][0].startswith("Two or more sessions in the last 14 days")
    assert page_of(ago(1)).parts["Warning signs now"] == ("None.",)


def test_only_feet_rated_both_times_count_and_a_change_is_never_called_an_effect() -> None:
    page = page_of(
        ago(9, before={"left": 6}, after={"left": 2}),
        ago(5, before={"left": 3, "right": 4}, after={"left": 2}),
    )
    left, right, meaning = page.parts[SORENESS]
    assert left == "Left foot: on average 4.5 before and 2.0 right after, over two sessions."
    assert right == "Right foot: no session was rated both before and after."
    assert meaning == NOTICED
    assert "do not show that massage was the cause" in meaning
    assert "Landorf and others 2010, J Foot Ankle Res 3:7" in meaning
    assert [(r.before, r.after) for r in page.ratings[Foot.LEFT]] == [(6, 2), (3, 2)]


def test_a_clearance_is_named_with_who_gave_it_and_whether_it_still_counts() -> None:
    given = [
        Clearance(question="feeling.numb", by="Dr Smith", on=date(2026, 5, 3)),
        Clearance(question="ever.clot", by="Dr Jones", on=date(2025, 5, 3)),
    ]
    page = for_appointment([], Profile(clearances=tuple(given)), NOW)
    assert page.parts["Cleared by a professional"] == (
        "Numb or tingling: Dr Smith, on 3 May 2026. Valid until 3 May 2027.",
        "Blood clot, ever: Dr Jones, on 3 May 2025. Your clearance for ever.clot has expired.",
    )


def test_an_outcome_is_there_only_when_the_questions_were_answered_today() -> None:
    heading = "Safety questions, answered today"
    assert heading not in page_of(ago(1)).parts
    page = for_appointment([], Profile(), NOW, screened(Level.STOP_TODAY))
    assert page.parts[heading][0].startswith(HEADLINES[Level.STOP_TODAY])
    assert page.parts[heading][1].startswith("Fever or ill:")
