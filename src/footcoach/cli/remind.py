"""`footcoach remind`: a reminder for the calendar that the person uses anyway."""

from datetime import timedelta
from platform import node
from typing import Annotated
from uuid import NAMESPACE_URL, uuid5

import typer

from footcoach.cli.completion import routine_names
from footcoach.cli.console import Force, OutFile, check_output, now, write_result
from footcoach.core.reminder import calendar_text, parse_time, parse_weekdays, plan_reminder
from footcoach.storage.files import data_folder
from footcoach.system.clock import time_zone
from footcoach.ui.own_name import called

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

    reminder = plan_reminder(parse_weekdays(on), parse_time(at), now(), time_zone())
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
        reminder, uid=uid, command=called(command), length=timedelta(minutes=minutes), now=now()
    )
    write_result(output, text)
    if output and str(output) != "-":
        typer.echo(f"{reminder.words}. Open the file to add it to your calendar.", err=True)
        typer.echo("A later file replaces it. To end it, delete it in the calendar.", err=True)
