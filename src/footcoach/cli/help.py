"""The `--help` output, alike for every command, and the message for an unknown command."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from footcoach import HARM, HOME_PAGE, PROBLEMS
from footcoach.cli.console import page
from footcoach.core.errors import ExitCode, UsageError
from footcoach.core.text import visible
from footcoach.ui.own_name import called

F = TypeVar("F", bound=Callable[..., Any])

EXIT_CODES = {
    ExitCode.OK: "done, even if you stopped early",
    ExitCode.FAILURE: "something failed",
    ExitCode.USAGE: "a wrong option, or a mistake in the settings or the answers file",
    ExitCode.NOT_CLEARED: "your answers rule out massage today, or danger signs appeared",
    ExitCode.ROUTINE: "no such routine, or a mistake in its file",
    ExitCode.STORAGE: "something could not be read or saved",
    ExitCode.NO_TERMINAL: "no terminal to ask you in",
    ExitCode.HANG_UP: "the window was closed",
    ExitCode.INTERRUPTED: "you left with Ctrl-C",
    ExitCode.TERMINATED: "ended by another program",
}


@cache
def help_texts() -> dict[str, dict[str, dict[str, str]]]:
    """Return the tables of help.toml: "examples" by command, and what is "meant" by group."""
    # Only here, because few runs show help or correct a wrong command.
    import tomllib

    from footcoach.core.data import read_data

    return tomllib.loads(read_data("help.toml"))


# All that Typer's commands and groups have in common is private.
class _Helpful(TyperCommand if TYPE_CHECKING else object):  # type: ignore[misc]
    """Help that leads with examples."""

    def get_help(self, ctx: Any) -> str:
        """Return the help, unless the pager showed it."""
        text: str = super().get_help(ctx)
        if page(text):
            raise typer.Exit
        return text

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        for heading, entries in sections(self, ctx):
            if entries:
                # An example stays whole in its line, to be copied; what it does is below it.
                most = 2 if heading == "Examples" else 30
                with formatter.section(heading):
                    formatter.write_dl(
                        [(called(name), does) for name, does in entries.items()], most
                    )
        formatter.write_paragraph()
        if ctx.parent:
            formatter.write(called("All commands and exit codes: footcoach --help\n"))
        else:
            codes = "; ".join(f"{int(code)} {words}" for code, words in EXIT_CODES.items())
            for text in (f"Exit codes: {codes}.", called(HARM)):
                formatter.write_text(text)
                formatter.write_paragraph()
        formatter.write(f"Documentation: {HOME_PAGE}\nReport a problem: {PROBLEMS}\n")

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the words of the usage line, without the braces of Typer's {NAME}."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


class Command(_Helpful, TyperCommand):
    """A command."""


class Group(_Helpful, TyperGroup):
    """Commands below one name; a wrong one is answered with the one that was meant."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; raises UsageError, with the nearest one."""
        if self.get_command(ctx, args[0]) or args[0].startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        path, word = path_of(ctx), args[0].casefold()
        near = [
            command
            for command, words in help_texts()["meant"].get(path, {}).items()
            if word in words.split()
        ]
        near += [f"{path} {each}".strip() for each in get_close_matches(word, self.commands)]
        hint = f"Did you mean 'footcoach {near[0]}'?" if near else "All commands: footcoach --help"
        raise UsageError(f"There is no command '{visible(args[0])}'. {hint}")


class App(typer.Typer):
    """Commands with the help of this module."""

    def __init__(self, **options: Any) -> None:
        super().__init__(cls=Group, **options)

    def command(self, name: str | None = None, **options: Any) -> Callable[[F], F]:
        """Add a command, as a decorator."""
        return super().command(name, cls=Command, **options)


def path_of(ctx: Any) -> str:
    """Return the words of a command without the program's name, such as "history delete"."""
    return f"{path_of(ctx.parent)} {ctx.info_name}".strip() if ctx.parent else ""


def sections(command: Any, ctx: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the headings of a command's help, each with its entries."""
    examples = help_texts()["examples"].get(path_of(ctx), {})
    yield (
        "Examples",
        {f"footcoach {typed}": does for typed, does in examples.items()},
    )
    records: dict[str, dict[str, str]] = {"argument": {}, "option": {}}
    for parameter in command.get_params(ctx):
        if record := parameter.get_help_record(ctx):
            # Typer adds a type, such as <list[str]>, to the name of an argument.
            name = re.sub(r" <[^ ]*>$", "", record[0])
            records[parameter.param_type_name][name] = record[1]
    yield "Arguments", records["argument"]
    commands = getattr(command, "commands", {})
    yield "Commands", {name: each.get_short_help_str(200) for name, each in commands.items()}
    yield "Options", records["option"]
