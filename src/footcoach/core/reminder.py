"""When a reminder comes: the days and the time that the person asked for."""

import re
import time as clock
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from footcoach.core.errors import UsageError
from footcoach.core.text import both, day_in_words, visible

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# How far ahead to look for a time that daylight saving skips.
_DAYS_CHECKED = 2 * 365


@dataclass(frozen=True, slots=True)
class Reminder:
    """The first time, in the person's time zone, and the weekdays on which it is repeated."""

    first: datetime
    # From 0 for Monday.
    weekdays: tuple[int, ...]

    @property
    def words(self) -> str:
        """When the reminder comes, such as "Monday and Friday at 20:30"."""
        days = both(DAYS[day].capitalize() for day in self.weekdays)
        return f"{'Daily' if len(self.weekdays) == len(DAYS) else days} at {self.first:%H:%M}"


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Read days such as "mon,wed,fri", "Monday" or "daily"; raises UsageError."""
    words = text.casefold().replace(",", " ").split()
    if words == ["daily"]:
        return tuple(range(len(DAYS)))
    found = set()
    for word in words:
        # Two letters could mean either of two days; three cannot.
        days = [n for n, day in enumerate(DAYS) if len(word) >= 3 and day.startswith(word)]
        if not days:
            raise UsageError(
                f"'{visible(word)}' is not a day. Write days like this: mon,wed,fri, or daily."
            )
        found.add(days[0])
    if not found:
        raise UsageError("Say on which days: mon,wed,fri, or daily.")
    return tuple(sorted(found))


def parse_time(text: str) -> time:
    """Read a time such as 20:30 or 8:30pm; raises UsageError."""
    typed = text.casefold().replace(" ", "").replace(".", ":")
    # strptime takes 20:3 for three minutes past, and 8.5 for five past: neither need be meant.
    whole = re.fullmatch("[0-9]{1,2}(:[0-9]{2})?([ap]m)?", typed)
    for form in ("%H:%M", "%I:%M%p", "%I%p") if whole else ():
        with suppress(ValueError):
            read = clock.strptime(typed, form)
            return time(read.tm_hour, read.tm_min)
    raise UsageError(f"'{visible(text)}' is not a time of day. Write it like this: 20:30.")


def plan_reminder(
    weekdays: tuple[int, ...], at: time, now: datetime, zone: tzinfo | None
) -> Reminder:
    """Return the reminder; without a zone, it is at that time wherever the person is.

    Raises UsageError if one of the days lacks that time because the clocks go forward.
    """
    today = now.date()
    days = [today + timedelta(days=ahead) for ahead in range(_DAYS_CHECKED)]
    moments = [datetime.combine(day, at, zone) for day in days if day.weekday() in weekdays]
    for moment in moments:
        # Converted to UTC and back, a time that does not exist becomes a different one. Without a
        # zone, both conversions use the computer's.
        back = moment.astimezone(UTC).astimezone(zone)
        if back.time() != at:
            raise UsageError(
                f"On {day_in_words(moment.date())} there is no {at:%H:%M}: the clocks go forward. "
                "Choose another time."
            )
    first = next(moment for moment in moments if moment.astimezone(UTC) > now)
    return Reminder(first, weekdays)
