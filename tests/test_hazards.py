"""The trace in docs/hazards.toml holds: from a hazard to its controls, and to the tests of them.

A named test must also run: on CI, `conftest.py` fails one that is skipped.
"""

import ast
from functools import cache
from pathlib import Path
from pkgutil import resolve_name

import pytest
from hazards import HAZARDS, QUESTIONS, SOURCES

from conftest import fail_if_skipped

ROOT = Path(__file__).parents[1]
CONTROLS = [(hazard.id, control) for hazard in HAZARDS for control in hazard.controls]
NAMED = {name for _, control in CONTROLS for name in control.by}


def test_every_question_item_and_rule_controls_a_hazard() -> None:
    # A question stands for all its items. But where one of them is named, a new one must be, too.
    whole = {
        item
        for question in QUESTIONS
        for items in [{f"{question.id}.{item.id}" for item in question.items}]
        if question.instead or not items & NAMED
        for item in items
    }
    assert sorted(SOURCES.keys() - NAMED - whole) == []


def test_every_hazard_has_a_control_or_is_not_built_and_says_on_what_conditions() -> None:
    assert [each.id for each in HAZARDS if each.built is not bool(each.controls)] == []
    assert [each.id for each in HAZARDS if each.built is bool(each.conditions)] == []
    assert len({each.id for each in HAZARDS}) == len(HAZARDS)


def test_every_control_names_questions_or_code_that_exist_and_what_they_rest_on() -> None:
    assert [(id_, name) for id_, each in CONTROLS for name in each.by if not exists(name)] == []
    assert [(id_, each.does) for id_, each in CONTROLS if not each.by or not each.sources] == []


def exists(name: str) -> bool:
    """Tell whether there is such a question, item, rule, or part of the program."""
    if not name.startswith("footcoach."):
        return name in SOURCES
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def test_every_control_and_third_party_is_watched_by_tests_that_exist() -> None:
    wrong = [
        (id_, name) for id_, each in CONTROLS for name in each.tests if name not in all_tests()
    ]
    assert wrong == []
    assert [(id_, each.does) for id_, each in CONTROLS if not each.tests] == []


@cache
def all_tests() -> frozenset[str]:
    """Return all tests as pytest names them, without parameters."""
    return frozenset(
        f"{path.relative_to(ROOT).as_posix()}::{node.name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


@pytest.mark.parametrize(
    ("reason", "on_ci", "fails"),
    [
        ("zsh is not installed", "true", True),
        ("zsh is not installed", "false", False),
        ("ffmpeg is not installed", "true", False),
    ],
)
def test_on_ci_no_test_is_skipped_but_for_a_known_reason(
    reason: str, on_ci: str, fails: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", on_ci)
    monkeypatch.setattr("sys.platform", "linux")
    report = pytest.TestReport("", ("", 0, ""), {}, "skipped", ("", 0, reason), "setup")
    fail_if_skipped(report)
    assert report.failed is fails
