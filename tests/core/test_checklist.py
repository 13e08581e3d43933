"""What the printed checklist says of a question, before it is laid out as a page."""

import re

from footcoach.core.checklist import (
    combination,
    items,
    meanings,
    number,
    other_boxes,
    paper_help,
    sections,
    to_clear,
    wording,
)
from footcoach.core.question import Flag, Item, Level, Question
from footcoach.core.questionnaire import BY_ID, QUESTIONS
from footcoach.core.states import Zone
from samples import ASKED


def test_every_answer_has_a_box_and_only_yes_stands_without_a_letter() -> None:
    for id_, marks, none in (
        ("unwell", "a b c", "none of these"),
        ("diabetes", "", "no"),
        ("diabetes.check", "a b", BY_ID["diabetes.check"].none),
    ):
        assert " ".join(box.mark for box in items(BY_ID[id_])) == marks
        assert [box.words for box in other_boxes(BY_ID[id_])] == [none, "not sure"]


def test_questions_are_numbered_across_the_sections_and_follow_ups_within_their_question() -> None:
    listed = [question for _, questions in sections() for question in questions]
    assert [number(question.id) for question in listed] == [str(n + 1) for n in range(len(listed))]
    assert [number(each.id) for each in listed[0].follow_ups] == ["1.1"]


def test_on_paper_boxes_are_ticked_where_on_the_screen_keys_are_pressed() -> None:
    assert not [each.id for each in ASKED if re.search(r"[Pp]ress [nu]\b", paper_help(each))]
    assert paper_help(BY_ID["chest.only"]) == "If it is anything else, tick none."


def test_a_follow_up_and_a_rule_name_the_answers_that_lead_to_them_as_they_are_numbered() -> None:
    assert wording(BY_ID["chest"]) == BY_ID["chest"].lead
    assert wording(BY_ID["chest.only"]) == "If b: is it only this?"
    also = wording(BY_ID["injury.also"])
    assert re.fullmatch(r"If a, b, \d+\.\d[a-h] or \d+\.\d[a-h]: also any of these\?", also)
    number = {q.id: str(n) for n, q in enumerate(QUESTIONS, 1)}
    when = ((Flag("skin", "open"), Flag("skin", "cracked")), (Flag("diabetes"),))
    skin, diabetes = number["skin"], number["diabetes"]
    assert combination(when) == f"{skin}a or {skin}b, with {diabetes}"


def test_not_sure_stands_with_the_items_whose_advice_it_shares() -> None:
    leg = meanings(BY_ID["one_leg"])
    assert [each.marks for each in leg] == ["a, b, c or not sure"]
    chest = meanings(BY_ID["chest"])[-1]
    assert (chest.marks, chest.level) == ("not sure", Level.URGENT)
    (only,) = meanings(BY_ID["chest.only"])
    assert only.marks == "a", "not sure whether it is only this changes nothing"


def test_a_place_to_keep_off_is_named_once() -> None:
    def advice(text: str, level: Level = Level.GENTLE) -> str:
        zones = (Zone.ANKLE, Zone.CALF)
        item = Item("x", "X", "x", level, ("Judgement",), text, keep_off=zones)
        return meanings(Question("q", "Q", "Q:", "", (item, item), not_sure=level))[0].advice

    assert advice("Keep off the ankle.") == "Keep off the ankle. Keep off the calf."
    assert advice("Ask.", Level.ASK_FIRST) == "Ask. Even with a yes, keep off the ankle and calf."


def test_what_a_professional_can_clear_stands_with_the_id_to_type() -> None:
    assert dict(to_clear(BY_ID["feeling"]))["a"] == "feeling.numb"
    assert dict(to_clear(BY_ID["diabetes"]))["not sure"] == "diabetes"
    assert list(to_clear(BY_ID["chest"])) == []
