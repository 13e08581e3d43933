"""Tones are soft and do not click; which program plays them depends on the machine."""

import io
import struct
import sys
import wave
from itertools import pairwise
from pathlib import Path

import pytest

from footcoach.core.cues import Tone
from footcoach.system.engines import Player, find_player, wav
from programs import Programs

tones = pytest.mark.parametrize("tone", Tone)


def played(tone: Tone, volume: float = 1.0) -> tuple[float, list[float]]:
    """Return the seconds of a tone, and its samples from -1 to 1."""
    with wave.open(io.BytesIO(wav(tone, volume))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22050)
        count = file.getnframes()
        samples = struct.unpack(f"<{count}h", file.readframes(count))
        return count / file.getframerate(), [each / 32768 for each in samples]


@tones
def test_no_tone_startles(tone: Tone) -> None:
    _, samples = played(tone)
    assert 0.05 < max(map(abs, samples)) < 0.2


def test_a_tick_is_shorter_and_softer_than_the_others() -> None:
    seconds, tick = played(Tone.TICK)
    assert seconds < 0.1
    for other in (Tone.ATTENTION, Tone.END):
        assert max(tick) < max(played(other)[1]) / 2


@tones
def test_no_tone_clicks(tone: Tone) -> None:
    _, samples = played(tone)
    loudest = max(map(abs, samples))
    assert samples[0] == 0
    assert abs(samples[-1]) < 0.001
    # The steepest that a sine of the highest note gets: 2 pi f / rate.
    steepest = max(abs(b - a) for a, b in pairwise(samples))
    assert steepest < 2 * 3.15 * 660 / 22050 * loudest
    # And it grows over some ten milliseconds.
    assert max(map(abs, samples[:44])) < loudest / 4


@tones
def test_the_volume_scales_a_tone(tone: Tone) -> None:
    full, half = played(tone)[1], played(tone, 0.5)[1]
    assert max(half) == pytest.approx(max(full) / 2, abs=0.001)
    assert set(played(tone, 0.0)[1]) == {0.0}


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("paplay", []),
        ("pw-play", []),
        ("aplay", ["-q"]),
        ("ffplay", ["-nodisp", "-autoexit", "-loglevel", "quiet"]),
        ("afplay", []),
    ],
)
def test_each_player_is_found_and_told_to_play_and_end(
    programs: Programs, name: str, options: list[str]
) -> None:
    assert find_player("linux") is None
    path = programs.add(name)
    player = find_player("linux")
    assert player == Player(name, path, tuple(options))
    assert player.command(Path("/tone.wav")) == [path, *options, "/tone.wav"]


def test_the_sound_server_comes_before_the_bare_sound_card(programs: Programs) -> None:
    order = ["paplay", "pw-play", "aplay", "ffplay", "afplay"]
    for name in reversed(order):
        programs.add(name)
        found = find_player("linux")
        assert found is not None
        assert found.name == name


def test_windows_plays_through_a_python_that_can_be_killed() -> None:
    player = find_player("win32")
    assert player is not None
    program, *options, script, path = player.command(Path("tone.wav"))
    assert (program, options, path) == (sys.executable, ["-I", "-S", "-c"], "tone.wav")
    compile(script, "script", "exec")
