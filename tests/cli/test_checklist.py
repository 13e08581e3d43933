"""`footcoach checklist` as people and programs get it."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.running import Run
from footcoach.core.checklist import wording
from footcoach.core.question import Question
from footcoach.core.questionnaire import BY_ID, CHANGED, LEVEL_NAMES, MEANINGS, QUESTIONS, RULES
from footcoach.ui.checklist import CHECKLISTS

ASKED = [question for question in BY_ID.values() if question is not CHANGED]


def test_the_text_is_ascii_in_eighty_columns_with_a_box_for_every_answer(run: Run) -> None:
    result = run("checklist")
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) <= 80
    boxes = sum(len(question.items) + 2 for question in ASKED)
    assert result.out.count("[ ] ") == boxes
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
    def check(entry: dict[str, Any], question: Question) -> None:
        keys = {"id", "section", "heading", "lead", "items", "not", "help", "not_sure"}
        follow_up = {"due", "instead"} if question.due else set()
        assert set(entry) == keys | {"follow_ups"} | follow_up
        assert (entry["id"], entry["lead"]) == (question.id, question.lead)
        assert (entry["help"], entry["not"]) == (question.help, question.not_)
        for each, item in zip(entry["items"], question.items, strict=True):
            assert set(each) == {"id", "text", "level", "advice", "keep_off", "sources"}
            assert (each["id"], each["text"], each["level"]) == (item.id, item.text, item.level)
            assert each["advice"] == item.advice
            assert each["keep_off"] == ("ask" if item.where else [*item.keep_off])
            assert each["sources"] == [*item.sources]
        if question.instead:
            assert entry["not_sure"] is None
        else:
            assert entry["not_sure"]["level"] == question.not_sure
        if question.due:
            assert entry["due"] == [flag.id for flag in question.due]
            assert entry["instead"] is question.instead
        for each, inner in zip(entry["follow_ups"], question.follow_ups, strict=True):
            check(each, inner)

    entries = json.loads(run("checklist", "--format", "json").out)
    for entry, question in zip(entries, QUESTIONS, strict=True):
        check(entry, question)


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
