"""Writing a recording: as a WAV file or, through ffmpeg, as a smaller file with chapters."""

import io
import os
import re
import struct
import subprocess
import sys
import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from footcoach.core.errors import FootcoachError, StorageError, UsageError
from footcoach.core.soundtrack import Soundtrack
from footcoach.core.text import visible
from footcoach.system.engines import samples_of
from footcoach.system.programs import find_program, how_it_ended

WAV = ".wav"

# ffmpeg's options for each file extension. Speech needs few bits and little care: without those
# that save time, encoding takes five times as long.
_MP4 = ("-c:a", "aac", "-aac_coder", "fast", "-b:a", "64k", "-f", "ipod")
_OPUS = ("-c:a", "libopus", "-compression_level", "5", "-b:a", "32k", "-f")
_ENCODINGS = {
    ".flac": ("-c:a", "flac", "-f", "flac"),
    ".m4a": _MP4,
    ".m4b": _MP4,
    # At this rate, MP3 adds the least to the length: 40 ms.
    ".mp3": ("-c:a", "libmp3lame", "-ar", "44100", "-b:a", "64k", "-f", "mp3"),
    ".ogg": (*_OPUS, "ogg"),
    ".opus": (*_OPUS, "opus"),
}

_WIDTH = 2  # bytes in a sample

# Returns the path of the clip in which some words are spoken.
FindClip = Callable[[str], Path]


def require_writable(path: Path, install: str) -> None:
    """Raise FootcoachError unless a file with this name can be written by the programs here.

    `install` says how to get ffmpeg, if that is what is missing.
    """
    kind = path.suffix.casefold()
    if kind != WAV and kind not in _ENCODINGS:
        known = ", ".join([WAV, *_ENCODINGS])
        raise UsageError(f"'{visible(str(path))}' must end in one of: {known}.")
    if kind != WAV and not find_program("ffmpeg"):
        raise FootcoachError(
            f"A file ending in {kind} needs ffmpeg, which was not found ({install}). "
            "A file ending in .wav needs nothing else."
        )
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113
        raise StorageError(f"{path} is not a regular file.")


def write_audio(
    file: Path, kind: str, track: Soundtrack, find_clip: FindClip, done: Callable[[int], object]
) -> None:
    """Write the recording to a file, in the format for the extension `kind`.

    `done` is called with the number of sounds written. Raises FootcoachError and OSError.
    """
    with wave.open(str(find_clip(track.words[0]))) as first:
        rate = first.getframerate()
    sounds = _sounds(track, find_clip, rate, done)
    if kind == WAV:
        _write_wav(file, track, sounds, rate)
    else:
        _encode(file, kind, track, sounds, rate)


def _sounds(
    track: Soundtrack, find_clip: FindClip, rate: int, done: Callable[[int], object]
) -> Iterator[bytes]:
    """Yield the sound piece by piece, because a session is too long to hold in memory.

    Words wait for the tone before them, as in a session.
    """
    position = 0
    for count, heard in enumerate(track.heard):
        done(count)
        silence = max(0, round(heard.at * rate) - position)
        sound = samples_of(heard.tone, 1.0, rate) if heard.tone else array("h")
        if heard.words:
            sound += _read_clip(find_clip(heard.words), rate)
        yield bytes(silence * _WIDTH) + sound.tobytes()
        position += silence + len(sound)
    yield bytes(max(0, round(track.seconds * rate) - position) * _WIDTH)
    done(len(track.heard))


def _read_clip(path: Path, rate: int) -> "array[int]":
    with wave.open(str(path)) as clip:
        if clip.getframerate() != rate:
            raise FootcoachError("The speech program changed its sample rate on the way.")
        return array("h", clip.readframes(clip.getnframes()))


def _write_wav(file: Path, track: Soundtrack, sounds: Iterator[bytes], rate: int) -> None:
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(_WIDTH)
        out.setframerate(rate)
        for sound in sounds:
            out.writeframes(sound)
    tags = {b"INAM": track.title, b"ICRD": f"{track.day}", b"ICMT": track.comment}
    info = b"".join(_chunk(name, text.encode() + b"\0") for name, text in tags.items())
    with file.open("r+b") as out:
        out.seek(0, io.SEEK_END)
        out.write(_chunk(b"LIST", b"INFO" + info))
        length = out.tell() - 8
        out.seek(4)
        out.write(struct.pack("<I", length))


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def _encode(file: Path, kind: str, track: Soundtrack, sounds: Iterator[bytes], rate: int) -> None:
    """Pass the sound through ffmpeg, which ends on its own if we stop sending any."""
    samples = ("-f", f"s16{sys.byteorder[0]}e", "-ar", f"{rate}", "-ac", "1", "-i", "pipe:0")
    with TemporaryDirectory(prefix="footcoach-") as folder:
        tags, errors = Path(folder, "tags"), Path(folder, "errors")
        tags.write_text(_tags(track, kind), encoding="utf-8")
        command = [find_program("ffmpeg") or "ffmpeg", "-loglevel", "error", "-y", *samples]
        command += ["-i", f"{tags}", "-map_metadata", "1", *_ENCODINGS[kind], f"file:{file}"]
        pipe, null, took_all = subprocess.PIPE, subprocess.DEVNULL, False
        # In a session of its own, so that Ctrl-C reaches only us: we then kill it and clean up.
        with (
            errors.open("wb") as log,
            subprocess.Popen(  # noqa: S603  a list, by full path, without a shell
                command, stdin=pipe, stdout=null, stderr=log, start_new_session=True
            ) as ffmpeg,
        ):
            try:
                for sound in sounds:
                    if ffmpeg.stdin:  # as there always is
                        ffmpeg.stdin.write(sound)
                ffmpeg.communicate()
                took_all = True
            except BrokenPipeError:
                ffmpeg.wait()
            except BaseException:
                ffmpeg.kill()
                raise
        if ffmpeg.returncode or not took_all or not file.stat().st_size:
            *_, last = ["", *errors.read_text(encoding="utf-8", errors="replace").splitlines()]
            code = ffmpeg.returncode
            why = visible(last) or (how_it_ended(code) if code else "it ended too early")
            raise StorageError(f"ffmpeg could not write the recording: {why}.")


def _tags(track: Soundtrack, kind: str) -> str:
    """Return tags and chapters in the form that ffmpeg reads."""
    tags = {"title": track.title, "artist": "footcoach", "date": f"{track.day}"}
    tags["comment"] = track.comment
    ends = [*(chapter.at for chapter in track.chapters[1:]), track.seconds]
    lines = []
    for number, ((at, title), end) in enumerate(zip(track.chapters, ends, strict=True)):
        # FLAC has no chapters of its own, but players read the ones in such tags.
        if kind == ".flac":
            hours, rest = divmod(at, 3600)
            tags[f"CHAPTER{number:03}"] = f"{hours:02.0f}:{rest // 60:02.0f}:{rest % 60:06.3f}"
            tags[f"CHAPTER{number:03}NAME"] = title
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={at * 1000:.0f}", f"END={end * 1000:.0f}"]
        lines += [f"title={_escaped(title)}"]
    said = [f"{name}={_escaped(text)}" for name, text in tags.items()]
    return "\n".join([";FFMETADATA1", *said, *lines, ""])


def _escaped(text: str) -> str:
    return re.sub(r"([=;#\\\n])", r"\\\1", text)
