"""The page of HTML: everything the checklist says is on it, labelled, and it needs nothing else."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from footcoach.core import checklist
from footcoach.core.checklist import combination, wording
from footcoach.core.question import Level, Said, Section
from footcoach.core.questionnaire import (
    BY_ID,
    CHANGED,
    HEADINGS,
    LEVEL_NAMES,
    MEANINGS,
    QUESTION_SET,
    QUESTIONS,
    RULES,
    SCOPE,
)
from footcoach.ui.checklist import checklist_html

ASKED = [question for question in BY_ID.values() if question is not CHANGED]

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
        f"{LEVEL_NAMES[level].capitalize()}: {MEANINGS[level]}" for level in reversed(Level)
    ]
    html = checklist_html()
    assert html.index('class="levels"') < html.index("<fieldset")


def test_headings_and_questions_are_there_once_and_in_order(page: Element) -> None:
    headings = [heading.text.partition(" (only if")[0] for heading in page.all("h2")]
    assert headings == [checklist.DECIDES, *HEADINGS.values(), checklist.TOGETHER]
    names = list(dict.fromkeys(box.attributes["name"] for box in page.all("input")))
    assert names == [q.id for question in QUESTIONS for q in (question, *question.follow_ups)]


def test_the_runners_questions_say_whom_they_are_for(page: Element) -> None:
    (runner,) = (heading.text for heading in page.all("h2") if "(" in heading.text)
    assert runner == f"{HEADINGS[Section.RUNNER]} ({checklist.RUNNER_ONLY})"


def test_a_question_has_its_words_its_help_and_a_labelled_box_for_each_answer(
    page: Element,
) -> None:
    for question in ASKED:
        group = group_of(page, question.id)
        assert next(group.all("legend")).text.endswith(f". {wording(question)}")
        (help_,) = page.all(id=str(group.attributes["aria-describedby"]))
        assert help_.text.endswith(checklist.paper_help(question))
        boxes = [next(label.all("input")).attributes for label in group.all("label")]
        assert [box["value"] for box in boxes] == [i.id for i in question.items] + [*Said]
        labels = [label.text for label in group.all("label")]
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
        (means,) = group_of(page, question.id).all("ul", class_="means")
        lines = [line.text for line in means.all("li")]
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


def test_a_follow_up_stands_after_its_question_and_says_when_it_is_due(page: Element) -> None:
    numbers = [legend.text.partition(". ")[0] for legend in page.all("legend")]
    assert numbers[:2] == ["1", "1.1"]
    for question in ASKED:
        assert ("follow-up" in str(group_of(page, question.id).attributes)) is bool(question.due)


def test_the_rules_name_the_answers_that_raise_them_by_their_numbers(page: Element) -> None:
    entries = [entry.text for entry in list(page.all("dl"))[-1].all("div")]
    for entry, rule in zip(entries, RULES, strict=True):
        start = f"{rule.label.capitalize()} ({combination(rule.when)}): {LEVEL_NAMES[rule.level]}."
        assert entry.startswith(start)
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
    assert not list(page.all("script")) + list(page.all("i"))
    (group,) = page.all("fieldset")
    assert next(group.all("legend")).text == f"1. {words}"
    assert next(group.all("p", class_="help")).text == words
    assert words in next(group.all("ul", class_="means")).text
    assert words in next(group.all("label")).text
    assert {box.attributes["name"] for box in group.all("input")} == {'"><i>'}
