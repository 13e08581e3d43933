"""`footcoach checklist`: the safety questions, to read, print or pass on."""

from typing import Annotated

import typer

from footcoach.cli.console import OutFile, one_of, write_result
from footcoach.ui.checklist import CHECKLISTS


def checklist(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(CHECKLISTS),
            parser=one_of(CHECKLISTS),
            help="Text, HTML that prints on two sheets of paper, Markdown, or JSON for programs.",
        ),
    ] = "text",
    output: OutFile = None,
) -> None:
    """Print the safety checklist: every question with a box, and what each answer means."""
    write_result(output, CHECKLISTS[form]())
