"""`footcoach checklist`: the safety questions, to read, print or pass on."""

from typing import Annotated

import typer

from footcoach.cli.console import OutFile, one_of, write_result
from footcoach.cli.pager import page
from footcoach.ui.checklist import CHECKLISTS


def checklist(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(CHECKLISTS),
            parser=one_of(CHECKLISTS),
            autocompletion=lambda: list(CHECKLISTS),
            help="Text, HTML that prints on two sheets of paper (four pages), Markdown, or JSON.",
        ),
    ] = "text",
    output: OutFile = None,
) -> None:
    """Print the safety checklist: a box for every answer, and what each means."""
    text = CHECKLISTS[form]()
    if output or form != "text" or not page(text):
        write_result(output, text)
