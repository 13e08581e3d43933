"""How long it takes from a cue to the first sample, live and from clips, in one run.

    python -m benchmarks.speech

The stand-in player notes the time when it has read a clip's first sample. The slow engine takes a
second to start, as neural voices do; the others are those installed here. Live, their first sample
is the first one that they write to standard output, before it reaches a sound card.
"""

import shutil
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.drift import planned
from footcoach.core.cues import Cue, cue_for
from footcoach.core.settings import Settings
from footcoach.system.clips import Clips
from footcoach.system.engines import Engine, find_engines
from footcoach.system.voice import Voice

TEXTS = 10
# A WAV file's header, and one sample.
FIRST = 46


def main() -> None:
    laid_out, events = planned("general")
    texts = [text for event in events if (text := cue_for(event, laid_out).say)][:TEXTS]
    print(f"{'ms from cue to first sample':32}{'median':>8}{'largest':>9}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        player = Engine("player", (script(folder, "player", f'head -c {FIRST} "$1"'), "{file}"))
        for engine in engines(folder):
            report(f"{engine.name}, live", folder, Voice(Settings(), [engine], None), texts)
            clips = Clips(engine, folder / engine.name)
            for text in texts:
                clips.render_now(text)
            report(
                f"{engine.name}, clips", folder, Voice(Settings(), [engine], player, clips), texts
            )


def engines(folder: Path) -> list[Engine]:
    """Return the slow engine, which renders quickly here, and espeak-ng if it is installed."""
    if not shutil.which("espeak-ng"):
        return []
    [*_, real] = [each for each in find_engines(Settings()) if each.name == "espeak-ng"]
    aloud = f"espeak-ng -v en --stdin --stdout | head -c {FIRST}"
    slow = script(folder, "slow", f"sleep 1; {aloud}")
    fast = script(folder, "fast", aloud)
    return [
        Engine("slow engine (1 s)", (slow,), real.render),
        Engine("espeak-ng", (fast,), real.render),
    ]


def script(folder: Path, name: str, body: str) -> str:
    """Write a program that notes when it has done its work."""
    path = folder / name
    text = f"#!/bin/sh\n{body} > {folder}/first\ndate +%s%N > {folder}/times\n"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o700)
    return str(path)


def report(name: str, folder: Path, voice: Voice, texts: list[str]) -> None:
    """Give each text as a cue, and print how long it took until its first sample."""
    times, took = folder / "times", []
    with closing(voice):
        for text in texts:
            start = time.time_ns()
            voice.cue(Cue(text))
            voice.finish(10)
            took.append((int(times.read_text(encoding="utf-8")) - start) / 1e6)
    print(f"{name:32}{statistics.median(took):8.0f}{max(took):9.0f}")


if __name__ == "__main__":
    main()
