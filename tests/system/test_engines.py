"""Whatever a text holds is spoken as words; tones are soft; which program does it depends."""

import io
import shutil
import sys
import wave
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from conftest import lacking
from footcoach.core.cues import Tone
from footcoach.core.settings import Settings
from footcoach.system.engines import Engine, fill, find_engines, find_player, spoken, wav
from footcoach.system.programs import Runner
from programs import Programs, until

# --- speech --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("--help; rm -rf / $(id) `id`", "--help; rm -rf / $(id) `id`"),
        ("[[slnc 5000]] on", "slnc 5000 on"),
        ("<speak><break time='5s'/></speak>", "speak break time='5s'/ /speak"),
        ("two\nlines\tand \x1b[2J", "two lines and 1b 2J"),
        ("[[]] <>", ""),
    ],
)
def test_words_are_left_and_orders_are_not(text: str, words: str) -> None:
    assert spoken(text) == words


def test_a_very_long_text_is_cut_so_that_it_fits_into_a_pipe() -> None:
    assert len(spoken("\N{PILE OF POO}" * 9999).encode()) < 4096


@pytest.mark.parametrize(
    ("platform", "there", "found"),
    [
        ("linux", ["espeak", "espeak-ng", "spd-say", "say"], ["espeak-ng", "espeak", "spd-say"]),
        ("linux", ["say", "powershell.exe"], []),
        ("darwin", ["say", "espeak-ng", "spd-say"], ["say", "espeak-ng"]),
        ("win32", ["powershell.exe", "espeak-ng", "say"], ["powershell.exe"]),
    ],
)
def test_each_system_speaks_by_the_program_that_suits_it(
    programs: Programs, platform: str, there: list[str], found: list[str]
) -> None:
    for name in there:
        programs.add(name)
    engines = find_engines(Settings(), platform)
    assert [each.name for each in engines] == found
    assert [(each.speak or ("",))[0] for each in engines] == [
        str(programs.folder / name) for name in found
    ]


def engine(programs: Programs, name: str, platform: str = "linux", **settings: Any) -> Engine:
    """Return what speaks by this program, with these settings."""
    programs.add(name)
    return find_engines(Settings(**settings), platform)[0]


def without_path(command: Sequence[str] | None) -> str:
    return " ".join((command or ())[1:])


def test_espeak_reads_the_words_from_its_input_at_the_chosen_voice_rate_and_volume(
    programs: Programs,
) -> None:
    espeak = engine(programs, "espeak", voice_name="en+f3", rate=1.2, volume=0.5)
    assert espeak.name == "espeak (en+f3)"
    assert without_path(espeak.speak) == "-v en+f3 -b 1 -s 210 --stdin -a 50"
    assert without_path(espeak.render) == "-v en+f3 -b 1 -s 210 --stdin -w {file}"
    assert fill(espeak.speak or (), "-v")[1] == "-v"


def test_spd_say_gets_the_words_after_the_end_of_options_and_no_input_to_obey(
    programs: Programs,
) -> None:
    plain = engine(programs, "spd-say")
    assert without_path(plain.speak) == "--wait -N footcoach -l en -- {text}"
    assert without_path(plain.cancel) == "--cancel"
    assert fill(plain.speak or (), "-e")[0][-2:] == ["--", "-e"]
    assert fill(plain.speak or (), "-e")[1] == ""
    chosen = engine(programs, "spd-say", voice_name="Zoë", rate=0.5, volume=0.3)
    assert "-l en -y Zoë -r -95 --volume=-40 --" in without_path(chosen.speak)
    assert chosen.render is None


def test_powershell_runs_the_same_whatever_the_words_and_gets_them_as_input(
    programs: Programs,
) -> None:
    settings = {"voice_name": "O'Hara", "rate": 2.0, "volume": 0.5}
    powershell = engine(programs, "powershell.exe", "win32", **settings)
    command, words = fill(powershell.speak or (), "'; Remove-Item C:\\ #")
    assert (command, "Hello") == fill(powershell.speak or (), "Hello")
    assert words == "'; Remove-Item C:\\ #"
    for part in ("$voice.Volume = 50;", "$voice.Rate = 6;", "SelectVoice('O''Hara');"):
        assert part in command[-1]
    assert '"' not in command[-1], "Windows would have to escape it"
    command, _ = fill(powershell.render or (), "Hello", "C:\\O'Hara\\a.wav")
    assert "SetOutputToWaveFile('C:\\O''Hara\\a.wav');" in command[-1]


def test_a_command_of_ones_own_comes_first_and_what_it_says_decides_what_it_does(
    programs: Programs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = programs.add("piper")
    programs.add("espeak-ng")
    command = ("piper", "-m", "~/a.onnx", "-f", "{file}")
    piper, system = find_engines(Settings(speech_command=command), "linux")
    filled = (path, "-m", f"{tmp_path}/a.onnx", "-f", "{file}")
    assert (piper, system.name) == (Engine("piper", None, filled), "espeak-ng")
    assert fill(filled, "{file} `id`", "/x.wav") == ([*filled[:-1], "/x.wav"], "{file} `id`")
    live = find_engines(Settings(speech_command=("piper", "{text}")), "linux")[0]
    assert live == Engine("piper", (path, "{text}"), None)
    assert fill(live.speak or (), "{file} $(id)") == ([path, "{file} $(id)"], "")


@pytest.mark.parametrize("order", ["-v", "--help; rm -rf /", "-f /etc/passwd"])
def test_the_real_espeak_speaks_options_as_words(tmp_path: Path, order: str) -> None:
    if not shutil.which("espeak-ng"):
        lacking("espeak-ng")
    espeak = find_engines(Settings(), "linux")[0]

    def seconds(text: str) -> float:
        out = tmp_path / "out.wav"
        command, words = fill(espeak.render or (), spoken(text), str(out))
        runner = Runner()
        runner.start(command, words, seconds=60)
        until(lambda: not runner.busy(), 60)
        assert runner.failure == ""
        with wave.open(str(out)) as file:
            return float(file.getnframes() / file.getframerate())

    words = "and slowly back to the ankle"
    assert seconds(words) + 0.2 < seconds(f"{order} {words}") < seconds(words) + seconds(order) + 1


def played(tone: Tone, volume: float = 1.0) -> list[float]:
    """Return the samples of a tone from -1 to 1, at 22,050 a second."""
    with wave.open(io.BytesIO(wav(tone, volume))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22050)
        frames = memoryview(file.readframes(file.getnframes())).cast("h")
    return [each / 32768 for each in frames]


@pytest.mark.parametrize("tone", Tone)
def test_no_tone_startles_or_clicks(tone: Tone) -> None:
    samples = played(tone)
    loudest = max(map(abs, samples))
    assert 0.05 < loudest < 0.2
    assert samples[0] == 0
    assert abs(samples[-1]) < 0.001
    # The steepest that a sine of the highest note gets: 2 pi f / rate.
    steepest = max(abs(b - a) for a, b in pairwise(samples))
    assert steepest < 2 * 3.15 * 660 / 22050 * loudest
    # And it grows over some ten milliseconds.
    assert max(map(abs, samples[:44])) < loudest / 4
    assert max(played(tone, 0.5)) == pytest.approx(max(samples) / 2, abs=0.001)


def test_a_tick_is_shorter_and_softer_than_the_others() -> None:
    tick = played(Tone.TICK)
    assert len(tick) < 0.1 * 22050
    for other in (Tone.ATTENTION, Tone.END):
        assert max(tick) < max(played(other)) / 2


def test_the_sound_server_comes_before_the_bare_sound_card(programs: Programs) -> None:
    assert find_player("linux") is None
    for name in reversed(["paplay", "pw-play", "aplay", "ffplay", "afplay"]):
        path = programs.add(name)
        found = find_player("linux")
        assert found is not None
        assert found.speak is not None
        assert (found.name, found.speak[0], found.speak[-1]) == (name, path, "{file}")


def test_windows_plays_through_a_python_that_can_be_killed() -> None:
    player = find_player("win32")
    assert player is not None
    assert player.speak is not None
    assert player.speak[:4] == (sys.executable, "-I", "-S", "-c")
    assert player.speak[5:] == ("{file}",)
    compile(player.speak[4], "script", "exec")
