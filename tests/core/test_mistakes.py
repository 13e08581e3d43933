"""What people get wrong in a routine file, and word for word what they are told."""

import pytest

from footcoach.core.errors import RoutineInvalid
from footcoach.core.place import line_of
from footcoach.core.routine import parse_routine
from samples import ROUTINE_TOML, routine_toml

MINUTE = "seconds = 45.5"

SYNTAX: list[tuple[str, tuple[str, str], str]] = [
    (
        "a word without quotes",
        ('level = "gentle"', "level = gentle"),
        'line 3: a text must be in quotes, such as level = "gentle" (level = gentle).',
    ),
    (
        "a quote forgotten at the end",
        ('"Evening"', '"Evening'),
        'line 1: a text is not closed; put a " at its end (title = "Evening).',
    ),
    (
        "the curly quotes of a word processor",
        ('"Evening"', "“Evening”"),
        'line 1: texts are in straight quotes ("), not in curly ones (title = “Evening”).',
    ),
    (
        "quotes inside quotes",
        ("Slide both thumbs", 'Say "ah"'),
        "line 25: something after the value does not belong there; a text has one "
        '" before it and one after it (how = "Say "ah" from heel to toes.").',
    ),
    (
        "a colon for =",
        (MINUTE, "seconds: 45"),
        'line 20: this is neither key = value nor a comment, which begins with "#" (seconds: 45).',
    ),
    (
        "a unit after the number",
        (MINUTE, "seconds = 45 s"),
        "line 20: something after the value does not belong there; "
        "a number is only digits, such as 45 or 45.5 (seconds = 45 s).",
    ),
    (
        "minutes and seconds",
        (MINUTE, "seconds = 1:30"),
        "line 20: something after the value does not belong there; "
        "a number is only digits, such as 45 or 45.5 (seconds = 1:30).",
    ),
    (
        "a comma for the point",
        (MINUTE, "seconds = 45,5"),
        "line 20: something after the value does not belong there; "
        "a number is only digits, such as 45 or 45.5 (seconds = 45,5).",
    ),
    (
        "no value",
        (MINUTE, "seconds ="),
        "line 20: a value is missing after the = (seconds =).",
    ),
    (
        "a capital letter in false",
        ("= false", "= False"),
        "line 4: true and false are written in small letters (after_exercise = False).",
    ),
    (
        "one bracket forgotten",
        ("[[steps]]", "[[steps]"),
        "line 17: a bracket is not closed; a step begins with [[steps]], "
        "on a line of its own ([[steps]).",
    ),
    (
        "single brackets",
        ("[[steps]]", "[steps]"),
        "line 17: each step begins with [[steps]], in two brackets ([steps]).",
    ),
    (
        "the same key twice",
        (MINUTE, f"{MINUTE}\nseconds = 60"),
        "line 21: this key is there twice in one step; take one out, "
        "or begin a new step with [[steps]] (seconds = 60).",
    ),
    (
        "a step without its first line",
        ("[[steps]]\n", ""),
        "line 17: this key is there twice in one step; take one out, "
        'or begin a new step with [[steps]] (part = "each_foot").',
    ),
    (
        "a comment of another language",
        ("after_exercise = false", "// in the evening"),
        "line 4: this is neither key = value nor a comment, "
        'which begins with "#" (// in the evening).',
    ),
    (
        "a backslash",
        ("Slide both thumbs", "C:\\my feet"),
        "line 25: a backslash in a text must be written twice "
        '(how = "C:\\my feet from heel to toes.").',
    ),
]

RUB = "step 2 (Rub the sole)"

VALUES: list[tuple[str, tuple[str, str], str]] = [
    (
        "a number in quotes",
        (MINUTE, 'seconds = "45"'),
        f"line 20, {RUB}, 'seconds': must be a number, not \"45\".",
    ),
    (
        "minutes for seconds, and too many",
        (MINUTE, "seconds = 1200"),
        f"line 20, {RUB}, 'seconds': must be at most 900, not 1200.",
    ),
    (
        "as hard as it goes",
        ("pressure = 2", "pressure = 10"),
        f"line 24, {RUB}, 'pressure': must be at most 4, not 10.",
    ),
    (
        "a word misspelt",
        ('"sole"', '"soul"'),
        f"line 23, {RUB}, 'zone': \"soul\" is not one of whole, sole, toes, ball, arch, heel, "
        "top, ankle, calf (did you mean 'sole'?).",
    ),
    (
        "two tools at once",
        ('"thumbs"', '["thumbs", "fingers"]'),
        f"line 22, {RUB}, 'with': a list is not one of hands, thumbs, fingers, knuckles, ball.",
    ),
    (
        "a key misspelt, and so not there either",
        ("source =", "sorce ="),
        f"line 26, {RUB}, 'sorce': is not a known key (did you mean 'source'?).",
    ),
    (
        "a key of one's own",
        ("seconds =", "music = 1\nseconds ="),
        f"line 20, {RUB}, 'music': is not a known key (known: part, title, seconds, technique, "
        "with, zone, pressure, how, source).",
    ),
    (
        "a key forgotten",
        ('zone = "sole"\n', ""),
        f"line 17, {RUB}, 'zone': is missing.",
    ),
    (
        "one foot only",
        ('"each_foot"', '"left"'),
        f"line 18, {RUB}, 'part': \"left\" is not one of prepare, each_foot, finish.",
    ),
    (
        "step for steps",
        ("[[steps]]", "[[step]]"),
        "line 17, 'step': is not a known key (did you mean 'steps'?).",
    ),
    (
        "strong work that claims to be gentle",
        ('"thumbs"', '"knuckles"'),
        "line 3: claims level 'gentle', but step 2 (Rub the sole) uses the knuckles; "
        "take that out or write level = 'go'.",
    ),
    (
        "the calf, in a step for the sole",
        ("heel to toes.", "the heel up the calf."),
        f'line 23, {RUB}: \'how\' says "calf", but \'zone\' is "sole"; write zone = "calf", '
        'or take those words out; to keep off it, say "not the calf".',
    ),
    (
        "the shin, in the title of a step for the sole",
        ("Rub the sole", "Rub the shin"),
        "line 23, step 2 (Rub the shin): 'title' says \"shin\", but 'zone' is \"sole\"; write "
        'zone = "calf", or take those words out; to keep off it, say "not the calf".',
    ),
    (
        "strong words in what claims to be gentle",
        ("Slide both thumbs", "Press hard"),
        "line 3: claims level 'gentle', but step 2 (Rub the sole) uses the words \"press hard\"; "
        "take that out or write level = 'go'.",
    ),
    (
        "a level of one's own",
        ('level = "gentle"', 'level = "easy"'),
        "line 3, 'level': must be 'go' or 'gentle'; no session runs at any other level.",
    ),
]

MISTAKES = SYNTAX + VALUES


def told(text: str) -> list[str]:
    """Return the sentences about a routine file that is refused."""
    with pytest.raises(RoutineInvalid) as caught:
        parse_routine(text, name="mine.toml")
    return list(caught.value.args)


@pytest.mark.parametrize(
    ("change", "sentence"), [each[1:] for each in MISTAKES], ids=[each[0] for each in MISTAKES]
)
def test_a_typical_mistake_is_told_in_one_sentence(change: tuple[str, str], sentence: str) -> None:
    assert told(routine_toml(change)) == [f"mine.toml, {sentence}"]


def test_all_that_is_too_strong_for_gentle_is_named_at_once() -> None:
    text = ROUTINE_TOML.replace('"thumbs"', '"knuckles"')
    text = text.replace('"care"', '"gliding"').replace("pressure = 0", "pressure = 3")
    assert told(text) == [
        "mine.toml, line 3: claims level 'gentle', but step 1 (Warm the lotion) uses "
        "pressure 3 (gentle is at most 2) and step 2 (Rub the sole) uses the knuckles; "
        "take that out or write level = 'go'."
    ]


def test_what_calls_itself_care_cannot_press_for_care_is_done_also_on_a_spot_to_keep_off() -> None:
    assert told(ROUTINE_TOML.replace("pressure = 0", "pressure = 1")) == [
        "mine.toml, line 13: has a step 1 (Warm the lotion) of technique 'care' with pressure; "
        "write pressure = 0, or name the stroke that it is."
    ]


def test_two_mistakes_are_two_sentences() -> None:
    assert len(told(routine_toml((MINUTE, "seconds = 0"), ("= 2", "= 9")))) == 2


def test_a_single_step_in_single_brackets_is_told_of_the_second_pair() -> None:
    text = ROUTINE_TOML[: ROUTINE_TOML.rindex("[[steps]]")].replace("[[steps]]", "[steps]")
    assert told(text) == [
        "mine.toml, line 6, 'steps': must be a list: begin each entry with [[steps]], "
        "in two brackets."
    ]


def test_a_mistake_in_the_last_line_is_told_to_be_at_the_end() -> None:
    assert told("level = ") == ["mine.toml, at its end: a value is missing after the =."]


def test_a_title_that_would_be_obeyed_is_shown_in_a_message() -> None:
    text = routine_toml(("Rub the sole", "\\u001b[2J"), ("pressure = 2", "pressure = 9"))
    assert "step 2 (<1b>[2J)" in told(text)[0]


@pytest.mark.parametrize("title", ['""', "7", "[1]"])
def test_a_step_without_a_usable_title_goes_by_its_number(title: str) -> None:
    said = " ".join(told(routine_toml(('"Rub the sole"', title), ("pressure = 2", "pressure = 9"))))
    assert "step 2, 'pressure'" in said


# --- finding lines -------------------------------------------------------------------------------

TRICKY = '''\
# title = "no"
"title" = "A" # level = "no"
summary = """
level = "no"
[[steps]]
\\""" level = "no"
"""
how = \'\'\'
level = "no"
\'\'\'
level = "gentle"

[[steps]]
title = "[[steps]] seconds = 1"
seconds = 1

# [[steps]]
[["steps"]]
  seconds=2
[other]
seconds = 3
other.title = 4
'''


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        (("title",), 2),
        (("summary",), 3),
        (("level",), 11),
        (("steps",), 13),
        (("steps", 0, "seconds"), 15),
        (("steps", 0, "zone"), 13),
        (("steps", 1, "seconds"), 19),
        (("other", "seconds"), 21),
        (("other", "other", "title"), 22),
        (("missing",), None),
        ((), None),
    ],
)
def test_the_line_of_a_key_is_found_past_strings_and_comments(
    loc: tuple[int | str, ...], line: int | None
) -> None:
    assert line_of(TRICKY, loc) == line


def test_the_lines_of_a_hostile_text_are_found_in_no_time() -> None:
    text = '"""' * 20_000 + "[ " * 20_000 + "a" * 40_000
    assert line_of(text, ("steps", 3, "title")) is None


# --- files that are made to hurt -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["[[steps]]\n" * 25_000, "".join(f"k{n} = 1\n" for n in range(20_000))],
    ids=["steps without keys", "keys that nobody knows"],
)
def test_of_a_file_of_nothing_but_mistakes_five_are_told_in_no_time(text: str) -> None:
    assert len(told(text)) == 5


def test_a_line_of_2000_characters_is_read_and_a_longer_one_is_not() -> None:
    assert parse_routine(f"#{'x' * 1_999}\n{ROUTINE_TOML}", name="mine.toml").title == "Evening"
    assert told(f"\n#{'x' * 2_000}\n{ROUTINE_TOML}") == [
        "mine.toml, line 2: has more than 2,000 characters; break it up."
    ]


def test_a_key_of_a_hundred_thousand_parts_is_not_read() -> None:
    assert told("\n" + "a." * 100_000 + "a = 1") == [
        "mine.toml, line 2: has more than 2,000 characters; break it up."
    ]


def test_many_keys_of_a_thousand_parts_are_not_read() -> None:
    head, key = "[" + "a." * 990 + "a]", "b." * 900 + "c = 1"
    assert told(head + "".join(f"\nk{n}.{key}" for n in range(130))) == [
        "mine.toml, line 1: has more than 100 dots; take some out."
    ]


def test_a_comment_may_be_a_line_of_dots() -> None:
    text = f"  #{'.' * 101}\n{ROUTINE_TOML}"
    assert parse_routine(text, name="mine.toml").title == "Evening"


def test_a_text_may_have_a_hundred_dots_and_no_more() -> None:
    dots = routine_toml(("Slide both thumbs", "." * 100))
    # One of them ends the sentence.
    assert told(dots) == ["mine.toml, line 25: has more than 100 dots; take some out."]
    assert parse_routine(dots.replace("...", "..", 1), name="mine.toml")
