"""What is known about massage, laid out without ruled lines, with each claim below its grade."""

from collections.abc import Iterable

from rich.style import Style
from rich.text import Text

from footcoach.core.evidence import ABOUT, ARTICLE, GRADES, Claim, Source, Topic, by_topic
from footcoach.core.text import unaccented
from footcoach.ui.wrapping import WIDEST, wrap

REVIEW = (
    "No clinician has reviewed this. Of most papers, only the abstracts were read. "
    "The project began with a web page:"
)
READ_ON = "To read about one: footcoach learn TOPIC. To find a word: footcoach learn --search WORD."

# Columns for a topic's name.
_NAME = max(map(len, Topic)) + 2


def topic_list(width: int) -> Text:
    """List the topics, each with a short description, and say how to read about one."""
    width = min(width, WIDEST)
    lines = []
    for topic in Topic:
        first, *rest = wrap(ABOUT[topic], width, first=f"{topic:{_NAME}}")
        first.stylize("title", 0, len(topic))
        lines += [first, *rest]
    return Text("\n").join([*lines, Text(), *wrap(READ_ON, width)])


def claims_view(claims: Iterable[Claim], width: int, *, plain: bool) -> Text:
    """Show claims under their topics.

    With `plain`, names lose their accents, for output that cannot encode them.
    """
    width = min(width, WIDEST)
    lines = []
    for topic, group in by_topic(claims):
        lines += [*wrap(f"{topic}: {ABOUT[topic]}", width, "heading"), Text()]
        for claim in group:
            lines.append(Text(GRADES[claim.grade], style="title"))
            lines += wrap(claim.text, width, first="   ")
            for source in claim.sources:
                lines += _source(source, width, plain=plain)
            lines.append(Text())
    return Text("\n").join([*lines, *wrap(REVIEW, width), *_source(ARTICLE, width, plain=plain)])


def _source(source: Source, width: int, *, plain: bool) -> list[Text]:
    """Show a source, with its address written out for terminals that cannot open links."""
    citation = unaccented(source.citation) if plain else source.citation
    address = wrap(source.link, width, first="     ") if source.link else []
    for line in address:
        line.stylize(Style(link=source.link, dim=True), start=5)
    return [*wrap(citation, width, "muted", first="   - "), *address]
