"""A held key and pasted text answer next to nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doubles import FakeClock, ScriptedKeys
from footcoach.ui.keys import AFTER_ON_PAGES, DeliberateKeys


class Answers:
    """A person at the keyboard, and what counts."""

    def __init__(self, *script: tuple[float, str]) -> None:
        self.clock = FakeClock()
        self.keys = ScriptedKeys(self.clock, *script)
        self.deliberate = DeliberateKeys(self.keys, self.clock.now)
        self.counted: list[str] = []

    def read(self) -> list[str]:
        """Read to the end of the script; whatever counts brings a new question."""
        while True:
            try:
                key = self.deliberate.wait(1.0)
            except EOFError:
                return self.counted
            if key is not None:
                self.counted.append(key)
                self.deliberate.mark_shown()


def test_a_single_key_counts_once_the_question_can_have_been_read() -> None:
    assert Answers((0.29, "n")).read() == []
    assert Answers((0.31, "n")).read() == ["n"]


@pytest.mark.parametrize("second", [(1.0, "n"), (1.05, "z")])
def test_a_key_with_another_or_just_before_it_does_not_count(second: tuple[float, str]) -> None:
    assert Answers((1.0, "n"), second).read() == []


def test_a_key_soon_after_another_does_not_count_and_asks_for_quiet_again() -> None:
    assert Answers((1.0, "z"), (1.19, "n"), (1.38, "n"), (1.8, "n")).read() == ["z", "n"]


def test_the_same_key_needs_more_quiet_than_another() -> None:
    assert Answers((1.0, "n"), (1.34, "n"), (1.68, "n")).read() == ["n"]
    assert Answers((1.0, "n"), (1.55, "y")).read() == ["n", "y"]


def test_a_key_that_leads_on_to_a_session_needs_more_quiet_after_it() -> None:
    pressed = (1.0, "enter"), (1.15, "enter")
    assert Answers(*pressed).deliberate.wait(2.0) == "enter"
    assert Answers(*pressed).deliberate.wait(2.0, after=AFTER_ON_PAGES) is None


def test_keys_that_only_scroll_pass_freely_also_from_a_mouse_wheel() -> None:
    answers = Answers((0.1, "down"), (0.1, "down"), (0.15, "down"), (0.2, "n"))
    assert [answers.deliberate.wait(1.0) for _ in range(2)] == ["down", "down"]
    assert answers.deliberate.wait(1.0) is None


@pytest.mark.parametrize("apart", [0.45, 0.5, 0.6, 1.0])
def test_a_person_who_answers_briskly_is_never_ignored(apart: float) -> None:
    presses = [(1.0 + n * apart + 0.02 * (n % 3), "n") for n in range(20)]
    assert len(Answers(*presses).read()) == 20


@given(st.floats(0.36, 1.5), st.integers(8, 30))
def test_a_key_that_repeats_however_slowly_answers_at_most_seven_questions(
    apart: float, presses: int
) -> None:
    answers = Answers(*((1.0 + n * apart, "n") for n in range(presses)))
    assert len(answers.read()) <= 7
    assert answers.deliberate.held


@pytest.mark.parametrize("other", ["down", "y"])
def test_after_a_held_key_any_other_key_lets_it_count_again(other: str) -> None:
    held = [(1.0 + 0.5 * n, "n") for n in range(10)]
    counted = Answers(*held, (7.0, other), (8.0, "n")).read()
    assert counted == [*"n" * 7, other, "n"]


def test_ctrl_d_is_the_end_whatever_comes_with_it() -> None:
    with pytest.raises(EOFError):
        Answers((0.0, "c-d"), (0.0, "n")).deliberate.wait(1.0)


@given(
    st.lists(st.floats(0.02, 0.34), min_size=1, max_size=200),
    st.floats(0.2, 1.0),
)
def test_a_held_key_answers_at_most_two_questions(gaps: list[float], first: float) -> None:
    moments = [1.0, 1.0 + first]
    for gap in gaps:
        moments.append(moments[-1] + gap)
    assert len(Answers(*((moment, "n") for moment in moments)).read()) <= 2
