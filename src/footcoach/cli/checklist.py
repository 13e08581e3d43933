"""`footcoach checklist`: the safety questions, to read or print."""

import sys

import typer


def checklist() -> None:
    """Print the safety checklist: every question with a box, and what each answer means."""
    from footcoach.terminal.views.checklist import checklist_text

    typer.echo(checklist_text(), nl=False, file=sys.stdout)
