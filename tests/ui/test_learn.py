"""The claims on the screen: whole at every width, graded without colour, in every encoding."""

import io

import pytest
from rich.console import Console

from footcoach.core.evidence import ABOUT, ARTICLE, CLAIMS, GRADES, Claim, Topic
from footcoach.ui.learn import REVIEW, claims_view, topic_list
from footcoach.ui.theme import THEME

width = pytest.mark.parametrize("width", [40, 60, 80, 120])
LINK = next(source.link for claim in CLAIMS for source in claim.sources if source.link)


def printed(claims: tuple[Claim, ...], width: int, *, plain: bool = False, **kind: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, theme=THEME, highlight=False, **kind)  # type: ignore[arg-type]
    console.print(claims_view(claims, width, plain=plain))
    return out.getvalue()


def joined(text: str) -> str:
    return " ".join(text.split())


@width
def test_every_claim_is_whole_under_its_heading_and_no_line_is_too_long(width: int) -> None:
    text = printed(CLAIMS, width)
    assert max(map(len, text.splitlines())) <= min(width, 76)
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    for claim in CLAIMS:
        assert joined(f"{GRADES[claim.grade]} {claim.text}") in joined(text)
        assert all(joined(source.citation) in joined(text) for source in claim.sources)
        # In one piece, so that it can be copied.
        links = {source.link for source in claim.sources if source.link}
        assert width == 40 or links <= set(text.split())
    # The article is named once, at the end, and never argued with.
    assert joined(f"{REVIEW} - {ARTICLE.citation}") in joined(text)[-300:]
    assert "The article" not in text


def test_an_address_is_a_link_on_every_line_where_the_terminal_has_links() -> None:
    assert printed(CLAIMS[:1], 80, force_terminal=True).count(f";{LINK}\x1b\\") == 1
    assert printed(CLAIMS[:1], 40, force_terminal=True).count(f";{LINK}\x1b\\") == 2
    assert "\x1b" not in printed(CLAIMS, 80)


@width
def test_every_topic_has_its_line_in_the_list(width: int) -> None:
    lines = topic_list(width).plain.splitlines()
    assert max(map(len, lines)) <= width
    for topic in Topic:
        assert [line for line in lines if line.startswith(f"{topic}  ")]
        assert all(word in joined(" ".join(lines)) for word in ABOUT[topic].split())
