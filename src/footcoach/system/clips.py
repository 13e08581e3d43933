"""Clips: sound files of what will be said, rendered beforehand so that they start at once."""

import hashlib
import os
import tempfile
import threading
import time
import wave
from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory

from footcoach.core.cues import TEST_SOUND
from footcoach.core.errors import FootcoachError
from footcoach.core.schedule import SLOWEST
from footcoach.core.script import spoken_seconds
from footcoach.system.engines import Engine, fill, spoken
from footcoach.system.programs import Runner

# The names of clips. In its folder, the program may erase files with such names, and no others.
PATTERN = "clip-*.wav"

# Seconds after which rendering counts as hung: a neural voice on an old computer takes 8 to start
# (candela issue 569), and then takes half as long to render words as to speak them.
_LIMIT = 30.0

_RATES = range(8_000, 48_001)

# The bytes before the samples in the shortest WAV file.
_HEADER = 44

# How many samples to read at a time: reading a long clip whole would take a megabyte of memory.
_BLOCK = 16_384

# Seconds between checks on the rendering program.
_GLANCE = 0.01

# Seconds after which an unused clip is erased: 30 days.
_OLD = 30 * 86_400


class Clips:
    """The clips of one voice, in a folder that only this user can open."""

    def __init__(self, engine: Engine, folder: Path, *, volume: float = 1.0) -> None:
        """Use an engine that can render; nothing is rendered or written until asked for."""
        self.name = engine.name
        # What has failed, in a sentence; empty while all goes well.
        self.problem = ""
        self._engine, self._folder, self._volume = engine, folder, volume
        self._seconds: dict[str, float] = {}
        self._kept: set[str] = set()
        # Lists of texts to render; each list replaces the one before it.
        self._orders: SimpleQueue[list[str]] = SimpleQueue()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def prepare(self, texts: Iterable[str], *, keep: bool = True) -> None:
        """Render these texts in the background, in order, replacing any still waiting.

        Without `keep`, `close` erases them: for texts that reveal something about the person.
        """
        wanted = [words for words in dict.fromkeys(map(spoken, texts)) if words]
        self._kept |= set(wanted) if keep else set()
        self._orders.put(wanted)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="clips", daemon=True)
            self._thread.start()

    def ready(self, text: str) -> Path | None:
        """Return the clip of a text, if it has been rendered."""
        words = spoken(text)
        return self._path(words) if words in self._seconds else None

    def seconds(self, text: str) -> float | None:
        """Return how long the clip of a text is, if it has been rendered."""
        return self._seconds.get(spoken(text))

    @property
    def pace(self) -> float | None:
        """How long this voice takes, as a multiple of the estimate; None before the first clip."""
        measured = dict(self._seconds)
        estimate = sum(map(spoken_seconds, measured))
        return min(sum(measured.values()) / estimate, SLOWEST) if estimate else None

    def render_now(self, text: str) -> None:
        """Render a text at once; raises FootcoachError."""
        words = spoken(text)
        if words and not self._render(words):
            raise FootcoachError(f"{self.problem} To see what works: footcoach doctor.")

    def close(self) -> None:
        """Stop rendering, and erase what was not to be kept; can be called twice."""
        self._closed.set()
        self._orders.put([])
        if self._thread:
            self._thread.join()
        for words in self._seconds.keys() - self._kept:
            with suppress(OSError):
                self._path(words).unlink(missing_ok=True)

    def _path(self, words: str) -> Path:
        voice = (*(self._engine.render or ()), str(self._volume))
        all_of_it = "\0".join((*voice, words)).encode(errors="surrogateescape")
        return self._folder / f"clip-{hashlib.sha256(all_of_it).hexdigest()[:32]}.wav"

    def _work(self) -> None:
        """Render whatever is waiting, until closed or until rendering fails."""
        self._tidy()
        waiting: list[str] = []
        while not (self.problem or self._closed.is_set()):
            with suppress(Empty):
                waiting = self._orders.get(block=not waiting)
            if waiting:
                self._render(waiting.pop(0))

    def _tidy(self) -> None:
        """Erase old clips, whichever voice made them."""
        with suppress(OSError):
            for path in self._folder.glob(PATTERN):
                if time.time() - path.stat().st_mtime > _OLD:
                    path.unlink(missing_ok=True)

    def _render(self, words: str) -> bool:
        """Render one clip, unless it exists. If that fails, `problem` says why."""
        path = self._path(words)
        try:
            try:
                self._seconds[words] = _length(path)
            # The clip is missing, or the computer crashed before it was fully written.
            except (OSError, ValueError):
                self._make(words, path)
                self._seconds[words] = _length(path)
        except ValueError as error:
            why = f"{self.name} could not turn words into sound: {error}."
        except OSError as error:
            why = f"Clips could not be kept in {self._folder}: {error.strerror}."
        else:
            return True
        if not self._closed.is_set():
            self.problem = self.problem or why
        return False

    def _make(self, words: str, path: Path) -> None:
        """Run the program, and save what it wrote as `path`; raises ValueError or OSError."""
        for folder in (*reversed(self._folder.parents), self._folder):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(".wav", "clip-", self._folder)
        os.close(handle)
        scratch, half = Path(name), Path(f"{name}.wav")
        try:
            command, text = fill(self._engine.render or (), words, name)
            runner = Runner()
            runner.start(command, text, seconds=_LIMIT)
            while runner.busy():
                if self._closed.wait(_GLANCE):
                    runner.stop()
            if runner.failure:
                raise ValueError(runner.failure)
            _copy(scratch, half, self._volume)
            half.chmod(0o600)
            half.replace(path)
        finally:
            scratch.unlink(missing_ok=True)
            half.unlink(missing_ok=True)


def rendering_problem(engine: Engine) -> str:
    """Have an engine say something to a file; return what went wrong, or "" if nothing did."""
    with TemporaryDirectory() as folder, closing(Clips(engine, Path(folder))) as clips:
        with suppress(FootcoachError):  # it is the problem
            clips.render_now(TEST_SOUND.say)
        return clips.problem


@contextmanager
def _opened(path: Path) -> Iterator[wave.Wave_read]:
    """Open a clip for reading; raises OSError, and ValueError if the file is not a clip."""
    try:
        with wave.open(str(path)) as clip:
            kind = (clip.getnchannels(), clip.getsampwidth())
            if kind != (1, 2) or clip.getframerate() not in _RATES:
                raise ValueError("it did not write 16-bit sound in one channel, at 8 to 48 kHz")
            if path.stat().st_size < _HEADER + 2 * clip.getnframes():
                raise ValueError("its file is cut short")
            yield clip
    # For some damaged files, `wave` has no error of its own.
    except (wave.Error, EOFError, RuntimeError) as error:
        raise ValueError("it did not write a WAV file") from error


def _length(path: Path) -> float:
    """Return how many seconds a clip lasts."""
    with _opened(path) as clip:
        return clip.getnframes() / clip.getframerate()


def _copy(source: Path, target: Path, volume: float) -> None:
    """Copy a clip at `volume`. Raises OSError, or ValueError if it is not a clip or is silent."""
    heard = False
    with _opened(source) as clip, wave.open(str(target), "wb") as out:
        out.setparams((1, 2, clip.getframerate(), 0, "NONE", ""))
        while data := clip.readframes(_BLOCK):
            samples = array("h", data)
            heard = heard or any(samples)
            scaled = samples if volume == 1 else (round(each * volume) for each in samples)
            out.writeframes(array("h", scaled).tobytes())
    if not heard:
        raise ValueError("it wrote silence")
