"""The documents say what the program does."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["safety", "evidence"])
def test_a_page_is_the_one_that_its_script_writes(name: str) -> None:
    script = runpy.run_path(str(ROOT / "scripts" / f"{name}_doc.py"))
    written = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    assert written == script["document"](), f"run: python scripts/{name}_doc.py"


def test_the_pictures_in_the_readme_are_what_the_program_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    script = runpy.run_path(str(ROOT / "scripts" / "readme_pictures.py"))
    drawn = dict(script["pictures"]())
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, picture in drawn.items():
        path = ROOT / "docs" / "pictures" / f"{name.replace(' ', '-')}.svg"
        assert words_in(path.read_text(encoding="utf-8")) == words_in(picture), (
            "run: python scripts/readme_pictures.py"
        )
        assert f"docs/pictures/{path.name}" in readme


def words_in(picture: str) -> list[str]:
    """Return the text of a picture; how it is drawn depends on the version of Rich."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture)


def test_the_questions_can_be_read_at_the_age_of_nine_to_eleven() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "reading_grade.py"))
    assert script["grade_of_questions"]() <= script["MOST_FOR_QUESTIONS"]
    assert script["too_hard"]() == []


def test_the_claims_can_be_read_after_nine_years_of_school() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "reading_grade.py"))
    assert script["claims_too_hard"]() == []


def test_the_pages_say_that_no_clinician_has_reviewed_them() -> None:
    for name in ("docs/safety.md", "docs/evidence.md", "README.md"):
        text = " ".join((ROOT / name).read_text(encoding="utf-8").split()).casefold()
        assert "no clinician has reviewed" in text
