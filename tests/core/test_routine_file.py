"""Routine files: what is read, what is refused in which words, what is written."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import BaseModel, Field, ValidationError

from conftest import thorough
from footcoach.core.errors import RoutineError
from footcoach.core.question import Level
from footcoach.core.routine import MAX_SECONDS, Part, Step, Technique, Tool
from footcoach.core.routine_file import SCHEMA_DRAFT, parse_routine, routine_schema, routine_text
from footcoach.core.schedule import seconds_of
from footcoach.core.states import Zone
from footcoach.core.validation import explain, explain_value, parse_object
from samples import ROUTINE_TOML, a_routine, a_step, routine_toml

FILES = sorted((Path(__file__).parents[2] / "routines").glob("*.toml"))
STEP_TOML = ROUTINE_TOML[ROUTINE_TOML.rindex("[[steps]]") :]
STEPS = ROUTINE_TOML[ROUTINE_TOML.index("\n[[steps]]") :]
SECONDS = "seconds = 45.5"
RUB = "step 2 (Rub the sole)"
VALIDATOR = Draft7Validator(routine_schema())


def refusal(text: str) -> list[str]:
    """Return the sentences about a routine file that is refused."""
    with pytest.raises(RoutineError) as caught:
        parse_routine(text, name="mine.toml")
    return list(caught.value.args)


def accepted_by_schema(text: str) -> bool:
    return VALIDATOR.is_valid(tomllib.loads(text))


# --- reading -------------------------------------------------------------------------------------


def test_a_routine_is_read_as_written() -> None:
    routine = parse_routine(ROUTINE_TOML, name="evening.toml")
    assert (routine.title, routine.summary) == ("Evening", "A calm rub before bed.")
    assert (routine.level, routine.after_exercise) == (Level.GENTLE, False)
    step = routine.steps[1]
    assert (step.part, step.title, step.seconds) == (Part.EACH_FOOT, "Rub the sole", 45.5)
    assert (step.technique, step.tool, step.zone) == (Technique.GLIDING, Tool.THUMBS, Zone.SOLE)
    assert (step.pressure, step.source) == (2, "Foot Vitals 2016")
    assert step.how == "Slide both thumbs from heel to toes."


def test_escape_codes_in_texts_are_shown_and_white_space_is_single_spaces() -> None:
    for old in ("Evening", "A calm rub before bed.", "Rub the sole", "Slide both"):
        text = routine_toml((old, "\\u001b[31m\\n\\tred\\u0007"))
        dumped = str(parse_routine(text, name="a.toml").model_dump())
        assert "<1b>[31m red<07>" in dumped
        assert "\x1b" not in dumped


# --- mistakes, and the sentence about each -------------------------------------------------------

ZONES = "whole, sole, toes, ball, arch, heel, top, ankle, calf"
PRESSURE = "pressure = 2"
KEYS = ", ".join(field.alias or name for name, field in Step.model_fields.items())
TOOLS = "hands, thumbs, fingers, knuckles, ball, lotion, towel, foot"
# What is replaced in the file, by what, where the mistake then is, and what is said about it.
MISTAKES = [
    (SECONDS, "seconds = inf", f"{RUB}, 'seconds'", "must be a number, not Infinity"),
    (SECONDS, "seconds = nan", f"{RUB}, 'seconds'", "must be a number, not NaN"),
    (SECONDS, "seconds = 0", f"{RUB}, 'seconds'", "must be at least 1, not 0"),
    (SECONDS, "seconds = [30]", f"{RUB}, 'seconds'", "must be a number, not a list"),
    (SECONDS, "seconds = 00:00:45", f"{RUB}, 'seconds'", 'must be a number, not "00:00:45"'),
    (PRESSURE, "pressure = 1.5", f"{RUB}, 'pressure'", "must be a whole number, not 1.5"),
    (PRESSURE, f"pressure = 0x{'f' * 1900}", f"{RUB}, 'pressure'",
     "must be at most 4, not a huge number"),
    ('"sole"', '"SOLE"', f"{RUB}, 'zone'",
     f"\"SOLE\" is not one of {ZONES} (did you mean 'sole'?)"),
    ('"sole"', f'"{"z" * 500}"', f"{RUB}, 'zone'", f"\"{'z' * 36}... is not one of {ZONES}"),
    ('"thumbs"', '["thumbs"]', f"{RUB}, 'with'", f"a list is not one of {TOOLS}"),
    (SECONDS, f"{SECONDS}\nmusic = 1", f"{RUB}, 'music'", f"is not a known key (known: {KEYS})"),
    ("[[steps]]", "[[step]]", "'step'", "is not a known key (did you mean 'steps'?)"),
    ('title = "Evening"\n', "", "'title'", "is missing"),
    ('"Evening"', '"  "', "'title'", "must not be empty"),
    ('"Evening"', "7", "'title'", "must be text in quotes, not 7"),
    ("Evening", "x" * 41, "'title'", "must have at most 40 characters"),
    ("Slide both", "word " * 26, f"{RUB}, 'how'", "must have at most 25 words, not 31"),
    (SECONDS, f"{SECONDS}\nneeds = 46", RUB, "needs = 46 is longer than seconds = 45.5"),
    (SECONDS, f"{SECONDS}\nneeds = 16\nrounds = 3", RUB,
     "rounds x needs = 3 x 16 is longer than seconds = 45.5"),
    ("= false", '= "no"', "'after_exercise'", 'must be true or false, not "no"'),
    (STEPS, "steps = [1]", "step 1", "must be a table of keys, not 1"),
    (STEPS, 'steps = "rub"', "'steps'", 'must be a list, not "rub"'),
    (STEPS, STEP_TOML * 41, "'steps'", "must have at most 40 entries"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "problem"), MISTAKES)
def test_a_mistake_is_named_with_file_step_key_and_value(
    old: str, new: str, place: str, problem: str
) -> None:
    text = routine_toml((old, new))
    assert refusal(text) == [f"mine.toml, {place}: {problem}."]
    # The schema has no NaN, does not look inside of texts, and compares no keys.
    beyond = {"seconds = nan", '"  "', "word " * 26}
    assert not accepted_by_schema(text) or new in beyond or "needs" in new


def test_a_mistake_of_the_whole_file_is_named_without_a_key() -> None:
    strong = ROUTINE_TOML.replace('"thumbs"', '"knuckles"').replace('"care"', '"tapping"')
    assert refusal(strong) == [
        "mine.toml: claims level 'gentle', but step 1 (Warm the lotion) uses tapping and "
        "step 2 (Rub the sole) uses the knuckles; take that out or write level = 'go'."
    ]
    shorter = refusal(routine_toml(("after_exercise = false", 'shorten = ["Rub the toes"]')))
    assert shorter == [
        "mine.toml: shorten names 'Rub the toes', which is not the title of exactly one step "
        "on a foot."
    ]
    assert refusal(ROUTINE_TOML + STEP_TOML.replace("45.5", "900") * 3) == [
        "mine.toml: takes 93:40 minutes for both feet; at most 60:00 are allowed."
    ]


def test_five_mistakes_are_named_and_the_rest_counted() -> None:
    broken = STEP_TOML.replace("pressure = 2", "pressure = 9")
    assert len(refusal(ROUTINE_TOML + broken * 5)) == 5
    *five, rest = refusal(ROUTINE_TOML + broken * 9)
    assert ["'pressure'" in each for each in five] == [True] * 5
    assert rest == "mine.toml: and 4 more."


def test_a_section_is_not_taken_for_a_misspelt_key() -> None:
    said = " ".join(refusal("[leveling]\n"))
    assert "'leveling': is not a known key (known: title, summary, moment, level" in said


def test_escape_codes_in_what_is_wrong_are_shown_not_obeyed() -> None:
    for old, new in (("source =", '"\\u001b[2J" ='), ("Rub the sole", "\\u001b[2J")):
        said = " ".join(refusal(routine_toml((old, new), ("pressure = 2", "pressure = 9"))))
        assert said.isprintable()
        assert "<1b>[2J" in said


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('title = "Evening', "(at line 1, column 17)"),
        ("\ntitle = Evening", "Invalid value (at line 2, column 9)"),
        ("\x1b[2J", "Invalid statement (at line 1, column 1)"),
        ("seconds = 1" + "0" * 5000, "Exceeds the limit"),
        ("steps = " + "[" * 20000, "recursion"),
        ("date = 2026-02-31", "Invalid date"),
    ],
)
def test_what_is_not_toml_is_refused_in_the_words_of_the_library(text: str, problem: str) -> None:
    [said] = refusal(text)
    assert said.startswith("mine.toml is not valid TOML: ")
    assert problem in said
    assert said.endswith("a comment begins with #.")
    assert said.isprintable()


def test_a_key_of_a_hundred_thousand_parts_is_not_read() -> None:
    assert refusal("\n" + "a." * 100_000 + "a = 1") == [
        "mine.toml, line 2: has more than 100 dots."
    ]
    deep = "a." * 100 + "b = 1\n" + ROUTINE_TOML
    assert refusal(deep)[0].startswith("mine.toml, 'a': is not a known key (known: title, ")
    assert parse_routine(f"  #{'.' * 101}\n{ROUTINE_TOML}", name="a.toml").title == "Evening"


class _Other(BaseModel):
    depth: int = Field(multiple_of=5)


def test_mistakes_in_other_models_are_explained_too() -> None:
    with pytest.raises(ValidationError) as caught:
        _Other.model_validate({"depth": 3})
    said = explain(caught.value, _Other, where="file")
    assert said == ["file, 'depth': Input should be a multiple of 5"]
    assert explain_value(caught.value, _Other) == "Input should be a multiple of 5"


def test_a_key_given_twice_is_named_with_its_line() -> None:
    assert refusal('title = "A"\ntitle = "B"\n') == [
        "mine.toml, line 2: 'title' appears twice. Remove one."
    ]


# --- JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"a": 1, "b": {"\\u001b": 1, "\\u001b": 2}, "a": 2}', r"^has <1b>, a more than once$"),
        ("[1]", "^is not a JSON object in braces$"),
        ("{", "^is not valid JSON: "),
        ("[" * 100_000, "^is not valid JSON: "),
        ('{"a": 1' + "0" * 5000 + "}", "^is not valid JSON: "),
    ],
)
def test_json_that_would_have_to_be_guessed_at_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_object(text)
    assert parse_object('{"a": {"b": 1}, "c": {"b": 1}}') == {"a": {"b": 1}, "c": {"b": 1}}


# --- writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_built_in_routine_reads_the_same_once_written_and_fits_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    routine = parse_routine(text, name=path.name)
    assert parse_routine(routine_text(routine, name=path.stem), name="a.toml") == routine
    assert accepted_by_schema(text)


texts = st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip()))


@given(texts, texts, st.floats(1, 900))
def test_any_text_and_any_length_survive(title: str, how: str, seconds: float) -> None:
    try:
        routine = a_routine(a_step(title=title, how=how, seconds=seconds), title=title)
    except ValueError:
        return
    assert parse_routine(routine_text(routine, name="x"), name="a.toml") == routine


def test_a_written_routine_says_what_may_stand_where() -> None:
    text = routine_text(a_routine(a_step(seconds=30)), name="my-feet")
    comments = "".join(line for line in text.splitlines() if line.startswith("#"))
    assert "footcoach routines check my-feet" in comments
    for words in (Part, Technique, Tool, Zone):
        assert all(word in comments for word in words)
    for name, field in Step.model_fields.items():
        assert f"# {field.alias or name} " in text
    assert "seconds = 30\n" in text


# --- the JSON Schema -----------------------------------------------------------------------------


def test_the_schema_is_of_the_draft_that_it_names_and_spells_keys_as_files_do() -> None:
    schema = routine_schema()
    assert schema["$schema"] == SCHEMA_DRAFT
    Draft7Validator.check_schema(schema)
    step = schema["$defs"]["Step"]["properties"]
    assert {"with", "how"} <= set(step)
    assert "tool" not in step
    assert step["seconds"]["description"].startswith("How long the hands work on one foot")


# --- anything at all -----------------------------------------------------------------------------


def require_sentences(told: tuple[str, ...]) -> None:
    assert 1 <= len(told) <= 6
    for said in told:
        assert said.startswith("mine.toml")
        assert said.isprintable()
        assert len(said) < 700


def require_routine_or_refusal(text: str) -> str:
    """Let nothing through but a sound routine, or a few sentences that name the file."""
    try:
        routine = parse_routine(text, name="mine.toml")
    except RoutineError as error:
        require_sentences(error.args)
        return "refused"
    assert routine.level in {Level.GO, Level.GENTLE}
    assert 0 < seconds_of(routine) <= MAX_SECONDS
    assert all(step.pressure <= 4 for step in routine.steps)
    if routine.level is Level.GENTLE:
        assert not any(step.not_gentle for step in routine.steps)
    return "routine"


@given(st.text())
def test_any_text_is_a_routine_or_refused(text: str) -> None:
    require_routine_or_refusal(text)


TOKENS = re.compile(r'"[^"\n]*"|\[\[|\]\]|[\w.]+|\n|[^\w\s]')
STRANGE = (
    *('"', '"""', "'", "=", "[[steps]]", "[steps]", "[", "]", "{", "}", ".", "#", "\\", "\n"),
    *("true", "nan", "-inf", "1e999", "0x7fffffffffffffff", "9" * 30, "-0", "1_0", "07:32:00"),
    *('"go"', '"gentle"', '"urgent"', '"calf"', '"care"', '"finish"', "[]", "{}", "[[1]]", '""'),
    *("\x00", "\x1b[31m", "\u202e", "\ufeff", "“x”", '"\\ud800"', "足", "tool", "with"),
)


def damage_tokens(text: str, random: Random) -> str:
    """Replace, drop or double a few words, quotes, brackets, lines, as people do."""
    for _ in range(random.randint(1, 3)):
        tokens = [found.span() for found in TOKENS.finditer(text)]
        start, end = random.choice(tokens)
        other = text[slice(*random.choice(tokens))]
        instead = random.choice(("", text[start:end] * 2, other, random.choice(STRANGE)))
        text = text[:start] + instead + text[end:]
    return text


def test_a_damaged_file_is_a_sound_routine_or_refused_by_its_name() -> None:
    random, count = Random(0), thorough(300, 5_000)
    whole = [path.read_text(encoding="utf-8") for path in FILES]
    damaged = (damage_tokens(random.choice(whole), random) for _ in range(count))
    counted = Counter(map(require_routine_or_refusal, damaged))
    assert counted["refused"] > count // 4
    assert counted["routine"] > count // 50


def test_a_file_of_nothing_but_mistakes_gets_a_few_sentences() -> None:
    require_routine_or_refusal("[[steps]]\n" * thorough(2_500, 25_000))
    require_routine_or_refusal("".join(f"k{n} = 1\n" for n in range(thorough(2_000, 20_000))))
