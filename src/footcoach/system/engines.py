"""The programs that speak text or play tones. No text passed to them can run as a command."""

import io
import math
import re
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from footcoach.core.cues import Tone
from footcoach.core.settings import Settings
from footcoach.core.text import visible
from footcoach.system.programs import find_program

# Removes markup: commands for `say` and espeak ("[[slnc 5000]]", "[[h@l'oU]]"), and SSML tags.
_MARKUP = str.maketrans("[]<>", "    ")

# The most characters spoken at once: at up to 4 bytes each, they fit in a pipe on every system.
_LONGEST = 1000

# Speech programs by platform, best first; those that can render clips come before `spd-say`, which
# hangs where its service has no sound. On other platforms, `say` is a different program.
_SPEECH = {"darwin": ("say", "espeak-ng", "espeak"), "win32": ("powershell.exe",)}
_SPEECH_ELSEWHERE = ("espeak-ng", "espeak", "spd-say")

# The normal pace of `say` and espeak, in words a minute.
_NORMAL = 175

# The words come on stdin, because PowerShell would run them if they were part of the command.
_POWERSHELL = (
    "$ErrorActionPreference = 'Stop'; "
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "%s; "
    "$utf8 = [System.Text.Encoding]::UTF8; "
    "$reader = New-Object System.IO.StreamReader([Console]::OpenStandardInput(), $utf8); "
    "$voice.Speak($reader.ReadToEnd()); "
    "$voice.Dispose()"
)

_BLANKS = re.compile(r"'\{file\}'|\{file\}|\{text\}")


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that speaks or plays clips, with its arguments; see `fill`."""

    name: str
    # Speaks {text} aloud or plays {file}; None if it can only render.
    speak: tuple[str, ...] | None = None
    # Renders a clip into {file}; None if it can only speak aloud.
    render: tuple[str, ...] | None = None
    # Silences a service that goes on speaking once the program has been killed.
    cancel: tuple[str, ...] | None = None


def fill(template: Sequence[str], words: str, file: str = "") -> tuple[list[str], str]:
    """Return the arguments and the input of a program that is to say `words`.

    In the template, {text} stands for the words and {file} for the clip. Without {text}, the words
    are the program's input.
    """
    # Inside a quoted PowerShell string, a quotation mark is doubled.
    quoted = f"'{file.replace(chr(39), chr(39) * 2)}'"
    values = {"{text}": words, "{file}": file, "'{file}'": quoted}
    command = [_BLANKS.sub(lambda blank: values[blank[0]], each) for each in template]
    return command, "" if any("{text}" in each for each in template) else words


def find_engines(settings: Settings, platform: str = sys.platform) -> list[Engine]:
    """Return the speech programs to try, best first. Some of them may not work.

    A command of the person's own comes first, then the system's programs with the chosen voice, and
    then the same programs with their default voice, because the name could be wrong.
    """
    engines = []
    if settings.speech_command:
        name, *arguments = (_from_home(each) for each in settings.speech_command)
        command = (find_program(name) or name, *arguments)
        renders = any("{file}" in each for each in arguments)
        speak, render = (None, command) if renders else (command, None)
        engines.append(Engine(Path(name).name, speak, render))
    names = _SPEECH.get(platform, _SPEECH_ELSEWHERE)
    found = [(name, program) for name in names if (program := find_program(name))]
    for voice in dict.fromkeys((settings.voice_name, "")):
        engines += [_engine(name, program, voice, settings) for name, program in found]
    return engines


def _from_home(argument: str) -> str:
    """Expand "~/", as a shell would have done, since people write it in paths."""
    return str(Path(argument).expanduser()) if argument.startswith("~/") else argument


def _engine(name: str, program: str, voice: str, settings: Settings) -> Engine:
    rate, percent = settings.rate, round(100 * settings.volume)
    title = f"{name} ({voice})" if voice else name
    words_a_minute = str(round(_NORMAL * rate))
    match name:
        case "say":  # has no volume option
            speak = (program, *(("-v", voice) if voice else ()))
            speak += (*(("-r", words_a_minute) if rate != 1 else ()), "-f", "-")
            return Engine(title, speak, (*speak, "-o", "{file}", "--data-format=LEI16@22050"))
        case "spd-say":
            # The service's volume and rate run from -100 to 100. Unless asked to change them, leave
            # them as the person has set them for the whole system.
            faster = round((80 if rate > 1 else 190) * (rate - 1))
            options = (*(("-y", voice) if voice else ()), *(("-r", str(faster)) if faster else ()))
            options += (f"--volume={2 * percent - 100}",) if percent < 100 else ()
            # The words are an argument, because spd-say would obey commands in its input.
            speak = (program, "--wait", "-N", "footcoach", "-l", "en", *options, "--", "{text}")
            return Engine(title, speak, cancel=(program, "--cancel"))
        case "powershell.exe":
            # At a rate of 10, the service speaks three times as fast as at 0.
            pace = f"$voice.Rate = {round(10 * math.log(rate, 3))}"
            quoted = re.sub("['\u2018\u2019\u201a\u201b]", r"\g<0>\g<0>", voice)
            chosen = f"{pace}; $voice.SelectVoice('{quoted}')" if voice else pace
            start = (program, "-NoLogo", "-NoProfile", "-NonInteractive", "-Command")
            aloud = f"{chosen}; $voice.Volume = {percent}"
            into_file = f"{chosen}; $voice.SetOutputToWaveFile('{{file}}')"
            return Engine(title, *((*start, _POWERSHELL % each) for each in (aloud, into_file)))
        case _:
            speak = (program, "-v", voice or "en", "-b", "1", "-s", words_a_minute, "--stdin")
            return Engine(title, (*speak, "-a", str(percent)), (*speak, "-w", "{file}"))


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


def find_player(platform: str = sys.platform) -> Engine | None:
    """Return this machine's audio player, or None, without checking for a loudspeaker."""
    if platform == "win32":
        return Engine("winsound", (sys.executable, "-I", "-S", "-c", _WINSOUND, "{file}"))
    for name, options in _PLAYERS.items():
        if program := find_program(name):
            return Engine(name, (program, *options, "{file}"))
    return None


def wav(tone: Tone, volume: float) -> bytes:
    """Return the tone as a WAV file, at a volume of 0 to 1."""
    return wav_of(samples_of(tone, volume), RATE)


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


def wav_of(samples: "array[int]", rate: int) -> bytes:
    """Return 16-bit samples as a WAV file with one channel."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return file.getvalue()
