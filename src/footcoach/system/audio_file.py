"""Writing a recording: as a WAV file or, through ffmpeg, as a smaller file with chapters."""

import io
import struct
import subprocess
import wave
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from footcoach.core.errors import FootcoachError, StorageError, UsageError
from footcoach.core.soundtrack import ANOTHER_DAY, Soundtrack
from footcoach.core.text import visible
from footcoach.system.engines import samples_of
from footcoach.system.programs import find_program, how_it_ended

WAV = ".wav"

# ffmpeg's options for each file extension. Speech needs few bits and little care: without those
# that save time, encoding takes five times as long.
_MP4 = ("-c:a", "aac", "-aac_coder", "fast", "-b:a", "64k", "-f", "ipod")
_ENCODINGS = {
    ".flac": ("-c:a", "flac", "-f", "flac"),
    ".m4a": _MP4,
    ".m4b": _MP4,
    # At this rate, MP3 adds the least to the length: 40 ms.
    ".mp3": ("-c:a", "libmp3lame", "-ar", "44100", "-b:a", "64k", "-f", "mp3"),
    ".opus": ("-c:a", "libopus", "-compression_level", "5", "-b:a", "32k", "-f", "opus"),
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


def write_audio(
    file: Path, kind: str, track: Soundtrack, find_clip: FindClip, advance: Callable[[], object]
) -> None:
    """Write the recording to a file, in the format for the extension `kind`.

    `advance` is called after each sound. Raises FootcoachError and OSError.
    """
    if kind == WAV:
        _write_wav(file, track, find_clip, advance)
        return
    with TemporaryDirectory(prefix="footcoach-") as folder:
        sound, tags = Path(folder, "sound.wav"), Path(folder, "tags")
        _write_wav(sound, track, find_clip, advance)
        tags.write_text(_tags(track, kind), encoding="utf-8")
        command = [find_program("ffmpeg") or "ffmpeg", "-loglevel", "error", "-y"]
        command += ["-i", f"{sound}", "-i", f"{tags}", "-map_metadata", "1"]
        # ffmpeg runs in its own process session, so Ctrl-C reaches only us; we then kill ffmpeg.
        ended = subprocess.run(  # noqa: S603  an argument list, no shell
            [*command, *_ENCODINGS[kind], f"file:{file}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            start_new_session=True,
            check=False,
        )
    if ended.returncode:
        *_, last = ["", *ended.stderr.decode(errors="replace").splitlines()]
        why = visible(last) or how_it_ended(ended.returncode)
        raise StorageError(f"ffmpeg could not write the recording: {why}.")


def _write_wav(
    file: Path, track: Soundtrack, find_clip: FindClip, advance: Callable[[], object]
) -> None:
    """Write one sound at a time, because a session is too long to hold in memory.

    Words wait for the tone before them, as in a session.
    """
    with wave.open(str(find_clip(track.words[0]))) as first:
        rate = first.getframerate()
    with wave.open(str(file), "wb") as out:
        out.setparams((1, _WIDTH, rate, 0, "NONE", ""))

        def wait_until(seconds: float) -> None:
            silence = max(0, round(seconds * rate) - out.tell())
            out.writeframesraw(bytes(silence * _WIDTH))

        for heard in track.heard:
            wait_until(heard.at)
            if heard.tone:
                out.writeframesraw(samples_of(heard.tone, 1.0, rate).tobytes())
            if heard.words:
                with wave.open(str(find_clip(heard.words))) as clip:
                    out.writeframesraw(clip.readframes(clip.getnframes()))
            advance()
        wait_until(track.seconds)
    tags = {b"INAM": track.title, b"ICMT": ANOTHER_DAY}
    info = b"".join(_chunk(name, text.encode() + b"\0") for name, text in tags.items())
    with file.open("r+b") as whole:
        whole.seek(0, io.SEEK_END)
        whole.write(_chunk(b"LIST", b"INFO" + info))
        length = whole.tell() - 8
        whole.seek(4)
        whole.write(struct.pack("<I", length))


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def _tags(track: Soundtrack, kind: str) -> str:
    """Return tags and chapters in the form that ffmpeg reads."""
    tags = {"title": track.title, "artist": "footcoach", "comment": ANOTHER_DAY}
    ends = [*(chapter.at for chapter in track.chapters[1:]), track.seconds]
    lines = []
    for number, ((at, title), end) in enumerate(zip(track.chapters, ends, strict=True)):
        # FLAC has no chapters of its own, but players read the ones in such tags.
        if kind == ".flac":
            hours, rest = divmod(at, 3600)
            tags[f"CHAPTER{number:03}"] = f"{hours:02.0f}:{rest // 60:02.0f}:{rest % 60:06.3f}"
            tags[f"CHAPTER{number:03}NAME"] = title
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={at * 1000:.0f}", f"END={end * 1000:.0f}"]
        lines += [f"title={title}"]
    said = [f"{name}={text}" for name, text in tags.items()]
    return "\n".join([";FFMETADATA1", *said, *lines, ""])
