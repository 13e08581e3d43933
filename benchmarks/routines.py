"""What a folder with 1,000 routines costs, beside one with a single routine, in one run.

    python -m benchmarks.routines

The whole process is measured. The commands alternate, so that a machine that slows down slows
both. `routines` reads every file, and should stay below 1.5 s; the others read only the file that
they are asked for, so that a thousand others should not be noticed.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from footcoach.storage.library import find_routine

FEW, MANY = 1, 1_000
ROUNDS = 15
COMMANDS = (["routines"], ["routines", "show", "mine-0"], ["screen", "--routine", "mine-0"])
"""The last one ends where there is no terminal to ask in: the routine has been read by then."""


def main() -> None:
    text = find_routine("general").text()
    with tempfile.TemporaryDirectory() as name:
        homes = {count: Path(name) / str(count) for count in (FEW, MANY)}
        for count, home in homes.items():
            folder = home / "routines"
            folder.mkdir(parents=True)
            for number in range(count):
                (folder / f"mine-{number}.toml").write_text(text, encoding="utf-8")
        print(f"{'command':25}{f'ms with {FEW:,}':>12}{f'ms with {MANY:,}':>15}{'ratio':>8}")
        for command in COMMANDS:
            few, many = measure(command, homes[FEW], homes[MANY])
            label = " ".join(command)
            print(f"{label:25}{few * 1000:12.0f}{many * 1000:15.0f}{many / few:8.2f}")


def measure(command: list[str], few: Path, many: Path) -> tuple[float, float]:
    """Return the median seconds of the command in both homes, run in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for place, home in enumerate((few, many)):
            environment = os.environ | {"FOOTCOACH_HOME": str(home)}
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "footcoach", *command],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            times[place].append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    main()
