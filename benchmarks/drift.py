"""How closely a real session keeps to the plan's times, in line mode without a terminal.

    python -m benchmarks.drift [MINUTES]

The time of each printed line is compared with the plan. `benchmarks.session` does the same in full
screen, with `on_screen`.
"""

import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.terminal import Ended, Program
from footcoach.core.cues import cue_for, place_of
from footcoach.core.engine import Event, Session
from footcoach.core.interview import Interview
from footcoach.core.plan import Plan, plan
from footcoach.core.question import Said
from footcoach.core.schedule import Wanted
from footcoach.core.states import Happening
from footcoach.storage.library import load_routine


class Drift(NamedTuple):
    """How late the steps came, in seconds, with the first step as the reference."""

    steps: int
    planned: float
    """Seconds that the plan takes."""
    largest: float
    at_the_end: float


def main(minutes: float) -> None:
    laid_out, events = planned("general", minutes)
    due = [(event.at, cue_for(event, laid_out).say) for event in events]
    due = [(at, text) for at, text in due if text]
    with tempfile.TemporaryDirectory() as folder:
        came = run(write_answers(Path(folder)), minutes, {text for _, text in due})
    start = came[0][0]
    drifts = [at - start - planned for (at, _), (planned, _) in zip(came, due, strict=False)]
    print(f"{'lines':>8}{'planned s':>12}{'largest drift ms':>19}{'drift at the end ms':>22}")
    print(
        f"{len(drifts):8}{laid_out.seconds:12.1f}{max(map(abs, drifts)) * 1000:19.1f}"
        f"{(came[-1][0] - start - laid_out.seconds) * 1000:22.1f}"
    )


def no_to_everything(now: datetime) -> Interview:
    interview = Interview(after_exercise=False, started_at=now)
    while interview.question is not None:
        interview = interview.reply(Said.NONE)
    return interview


def write_answers(folder: Path) -> Path:
    """Write an answers file that lets a session start."""
    now = datetime.now(UTC).astimezone()
    given = {"date": now.date().isoformat(), "answers": dict(no_to_everything(now).answers)}
    path = folder / "answers.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    return path


def planned(routine: str, minutes: float | None = None) -> tuple[Plan, tuple[Event, ...]]:
    """Return the plan of a routine and its events, timed in seconds from the start."""
    now = datetime.now(UTC).astimezone()
    assessment = no_to_everything(now).assessment
    laid_out = plan(load_routine(routine), assessment, Wanted(minutes=minutes), now=now)
    return laid_out, Session(laid_out, 0.0).advance(laid_out.seconds)


def run(answers: Path, minutes: float, texts: set[str]) -> list[tuple[float, str]]:
    """Run the session and return each line with its time; the last is the farewell."""
    command = [sys.executable, "-m", "footcoach", "start", "general", "--answers", str(answers)]
    command += ["--minutes", str(minutes)]
    came = []
    # Without a terminal, nobody has to begin the session.
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as program:
        assert program.stdout is not None
        for line in program.stdout:
            text = line.rstrip("\n")
            if text in texts or text.startswith("Well done"):
                came.append((time.monotonic(), text))
    return came


def on_screen(program: Program, routine: str) -> Drift:
    """Follow a session that is about to begin, and return how late its steps were.

    A step has begun once the screen names it, and the session has ended once the last step is no
    longer named. The first step counts as on time.
    """
    laid_out, events = planned(routine)
    due: dict[str, float] = {}
    for event in events:
        if event.happening is Happening.SEGMENT_STARTED:
            due.setdefault(place_of(event.segment), event.at)
    came = [program.wait_for(place, laid_out.seconds) for place in due]
    last = list(due)[-1]
    ended = None
    while last in program.text and not program.left:
        ended = program.look(laid_out.seconds)
        if ended is None:
            raise Ended(f"the session did not end:\n{program.text}")
    late = [at - came[0] - planned for at, planned in zip(came, due.values(), strict=True)]
    at_the_end = (ended or came[-1]) - came[0] - laid_out.seconds
    largest = max(map(abs, [*late, at_the_end]))
    return Drift(len(late), laid_out.seconds, largest, at_the_end)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
