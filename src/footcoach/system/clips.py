"""Clips: sound files of what will be said, rendered beforehand so that they start at once."""

import hashlib
import os
import tempfile
import threading
import time
import wave
from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from footcoach.core.errors import FootcoachError
from footcoach.core.schedule import SLOWEST
from footcoach.core.script import spoken_seconds
from footcoach.system.engines import Engine, fill, spoken, wav_of
from footcoach.system.programs import Runner

# The names of clips. In its folder, the program may erase files with such names, and no others.
PATTERN = "clip-*.wav"

# Seconds after which rendering counts as hung: a neural voice on an old computer takes 8 to start
# (candela issue 569), and then takes half as long to render words as to speak them.
_LIMIT = 30.0

# The longest clip, in samples: five minutes at 48,000 a second.
_MOST = 300 * 48_000
_RATES = range(8_000, 48_001)

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
        self._voice = f"clip-{_digest(*engine.render or (), str(volume))}-"
        self._seconds: dict[str, float] = {}
        self._kept: set[str] = set()
        # The two threads share the list of texts to render; this condition guards it.
        self._changed = threading.Condition()
        self._waiting: list[str] = []
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def prepare(self, texts: Iterable[str], *, keep: bool = True) -> None:
        """Render these texts in the background, in order, instead of any still waiting.

        Without `keep`, `close` erases them: for texts that reveal something about the person today.
        """
        wanted = [words for words in dict.fromkeys(map(spoken, texts)) if words]
        with self._changed:
            self._kept |= set(wanted) if keep else set()
            self._waiting = [words for words in wanted if words not in self._seconds]
            self._changed.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="clips", daemon=True)
                self._thread.start()

    def ready(self, text: str) -> Path | None:
        """Return the clip of a text, if it has been rendered."""
        words = spoken(text)
        path = self._path(words)
        return path if words in self._seconds and path.exists() else None

    def seconds(self, text: str) -> float | None:
        """Return how long the clip of a text is, if it has been rendered."""
        return self._seconds.get(spoken(text))

    @property
    def pace(self) -> float | None:
        """How long this voice takes, as a multiple of the estimate; None before the first clip."""
        measured = dict(self._seconds)
        estimate = sum(map(spoken_seconds, measured))
        return min(sum(measured.values()) / estimate, SLOWEST) if estimate else None

    def render_all(self, texts: Sequence[str], done: Callable[[int], object]) -> None:
        """Render all texts now, telling `done` how many are ready; raises FootcoachError."""
        for count, words in enumerate(map(spoken, texts), 1):
            self._kept.add(words)
            if words and not self._render(words):
                raise FootcoachError(f"{self.problem} To see what works: footcoach doctor.")
            done(count)

    def close(self) -> None:
        """Stop rendering, and erase what was not to be kept; can be called twice."""
        with self._changed:
            self._closed.set()
            self._changed.notify()
        if self._thread:
            self._thread.join()
        for words in self._seconds.keys() - self._kept:
            with suppress(OSError):
                self._path(words).unlink(missing_ok=True)

    def _path(self, words: str) -> Path:
        return self._folder / f"{self._voice}{_digest(words)}.wav"

    def _work(self) -> None:
        """Render whatever is waiting, until closed or until rendering fails."""
        self._tidy()
        while not self.problem:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed.is_set())
                if self._closed.is_set():
                    return
                words = self._waiting.pop(0)
            self._render(words)

    def _tidy(self) -> None:
        """Erase the clips of other voices, and old ones."""
        with suppress(OSError):
            for path in self._folder.glob(PATTERN):
                old = time.time() - path.stat().st_mtime > _OLD
                if old or not path.name.startswith(self._voice):
                    path.unlink(missing_ok=True)

    def _render(self, words: str) -> bool:
        """Render one clip, unless it exists. If that fails, `problem` says why."""
        path = self._path(words)
        try:
            try:
                samples, rate = _read(path)
            except (OSError, ValueError):
                samples, rate = self._make(words, path)
            self._seconds[words] = len(samples) / rate
        except ValueError as error:
            why = f"{self.name} could not turn words into sound: {error}."
        except OSError as error:
            why = f"Clips could not be kept in {self._folder}: {error.strerror}."
        else:
            return True
        if not self._closed.is_set():
            self.problem = self.problem or why
        return False

    def _make(self, words: str, path: Path) -> tuple["array[int]", int]:
        """Run the program, and save what it wrote as `path`; raises ValueError or OSError."""
        for folder in (*reversed(self._folder.parents), self._folder):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(".wav", self._voice, self._folder)
        os.close(handle)
        scratch = Path(name)
        try:
            command, text = fill(self._engine.render or (), words, name)
            runner = Runner()
            runner.start(command, text, seconds=_LIMIT)
            while runner.busy():
                if self._closed.wait(_GLANCE):
                    runner.stop()
            if runner.failure:
                raise ValueError(runner.failure)
            samples, rate = _read(scratch)
            if self._volume != 1:
                samples = array("h", (round(each * self._volume) for each in samples))
            scratch.write_bytes(wav_of(samples, rate))
            scratch.chmod(0o600)
            scratch.replace(path)
        finally:
            scratch.unlink(missing_ok=True)
        return samples, rate


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode(errors="surrogateescape")).hexdigest()[:16]


def _read(path: Path) -> tuple["array[int]", int]:
    """Return the samples of a clip and how many there are in a second.

    Raises ValueError if this is no clip, and OSError.
    """
    try:
        with wave.open(str(path)) as file:
            rate = file.getframerate()
            if (file.getnchannels(), file.getsampwidth()) != (1, 2) or rate not in _RATES:
                raise ValueError("it did not write 16-bit sound in one channel, at 8 to 48 kHz")
            data = file.readframes(min(file.getnframes(), _MOST))
    # For some damaged files, `wave` has no error of its own.
    except (wave.Error, EOFError, RuntimeError) as error:
        raise ValueError("it did not write a WAV file") from error
    # A program that was cut off can leave half a sample.
    samples = array("h", data[: len(data) // 2 * 2])
    if not any(samples):
        raise ValueError("it wrote silence")
    return samples, rate
