"""Routine files: what is accepted, what is refused, and in which words."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from footcoach.core.errors import RoutineInvalid
from footcoach.core.question import Level
from footcoach.core.routine import Part, Routine, Technique, Tool, Zone, parse_routine
from footcoach.core.validation import explain
from samples import (
    CALF,
    FINISH,
    KNEAD,
    PREPARE,
    ROUTINE_TOML,
    a_routine,
    a_step,
    routine_toml,
)

STEP_TOML = ROUTINE_TOML[ROUTINE_TOML.rindex("[[steps]]") :]


def refusal(text: str) -> str:
    """Return what is said about a routine file that is refused."""
    with pytest.raises(RoutineInvalid) as caught:
        parse_routine(text, name="mine.toml")
    return str(caught.value)


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


def test_a_routine_is_not_after_exercise_unless_it_says_so() -> None:
    routine = parse_routine(routine_toml(("after_exercise = false\n", "")), name="a.toml")
    assert not routine.after_exercise


def test_seconds_may_be_a_whole_number() -> None:
    routine = parse_routine(routine_toml(("45.5", "45")), name="a.toml")
    assert routine.steps[1].seconds == 45


def test_a_routine_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        a_routine().title = "Other"  # type: ignore[misc]


def test_steps_are_found_by_their_part_in_order() -> None:
    routine = a_routine(a_step(), PREPARE, KNEAD, FINISH)
    assert routine.in_part(Part.EACH_FOOT) == (a_step(), KNEAD)
    assert routine.in_part(Part.PREPARE) == (PREPARE,)


@pytest.mark.parametrize(
    ("changes", "accepted"),
    [
        (("seconds = 45.5", "seconds = 1"), 1),
        (("seconds = 45.5", "seconds = 900"), 900),
    ],
)
def test_the_limits_of_seconds_are_allowed(changes: tuple[str, str], accepted: float) -> None:
    assert parse_routine(routine_toml(changes), name="a.toml").steps[1].seconds == accepted


@pytest.mark.parametrize("pressure", range(5))
def test_pressure_may_be_nought_to_four(pressure: int) -> None:
    text = routine_toml(("pressure = 2", f"pressure = {pressure}"), ('"gentle"', '"go"'))
    assert parse_routine(text, name="a.toml").steps[1].pressure == pressure


def test_titles_and_summaries_may_have_their_full_length() -> None:
    text = routine_toml(("Evening", "E" * 40), ("A calm rub before bed.", "S" * 90))
    assert len(parse_routine(text, name="a.toml").summary) == 90


def test_twenty_five_words_can_be_taken_in() -> None:
    text = routine_toml(("Slide both thumbs from heel to toes.", "go " * 25))
    assert len(parse_routine(text, name="a.toml").steps[1].how.split()) == 25


def test_forty_steps_are_allowed() -> None:
    text = ROUTINE_TOML.replace("seconds = 45.5", "seconds = 20")
    step = STEP_TOML.replace("seconds = 45.5", "seconds = 20")
    assert len(parse_routine(text + step * 38, name="a.toml").steps) == 40


# --- mistakes, and what is said about them -------------------------------------------------------

MISTAKES: list[tuple[str, tuple[str, str], str]] = [
    (
        "true is no number",
        ("seconds = 45.5", "seconds = true"),
        "mine.toml, line 20, step 2 (Rub the sole), 'seconds': must be a number, not true.",
    ),
    (
        "a number in quotes is no number",
        ("seconds = 45.5", 'seconds = "30"'),
        "mine.toml, line 20, step 2 (Rub the sole), 'seconds': must be a number, not \"30\".",
    ),
    (
        "no infinity",
        ("seconds = 45.5", "seconds = inf"),
        "mine.toml, line 20, step 2 (Rub the sole), 'seconds': must be a number, not inf.",
    ),
    (
        "no infinity below zero",
        ("seconds = 45.5", "seconds = -inf"),
        "mine.toml, line 20, step 2 (Rub the sole), 'seconds': must be a number, not -inf.",
    ),
    (
        "nan is no number",
        ("seconds = 45.5", "seconds = nan"),
        "mine.toml, line 20, step 2 (Rub the sole), 'seconds': must be a number, not nan.",
    ),
    (
        "no time at all",
        ("seconds = 45.5", "seconds = 0"),
        "mine.toml, line 20, step 2 (Rub the sole), 'seconds': must be at least 1, not 0.",
    ),
    (
        "negative seconds",
        ("seconds = 45.5", "seconds = -5"),
        "mine.toml, line 20, step 2 (Rub the sole), 'seconds': must be at least 1, not -5.",
    ),
    (
        "over a quarter of an hour",
        ("seconds = 45.5", "seconds = 900.5"),
        "mine.toml, line 20, step 2 (Rub the sole), 'seconds': must be at most 900, not 900.5.",
    ),
    (
        "a list of seconds",
        ("seconds = 45.5", "seconds = [30, 60]"),
        "mine.toml, line 20, step 2 (Rub the sole), 'seconds': must be a number, not a list.",
    ),
    (
        "seconds as a time of day",
        ("seconds = 45.5", "seconds = 00:00:45"),
        "mine.toml, line 20, step 2 (Rub the sole), 'seconds': must be a number, not 00:00:45.",
    ),
    (
        "too much pressure",
        ("pressure = 2", "pressure = 5"),
        "mine.toml, line 24, step 2 (Rub the sole), 'pressure': must be at most 4, not 5.",
    ),
    (
        "negative pressure",
        ("pressure = 2", "pressure = -1"),
        "mine.toml, line 24, step 2 (Rub the sole), 'pressure': must be at least 0, not -1.",
    ),
    (
        "a fraction of pressure",
        ("pressure = 2", "pressure = 1.5"),
        "mine.toml, line 24, step 2 (Rub the sole), 'pressure': must be a whole number, not 1.5.",
    ),
    (
        "pressure with a point",
        ("pressure = 2", "pressure = 2.0"),
        "mine.toml, line 24, step 2 (Rub the sole), 'pressure': must be a whole number, not 2.0.",
    ),
    (
        "true is no pressure",
        ("pressure = 2", "pressure = true"),
        "mine.toml, line 24, step 2 (Rub the sole), 'pressure': must be a whole number, not true.",
    ),
    (
        "an unknown zone near a known one",
        ('"sole"', '"soul"'),
        "mine.toml, line 23, step 2 (Rub the sole), 'zone': \"soul\" is not one of whole, sole, "
        "toes, ball, arch, heel, top, ankle, calf (did you mean 'sole'?)",
    ),
    (
        "a known zone in capitals",
        ('"sole"', '"SOLE"'),
        " (did you mean 'sole'?)",
    ),
    (
        "an unknown zone far from all",
        ('"sole"', '"knee"'),
        "'zone': \"knee\" is not one of whole, sole, toes, ball, arch, heel, top, ankle, calf",
    ),
    (
        "a number for a zone",
        ('"sole"', "3"),
        "mine.toml, line 23, step 2 (Rub the sole), 'zone': 3 is not one of whole,",
    ),
    (
        "an unknown technique",
        ('"gliding"', '"kneeding"'),
        "'technique': \"kneeding\" is not one of gliding, kneading, friction, tapping, "
        "vibration, press_and_hold, stretch, care (did you mean 'kneading'?)",
    ),
    (
        "an unknown tool",
        ('"thumbs"', '"thumb"'),
        "step 2 (Rub the sole), 'with': \"thumb\" is not one of hands, thumbs, fingers, "
        "knuckles, ball (did you mean 'thumbs'?)",
    ),
    (
        "an unknown part",
        ('"each_foot"', '"each foot"'),
        "step 2 (Rub the sole), 'part': \"each foot\" is not one of prepare, each_foot, finish"
        " (did you mean 'each_foot'?)",
    ),
    (
        "an unknown level",
        ('"gentle"', '"gentel"'),
        "'level': must be 'go' or 'gentle'",
    ),
    (
        "a level at which nothing runs",
        ('"gentle"', '"ask_first"'),
        "mine.toml, line 3, 'level': must be 'go' or 'gentle'; no session runs at any other level.",
    ),
    (
        "a misspelt key of a step",
        ("seconds = 45.5", "secconds = 45.5"),
        "mine.toml, line 20, step 2 (Rub the sole), 'secconds': "
        "is not a known key (did you mean 'seconds'?)",
    ),
    (
        "a misspelt key of the routine",
        ("summary =", "sumary ="),
        "mine.toml, line 2, 'sumary': is not a known key (did you mean 'summary'?)",
    ),
    (
        "a key of a step at the top",
        ("level =", 'zone = "sole"\nlevel ='),
        "mine.toml, line 3, 'zone': is not a known key (known: title, summary, level, ",
    ),
    (
        "the program's own name for a key",
        ("with =", "tool ="),
        "mine.toml, line 17, step 2 (Rub the sole), 'with': is missing. "
        "mine.toml, line 22, step 2 (Rub the sole), 'tool': is not a known key",
    ),
    (
        "another key altogether",
        ("source =", "music ="),
        "mine.toml, line 26, step 2 (Rub the sole), 'music': is not a known key",
    ),
    (
        "no title",
        ('title = "Evening"\n', ""),
        "mine.toml, 'title': is missing.",
    ),
    (
        "an empty title",
        ('"Evening"', '""'),
        "mine.toml, line 1, 'title': must not be empty.",
    ),
    (
        "a title of blanks",
        ('"Evening"', '"   "'),
        "mine.toml, line 1, 'title': must not be empty.",
    ),
    (
        "a number for a title",
        ('"Evening"', "7"),
        "mine.toml, line 1, 'title': must be text in quotes, such as \"text\", not 7.",
    ),
    (
        "a date for a title",
        ('"Evening"', "2026-11-22"),
        "mine.toml, line 1, 'title': must be text in quotes, such as \"text\", not 2026-11-22.",
    ),
    (
        "no source",
        ('source = "Foot Vitals 2016"\n', ""),
        "mine.toml, line 17, step 2 (Rub the sole), 'source': is missing.",
    ),
    (
        "too many words to take in",
        ("Slide both thumbs from heel to toes.", "word " * 26),
        "mine.toml, line 25, step 2 (Rub the sole), 'how': "
        "has 26 words; at most 25 can be taken in.",
    ),
    (
        "a word for true",
        ("after_exercise = false", 'after_exercise = "no"'),
        "mine.toml, line 4, 'after_exercise': must be true or false, not \"no\".",
    ),
    (
        "a number for true",
        ("after_exercise = false", "after_exercise = 0"),
        "mine.toml, line 4, 'after_exercise': must be true or false, not 0.",
    ),
    (
        "no massage",
        ('"each_foot"', '"finish"'),
        "mine.toml: has no step with part = 'each_foot', so there is no massage in it.",
    ),
    (
        "steps as plain values",
        (ROUTINE_TOML[ROUTINE_TOML.index("\n[[steps]]") :], "steps = [1]"),
        "mine.toml, line 5, step 1: must be a table of keys, not 1.",
    ),
    (
        "no list of steps",
        (ROUTINE_TOML[ROUTINE_TOML.index("\n[[steps]]") :], 'steps = "rub"'),
        "mine.toml, line 5, 'steps': must be a list, not \"rub\".",
    ),
    (
        "an empty list of steps",
        (ROUTINE_TOML[ROUTINE_TOML.index("\n[[steps]]") :], "steps = []"),
        "mine.toml, line 5, 'steps': must have at least one entry.",
    ),
    (
        "no steps",
        (ROUTINE_TOML[ROUTINE_TOML.index("\n[[steps]]") :], ""),
        "mine.toml, 'steps': is missing.",
    ),
]


@pytest.mark.parametrize(
    ("change", "message"),
    [each[1:] for each in MISTAKES],
    ids=[each[0] for each in MISTAKES],
)
def test_a_mistake_is_named_with_file_step_and_key(change: tuple[str, str], message: str) -> None:
    said = refusal(routine_toml(change))
    assert message in said
    assert said.startswith("mine.toml")


@pytest.mark.parametrize(
    ("old", "limit"),
    [
        ("Evening", 40),
        ("A calm rub before bed.", 90),
        ("Rub the sole", 40),
        ("Slide both thumbs from heel to toes.", 240),
        ("Foot Vitals 2016", 240),
    ],
)
def test_text_over_its_limit_is_refused(old: str, limit: int) -> None:
    parse_routine(routine_toml((old, "x" * limit)), name="a.toml")
    assert f"must have at most {limit}" in refusal(routine_toml((old, "x" * (limit + 1))))


@pytest.mark.parametrize("old", ["Evening", "A calm rub before bed.", "Rub the sole"])
def test_text_over_its_limit_is_measured_in_characters(old: str) -> None:
    assert "characters" in refusal(routine_toml((old, "x" * 300)))


def test_forty_one_steps_are_too_many() -> None:
    said = refusal(ROUTINE_TOML + STEP_TOML.replace("45.5", "5") * 39)
    assert said == "mine.toml, line 6, 'steps': must have at most 40 entries."


def test_several_mistakes_are_all_named() -> None:
    said = refusal(routine_toml(("pressure = 2", "pressure = 9"), ('"sole"', '"knee"')))
    assert "'pressure'" in said
    assert "'zone'" in said


def test_a_step_is_counted_from_one() -> None:
    assert "step 1 (Warm the lotion), 'pressure'" in refusal(
        routine_toml(("pressure = 0", "pressure = 9"))
    )


def test_at_most_five_mistakes_are_named() -> None:
    broken = STEP_TOML.replace("pressure = 2", "pressure = 9")
    assert refusal(ROUTINE_TOML + broken * 8).count("'pressure'") == 5


def test_broken_steps_are_not_also_called_too_few() -> None:
    assert "at least one entry" not in refusal(routine_toml(("seconds = 45.5", "seconds = 0")))


def test_a_long_wrong_value_is_shown_shortened() -> None:
    said = refusal(routine_toml(('"sole"', f'"{"z" * 500}"')))
    assert f'"{"z" * 36}... is not one of' in said
    assert "z" * 37 not in said


@pytest.mark.parametrize(("length", "shown"), [(38, f'"{"z" * 38}"'), (39, f'"{"z" * 36}...')])
def test_a_wrong_value_is_shown_in_at_most_forty_characters(length: int, shown: str) -> None:
    assert f"{shown} is not one of" in refusal(routine_toml(('"sole"', f'"{"z" * length}"')))


def test_an_unknown_key_named_like_the_list_is_named() -> None:
    assert "'steps'" in refusal(routine_toml(("pressure = 2", "pressure = 2\nsteps = 3")))


@pytest.mark.parametrize("old", ["seconds = 45.5", "pressure = 2", 'zone = "sole"'])
def test_an_absurdly_large_number_is_refused_like_any_other(old: str) -> None:
    key = old.partition(" = ")[0]
    assert f"'{key}'" in refusal(routine_toml((old, f"{key} = 0x{'f' * 1900}")))


# --- TOML itself ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        'title = "Evening',
        "title = Evening",
        "[[steps]",
        "title = 'a'\ntitle = 'b'",
        "\x00",
        "\x1b[2J",
        "seconds = 1" + "0" * 5000,
        "steps = " + "[" * 20000,
        "steps = " + "[\n" * 20000,
        "date = 2026-02-31",
    ],
    ids=[
        "open quote",
        "no quotes",
        "open bracket",
        "a key twice",
        "a null byte",
        "an escape code",
        "a huge number",
        "brackets without end",
        "brackets without end, one a line",
        "a day that never was",
    ],
)
def test_what_is_not_toml_is_refused_by_the_name_of_its_file(text: str) -> None:
    said = refusal(text)
    assert said.startswith(("mine.toml, line 1: ", "mine.toml, at its end: ", "mine.toml: "))
    assert said.isprintable()


def test_the_line_of_a_toml_mistake_is_named() -> None:
    assert "line 2" in refusal('title = "a"\nlevel = go')


def test_an_empty_file_lacks_everything() -> None:
    assert refusal("").count("is missing") == 4


def test_deeply_nested_keys_are_refused_without_harm() -> None:
    assert "'a': is not a known key" in refusal("a." * 100 + "b = 1\n" + ROUTINE_TOML)


# --- text that would be obeyed -------------------------------------------------------------------


@pytest.mark.parametrize("key", ["Evening", "A calm rub before bed.", "Rub the sole", "Slide both"])
def test_escape_codes_in_texts_are_shown_not_obeyed(key: str) -> None:
    text = routine_toml((key, "\\u001b[31mred\\u0007"))
    dumped = str(parse_routine(text, name="a.toml").model_dump())
    assert "<1b>[31mred<07>" in dumped
    assert "\x1b" not in dumped


def test_a_text_of_invisible_characters_is_shown_as_their_names() -> None:
    text = routine_toml(("Evening", "\\u200b\\u202e"))
    assert parse_routine(text, name="a.toml").title == "<200b><202e>"


def test_lines_in_texts_become_one() -> None:
    text = routine_toml(("A calm rub before bed.", "A calm\\n\\t rub"))
    assert parse_routine(text, name="a.toml").summary == "A calm rub"


def test_markup_in_texts_is_kept_as_text() -> None:
    text = routine_toml(("Evening", "[red]Evening[/red]"))
    assert parse_routine(text, name="a.toml").title == "[red]Evening[/red]"


@pytest.mark.parametrize(
    "change",
    [
        ("source =", '"\\u001b[2J" ='),
        ('"sole"', '"\\u001b[2J"'),
        ("seconds = 45.5", 'seconds = "\\u001b[2J"'),
    ],
)
def test_escape_codes_in_what_is_wrong_are_shown_not_obeyed(change: tuple[str, str]) -> None:
    said = refusal(routine_toml(change))
    assert "<1b>[2J" in said
    assert "\x1b" not in said


# --- what may call itself gentle -----------------------------------------------------------------

NOT_GENTLE: list[tuple[str, dict[str, object], str]] = [
    ("friction", {"technique": "friction"}, "friction"),
    ("tapping", {"technique": "tapping"}, "tapping"),
    ("press and hold", {"technique": "press_and_hold"}, "press and hold"),
    ("stretch", {"technique": "stretch"}, "stretch"),
    ("knuckles", {"tool": "knuckles"}, "the knuckles"),
    ("ball", {"tool": "ball"}, "the ball"),
    ("calf", {"zone": "calf"}, "the calf"),
    ("pressure 3", {"pressure": 3}, "pressure 3 (gentle is at most 2)"),
    ("pressure 4", {"pressure": 4}, "pressure 4 (gentle is at most 2)"),
]


@pytest.mark.parametrize(
    ("changes", "named"), [each[1:] for each in NOT_GENTLE], ids=[each[0] for each in NOT_GENTLE]
)
def test_a_gentle_routine_may_not_have(changes: dict[str, object], named: str) -> None:
    step = a_step(title="The culprit", **changes)
    assert step.not_gentle == named
    with pytest.raises(ValidationError) as caught:
        a_routine(a_step(), step, level="gentle")
    said = (
        f"claims level 'gentle', but step 2 (The culprit) uses {named}; "
        "take that out or write level = 'go'"
    )
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "changes", [each[1] for each in NOT_GENTLE], ids=[each[0] for each in NOT_GENTLE]
)
def test_a_routine_for_go_may_have_it(changes: dict[str, object]) -> None:
    assert a_routine(a_step(**changes)).level is Level.GO


@pytest.mark.parametrize(
    ("technique", "tool", "zone"),
    list(
        product(
            ["gliding", "kneading", "vibration", "care"],
            ["hands", "thumbs", "fingers"],
            [zone for zone in Zone if zone is not Zone.CALF],
        )
    ),
)
def test_light_work_with_the_hands_on_the_foot_is_gentle(
    technique: str, tool: str, zone: Zone
) -> None:
    pressure = 0 if technique == "care" else 2
    step = a_step(technique=technique, tool=tool, zone=zone, pressure=pressure)
    assert a_routine(step, level="gentle").level is Level.GENTLE


def test_the_refusal_of_a_strong_gentle_routine_is_said_in_words() -> None:
    said = refusal(routine_toml(("pressure = 2", "pressure = 3")))
    assert said == (
        "mine.toml, line 3: claims level 'gentle', but step 2 (Rub the sole) uses pressure 3 "
        "(gentle is at most 2); take that out or write level = 'go'."
    )


@pytest.mark.parametrize("level", [each for each in Level if each.blocks])
def test_no_routine_runs_at_a_level_that_blocks(level: Level) -> None:
    with pytest.raises(ValidationError, match="must be 'go' or 'gentle'"):
        a_routine(level=level)


# --- the runner's question -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after_exercise", "steps", "asks"),
    [
        (False, (a_step(),), False),
        (True, (a_step(),), True),
        (False, (a_step(), CALF), True),
        (True, (a_step(), CALF), True),
    ],
)
def test_the_runner_question_is_asked_after_exercise_and_before_any_calf_step(
    after_exercise: bool, steps: tuple[object, ...], asks: bool
) -> None:
    data = {"title": "A", "summary": "B", "level": "go", "after_exercise": after_exercise}
    routine = Routine.model_validate(data | {"steps": steps})
    assert routine.asks_runner_question is asks


# --- length --------------------------------------------------------------------------------------


def test_the_length_counts_get_readies_steps_and_the_change_of_feet() -> None:
    # Before 5 + 20; each foot 30 and 20, with 3 + 3 left and 5 + 3 right; change 10; after 3 + 25.
    assert a_routine().seconds == 25 + (3 + 30 + 3 + 20) + 10 + (5 + 30 + 3 + 20) + 3 + 25


def test_a_single_step_is_done_on_both_feet() -> None:
    assert a_routine(a_step(seconds=30)).seconds == 5 + 30 + 10 + 5 + 30


def test_an_hour_is_allowed_to_the_second() -> None:
    # 4 steps each foot: 8 get-readies, two of 5 s; change 10 s; so 38 s beside the massage.
    steps = [a_step(seconds=(3600 - 38) / 8) for _ in range(4)]
    assert a_routine(*steps).seconds == 3600


def test_more_than_an_hour_is_refused() -> None:
    said = refusal(ROUTINE_TOML + STEP_TOML.replace("45.5", "900") * 3)
    assert said == "mine.toml: takes 92:32 minutes for both feet; at most 60:00 are allowed."


# --- anything at all -----------------------------------------------------------------------------


def parse_or_refuse(text: str) -> None:
    """Parse; let nothing through but a routine or a refusal that names the file."""
    said = "mine.toml"
    try:
        routine = parse_routine(text, name="mine.toml")
    except RoutineInvalid as error:
        said = str(error)
    else:
        assert 0 < routine.seconds <= 3600
        assert not routine.level.blocks
    assert said.startswith("mine.toml")


@given(st.text())
def test_any_text_is_a_routine_or_refused(text: str) -> None:
    parse_or_refuse(text)


@given(
    st.integers(0, len(ROUTINE_TOML)),
    st.integers(0, 30),
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(['"', "[[steps]]", "\n", "= ", "true", "inf", "[", "{", "0x", "1e999"]),
    ),
)
@settings(max_examples=400)
def test_a_routine_file_damaged_anywhere_is_a_routine_or_refused(
    start: int, length: int, instead: str
) -> None:
    parse_or_refuse(ROUTINE_TOML[:start] + instead + ROUTINE_TOML[start + length :])


toml_values = st.one_of(
    st.sampled_from(
        ["true", "nan", "inf", "-1", "1e308", "[]", "{}", "[[]]", "{a = {b = 1}}", "07:32:00"]
    ),
    st.sampled_from(['""', '"gentle"', '"care"', '"calf"', "4", "0", "2026-11-22", "0xff"]),
    st.integers().map(str),
    st.floats().map(str),
)


@given(st.data(), toml_values)
@settings(max_examples=400)
def test_any_value_at_any_key_is_a_routine_or_refused(data: st.DataObject, value: str) -> None:
    lines = ROUTINE_TOML.splitlines()
    keys = [number for number, line in enumerate(lines) if " = " in line]
    at = data.draw(st.sampled_from(keys))
    lines[at] = f"{lines[at].partition(' = ')[0]} = {value}"
    parse_or_refuse("\n".join(lines))


# --- explaining other models ---------------------------------------------------------------------


class _Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    depth: int = Field(multiple_of=5)


class _Outer(BaseModel):
    inner: _Inner | None = None
    size: int = 0


def explained(data: dict[str, object]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        _Outer.model_validate(data)
    return explain(caught.value, _Outer, where="file")


def test_a_mistake_without_words_of_our_own_is_explained_in_those_of_the_library() -> None:
    said = explained({"inner": {"depth": 3}})
    assert said == ["file, 'inner', 'depth': Input should be a multiple of 5"]


def test_the_keys_of_a_table_that_may_be_missing_are_known_too() -> None:
    said = explained({"inner": {"depth": 5, "dept": 5}})
    assert said == ["file, 'inner', 'dept': is not a known key (did you mean 'depth'?)"]


def test_a_fraction_where_a_whole_number_belongs_is_explained() -> None:
    assert explained({"size": 1.5}) == ["file, 'size': must be a whole number, not 1.5"]


def test_every_word_of_a_technique_tool_zone_and_part_is_accepted_in_a_file() -> None:
    for key, words in {"part": Part, "technique": Technique, "tool": Tool, "zone": Zone}.items():
        for word in words:
            assert a_step(**{key: word.value}).model_dump()[key] is word


def test_a_key_inside_a_field_that_holds_no_table_is_a_mistake_of_the_program() -> None:
    class Broken(BaseModel):
        inner: int = 0

    with pytest.raises(ValidationError) as caught:
        _Outer.model_validate({"inner": {"depth": 5, "dept": 5}})
    with pytest.raises(TypeError, match="holds no model"):
        explain(caught.value, Broken, where="file")
