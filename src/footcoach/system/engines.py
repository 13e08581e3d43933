"""The programs that speak text or play tones. No text passed to them can run as a command."""

import io
import math
import sys
import wave
from array import array
from dataclasses import dataclass

from footcoach.core.cues import Tone
from footcoach.core.text import visible
from footcoach.system.programs import find_program

# Removes markup: commands for `say` and espeak ("[[slnc 5000]]", "[[h@l'oU]]"), and SSML tags.
_MARKUP = str.maketrans("[]<>", "    ")

# The most characters spoken at once: at up to 4 bytes each, they fit in a pipe on every system.
_LONGEST = 1000

# This program passes the words to a service that other programs share.
SERVICE = "spd-say"

# Speech programs by platform. Elsewhere, `say` is another program, and PowerShell cannot speak.
_SPEECH = {"darwin": ("say", "espeak-ng", "espeak"), "win32": ("powershell.exe",)}

# The words come on stdin, because PowerShell would run them if they were part of the command.
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
    """A speech program, with its full path."""

    name: str
    program: str

    def command(self, words: str, volume: float) -> tuple[list[str], str]:
        """Return the arguments and input that speak the words; `volume` is from 0 to 1."""
        percent = round(100 * volume)
        match self.name:
            case "say":  # has no volume option
                options = ["-f", "-"]
            case "spd-say":
                # The service's volume runs from -100 to 100; at full volume, leave it unchanged.
                quieter = [f"--volume={2 * percent - 100}"] if percent < 100 else []
                options = ["--wait", "-N", "footcoach", "-l", "en", *quieter, "--", words]
                # Nothing goes to stdin, where spd-say would obey commands.
                return [self.program, *options], ""
            case "powershell.exe":
                script = _POWERSHELL.replace("{volume}", str(percent))
                options = ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", script]
            case _:
                options = ["-v", "en", "-b", "1", "-a", str(percent), "--stdin"]
        return [self.program, *options], words


def find_engines(platform: str = sys.platform) -> list[Engine]:
    """Return this machine's speech programs, best first. Some of them may not work."""
    names = _SPEECH.get(platform, (SERVICE, "espeak-ng", "espeak"))
    return [Engine(name, program) for name in names if (program := find_program(name))]


def spoken(text: str) -> str:
    """Return the text without anything that a speech program might take as a command."""
    return " ".join(visible(text).translate(_MARKUP).split())[:_LONGEST]


RATE = 22050  # samples per second: far more than these low notes need
_LOUDEST = 32767

# Loudness, 0 to 1, and notes in Hz and seconds. Notes rise when something begins, fall at the end,
# and are quiet, because people turn sound off when cues are loud. The tone before words lasts
# longer than the 0.3 s that a Bluetooth speaker needs to wake up.
_NOTES = {
    Tone.ATTENTION: (0.18, ((523.25, 0.22), (659.25, 0.28))),
    Tone.TICK: (0.07, ((659.25, 0.06),)),
    Tone.END: (0.18, ((659.25, 0.22), (523.25, 0.4))),
}

# Fade times in seconds: a wave that starts or stops abruptly makes a click.
_FADE_IN = 0.012
_FADE_OUT = 0.05

_PLAYERS = {
    "paplay": (),
    "pw-play": (),
    "aplay": ("-q",),
    "ffplay": ("-nodisp", "-autoexit", "-loglevel", "quiet"),
    "afplay": (),
}

# On Windows, a separate Python process plays the tones, so that they, too, can be cut off.
_WINSOUND = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME)"


@dataclass(frozen=True, slots=True)
class Player:
    """A program that plays the WAV file whose path is appended to `command`."""

    name: str
    command: tuple[str, ...]


def find_player(platform: str = sys.platform) -> Player | None:
    """Return this machine's audio player, or None, without checking for a loudspeaker."""
    if platform == "win32":
        return Player("winsound", (sys.executable, "-I", "-S", "-c", _WINSOUND))
    for name, options in _PLAYERS.items():
        if program := find_program(name):
            return Player(name, (program, *options))
    return None


def wav(tone: Tone, volume: float) -> bytes:
    """Return the tone as a WAV file, at a volume of 0 to 1."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples_of(tone, volume).tobytes())
    return file.getvalue()


def samples_of(tone: Tone, volume: float, rate: int = RATE) -> "array[int]":
    """Return the tone as 16-bit samples, at a volume of 0 to 1."""
    loudness, notes = _NOTES[tone]
    samples = array("h")
    for hertz, seconds in notes:
        count = round(seconds * rate)
        for at in range(count):
            fade = min(1.0, at / rate / _FADE_IN, (count - 1 - at) / rate / _FADE_OUT)
            height = math.sin(2 * math.pi * hertz * at / rate)
            samples.append(round(_LOUDEST * loudness * volume * fade * height))
    return samples
