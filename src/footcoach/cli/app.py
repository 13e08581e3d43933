"""The command line: which commands there are, and the one place that catches their errors."""

import contextlib
import os
import sys
from collections.abc import Container, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from footcoach import COMMANDS, PROBLEMS, __version__
from footcoach.cli.completion import ASKED, complete
from footcoach.cli.console import print_error, say
from footcoach.cli.help import App
from footcoach.core.errors import ExitCode, FootcoachError, Terminated
from footcoach.ui.own_name import own_name

WELCOME = f"""\
footcoach {__version__}: massage your own feet, guided step by step.
First it asks about reasons not to massage today. It is no substitute for medical advice, and \
no clinician has reviewed it.
"""

# What to type first.
FIRST = {
    "start": "the questions, then the massage",
    "routines": "what you can choose from",
    "checklist": "the safety questions, to read or print",
    "learn": "what massage does, and what it does not",
    "--help": "everything else",
}

_COMPLETION = {"--install-completion", "--show-completion"}


def make_app(wanted: Container[str] = COMMANDS, *, own_options: bool = True) -> typer.Typer:
    """Return the command line, loading only the modules of the commands that are wanted."""
    app = App(
        add_completion=own_options,
        add_help_option=own_options,
        # Rich's help shows "<bool>" after every switch, and on CI it sends colours into pipes.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(welcome)
    for name, line in COMMANDS.items():
        if name not in wanted:
            app.command(name, short_help=line)(lambda: None)
            continue
        module = import_module(f"footcoach.cli.{name}")
        if group := getattr(module, f"{name}_app", None):
            app.add_typer(group, name=name, help=line)
        else:
            app.command()(getattr(module, name))
    return app


def welcome(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version and exit.")
    ] = False,
) -> None:
    """Massage your own feet, guided step by step. First asks about reasons not to."""
    if version:
        typer.echo(f"footcoach {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        first = (f"  footcoach {typed:9}  {does}" for typed, does in FIRST.items())
        say("\n".join([WELCOME, *first]))


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line, and exit with the appropriate code."""
    _prepare_streams()
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["help"]:
        words = [*(word for word in words if word != "help"), "--help"]
    try:
        if os.environ.get(ASKED):
            complete(make_app)
        # After a command, only its options count. Typer would load pydantic to find ours not given.
        app = make_app(words, own_options=not (words and words[0] in COMMANDS))
        # Completion is installed for the name that everybody can type.
        name = "footcoach" if _COMPLETION & {*words} else own_name()
        app(words, prog_name=name, complete_var=ASKED)
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
    except Exception:  # noqa: BLE001  whatever it is, the person should know what to do
        import traceback

        traceback.print_exc()
        print_error(f"This is a fault in footcoach. Please report it, with these lines: {PROBLEMS}")
        raise SystemExit(ExitCode.FAILURE) from None


def _prepare_streams() -> None:
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        # A stream is None if the caller closed it. In this order, each gets its usual descriptor
        # back; otherwise a file that we open could get the descriptor, and the stream's output.
        stream = getattr(sys, name) or Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115
        setattr(sys, name, stream)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _give_up_output() -> None:
    """Drop output that cannot be delivered; otherwise Python complains about it at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
