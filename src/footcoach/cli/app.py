"""The command line: which commands there are, and the one place that catches their errors."""

import contextlib
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated, cast

import typer

from footcoach import __version__
from footcoach.cli.console import print_error
from footcoach.core.errors import ExitCode, FootcoachError, Terminated
from footcoach.system.signals import ignore_from_now_on

WELCOME = f"""\
footcoach {__version__}: massage your own feet, led step by step.
It asks first whether that is safe for you today. It is not a medical device,
and no clinician has reviewed it.

  footcoach start      the questions, then the massage
  footcoach routines   what you can choose from
  footcoach checklist  the safety questions, to read or print
  footcoach learn      what massage does, and what it does not

  footcoach --help     everything else
"""

COMMANDS = (
    "start",
    "screen",
    "checklist",
    "routines",
    "learn",
    "history",
    "profile",
    "doctor",
    "forget",
)
"""In the order of the help. Each is in the module of its name: a function, or a Typer application
`<name>_app` of several."""


def make_app(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the command line with these commands.

    With one alone it starts sooner: the modules of the others, and all their options, are a fifth
    of what a command costs.
    """
    app = typer.Typer(
        add_completion=True,
        pretty_exceptions_show_locals=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(welcome)
    for name in names:
        module = import_module(f"footcoach.cli.{name}")
        group = getattr(module, f"{name}_app", None)
        if group is None:
            app.command()(getattr(module, name))
        else:
            app.add_typer(group, name=name)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"footcoach {__version__}")
        raise typer.Exit


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
    _leave_out_tls()
    _fill_in_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    words = sys.argv[1:] if argv is None else argv
    known = [word for word in words[:1] if word in COMMANDS]
    try:
        make_app(known or COMMANDS)(argv, prog_name="footcoach")
    except FootcoachError as error:
        print_error(*error.args)
        raise SystemExit(error.exit_code) from None
    except Terminated as signal:
        _let_go()
        raise SystemExit(signal.exit_code) from None
    except OSError as error:
        with contextlib.suppress(OSError):
            print_error(f"{error.strerror or error}.")
        _let_go()
        raise SystemExit(ExitCode.FAILURE) from None


def _leave_out_tls() -> None:
    """Let nothing load TLS, a megabyte: footcoach opens no connection.

    asyncio, which prompt_toolkit brings along, asks for it, and does without where there is none.
    """
    sys.modules.setdefault("ssl", cast(ModuleType, None))  # so Python is told: not to be had


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
