"""A broken data file is refused in one sentence that names the file, the entry and the key."""

from dataclasses import dataclass

import pytest

from footcoach.core.data import DataInvalid, parse_data, read_data
from footcoach.core.question import Answer, Flag, Level
from footcoach.core.questionnaire import parse_questionnaire


@dataclass(frozen=True)
class Shoe:
    id: str
    level: Level
    colours: tuple[str, ...] = ()
    when: tuple[int, ...] = ()


@dataclass(frozen=True)
class Shelf:
    shoes: tuple[Shoe, ...]
    answers: dict[Answer, str]


SHELF = """
[answers]
yes = "fits"
not_sure = "try {size}"
no = "too small, says {day}"

[[shoes]]
id = "boot"
level = "gentle"
colours = ["black", '''
dark
  brown''']
when = ["7", "8"]

[phrases]
size = "it on"
"""


def parse(text: str) -> Shelf:
    return parse_data(text, Shelf, name="shelf.toml", readers={int: int})


def test_tables_become_dataclasses_with_phrases_filled_in_and_line_breaks_as_spaces() -> None:
    assert parse(SHELF) == Shelf(
        (Shoe("boot", Level.GENTLE, ("black", "dark brown"), (7, 8)),),
        {
            Answer.YES: "fits",
            Answer.NOT_SURE: "try it on",
            Answer.NO: "too small, says {day}",
        },
    )


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ("level =", "lvel =", ", boot: 'lvel' is not a known key (did you mean 'level'?)."),
        ('level = "gentle"', "", ", boot: 'level' is missing."),
        ('"gentle"', '"gentel"', ", boot, level: 'gentel' is not allowed (did you mean"),
        ('"gentle"', "true", ", boot, level: must be text, and not empty."),
        ('"black"', '" "', ", boot, colours: must be text, and not empty."),
        ('["7", "8"]', '"7"', ", boot, when: must be a list."),
        ('"7"', '"x"', ", boot, when: 'x' is not allowed."),
        ("{size}", "{sise}", ", answers, not_sure: there is no phrase 'sise' (did you mean"),
        ('no = "too', 'on = "too', ", answers: 'no' is missing."),
        ("[[shoes]]", "[boots]", ": 'boots' is not a known key."),
        ("[answers]", "[[answers]]", ", answers: must be a table."),
        (SHELF, "shoes = [1]\nanswers = 1", ", shoes: must be a table."),
        ("[answers]", "[answers", " is not valid TOML: "),
    ],
)  # fmt: skip
def test_a_mistake_is_named(was: str, becomes: str, sentence: str) -> None:
    assert was in SHELF
    with pytest.raises(DataInvalid) as error:
        parse(SHELF.replace(was, becomes))
    assert str(error.value).startswith(f"shelf.toml{sentence}")
    assert len(str(error.value).splitlines()) == 1


QUESTIONS = read_data("screening.toml")


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        (
            'when = ["diabetes", ',
            'when = ["diabetis", ',
            "numb_diabetes: no main question is 'diabetis' (did you mean 'diabetes'?).",
        ),
        (
            'due = [["pregnant"]]',
            'due = [["pregnant.high_risk"]]',
            "pregnant.warning_signs: no main question is 'pregnant.high_risk' (did",
        ),
        (
            ', "unwell_today = yes"]',
            ', "unwell_today = yess"]',
            "open_skin_at_risk_unwell, when: 'unwell_today = yess' is not allowed.",
        ),
    ],
)
def test_a_condition_that_nobody_can_meet_is_refused(was: str, becomes: str, sentence: str) -> None:
    assert was in QUESTIONS
    with pytest.raises(DataInvalid) as error:
        parse_questionnaire(QUESTIONS.replace(was, becomes, 1), name="screening.toml")
    assert str(error.value).startswith(f"screening.toml, {sentence}")


def test_a_condition_is_written_in_words() -> None:
    rules = {rule.id: rule for rule in parse_questionnaire(QUESTIONS, name="it").rules}
    assert rules["open_skin_at_risk_unwell"].when == (
        (Flag("skin_open"),),
        (Flag("diabetes"), Flag("numb_or_poor_flow")),
        (Flag("unwell_today", frozenset({Answer.YES})),),
    )
