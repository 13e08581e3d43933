"""`footcoach remind`: a reminder for the person's own calendar.

It is an iCalendar file (RFC 5545), which calendars can import.
"""

import re
import time as clock
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta, tzinfo
from platform import node
from typing import Annotated
from uuid import NAMESPACE_URL, uuid5

import typer

from footcoach import __version__
from footcoach.cli.completion import routine_names
from footcoach.cli.console import Force, OutFile, check_output, now, write_result
from footcoach.core.errors import UsageError
from footcoach.core.text import both, visible
from footcoach.storage.files import data_folder
from footcoach.system.clock import time_zone
from footcoach.ui.own_name import called

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Nothing in the file mentions health, because other people see calendars.
TITLE = "Time for your feet"
# How far ahead the file lists clock changes.
_ZONE_KNOWN = timedelta(days=10 * 365)
# Without a routine, about the time that the questions and a short routine take.
_USUAL_MINUTES = 15


def remind(
    on: Annotated[str, typer.Option("--on", metavar="DAYS", help="Such as mon,wed,fri, or daily.")],
    at: Annotated[str, typer.Option("--at", metavar="TIME", help="Such as 20:30.")],
    routine: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="The routine to start then.", autocompletion=routine_names
        ),
    ] = None,
    output: OutFile = None,
    force: Force = False,
) -> None:
    """Write a reminder for your calendar; footcoach itself runs nothing in the background."""
    from footcoach.core.schedule import seconds_of
    from footcoach.storage.library import load_routine

    weekdays, time_of_day = parse_weekdays(on), parse_time(at)
    first = first_moment(weekdays, time_of_day, now(), time_zone())
    minutes, command = float(_USUAL_MINUTES), "footcoach start"
    if routine is not None:
        minutes = -(-seconds_of(load_routine(routine)) // 60)
        command = f'{command} "{routine}"' if " " in routine else f"{command} {routine}"
    check_output(output, force=force)
    # One reminder for each person: their computer and folder tell them apart, and cannot be read
    # from this.
    person = f"{node()}:{data_folder()}"
    uid = f"{uuid5(NAMESPACE_URL, person)}@footcoach"
    text = calendar_text(
        first,
        weekdays,
        uid=uid,
        command=called(command),
        length=timedelta(minutes=minutes),
        now=now(),
    )
    write_result(output, text)
    if output and str(output) != "-":
        days = both(DAYS[day].capitalize() for day in weekdays)
        when = f"{'Daily' if len(weekdays) == len(DAYS) else days} at {time_of_day:%H:%M}"
        typer.echo(f"{when}. Open the file to add it to your calendar.", err=True)
        typer.echo("A later file replaces it. To stop it, delete it from your calendar.", err=True)


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Parse days such as "mon,wed,fri" or "daily" into numbers, 0 for Monday; raises UsageError."""
    words = text.casefold().replace(",", " ").split()
    if words == ["daily"]:
        return tuple(range(len(DAYS)))
    found = set()
    for word in words:
        # Three letters always identify a day; fewer might not.
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
    """Parse a time such as 20:30 or 8:30pm; raises UsageError."""
    typed = text.casefold().replace(" ", "").replace(".", ":")
    # strptime reads 20:3 as 20:03, and 8.5 as 8:05, which the person may not have meant.
    whole = re.fullmatch("[0-9]{1,2}(:[0-9]{2})?([ap]m)?", typed)
    for form in ("%H:%M", "%I:%M%p", "%I%p") if whole else ():
        with suppress(ValueError):
            read = clock.strptime(typed, form)
            return time(read.tm_hour, read.tm_min)
    raise UsageError(f"'{visible(text)}' is not a time of day. Write it like this: 20:30.")


def first_moment(
    weekdays: tuple[int, ...], at: time, now: datetime, zone: tzinfo | None
) -> datetime:
    """Return the first reminder; without a zone, it follows local time wherever the person is."""
    days = (now.date() + timedelta(days=ahead) for ahead in range(len(DAYS) + 1))
    moments = (datetime.combine(day, at, zone) for day in days if day.weekday() in weekdays)
    return next(each for each in moments if each.astimezone(UTC) > now)


def calendar_text(
    first: datetime,
    weekdays: tuple[int, ...],
    *,
    uid: str,
    command: str,
    length: timedelta,
    now: datetime,
) -> str:
    """Return the file's contents; a later file with the same `uid` replaces the reminder."""
    # Imported here because the days and the time are parsed first, which may fail.
    from icalendar import Alarm, Calendar, Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    # Calendars keep the version with the highest number, and it must fit in 31 bits.
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("dtstart", first)
    event.add("duration", length)
    daily = len(weekdays) == len(DAYS)
    days = [DAYS[day][:2].upper() for day in weekdays]
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
    # For calendars that do not know time zones by name.
    calendar.add_missing_timezones(now.date(), now.date() + _ZONE_KNOWN)
    return str(calendar.to_ical(), "utf-8")
