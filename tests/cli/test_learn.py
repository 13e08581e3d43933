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
    assert all(ABOUT[topic] in result.out for topic in Topic)
    assert "footcoach learn TOPIC" in result.out


def test_a_topic_shows_its_claims_and_no_others(run: Run) -> None:
    words = " ".join(run("learn", "Myths").out.split())
    for claim in CLAIMS:
        assert (claim.text in words) is (claim.topic is Topic.MYTHS)


def test_finding_nothing_is_said_and_is_no_error(run: Run) -> None:
    result = run("learn", "--search", "zebra\x1b")
    assert result == (0, "Nothing contains 'zebra<1b>'.\n", "")
    result = run("learn", "runners", "--search", "insulin")
    assert result == (0, "Nothing under 'runners' contains 'insulin'.\n", "")


def test_as_json_there_is_everything_one_topic_or_what_was_found(run: Run) -> None:
    def ids(*words: str) -> dict[str, list[str]]:
        topics = json.loads(run("learn", "--json", *words).out)
        return {each["topic"]: [claim["id"] for claim in each["claims"]] for each in topics}

    assert list(ids()) == list(Topic)
    assert [id_ for each in ids().values() for id_ in each] == [claim.id for claim in CLAIMS]
    assert list(ids("diabetes")) == ["diabetes"]
    found = {"diabetes": ["insulin"], "myths": ["insulin-tip"]}
    assert ids("--search", "insulin rub") == found
    assert ids("--search", "zebra") == {}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_no_encoding_ends_it_and_names_lose_no_more_than_their_accents(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    command = [sys.executable, "-m", "footcoach", "learn", "benefits"]
    result = subprocess.run(command, capture_output=True, check=True)
    text = result.stdout.decode(encoding)
    assert "\x1b" not in text
    assert ("Dakić" if encoding == "utf-8" else "Dakic") in text
    assert not re.search(r"Daki\?|G\?k", text)
    assert text.isascii() is (encoding != "utf-8")
