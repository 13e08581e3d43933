"""Write what a session sounds like, second by second, and whether each step has its time.

    python scripts/timeline.py NAME                print the timeline of a routine
    python scripts/timeline.py NAME --steps        print its steps: words, needs and time
    python scripts/timeline.py [NAME] --measure    compare the words with the voice of espeak-ng

NAME is that of a built-in routine, or a file.
"""

import argparse
import subprocess
import sys
import tempfile
import textwrap
import wave
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from screened import NOW, answered

from footcoach.core.cues import Cue, Tone, cue_for
from footcoach.core.engine import Session
from footcoach.core.plan import Plan, plan
from footcoach.core.routine import Step
from footcoach.core.schedule import Kind, Wanted, nearest_minutes
from footcoach.core.script import spoken_seconds
from footcoach.core.states import COUNTED, Foot, Happening
from footcoach.core.text import minutes_and_seconds
from footcoach.storage.library import built_in_names, load_routine
from footcoach.system.programs import find_program

WIDTH = 100


def planned(name: str, *, shortest: bool = False) -> Plan:
    """Return a session on both feet, whole or as short as it can be."""
    routine = load_routine(name)
    assessment = answered(after_exercise=True).assessment
    least = nearest_minutes(routine, Wanted(minutes=0)) if shortest else None
    return plan(routine, assessment, Wanted(minutes=least), now=NOW)


def cues(session: Plan) -> list[tuple[float, Cue]]:
    """Return what is heard, and when; of the ticks, only the first of each step."""
    heard = []
    for event in Session(session, 0.0).advance(session.seconds + 1):
        cue = cue_for(event, session)
        later_tick = event.happening is Happening.SECOND_COUNTED and event.count < COUNTED
        if (cue.say or cue.tone) and not later_tick:
            heard.append((event.at, cue))
    return heard


def timeline(session: Plan) -> Iterator[str]:
    """Yield a line for each moment at which something is heard, with the silence that follows."""
    heard = cues(session)
    spoken = sum(spoken_seconds(cue.say) for _, cue in heard)
    total = session.seconds
    yield f"{session.routine.title}: {minutes_and_seconds(total)}, {1 - spoken / total:.0%} silent"
    yield ""
    yield "second  words or [tone], then seconds of silence"
    for (at, cue), (after, _) in pairwise([*heard, (total, Cue())]):
        tone = "[tick, once a second]" if cue.tone is Tone.TICK else f"[{cue.tone}]"
        silence = after - at - spoken_seconds(cue.say)
        words = f"{cue.say or tone} ({silence:.0f})"
        yield from textwrap.wrap(
            words, WIDTH, initial_indent=f"{at:6.0f}  ", subsequent_indent=" " * 8
        )


def steps(name: str) -> Iterator[str]:
    """Yield a table of the steps: how long their words take, what they need, what they get."""
    full, least = planned(name), planned(name, shortest=True)
    yield "seconds of each step on one foot; the words on the first foot and on the second"
    yield ""
    lengths = f"{minutes_and_seconds(full.seconds):>8}{minutes_and_seconds(least.seconds):>8}"
    yield f"{'':42}{'words':>6}{'2nd':>6}{'needs':>7}{lengths}"
    given = {step.title: step for step in in_order(least)}
    spoken = words_before(full)
    for step in in_order(full):
        first, second = spoken[step.title][0], spoken[step.title][1:]
        again = f"{second[0]:.0f}" if second else ""
        needs = f"{step.least_seconds:.0f}" if step.needs else "-"
        short = f"{given[step.title].seconds:.0f}" if step.title in given else "-"
        yield f"{step.title:42}{first:6.0f}{again:>6}{needs:>7}{step.seconds:8.0f}{short:>8}"


def in_order(session: Plan) -> Sequence[Step]:
    """Return the steps before the massage, on the first foot, and after it."""
    return [
        segment.step
        for segment in session.segments
        if segment.kind is Kind.STEP and segment.foot is not Foot.RIGHT
    ]


def words_before(session: Plan) -> dict[str, list[float]]:
    """Return how long the words before each step take, for each time it is done."""
    spoken: dict[str, list[float]] = {}
    for event in Session(session, 0.0).advance(session.seconds):
        segment = event.segment
        if event.happening is Happening.SEGMENT_STARTED and segment.kind is Kind.GET_READY:
            words = cue_for(event, session).say
            spoken.setdefault(segment.step.title, []).append(spoken_seconds(words))
    return spoken


def measured(names: Sequence[str]) -> Iterator[str]:
    """Yield the texts whose length with espeak-ng differs most from the estimate."""
    program = find_program("espeak-ng")
    if program is None:
        sys.exit("espeak-ng is not installed")
    texts = {cue.say for name in names for _, cue in cues(planned(name)) if cue.say}
    off = [(voice_seconds(program, text) - spoken_seconds(text), text) for text in sorted(texts)]
    off.sort(key=lambda entry: abs(entry[0]), reverse=True)
    mean = sum(difference for difference, _ in off) / len(off)
    yield f"{len(off)} texts; the voice takes {mean:+.2f} s beside the estimate on average; most:"
    yield from (f"{difference:+6.2f}  {text}" for difference, text in off[:10])


def voice_seconds(program: str, text: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.wav"
        subprocess.run([program, "-w", str(path), text], check=True)
        with wave.open(str(path)) as sound:
            return float(sound.getnframes() / sound.getframerate())


def document(name: str) -> str:
    """Return the file that is kept: the timeline, and the table of steps."""
    return "\n".join([*timeline(planned(name)), "", "", *steps(name), ""])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python scripts/timeline.py")
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.add_argument("--steps", action="store_true")
    parser.add_argument("--measure", action="store_true")
    asked = parser.parse_args()
    if asked.measure:
        lines = measured([asked.name] if asked.name else built_in_names())
    elif asked.name:
        lines = steps(asked.name) if asked.steps else timeline(planned(asked.name))
    else:
        parser.error("give a NAME, or --measure")
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
