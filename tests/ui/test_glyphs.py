"""Nothing is drawn that the output cannot show; bars, rules and digits are what they say."""

from dataclasses import astuple

import pytest

from footcoach.ui.digits import large
from footcoach.ui.theme import ASCII, UNICODE, Glyphs, glyphs_for, progress_bar

both = pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", None, "no-such-encoding"])
def test_an_encoding_that_lacks_a_glyph_gets_ascii(encoding: str | None) -> None:
    assert glyphs_for(encoding) is ASCII
    assert "".join(astuple(ASCII)).isascii()


def test_utf_8_gets_every_glyph_unless_ascii_is_wanted_or_the_font_has_no_braille() -> None:
    assert glyphs_for("utf-8") is UNICODE
    assert glyphs_for("utf-8", ascii_only=True) is ASCII
    no_braille = glyphs_for("utf-8", braille=False)
    assert (no_braille.dots, no_braille.full) == ("", UNICODE.full)


def test_a_bar_shows_its_share_without_colour() -> None:
    drawn = [progress_bar(cells, 4, UNICODE).plain for cells in (0, 2, 4, 5)]
    assert drawn == ["────", "━━──", "━━━━", "━━━━"]
    assert progress_bar(2, 4, ASCII).plain == "--.."


@both
@pytest.mark.parametrize("width", [10, 30, 116])
def test_digits_fit_their_room_and_grow_with_it(width: int, glyphs: Glyphs) -> None:
    heights = []
    for height in (1, 3, 5, 8, 20):
        drawn = [line.plain for line in large("12:34", width, height, glyphs)]
        assert drawn == ["12:34"] or len(drawn) <= height
        assert all(len(line) <= width for line in drawn)
        heights.append(len(drawn))
    assert heights == sorted(heights)


def test_each_digit_has_its_own_shape() -> None:
    drawn = {tuple(map(str, large(digit, 10, 5, UNICODE))) for digit in "0123456789"}
    assert len(drawn) == 10
    assert tuple(map(str, large("1", 3, 3, UNICODE))) == ("▄█ ", " █ ", "▀▀▀")
