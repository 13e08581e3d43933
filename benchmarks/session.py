"""What a session costs, compared with other countdown and pacing programs, in one run.

    python -m benchmarks.session [--long]

Each program runs alone, in a 100 x 30 terminal. After start-up it is measured for half a minute:
CPU time, bytes to the terminal, memory. Then come the numbers that only footcoach has, and finally
any that are over their limit. The exit code is 0 even then: this only measures, and a busy machine
must not fail anyone's tests. With --long the drift is measured over all of `general`.
"""

import argparse
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import NamedTuple

from benchmarks import coached
from benchmarks.coached import Variant
from benchmarks.peers import PEERS, Missing, installed
from benchmarks.terminal import HEIGHT, WIDTH, Ended, Program

START_UP = 3.0
"""Seconds before measuring starts."""
MEASURED = 28.0

CPU_MOVING = 0.40
CPU_STILL = 0.25
"""Percent of one core, for footcoach alone: what a speech program needs is not up to us."""
RATE = 2000.0
MEMORY = 50.0
KEY = 0.060
DRIFT = 0.050

_NAME = 42


class Cost(NamedTuple):
    """What a program used while it was measured."""

    cpu: float
    """Percent of one core, including child processes."""
    own_cpu: float
    rate: float
    """Bytes a second to the terminal."""
    memory: float
    """Peak memory in MiB."""


class Number(NamedTuple):
    """A measured value and its limit."""

    name: str
    value: float
    limit: float
    unit: str

    @property
    def over(self) -> bool:
        return self.value > self.limit

    def __str__(self) -> str:
        return f"{self.name}: {self.value:.2f} {self.unit}, limit {self.limit:g}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.session")
    parser.add_argument("--long", action="store_true", help="measure drift over all ten minutes")
    long = parser.parse_args().long
    known = coached.variants()
    print(f"{WIDTH} x {HEIGHT}, {MEASURED:g} s each after {START_UP:g} s; {_load()}\n")
    print(f"{'':{_NAME}}{'CPU %':>8}{'children':>10}{'limit':>7}{'B/s':>8}{'limit':>7}", end="")
    print(f"{'MiB':>7}{'limit':>7}")
    numbers = [number for variant in known for number in _ours(variant)]
    for peer in PEERS:
        try:
            name = f"{peer.name} {installed(peer)}"
        except Missing as error:
            print(f"{peer.name}: not installed, so not measured: {error}")
            continue
        _row(name, _measured(name, partial(Program, peer.command)))
    print()
    numbers += _only_ours(known[0], long=long)
    over = [number for number in numbers if number.over]
    print(f"\nAfterwards: {_load()}")
    print("Over the limit:" if over else "Nothing is over its limit.")
    for number in over:
        print(f"  {number}")


def _load() -> str:
    """Return how busy the machine is: a busy one gives worse numbers."""
    return f"load {' '.join(f'{load:.2f}' for load in os.getloadavg())} on {os.cpu_count()} cores"


def _measured(name: str, opened: Callable[[], AbstractContextManager[Program]]) -> Cost | None:
    """Run a program and measure it after start-up; None if it does not get that far."""
    try:
        with opened() as program:
            program.count(START_UP)
            before = program.usage()
            sent = program.count(MEASURED)
            used = program.usage().share_since(before, MEASURED)
            return Cost(sum(used), used.own, sent / MEASURED, program.peak_mib())
    except Ended as error:
        print(f"{name}: not measured: {error}")
        return None


def _ours(variant: Variant) -> list[Number]:
    """Measure footcoach in one of its variants, and return the numbers that have a limit."""
    cost = _measured(variant.name, partial(coached.first_step, variant))
    if cost is None:
        return []
    cpu = Number("CPU", cost.own_cpu, CPU_MOVING if variant.moves else CPU_STILL, "%")
    limited = [
        cpu,
        Number("to the terminal", cost.rate, RATE, "B/s"),
        Number("memory", cost.memory, MEMORY, "MiB"),
    ]
    _row(variant.name, cost, limited)
    return [number._replace(name=f"{variant.name}: {number.name}") for number in limited]


def _row(name: str, cost: Cost | None, limited: list[Number] | None = None) -> None:
    if cost is None:
        return
    reach = [f"{number.limit:g}" for number in limited or ()] or ["", "", ""]
    children = f"{cost.cpu - cost.own_cpu:.2f}"
    print(f"{name:{_NAME}}{cost.cpu:8.2f}{children:>10}{reach[0]:>7}", end="")
    print(f"{cost.rate:8.0f}{reach[1]:>7}{cost.memory:7.1f}{reach[2]:>7}", flush=True)


def _only_ours(variant: Variant, *, long: bool) -> list[Number]:
    """Measure what only footcoach has: pauses, keys and steps, with every feature on."""
    numbers = []
    print(f"{variant.name}:")
    for measure in (_pause, _keys, partial(_drift, long=long)):
        try:
            numbers += measure(variant)
        except Ended as error:
            print(f"  not measured: {error}")
    return numbers


def _pause(variant: Variant) -> list[Number]:
    sent = Number("bytes while paused", coached.bytes_while_paused(variant), 0, "B")
    print(f"  bytes in a pause of {coached.PAUSE:g} s: {sent.value:g} (limit {sent.limit:g})")
    return [sent]


def _keys(variant: Variant) -> list[Number]:
    keys = coached.keys_to_effect(variant)
    slow = Number("key to effect", keys.percentile_95 * 1000, KEY * 1000, "ms")
    print(
        f"  key to effect, {keys.presses} presses: median {keys.median * 1000:.1f} ms, "
        f"95th percentile {slow.value:.1f} ms (limit {slow.limit:g})",
        flush=True,
    )
    return [slow]


def _drift(variant: Variant, *, long: bool) -> list[Number]:
    drift = coached.drift(variant, long=long)
    largest = Number("drift", drift.largest * 1000, DRIFT * 1000, "ms")
    print(
        f"  drift, {drift.steps} steps in {drift.planned:.0f} s: largest {largest.value:.1f} ms, "
        f"at the end {drift.at_the_end * 1000:.1f} ms (limit {largest.limit:g})"
    )
    if not long:
        grown = drift.at_the_end * 1000 * 600 / drift.planned
        print(
            f"  (If all of this grew with time, ten minutes would end {grown:.0f} ms off. "
            "It does not add up, because\n  each step ends at a time of its own, "
            "but only --long shows that.)"
        )
    return [largest]


if __name__ == "__main__":
    main()
