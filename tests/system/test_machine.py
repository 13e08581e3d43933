"""Clock and signals, also on systems that lack some of them."""

import signal
from types import SimpleNamespace

import pytest

from footcoach.core.errors import ExitCode, Terminated
from footcoach.system import clock as clock_module
from footcoach.system.clock import SystemClock
from footcoach.system.signals import leave_in_order, undisturbed


def test_the_date_has_an_offset_and_follows_the_clock_not_the_settings_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seconds = [100.0]
    monkeypatch.setattr(clock_module, "_suspend_aware", lambda: seconds[0])
    clock = SystemClock()
    before = clock.wall()
    assert before.utcoffset() is not None
    seconds[0] += 60
    assert (clock.wall() - before).total_seconds() == pytest.approx(60)


@pytest.mark.parametrize(
    ("has", "expected"),
    [
        ({"CLOCK_BOOTTIME": 7, "CLOCK_MONOTONIC": 1}, 7.0),
        ({"CLOCK_MONOTONIC": 1}, 1.0),
        ({}, -1.0),
    ],
)
def test_the_best_clock_that_the_system_has_is_used(
    monkeypatch: pytest.MonkeyPatch, has: dict[str, int], expected: float
) -> None:
    system = SimpleNamespace(clock_gettime=float, monotonic=lambda: -1.0, **has)
    monkeypatch.setattr(clock_module, "time", system)
    assert clock_module._suspend_aware() == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SIGTERM", ExitCode.TERMINATED),
        ("SIGHUP", ExitCode.HANG_UP),
        ("SIGUSR1", ExitCode.TERMINATED),
    ],
)
def test_a_signal_becomes_an_orderly_end_that_no_other_disturbs(name: str, code: ExitCode) -> None:
    number = getattr(signal, name, None)
    if number is None:
        pytest.skip("this system has no such signal")
    leave_in_order()
    with pytest.raises(Terminated) as left:
        signal.raise_signal(number)
    assert left.value.exit_code is code
    signal.raise_signal(number)
    signal.raise_signal(signal.SIGINT)


def test_a_system_without_hang_ups_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "SIGHUP")
    leave_in_order()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no hang-ups on Windows")
def test_under_nohup_nothing_is_hung_up() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    leave_in_order()
    signal.raise_signal(signal.SIGHUP)


def test_a_signal_waits_until_what_must_not_be_disturbed_is_done() -> None:
    done = []

    def work() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            done.append("all of it")
        done.append("and no more")

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["all of it"]
    assert signal.getsignal(signal.SIGINT) is before
