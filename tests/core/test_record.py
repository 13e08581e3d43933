"""What is remembered of a session: written and read exactly, and never guessed."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcoach.core.errors import ImportInvalid
from footcoach.core.exchange import (
    CSV_COLUMNS,
    CSV_HEADER,
    csv_line,
    jsonl_line,
    parse_csv,
    parse_jsonl,
)
from footcoach.core.question import Level
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.states import Foot, Status
from samples import a_record

LINE = jsonl_line(a_record())


def line_with(**changes: object) -> str:
    return json.dumps(json.loads(LINE) | changes)


def refusal_of(*lines: str, csv: bool = False) -> str:
    parse = parse_csv if csv else parse_jsonl
    with pytest.raises(ImportInvalid) as refused:
        list(parse(lines, name="mine.txt"))
    return str(refused.value)


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
        "before": None,
        "after": {"left": 3, "right": None},
    }


def test_the_values_are_those_of_the_program() -> None:
    (record,) = parse_jsonl([LINE], name="x")
    assert (record.feet, record.status, record.level) == (Foot.BOTH, Status.COMPLETED, Level.GO)
    assert record.before == Rating(left=5, right=4)


def test_a_program_can_make_one_from_its_own_values() -> None:
    record = a_record(feet=Foot.LEFT, status=Status.STOPPED_HURT, level=None, after=Rating(left=1))
    assert record.after == Rating(left=1, right=None)
    assert record.level is None


def test_a_file_from_elsewhere_need_not_name_a_level() -> None:
    data = json.loads(LINE)
    del data["level"]
    (record,) = parse_jsonl([json.dumps(data)], name="x")
    assert record.level is None


def test_a_rating_of_neither_foot_is_no_rating() -> None:
    assert a_record(before={"left": None}).before is None


def test_an_id_has_one_spelling() -> None:
    assert a_record(id="ABCDEF00-0000-4000-8000-000000000007").id.startswith("abcdef00-")


def test_blank_lines_are_passed_over_but_counted() -> None:
    assert list(parse_jsonl(["\n", LINE, "  \n"], name="x")) == [a_record()]
    assert "line 3 " in refusal_of("\n", LINE, "{")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"before": {"left": 11, "right": 1}}, "'before', 'left': must be at most 10, not 11"),
        ({"after": {"left": -1}}, "'after', 'left': must be at least 0, not -1"),
        ({"after": {"left": True}}, "'left': must be a whole number, not true"),
        ({"after": {"left": 1.5}}, "'left': must be a whole number, not 1.5"),
        ({"after": {"left": "3"}}, "'left': must be a whole number, not \"3\""),
        ({"after": {"lift": 3}}, "'lift': is not a known key (did you mean 'left'?)"),
        ({"after": 3}, "'after': must be a table of keys, not 3"),
        ({"done_seconds": True}, "'done_seconds': must be a number, not true"),
        ({"done_seconds": "30"}, "'done_seconds': must be a number"),
        ({"done_seconds": float("nan")}, "'done_seconds': must be a number"),
        ({"done_seconds": float("inf")}, "'done_seconds': must be"),
        ({"done_seconds": 10**400}, "'done_seconds': must be"),
        ({"done_seconds": -1}, "'done_seconds': must be at least 0"),
        ({"planned_seconds": 86_401}, "'planned_seconds': must be at most 86400"),
        ({"started_at": "2026-11-22T10:05:00"}, "'started_at': has no offset from UTC"),
        ({"started_at": "2026-11-22"}, "'started_at': has no offset from UTC"),
        ({"started_at": "yesterday"}, "must be a time such as"),
        ({"started_at": 1763805900}, "must be a time such as"),
        ({"started_at": None}, "must be a time such as"),
        ({"started_at": "0001-01-01T00:00:00+14:00"}, "must be in a year from 1970"),
        ({"started_at": "9999-12-31T23:59:00-12:00"}, "must be in a year from 1970"),
        ({"id": "7"}, "'id': must be a UUID"),
        ({"id": 7}, "'id': must be text"),
        ({"id": "00000000-0000-4000-8000-000000000007}{"}, "'id': must be a UUID"),
        ({"routine": " "}, "'routine': must not be empty"),
        ({"routine": "x" * 81}, "'routine': must have at most 80"),
        ({"status": "stopped"}, "is not one of completed, stopped_early"),
        ({"feet": "bth"}, "\"bth\" is not one of left, right, both (did you mean 'both'?)"),
        ({"level": "gon"}, "(did you mean 'go'?)"),
        ({"Status": "x"}, "'Status': is not a known key (did you mean 'status'?)"),
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
        ("[]", "is not a JSON object in braces."),
        ("{", "is not valid JSON: Expecting property name enclosed in double quotes: column 2"),
        ('{"id": 1, "id": 2}', "has id more than once."),
        ('{"before": {"left": 1, "left": 2}}', "has left more than once."),
        (CSV_HEADER, "if the file is CSV, add --format csv."),
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
    assert "\x1b" not in refusal_of(f"{CSV_HEADER},\x1b[2J", csv=True)


@pytest.mark.parametrize("csv", [True, False])
def test_a_file_without_a_session_is_told(csv: bool) -> None:
    assert refusal_of("", " \n", csv=csv) == "mine.txt is empty: there is no session in it."


# --- CSV -----------------------------------------------------------------------------------------


def test_a_line_of_csv_has_a_cell_for_each_rating() -> None:
    assert CSV_COLUMNS[-4:] == ("before_left", "before_right", "after_left", "after_right")
    line = csv_line(a_record(before={"right": 10}, after=None, level=None))
    assert line.endswith(",general,both,600.0,540.5,completed,,,10,,")


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "'"])
def test_no_cell_is_taken_for_a_formula(first: str) -> None:
    record = a_record(routine=f"{first}cmd|' /c calc'!A1")
    line = csv_line(record)
    assert f",'{first}cmd" in line
    assert list(parse_csv([CSV_HEADER, line], name="x")) == [record]


def test_an_apostrophe_that_somebody_typed_is_kept() -> None:
    line = csv_line(a_record()).replace("general", "'n roll")
    (record,) = parse_csv([CSV_HEADER, line], name="x")
    assert record.routine == "'n roll"


@given(
    st.text(min_size=1, max_size=20).filter(str.strip)
    | st.text("=+-@'\",;\t ab", min_size=1).filter(str.strip),
    st.none() | st.integers(0, 10),
    st.floats(0, 86_400),
)
def test_what_is_written_as_csv_or_json_is_read_as_it_was(
    routine: str, rating: int | None, seconds: float
) -> None:
    try:
        record = a_record(routine=routine, before={"left": rating}, done_seconds=seconds)
    except ValueError:
        return  # too long once its control characters are named
    assert list(parse_csv([CSV_HEADER, csv_line(record)], name="x")) == [record]
    assert list(parse_jsonl([jsonl_line(record)], name="x")) == [record]
    assert jsonl_line(record).isascii()


def test_the_columns_may_be_in_any_order_and_the_level_left_out() -> None:
    names = [name for name in reversed(CSV_COLUMNS) if name != "level"]
    cells = dict(zip(CSV_COLUMNS, csv_line(a_record(level=None)).split(","), strict=True))
    lines = [",".join(names) + "\r\n", ",".join(cells[name] for name in names) + "\r\n"]
    assert list(parse_csv(lines, name="x")) == [a_record(level=None)]


@pytest.mark.parametrize(
    ("header", "line", "words"),
    [
        (CSV_HEADER, "a,b", "line 2 has 2 cells, and the first line 12."),
        (CSV_HEADER, '"', "line 2 is not valid CSV"),
        (CSV_HEADER + ",statuss", "", 'line 1 has "statuss" in place of a known column'),
        (CSV_HEADER + ",statuss", "", "(did you mean 'status'?)"),
        (CSV_HEADER + ",status", "", "line 1 names a column more than once."),
        (LINE, "", "line 1 is JSON; add --format jsonl."),
        ("id", "7", "line 2, 'id': must be a UUID"),
    ],
)
def test_a_wrong_line_of_csv_is_refused_in_words(header: str, line: str, words: str) -> None:
    assert words in refusal_of(header, line, csv=True)


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("540.5", "long", "'done_seconds': must be a number, not \"long\""),
        ("540.5", "", "'done_seconds': must be a number, not null"),
        ("540.5", "true", "'done_seconds': must be a number, not true"),
        ("540.5", "NaN", "'done_seconds': must be a number"),
        ("540.5", "[" * 5_000, "'done_seconds': must be a number"),
        (",5,", ",11,", "'before', 'left': must be at most 10"),
        (",5,", ",5.0,", "'before', 'left': must be a whole number"),
    ],
)
def test_a_wrong_cell_is_refused_in_words(good: str, bad: str, words: str) -> None:
    assert words in refusal_of(CSV_HEADER, csv_line(a_record()).replace(good, bad, 1), csv=True)


# --- what it says --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "less_sore"),
    [
        ({"left": 5, "right": 4}, {"left": 3, "right": 3}, 1.5),
        ({"left": 5}, {"left": 3, "right": 9}, 2),
        ({"left": 5}, {"right": 3}, None),
        ({"right": 0}, {"right": 10}, -10),
        (None, {"left": 3}, None),
        ({"left": 3}, None, None),
    ],
)
def test_the_change_is_the_mean_of_the_feet_rated_both_times(
    before: object, after: object, less_sore: float | None
) -> None:
    assert a_record(before=before, after=after).less_sore == less_sore


@pytest.mark.parametrize(
    ("done", "status", "less_sore"),
    [
        (21, "stopped_early", None),
        (299.9, "interrupted", None),
        (300, "stopped_early", 2),
        (21, "stopped_hurt", 2),
    ],
)
def test_a_session_hardly_begun_shows_no_change_unless_it_ended_because_it_hurt(
    done: float, status: str, less_sore: float | None
) -> None:
    record = a_record(planned_seconds=600, done_seconds=done, status=status)
    assert record.less_sore == less_sore


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        a_record().status = Status.COMPLETED  # type: ignore[misc]


def test_a_time_of_a_named_zone_keeps_its_offset() -> None:
    record: SessionRecord = a_record(started_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert record.started_at.tzinfo == timezone(timedelta(0))
