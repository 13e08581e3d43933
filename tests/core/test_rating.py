"""How sore each foot feels: single keys in, numbers from 0 to 10 out, and never one by mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcoach.core.rating import Ratings, changes, rating_of, ratings_of
from footcoach.core.record import Rating
from footcoach.core.states import Foot


def typed(*keys: str) -> Ratings:
    ratings = Ratings()
    for key in keys:
        ratings = ratings.typed(key)
    return ratings


@pytest.mark.parametrize(
    ("keys", "left", "right"),
    [
        ([], None, None),
        (["7"], 7, None),
        (["7", "3"], 3, None),
        (["1", "0"], 10, None),
        (["0"], 0, None),
        (["1", "0", "0"], 0, None),
        (["tab", "4"], None, 4),
        (["7", "tab", "1", "0"], 7, 10),
        (["7", "tab", "4", "tab", "2"], 2, 4),
        (["7", "backspace"], None, None),
        (["7", "tab", "4", "backspace"], 7, None),
        (["x", "enter", "\u0663"], None, None),
    ],
)
def test_digits_rate_the_left_foot_and_after_tab_the_right(
    keys: list[str], left: int | None, right: int | None
) -> None:
    ratings = typed(*keys)
    assert (ratings.left, ratings.right) == (left, right)
    assert ratings.given == (left is not None or right is not None)


@given(st.lists(st.sampled_from([*"0123456789", "tab", "backspace", "x"])))
def test_no_keys_make_a_number_outside_the_scale(keys: list[str]) -> None:
    ratings = typed(*keys)
    assert all(number is None or 0 <= number <= 10 for number in (ratings.left, ratings.right))
    assert ratings.typing in Foot


def test_what_changed_is_said_for_each_foot_that_was_rated() -> None:
    before, after = Ratings(left=6, right=4), Ratings(left=3)
    assert changes(before, after) == [
        "Left foot: 6 of 10 before and 3 of 10 after.",
        "Right foot: 4 of 10 before.",
    ]
    assert changes(Ratings(), Ratings(right=2)) == ["Right foot: 2 of 10 after."]
    assert changes(Ratings(), Ratings()) == []


def test_what_was_typed_is_remembered_and_can_be_typed_on() -> None:
    assert rating_of(Ratings()) is None
    assert rating_of(Ratings(left=3)) == Rating(left=3)
    assert ratings_of(None) == Ratings()
    assert ratings_of(Rating(right=10)) == Ratings(right=10)
