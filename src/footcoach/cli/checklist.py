"""`footcoach checklist`: the safety questions, to read, print or hand on."""

from enum import StrEnum
from typing import Annotated

import typer

from footcoach.cli.console import OutFile


class Format(StrEnum):
    """In what form to print the checklist."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"


def checklist(
    format_: Annotated[
        Format,
        typer.Option(
            "--format", help="Text, HTML to print on two sheets, Markdown, or JSON for programs."
        ),
    ] = Format.TEXT,
    output: OutFile = None,
) -> None:
    """Print the safety checklist: every question with a box, and what each answer means."""
    text = _made(format_)
    if output is None:
        typer.echo(text, nl=False)
        return
    from footcoach.storage.files import write_private

    write_private(output, text)


def _made(format_: Format) -> str:
    """Return the checklist in that form, having read no more than it takes."""
    if format_ is Format.HTML:
        from footcoach.ui.checklist_html import checklist_html

        return checklist_html()
    from footcoach.ui import checklist

    match format_:
        case Format.JSON:
            return checklist.checklist_json()
        case Format.MARKDOWN:
            return checklist.checklist_markdown()
    return checklist.checklist_text()
