"""What `--help` shows, the same way for every command, and what is said to a wrong command."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from footcoach import HARM, HOME_PAGE, PROBLEMS
from footcoach.core.errors import ExitCode, UsageError
from footcoach.core.text import visible
from footcoach.ui.own_name import called

F = TypeVar("F", bound=Callable[..., Any])

EXIT_CODES = {
    ExitCode.OK: "done, even if you stopped early",
    ExitCode.FAILURE: "something failed",
    ExitCode.USAGE: "a wrong option, or a mistake in the settings or the answers file",
    ExitCode.NOT_CLEARED: "your answers speak against massage today, or danger signs appeared",
    ExitCode.ROUTINE: "no such routine, or a mistake in its file",
    ExitCode.STORAGE: "something could not be read or saved",
    ExitCode.NO_TERMINAL: "no terminal to ask you in",
    ExitCode.HANG_UP: "the window was closed",
    ExitCode.INTERRUPTED: "you left with Ctrl-C",
    ExitCode.TERMINATED: "ended by another program",
}

# For each command, what to type and what that does. A test types all of it.
EXAMPLES: dict[str, dict[str, str]] = {
    "": {
        "start": "Answer the safety questions, then massage.",
        "help history": "Read about one command.",
    },
    "start": {
        "start": "Choose a routine from the list.",
        "start gentle --foot left": "Massage the left foot only.",
    },
    "audio": {
        "audio -o today.wav": "Take the gentle routine along.",
        "audio general -o today.m4b": "Another routine, with a chapter for each step.",
    },
    "screen": {
        "screen": "See whether your answers speak against massage.",
        "screen -o answers.txt": "Also save the answers, to show a podiatrist.",
    },
    "checklist": {
        "checklist": "Read the questions here.",
        "checklist -o questions.html": "Print them from a browser.",
    },
    "routines": {
        "routines": "See what you can choose from.",
        "routines show runner": "See the steps of one.",
    },
    "routines show": {
        "routines show runner": "See the steps of the routine for runners.",
        "routines show gentle -o gentle.html": "Make a card to print and hang up.",
    },
    "routines check": {
        "routines check": "Check all your routines.",
        "routines check evening.toml": "Check one file.",
    },
    "routines new": {"routines new": "Tick the steps that you want."},
    "routines copy": {"routines copy general my-general": "Begin with the steps of 'general'."},
    "routines schema": {"routines schema": "Print it, to save where your editor finds it."},
    "learn": {
        "learn diabetes": "Read about one topic.",
        "learn --search insulin": "Find a word.",
    },
    "history": {
        "history --last 5": "See your last five sessions.",
        "history stats": "See minutes a week, and soreness before and after.",
    },
    "history stats": {"history stats": "See minutes a week, and soreness before and after."},
    "history report": {
        "history report -o feet.html": "Print it from your browser, to show a podiatrist.",
        "history report --screening": "Answer the safety questions first; add the outcome.",
    },
    "history export": {"history export -o sessions.csv": "Open them in a spreadsheet."},
    "history import": {"history import sessions.jsonl": "Take them to another computer."},
    "history delete": {
        "history delete 3f2a9c41": "Delete one session.",
        "history delete --before 2026-01-01": "Delete all that are older.",
    },
    "remind": {
        "remind --on mon,wed,fri --at 20:30 -o feet.ics": "Open the file to add it to a calendar."
    },
    "profile": {
        "profile": "See what is kept about you.",
        "profile clear": "Erase it.",
    },
    "profile clear": {"profile clear": "See the question, then answer y or n."},
    "profile clearance": {
        "profile clearance add": "Choose an answer that someone cleared.",
        "profile clearance remove feeling.numb": "Take one back.",
    },
    "profile clearance add": {
        "profile clearance add": "Choose the answer from a list.",
        'profile clearance add feeling.numb --by "Dr Smith" --on today': "Say all of it at once.",
    },
    "profile clearance remove": {
        "profile clearance remove feeling.numb": "Have this answer count again."
    },
    "config": {
        "config": "See the settings.",
        "config edit": "Change them in your editor.",
    },
    "config path": {"config path": "See where the file is."},
    "config edit": {"config edit": "Change the settings in your editor."},
    "doctor": {
        "doctor": "See what works.",
        "doctor --test-sound": "Hear whether speech works.",
    },
    "forget": {"forget": "See what is stored, then answer y or n."},
}

# What people type instead, in each group of commands.
MEANT = {
    "": {
        "start": "run begin go massage resume continue",
        "screen": "ask assess safe",
        "checklist": "questions print",
        "routines": "list ls routine",
        "routines show": "show",
        "routines new": "new create",
        "learn": "evidence sources read",
        "history": "log sessions",
        "history stats": "stats statistics",
        "history export": "export",
        "history import": "import",
        "history delete": "delete rm remove",
        "profile clearance": "clearance",
        "config": "settings preferences set options configure",
        "doctor": "check test status info",
        "forget": "erase clear reset uninstall",
        "--version": "version",
    },
    "routines": {
        "routines --help": "help",
        "routines": "list ls",
        "routines show": "view cat info",
        "routines new": "create add make",
        "routines copy": "cp edit",
        "routines check": "validate test lint",
        "start": "start run",
    },
    "history": {
        "history --help": "help",
        "history": "list ls show last",
        "history delete": "rm remove clear erase",
        "history export": "save backup dump csv",
        "history import": "load restore add",
        "history stats": "summary trends statistics",
        "history report": "print doctor",
    },
    "config": {
        "config --help": "help",
        "config": "list ls show get",
        "config edit": "set change open",
        "config path": "file where",
    },
    "profile": {
        "profile --help": "help",
        "profile": "list ls show view",
        "profile clear": "delete rm remove erase reset forget",
        "profile clearance add": "add note",
    },
    "profile clearance": {
        "profile clearance --help": "help",
        "profile": "list ls show",
        "profile clearance add": "new create note",
        "profile clearance remove": "delete rm clear erase",
    },
}


# All that Typer's commands and groups have in common is private.
class _Helpful(TyperCommand if TYPE_CHECKING else object):  # type: ignore[misc]
    """Help that leads with examples."""

    def get_help(self, ctx: Any) -> str:
        """Return the help, unless the pager showed it."""
        # Imported only here, because most runs show no help.
        from footcoach.cli.pager import page

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
        near = [command for command, words in MEANT.get(path, {}).items() if word in words.split()]
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
    yield (
        "Examples",
        {f"footcoach {typed}": does for typed, does in EXAMPLES.get(path_of(ctx), {}).items()},
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
