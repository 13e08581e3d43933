"""`footcoach checklist`: the safety questions, to read, print or pass on."""

from typing import Annotated

from footcoach.cli.console import (
    Force,
    LargePrint,
    OutFile,
    check_output,
    format_for,
    page,
    word_option,
    write_result,
)
from footcoach.ui.checklist import CHECKLISTS, checklist_html
from footcoach.ui.own_name import called


def checklist(
    form: Annotated[
        str | None,
        word_option(
            "--format",
            CHECKLISTS,
            "Text, HTML to print from a browser, Markdown, or JSON. "
            "Default: by the file's extension.",
        ),
    ] = None,
    large_print: LargePrint = False,
    output: OutFile = None,
    force: Force = False,
) -> None:
    """Print the safety checklist: a box for every answer, and what each means."""
    form = format_for(form, output, tuple(CHECKLISTS), large=large_print)
    check_output(output, force=force)
    text = checklist_html(large=True) if large_print else CHECKLISTS[form]()
    if output or form != "text" or not page(text):
        write_result(output, text if form == "html" else called(text))
