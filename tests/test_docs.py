"""The documents say what the program does."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_page_on_safety_is_the_one_its_script_writes() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "safety_doc.py"))
    written = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
    assert written == script["document"](), "run: python scripts/safety_doc.py"


def test_the_questions_can_be_read_at_the_age_of_nine_to_eleven() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "reading_grade.py"))
    assert script["grade_of_questions"]() <= script["MOST_FOR_QUESTIONS"]
    assert script["too_hard"]() == []


def test_the_page_on_safety_says_that_no_clinician_has_reviewed_it() -> None:
    for name in ("docs/safety.md", "README.md"):
        text = " ".join((ROOT / name).read_text(encoding="utf-8").split()).casefold()
        assert "no clinician has reviewed" in text
