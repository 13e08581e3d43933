"""How exactly a real session keeps the plan's time, in line mode without a terminal.

    python -m benchmarks.drift [MINUTES]

Each printed line is compared with the moment that the plan gives it.
"""

import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from footcoach.core.cues import cue_for
from footcoach.core.interview import Interview
from footcoach.core.plan import plan
from footcoach.core.question import Answer
from footcoach.core.session import Session
from footcoach.store.library import load_routine


def main(minutes: float) -> None:
    now = datetime.now(UTC).astimezone()
    interview = Interview(after_exercise=False, started_at=now)
    while interview.question is not None:
        interview = interview.reply(Answer.NO)
    laid_out = plan(load_routine("general"), interview.assessment, now=now, minutes=minutes)
    events = Session(laid_out, 0.0).advance(laid_out.seconds)
    due = [(event.at, cue_for(event, laid_out).say) for event in events]
    due = [(at, text) for at, text in due if text]
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.json"
        given = {"date": now.date().isoformat(), "answers": dict(interview.answers)}
        answers.write_text(json.dumps(given), encoding="utf-8")
        came = run(answers, minutes, {text for _, text in due})
    start = came[0][0]
    drifts = [at - start - planned for (at, _), (planned, _) in zip(came, due, strict=False)]
    print(f"{'lines':>8}{'planned s':>12}{'largest drift ms':>19}{'drift at the end ms':>22}")
    print(
        f"{len(drifts):8}{laid_out.seconds:12.1f}{max(map(abs, drifts)) * 1000:19.1f}"
        f"{(came[-1][0] - start - laid_out.seconds) * 1000:22.1f}"
    )


def run(answers: Path, minutes: float, texts: set[str]) -> list[tuple[float, str]]:
    """Run the session and return when each line came; the last is the farewell."""
    command = [sys.executable, "-m", "footcoach", "start", "general", "--answers", str(answers)]
    command += ["--minutes", str(minutes)]
    came = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        for line in program.stdout:
            text = line.rstrip("\n")
            if text in texts or text.startswith("Well done"):
                came.append((time.monotonic(), text))
    return came


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
