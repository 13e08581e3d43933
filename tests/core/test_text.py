"""Values into words; foreign text into text that only shows."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcoach.core.text import (
    about_minutes,
    both,
    did_you_mean,
    minutes_and_seconds,
    visible,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("\x1b[2J", "<1b>[2J"),
        ("\x1b]0;title\x07", "<1b>]0;title<07>"),
        ("a\x00b", "a<00>b"),
        ("a\x7fb", "a<7f>b"),
        ("a\x9b31mb", "a<9b>31mb"),
        ("back\x08space", "back<08>space"),
        ("\u202egnp.exe", "<202e>gnp.exe"),
        ("zero\u200bwidth", "zero<200b>width"),
        ("byte\ufefforder", "byte<feff>order"),
        ("lone \ud800 surrogate", "lone <d800> surrogate"),
        ("private \ue000", "private <e000>"),
        ("not a character \uffff", "not a character <ffff>"),
        ("tag \U000e0041", "tag <e0041>"),
        ("  two\n lines\tand\r\nmore  ", "two lines and more"),
        ("line\u2028separator", "line separator"),
        ("no\u00a0break", "no break"),
        ("[bold]markup[/bold]", "[bold]markup[/bold]"),
        ("naïve Fuß 足", "naïve Fuß 足"),
        ("", ""),
    ],
)
def test_what_would_be_obeyed_is_shown_by_its_name(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("value", [True, 3, 2.5, None, ["\x1b"], {"a": "\x1b"}])
def test_what_is_no_text_is_left_for_the_validator(value: object) -> None:
    assert visible(value) is value


@given(st.text(st.characters(codec=None)))
def test_visible_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = visible(text)
    assert isinstance(shown, str)
    assert {unicodedata.category(char)[0] for char in shown} <= {*"LMNPSZ"}
    assert {unicodedata.category(char) for char in shown}.isdisjoint({"Zl", "Zp"})


@given(st.text())
def test_making_text_visible_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("words", "choice"),
    [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_joined(words: list[str], choice: str) -> None:
    assert both(words) == choice


def test_words_can_come_from_any_iterable() -> None:
    assert both(word for word in ("left", "right")) == "left and right"


@pytest.mark.parametrize("word", ["secconds", "SECONDS", "second"])
def test_a_near_miss_is_met_with_the_known_word(word: str) -> None:
    assert did_you_mean(word, ["title", "seconds"]) == " (did you mean 'seconds'?)"


def test_a_far_word_gets_no_guess() -> None:
    assert did_you_mean("elephant", ["title", "seconds"]) == ""


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "0:00"),
        (0.001, "0:01"),
        (1, "0:01"),
        (59.01, "1:00"),
        (60, "1:00"),
        (365, "6:05"),
        (3600, "60:00"),
    ],
)
def test_a_begun_second_counts_in_a_countdown(seconds: float, written: str) -> None:
    assert minutes_and_seconds(seconds) == written


@given(st.floats(min_value=0, max_value=3600))
def test_a_countdown_shows_zero_only_when_it_is_over(seconds: float) -> None:
    assert (minutes_and_seconds(seconds) == "0:00") == (seconds == 0)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (45.4, "45 s"),
        (59.4, "59 s"),
        (59.5, "1 min"),
        (74.9, "1 min"),
        (75, "1.5 min"),
        (277, "4.5 min"),
        (330, "5.5 min"),
        (600, "10 min"),
        (614, "10 min"),
        (629, "10.5 min"),
        (1e8, "1666666.5 min"),
    ],
)
def test_a_length_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert about_minutes(seconds) == said
