"""What is known about massage, to read: no drawn lines, and every grade in words and letter."""

from collections.abc import Iterable, Iterator

from rich.style import Style
from rich.text import Text

from footcoach.core.evidence import ABOUT, ARTICLE, GRADES, Claim, Source, Topic, by_topic
from footcoach.core.text import unaccented
from footcoach.ui.page import WIDEST, wrap

LEGEND = (
    f"Grades: {'. '.join(f'{grade}, {entry.words}' for grade, entry in GRADES.items())}. "
    "A and B grade what is said here, C and D the idea that is denied or warned of."
)
REVIEW = (
    "No clinician has reviewed this. Of most papers only the abstract was read. "
    "'The article' is the one that footcoach began from:"
)
HOW_ON = "To read one: footcoach learn TOPIC. To find a word: footcoach learn --search WORD."

# Columns for the name of a topic.
_NAME = max(map(len, Topic)) + 2


def topic_list(width: int) -> Text:
    """List the topics with a line each, and say how to go on."""
    width = min(width, WIDEST)
    lines = []
    for topic in Topic:
        first, *rest = wrap(ABOUT[topic], width, first=f"{topic:{_NAME}}", hang=" " * _NAME)
        first.stylize("title", 0, len(topic))
        lines += [first, *rest]
    return Text("\n").join([*lines, Text(), *wrap(HOW_ON, width)])


def claims_view(claims: Iterable[Claim], width: int, *, plain: bool) -> Text:
    """Say what the grades mean, then show claims under their topics.

    With `plain` names lose their accents, for an output whose encoding has none.
    """
    return Text("\n").join(_lines(claims, min(width, WIDEST), plain=plain))


def _lines(claims: Iterable[Claim], width: int, *, plain: bool) -> Iterator[Text]:
    yield from wrap(LEGEND, width)
    yield Text()
    for topic, group in by_topic(claims):
        yield from wrap(f"{topic}: {ABOUT[topic]}", width, "heading")
        yield Text()
        for claim in group:
            yield Text(f"{claim.grade}, {GRADES[claim.grade].words}", style="title")
            yield from wrap(claim.text, width, first="   ", hang="   ")
            if claim.article:
                yield from wrap(claim.article, width, "muted", first="   ", hang="   ")
            for source in claim.sources:
                yield from _source(source, width, plain=plain)
            yield Text()
    yield from wrap(REVIEW, width)
    yield from _source(ARTICLE, width, plain=plain)


def _source(source: Source, width: int, *, plain: bool) -> Iterator[Text]:
    """Show a source; its address is written out, too, for terminals that cannot open links."""
    citation = unaccented(source.citation) if plain else source.citation
    yield from wrap(citation, width, "muted", first="   - ", hang="     ")
    for line in wrap(source.link, width, first="     ", hang="     ") if source.link else ():
        line.stylize(Style(link=source.link, dim=True), start=5)
        yield line
