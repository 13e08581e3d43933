"""How long commands take to start, beside a hello-world with the same libraries, in one run.

    python -m benchmarks.startup

Each command alternates with its reference, so that both are affected if the machine slows down.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

ROUNDS = 25
END = ""
"""Wait for the command to end instead of for words on the screen."""

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


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hello, asking = folder / "hello.py", folder / "asking.py"
        hello.write_text(HELLO, encoding="utf-8")
        asking.write_text(ASKING, encoding="utf-8")
        program = [str(Path(sys.executable).with_name("footcoach"))]
        pairs = {
            "--version": ([*program, "--version"], [sys.executable, str(hello), "hello"], END),
            "checklist": ([*program, "checklist"], [sys.executable, str(hello), "hello"], END),
            "first page": (
                [*program, "start", "general"],
                [sys.executable, str(asking)],
                "Welcome to footcoach",
            ),
        }
        print(f"{'command':16}{'ms':>8}{'reference ms':>15}{'ratio':>8}")
        for label, (ours, reference, until) in pairs.items():
            mine, theirs = measure(ours, reference, until)
            print(f"{label:16}{mine * 1000:8.0f}{theirs * 1000:15.0f}{mine / theirs:8.2f}")


def measure(ours: list[str], reference: list[str], until: str) -> tuple[float, float]:
    """Return the median seconds of both, with alternating runs; ours until it shows `until`."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        times[0].append(seconds_until(ours, until))
        times[1].append(seconds_until(reference, END))
    return statistics.median(times[0]), statistics.median(times[1])


def seconds_until(command: list[str], text: str) -> float:
    """Start a command in a terminal and return the seconds until it shows the text, or ends."""
    start = time.perf_counter()
    child = pexpect.spawn(command[0], command[1:], dimensions=(24, 80), encoding="utf-8")
    child.expect(pexpect.EOF if text == END else text)
    seconds = time.perf_counter() - start
    child.close(force=True)
    return seconds


if __name__ == "__main__":
    main()
