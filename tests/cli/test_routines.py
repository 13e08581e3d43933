"""`footcoach routines` as people and scripts meet it."""

import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from cli.running import Run
from conftest import SHORT, AnswersFile
from footcoach.storage.library import built_in_names
from samples import ROUTINE_TOML

GENTLE = SHORT.replace('"go"', '"gentle"')
CALF = SHORT.replace('zone = "whole"\npressure = 2', 'zone = "calf"\npressure = 2')


@pytest.fixture
def shelf(home: Path) -> Path:
    """Make the user's folder."""
    folder = home / "routines"
    folder.mkdir(parents=True)
    return folder


def put(folder: Path, name: str, text: str = SHORT) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


# --- the list ------------------------------------------------------------------------------------


def test_the_list_tells_whose_each_routine_is(run: Run, shelf: Path) -> None:
    put(shelf, "my-feet")
    lines = {line.split()[0]: line for line in run("routines").out.splitlines()}
    assert "built in" in lines["general"]
    assert "yours" in lines["my-feet"]


def test_a_broken_file_is_named_once_and_the_others_are_listed(run: Run, shelf: Path) -> None:
    put(shelf, "good")
    bad = put(shelf, "bad", SHORT.replace("pressure = 2", "pressure = 9"))
    result = run("routines")
    assert result.code == 0
    assert "good" in result.out
    assert result.err == (
        f"footcoach: {bad}, step 2 (Rub the foot), 'pressure': must be at most 4, not 9.\n"
    )


def test_a_file_with_a_built_in_name_is_named_and_not_used(run: Run, shelf: Path) -> None:
    path = put(shelf, "general")
    result = run("routines")
    assert result.code == 0
    assert result.err.count(f"{path} has the name of a built-in routine") == 1
    assert "For tests: three steps." not in result.out


def test_the_list_as_json(run: Run, shelf: Path) -> None:
    put(shelf, "my-calf", CALF)
    listed = json.loads(run("routines", "--json").out)
    assert [each["name"] for each in listed] == [*built_in_names(), "my-calf"]
    assert listed[-1] == {
        "name": "my-calf",
        "whose": "yours",
        "title": "Short",
        "summary": "For tests: three steps.",
        "level": "go",
        "asks_runner_question": True,
        "seconds": 32,
    }


# --- one of them ---------------------------------------------------------------------------------


def test_each_step_has_its_time_and_a_bar_as_long(run: Run, shelf: Path) -> None:
    put(shelf, "mine", ROUTINE_TOML.replace("45.5", "40"))
    out = run("routines", "show", "mine", "--ascii").out
    assert re.search(r"1 +0:20 +={7} +Warm the lotion", out)
    assert re.search(r"2 +0:40 +={14} +Rub the sole", out)
    assert "Evening: 2 min for both feet" in out


def test_a_length_reads_the_same_wherever_it_is_named(run: Run, shelf: Path) -> None:
    put(shelf, "mine", ROUTINE_TOML.replace("45.5", "143.5"))
    assert re.search(r"mine +5\.5 min +", run("routines").out)
    assert "Evening: 5.5 min for both feet" in run("routines", "show", "mine").out


def test_a_routine_is_shown_as_json(run: Run) -> None:
    shown = json.loads(run("routines", "show", "deep", "--json").out)
    assert shown["level"] == "go"
    assert {"part", "with", "pressure"} <= set(shown["steps"][0])


def test_markup_and_escape_codes_are_shown_as_text(run: Run, shelf: Path) -> None:
    put(shelf, "mine", SHORT.replace("Rub the foot", "[red]\\u001b[31m足[/red]"))
    assert "[red]<1b>[31m足[/red]" in run("routines", "show", "mine").out


@pytest.mark.parametrize("columns", [40, 60, 80])
@pytest.mark.parametrize("name", [*built_in_names(), "mine"])
def test_a_routine_fits_the_window(
    run: Run, shelf: Path, monkeypatch: pytest.MonkeyPatch, name: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    put(shelf, "mine", SHORT.replace("Rub the foot", "足" * 40))
    out = run("routines", "show", name, "--ascii").out
    assert max(sum(1 + (char == "足") for char in line) for line in out.splitlines()) <= columns


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GENTLE, "it runs as it is."),
        (SHORT, 'None of its steps is too strong: it could have level = "gentle".'),
        (CALF, "Too strong for that: step 2 (the calf). Some answers also leave out the calf"),
        (
            SHORT.replace("pressure = 2", "pressure = 3").replace("gliding", "stretch"),
            "Too strong for that: step 2 (stretch).",
        ),
        (SHORT.replace("pressure = 2", "pressure = 3"), "step 2 (pressure 3)."),
    ],
)
def test_what_happens_on_a_day_for_gentle_massage_is_told(
    run: Run, shelf: Path, text: str, said: str
) -> None:
    put(shelf, "mine", text)
    assert said in " ".join(run("routines", "show", "mine").out.split())


UNCHECKED = "This is a file of your own: nobody has checked what its steps say."


def test_of_a_file_of_ones_own_it_is_told_that_nobody_has_checked_it(
    run: Run, shelf: Path, short_routine: Path
) -> None:
    put(shelf, "mine")
    for name in ("mine", short_routine):
        assert UNCHECKED in " ".join(run("routines", "show", name).out.split())
    assert "nobody has checked" not in run("routines", "show", "general").out


def test_below_the_list_it_is_told_that_nobody_has_checked_ones_own(run: Run, shelf: Path) -> None:
    assert "checked" not in run("routines").out
    put(shelf, "mine")
    assert (
        run("routines").out.splitlines()[-1]
        == "Nobody has checked what the steps of your own routines say."
    )


# --- check ---------------------------------------------------------------------------------------


def test_files_are_checked_one_after_the_other(run: Run, tmp_path: Path) -> None:
    good = put(tmp_path, "good")
    bad = put(tmp_path, "bad", SHORT.replace("= 2\nhow", "= 9\nmusic = 1\nhow"))
    result = run("routines", "check", good, bad, tmp_path / "none.toml")
    assert (result.code, result.err) == (4, "")
    lines = result.out.splitlines()
    assert lines[0] == f"{good}: fine."
    assert lines[1].startswith(f"{bad}, step 2 (Rub the foot), 'pressure': must be at")
    assert lines[2].startswith(
        f"{bad}, step 2 (Rub the foot), 'music': is not a known key (known: part,"
    )
    assert lines[3] == f"There is no file {tmp_path / 'none.toml'}."


def test_all_fine_ends_with_0(run: Run, short_routine: Path) -> None:
    assert run("routines", "check", short_routine, "general").code == 0


def test_without_a_file_all_of_ones_own_are_checked(run: Run, shelf: Path) -> None:
    assert "You have no routines of your own" in run("routines", "check").out
    put(shelf, "a")
    put(shelf, ".left-by-an-editor", "")
    put(shelf, "b", "title = 1")
    result = run("routines", "check")
    assert result.code == 4
    assert "a.toml: fine." in result.out
    assert "b.toml, 'title'" in result.out
    assert "editor" not in result.out


def test_the_files_that_are_checked_are_those_of_the_list(run: Run, shelf: Path) -> None:
    (shelf / "Mine.TOML").write_text(SHORT, encoding="utf-8")
    shadowed = put(shelf, "gentle", "title = 1")
    number = put(shelf, "2")
    result = run("routines", "check")
    assert result.code == 4
    assert result.err == ""
    said = result.out.splitlines()
    assert said[:3] == [
        f"{number} is left out: its name is a number, which chooses from a list; rename it.",
        f"{shadowed} has the name of a built-in routine, which is used instead; "
        "rename it, for example to my-gentle.toml.",
        f"{shadowed}, 'title': must be text in quotes, not 1.",
    ]
    assert said[-1] == f"{shelf / 'Mine.TOML'}: fine."


def test_a_folder_that_cannot_be_read_is_told_by_the_check(run: Run, shelf: Path) -> None:
    shelf.rmdir()
    shelf.symlink_to(shelf)
    result = run("routines", "check")
    assert result.code == 5
    assert result.err.startswith(f"footcoach: {shelf} cannot be read: ")


def test_the_check_as_json(run: Run, short_routine: Path, tmp_path: Path) -> None:
    bad = put(tmp_path, "bad", SHORT.replace('"Short"', "7"))
    result = run("routines", "check", short_routine, bad, "--json")
    assert result.code == 4
    assert json.loads(result.out) == [
        {"file": str(short_routine), "problems": []},
        {"file": str(bad), "problems": [f"{bad}, 'title': must be text in quotes, not 7."]},
    ]


# --- copy ----------------------------------------------------------------------------------------


def test_a_copy_has_every_letter_and_comment_of_its_source(run: Run, shelf: Path) -> None:
    result = run("routines", "copy", "general", "my-general")
    assert result.code == 0
    copy = shelf / "my-general.toml"
    assert str(copy) in result.out
    original = Path(__file__).parents[2] / "routines" / "general.toml"
    assert copy.read_bytes() == original.read_bytes()
    assert run("routines", "check", "my-general").code == 0


def test_the_end_of_a_file_name_need_not_be_typed_but_may(run: Run, shelf: Path) -> None:
    assert run("routines", "copy", "general", "mine.toml").code == 0
    assert [each.name for each in shelf.iterdir()] == ["mine.toml"]


@pytest.mark.parametrize(
    ("source", "name", "code", "said"),
    [
        ("genral", "mine", 4, "did you mean 'general'"),
        ("general", "gentle", 2, "'gentle' is a built-in routine; choose another name."),
        ("general", "Taken", 2, "taken.toml already exists; choose another name."),
        ("general", "../mine", 2, "'../mine' cannot be a name"),
        ("broken", "mine", 4, "broken.toml, 'title': must be text in quotes"),
    ],
)
def test_what_cannot_be_copied_is_told_and_nothing_is_written(
    run: Run, shelf: Path, source: str, name: str, code: int, said: str
) -> None:
    put(shelf, "taken")
    put(shelf, "broken", SHORT.replace('"Short"', "7"))
    result = run("routines", "copy", source, name)
    assert result.code == code
    assert said in result.err
    assert sorted(each.name for each in shelf.iterdir()) == ["broken.toml", "taken.toml"]
    assert (shelf / "taken.toml").read_text(encoding="utf-8") == SHORT


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything can be written")
def test_a_folder_that_cannot_be_written_to_is_named(run: Run, shelf: Path) -> None:
    shelf.chmod(0o500)
    result = run("routines", "copy", "general", "mine")
    assert result.code == 5
    assert "could not be written" in result.err


def test_a_home_that_is_a_file_is_named(run: Run, home: Path) -> None:
    home.write_text("", encoding="utf-8")
    assert run("routines").code == 0
    assert run("routines", "copy", "general", "mine").code == 5


# --- new, schema ---------------------------------------------------------------------------------


def test_without_a_terminal_nothing_is_asked_and_another_way_is_named(run: Run) -> None:
    result = run("routines", "new")
    assert result.code == 6
    assert "footcoach routines copy general my-general" in result.err


def test_the_schema_is_printed(run: Run) -> None:
    Draft7Validator.check_schema(json.loads(run("routines", "schema").out))


# --- safety holds for one's own too --------------------------------------------------------------


def test_ones_own_routine_with_the_calf_makes_the_question_for_runners_due(
    run: Run, shelf: Path, answers_file: AnswersFile
) -> None:
    put(shelf, "mine", CALF)
    result = run("screen", "--answers", answers_file(), "--routine", "mine")
    assert result.code == 2
    assert "'runner_extra' is missing" in result.err
    assert run("start", "mine", "--answers", answers_file()).code == 2


def test_ones_own_routine_called_gentle_is_not_what_runs_on_a_gentle_day(
    run: Run, shelf: Path, answers_file: AnswersFile
) -> None:
    put(shelf, "gentle", SHORT)
    answers = answers_file(thin_bones="yes", thin_bones__severe="no")
    result = run("start", "gentle", "--answers", answers, "--minutes", "500")
    assert result.code == 2
    assert "'Gentle' cannot last 500 min" in result.err


def test_ones_own_routine_that_claims_too_much_starts_nothing(
    run: Run, shelf: Path, answers_file: AnswersFile
) -> None:
    put(
        shelf,
        "mine",
        GENTLE.replace(
            'with = "hands"\nzone = "whole"\npressure = 2',
            ('with = "knuckles"\nzone = "whole"\npressure = 2'),
        ),
    )
    result = run("start", "mine", "--answers", answers_file())
    assert result.code == 4
    assert "claims level 'gentle', but step 2 (Rub the foot) uses the knuckles" in result.err


def test_ones_own_routine_starts_nothing_when_the_answers_block(
    run: Run, shelf: Path, answers_file: AnswersFile
) -> None:
    put(shelf, "mine", GENTLE)
    result = run("start", "mine", "--answers", answers_file(any_doubt="yes"))
    assert result.code == 3
    assert "Rub the foot" not in result.out


def test_several_mistakes_are_told_a_line_each(run: Run, shelf: Path) -> None:
    path = put(shelf, "mine", SHORT.replace("pressure = ", "pressure = 1"))
    result = run("start", "mine")
    assert result.code == 4
    assert [line.partition(" (")[0] for line in result.err.splitlines()] == [
        f"footcoach: {path}, step {number}" for number in (1, 2, 3)
    ]
