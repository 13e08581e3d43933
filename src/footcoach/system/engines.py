"""Speaking by the speech program that is there, which gets words and never orders."""

import sys
from dataclasses import dataclass

from footcoach.core.text import visible
from footcoach.system.programs import find_program

_MARKUP = str.maketrans("[]<>", "    ")
"""What `say` and espeak take for commands ("[[slnc 5000]]", "[[h@l'oU]]"), and SSML for tags."""

_MOST = 1000
"""Characters said at once: with at most 4 bytes each, less than every system's pipe holds."""

_ORDER = {"darwin": ("say", "espeak-ng", "espeak"), "win32": ("powershell.exe",)}
"""By system. Elsewhere a program named `say` is another one, and PowerShell has no speech."""

_POWERSHELL = (
    "$ErrorActionPreference = 'Stop'; "
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$voice.Volume = {volume}; "
    "$utf8 = [System.Text.Encoding]::UTF8; "
    "$reader = New-Object System.IO.StreamReader([Console]::OpenStandardInput(), $utf8); "
    "$voice.Speak($reader.ReadToEnd())"
)
"""The words come on stdin, since PowerShell would run them if they were part of the command."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A speech program."""

    name: str
    program: str
    """Its whole path."""

    def command(self, words: str, volume: float) -> list[str]:
        """Return the arguments that say the words, with a volume of 0 to 1 where there is one."""
        percent = round(100 * volume)
        match self.name:
            case "say":
                options = ["-f", "-"]
            case "spd-say":
                # The service's own volume reaches from -100 to 100, and is left alone at the full.
                quieter = [f"--volume={2 * percent - 100}"] if percent < 100 else []
                options = ["--wait", "-N", "footcoach", "-l", "en", *quieter, "--", words]
            case "powershell.exe":
                script = _POWERSHELL.replace("{volume}", str(percent))
                options = ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", script]
            case _:
                options = ["-v", "en", "-b", "1", "-a", str(percent), "--stdin"]
        return [self.program, *options]

    def input(self, words: str) -> str:
        """Return what the program gets on stdin; spd-say would obey some of it, so nothing."""
        return "" if self.name == "spd-say" else words

    def silencer(self) -> list[str]:
        """Return the arguments that silence the service that spd-say leaves the speaking to.

        It may have started that service, which must not be killed with it: a screen reader may
        speak through it. Cancel, too, holds for all of its users; spd-say has no narrower one.
        """
        return [self.program, "--cancel"] if self.name == "spd-say" else []


def find_engines(platform: str = sys.platform) -> list[Engine]:
    """Return the speech programs of this machine, the best first. Not all of them can speak."""
    names = _ORDER.get(platform, ("spd-say", "espeak-ng", "espeak"))
    return [Engine(name, program) for name in names if (program := find_program(name))]


def spoken(text: str) -> str:
    """Return the words of a text, without all that a speech program might obey."""
    return " ".join(str(visible(text)).translate(_MARKUP).split())[:_MOST]
