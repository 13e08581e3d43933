"""The page of HTML: everything the checklist says is on it, labelled, and it needs nothing else."""

import re
from collections import Counter
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from footcoach.core import checklist
from footcoach.core.checklist import WORDS, combination, wording
from footcoach.core.question import Level, Said, Section
from footcoach.core.questionnaire import (
    CLEARABLE,
    HEADINGS,
    LEVEL_NAMES,
    MEANINGS,
    QUESTION_SET,
    QUESTIONS,
    RULES,
    SCOPE,
)
from footcoach.ui.checklist import checklist_html
from samples import ASKED
from ui.canvas import parsed, text_of


@pytest.fixture(scope="module")
def page() -> Element:
    return parsed(checklist_html())


def group_of(page: Element, question_id: str) -> Element:
    """Return the fieldset whose own boxes answer the question."""
    groups = page.iter("fieldset")
    return next(g for g in groups if next(g.iter("input")).attrib["name"] == question_id)


def test_it_begins_with_what_it_is_and_who_has_not_reviewed_it(page: Element) -> None:
    (title,) = page.iter("h1")
    assert text_of(next(page.iter("title"))) == title.text == WORDS.title
    opening = text_of(next(page.iter("header")))
    for words in (SCOPE, "No clinician has reviewed it.", QUESTION_SET, "Name:", "Date:"):
        assert words in opening


def test_it_tells_browsers_its_language_its_letters_and_its_limits(page: Element) -> None:
    assert (page.tag, page.attrib["lang"]) == ("html", "en")
    metas = [meta.attrib for meta in page.iter("meta")]
    assert {"charset": "utf-8"} in metas
    assert any(meta.get("name") == "viewport" for meta in metas)
    (policy,) = (m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; form-action 'none'")


def test_every_level_is_explained_before_the_questions_most_severe_first(page: Element) -> None:
    (levels,) = page.iterfind(".//dl[@class='levels']")
    assert [text_of(entry) for entry in levels.iter("div")] == [
        f"{LEVEL_NAMES[level].capitalize()}: {MEANINGS[level]}" for level in reversed(Level)
    ]
    html = checklist_html()
    assert html.index('class="levels"') < html.index("<fieldset")


def test_headings_and_questions_are_there_once_and_in_order(page: Element) -> None:
    runners = {Section.RUNNER: f"{HEADINGS[Section.RUNNER]} ({WORDS.runner_only})"}
    sections = (HEADINGS | runners).values()
    assert [text_of(heading) for heading in page.iter("h2")] == [
        WORDS.decides,
        *sections,
        WORDS.together,
        WORDS.professional,
    ]
    names = list(dict.fromkeys(box.attrib["name"] for box in page.iter("input")))
    assert names[:-1] == [q.id for question in QUESTIONS for q in (question, *question.follow_ups)]


def test_a_question_has_its_words_help_and_a_labelled_box_for_each_answer(page: Element) -> None:
    for question in ASKED:
        group = group_of(page, question.id)
        assert text_of(next(group.iter("legend"))).endswith(f". {wording(question)}")
        (help_,) = page.iterfind(f".//*[@id='{group.attrib['aria-describedby']}']")
        assert text_of(help_).endswith(checklist.paper_help(question))
        boxes = [next(label.iter("input")).attrib for label in group.iter("label")]
        assert [box["value"] for box in boxes] == [i.id for i in question.items] + [*Said]
        labels = [text_of(label) for label in group.iter("label")]
        if question.items[0].text == "yes":
            assert labels[0] == "yes"
        else:
            for letter, item, label in zip("abcdefgh", question.items, labels, strict=False):
                assert label.startswith(f"{letter} {item.text}")
                assert ("(where:" in label) is bool(item.where)
        none = question.none or ("no" if labels[0] == "yes" else "none of these")
        assert labels[-2:] == [none, "not sure"]


def test_every_answer_says_once_what_it_means_and_what_to_do(page: Element) -> None:
    for question in ASKED:
        (means,) = group_of(page, question.id).iterfind(".//ul[@class='means']")
        lines = [text_of(line) for line in means.iter("li")]
        marks = [mark for line in lines for mark in re.split(", | or ", line.partition(":")[0])]
        letters = ["yes"] if question.items[0].text == "yes" else "abcdefgh"[: len(question.items)]
        assert sorted(marks) == sorted([*letters, *([] if question.instead else ["not sure"])])
        for letter, item in zip(letters, question.items, strict=True):
            (line,) = (
                line for line in lines if letter in re.split(", | or ", line.partition(":")[0])
            )
            assert line.partition(": ")[2].startswith(f"{LEVEL_NAMES[item.level]}.")
            assert item.advice.rpartition(". ")[2] in line
            assert all(zone in line for zone in item.keep_off)


def test_a_professional_is_told_what_it_is_about_and_has_room_to_answer(page: Element) -> None:
    box = text_of(next(page.iterfind(".//section[@class='signed']")))
    assert WORDS.please in box
    assert all(words in box for words in (*WORDS.verdicts, *WORDS.signed))
    then = f"{WORDS.afterwards} {WORDS.command} {WORDS.then}"
    assert then in text_of(page)


def test_each_answer_that_can_be_cleared_says_what_to_type_and_no_other_does(page: Element) -> None:
    typed: list[str] = []
    for question in ASKED:
        codes = [text_of(code) for code in group_of(page, question.id).iter("code")]
        assert codes[:1] in ([], ["footcoach profile clearance add"])
        assert all(id_ == question.id or id_.startswith(f"{question.id}.") for id_ in codes[1:])
        typed += codes[1:]
    assert sorted(typed) == sorted(CLEARABLE)


def test_a_follow_up_stands_after_its_question_and_says_when_it_is_due(page: Element) -> None:
    numbers = [text_of(legend).partition(". ")[0] for legend in page.iter("legend")]
    assert numbers[:2] == ["1", "1.1"]
    for question in ASKED:
        assert ("follow-up" in str(group_of(page, question.id).attrib)) is bool(question.due)


def test_the_rules_name_the_answers_that_raise_them_by_their_numbers(page: Element) -> None:
    entries = [text_of(entry) for entry in list(page.iter("dl"))[-1].iter("div")]
    for entry, rule in zip(entries, RULES, strict=True):
        start = f"{rule.label.capitalize()} ({combination(rule.when)}): {LEVEL_NAMES[rule.level]}."
        assert entry.startswith(start)
        assert entry.endswith(rule.advice.rpartition(". ")[2])


def test_it_needs_no_other_file_runs_no_script_and_answers_nothing_itself(page: Element) -> None:
    ids = Counter(e.attrib["id"] for e in page.iter() if "id" in e.attrib)
    assert set(ids.values()) == {1}
    assert not {e.tag for e in page.iter()} & {"script", "link", "img", "iframe", "a", "base"}
    names = {name for e in page.iter() for name in e.attrib}
    unwanted = {"src", "href", "srcset", "style", "action", "formaction", "checked", "disabled"}
    assert not names & unwanted
    assert not any(name.startswith("on") for name in names)
    assert not re.search(r"url\(|@import|https?:|\{\{|\{%", checklist_html())


def test_what_a_question_says_cannot_become_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "<script>\"A\" & 'b'</script> pr\u00e9 -x?"
    item = replace(QUESTIONS[0].items[0], text=words, advice=words)
    odd = replace(
        QUESTIONS[0], id='"><i>', lead=words, help=words, items=(item, item), follow_ups=()
    )
    monkeypatch.setattr(checklist, "QUESTIONS", (odd,))
    monkeypatch.setattr("footcoach.ui.checklist.RULES", ())
    html = checklist_html()
    assert html.isascii()
    page = parsed(html)
    assert not list(page.iter("script")) + list(page.iter("i"))
    (group,) = page.iter("fieldset")
    assert text_of(next(group.iter("legend"))) == f"1. {words}"
    assert text_of(next(group.iterfind(".//p[@class='help']"))) == words
    assert words in text_of(next(group.iterfind(".//ul[@class='means']")))
    assert words in text_of(next(group.iter("label")))
    assert {box.attrib["name"] for box in group.iter("input")} == {'"><i>'}
