"""The claims on the screen: whole at every width, graded without colour, in every encoding."""

import io

import pytest
from rich.console import Console

from footcoach.core.evidence import ABOUT, CLAIMS, GRADES, Claim, Topic
from footcoach.ui.learn import LEGEND, REVIEW, claims_view, topic_list
from footcoach.ui.theme import THEME

width = pytest.mark.parametrize("width", [40, 60, 80, 120])


def printed(claims: tuple[Claim, ...], width: int, *, plain: bool = False, **kind: bool) -> str:
    """Return what a console of the width shows."""
    out = io.StringIO()
    console = Console(file=out, width=width, theme=THEME, highlight=False, **kind)  # type: ignore[arg-type]
    console.print(claims_view(claims, width, plain=plain))
    return out.getvalue()


def joined(text: str) -> str:
    return " ".join(text.split())


@width
def test_every_claim_is_there_whole_and_no_line_is_too_long(width: int) -> None:
    text = printed(CLAIMS, width)
    assert max(map(len, text.splitlines())) <= min(width, 76)
    for claim in CLAIMS:
        assert f"{claim.grade}, {GRADES[claim.grade].words}" in text
        assert joined(claim.text) in joined(text)
        assert joined(claim.article) in joined(text)
        for source in claim.sources:
            assert joined(source.citation) in joined(text)
    assert joined(LEGEND) in joined(text)
    assert joined(REVIEW) in joined(text)


@width
def test_what_the_grades_mean_is_read_before_the_first_one(width: int) -> None:
    text = joined(printed(CLAIMS[:1], width))
    assert text.startswith(joined(LEGEND))
    assert text.index(joined(LEGEND)) < text.index(joined(CLAIMS[0].text))
    assert text.count(joined(LEGEND)) == 1


@pytest.mark.parametrize("width", [60, 80, 120])
def test_an_address_stands_in_one_piece_so_that_it_can_be_copied(width: int) -> None:
    words = printed(CLAIMS, width).split()
    for claim in CLAIMS:
        assert {source.link for source in claim.sources if source.link} <= set(words)


def test_an_address_is_a_link_where_the_terminal_has_links() -> None:
    link = next(source.link for claim in CLAIMS for source in claim.sources if source.link)
    shown = printed(CLAIMS[:1], 80, force_terminal=True)
    assert "\x1b]8;" in shown
    assert f";{link}\x1b\\" in shown


def test_an_address_that_takes_two_lines_is_a_link_on_both() -> None:
    link = next(source.link for claim in CLAIMS for source in claim.sources if source.link)
    assert printed(CLAIMS[:1], 40, force_terminal=True).count(f";{link}\x1b\\") == 2


def test_in_a_pipe_nothing_is_left_of_links_and_colours() -> None:
    assert "\x1b" not in printed(CLAIMS, 80)


def test_no_line_ends_in_blanks() -> None:
    assert not [line for line in printed(CLAIMS, 80).splitlines() if line != line.rstrip()]


def test_without_colour_the_words_are_the_same() -> None:
    plain = Console(file=io.StringIO(), width=80)
    with plain.capture() as captured:
        plain.print(claims_view(CLAIMS, 80, plain=False))
    assert captured.get() == printed(CLAIMS, 80)


def test_names_lose_their_accents_where_the_encoding_has_none() -> None:
    assert "Dakić" in printed(CLAIMS, 80)
    text = printed(CLAIMS, 80, plain=True)
    assert text.isascii()
    assert "Dakic" in text


@width
def test_every_topic_has_its_line_in_the_list(width: int) -> None:
    lines = topic_list(width).plain.splitlines()
    assert max(map(len, lines)) <= width
    for topic in Topic:
        assert [line for line in lines if line.startswith(f"{topic}  ")]
        assert all(word in joined(" ".join(lines)) for word in ABOUT[topic].split())
