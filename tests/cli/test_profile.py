"""`footcoach profile` and what it does to a screening, as scripts see it."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.running import Run
from conftest import AnswersFile, Open, today
from footcoach.core.profile import CLEARABLE, Profile
from footcoach.storage.profile import change_profile
from samples import kept_history

TODAY = date.fromisoformat(today())
ADD = ("profile", "clearance", "add")
BY_ODE = ("--by", "Dr Ode", "--on", today())


def keep(**changes: object) -> None:
    kept = Profile(history=kept_history(on=TODAY)).model_copy(update=changes)
    change_profile(lambda _: kept)


# --- what is kept --------------------------------------------------------------------------------


def test_nothing_is_kept_at_first(run: Run, home: Path) -> None:
    assert "footcoach history" in run("profile").out
    assert run("profile", "clear") == (0, "Nothing was kept.\n", "")
    assert not home.exists()


def test_it_shows_what_is_kept_where_and_until_when_and_clear_erases_it(
    run: Run, home: Path
) -> None:
    nothing = run("profile").out
    keep()
    run(*ADD, "clot_ever", *BY_ODE)
    out = run("profile").out
    assert "no        Diabetes (not borderline)?" in out
    assert str(TODAY.year) in out
    assert str(home / "profile.json") in out
    assert "Clearance for 'clot_ever' by Dr Ode" in out
    erased = run("profile", "clear", "--yes")
    assert erased == (0, "Erased. Every question will be asked again.\n", "")
    assert run("profile").out == nothing
    assert not (home / "profile.json").exists()


def test_without_a_terminal_nothing_is_erased_unless_agreed_beforehand(
    run: Run, home: Path
) -> None:
    keep()
    left = home / ".profile.json.abc"
    left.write_text("half written when it was killed", encoding="utf-8")
    before = (home / "profile.json").read_bytes()
    result = run("profile", "clear")
    assert (result.code, result.out) == (6, "")
    assert result.err.count("\n") == 1
    assert (home / "profile.json").read_bytes() == before
    assert run("profile", "clear", "--yes").code == 0
    assert not left.exists()


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_nothing_is_erased_unless_the_person_says_yes(terminal: Open, home: Path) -> None:
    keep()
    for pressed, kept in (("\r", True), ("y\r", False)):
        window = terminal("profile", "clear")
        window.wait_for("[y/N]")
        window.press(pressed)
        assert window.leave_with() == 0
        assert (home / "profile.json").exists() is kept


# --- clearances ----------------------------------------------------------------------------------


def test_a_clearance_allows_gentle_massage_until_it_is_taken_back(
    run: Run, answers_file: AnswersFile
) -> None:
    blocked = ("screen", "--answers", answers_file(clot_ever="yes"))
    screen = ("screen", "--json", "--answers", answers_file(clot_ever="yes", changed="no"))
    assert run(*blocked).code == 3
    added = run(*ADD, "clot_ever", *BY_ODE)
    assert added.code == 0
    assert "With this you can do gentle massage despite that answer, until" in added.out
    cleared = run(*screen)
    outcome = json.loads(cleared.out)
    assert (cleared.code, outcome["level"]) == (0, "gentle")
    assert outcome["avoid_zones"] == ["calf"]
    assert "Dr Ode" in outcome["reasons"][0]["advice"]
    assert run("profile", "clearance", "remove", "clot_ever").code == 0
    assert run(*blocked).code == 3


def test_a_clearance_that_counts_only_with_another_says_so(run: Run) -> None:
    out = run(*ADD, "diabetes", *BY_ODE).out
    assert "counts only together with a clearance for numb_or_poor_flow" in out
    assert "together" not in run(*ADD, "clot_ever", *BY_ODE).out


def test_what_cannot_be_cleared_is_refused_and_the_others_are_named(run: Run) -> None:
    result = run(*ADD, "any_doubt", *BY_ODE)
    assert result.code == 2
    assert all(each in result.err for each in CLEARABLE)


def test_a_clearance_needs_who_and_when_and_nothing_is_guessed(run: Run, home: Path) -> None:
    assert "--by NAME" in run(*ADD, "clot_ever", "--on", today()).err
    assert "--on " in run(*ADD, "clot_ever", "--by", "Dr Ode").err
    for name, day in (("Dr Ode", "soon"), ("Dr Ode", "2020-01-01"), (" ", today())):
        assert run(*ADD, "clot_ever", "--by", name, "--on", day).code == 2
    assert not (home / "profile.json").exists()


def test_what_is_not_given_is_asked_until_it_can_be_used(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = str(CLEARABLE.index("clot_ever") + 1)
    typed = iter(["99", number, "", "Dr Müller", "soon", "1.1.2020", f"{TODAY:%d.%m.%Y}"])
    monkeypatch.setattr("builtins.input", lambda question: next(typed))
    monkeypatch.setattr("footcoach.app.interface.has_terminal", lambda: True)
    result = run(*ADD)
    assert result.code == 0
    assert all(id_ in result.out for id_ in CLEARABLE)
    assert result.err.count("footcoach: ") == 4
    assert f"Noted for 'clot_ever': Dr Müller, {TODAY.day} " in result.out


@pytest.mark.parametrize("leave", [KeyboardInterrupt, EOFError])
def test_leaving_a_question_notes_nothing_and_exits_with_130(
    run: Run, monkeypatch: pytest.MonkeyPatch, home: Path, leave: type[BaseException]
) -> None:
    def leave_it(question: str) -> str:
        raise leave

    monkeypatch.setattr("builtins.input", leave_it)
    monkeypatch.setattr("footcoach.app.interface.has_terminal", lambda: True)
    for given in ((), ("clot_ever",), ("clot_ever", "--by", "Dr Ode")):
        result = run(*ADD, *given)
        assert result.code == 130
        assert result.err.strip().endswith("footcoach: Nothing was noted.")
    assert not home.exists()


def test_taking_back_what_is_not_there_names_what_is(run: Run) -> None:
    run(*ADD, "clot_ever", *BY_ODE)
    result = run("profile", "clearance", "remove", "diabetes")
    assert result.code == 2
    assert "You have noted: clot_ever." in result.err


# --- damage --------------------------------------------------------------------------------------


def damage(path: Path, edit: str) -> None:
    """Damage the profile in one of the ways a hand can."""
    keep()
    data = json.loads(path.read_text(encoding="utf-8"))
    match edit:
        case "shortened":
            path.write_text(path.read_text(encoding="utf-8")[:40], encoding="utf-8")
            return
        case "unknown key":
            data["cleared"] = True
        case "wrong type":
            data["history"]["answers"]["diabetes"] = False
    path.write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize("edit", ["shortened", "unknown key", "wrong type"])
def test_a_damaged_profile_is_a_warning_to_a_screening_and_can_be_erased(
    run: Run, home: Path, answers_file: AnswersFile, edit: str
) -> None:
    path = home / "profile.json"
    damage(path, edit)
    before = path.read_bytes()
    result = run("screen", "--json", "--answers", answers_file())
    assert result.code == 0
    assert result.err.count("footcoach:") == 1
    assert str(path) in result.err
    assert json.loads(result.out)["level"] == "go"
    assert path.read_bytes() == before
    shown = run("profile")
    assert shown.code == 5
    assert str(path) in shown.err
    assert run("profile", "clear").code == 6
    assert run("profile", "clear", "--yes").code == 0
    assert run("profile").code == 0


def test_answers_that_are_too_old_are_erased_as_promised(
    run: Run, home: Path, answers_file: AnswersFile
) -> None:
    keep(history=kept_history(on=TODAY - timedelta(days=91)))
    assert run("screen", "--answers", answers_file()).code == 0
    assert not (home / "profile.json").exists()
