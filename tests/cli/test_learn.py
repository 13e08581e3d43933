"""`footcoach learn` as scripts and people see it."""

import json
import re
import subprocess
import sys

import pytest

from cli.running import Run
from footcoach.core.evidence import ABOUT, CLAIMS, Topic


def test_alone_it_lists_the_topics_with_a_line_each(run: Run) -> None:
    result = run("learn")
    assert (result.code, result.err) == (0, "")
    for topic in Topic:
        assert f"{topic}  " in result.out
        assert ABOUT[topic] in result.out
    assert "footcoach learn TOPIC" in result.out


@pytest.mark.parametrize("topic", Topic)
def test_a_topic_shows_its_claims_and_no_others(run: Run, topic: Topic) -> None:
    words = " ".join(run("learn", topic).out.split())
    for claim in CLAIMS:
        assert (claim.text in words) is (claim.topic is topic)


def test_a_topic_can_be_written_in_capitals(run: Run) -> None:
    assert run("learn", "Myths") == run("learn", "myths")


def test_an_unknown_topic_is_a_usage_error_with_a_guess(run: Run) -> None:
    result = run("learn", "diabets")
    assert (result.code, result.out) == (2, "")
    assert "'diabets' (did you mean 'diabetes'?)" in result.err


def test_what_is_typed_is_shown_not_obeyed(run: Run) -> None:
    assert "'<1b>[2J'" in run("learn", "\x1b[2J").err
    assert "'<1b>[2J'" in run("learn", "--search", "\x1b[2J").out


def test_a_search_goes_through_all_topics(run: Run) -> None:
    out = run("learn", "--search", "INSULIN rub").out
    assert "diabetes: " in out
    assert "myths: " in out
    assert "runners: " not in out


def test_a_search_can_be_kept_to_a_topic(run: Run) -> None:
    out = run("learn", "myths", "--search", "insulin").out
    assert "myths: " in out
    assert "diabetes: " not in out


def test_a_search_finds_names_without_their_accents(run: Run) -> None:
    assert "menopause" in run("learn", "--search", "gokbulut").out


def test_finding_nothing_is_said_and_is_no_error(run: Run) -> None:
    assert run("learn", "--search", "zebra") == (0, "Nothing holds 'zebra'.\n", "")
    result = run("learn", "runners", "--search", "insulin")
    assert result == (0, "Nothing in 'runners' holds 'insulin'.\n", "")


@pytest.mark.parametrize("words", ["", "  "])
def test_a_search_for_nothing_is_a_usage_error(run: Run, words: str) -> None:
    result = run("learn", "--search", words)
    assert result.code == 2
    assert "--search WORD" in result.err


def ids_in(text: str) -> dict[str, list[str]]:
    return {each["topic"]: [claim["id"] for claim in each["claims"]] for each in json.loads(text)}


def test_as_json_there_is_every_topic_with_all_its_claims(run: Run) -> None:
    found = ids_in(run("learn", "--json").out)
    assert list(found) == list(Topic)
    assert [id_ for ids in found.values() for id_ in ids] == [claim.id for claim in CLAIMS]


def test_as_json_there_is_one_topic_or_what_was_found(run: Run) -> None:
    assert list(ids_in(run("learn", "diabetes", "--json").out)) == ["diabetes"]
    assert ids_in(run("learn", "--search", "insulin rub", "--json").out) == {
        "diabetes": ["insulin"],
        "myths": ["insulin-tip"],
    }
    assert json.loads(run("learn", "--search", "zebra", "--json").out) == []


def test_with_ascii_it_prints_nothing_else(run: Run) -> None:
    assert not run("learn", "myths").out.isascii()
    assert run("learn", "myths", "--ascii").out.isascii()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("arguments", [["myths"], ["benefits"], ["--json"]])
def test_no_encoding_ends_it_or_puts_question_marks_into_names(
    arguments: list[str], encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    result = subprocess.run(
        [sys.executable, "-m", "footcoach", "learn", *arguments], capture_output=True, check=True
    )
    text = result.stdout.decode(encoding)
    assert "\x1b" not in text
    assert not re.search(r"Daki\?|G\?k", text)
