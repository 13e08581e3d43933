"""What a session costs, compared with other countdown and pacing programs, in one run.

    python -m benchmarks.session [--long]

The programs take turns, one at a time, in a 100 x 30 terminal, for several rounds; the medians are
shown. Each round begins once a program has started up and measures how it runs from then on, so
start-up does not count. CPU time is read from the process's own clock, in nanoseconds, and `all` is
what `getrusage` says of the finished process: with its children, and with ending it.

Compare ratios from one run, never percentages from two. How much CPU time the same work takes
depends on the machine and on what else it does: a program that wakes up for a millisecond finds the
processor slowed down and the caches emptied. The same countdown-cli took 0.28 % on an idle machine
and 0.14 % on it when busy; so 0.35 % on one machine and 0.6 % on another can be the same footcoach.
The ratio differs too, though less: a busy machine favours programs that wake up often.

Then come the numbers that only footcoach has, and finally any that are over their limit. The exit
code is 0 even then: this only measures, and a busy machine must not fail anyone's tests. With
--long the drift is measured over ten minutes instead of one.
"""

import argparse
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from statistics import median
from typing import NamedTuple

from benchmarks import coached
from benchmarks.coached import Variant
from benchmarks.peers import PEERS, Missing, installed
from benchmarks.terminal import HEIGHT, WIDTH, Ended, Program

ROUNDS = 3
START_UP = 3.0
"""Seconds before measuring starts."""
MEASURED = 20.0

YARDSTICK = "countdown-cli"
"""The peer whose CPU time is 1: the most frugal one."""

MEMORY = 50.0
KEY = 0.010
DRIFT = 0.050

_NAME = 46


class Cost(NamedTuple):
    """What a program used while it was measured."""

    cpu: float
    """Percent of one core, without child processes: what a speech program needs is not up to us."""
    all_cpu: float
    wakes: float
    """A second, as are the bytes to the terminal."""
    rate: float
    memory: float
    """Peak memory in MiB."""
    ratio: float = 0.0
    """CPU time, where that of the yardstick in the same round is 1."""


class Limits(NamedTuple):
    """The most that a variant of footcoach may use."""

    ratio: float
    wakes: float
    rate: float
    memory: float = MEMORY


MOVING = Limits(ratio=1.0, wakes=4.5, rate=500)
STILL = Limits(ratio=0.6, wakes=1.5, rate=250)


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


_Open = Callable[[], AbstractContextManager[Program]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.session")
    parser.add_argument("--long", action="store_true", help="measure drift over all ten minutes")
    long = parser.parse_args().long
    known = coached.VARIANTS
    disk = known[-1]._replace(name=f"{known[-1].name}, disk", disk=True)
    programs: dict[str, _Open] = {
        each.name: partial(coached.first_step, each) for each in (*known, disk)
    }
    for peer in PEERS:
        try:
            programs[f"{peer.name} {installed(peer)}"] = partial(Program, peer.command)
        except Missing as error:
            print(f"{peer.name}: not installed, so not measured: {error}")
    print(f"{WIDTH} x {HEIGHT}, {ROUNDS} x {MEASURED:g} s each after {START_UP:g} s; {_load()}\n")
    numbers = _compare(programs, {each.name: MOVING if each.moves else STILL for each in known})
    numbers += _only_ours(known[0], long=long)
    over = [number for number in numbers if number.over]
    print(f"\nAfterwards: {_load()}")
    print("Over the limit:" if over else "Nothing is over its limit.")
    for number in over:
        print(f"  {number}")


def _load() -> str:
    """Return how busy the machine is: a busy one gives worse numbers."""
    return f"load {' '.join(f'{load:.2f}' for load in os.getloadavg())} on {os.cpu_count()} cores"


def _compare(programs: dict[str, _Open], limits: dict[str, Limits]) -> list[Number]:
    """Measure all programs in turn; show the medians and return the numbers that have a limit."""
    costs: dict[str, list[Cost]] = {name: [] for name in programs}
    for _ in range(ROUNDS):
        now = {name: used for name, opened in programs.items() if (used := _measured(name, opened))}
        unit = next((used.cpu for name, used in now.items() if name.startswith(YARDSTICK)), None)
        for name, used in now.items():
            costs[name].append(used._replace(ratio=used.cpu / unit if unit else float("nan")))
    heads = ("CPU ratio", "CPU %", "all %", "wakes/s", "B/s", "MiB")
    print(f"{'':{_NAME}}{''.join(f'{head:>10}' for head in heads)}")
    numbers = []
    for name, rounds in costs.items():
        if not rounds:
            continue
        cost = Cost(*map(median, zip(*rounds, strict=True)))
        print(f"{name:{_NAME}}{cost.ratio:10.2f}{cost.cpu:10.3f}{cost.all_cpu:10.3f}", end="")
        print(f"{cost.wakes:10.1f}{cost.rate:10.0f}{cost.memory:10.1f}", flush=True)
        if most := limits.get(name):
            numbers += [
                Number(f"{name}: CPU", cost.ratio, most.ratio, f"x {YARDSTICK}"),
                Number(f"{name}: wake-ups", cost.wakes, most.wakes, "a second"),
                Number(f"{name}: to the terminal", cost.rate, most.rate, "B/s"),
                Number(f"{name}: memory", cost.memory, most.memory, "MiB"),
            ]
    print(f"{'Limits, with and without motion':{_NAME}}", end="")
    print(f"{MOVING.ratio:g} {STILL.ratio:g}, {MOVING.wakes:g} {STILL.wakes:g} wakes/s, ", end="")
    print(f"{MOVING.rate:g} {STILL.rate:g} B/s, {MEMORY:g} MiB")
    print("Saving to a disk, every 4 s, adds as many wake-ups as the file system waits for it.\n")
    return numbers


def _measured(name: str, opened: _Open) -> Cost | None:
    """Run a program and measure it after start-up; None if it does not get that far."""
    try:
        with opened() as program:
            program.count(START_UP)
            before = program.usage()
            sent = program.count(MEASURED)
            after, memory = program.usage(), program.peak_mib()
            total = program.end() - before.own - before.children
            return Cost(
                cpu=100 * (after.own - before.own) / MEASURED,
                all_cpu=100 * total / MEASURED,
                wakes=(after.wakes - before.wakes) / MEASURED,
                rate=sent / MEASURED,
                memory=memory,
            )
    except Ended as error:
        print(f"{name}: not measured: {error}")
        return None


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
