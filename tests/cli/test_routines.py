"""`footcoach routines` as people and scripts meet it."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from cli.running import Run
from conftest import SHORT
from footcoach.cli.routines import check_title, offered_steps, put_together
from footcoach.core.question import Level
from footcoach.core.routine import Part
from footcoach.storage.library import built_in_names
from samples import ROUTINE_TOML

GENTLE = SHORT.replace('"go"', '"gentle"')
CALF = SHORT.replace('zone = "sole"', 'zone = "calf"')
UNCHECKED = "nobody has checked"


@pytest.fixture
def own(home: Path) -> Path:
    """Make the folder of the user's own routines."""
    folder = home / "routines"
    folder.mkdir(parents=True)
    return folder


def put(folder: Path, name: str, text: str = SHORT) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


# --- the list ------------------------------------------------------------------------------------


def test_the_list_says_whose_each_routine_is_and_how_long(run: Run, own: Path) -> None:
    assert UNCHECKED not in run("routines").out.lower()
    put(own, "my-feet", ROUTINE_TOML.replace("45.5", "128.5"))
    result = run("routines")
    lines = {line.split()[0]: line for line in result.out.splitlines()}
    assert "built in" in lines["general"]
    assert re.search(r"5\.5 min +.*yours", lines["my-feet"])
    assert UNCHECKED in result.out.splitlines()[-1].lower()
    assert "\x1b" not in result.out


def test_a_broken_file_is_named_once_and_the_others_are_listed(run: Run, own: Path) -> None:
    put(own, "good")
    bad = put(own, "bad", SHORT.replace("pressure = 2", "pressure = 9"))
    result = run("routines")
    assert result.code == 0
    assert "good" in result.out
    assert result.err.count("footcoach: ") == 1
    assert str(bad) in result.err


def test_the_list_and_a_routine_as_json(run: Run, own: Path) -> None:
    shown = json.loads(run("routines", "show", "deep", "--json").out)
    assert shown["level"] == "go"
    assert {"part", "with", "pressure"} <= set(shown["steps"][0])
    put(own, "my-calf", CALF)
    listed = json.loads(run("routines", "--json").out)
    assert [each["name"] for each in listed] == [*built_in_names(), "my-calf"]
    assert listed[-1] == {
        "name": "my-calf",
        "whose": "yours",
        "title": "Short",
        "summary": "For tests.",
        "level": "go",
        "asks_runner_question": True,
        "seconds": 185.0,
    }


# --- one of them ---------------------------------------------------------------------------------


def test_each_step_has_its_time_and_a_bar_as_long(run: Run, own: Path) -> None:
    put(own, "mine", ROUTINE_TOML.replace("45.5", "40"))
    out = run("routines", "show", "mine", "--ascii").out
    assert re.search(r"1 +0:20 +={7} +Warm the lotion", out)
    assert re.search(r"2 +0:40 +={14} +Rub the sole", out)
    assert "Evening: 3 min for both feet, including the time to say each step." in out


def test_markup_and_escape_codes_are_shown_as_text(run: Run, own: Path) -> None:
    put(own, "mine", SHORT.replace("Rub the foot", "[red]\\u001b[31m足[/red]"))
    assert "[red]<1b>[31m足[/red]" in run("routines", "show", "mine").out


@pytest.mark.parametrize(("name", "columns"), [("runner", 40), ("mine", 40), ("mine", 80)])
def test_a_routine_fits_the_window_and_says_why(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch, name: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    put(own, "mine", SHORT.replace("Rub the foot", "足" * 40))
    out = run("routines", "show", name, "--ascii").out
    assert max(sum(1 + (char == "足") for char in line) for line in out.splitlines()) <= columns
    assert "footcoach learn " in " ".join(out.split())
    assert (UNCHECKED in " ".join(out.split())) is (name == "mine")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GENTLE, "it runs unchanged."),
        (SHORT, "Too strong for that: nothing."),
        (CALF, "Too strong for that: step 2 (the calf)."),
        (SHORT.replace("pressure = 2", "pressure = 3"), "step 2 (pressure 3)."),
    ],
)
def test_it_says_what_happens_on_a_day_for_gentle_massage(
    run: Run, own: Path, text: str, words: str
) -> None:
    put(own, "mine", text)
    assert words in " ".join(run("routines", "show", "mine").out.split())


# --- check ---------------------------------------------------------------------------------------


def test_files_are_checked_one_after_the_other(run: Run, tmp_path: Path) -> None:
    good = put(tmp_path, "good")
    bad = put(tmp_path, "bad", SHORT.replace("= 2\nhow", "= 9\nmusic = 1\nhow"))
    result = run("routines", "check", good, bad, tmp_path / "none.toml", "general")
    assert (result.code, result.err) == (4, "")
    lines = result.out.splitlines()
    assert lines[0] == f"{good}: no mistakes found."
    assert lines[1].startswith(str(bad))
    assert "'pressure'" in lines[1]
    assert "'music'" in lines[2]
    assert str(tmp_path / "none.toml") in lines[3]
    assert run("routines", "check", good, "general").code == 0


def test_without_a_file_all_of_your_own_are_checked(run: Run, own: Path) -> None:
    assert "You have no routines of your own" in run("routines", "check").out
    put(own, "a")
    put(own, ".left-by-an-editor", "")
    put(own, "b", "title = 1")
    result = run("routines", "check")
    assert result.code == 4
    assert "a.toml: no mistakes found." in result.out
    assert "b.toml" in result.out
    assert "editor" not in result.out


def test_the_check_as_json(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, "good")
    result = run("routines", "check", path, "none", "--json")
    assert result.code == 4
    good, broken = json.loads(result.out)
    assert good == {"file": str(path), "problems": []}
    assert broken["file"] == "none"
    assert len(broken["problems"]) == 1


# --- copy, new, schema ---------------------------------------------------------------------------


def test_a_copy_has_every_letter_and_comment_of_its_source(run: Run, own: Path) -> None:
    result = run("routines", "copy", "general", "my-general.toml")
    assert result.code == 0
    copy = own / "my-general.toml"
    assert f"Written: {copy}\n" in result.out
    original = Path(__file__).parents[2] / "routines" / "general.toml"
    assert copy.read_bytes() == original.read_bytes()
    assert run("routines", "check", "my-general").code == 0


@pytest.mark.parametrize(
    ("source", "name", "code", "words"),
    [
        ("genral", "mine", 4, "did you mean 'general'"),
        ("general", "gentle", 2, "'gentle' is a built-in routine"),
        ("general", "Taken", 2, "taken.toml"),
        ("broken", "mine", 4, "'title'"),
    ],
)
def test_what_cannot_be_copied_is_said_and_nothing_is_written(
    run: Run, own: Path, source: str, name: str, code: int, words: str
) -> None:
    put(own, "taken")
    put(own, "broken", SHORT.replace('"Short"', "7"))
    result = run("routines", "copy", source, name)
    assert result.code == code
    assert words in result.err
    assert sorted(each.name for each in own.iterdir()) == ["broken.toml", "taken.toml"]


def test_without_a_full_screen_the_form_names_another_way(run: Run) -> None:
    result = run("routines", "new")
    assert result.code == 6
    assert "footcoach routines copy general my-general" in result.err


def test_any_steps_that_are_offered_make_a_routine_as_strong_as_they_are(home: Path) -> None:
    steps = dict(offered_steps())
    own = put_together("Mine", [steps["Rub the whole foot, 25 s (general)"]])
    assert (own.level, own.steps[-1].part) == (Level.GENTLE, Part.FINISH)
    own = put_together("Mine", [steps["Calf glide, 18 s (runner)"]])
    assert (own.level, own.asks_runner_question) == (Level.GO, True)
    assert len(put_together("Many", [*steps.values()][:30]).in_part(Part.EACH_FOOT)) > 25


@pytest.mark.parametrize("title", ["", "???", "x" * 41, "General"])
def test_a_title_that_cannot_be_is_asked_again(title: str) -> None:
    assert isinstance(check_title(title), str)
    assert check_title("My feet") is True


def test_a_failure_to_read_the_folder_is_said_in_the_prompt(home: Path) -> None:
    home.mkdir()
    (home / "routines").symlink_to(home / "routines")
    assert "cannot be read" in str(check_title("My feet"))


def test_the_schema_is_printed(run: Run) -> None:
    Draft7Validator.check_schema(json.loads(run("routines", "schema").out))
