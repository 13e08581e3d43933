"""The time, as a session needs it: counting on while the machine sleeps, blind to clock changes."""

import time
from datetime import UTC, datetime, timedelta


def _suspend_aware() -> float:
    # `time.monotonic` stops during sleep on Linux and macOS (cpython#86273). Linux has
    # CLOCK_BOOTTIME; on macOS the C library's CLOCK_MONOTONIC counts on; Windows has neither, and
    # there `time.monotonic` does.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if hasattr(time, name) and hasattr(time, "clock_gettime"):
            return time.clock_gettime(getattr(time, name))
    return time.monotonic()


class SystemClock:
    """The machine's time. Setting its clock later changes nothing here."""

    def __init__(self) -> None:
        self._wall = datetime.now(UTC).astimezone()
        self._start = _suspend_aware()

    def now(self) -> float:
        """Return seconds since this clock was made."""
        return _suspend_aware() - self._start

    def wall(self) -> datetime:
        """Return the local date and time, with offset."""
        return self._wall + timedelta(seconds=self.now())

    def sleep(self, seconds: float) -> None:
        """Let the seconds pass; a signal that ends the program cuts them short."""
        time.sleep(seconds)  # noqa: TID251  the one place where waiting is waiting
