"""`footcoach checklist`: the safety questions, to read, print or hand on."""

from enum import StrEnum
from typing import Annotated

import typer

from footcoach.cli.options import OutFile


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
    from footcoach.terminal.views.checklist import (
        checklist_json,
        checklist_markdown,
        checklist_text,
    )
    from footcoach.terminal.views.checklist_html import checklist_html

    makers = {
        Format.TEXT: checklist_text,
        Format.HTML: checklist_html,
        Format.MARKDOWN: checklist_markdown,
        Format.JSON: checklist_json,
    }
    text = makers[format_]()
    if output is None:
        typer.echo(text, nl=False)
        return
    from footcoach.store.files import write_private

    write_private(output, text)
