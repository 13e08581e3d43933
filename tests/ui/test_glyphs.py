"""Nothing is drawn that the output cannot show."""

from dataclasses import astuple

import pytest

from footcoach.core.states import Foot
from footcoach.ui.digits import large
from footcoach.ui.foot import foot_map
from footcoach.ui.theme import ASCII, UNICODE, Glyphs, glyphs_for
from samples import a_step


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", None, "no-such-encoding"])
def test_an_encoding_that_lacks_a_glyph_gets_the_ascii_twins(encoding: str | None) -> None:
    assert glyphs_for(encoding) is ASCII


def test_utf_8_gets_the_drawn_glyphs_unless_ascii_is_asked_for() -> None:
    assert glyphs_for("utf-8") is UNICODE
    assert glyphs_for("utf-8", ascii_only=True) is ASCII


def test_a_font_without_braille_gets_no_braille_and_all_else() -> None:
    glyphs = glyphs_for("utf-8", braille=False)
    assert (glyphs.dots, glyphs.full) == ("", UNICODE.full)
    step = a_step(zone="arch")
    drawn = foot_map(24, 14, foot=Foot.LEFT, step=step, elapsed=None, glyphs=glyphs)
    assert "".join(line.plain for line in drawn).isascii()


def test_the_ascii_twins_are_ascii() -> None:
    assert "".join(astuple(ASCII)).isascii()


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("width", [10, 30, 76, 116])
@pytest.mark.parametrize("height", [1, 3, 5, 8, 20])
def test_large_digits_fit_into_their_room(glyphs: Glyphs, width: int, height: int) -> None:
    drawn = large("12:34", width, height, glyphs)
    assert drawn == ("12:34",) or (
        len(drawn) <= height and all(len(line) <= width for line in drawn)
    )


def test_more_room_gives_larger_digits() -> None:
    heights = [len(large("42", 76, height, UNICODE)) for height in (2, 4, 6, 9)]
    assert heights == sorted(heights)
    assert heights[-1] > heights[1] > 1


def test_each_digit_has_its_own_shape() -> None:
    shapes = {tuple(large(digit, 10, 5, UNICODE)) for digit in "0123456789"}
    assert len(shapes) == 10


def test_a_one_in_half_blocks_looks_like_a_one() -> None:
    assert large("1", 3, 3, UNICODE) == ("▄█ ", " █ ", "▀▀▀")
