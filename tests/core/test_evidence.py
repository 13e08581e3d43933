"""The claims: complete, each with its source, and graded as a second table says."""

import json
import re
from itertools import groupby

import pytest

from footcoach.core.errors import UsageError
from footcoach.core.evidence import (
    ABOUT,
    ARTICLE,
    CLAIMS,
    GRADES,
    Claim,
    Grade,
    Source,
    Topic,
    by_topic,
    claims_json,
    find_topic,
    why,
)
from footcoach.storage.library import load_routine
from samples import a_routine

# Written by hand, to disagree with mistakes: a grade changes in both places or not at all.
SECOND_TABLE = {
    Grade.A: (
        "five-strokes lotion bone-or-injury numb-feet hot-foot look-every-day clot "
        "wounds-and-breaks infection bleeding weak-bones lists-differ fire"
    ),
    Grade.B: (
        "knee-arthritis ball roller how-long how-hard calm tired-and-sleep bending heel-pain "
        "soreness after-the-race after-a-triathlon healthy-check hidden-clot rare-harm sore-after "
        "pregnancy"
    ),
    Grade.C: (
        "stroke-effects sports trigger-points by-yourself performance next-race running-injuries "
        "inflammation blood-sugar nerves toxins water circulation reflexology cancer"
    ),
    Grade.D: "deep insulin adhesions insulin-tip",
}

A_CLAIM = Claim(
    id="shoes",
    topic=Topic.RISKS,
    grade=Grade.B,
    text="Shoes can press.",
    sources=(Source("Dakić M. Shoes", "https://example.org/shoes"),),
    article="The article says nothing.",
)


def test_a_second_table_agrees_with_every_grade() -> None:
    second = {id_: grade for grade, ids in SECOND_TABLE.items() for id_ in ids.split()}
    assert {claim.id: claim.grade for claim in CLAIMS} == second
    assert len(CLAIMS) == len(second)


def test_a_heading_is_true_of_the_text_under_it() -> None:
    assert list(GRADES.values()) == ["Well supported", "Weak support", "Not shown", "Warning"]
    denials = ("It is not shown that ", "Some say that ")
    for claim in CLAIMS:
        if claim.grade is Grade.C:
            assert claim.text.startswith(denials)
        if claim.grade is Grade.D:
            assert claim.text.startswith(("Never ", "Some say that "))


def test_under_each_topic_what_helps_comes_before_what_does_not() -> None:
    for _, claims in by_topic(CLAIMS):
        grades = [grade for grade, _ in groupby(claims, key=lambda claim: claim.grade)]
        assert grades == sorted(grades, key="ABDC".index)


def test_every_claim_has_a_source_that_names_who_and_where() -> None:
    for claim in CLAIMS:
        assert claim.sources
        for source in (*claim.sources, ARTICLE):
            assert re.fullmatch(r"[A-ZÇ][^\n]{8,}", source.citation)
            assert source.link == "" or re.fullmatch(r"https://[!-~]+", source.link)


def test_every_topic_has_claims_and_a_line_about_it() -> None:
    assert [topic for topic, _ in by_topic(CLAIMS)] == list(Topic) == list(ABOUT)
    assert all(len(line) <= 64 for line in ABOUT.values())


def test_what_people_ask_about_has_an_answer() -> None:
    asked = {
        "types": ("gliding kneading tapping friction vibration", "swedish", "trigger point"),
        "diabetes": ("insulin",),
        "myths": ("toxins", "reflexology", "myofascial cancer", "adhesions", "drink water"),
    }
    for topic, searches in asked.items():
        for words in searches:
            assert [each for each in CLAIMS if each.topic == topic and each.contains(words)], words


def test_rubbing_insulin_sites_is_warned_of() -> None:
    warnings = {claim.id: claim for claim in CLAIMS if claim.grade is Grade.D}
    assert all("Never rub" in warnings[id_].text for id_ in ("insulin", "insulin-tip"))


def test_a_search_finds_all_words_in_text_and_sources() -> None:
    for words in ("shoes", "PRESS shoes", "dakic", "DAKIĆ", "example.org", "hoe pres"):
        assert A_CLAIM.contains(words)
    for words in ("socks", "shoes socks", "risks", "shoes-", "article"):
        assert not A_CLAIM.contains(words)


def test_a_topic_is_found_by_its_name_and_an_unknown_one_is_a_usage_error() -> None:
    assert find_topic(" Self-Massage ") is Topic.SELF_MASSAGE
    with pytest.raises(
        UsageError, match=r"'runer' \(did you mean 'runners'\?\)\. .*types, .*myths\. .*--search"
    ):
        find_topic("runer")


def test_claims_as_json_hold_what_other_programs_rely_on() -> None:
    assert json.loads(claims_json([A_CLAIM])) == [
        {
            "topic": "risks",
            "claims": [
                {
                    "id": "shoes",
                    "text": "Shoes can press.",
                    "grade": "B",
                    "sources": ["Dakić M. Shoes. https://example.org/shoes"],
                    "article": "The article says nothing.",
                }
            ],
        }
    ]
    entries = json.loads(claims_json(CLAIMS))
    articles = {claim["id"]: claim["article"] for entry in entries for claim in entry["claims"]}
    assert articles["ball"] is None


def test_a_routine_names_the_topics_that_explain_it() -> None:
    assert why(load_routine("runner")) == (
        "Why: footcoach learn runners; also types, self-massage and benefits."
    )
    assert why(a_routine()) == "Why: footcoach learn types; also self-massage."
