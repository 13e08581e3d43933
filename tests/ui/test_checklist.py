"""The page of HTML: everything the checklist says is on it, labelled, and it needs nothing else."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from footcoach.core.question import Answer, Level
from footcoach.core.questionnaire import (
    CROSS_RULES,
    HEADINGS,
    HEADLINES,
    LEVEL_NAMES,
    MEANINGS,
    QUESTION_SET,
    QUESTIONS,
    SCOPE,
)
from footcoach.core.report import BY_ID
from footcoach.ui import checklist
from footcoach.ui.checklist import checklist_html

VOID = {"meta", "input"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def all(self, tag: str = "", **attributes: str) -> Iterator["Element"]:
        """Give every element inside, in order, with this tag and these attributes."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag == (tag or child.tag) and attributes.items() <= child.classed.items():
                    yield child
                yield from child.all(tag, **attributes)

    @property
    def classed(self) -> dict[str, str | None]:
        return {name.replace("class", "class_"): v for name, v in self.attributes.items()}

    @property
    def text(self) -> str:
        """What a reader sees, without the mark that keeps "-floxacin" whole."""
        parts = (c if isinstance(c, str) else c.text for c in self.children)
        return " ".join("".join(parts).replace("\u2060", "").split())


class Parser(HTMLParser):
    """Builds the tree, and takes nothing that is not well nested."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), "an attribute twice"
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(html: str) -> Element:
    parser = Parser()
    parser.feed(html)
    parser.close()
    (root,) = parser.open
    return root


@pytest.fixture(scope="module")
def page() -> Element:
    return parsed(checklist_html())


def group_of(page: Element, question_id: str) -> Element:
    """Return the fieldset whose own boxes answer the question."""
    (group,) = (
        group
        for group in page.all("fieldset")
        if next(group.all("input")).attributes["name"] == question_id
    )
    return group


def test_it_begins_with_what_it_is_and_who_has_not_reviewed_it(page: Element) -> None:
    (title,) = page.all("h1")
    assert next(page.all("title")).text == title.text == checklist.TITLE
    opening = next(page.all("header")).text
    for words in (SCOPE, "No clinician has reviewed it.", QUESTION_SET, "Name:", "Date:"):
        assert words in opening


def test_it_tells_browsers_its_language_its_letters_and_its_limits(page: Element) -> None:
    (html,) = page.all("html")
    assert html.attributes["lang"] == "en"
    metas = [meta.attributes for meta in page.all("meta")]
    assert {"charset": "utf-8"} in metas
    assert any(meta.get("name") == "viewport" for meta in metas)
    (policy,) = (m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; form-action 'none'")


def test_every_level_is_explained_before_the_first_question_most_severe_first(
    page: Element,
) -> None:
    (levels,) = page.all("dl", class_="levels")
    assert [entry.text for entry in levels.all("div")] == [
        f"{LEVEL_NAMES[level].capitalize()}. {HEADLINES[level]} {MEANINGS[level]}"
        for level in reversed(Level)
    ]
    html = checklist_html()
    assert html.index('class="levels"') < html.index("<fieldset")


def test_headings_and_questions_are_there_once_and_in_order(page: Element) -> None:
    headings = [heading.text for heading in page.all("h2")]
    assert headings == [checklist.DECIDES, *HEADINGS.values(), checklist.TOGETHER]
    names = list(dict.fromkeys(box.attributes["name"] for box in page.all("input")))
    assert names == [q.id for question in QUESTIONS for q in (question, *question.follow_ups)]


def test_a_question_has_its_words_its_help_and_a_labelled_box_for_each_answer(
    page: Element,
) -> None:
    for question in BY_ID.values():
        group = group_of(page, question.id)
        assert next(group.all("legend")).text.endswith(question.wording)
        (help_,) = page.all(id=str(group.attributes["aria-describedby"]))
        assert help_.text == question.help
        labels = list(group.all("label"))[: len(Answer)]
        assert [label.text for label in labels] == ["yes", "not sure", "no"]
        for label, answer in zip(labels, Answer, strict=True):
            (box,) = label.all("input")
            assert box.attributes == {"type": "radio", "name": question.id, "value": answer}


def test_a_question_says_what_to_do_and_says_no_level_twice(page: Element) -> None:
    for question in BY_ID.values():
        means = next(group_of(page, question.id).all("p", class_="means")).text
        answer, _, advice = means.partition(f"{LEVEL_NAMES[question.yes]}. ")
        assert answer in ("Yes: ", "Yes or not sure: ")
        if answer == "Yes: ":
            assert advice.endswith(f" Not sure: {LEVEL_NAMES[question.not_sure]}.")
        advice = advice.removesuffix(f" Not sure: {LEVEL_NAMES[question.not_sure]}.")
        left_out = question.advice.removesuffix(advice)
        assert left_out == "" or left_out.startswith(HEADLINES[question.yes].split(".")[0])
        assert left_out.count(". ") <= 1


def test_follow_ups_are_inside_their_question_and_say_when_they_are_due(page: Element) -> None:
    for question in QUESTIONS:
        inner = list(group_of(page, question.id).all("fieldset"))
        names = [next(group.all("input")).attributes["name"] for group in inner]
        assert names == [follow_up.id for follow_up in question.follow_ups]
        for group in inner:
            assert next(group.all("legend")).text.startswith("If yes or not sure: ")


def test_the_cross_rules_are_there(page: Element) -> None:
    entries = [entry.text for entry in list(page.all("dl"))[-1].all("div")]
    for entry, rule in zip(entries, CROSS_RULES, strict=True):
        assert entry.startswith(f"{rule.label.capitalize()}: {LEVEL_NAMES[rule.level]}.")
        assert entry.endswith(rule.advice.rpartition(". ")[2])


def test_it_needs_no_other_file_runs_no_script_and_answers_nothing_beforehand(
    page: Element,
) -> None:
    ids = Counter(e.attributes["id"] for e in page.all() if "id" in e.attributes)
    assert set(ids.values()) == {1}
    assert not {e.tag for e in page.all()} & {"script", "link", "img", "iframe", "a", "base"}
    names = {name for e in page.all() for name in e.attributes}
    unwanted = {"src", "href", "srcset", "style", "action", "formaction", "checked", "disabled"}
    assert not names & unwanted
    assert not any(name.startswith("on") for name in names)
    assert not re.search(r"url\(|@import|https?:|\$", checklist_html())


def test_what_a_question_says_cannot_become_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "<script>\"A\" & 'b'</script> pré -x?"
    odd = replace(QUESTIONS[0], id='"><i>', wording=words, help=words, advice=words)
    monkeypatch.setattr(checklist, "QUESTIONS", (odd,))
    html = checklist_html()
    assert html.isascii()
    page = parsed(html)
    assert not list(page.all("script")) + list(page.all("i"))
    (group,) = page.all("fieldset")
    assert next(group.all("legend")).text == f"1. {words}"
    assert next(group.all("p", class_="help")).text == words
    assert words in next(group.all("p", class_="means")).text
    assert {box.attributes["name"] for box in group.all("input")} == {'"><i>'}
