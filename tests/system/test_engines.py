"""Whatever a text holds is spoken as words; tones are soft; which program does it depends."""

import io
import shutil
import sys
import wave
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import lacking
from footcoach.core.cues import Tone
from footcoach.system.engines import Engine, find_engines, find_player, spoken, wav
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
        ("linux", ["espeak", "espeak-ng", "spd-say", "say"], ["spd-say", "espeak-ng", "espeak"]),
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
    expected = [Engine(name, str(programs.folder / name)) for name in found]
    assert find_engines(platform) == expected


def test_espeak_reads_the_words_from_its_input() -> None:
    options = ["-v", "en", "-b", "1", "-a", "50", "--stdin"]
    assert Engine("espeak", "/bin/espeak").command("-v", 0.5) == (["/bin/espeak", *options], "-v")


def test_spd_say_gets_the_words_after_the_end_of_options_and_no_input_to_obey() -> None:
    engine = Engine("spd-say", "/bin/spd-say")
    options = ["--wait", "-N", "footcoach", "-l", "en"]
    assert engine.command("-e", 1.0) == (["/bin/spd-say", *options, "--", "-e"], "")
    assert engine.command("Hi", 0.3)[0][6:] == ["--volume=-40", "--", "Hi"]


def test_powershell_runs_the_same_whatever_the_words_and_gets_them_as_input() -> None:
    engine = Engine("powershell.exe", "C:\\powershell.exe")
    command, words = engine.command("'; Remove-Item C:\\ #", 0.5)
    assert (command, "Hello") == engine.command("Hello", 0.5)
    assert words == "'; Remove-Item C:\\ #"
    assert "$voice.Volume = 50;" in command[-1]
    assert '"' not in command[-1], "Windows would have to escape it"


@pytest.mark.parametrize("order", ["-v", "--help; rm -rf /", "-f /etc/passwd"])
def test_the_real_espeak_speaks_options_as_words(tmp_path: Path, order: str) -> None:
    program = shutil.which("espeak-ng") or lacking("espeak-ng")

    def seconds(text: str) -> float:
        out = tmp_path / "out.wav"
        command, words = Engine("espeak-ng", program).command(spoken(text), 1.0)
        runner = Runner()
        runner.start([*command, "-w", str(out)], words, seconds=60)
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
        assert (found.name, found.command[0]) == (name, path)


def test_windows_plays_through_a_python_that_can_be_killed() -> None:
    player = find_player("win32")
    assert player is not None
    assert player.command[:4] == (sys.executable, "-I", "-S", "-c")
    compile(player.command[-1], "script", "exec")
