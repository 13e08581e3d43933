"""The command line: which commands there are, and the one place that catches their errors."""

import contextlib
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

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

EXIT_CODES = """\
Exit codes: 0 done; 1 failure; 2 wrong option, settings or answers file; 3 not cleared, or danger
signs; 4 routine not found or broken; 5 storage; 6 no terminal to ask in; 129 hang-up; 130 Ctrl-C;
143 terminated."""

# Each is in the module of its name: a function, or a Typer application `<name>_app` of several.
COMMANDS = [
    "start",
    "screen",
    "checklist",
    "routines",
    "learn",
    "history",
    "profile",
    "doctor",
    "forget",
]


def make_app(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the command line with these commands; with one alone it starts a fifth sooner."""
    app = typer.Typer(
        # Rich's help shows "<bool>" behind every switch, and colours in pipes on CI.
        rich_markup_mode=None,
        epilog=EXIT_CODES,
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
    # In a callback, which comes before Typer loads pydantic to convert values: that takes 70 ms.
    if wanted:
        typer.echo(f"footcoach {__version__}")
        raise typer.Exit


def welcome(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001  its callback has dealt with it
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_show_version, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Massage your own feet, led step by step. Asks first whether that is safe for you today."""
    if context.invoked_subcommand is None:
        typer.echo(WELCOME, nl=False)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the code that belongs to what happened."""
    _replace_closed_streams()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["help"]:
        words = [*words[1:], "--help"]
    known = [word for word in words[:1] if word in COMMANDS]
    try:
        make_app(known or COMMANDS)(words, prog_name="footcoach")
    except FootcoachError as error:
        print_error(*error.args)
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(ExitCode.INTERRUPTED) from None
    except Terminated as signal:
        _give_up_output()
        raise SystemExit(signal.exit_code) from None
    except OSError as error:
        with contextlib.suppress(OSError):
            print_error(f"{error.strerror or error}.")
        _give_up_output()
        raise SystemExit(ExitCode.FAILURE) from None


def _replace_closed_streams() -> None:
    """Open streams that the caller closed on /dev/null; Python has None there.

    In this order each takes the number it had, or a file of ours would get others' output.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  until exit
            setattr(sys, name, nowhere)


def _give_up_output() -> None:
    """Drop output that cannot be delivered, or Python complains about it at exit."""
    ignore_from_now_on()
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
