"""Soft tones, made here, and the program that plays them."""

import io
import math
import struct
import sys
import wave
from dataclasses import dataclass
from pathlib import Path

from footcoach.core.cues import Tone
from footcoach.system.programs import find_program

RATE = 22050
"""Samples a second: far more than these low notes need."""

_LOUDEST = 32767

_NOTES = {
    Tone.ATTENTION: (0.18, ((523.25, 0.22), (659.25, 0.28))),
    Tone.TICK: (0.07, ((659.25, 0.06),)),
    Tone.END: (0.18, ((659.25, 0.22), (523.25, 0.4))),
}
"""Loudness, 0 to 1, and notes in Hz and seconds: rising where something begins, falling at the
end. Quiet, as loud cues are what people turn sound off for; the one before words lasts longer than
the 0.3 s that a Bluetooth speaker needs to wake up."""

_FADE_IN = 0.012
_FADE_OUT = 0.05
"""Seconds: a wave that begins or breaks off at once clicks."""

_WINSOUND = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME)"

_OPTIONS = {
    "paplay": (),
    "pw-play": (),
    "aplay": ("-q",),
    "ffplay": ("-nodisp", "-autoexit", "-loglevel", "quiet"),
    "afplay": (),
    "winsound": ("-I", "-S", "-c", _WINSOUND),
}


@dataclass(frozen=True, slots=True)
class Player:
    """A program that plays a WAV file."""

    name: str
    program: str
    """Its whole path."""

    def command(self, path: Path) -> list[str]:
        """Return the arguments that play the file and end with it."""
        return [self.program, *_OPTIONS[self.name], str(path)]


def find_player(platform: str = sys.platform) -> Player | None:
    """Return the player of this machine, or None. Not all that are found have a loudspeaker.

    Windows plays through a Python of its own, so that there, too, a program can be killed.
    """
    if platform == "win32":
        return Player("winsound", sys.executable) if sys.executable else None
    for name in _OPTIONS:
        if program := find_program(name):
            return Player(name, program)
    return None


def wav(tone: Tone, volume: float) -> bytes:
    """Return the tone as a WAV file, with a volume of 0 to 1."""
    loudness, notes = _NOTES[tone]
    samples = [
        round(_LOUDEST * loudness * volume * height)
        for hertz, seconds in notes
        for height in _note(hertz, seconds)
    ]
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return file.getvalue()


def _note(hertz: float, seconds: float) -> list[float]:
    """Return the heights of a note, -1 to 1, faded in and out."""
    count = round(seconds * RATE)
    return [
        math.sin(2 * math.pi * hertz * at / RATE)
        * min(1.0, at / RATE / _FADE_IN, (count - 1 - at) / RATE / _FADE_OUT)
        for at in range(count)
    ]
