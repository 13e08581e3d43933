"""`footcoach checklist` as people and programs get it."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.running import Run
from footcoach.core.questionnaire import QUESTIONS
from footcoach.core.report import BY_ID
from footcoach.ui.checklist import CHECKLISTS


def test_the_text_is_ascii_in_eighty_columns_with_a_box_for_every_answer(run: Run) -> None:
    result = run("checklist")
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) <= 80
    assert result.out.count("[ ] yes  [ ] not sure  [ ] no") == len(BY_ID)
    text = " ".join(result.out.split())
    for question in BY_ID.values():
        assert all(part in text for part in (question.wording, question.help, question.advice))


def test_the_json_holds_what_other_programs_rely_on(run: Run) -> None:
    def check(entry: dict[str, Any]) -> None:
        question = BY_ID[entry["id"]]
        assert set(entry) == {
            *("id", "part", "heading", "wording", "help", "answers", "follow_ups", "sources")
        }
        assert entry["wording"] == question.wording
        assert entry["answers"]["yes"] == {"level": question.yes, "advice": question.advice}
        assert entry["answers"]["not_sure"]["level"] == question.not_sure
        assert entry["answers"]["no"] == {"level": "go", "advice": ""}
        assert entry["sources"] == list(question.sources)
        assert [each["id"] for each in entry["follow_ups"]] == [f.id for f in question.follow_ups]
        for follow_up in entry["follow_ups"]:
            check(follow_up)

    entries = json.loads(run("checklist", "--format", "json").out)
    assert [entry["id"] for entry in entries] == [question.id for question in QUESTIONS]
    for entry in entries:
        check(entry)


def test_the_markdown_has_every_question_and_source(run: Run) -> None:
    text = run("checklist", "--format", "markdown").out
    for question in BY_ID.values():
        assert question.wording in text
        assert all(source in text for source in question.sources)


@pytest.mark.parametrize("form", CHECKLISTS)
def test_every_form_is_ascii_and_the_same_in_a_file(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "checklist"
    result = run("checklist", "--format", form, "-o", "-")
    assert (result.code, result.err) == (0, "")
    assert result.out.isascii()
    assert run("checklist", "--format", form, "-o", path) == (0, "", f"Written: {path}\n")
    assert path.read_text(encoding="utf-8") == result.out
