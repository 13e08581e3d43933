"""`footcoach profile` and what it does to a screening, as scripts see it."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.running import Run
from conftest import AnswersFile, Open, today
from footcoach.core.profile import CLEARABLE, Profile
from footcoach.core.question import Answer
from footcoach.storage.profile import change_profile, profile_file
from samples import kept_history

TODAY = date.fromisoformat(today())
ADD = ("profile", "clearance", "add")
NOTHING_KEPT = "No health answers and no clearances are kept. Your sessions: footcoach history.\n"


def keep(**changes: object) -> None:
    kept = Profile(history=kept_history(on=TODAY)).model_copy(update=changes)
    change_profile(lambda _: kept, TODAY)


def test_nothing_is_kept_at_first(run: Run, home: Path) -> None:
    assert run("profile") == (0, NOTHING_KEPT, "")
    assert run("profile", "clear") == (0, "Nothing was kept.\n", "")
    assert not home.exists()


def test_it_shows_what_is_kept_where_and_until_when(run: Run) -> None:
    keep()
    run(*ADD, "clot_ever", "--by", "Dr Ode", "--on", today())
    out = run("profile").out
    assert "no        Diabetes (not borderline)?" in out
    assert str(TODAY.year) in out
    assert str(profile_file()) in out
    assert "Clearance for 'clot_ever' by Dr Ode" in out


def test_clear_erases_it_all(run: Run) -> None:
    keep()
    run(*ADD, "clot_ever", "--by", "Dr Ode", "--on", today())
    erased = run("profile", "clear", "--yes")
    assert erased == (0, "Erased. Every question is asked again.\n", "")
    assert run("profile").out == NOTHING_KEPT
    assert not profile_file().exists()


def test_without_a_terminal_nothing_is_erased_unless_agreed_beforehand(run: Run) -> None:
    keep()
    before = profile_file().read_bytes()
    result = run("profile", "clear")
    assert (result.code, result.out) == (6, "")
    assert "nothing was erased. Add --yes to agree." in result.err
    assert result.err.count("\n") == 1
    assert profile_file().read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("keys", ["\r", "n\r"])
def test_nothing_is_erased_unless_the_person_says_yes(terminal: Open, keys: str) -> None:
    keep()
    for pressed, kept in ((keys, True), ("y\r", False)):
        window = terminal("profile", "clear")
        window.wait_for("[y/N]")
        window.press(pressed)
        assert window.leave_with() == 0
        assert profile_file().exists() is kept


def test_what_a_write_that_was_killed_has_left_is_not_erased_unasked_either(
    run: Run, home: Path
) -> None:
    home.mkdir()
    left = home / ".profile.json.abc"
    left.write_text("half", encoding="utf-8")
    assert run("profile", "clear").code == 6
    assert left.exists()
    assert run("profile", "clear", "--yes").code == 0
    assert not left.exists()


def test_a_clearance_allows_gentle_massage_until_it_is_taken_back(
    run: Run, answers_file: AnswersFile
) -> None:
    blocked = ("screen", "--answers", answers_file(clot_ever="yes"))
    screen = ("screen", "--json", "--answers", answers_file(clot_ever="yes", changed="no"))
    assert run(*blocked).code == 3
    added = run(*ADD, "clot_ever", "--by", "Dr Ode", "--on", today())
    assert added.code == 0
    assert "gentle massage" in added.out
    cleared = run(*screen)
    outcome = json.loads(cleared.out)
    assert (cleared.code, outcome["level"]) == (0, "gentle")
    assert outcome["avoid_zones"] == ["calf"]
    assert "Cleared (Dr Ode" in outcome["reasons"][0]["advice"]
    assert run("profile", "clearance", "remove", "clot_ever").code == 0
    assert run(*blocked).code == 3


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_a_clearance_does_not_count_once_health_has_changed(
    run: Run, answers_file: AnswersFile, answer: str
) -> None:
    run(*ADD, "clot_ever", "--by", "Dr Ode", "--on", today())
    answers = answers_file(clot_ever="yes", changed=answer)
    assert run("screen", "--answers", answers).code == 3


def test_an_answers_file_must_say_whether_health_has_changed_where_a_clearance_would_count(
    run: Run, answers_file: AnswersFile
) -> None:
    run(*ADD, "clot_ever", "--by", "Dr Ode", "--on", today())
    result = run("screen", "--answers", answers_file(clot_ever="yes"))
    assert result.code == 2
    assert "'changed' is missing" in result.err
    assert "Anything new or changed in your health since" in result.err
    assert run("screen", "--answers", answers_file()).code == 0, "no clearance is needed"


def test_a_clearance_that_counts_only_with_another_says_so(run: Run) -> None:
    out = run(*ADD, "diabetes", "--by", "Dr Ode", "--on", today()).out
    assert "counts only together with a clearance for numb_or_poor_flow" in out
    assert "together" not in run(*ADD, "clot_ever", "--by", "Dr Ode", "--on", today()).out


def test_a_clearance_that_has_run_out_no_longer_counts_and_says_so(
    run: Run, answers_file: AnswersFile
) -> None:
    run(*ADD, "clot_ever", "--by", "Dr Ode", "--on", today())
    path = profile_file()
    old = (TODAY - timedelta(days=366)).isoformat()
    path.write_text(path.read_text(encoding="utf-8").replace(today(), old), encoding="utf-8")
    assert run("screen", "--answers", answers_file(clot_ever="yes")).code == 3
    assert "It has run out." in run("profile").out


@pytest.mark.parametrize("id_", ["any_doubt", "chest_breath", "skin_open", "pregnant", "x"])
def test_what_cannot_be_cleared_is_refused_and_the_others_are_named(run: Run, id_: str) -> None:
    result = run(*ADD, id_, "--by", "Dr Ode", "--on", today())
    assert result.code == 2
    assert f"'{id_}' cannot be cleared" in result.err
    assert all(each in result.err for each in CLEARABLE)


def test_a_clearance_says_who_and_when_and_nothing_is_guessed(run: Run) -> None:
    assert "--by NAME" in run(*ADD, "clot_ever", "--on", today()).err
    assert "--on YYYY-MM-DD" in run(*ADD, "clot_ever", "--by", "Dr Ode").err
    future = (TODAY + timedelta(days=1)).isoformat()
    for day in (future, "yesterday", "2020-01-01"):
        assert run(*ADD, "clot_ever", "--by", "Dr Ode", "--on", day).code == 2
    assert not profile_file().exists()


def test_taking_back_what_is_not_there_names_what_is(run: Run) -> None:
    run(*ADD, "clot_ever", "--by", "Dr Ode", "--on", today())
    result = run("profile", "clearance", "remove", "diabetes")
    assert result.code == 2
    assert "there is one for clot_ever" in result.err


def damage(edit: str) -> None:
    """Damage the profile in one of the ways a hand can."""
    keep()
    path = profile_file()
    data = json.loads(path.read_text(encoding="utf-8"))
    match edit:
        case "shortened":
            path.write_text(path.read_text(encoding="utf-8")[:40], encoding="utf-8")
            return
        case "unknown key":
            data["cleared"] = True
        case "wrong type":
            data["history"]["answers"]["diabetes"] = False
        case "future":
            data["history"]["answered_on"] = (TODAY + timedelta(days=1)).isoformat()
    path.write_text(json.dumps(data), encoding="utf-8")


DAMAGE = pytest.mark.parametrize("edit", ["shortened", "unknown key", "wrong type", "future"])


@DAMAGE
def test_a_damaged_profile_is_one_warning_and_is_left_as_it_is(
    run: Run, answers_file: AnswersFile, edit: str
) -> None:
    damage(edit)
    before = profile_file().read_bytes()
    result = run("screen", "--json", "--answers", answers_file())
    assert result.code == 0
    assert result.err.count("footcoach:") == 1
    assert "all is asked" in result.err
    assert str(profile_file()) in result.err
    assert json.loads(result.out)["level"] == "go"
    assert profile_file().read_bytes() == before


@DAMAGE
def test_a_damaged_profile_can_be_erased_and_is_an_error_to_show(run: Run, edit: str) -> None:
    damage(edit)
    shown = run("profile")
    assert shown.code == 5
    assert str(profile_file()) in shown.err
    assert run("profile", "clear").code == 6
    assert run("profile", "clear", "--yes").code == 0
    assert run("profile").code == 0


def test_answers_that_are_too_old_are_erased_as_promised(
    run: Run, answers_file: AnswersFile
) -> None:
    keep(history=kept_history(on=TODAY - timedelta(days=91)))
    assert run("screen", "--answers", answers_file()).code == 0
    assert not profile_file().exists()


def test_a_key_from_another_version_is_shown_and_never_obeyed(run: Run) -> None:
    odd = kept_history(on=TODAY).model_copy(
        update={"answers": {"\x1b[2J": Answer.YES}, "question_set": "1"}
    )
    keep(history=odd)
    assert "\x1b" not in run("profile").out


def test_kept_answers_are_no_excuse_for_an_answers_file_without_them(
    run: Run, tmp_path: Path, answers_file: AnswersFile
) -> None:
    keep()
    data = json.loads(answers_file().read_text(encoding="utf-8"))
    del data["answers"]["diabetes"]
    path = tmp_path / "short.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    result = run("screen", "--answers", path)
    assert result.code == 2
    assert "'diabetes' is missing" in result.err
