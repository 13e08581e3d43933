"""The sound file: each sound at its moment, as long as planned; or one sentence why not."""

import os
import subprocess
import wave
from array import array
from contextlib import suppress
from pathlib import Path
from shutil import which

import pytest

from footcoach.core.cues import Tone
from footcoach.core.errors import FootcoachError, StorageError, UsageError
from footcoach.core.soundtrack import Chapter, Heard, Soundtrack
from footcoach.system.audio_file import require_writable, write_audio
from footcoach.system.engines import wav_of
from programs import Programs

RATE = 8000
TRACK = Soundtrack(
    heard=(Heard(0.5, "one"), Heard(2.0, "two", Tone.END), Heard(4.0, "", Tone.TICK)),
    chapters=(Chapter(0.0, "First (left foot)"), Chapter(2.0, "Second")),
    seconds=5.25,
    title="Foot massage: Sample",
)
# How long the tone before "two" is.
TONE = 0.62


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Write a clip of half a second."""
    path = tmp_path / "clip.wav"
    path.write_bytes(wav_of(array("h", [1000]) * (RATE // 2), RATE))
    return path


def written(path: Path, clip: Path) -> Path:
    write_audio(path, path.suffix, TRACK, lambda _: clip, lambda: None)
    return path


def test_each_sound_is_at_its_moment_and_words_wait_for_the_tone_before_them(
    tmp_path: Path, clip: Path
) -> None:
    with wave.open(str(written(tmp_path / "all.wav", clip))) as file:
        assert file.getparams()[:3] == (1, 2, RATE)
        samples = array("h", file.readframes(file.getnframes()))
    assert len(samples) == 5.25 * RATE

    def loud(start: float, end: float) -> set[bool]:
        return {abs(each) > 0 for each in samples[round(start * RATE) : round(end * RATE)]}

    def words(start: float) -> None:
        end = start + 0.5
        assert set(samples[round(start * RATE) : round(end * RATE)]) == {1000}

    assert loud(0, 0.5) == {False}
    words(0.5)
    assert loud(1.0, 2.0) == {False}
    assert True in loud(2.0, 2.0 + TONE)
    words(2.0 + TONE)
    assert loud(2.5 + TONE, 4.0) == {False}
    assert True in loud(4.0, 4.06)
    assert loud(4.07, 5.25) == {False}


def test_a_wav_file_carries_its_title_and_that_another_day_needs_other_answers(
    tmp_path: Path, clip: Path
) -> None:
    data = written(tmp_path / "all.wav", clip).read_bytes()
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    _, _, info = data.partition(b"INFO")
    assert info.startswith(b"INAM\x15\x00\x00\x00Foot massage: Sample\x00\x00ICMT")
    assert info.rstrip(b"\x00").endswith(b"answer the questions again.")


def test_ffmpeg_gets_the_sound_and_a_chapter_for_each_part(
    tmp_path: Path, clip: Path, programs: Programs
) -> None:
    # Its arguments: the tags are the second input, the file comes last.
    programs.add(
        "ffmpeg",
        "for last; do case $last in */sound.wav) sound=$last;; */tags) tags=$last;; esac; done\n"
        f'cp "$tags" {tmp_path}/tags; cp "$sound" "${{last#file:}}"',
    )
    sound = written(tmp_path / "all.m4b", clip).read_bytes()
    assert sound == written(tmp_path / "all.wav", clip).read_bytes()
    assert (tmp_path / "tags").read_text(encoding="utf-8").splitlines() == [
        ";FFMETADATA1",
        "title=Foot massage: Sample",
        "artist=footcoach",
        "comment=On another day, or for anyone else, answer the questions again.",
        *("[CHAPTER]", "TIMEBASE=1/1000", "START=0", "END=2000", "title=First (left foot)"),
        *("[CHAPTER]", "TIMEBASE=1/1000", "START=2000", "END=5250", "title=Second"),
    ]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("echo 'No space left on device' >&2; exit 1", "No space left on device."),
        ("exit 3", "exit 3."),
        ("kill -9 $$", "signal 9."),
    ],
    ids=["disk full", "unknown", "killed"],
)
def test_why_ffmpeg_failed_is_one_sentence(
    tmp_path: Path, clip: Path, programs: Programs, body: str, why: str
) -> None:
    programs.add("ffmpeg", body)
    with pytest.raises(StorageError) as raised:
        written(tmp_path / "all.mp3", clip)
    assert str(raised.value) == f"ffmpeg could not write the recording: {why}"


# After Ctrl-C, `subprocess` waits only a quarter of a second for a program that it has killed.
@pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")
def test_ctrl_c_ends_ffmpeg_before_it_has_finished(
    tmp_path: Path, clip: Path, programs: Programs
) -> None:
    programs.add("ffmpeg", "sleep 0.5; kill -INT $PPID; exec sleep 20")
    with pytest.raises(KeyboardInterrupt):
        written(tmp_path / "all.mp3", clip)
    with suppress(ChildProcessError):  # it has ended and been cleaned up
        _, status = os.waitpid(programs.pid("ffmpeg"), 0)
        assert os.WIFSIGNALED(status)


def test_what_is_in_the_way_is_told_before_anything_is_asked(
    tmp_path: Path, programs: Programs
) -> None:
    require_writable(tmp_path / "a.WAV", "")
    for name in ("a", "a.txt", "-", "a.wav.zip"):
        with pytest.raises(UsageError, match=r"\.wav, \.flac, \.m4a, .*, \.opus\."):
            require_writable(tmp_path / name, "")
    with pytest.raises(FootcoachError, match=r"needs ffmpeg.*\(get it\).*\.wav needs nothing"):
        require_writable(tmp_path / "a.opus", "get it")


@pytest.mark.parametrize("kind", ["flac", "m4a", "m4b", "mp3", "opus"])
def test_ffmpeg_itself_writes_all_chapters_and_the_whole_length(
    tmp_path: Path, clip: Path, kind: str
) -> None:
    if not (which("ffmpeg") and which("ffprobe")):
        pytest.skip("ffmpeg is not installed")  # in CI too: it is big
    path = written(tmp_path / f"all.{kind}", clip)
    probe = ["ffprobe", "-loglevel", "error", "-of", "csv=p=0", str(path), "-show_entries"]

    def entries(what: str) -> list[str]:
        return subprocess.run(
            [*probe, what], capture_output=True, text=True, check=True
        ).stdout.splitlines()

    (length,) = entries("format=duration")
    assert float(length) == pytest.approx(5.25, abs=0.05)
    chapters = [each.split(",") for each in entries("chapter=start_time:chapter_tags=title")]
    assert [title.strip('"') for _, title in chapters] == ["First (left foot)", "Second"]
    assert [float(at) for at, _ in chapters] == pytest.approx([0.0, 2.0], abs=0.05)
