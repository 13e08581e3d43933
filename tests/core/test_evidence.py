"""The claims: complete, each with its source, and graded as a second table says."""

import json
import re

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
)
from footcoach.core.text import unaccented

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
"""Written by hand, to disagree with mistakes: a grade changes in both places or not at all."""

each_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)

A_CLAIM = Claim(
    id="shoes",
    topic=Topic.RISKS,
    text="Shoes can press.",
    grade=Grade.B,
    sources=(Source("Dakić M. Shoes", "https://example.org/shoes"),),
    article="The article says nothing.",
)


def test_a_second_table_agrees_with_every_grade() -> None:
    second = {id_: grade for grade, ids in SECOND_TABLE.items() for id_ in ids.split()}
    assert {claim.id: claim.grade for claim in CLAIMS} == second
    assert len(CLAIMS) == len(second)


def test_every_grade_has_its_words() -> None:
    assert [f"{grade}, {entry.words}" for grade, entry in GRADES.items()] == [
        "A, supported",
        "B, limited or short-term",
        "C, not shown",
        "D, contradicted or unsafe",
    ]


@each_claim
def test_every_claim_has_a_source_that_names_who_and_where(claim: Claim) -> None:
    assert claim.sources
    for source in claim.sources:
        assert re.fullmatch(r"[A-ZÇ][^\n]{8,}", source.citation)
        assert source.link == "" or re.fullmatch(r"https://[!-~]+", source.link)


@each_claim
def test_what_a_claim_says_can_be_shown_in_every_encoding(claim: Claim) -> None:
    assert (claim.id + claim.text + claim.article).isascii()
    assert unaccented(" ".join(map(str, claim.sources))).isascii()


def test_every_topic_has_claims_and_a_line_about_it() -> None:
    assert [topic for topic, _ in by_topic(CLAIMS)] == list(Topic) == list(ABOUT)
    assert all(len(line) <= 64 for line in ABOUT.values())


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("types", "gliding kneading tapping friction vibration"),
        ("types", "swedish"),
        ("types", "deep"),
        ("types", "sports"),
        ("types", "trigger point"),
        ("diabetes", "insulin"),
        ("myths", "toxins"),
        ("myths", "reflexology"),
        ("myths", "myofascial cancer"),
        ("myths", "adhesions"),
        ("myths", "circulation"),
        ("myths", "drink water"),
        ("myths", "insulin"),
    ],
)
def test_what_people_ask_about_has_an_answer(topic: str, words: str) -> None:
    assert [claim for claim in CLAIMS if claim.topic == topic and claim.contains(words)]


def test_no_rubbing_of_insulin_sites_is_advised_but_warned_of() -> None:
    for id_ in ("insulin", "insulin-tip"):
        claim = next(claim for claim in CLAIMS if claim.id == id_)
        assert claim.grade is Grade.D
        assert "Never rub" in claim.text


@pytest.mark.parametrize(
    "words",
    ["shoes", "PRESS shoes", "dakic", "DAKIĆ", "example.org", "article nothing", "hoe pres"],
)
def test_a_search_finds_all_words_in_text_article_and_sources(words: str) -> None:
    assert A_CLAIM.contains(words)


@pytest.mark.parametrize("words", ["socks", "shoes socks", "risks", "shoes-"])
def test_a_search_finds_nothing_if_one_word_is_missing(words: str) -> None:
    assert not A_CLAIM.contains(words)


@pytest.mark.parametrize("name", ["self-massage", "SELF-MASSAGE", " Self-massage "])
def test_a_topic_is_known_by_its_name(name: str) -> None:
    assert find_topic(name) is Topic.SELF_MASSAGE


def test_an_unknown_topic_is_met_with_the_nearest_and_all_there_are() -> None:
    with pytest.raises(
        UsageError, match=r"'runer' \(did you mean 'runners'\?\)\. .*types, .*myths\. .*--search"
    ):
        find_topic("runer")


def test_claims_as_json_hold_what_other_programs_rely_on() -> None:
    (entry,) = json.loads(claims_json([A_CLAIM]))
    assert entry == {
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


def test_without_anything_from_the_article_json_says_null() -> None:
    entries = json.loads(claims_json(CLAIMS))
    articles = {claim["id"]: claim["article"] for entry in entries for claim in entry["claims"]}
    assert articles["ball"] is None
    assert articles["insulin"].startswith("The article says")


def test_the_article_itself_is_named() -> None:
    assert "Foot Vitals" in str(ARTICLE)
    assert ARTICLE.link in str(ARTICLE)
