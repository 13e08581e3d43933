"""`footcoach checklist`: the safety questions, to read, print or pass on."""

from enum import StrEnum
from typing import Annotated

import typer

from footcoach.cli.console import OutFile, write_result


class Format(StrEnum):
    """The form in which to print the checklist."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"


def checklist(
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            help="Text, HTML that prints on two sheets of paper, Markdown, or JSON for programs.",
        ),
    ] = Format.TEXT,
    output: OutFile = None,
) -> None:
    """Print the safety checklist: every question with a box, and what each answer means."""
    from footcoach.ui.checklist import CHECKLISTS

    text = CHECKLISTS[format_]()
    write_result(output, text)
