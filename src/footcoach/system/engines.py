"""The programs that speak and play, which get words and never orders, and the tones they play."""

import io
import math
import sys
import wave
from array import array
from dataclasses import dataclass

from footcoach.core.cues import Tone
from footcoach.core.text import visible
from footcoach.system.programs import find_program

# What `say` and espeak take for commands ("[[slnc 5000]]", "[[h@l'oU]]"), and SSML for tags.
_MARKUP = str.maketrans("[]<>", "    ")

# Characters said at once: with at most 4 bytes each, less than every system's pipe holds.
_LONGEST = 1000

# It leaves the speaking to a service, which other programs share.
SERVICE = "spd-say"

# By system. Elsewhere a program named `say` is another one, and PowerShell has no speech.
_SPEECH = {"darwin": ("say", "espeak-ng", "espeak"), "win32": ("powershell.exe",)}

# The words come on stdin, since PowerShell would run them if they were part of the command.
_POWERSHELL = (
    "$ErrorActionPreference = 'Stop'; "
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$voice.Volume = {volume}; "
    "$utf8 = [System.Text.Encoding]::UTF8; "
    "$reader = New-Object System.IO.StreamReader([Console]::OpenStandardInput(), $utf8); "
    "$voice.Speak($reader.ReadToEnd())"
)


@dataclass(frozen=True, slots=True)
class Engine:
    """A speech program, with its whole path."""

    name: str
    program: str

    def command(self, words: str, volume: float) -> tuple[list[str], str]:
        """Return arguments and input that say the words, with a volume of 0 to 1."""
        percent = round(100 * volume)
        match self.name:
            case "say":  # has no volume
                options = ["-f", "-"]
            case "spd-say":
                # The service's own volume reaches from -100 to 100, and is left alone at the full.
                quieter = [f"--volume={2 * percent - 100}"] if percent < 100 else []
                options = ["--wait", "-N", "footcoach", "-l", "en", *quieter, "--", words]
                # It would obey some of its input.
                return [self.program, *options], ""
            case "powershell.exe":
                script = _POWERSHELL.replace("{volume}", str(percent))
                options = ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", script]
            case _:
                options = ["-v", "en", "-b", "1", "-a", str(percent), "--stdin"]
        return [self.program, *options], words


def find_engines(platform: str = sys.platform) -> list[Engine]:
    """Return the speech programs of this machine, the best first. Not all of them can speak."""
    names = _SPEECH.get(platform, (SERVICE, "espeak-ng", "espeak"))
    return [Engine(name, program) for name in names if (program := find_program(name))]


def spoken(text: str) -> str:
    """Return the words of a text, without all that a speech program might obey."""
    return " ".join(visible(text).translate(_MARKUP).split())[:_LONGEST]


RATE = 22050  # samples a second: far more than these low notes need
_LOUDEST = 32767

# Loudness, 0 to 1, and notes in Hz and seconds: rising where something begins, falling at the end.
# Quiet, as loud cues are what people turn sound off for; the one before words lasts longer than the
# 0.3 s that a Bluetooth speaker needs to wake up.
_NOTES = {
    Tone.ATTENTION: (0.18, ((523.25, 0.22), (659.25, 0.28))),
    Tone.TICK: (0.07, ((659.25, 0.06),)),
    Tone.END: (0.18, ((659.25, 0.22), (523.25, 0.4))),
}

# Seconds: a wave that begins or breaks off at once clicks.
_FADE_IN = 0.012
_FADE_OUT = 0.05

_PLAYERS = {
    "paplay": (),
    "pw-play": (),
    "aplay": ("-q",),
    "ffplay": ("-nodisp", "-autoexit", "-loglevel", "quiet"),
    "afplay": (),
}

# Windows plays through a Python of its own, so that there, too, a program can be killed.
_WINSOUND = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME)"


@dataclass(frozen=True, slots=True)
class Player:
    """A program that plays the WAV file whose path is put behind these arguments."""

    name: str
    command: tuple[str, ...]


def find_player(platform: str = sys.platform) -> Player | None:
    """Return the player of this machine, or None. Not all that are found have a loudspeaker."""
    if platform == "win32":
        return Player("winsound", (sys.executable, "-I", "-S", "-c", _WINSOUND))
    for name, options in _PLAYERS.items():
        if program := find_program(name):
            return Player(name, (program, *options))
    return None


def wav(tone: Tone, volume: float) -> bytes:
    """Return the tone as a WAV file, with a volume of 0 to 1."""
    loudness, notes = _NOTES[tone]
    samples = array("h")
    for hertz, seconds in notes:
        count = round(seconds * RATE)
        for at in range(count):
            fade = min(1.0, at / RATE / _FADE_IN, (count - 1 - at) / RATE / _FADE_OUT)
            height = math.sin(2 * math.pi * hertz * at / RATE)
            samples.append(round(_LOUDEST * loudness * volume * fade * height))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    return file.getvalue()
