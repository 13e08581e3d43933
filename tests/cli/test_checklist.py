"""`footcoach checklist` as people and programs get it."""

import json
from pathlib import Path

import pytest

from cli.running import Run
from footcoach.core.checklist import WORDS, wording
from footcoach.core.questionnaire import BY_ID, LEVEL_NAMES, MEANINGS, RULES
from footcoach.ui.checklist import CHECKLISTS
from samples import ASKED


def test_the_text_is_ascii_in_eighty_columns_with_a_box_for_every_answer(run: Run) -> None:
    result = run("checklist")
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) <= 80
    boxes = sum(len(question.items) + 2 for question in ASKED)
    assert result.out.count("[ ] ") == boxes + len(WORDS.verdicts)
    text = " ".join(result.out.split())
    for question in ASKED:
        assert wording(question) in text
        assert all(item.text in text for item in question.items)
        # The last sentence of each piece of advice: the first may only repeat the level.
        assert all(item.advice.rpartition(". ")[2] in text for item in question.items)
    assert all(rule.advice.rpartition(". ")[2] in text for rule in RULES)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_it_says_no_sentence_about_a_level_twice(run: Run, form: str) -> None:
    text = " ".join(run("checklist", "--format", form).out.replace("*", "").split())
    for level, meaning in MEANINGS.items():
        assert f"{LEVEL_NAMES[level].capitalize()}: {meaning}" in text
    assert "emergency number now. Call your emergency number now" not in text
    assert "medical advice today. Get medical advice today" not in text
    assert "doctor first. See a podiatrist or doctor f" not in text
    assert "press n" not in text.casefold()


def test_the_json_holds_what_other_programs_rely_on(run: Run) -> None:
    entries = json.loads(run("checklist", "--format", "json").out)
    entries += [follow_up for entry in entries for follow_up in entry["follow_ups"]]
    assert {entry["id"] for entry in entries} == {question.id for question in ASKED}
    keys = {"id", "section", "heading", "lead", "items", "not", "help", "not_sure", "follow_ups"}
    for entry in entries:
        question = BY_ID[entry["id"]]
        assert set(entry) == keys | ({"due", "instead"} if question.due else set())
        for each, item in zip(entry["items"], question.items, strict=True):
            assert each == {
                "id": item.id,
                "text": item.text,
                "level": item.level,
                "advice": item.advice,
                "keep_off": "ask" if item.where else [*item.keep_off],
                "sources": [*item.sources],
            }
        unsure = {"level": question.not_sure, "advice": question.unsure_advice}
        assert entry["not_sure"] == (None if question.instead else unsure)
        assert entry.get("due", []) == [flag.id for flag in question.due]


def test_the_markdown_has_every_item_and_source(run: Run) -> None:
    text = run("checklist", "--format", "markdown").out
    for question in ASKED:
        assert wording(question) in text
        assert not question.instead or question.rule in text
        for item in question.items:
            assert item.text in text
            assert all(source in text for source in item.sources)


@pytest.mark.parametrize("form", CHECKLISTS)
def test_every_form_is_ascii_and_the_same_in_a_file(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "checklist"
    result = run("checklist", "--format", form, "-o", "-")
    assert (result.code, result.err) == (0, "")
    assert result.out.isascii()
    assert run("checklist", "--format", form, "-o", path) == (0, "", f"Written: {path}\n")
    assert path.read_text(encoding="utf-8") == result.out


def test_the_format_follows_the_name_of_the_file(run: Run, tmp_path: Path) -> None:
    for name, begins in (("a.html", "<!DOCTYPE"), ("a.md", "# "), ("a.json", "["), ("a", "BEFORE")):
        assert run("checklist", "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_text(encoding="ascii").startswith(begins)
    assert run("checklist", "--large-print", "-o", tmp_path / "b.htm").code == 0
    assert "font: 18pt" in (tmp_path / "b.htm").read_text(encoding="ascii")
