"""When a reminder comes: days and times as people write them, and the next one that is not over."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from footcoach.core.errors import UsageError
from footcoach.core.reminder import DAYS, parse_time, parse_weekdays, plan_reminder

BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY = datetime(2026, 11, 28, 20, 30, tzinfo=BERLIN)


def test_days_and_times_are_read_as_people_write_them() -> None:
    for text in ("mon,wed,fri", "Monday, Wednesday, FRIDAY", "fri wed mon mon", "mond,wednes,frid"):
        assert parse_weekdays(text) == (0, 2, 4)
    assert parse_weekdays("Daily") == parse_weekdays(",".join(DAYS)) == tuple(range(7))
    for text in ("20:30", "20.30", "8:30pm", "8:30 PM"):
        assert parse_time(text) == time(20, 30)
    assert (parse_time("7:05"), parse_time("7am")) == (time(7, 5), time(7))
    for text in ("", "noon", "24:00", "20:60", "13pm", "2030", "20:3", "8.5", "8:5pm"):
        with pytest.raises(UsageError, match="is not a time of day"):
            parse_time(text)
    with pytest.raises(UsageError, match="'mo' is not a day"):
        parse_weekdays("mo")
    with pytest.raises(UsageError, match="Say on which days"):
        parse_weekdays(" , ")


def test_the_first_time_is_the_next_one_that_is_not_over() -> None:
    def first(weekdays: tuple[int, ...], at: time, now: datetime) -> str:
        return f"{plan_reminder(weekdays, at, now, BERLIN).first:%a %d %H:%M}"

    assert first((5,), time(20, 31), SATURDAY) == "Sat 28 20:31"
    assert first((5,), time(20, 30), SATURDAY) == "Sat 05 20:30"
    assert first((0, 5), time(9, 0), SATURDAY) == "Mon 30 09:00"
