"""How long commands take, as ratios to bare Python and to a hello-world Typer, in one run.

    python -m benchmarks.startup

The programs take turns, so that a machine that slows down slows all of them, and the fastest run of
each counts: whatever else the machine does only ever adds. Counted is processor time, as these
programs wait for nothing; for the first page of a session, it is the time until the page is there.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pexpect

ROUNDS = 30

# With two commands, as Typer runs a lone one without naming it.
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello() -> None:
    typer.echo("hello")
@app.command()
def bye() -> None:
    typer.echo("bye")
app()
"""

# What a program of these libraries costs that has next to no code of its own: one small model,
# read from TOML, and a table with a style.
TABLE = """
import typer
app = typer.Typer()
@app.command()
def table() -> None:
    import tomllib
    from pydantic import BaseModel, Field
    from rich.console import Console
    from rich.table import Table
    class Shoe(BaseModel):
        size: int = Field(ge=1)
        colour: str
    shoe = Shoe.model_validate(tomllib.loads("size = 7\\ncolour = 'black'"))
    shown = Table("size", "colour")
    shown.add_row(str(shoe.size), shoe.colour, style="bold")
    Console().print(shown)
@app.command()
def bye() -> None:
    typer.echo("bye")
app()
"""

ASKING = """
import typer
app = typer.Typer()
@app.command()
def ask(name: str = "you") -> None:
    import questionary
    import rich.console
    rich.console.Console().print(name)
app()
"""

# What the script does that an installer writes (older versions of pip also import `re`).
SCRIPT = "import sys; from footcoach.__main__ import main; sys.exit(main())"

SESSION = """{"id": "%s-0000-4000-8000-000000000000", "started_at": "2026-11-%02dT18:05:00+00:00",\
 "routine": "general", "feet": "both", "planned_seconds": 600, "done_seconds": 590,\
 "status": "completed", "before": {"left": 5, "right": 4}, "after": {"left": 3, "right": 2}}
"""

READING = (
    "routines",
    "routines show general",
    "learn",
    "learn types",
    "checklist",
    "history",
    "history stats",
    "profile",
)
PRESSES = (
    "",
    "start ",
    "learn ",
    "history delete ",
    "profile clearance add ",
)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["FOOTCOACH_HOME"] = str(folder / "home")
        for file, text in (("hello.py", HELLO), ("table.py", TABLE), ("asking.py", ASKING)):
            (folder / file).write_text(text, encoding="utf-8")
        sessions = "".join(SESSION % (f"{day:08}", day) for day in range(1, 21))
        (folder / "sessions").write_text(sessions, encoding="utf-8")
        subprocess.run(ours(f"history import {folder / 'sessions'}"), check=True)
        compare("bare Python", [sys.executable, "-c", "pass"], {"--version": ours("--version")})
        hello = [sys.executable, str(folder / "hello.py")]
        presses = {f"Tab: {line}": pressed(line) for line in PRESSES}
        compare(
            "Typer's --help", [*hello, "--help"], {"start --help": ours("start --help")} | presses
        )
        floor = {"with a Rich table, a model": [sys.executable, str(folder / "table.py"), "table"]}
        reading = {line: ours(line) for line in READING}
        compare("Typer's hello", [*hello, "hello"], floor | reading)
        asking = [sys.executable, str(folder / "asking.py")]
        first_page = {"first page of start": ours("start general")}
        compare("Typer's question", asking, first_page, until_page_or_end)


def ours(line: str) -> list[str]:
    """Return how to run footcoach with these words."""
    return [sys.executable, "-c", SCRIPT, *line.split()]


def pressed(line: str) -> list[str]:
    """Return how bash asks what can follow in this line."""
    words = {"COMP_WORDS": f"footcoach {line}", "COMP_CWORD": str(1 + line.count(" "))}
    asked = {"_FOOTCOACH_COMPLETE": "complete_bash", **words}
    return ["/usr/bin/env", *(f"{key}={value}" for key, value in asked.items()), *ours("")]


def compare(
    name: str,
    reference: list[str],
    commands: dict[str, list[str]],
    measure: Callable[[list[str]], float] | None = None,
) -> None:
    """Measure the reference and the commands in turns, and print a row for each."""
    times: dict[str, list[float]] = {label: [] for label in (name, *commands)}
    for turn in range(ROUNDS + 1):
        for label, command in ({name: reference} | commands).items():
            seconds = (measure or processor_time)(command)
            # The first turn compiles what is not yet compiled.
            times[label] += [seconds] if turn else []
    for label, each in times.items():
        print(f"{label:32}{min(each) * 1000:6.0f} ms{min(each) / min(times[name]):7.2f}")
    print()


def processor_time(command: list[str]) -> float:
    """Run a command and return the seconds of processor time that it took."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, command
    return used.ru_utime + used.ru_stime


def until_page_or_end(command: list[str]) -> float:
    """Start a command in a terminal and return the seconds until it waits for Enter, or ends."""
    start = time.perf_counter()
    child = pexpect.spawn(command[0], command[1:], dimensions=(24, 80), encoding="utf-8")
    child.expect(["go on", pexpect.EOF])
    seconds = time.perf_counter() - start
    child.close(force=True)
    return seconds


if __name__ == "__main__":
    main()
