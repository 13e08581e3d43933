"""What is remembered of a session: written and read exactly, and never guessed."""

import csv
import io
import json
from datetime import datetime, timedelta, timezone
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcoach.core.errors import UsageError
from footcoach.core.record import (
    CSV_COLUMNS,
    Rating,
    SessionRecord,
    csv_text,
    jsonl_line,
    parse_jsonl,
    rating_changes,
)
from footcoach.core.states import Foot
from samples import a_record

LINE = jsonl_line(a_record())


def line_with(**changes: object) -> str:
    return json.dumps(json.loads(LINE) | changes)


def refusal_of(*lines: str) -> str:
    with pytest.raises(UsageError) as refused:
        list(parse_jsonl(lines, name="mine.txt"))
    return str(refused.value)


# --- ratings -------------------------------------------------------------------------------------


def test_only_the_massaged_feet_that_were_rated_are_named() -> None:
    before, after = Rating(left=6, right=4), Rating(left=3)
    assert rating_changes(before, after, Foot.BOTH) == [
        "Left foot: 6 of 10 before and 3 of 10 after.",
        "Right foot: 4 of 10 before.",
    ]
    assert rating_changes(before, after, Foot.RIGHT) == ["Right foot: 4 of 10 before."]
    assert rating_changes(Rating(), Rating(right=0), Foot.BOTH) == ["Right foot: 0 of 10 after."]
    assert rating_changes(Rating(), Rating(), Foot.BOTH) == []


def test_the_change_is_the_mean_of_the_massaged_feet_rated_both_times() -> None:
    for feet, before, after, less_sore in (
        ("both", {"left": 5, "right": 4}, {"left": 3, "right": 3}, 1.5),
        ("both", {"left": 5}, {"left": 3, "right": 9}, 2),
        ("both", {"left": 5}, {"right": 3}, None),
        ("both", None, {"left": 3}, None),
        ("right", {"left": 5, "right": 4}, {"left": 0, "right": 3}, 1),
    ):
        assert a_record(feet=feet, before=before, after=after).less_sore == less_sore


def test_a_session_less_than_half_done_shows_no_change_unless_it_hurt() -> None:
    for done, status, less_sore in (
        (299.9, "interrupted", None),
        (300, "stopped_early", 2),
        (21, "stopped_hurt", 2),
    ):
        record = a_record(planned_seconds=600, done_seconds=done, status=status)
        assert record.less_sore == less_sore


# --- records and JSON ----------------------------------------------------------------------------


def test_a_line_of_json_has_what_other_programs_rely_on() -> None:
    at = datetime(2026, 11, 22, 10, 5, tzinfo=timezone(timedelta(hours=1)))
    data = json.loads(jsonl_line(a_record(7, started_at=at, before=None, after={"left": 3})))
    assert data == {
        "id": "00000000-0000-4000-8000-000000000007",
        "started_at": "2026-11-22T10:05:00+01:00",
        "routine": "general",
        "feet": "both",
        "planned_seconds": 600,
        "done_seconds": 540.5,
        "status": "completed",
        "level": "go",
        "lighter": False,
        "before": None,
        "after": {"left": 3, "right": None},
    }


def test_a_file_from_elsewhere_need_not_name_a_level_or_ratings() -> None:
    data = json.loads(LINE)
    for optional in ("level", "lighter", "before", "after"):
        del data[optional]
    (record,) = parse_jsonl([json.dumps(data)], name="x")
    assert (record.level, record.lighter, record.before) == (None, False, Rating())


def test_a_record_has_one_spelling_of_id_time_and_seconds() -> None:
    assert a_record(id="ABCDEF00-0000-4000-8000-000000000007").id.startswith("abcdef00-")
    assert a_record(done_seconds=19.735685236000336).done_seconds == 19.7
    assert str(a_record(done_seconds=-0.0).done_seconds) == "0.0"
    long_ago = "1969-12-31T19:00:30-05:00"
    (record,) = parse_jsonl([line_with(started_at=long_ago)], name="x")
    assert record.started_at.isoformat() == long_ago


def test_blank_lines_are_passed_over_but_counted() -> None:
    assert list(parse_jsonl(["\n", LINE, "  \n"], name="x")) == [a_record()]
    assert "line 3: " in refusal_of("\n", LINE, "{")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"before": {"left": 11, "right": 1}}, "'before', 'left': must be at most 10, not 11"),
        ({"after": {"left": True}}, "'left': must be a whole number"),
        ({"after": {"lift": 3}}, "'lift': is not a known key (did you mean 'left'?)"),
        ({"done_seconds": float("nan")}, "'done_seconds': must be a number"),
        ({"done_seconds": -1}, "'done_seconds': must be at least 0"),
        ({"planned_seconds": 86_401}, "'planned_seconds': must be at most 86400"),
        ({"started_at": "2026-11-22T10:05:00"}, "'started_at': must say in which time zone, as in"),
        ({"started_at": "yesterday"}, "'started_at': must be a date and time such as"),
        ({"started_at": 5}, "'started_at': must be a date and time such as"),
        ({"started_at": "0001-01-01T00:00:00+14:00"}, "Input should be greater than 1900"),
        ({"started_at": "9999-12-31T23:59:00-12:00"}, "Input should be less than 9999"),
        ({"id": "7"}, "hexadecimal UUID string"),
        ({"routine": " "}, "'routine': must not be empty"),
        ({"feet": "bth"}, "(did you mean 'both'?)"),
    ],
)
def test_a_wrong_value_is_refused_in_words_with_its_line(
    changes: dict[str, object], words: str
) -> None:
    refusal = refusal_of(LINE, line_with(**changes))
    assert refusal.startswith("mine.txt, line 2, ")
    assert words in refusal


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[]", "must be a table of keys, not a list."),
        ("{", "is not valid JSON."),
        (",".join(CSV_COLUMNS), "Import reads what `export --format jsonl` writes."),
        ('{"a":' * 5_000, "is not valid JSON"),
        ("{}", "'id': is missing"),
    ],
)
def test_a_line_that_is_no_session_is_refused_in_words(line: str, words: str) -> None:
    refusal = refusal_of(line)
    assert refusal.startswith("mine.txt, line 1")
    assert words in refusal


def test_escape_codes_in_a_file_are_shown_and_not_obeyed() -> None:
    assert a_record(routine="\x1b[31mred").routine == "<1b>[31mred"
    assert "\x1b" not in refusal_of(line_with(id="\x1b[2J"))


def test_a_file_without_a_session_is_refused() -> None:
    assert refusal_of("", " \n") == "mine.txt is empty: there is no session in it."


@given(
    st.text(min_size=1, max_size=20).filter(str.strip),
    st.none() | st.integers(0, 10),
    st.floats(0, 86_400) | st.just(-0.0),
)
def test_what_is_written_as_json_is_read_as_it_was(
    routine: str, rating: int | None, seconds: float
) -> None:
    try:
        record = a_record(routine=routine, before={"left": rating}, done_seconds=seconds)
    except ValueError:
        return  # too long once its control characters are named
    line = jsonl_line(record)
    assert list(parse_jsonl([line], name="x")) == [record]
    assert line.isascii()


# --- CSV -----------------------------------------------------------------------------------------


def test_csv_has_a_column_for_each_rating_and_its_text_in_quotes() -> None:
    record = a_record(before={"right": 10}, after=None, level=None, lighter=True)
    header, line = csv_text([record]).splitlines()
    assert header.replace('"', "").split(",") == list(CSV_COLUMNS)
    assert line.endswith(',"general","both",600.0,540.5,"completed","",True,"",10,"",""')


def test_no_cell_runs_as_a_formula_wherever_a_spreadsheet_splits_it() -> None:
    for before, sign in product(("", "evening;", "evening; ", "a,", "a|"), "=+-@"):
        record: SessionRecord = a_record(routine=f"{before}{sign}1+1")
        (row,) = csv.DictReader(io.StringIO(csv_text([record])))
        assert row["routine"] == f"{before}'{sign}1+1"
    assert len(csv_text([]).splitlines()) == 1
