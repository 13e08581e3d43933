"""A broken data file is refused in one sentence that names the file, the entry and the key."""

from dataclasses import dataclass
from enum import StrEnum

import pytest

from footcoach.core.data import DataInvalid, parse_data, read_data
from footcoach.core.question import Level
from footcoach.core.questionnaire import parse_questionnaire


class Size(StrEnum):
    SMALL = "small"
    WIDE = "wide"


@dataclass(frozen=True)
class Shoe:
    id: str
    level: Level
    colours: tuple[str, ...] = ()
    when: tuple[int, ...] = ()


@dataclass(frozen=True)
class Shelf:
    shoes: tuple[Shoe, ...]
    fit: dict[Size, str]
    new: bool = False


SHELF = """
new = true

[fit]
small = "too small, says {day}"
wide = "try {size}"

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
        {Size.SMALL: "too small, says {day}", Size.WIDE: "try it on"},
        new=True,
    )


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ("level =", "lvel =", ", boot: 'lvel' is not a known key (did you mean 'level'?)."),
        ('level = "gentle"', "", ", boot: 'level' is missing."),
        ('"gentle"', '"gentel"', ", boot, level: 'gentel' is not allowed (did you mean"),
        ('"gentle"', "true", ", boot, level: must be non-empty text."),
        ('"black"', '" "', ", boot, colours: must be non-empty text."),
        ('["7", "8"]', '"7"', ", boot, when: must be a list."),
        ('"7"', '"x"', ", boot, when: 'x' is not allowed."),
        (
            "{size}",
            "{sise}",
            ", fit, wide: there is no phrase 'sise' (did you mean 'size'?).",
        ),
        ('small = "too small, says {day}"', "", ", fit: 'small' is missing."),
        ('wide = "', 'per = "x"\nwide = "', ", fit: 'per' is not a known key."),
        ("new = true", 'new = "yes"', ", new: must be true or false."),
        ("[[shoes]]", "[boots]", ": 'boots' is not a known key."),
        ("[[shoes]]", "[shoes]", ", shoes: must be a list."),
        ("[fit]", "[[fit]]", ", fit: must be a table."),
        (SHELF, "shoes = [1]\nfit = 1", ", shoes: must be a table."),
        ("[fit]", "[fit", " is not valid TOML: "),
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
            "numb_diabetes: there is no question 'diabetis' (did you mean 'diabetes'?).",
        ),
        (
            'when = ["skin.blister", ',
            'when = ["skin.blistr", ',
            "blister_at_risk: 'skin' has no item 'blistr' (did you mean 'blister'?).",
        ),
        (
            'due = "thin.bones"',
            'due = "thin.bonse"',
            "thin.severe: 'thin' has no item 'bonse' (did you mean 'bones'?).",
        ),
        (
            'due = "thin.bones"\n',
            "",
            "thin.severe: without 'due', it would never be asked.",
        ),
        (
            'due = "chest.breathing"\ninstead = true\nrule = ',
            'due = "chest.breathing"\ninstead = true\nnone = ',
            "chest.only: 'instead' needs a 'rule' that says why.",
        ),
        (
            'level = "emergency"',
            'level = "emergencie"',
            "chest_pain, level: 'emergencie' is not allowed (did you mean 'emergency'?).",
        ),
        (
            'instead = true\nrule = "NHS: pre-diabetes',
            'rule = "NHS: pre-diabetes',
            "diabetes.only: 'not_sure' must be given, and not as \"go\".",
        ),
    ],
)
def test_what_would_silence_a_question_or_rule_is_refused(
    was: str, becomes: str, sentence: str
) -> None:
    assert was in QUESTIONS
    with pytest.raises(DataInvalid) as error:
        parse_questionnaire(QUESTIONS.replace(was, becomes, 1), name="screening.toml")
    assert str(error.value) == f"screening.toml, {sentence}"
