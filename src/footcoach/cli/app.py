"""The command line: which commands there are, and the one place that catches their errors."""

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from footcoach import __version__
from footcoach.cli.checklist import checklist
from footcoach.cli.doctor import doctor
from footcoach.cli.forget import forget
from footcoach.cli.history import history_app
from footcoach.cli.profile import profile_app
from footcoach.cli.routines import routines_app
from footcoach.cli.screen import screen
from footcoach.cli.start import start
from footcoach.core.errors import ExitCode, FootcoachError, Terminated
from footcoach.core.text import visible
from footcoach.system.signals import ignore_from_now_on

WELCOME = f"""\
footcoach {__version__}: massage your own feet, led step by step.
It asks first whether that is safe for you today. It is not a medical device,
and no clinician has reviewed it.

  footcoach start      the questions, then the massage
  footcoach routines   what you can choose from
  footcoach checklist  the safety questions, to read or print

  footcoach --help     everything else
"""

app = typer.Typer(
    add_completion=True,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(start)
app.command()(screen)
app.command()(checklist)
app.add_typer(routines_app, name="routines")
app.add_typer(history_app, name="history")
app.add_typer(profile_app, name="profile")
app.command()(doctor)
app.command()(forget)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"footcoach {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def welcome(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001  its callback has dealt with it
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_show_version, help="Show the version and leave."
        ),
    ] = False,
) -> None:
    """Coach for massaging your own feet. Asks first whether that is safe for you today."""
    if context.invoked_subcommand is None:
        typer.echo(WELCOME, nl=False)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave with the exit code that belongs to what happened."""
    _fill_in_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(argv, prog_name="footcoach")
    except FootcoachError as error:
        _report(str(error))
        raise SystemExit(error.exit_code) from None
    except Terminated as signal:
        _let_go()
        raise SystemExit(signal.exit_code) from None
    except OSError as error:
        with contextlib.suppress(OSError):
            _report(f"{error.strerror or error}.")
        _let_go()
        raise SystemExit(ExitCode.FAILURE) from None


def _fill_in_streams() -> None:
    """Let what the caller has closed lead nowhere; Python has None there, which nobody expects.

    In this order each takes the number it had, or a file of ours would, and get other programs'
    output.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  to the end
            setattr(sys, name, nowhere)


def _let_go() -> None:
    """Give up output that cannot be delivered, or Python complains of it while it leaves."""
    ignore_from_now_on()
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(message: str) -> None:
    """Say in one sentence what went wrong."""
    sys.stderr.write(f"footcoach: {visible(message)}\n")
