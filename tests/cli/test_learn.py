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


def test_a_topic_shows_its_claims_and_no_others(run: Run) -> None:
    for topic in Topic:
        words = " ".join(run("learn", topic).out.split())
        for claim in CLAIMS:
            assert (claim.text in words) is (claim.topic is topic)
    assert run("learn", "Myths") == run("learn", "myths")


def test_an_unknown_topic_is_a_usage_error_with_a_guess(run: Run) -> None:
    result = run("learn", "diabets")
    assert (result.code, result.out) == (2, "")
    assert "'diabets' (did you mean 'diabetes'?)" in result.err


def test_what_is_typed_is_shown_not_obeyed(run: Run) -> None:
    assert "'<1b>[2J'" in run("learn", "\x1b[2J").err
    assert "'<1b>[2J'" in run("learn", "--search", "\x1b[2J").out


def test_a_search_goes_through_all_topics_or_one(run: Run) -> None:
    out = run("learn", "--search", "INSULIN rub").out
    assert [topic for topic in Topic if f"{topic}: " in out] == ["diabetes", "myths"]
    out = run("learn", "myths", "--search", "insulin").out
    assert [topic for topic in Topic if f"{topic}: " in out] == ["myths"]
    assert "menopause" in run("learn", "--search", "gokbulut").out


def test_finding_nothing_is_said_and_is_no_error(run: Run) -> None:
    assert run("learn", "--search", "zebra") == (0, "Nothing contains 'zebra'.\n", "")
    result = run("learn", "runners", "--search", "insulin")
    assert result == (0, "Nothing under 'runners' contains 'insulin'.\n", "")


@pytest.mark.parametrize("words", ["", "  "])
def test_a_search_for_nothing_is_a_usage_error_that_shows_how(run: Run, words: str) -> None:
    result = run("learn", "--search", words)
    assert result.code == 2
    assert "--search insulin" in result.err


def ids_in(text: str) -> dict[str, list[str]]:
    return {each["topic"]: [claim["id"] for claim in each["claims"]] for each in json.loads(text)}


def test_as_json_there_is_everything_one_topic_or_what_was_found(run: Run) -> None:
    everything = ids_in(run("learn", "--json").out)
    assert list(everything) == list(Topic)
    assert [id_ for ids in everything.values() for id_ in ids] == [claim.id for claim in CLAIMS]
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
def test_no_encoding_ends_it_or_puts_question_marks_into_names(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    for arguments in (["--search", "Dakic"], ["benefits"], ["--json"]):
        command = [sys.executable, "-m", "footcoach", "learn", *arguments]
        result = subprocess.run(command, capture_output=True, check=True)
        text = result.stdout.decode(encoding)
        assert "\x1b" not in text
        assert not re.search(r"Daki\?|G\?k", text)
