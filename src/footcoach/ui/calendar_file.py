"""A reminder as a file that calendars import (iCalendar, RFC 5545)."""

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from footcoach import __version__
from footcoach.core.reminder import DAYS, Reminder

# Nothing in the file mentions health, because other people see calendars.
TITLE = "Time for your feet"
# How far ahead the file lists the days when the clocks change.
_ZONE_KNOWN = timedelta(days=10 * 365)


def calendar_text(
    reminder: Reminder, *, uid: str, command: str, length: timedelta, now: datetime
) -> str:
    """Return the file's contents; a later file with the same `uid` replaces the reminder."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    # Calendars keep the version with the highest number, and it must fit in 31 bits.
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("dtstart", reminder.first)
    event.add("duration", length)
    daily = len(reminder.weekdays) == len(DAYS)
    days = [DAYS[day][:2].upper() for day in reminder.weekdays]
    event.add("rrule", {"freq": "daily"} if daily else {"freq": "weekly", "byday": days})
    event.add("summary", TITLE)
    event.add("description", f"To start, type: {command}")
    event.add("class", "PRIVATE")
    # Do not mark the time as busy.
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", TITLE)
    alarm.add("trigger", timedelta())
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", f"-//footcoach//footcoach {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    # Most calendars know time zones by name; this is for those that do not.
    calendar.add_missing_timezones(now.date(), now.date() + _ZONE_KNOWN)
    return str(calendar.to_ical(), "utf-8")
