"""What many sessions show together: with how many they are, and never more than they show."""

from datetime import date, datetime, timedelta, timezone

import pytest

from footcoach.core.record import SessionRecord
from footcoach.core.trends import (
    SHOWS_NOT,
    WEEKS_SHOWN,
    Change,
    Totals,
    Week,
    change_in_words,
    totals,
    totals_data,
    unrated,
    warning_signs,
)
from samples import NOW, a_record

SUNDAY = date(2026, 11, 22)


def signs(*records: SessionRecord) -> list[str]:
    return [sign.name for sign in warning_signs(records, NOW)]


def text_of(*records: SessionRecord) -> str:
    (sign,) = warning_signs(records, NOW)
    return sign.text


def on(day: int, done: float, **changes: object) -> SessionRecord:
    """Return the record of a session in November 2026."""
    at = NOW.replace(day=day)
    return a_record(day, started_at=at, planned_seconds=done, done_seconds=done, **changes)


def test_weeks_begin_on_monday_and_the_last_is_that_of_today() -> None:
    found = totals([on(22, 60), on(16, 20), on(16, 10), on(15, 5), on(24, 1)], SUNDAY)
    assert (found.sessions, found.seconds) == (5, 96)
    assert len(found.weeks) == WEEKS_SHOWN
    assert found.weeks[-2:] == (Week(date(2026, 11, 9), 1, 5.0), Week(date(2026, 11, 16), 3, 90.0))
    assert found.weeks[0] == Week(date(2026, 8, 31), 0, 0)


def test_a_session_belongs_to_the_day_it_had_where_it_was() -> None:
    monday_in_the_east = datetime(2026, 11, 16, 1, tzinfo=timezone(timedelta(hours=13)))
    found = totals([a_record(started_at=monday_in_the_east)], SUNDAY)
    assert found.weeks[-1].sessions == 1


def test_changes_are_means_for_each_routine_the_most_often_rated_first() -> None:
    records = [
        on(1, 60, routine="deep", before={"left": 5}, after={"left": 3}),
        on(2, 60, routine="runner", before={"left": 5}, after={"left": 6}),
        on(3, 60, routine="runner", before={"left": 5}, after={"left": 3}),
        on(4, 60, routine="gentle", before=None),
    ]
    changes = totals(records, SUNDAY).changes
    assert changes == (Change("runner", 2, 0.5), Change("deep", 1, 2))
    assert totals([], SUNDAY).changes == ()


@pytest.mark.parametrize(
    ("sessions", "less_sore", "words"),
    [
        (6, 1.8, "six sessions; feet felt 1.8 points less sore right after"),
        (1, 1.0, "one session; feet felt 1 point less sore right after"),
        (11, -2.26, "11 sessions; feet felt 2.3 points sorer right after"),
    ],
)
def test_a_change_comes_with_the_sessions_it_rests_on(
    sessions: int, less_sore: float, words: str
) -> None:
    assert change_in_words(Change("general", sessions, less_sore)) == words


def test_programs_get_what_people_see() -> None:
    shown = Totals(2, 90.0, (Week(SUNDAY, 2, 90.0),), (Change("general", 2, 1.256),))
    found = warning_signs([a_record(n, status="stopped_hurt") for n in (1, 2)], NOW)
    assert totals_data(shown, found) == {
        "sessions": 2,
        "minutes": 1.5,
        "weeks": [{"monday": "2026-11-22", "sessions": 2, "minutes": 1.5}],
        "routines": [{"routine": "general", "rated_sessions": 2, "points_less_sore": 1.26}],
        "shows_not": SHOWS_NOT,
        "warning_signs": [{"sign": "hurt_twice", "text": found[0].text}],
    }


# --- soreness rising -----------------------------------------------------------------------------


def rated_after(*ratings: int | None, foot: str = "left") -> list[SessionRecord]:
    """Return sessions, the last rating being that of yesterday."""
    return [
        a_record(number, before=None, after={foot: rating})
        for number, rating in enumerate(reversed(ratings), 1)
    ]


@pytest.mark.parametrize("foot", ["left", "right"])
def test_a_foot_sorer_after_each_of_three_sessions_is_named(foot: str) -> None:
    records = rated_after(9, 2, 3, 5, foot=foot)
    assert signs(*records) == signs(*reversed(records)) == ["soreness_rising"]
    assert f"soreness in your {foot} foot was 2, 3 and 5 of 10: more each time" in (
        text_of(*records)
    )
    assert "podiatrist" in text_of(*records)


@pytest.mark.parametrize("ratings", [(2, 3), (2, 2, 3), (2, 3, 3), (1, 2, 3, 2)])
def test_anything_less_is_not_named(ratings: tuple[int, ...]) -> None:
    assert signs(*rated_after(*ratings)) == []


def test_a_row_that_began_over_28_days_ago_is_no_longer_named() -> None:
    times = (timedelta(days=28), timedelta(days=2), timedelta(days=1))
    for late, expected in ((timedelta(0), ["soreness_rising"]), (timedelta(seconds=1), [])):
        records = [
            a_record(n, started_at=NOW - at - late, before=None, after={"left": n})
            for n, at in enumerate(times)
        ]
        assert signs(*records) == expected


# --- hurt twice ----------------------------------------------------------------------------------


def test_two_sessions_that_hurt_within_14_days_are_named() -> None:
    hurt = [a_record(n, status="stopped_hurt") for n in (1, 14)]
    assert signs(*hurt) == ["hurt_twice"]
    assert "see a podiatrist before you continue" in text_of(*hurt)
    earlier = a_record(3, status="stopped_hurt", started_at=NOW - timedelta(days=14, seconds=1))
    assert signs(hurt[0], earlier) == signs(hurt[0]) == ["hurt"]


MIDNIGHT = NOW.replace(hour=0, minute=0, second=0, microsecond=0)


A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("status", "at", "words"),
    [
        ("stopped_hurt", MIDNIGHT, "session today because something hurt. Leave both feet alone"),
        (
            "stopped_hurt",
            MIDNIGHT - A_SECOND,
            "on 21 November 2026 because something hurt. If that",
        ),
        ("stopped_hurt", NOW - timedelta(days=3), "still there, or has come back, do not massage"),
        ("stopped_hurt", NOW - timedelta(days=3) - A_SECOND, ""),
        (
            "stopped_danger",
            MIDNIGHT,
            "nobody has examined you since, call your emergency number now",
        ),
        ("stopped_danger", MIDNIGHT - A_SECOND, "on 21 November 2026 because of chest pain"),
        ("stopped_danger", MIDNIGHT - A_SECOND, "examined you since, get medical advice today"),
        ("stopped_danger", NOW - timedelta(days=14), "until a doctor says that it is fine"),
        ("stopped_danger", NOW - timedelta(days=14) - A_SECOND, ""),
    ],
)
def test_a_stop_for_pain_is_named_for_three_days_and_one_for_danger_for_fourteen(
    status: str, at: datetime, words: str
) -> None:
    found = warning_signs([a_record(1, status=status, started_at=at)], NOW)
    assert [(each.name, each.leave_first) for each in found] == (
        [(status.removeprefix("stopped_"), True)] if words else []
    )
    assert not words or words in found[0].text


def test_danger_signs_are_not_counted_as_something_that_hurt() -> None:
    ends = ("stopped_danger", "completed", "stopped_early", "interrupted")
    assert signs(*[a_record(n, status=status) for n in (1, 2) for status in ends]) == ["danger"]
    text = text_of(a_record(status="stopped_danger", started_at=NOW))
    assert not {"hurt", "podiatrist"} & set(text.replace(".", "").split())


def test_a_last_session_that_was_too_hard_is_named_and_blocks_nothing() -> None:
    hard, fine = a_record(2, lighter=True), a_record(1)
    (sign,) = warning_signs([hard], NOW)
    assert (sign.name, sign.leave_first) == ("too_hard", False)
    assert signs(hard, fine) == []
    assert signs(a_record(15, lighter=True)) == []


def test_it_is_the_same_day_when_the_clocks_changed_meanwhile() -> None:
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    early = datetime(2026, 10, 25, 0, 30, tzinfo=summer)
    late = datetime(2026, 10, 25, 20, tzinfo=winter)
    (sign,) = warning_signs([a_record(status="stopped_hurt", started_at=early)], late)
    assert sign.name == "hurt"


def test_sessions_dated_ahead_hide_nothing_and_within_a_day_count_as_now() -> None:
    ahead = [a_record(n, started_at=NOW + timedelta(days=n)) for n in range(2, 300)]
    a_little = a_record(999, status="stopped_hurt", started_at=NOW + timedelta(minutes=20))
    assert signs(*ahead, a_little) == ["hurt"]


# --- one foot sorer ------------------------------------------------------------------------------


def came_with(days: dict[int, tuple[int | None, int | None]]) -> list[SessionRecord]:
    """Return sessions by days ago, with the ratings of left and right before."""
    return [
        a_record(ago, before={"left": left, "right": right}, after=None)
        for ago, (left, right) in days.items()
    ]


@pytest.mark.parametrize(
    ("days", "foot"),
    [
        ({15: (4, 3), 8: (5, 1), 1: (3, 2)}, "left"),
        ({20: (1, 3), 9: (1, 2), 6: (0, 9)}, "right"),
        ({30: (9, 1), 20: (1, 3), 9: (1, 2), 8: (None, 7), 6: (0, 9)}, "right"),
        # Shorter, fewer, older or uneven is not named.
        ({}, ""),
        ({14: (4, 3), 8: (5, 1), 1: (3, 2)}, ""),
        ({15: (4, 3), 1: (3, 2)}, ""),
        ({15: (4, 3), 8: (5, 1), 1: (3, 3)}, ""),
        ({15: (4, 3), 8: (5, 5), 2: (4, 3), 1: (3, 1)}, ""),
        ({15: (4, 3), 8: (1, 5), 1: (3, 2)}, ""),
        ({30: (4, 3), 20: (5, 1), 15: (3, 2)}, ""),
        ({15: (4, None), 8: (5, None), 1: (3, None)}, ""),
    ],
)
def test_the_same_foot_sorer_for_two_weeks_is_named(
    days: dict[int, tuple[int | None, int | None]], foot: str
) -> None:
    found = [(sign.name, sign.text) for sign in warning_signs(came_with(days), NOW)]
    assert [name for name, _ in found] == ["one_foot_sorer"] * bool(foot)
    assert all(text.startswith(f"Your {foot} foot has been the sorer one") for _, text in found)


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, True),
        ({"status": "stopped_early", "before": {"left": 5}}, True),
        ({"after": {"left": 3}}, False),
        ({"before": None}, False),
        ({"status": "stopped_hurt"}, False),
        ({"status": "interrupted"}, False),
        ({"started_at": NOW - timedelta(days=3, seconds=1)}, False),
    ],
)
def test_only_a_session_of_the_last_days_rated_before_is_rated_late(
    changes: dict[str, object], asked: bool
) -> None:
    last = a_record(2, **({"after": None} | changes))
    assert unrated([last, a_record(5, after=None)], NOW) == (last if asked else None)
    assert unrated([last, a_record(1)], NOW) is None
    assert unrated([], NOW) is None
