"""How long `history` and `history stats` take with 4,000 sessions and with 100, in one run.

    python -m benchmarks.history

The whole process is timed. The sessions are an hour apart; runs with 100 and 4,000 alternate, so
that both are affected if the machine slows down.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from footcoach.core.record import Rating, SessionRecord
from footcoach.core.states import Foot, Status
from footcoach.storage.history import History

FEW, MANY = 100, 4_000
ROUNDS = 15
COMMANDS = (["history"], ["history", "stats"])


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        homes = {count: Path(name) / str(count) for count in (FEW, MANY)}
        for count, home in homes.items():
            fill(home, count)
        print(f"{'command':16}{f'ms with {FEW:,}':>15}{f'ms with {MANY:,}':>18}{'ratio':>8}")
        for command in COMMANDS:
            few, many = measure(command, homes[FEW], homes[MANY])
            label = " ".join(command)
            print(f"{label:16}{few * 1000:15.0f}{many * 1000:18.0f}{many / few:8.2f}")


def fill(home: Path, count: int) -> None:
    os.environ["FOOTCOACH_HOME"] = str(home)
    history = History()
    assert history.add_all(list(sessions(count))) == (count, 0)


def sessions(count: int) -> Iterator[SessionRecord]:
    random, now = Random(1), datetime.now(UTC)
    for number in range(count):
        left, right = random.randrange(11), random.randrange(11)
        yield SessionRecord(
            id=str(UUID(int=random.getrandbits(128))),
            started_at=now - timedelta(hours=number + 1),
            routine=random.choice(["general", "gentle", "runner", "deep"]),
            feet=Foot.BOTH,
            planned_seconds=600,
            done_seconds=random.randrange(600),
            status=Status.COMPLETED,
            before=Rating(left=left, right=right),
            after=Rating(left=left // 2, right=right // 2),
        )


def measure(command: list[str], few: Path, many: Path) -> tuple[float, float]:
    """Return the median seconds of the command in each home, with alternating runs."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for place, home in enumerate((few, many)):
            environment = os.environ | {"FOOTCOACH_HOME": str(home)}
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "footcoach", *command],
                env=environment,
                stdout=subprocess.DEVNULL,
                check=True,
            )
            times[place].append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    main()
