"""`footcoach learn`: what massage does and does not do, graded, with its sources."""

from typing import TYPE_CHECKING, Annotated

import typer

from footcoach.cli.console import Ascii, glyphs_wanted

if TYPE_CHECKING:
    from footcoach.core.evidence import Claim


def learn(
    topic: Annotated[
        str | None, typer.Argument(metavar="[TOPIC]", help="As the list names it.")
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(
            metavar="WORD", help="Only claims that hold all these words. None found is no error."
        ),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
    ascii_only: Ascii = False,
) -> None:
    """Read what massage does and what it does not, how well that is backed, and by whom."""
    from footcoach.core.errors import UsageError
    from footcoach.core.evidence import CLAIMS, claims_json, find_topic
    from footcoach.core.text import visible

    wanted = find_topic(topic) if topic is not None else None
    if search is not None and not search.strip():
        raise UsageError("Say what to search for: --search WORD.")
    found = [
        claim
        for claim in CLAIMS
        if wanted in {None, claim.topic} and (search is None or claim.contains(search))
    ]
    if json_:
        typer.echo(claims_json(found))
    elif not found:
        where = f" in '{wanted}'" if wanted else ""
        typer.echo(f"Nothing{where} holds '{visible(search)}'.")
    else:
        _show(found, everything=wanted is None and search is None, ascii_only=ascii_only)


def _show(claims: "list[Claim]", *, everything: bool, ascii_only: bool) -> None:
    from footcoach.ui.learn import claims_view, topic_list
    from footcoach.ui.theme import ASCII, make_console

    console = make_console()
    plain = glyphs_wanted(ascii_only=ascii_only) is ASCII
    width = console.width
    console.print(topic_list(width) if everything else claims_view(claims, width, plain=plain))
