"""A release is of this version, from this project's address, and says the same everywhere."""

import re
import runpy
import shutil
import tomllib
from pathlib import Path

import pytest

from footcoach import HOME_PAGE, __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def text_of(path: Path | str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_the_address_of_the_project_stands_once_in_the_code_and_is_the_same_everywhere() -> None:
    owner_and_name = HOME_PAGE.removeprefix("https://github.com/")
    code = sorted((ROOT / "src").rglob("*.py"))
    assert [path.parent.name for path in code if owner_and_name in text_of(path)] == ["footcoach"]
    places = [ROOT / name for name in ("pyproject.toml", "CITATION.cff", "SECURITY.md")]
    for path in [*places, ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"]:
        address = r"https://(?:raw\.)?github(?:usercontent)?\.com/([\w-]+/[\w-]+)"
        assert set(re.findall(address, text_of(path))) == {owner_and_name}, path
    assert PROJECT["urls"]["Homepage"] == PROJECT["urls"]["Source"] == HOME_PAGE
    assert PROJECT["urls"]["Issues"] == f"{HOME_PAGE}/issues"
    assert f"version: {__version__}\n" in text_of("CITATION.cff")


def test_every_python_that_is_promised_is_tested() -> None:
    promised = re.findall(r"Python :: (3\.\d+)", " ".join(PROJECT["classifiers"]))
    [tested] = re.findall(r"python: \[(.*)\]", text_of(".github/workflows/tests.yml"))
    assert re.findall(r"3\.\d+", tested) == promised
    assert PROJECT["requires-python"] == f">={promised[0]}"


@pytest.mark.parametrize(
    ("tag", "repository", "changes", "refusal"),
    [
        (f"v{__version__}", HOME_PAGE, f"## {__version__} - 2027-01-31\n", ""),
        ("v9.9.9", HOME_PAGE, f"## {__version__} - 2027-01-31\n", "The tag is v9.9.9"),
        (__version__, HOME_PAGE, f"## {__version__} - 2027-01-31\n", "The tag is"),
        (f"v{__version__}", f"{HOME_PAGE}-2", f"## {__version__} - 2027-01-31\n", "This is"),
        (f"v{__version__}", HOME_PAGE, f"## {__version__} - unreleased\n", "CHANGELOG.md"),
    ],
)
def test_another_tag_another_repository_or_no_date_is_refused(
    tmp_path: Path, tag: str, repository: str, changes: str, refusal: str
) -> None:
    for name in ("pyproject.toml", "src/footcoach/__init__.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "CHANGELOG.md").write_text(changes, encoding="utf-8")
    script = runpy.run_path(str(ROOT / "scripts" / "may_release.py"))
    reasons = script["reasons_against"](tag, repository, tmp_path)
    assert len(reasons) == bool(refusal)
    assert all(reason.startswith(refusal) for reason in reasons)


def test_the_forms_ask_for_no_health_answer_and_send_nobody_in_need_to_an_issue() -> None:
    forms = {path.stem: " ".join(text_of(path).split()) for path in FORMS}
    assert set(forms) == {"bug", "config", "harm", "wrong-outcome"}
    for name in ("bug", "harm"):
        assert "You need not send any answer about your health" in forms[name]
        assert "footcoach doctor" in forms[name]
    for name in ("harm", "wrong-outcome"):
        assert "call your emergency number" in forms[name]
        assert "do not write here" in forms[name]
