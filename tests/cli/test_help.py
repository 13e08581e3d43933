"""The help, and the message for an unknown command, at every level."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from cli.running import CALLED, Run
from footcoach import COMMANDS, HARM, HOME_PAGE
from footcoach.cli.app import make_app
from footcoach.cli.help import EXIT_CODES, help_texts
from footcoach.core.errors import ExitCode

ROOT = get_command(make_app())


def paths(command: Any = ROOT, path: str = "") -> Iterator[str]:
    """Yield the words of every command, beginning with none for the program itself."""
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from paths(below, f"{path} {name}".strip())


def parse(typed: str) -> None:
    """Have the real parser take in a command line; it raises what it would tell the person."""
    command: Any = ROOT
    words = shlex.split(typed)
    context = command.make_context("footcoach", words)
    while isinstance(command, TyperGroup) and (rest := [*context._protected_args, *context.args]):
        name, command, rest = command.resolve_command(context, rest)
        context = command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("path", list(paths()))
@pytest.mark.parametrize("width", [80, 60])
def test_every_help_leads_with_examples_and_ends_with_where_to_turn(
    run: Run, path: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    result = run(*path.split(), "-h")
    assert (result.code, result.err) == (0, "")
    head, examples, *others, end = re.split(r"\n\n(?=[A-Z])", result.out)
    assert head.startswith(f"Usage: {CALLED} {path}".strip())
    for typed, does in help_texts()["examples"][path].items():
        assert f"\n  {CALLED} {typed}\n      {does}" in examples
    assert (f"All commands and exit codes: {CALLED} --help\n" in end) is (path != "")
    assert (HARM.partition(": ")[0] in " ".join(result.out.split())) is (path == "")
    assert end.endswith(f"{HOME_PAGE}\nReport a problem: {HOME_PAGE}/issues\n")
    assert max(len(line) for part in (head, *others) for line in part.split("\n")) < width
    # No type behind a name, no value for a switch, nothing cut short.
    assert not re.findall(r"<|\{|bool|(?<!])\.\.\.|\x1b", result.out)


@pytest.mark.parametrize(
    "typed", [each for tried in help_texts()["examples"].values() for each in tried]
)
def test_every_example_can_be_typed(typed: str) -> None:
    parse(typed.removeprefix("help "))


def test_what_is_meant_exists_and_what_is_typed_instead_does_not() -> None:
    known = set(paths())
    for group, meanings in help_texts()["meant"].items():
        for meant, words in meanings.items():
            assert meant.removesuffix(" --help") in known | {"--version"}
            assert not known & {f"{group} {word}".strip() for word in words.split()}
        typed = [word for words in meanings.values() for word in words.split()]
        assert len(typed) == len(set(typed))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("list", "routines"),
        ("help lsit", ""),
        ("lern", "learn"),
        ("history rm", "history delete"),
        ("help history delet", "history delete"),
        ("history show", "history"),
        ("history help", "history --help"),
        ("routines list", "routines"),
        ("profile delete", "profile clear"),
        ("profile clearance LS", "profile"),
    ],
)
def test_a_wrong_command_is_answered_with_the_one_that_was_meant(
    run: Run, typed: str, meant: str
) -> None:
    result = run(*typed.split())
    assert (result.code, result.out) == (2, "")
    hint = f"Did you mean '{CALLED} {meant}'?" if meant else f"All commands: {CALLED} --help"
    assert result.err == f"footcoach: There is no command '{typed.split()[-1]}'. {hint}\n"


def test_the_help_of_the_program_names_all_commands_and_exit_codes(run: Run) -> None:
    result = run("--help")
    assert all(f"\n  {command} " in result.out for command in COMMANDS)
    assert set(EXIT_CODES) == set(ExitCode)
    codes = " ".join(result.out.partition("Exit codes: ")[2].split())
    assert all(f"{int(code)} {EXIT_CODES[code]}" in codes for code in ExitCode)
    assert run("help") == run("help", "help") == result
    assert run("help", "history", "delete") == run("history", "delete", "--help")
