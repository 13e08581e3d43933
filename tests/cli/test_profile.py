"""`footcoach profile` and what it does to a screening, as scripts see it."""

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.running import Run
from conftest import AnswersFile, today
from footcoach.app.terminal import Terminal
from footcoach.core.profile import Profile
from footcoach.core.questionnaire import BY_ID, CLEARABLE
from footcoach.core.report import profile_json
from footcoach.storage.profile import change_profile, load_profile
from samples import kept_history

TODAY = date.fromisoformat(today())
ADD = ("profile", "clearance", "add")
BY_ODE = ("--by", "Dr Ode", "--on", today())


def keep(on: date = TODAY) -> None:
    change_profile(lambda _: Profile(history=kept_history(on=on)))


def test_it_shows_what_is_kept_where_and_how_long_and_clear_erases_it(run: Run, home: Path) -> None:
    nothing = run("profile").out
    assert "footcoach history" in nothing
    assert run("profile", "clear") == (0, "Nothing was kept.\n", "")
    assert not home.exists()
    keep()
    run(*ADD, "ever.clot", *BY_ODE)
    left = home / ".profile.json.abc"
    left.write_text("half written when it was killed", encoding="utf-8")
    out = run("profile").out
    assert f"{BY_ID['diabetes'].label}: no" in " ".join(out.split())
    assert str(home / "profile.json") in out
    assert "Clearance for 'ever.clot' by Dr Ode" in out
    unagreed = run("profile", "clear")
    assert (unagreed.code, unagreed.out) == (6, "")
    assert run("profile").out == out
    erased = run("profile", "clear", "--yes")
    assert erased == (0, "Erased. Every question will be asked again.\n", "")
    assert run("profile").out == nothing
    assert list(home.iterdir()) == []


def test_programs_get_what_is_kept_as_json(run: Run) -> None:
    assert run("profile", "--json").out == f"{profile_json(Profile())}\n"
    keep()
    assert run("profile", "--json").out == f"{profile_json(load_profile())}\n"


def test_a_clearance_allows_gentle_massage_until_it_is_taken_back(
    run: Run, answers_file: AnswersFile
) -> None:
    blocked = ("screen", "--answers", answers_file("ever.clot"))
    screen = ("screen", "--json", "--answers", answers_file("ever.clot", changed="none"))
    assert run(*blocked).code == 3
    added = run(*ADD, "ever.clot", *BY_ODE)
    assert added.code == 0
    assert "It allows gentle massage despite that answer until" in added.out
    cleared = run(*screen)
    outcome = json.loads(cleared.out)
    assert (cleared.code, outcome["level"]) == (0, "gentle")
    assert "Dr Ode" in outcome["reasons"][0]["advice"]
    wrong = run("profile", "clearance", "remove", "diabetes")
    assert wrong.code == 2
    assert "You have noted: ever.clot." in wrong.err
    assert run("profile", "clearance", "remove", "ever.clot").code == 0
    assert run(*blocked).code == 3


def test_a_clearance_that_counts_only_with_another_says_so(run: Run) -> None:
    out = run(*ADD, "diabetes.yes", *BY_ODE).out
    assert "counts only alongside a clearance for your answer to 'feeling' (numb or poor" in out
    assert "alongside" not in run(*ADD, "ever.clot", *BY_ODE).out


def test_a_clearance_needs_who_and_when_and_nothing_is_guessed(run: Run, home: Path) -> None:
    assert "--by NAME" in run(*ADD, "ever.clot", "--on", today()).err
    assert "--on " in run(*ADD, "ever.clot", "--by", "Dr Ode").err
    for given in (("skin.open", *BY_ODE), ("ever.clot", "--by", "Dr Ode", "--on", "soon")):
        assert run(*ADD, *given).code == 2
    assert not (home / "profile.json").exists()


def test_what_is_not_given_is_asked_until_it_can_be_used(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = str(CLEARABLE.index("ever.clot") + 1)
    typed = ["99", number, "", "Dr Müller", "soon", "1.1.2020", f"{TODAY:%d.%m.%Y}"]
    screen = io.StringIO()
    terminal = Terminal(io.StringIO("\n".join([*typed, ""])), screen)
    monkeypatch.setattr("footcoach.app.terminal.open_terminal", lambda: terminal)
    result = run(*ADD)
    assert result.code == 0
    asked = screen.getvalue()
    assert all(id_ in asked for id_ in CLEARABLE)
    assert "Who said" in asked
    assert "These answers" not in result.out
    assert result.err.count("footcoach: ") == 4
    assert f"Noted for 'ever.clot': Dr Müller, {TODAY.day} " in result.out


def test_a_damaged_profile_is_a_warning_to_a_screening_and_can_be_erased(
    run: Run, home: Path, answers_file: AnswersFile
) -> None:
    keep()
    path = home / "profile.json"
    path.write_text(path.read_text(encoding="utf-8")[:40], encoding="utf-8")
    result = run("screen", "--json", "--answers", answers_file())
    assert (result.code, json.loads(result.out)["level"]) == (0, "go")
    assert result.err.count("footcoach:") == result.err.count(str(path)) == 1
    shown = run("profile")
    assert shown.code == 5
    assert str(path) in shown.err
    assert run("profile", "clear").code == 6
    assert run("profile", "clear", "--yes").code == 0
    assert run("profile").code == 0


def test_answers_that_are_too_old_are_erased_as_promised(
    run: Run, home: Path, answers_file: AnswersFile
) -> None:
    keep(on=TODAY - timedelta(days=91))
    assert run("screen", "--answers", answers_file()).code == 0
    assert not (home / "profile.json").exists()
