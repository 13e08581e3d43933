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
        ("\x1b]0;title\x07", "<1b>]0;title<07>"),
        ("\u202egnp.exe", "<202e>gnp.exe"),
        ("zero\u200bwidth", "zero<200b>width"),
        ("lone \ud800 surrogate", "lone <d800> surrogate"),
        ("  two\n lines\tand\r\nmore  ", "two lines and more"),
        ("[bold]markup[/bold] naïve Fuß 足", "[bold]markup[/bold] naïve Fuß 足"),
        ("Fuß\u00admassage", "Fußmassage"),
        # What belongs to Persian and Hindi words and to emoji stays.
        *[(text, text) for text in ("پا\u200cها", "क्\u200dष", "👩\u200d🦶 ❤\ufe0f", "\ue000")],
        # A later Python may know it: what one wrote the other must read back.
        ("\U000323b0 \uffff", "\U000323b0 \uffff"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_a_code(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(codec=None)))
def test_visible_text_holds_nothing_that_a_terminal_obeys_and_stays_so(text: str) -> None:
    shown = visible(text)
    obeyed = {char for char in shown if unicodedata.category(char) in {"Cc", "Cf", "Cs"}}
    assert obeyed <= {"\u200c", "\u200d"}
    assert not set(shown) & {"\n", "\u2028", "\u2029"}
    assert visible(shown) == shown


def test_words_are_joined() -> None:
    assert both(["a"]) == "a"
    assert both(word for word in ("a", "b")) == "a and b"
    assert both(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize("word", ["secconds", "SECONDS", "second"])
def test_a_near_miss_gets_the_known_word(word: str) -> None:
    assert did_you_mean(word, ["title", "seconds"]) == " (did you mean 'seconds'?)"
    assert did_you_mean("elephant", ["title", "seconds"]) == ""


def test_a_countdown_rounds_up_so_that_zero_means_over() -> None:
    written = [minutes_and_seconds(seconds) for seconds in (0, 0.001, 1, 59.01, 365, 3600)]
    assert written == ["0:00", "0:01", "0:01", "1:00", "6:05", "60:00"]


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (59.4, "59 s"),
        (59.5, "1 min"),
        (75, "1.5 min"),
        (330, "5.5 min"),
    ],
)
def test_a_length_is_written_as_people_say_it(seconds: float, written: str) -> None:
    assert about_minutes(seconds) == written
