"""The documents say what the program does."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_page_on_safety_is_the_one_its_script_writes() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "safety_doc.py"))
    written = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
    assert written == script["document"](), "run: python scripts/safety_doc.py"


def test_the_page_on_safety_says_that_no_clinician_has_reviewed_it() -> None:
    for name in ("docs/safety.md", "README.md"):
        text = " ".join((ROOT / name).read_text(encoding="utf-8").split()).casefold()
        assert "no clinician has reviewed" in text
