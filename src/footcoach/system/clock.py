"""A clock that keeps going while the machine sleeps and ignores changes to the system clock."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def _suspend_aware() -> float:
    # `time.monotonic` stops during sleep on Linux and macOS (cpython#86273). Linux has
    # CLOCK_BOOTTIME; on macOS the C library's CLOCK_MONOTONIC keeps counting. Windows has neither,
    # but its `time.monotonic` keeps counting too.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if hasattr(time, name) and hasattr(time, "clock_gettime"):
            return time.clock_gettime(getattr(time, name))
    return time.monotonic()


class SystemClock:
    """The machine's time, unaffected by later changes to the system clock."""

    def __init__(self) -> None:
        self._wall = datetime.now(UTC).astimezone()
        self._start = _suspend_aware()

    def now(self) -> float:
        """Return the seconds since this clock was created."""
        return _suspend_aware() - self._start

    def wall(self) -> datetime:
        """Return the local date and time, as a timezone-aware datetime."""
        return self._wall + timedelta(seconds=self.now())

    def sleep(self, seconds: float) -> None:
        """Sleep for `seconds`; a signal that ends the program cuts the sleep short."""
        time.sleep(seconds)  # noqa: TID251  the one place that really sleeps


def time_zone() -> "ZoneInfo | None":
    """Return the zone that this machine is set to, or None if it has no name, as on Windows."""
    from zoneinfo import ZoneInfo  # only one command needs it

    place = os.environ.get("TZ", "").removeprefix(":") or os.path.realpath("/etc/localtime")
    name = Path(place).as_posix().rpartition("zoneinfo/")[2]
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None
