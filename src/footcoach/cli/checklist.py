"""`footcoach checklist`: the safety questions, to read, print or pass on."""

from typing import Annotated

import typer

from footcoach.cli.console import Force, OutFile, check_output, one_of, write_result
from footcoach.ui.checklist import CHECKLISTS


def checklist(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(CHECKLISTS),
            parser=one_of(CHECKLISTS),
            help="Text, HTML that prints on two sheets of paper (four pages), Markdown, or JSON.",
        ),
    ] = "text",
    output: OutFile = None,
    force: Force = False,
) -> None:
    """Print the safety checklist: a box for every answer, and what each means."""
    check_output(output, force=force)
    write_result(output, CHECKLISTS[form]())
