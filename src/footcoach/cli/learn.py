"""`footcoach learn`: what massage does and does not do, and who says so."""

from typing import Annotated

import typer

from footcoach.cli.completion import topics
from footcoach.cli.console import Ascii, Json, glyphs_wanted, print_paged
from footcoach.core.evidence import CLAIMS, claims_json, find_topic
from footcoach.core.text import visible


def learn(
    topic: Annotated[
        str | None,
        typer.Argument(metavar="TOPIC", help="A topic from the list.", autocompletion=topics),
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="Show only what contains all of these words."),
    ] = None,
    json_: Json = False,
    ascii_only: Ascii = None,
) -> None:
    """Read what massage does and does not do, how well that is supported, and by whom."""
    wanted = find_topic(topic) if topic is not None else None
    found = [claim for claim in CLAIMS if wanted in {None, claim.topic}]
    found = [claim for claim in found if claim.contains(search or "")]
    if json_:
        typer.echo(claims_json(found))
        return
    if not found:
        where = f" under '{wanted}'" if wanted else ""
        typer.echo(f"Nothing{where} contains '{visible(search or '')}'.")
        return
    # Imported only here, because JSON output does not need Rich.
    from footcoach.ui.learn import claims_view, topic_list
    from footcoach.ui.theme import ASCII, make_console

    console = make_console()
    if wanted is None and search is None:
        print_paged(console, topic_list(console.width))
    else:
        plain = glyphs_wanted(ascii_only=ascii_only) is ASCII
        print_paged(console, claims_view(found, console.width, plain=plain))
