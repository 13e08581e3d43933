"""`footcoach routines`: the routines to choose from, and making your own."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from footcoach.app.terminal import find_terminal, reason_for_lines
from footcoach.cli.completion import routine_names
from footcoach.cli.console import (
    Ascii,
    Force,
    Json,
    LargePrint,
    OutFile,
    Plain,
    check_output,
    format_for,
    glyphs_wanted,
    print_error,
    print_paged,
    say,
    word_option,
    write_result,
)
from footcoach.cli.help import App
from footcoach.core.errors import (
    ExitCode,
    FootcoachError,
    NoTerminal,
    NothingStarted,
    RoutineError,
)
from footcoach.core.text import visible
from footcoach.storage.library import (
    GENTLE,
    Found,
    built_in_names,
    find_routine,
    load_all,
    load_routine,
    name_for,
    own_files,
    require_free,
    save_new,
)
from footcoach.system.signals import leave_in_order

if TYPE_CHECKING:
    from footcoach.core.routine import Routine, Step

# The most steps for each foot in a routine made with `new`: that many take half an hour.
MOST_CHOSEN = 20

routines_app = App(invoke_without_command=True)

Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="A routine's name, or a .toml file.", autocompletion=routine_names
    ),
]


@routines_app.callback()
def routines(context: typer.Context, json_: Json = False) -> None:
    """List the routines: name, length, when each is allowed, and where it comes from."""
    if context.invoked_subcommand is not None:
        return
    # Imported here, as below, because help and completion do not need it.
    from footcoach.ui.tables import routine_list
    from footcoach.ui.theme import make_console

    loaded, problems = load_all()
    print_error(*problems)
    if json_:
        typer.echo(json.dumps([_data(found, routine) for found, routine in loaded], indent=2))
    else:
        rows = [(found.name, found.whose, routine) for found, routine in loaded]
        print_paged(make_console(), routine_list(rows))


@routines_app.command()
def show(
    name: Name,
    form: Annotated[
        str | None,
        word_option(
            "--format",
            ("text", "html"),
            "HTML is a card to hang up. Default: by the file's extension.",
        ),
    ] = None,
    json_: Json = False,
    large_print: LargePrint = False,
    output: OutFile = None,
    force: Force = False,
    ascii_only: Ascii = None,
) -> None:
    """Show a routine's steps, and what happens on days for gentle massage only."""
    form = format_for("text" if json_ else form, output, ("text", "html"), large=large_print)
    found = find_routine(name)
    routine = found.load()
    check_output(output, force=force)
    if json_:
        steps = routine.model_dump(mode="json", by_alias=True)["steps"]
        text = json.dumps(_data(found, routine) | {"steps": steps}, indent=2)
        write_result(output, f"{text}\n")
        return
    if form == "html":
        from footcoach.ui.card import card_html

        write_result(output, card_html(routine, whose=found.whose, large=large_print))
        return
    from footcoach.ui.tables import routine_steps
    from footcoach.ui.wrapping import text_console

    console, glyphs = text_console(), glyphs_wanted(ascii_only=ascii_only)
    view = routine_steps(routine, glyphs, console.width, whose=found.whose, gentle=GENTLE)
    if not output:
        print_paged(console, view)
        return
    from rich.text import Text

    with console.capture() as captured:
        console.print(view)
    # A file has no colours.
    write_result(output, f"{Text.from_ansi(captured.get()).plain}\n")


@routines_app.command()
def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="Files or names; - is standard input. Default: all yours.",
            autocompletion=routine_names,
        ),
    ] = None,
    json_: Json = False,
) -> None:
    """Say what is wrong with routine files, and where. The exit code is 4 if anything is."""
    problems: dict[str, list[str]] = {}
    for file in files or map(str, own_files()):
        try:
            load_routine(file)
            problems[file] = []
        except RoutineError as error:
            problems[file] = list(error.args)
    if json_:
        found = [{"file": file, "problems": lines} for file, lines in problems.items()]
        typer.echo(json.dumps(found, indent=2))
    else:
        for file, lines in problems.items():
            for line in lines or [f"{file}: no mistakes found."]:
                typer.echo(visible(line))
        if not problems:
            say("You have no routines of your own. To make one: footcoach routines new")
    raise typer.Exit(ExitCode.ROUTINE if any(problems.values()) else ExitCode.OK)


@routines_app.command()
def new(plain: Plain = False) -> None:
    """Make a routine of your own from the steps of the built-in ones."""
    terminal = find_terminal()
    if plain or terminal is None or reason_for_lines():
        raise NoTerminal(
            "The form needs a full screen. Copy a routine instead and change the copy with a text "
            "editor: footcoach routines copy general my-general"
        )
    from prompt_toolkit.input import create_input
    from questionary import text

    from footcoach.core.routine_file import routine_text
    from footcoach.ui.lists import run, tick
    from footcoach.ui.terminal_keys import TerminalKeys

    leave_in_order()
    chosen: list[Step] = []
    try:
        with TerminalKeys(create_input(terminal.keys)).lent(terminal.screen):
            title = str(run(text("What is it called?", validate=check_title)))
            while not 0 < len(chosen) <= MOST_CHOSEN:
                question = f"Which steps for each foot? Choose up to {MOST_CHOSEN}."
                chosen = tick(question, offered_steps(), chosen)
    except (KeyboardInterrupt, EOFError) as error:
        typer.echo(err=True)
        raise NothingStarted("You left the form. Nothing was saved.") from error
    name = name_for(title)
    _report_new(name, save_new(name, routine_text(put_together(title, chosen), name=name)))


def check_title(title: str) -> str | bool:
    """Return what is wrong with a title, or True. An exception would freeze the prompt."""
    try:
        require_free(name_for(title))
    except FootcoachError as error:
        return str(error)
    return True if len(title) <= 40 else "Use at most 40 characters."


def offered_steps() -> list[tuple[str, "Step"]]:
    """Return the steps on each foot of the built-in routines, once, with a line for each."""
    from footcoach.core.routine import Part

    offered: dict[tuple[str, str], tuple[str, Step]] = {}
    for name in built_in_names():
        for step in load_routine(name).in_part(Part.EACH_FOOT):
            line = f"{step.title}, {step.seconds:.0f} s ({name})"
            offered.setdefault((step.title, step.how), (line, step))
    return list(offered.values())


def put_together(title: str, chosen: Sequence["Step"]) -> "Routine":
    """Return a routine of these steps, with the gentle routine's steps before and after them."""
    from footcoach.core.question import Level
    from footcoach.core.routine import Part, Routine

    frame = load_routine(GENTLE)
    return Routine(
        title=title,
        summary="My own.",
        position=frame.position,
        level=Level.GO if any(step.not_gentle for step in chosen) else Level.GENTLE,
        steps=(*frame.in_part(Part.PREPARE), *chosen, *frame.in_part(Part.FINISH)),
    )


@routines_app.command()
def copy(
    name: Name,
    new_name: Annotated[str, typer.Argument(metavar="NEW", help="The name of the copy.")],
) -> None:
    """Copy a routine into your folder, to change it there. Never overwrites a file."""
    found = find_routine(name)
    # Read once: it could be standard input.
    text = found.text()
    title = found.parse(text).title
    free = new_name.removesuffix(".toml")
    _report_new(free, save_new(free, text))
    typer.echo(f"Its title is still '{title}'.")


@routines_app.command()
def schema() -> None:
    """Print the JSON Schema of routine files, for editors that check as you type."""
    from footcoach.core.routine_file import routine_schema

    typer.echo(json.dumps(routine_schema(), indent=2))


def _data(found: Found, routine: "Routine") -> dict[str, Any]:
    from footcoach.core.schedule import seconds_of

    return {
        "name": found.name,
        "whose": found.whose,
        "title": routine.title,
        "summary": routine.summary,
        "level": routine.level,
        "asks_runner_question": routine.asks_runner_question,
        "seconds": seconds_of(routine),
    }


def _report_new(name: str, path: Path) -> None:
    """Say where a new routine is, and what can be done with it."""
    typed = f'"{name}"' if " " in name else name
    say(f"""\
Written: {path}
It is a text file that you can change with any text editor. Then:
  footcoach routines check {typed}  looks for mistakes
  footcoach routines show {typed}  shows its steps
  footcoach start {typed}  the safety questions, then the massage""")
