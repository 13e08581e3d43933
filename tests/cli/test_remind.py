"""`footcoach remind`: a file that calendars open, read back with another library than wrote it."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject

from cli.running import CALLED, Run
from footcoach.cli.remind import DAYS, first_moment, parse_time, parse_weekdays
from footcoach.core.errors import UsageError
from footcoach.storage.library import built_in_names, save_new
from samples import ROUTINE_TOML

BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY = datetime(2026, 11, 28, 20, 30, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")


def written(run: Run, *options: object) -> str:
    result = run("remind", "--on", "mon,wed,fri", "--at", "20:30", *options)
    assert (result.code, result.err) == (0, "")
    return result.out


def test_another_library_reads_the_days_the_time_and_the_alarm_also_after_the_clocks_change(
    run: Run,
) -> None:
    text = written(run)
    assert text.count("\n") == text.count("\r\n") > 20
    calendar = vobject.readOne(text)
    assert calendar.validate(raiseException=True)
    assert calendar.version.value == "2.0"
    event = calendar.vevent
    found = list(islice(event.getrruleset(addRDate=True), 120))
    assert {each.weekday() for each in found} == {0, 2, 4}
    assert {(each.hour, each.minute) for each in found} == {(20, 30)}
    offsets = {each.astimezone(BERLIN).utcoffset() for each in found}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}
    assert {each.astimezone(UTC).hour for each in found} == {18, 19}
    assert event.duration.value == timedelta(minutes=15)
    assert (event.valarm.action.value, event.valarm.trigger.value) == ("DISPLAY", timedelta())
    assert event.valarm.description.value


def test_a_later_file_replaces_it_and_another_persons_does_not(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(text: str) -> tuple[str, int]:
        event = vobject.readOne(text).vevent
        return event.uid.value, int(event.sequence.value)

    first, later = told(written(run)), told(written(run, "--routine", "gentle"))
    assert first[0] == later[0]
    assert first[1] <= later[1] < 2**31
    assert first[1] == pytest.approx(datetime.now(UTC).timestamp() / 60, abs=2)
    monkeypatch.setattr("footcoach.cli.remind.node", lambda: "another-computer")
    second = told(written(run))
    monkeypatch.setenv("FOOTCOACH_HOME", "/elsewhere")
    assert len({first[0], second[0], told(written(run))[0]}) == 3


@pytest.mark.parametrize("routine", [None, *built_in_names()])
def test_no_one_who_sees_the_calendar_reads_of_massage_or_health(
    run: Run, routine: str | None
) -> None:
    text = written(run, *(["--routine", routine] if routine else []))
    event = vobject.readOne(text).vevent
    start = f"{CALLED} start {routine or ''}".strip()
    assert event.description.value == f"To start, type: {start}"
    assert event.summary.value == "Time for your feet"
    for word in ("massage", "sore", "pain", "health", "diabetes", "podiatrist", "safety"):
        assert word not in text.casefold()
    assert "CLASS:PRIVATE" in text


def test_a_name_with_a_space_can_be_typed_as_it_stands(run: Run) -> None:
    save_new("My evening", ROUTINE_TOML)
    event = vobject.readOne(written(run, "--routine", "My evening")).vevent
    assert event.description.value.endswith('start "My evening"')


def test_a_file_says_when_it_comes_and_how_it_ends(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "feet.ics"
    result = run("remind", "--on", "daily", "--at", "8:05", "-o", path)
    assert result.err == (
        f"Written: {path}\nDaily at 08:05. Open the file to add it to your calendar.\n"
        "A later file replaces it. To stop it, delete it from your calendar.\n"
    )
    assert b"RRULE:FREQ=DAILY\r\n" in path.read_bytes()
    weekly = run("remind", "--on", "fri,mon", "--at", "8pm", "--force", "-o", path).err
    assert "\nMonday and Friday at 20:00. Open" in weekly


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


def test_the_first_time_is_the_next_one_that_is_not_over() -> None:
    def first(weekdays: tuple[int, ...], at: time, now: datetime) -> str:
        return f"{first_moment(weekdays, at, now, BERLIN):%a %d %H:%M}"

    assert first((5,), time(20, 31), SATURDAY) == "Sat 28 20:31"
    assert first((5,), time(20, 30), SATURDAY) == "Sat 05 20:30"
    assert first((0, 5), time(9, 0), SATURDAY) == "Mon 30 09:00"
