"""Clips are rendered beforehand, one after the other; whatever goes wrong is a sentence."""

import os
import shutil
import time
import wave
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from conftest import fill_disk, lacking, mode
from footcoach.core.errors import FootcoachError
from footcoach.core.script import spoken_seconds
from footcoach.core.settings import Settings
from footcoach.system import clips as clips_module
from footcoach.system.clips import Clips
from footcoach.system.engines import Engine, find_engines, wav_of
from programs import HANG, Programs, runs, until

Make = Callable[..., Clips]

KIND = "16-bit sound in one channel, at 8 to 48 kHz"
RUB, PRESS = "Rub the foot.", "Press the heel."
RENDER = 'rm "$1"; cp "${0%/*}/../sound.wav" "$1"'


@pytest.fixture
def make(programs: Programs, tmp_path: Path) -> Iterator[Make]:
    """Make clips by a fake program, whose body is given; by default, each lasts two seconds."""
    (tmp_path / "sound.wav").write_bytes(wav_of(array("h", [1000, -1000] * 8000), 8000))
    made: list[Clips] = []

    def build(body: str = RENDER, name: str = "tool", **options: Any) -> Clips:
        engine = Engine(name, render=(programs.add(name, body), "{file}"))
        made.append(Clips(engine, tmp_path / "cache" / "clips", **options))
        return made[-1]

    yield build
    for each in made:
        each.close()


def test_what_will_be_said_is_rendered_in_order_and_only_once(
    make: Make, programs: Programs
) -> None:
    clips = make()
    assert clips.ready(RUB) is None
    clips.prepare([RUB, PRESS, RUB, " "])
    until(lambda: clips.ready(PRESS))
    assert programs.lines("tool input ") == [RUB, PRESS]
    assert clips.seconds(RUB) == 2
    assert clips.pace == pytest.approx(4 / (spoken_seconds(RUB) + spoken_seconds(PRESS)))
    clips.close()
    again = make()
    again.prepare([RUB])
    until(lambda: again.ready(RUB))
    assert len(programs.lines("tool begins")) == 2, "what is there is not rendered again"


@pytest.mark.parametrize("share", [0, 0.5])
def test_a_kept_clip_that_a_crash_left_unfinished_is_rendered_again(
    make: Make, share: float
) -> None:
    make().render_now(RUB)
    clips = make()
    path = clips._path(RUB)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    clips.render_now(RUB)
    assert path.read_bytes() == whole


def test_newer_texts_take_the_place_of_those_still_waiting(make: Make, programs: Programs) -> None:
    clips = make(f"sleep 0.2; {RENDER}")
    clips.prepare([RUB, "Never said."])
    until(lambda: programs.heard("tool input"))
    clips.prepare([PRESS])
    until(lambda: clips.ready(PRESS))
    assert programs.lines("tool input ") == [RUB, PRESS]


def test_only_this_person_can_open_the_clips_and_they_have_the_wanted_volume(
    make: Make, lax_umask: None
) -> None:
    clips = make(volume=0.5)
    clips.render_now(RUB)
    path = clips.ready(RUB)
    assert path is not None
    assert mode(path) == 0o600
    assert {mode(each) for each in path.parents[:2]} == {0o700}
    with wave.open(str(path)) as file:
        assert max(memoryview(file.readframes(99)).cast("h")) == 500


def test_what_tells_something_about_the_person_today_does_not_stay(
    make: Make, tmp_path: Path
) -> None:
    clips = make()
    clips.prepare([RUB])
    until(lambda: clips.ready(RUB))
    clips.prepare([RUB, PRESS], keep=False)
    until(lambda: clips.ready(PRESS))
    kept = clips.ready(RUB)
    clips.close()
    assert list((tmp_path / "cache" / "clips").iterdir()) == [kept]


def test_clips_of_other_voices_and_volumes_stay_beside_each_other_until_they_are_old(
    make: Make, tmp_path: Path
) -> None:
    folder = tmp_path / "cache" / "clips"
    for old in (make(name="other"), make(volume=0.5)):
        old.render_now(RUB)
    clips = make()
    clips.render_now(RUB)
    (folder / "mine.wav").touch()
    assert len(list(folder.iterdir())) == 4
    for path in folder.iterdir():
        if path != clips.ready(RUB):
            os.utime(path, (0, time.time() - 31 * 86_400))
    clips.prepare([PRESS])
    until(lambda: clips.ready(PRESS))
    assert set(folder.iterdir()) == {clips.ready(RUB), clips.ready(PRESS), folder / "mine.wav"}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("exit 3", "exit 3"),
        (HANG, "did not end"),
        ("true", "it did not write a WAV file"),
        ("echo rubbish > $1", "it did not write a WAV file"),
        ("head -c 60 ${0%/*}/../sound.wav > $1; truncate -s 30 $1", "it did not write a WAV file"),
        ("head -c 32000 ${0%/*}/../sound.wav > $1", "its file is cut short"),
        ("cp ${0%/*}/../stereo.wav $1", f"it did not write {KIND}"),
        ("cp ${0%/*}/../fast.wav $1", f"it did not write {KIND}"),
        ("cp ${0%/*}/../silent.wav $1", "it wrote silence"),
        ("cp ${0%/*}/../empty.wav $1", "it wrote silence"),
    ],
)
def test_a_program_that_fails_is_not_asked_again_and_leaves_a_sentence_and_no_file(
    make: Make,
    programs: Programs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    body: str,
    why: str,
) -> None:
    monkeypatch.setattr(clips_module, "_LIMIT", 0.5)
    (tmp_path / "silent.wav").write_bytes(wav_of(array("h", [0] * 99), 8000))
    (tmp_path / "fast.wav").write_bytes(wav_of(array("h", [9] * 99), 96_000))
    (tmp_path / "empty.wav").write_bytes(wav_of(array("h"), 8000))
    with wave.open(str(tmp_path / "stereo.wav"), "wb") as file:
        file.setparams((2, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\x01\x01" * 99)
    clips = make(body)
    clips.prepare([RUB, PRESS])
    until(lambda: clips.problem)
    sentence = f"tool could not turn words into sound: {why}."
    assert (clips.problem, clips.ready(RUB), clips.pace) == (sentence, None, None)
    clips.close()
    assert len(programs.lines("tool begins")) == 1
    assert list((tmp_path / "cache" / "clips").iterdir()) == []
    with pytest.raises(FootcoachError, match="To see what works: footcoach doctor"):
        make(body).render_now(RUB)


def test_any_bytes_are_a_clip_or_a_sentence_and_never_an_error(make: Make, tmp_path: Path) -> None:
    sound = bytearray((tmp_path / "sound.wav").read_bytes()[:200])
    clips = make("cp ${0%/*}/../broken.wav $1")
    for at in range(0, 44, 3):
        for value in (0, 255):
            broken = bytes(sound[:at]) + bytes([value]) + bytes(sound[at + 1 :])
            (tmp_path / "broken.wav").write_bytes(broken)
            with suppress(FootcoachError):
                clips.render_now(f"Words {at} {value}.")


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="has no such folders")
def test_where_nothing_can_be_kept_a_sentence_says_so(make: Make, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    clips = make()
    clips.prepare([RUB])
    until(lambda: clips.problem)
    assert clips.problem.startswith(f"Clips could not be kept in {tmp_path / 'cache' / 'clips'}: ")


def test_a_full_disk_leaves_no_half_clip(make: Make, tmp_path: Path, room_again: None) -> None:
    clips = make()
    clips.render_now(RUB)
    fill_disk(100)
    with pytest.raises(FootcoachError, match="could not"):
        clips.render_now(PRESS)
    fill_disk(-1)
    assert list((tmp_path / "cache" / "clips").iterdir()) == [clips.ready(RUB)]


def test_closing_ends_the_program_at_once(make: Make, programs: Programs) -> None:
    clips = make(HANG)
    clips.prepare([RUB])
    until(lambda: programs.heard("tool input"))
    clips.close()
    assert not runs(programs.pid("tool"))
    assert clips.problem == ""


def test_the_real_espeak_renders_at_the_chosen_rate(tmp_path: Path) -> None:
    if not shutil.which("espeak-ng"):
        lacking("espeak-ng")
    slow, fast = (
        Clips(find_engines(Settings(rate=rate), "linux")[0], tmp_path) for rate in (0.5, 1.5)
    )
    for clips in (slow, fast):
        clips.render_now(RUB)
        clips.render_now(PRESS)
    assert slow.pace is not None
    assert fast.pace is not None
    assert 1.5 < slow.pace < 2.5
    assert 0.4 < fast.pace < 0.8
