"""Words as sound files. A stand-in, with the interface of the branch `voice`, for espeak-ng only."""

import hashlib
import subprocess
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

from footcoach.core.errors import FootcoachError
from footcoach.system.engines import Engine, spoken


class Clips:
    """Renders texts as WAV files in a folder."""

    def __init__(self, engine: Engine, folder: Path, *, volume: float = 1.0) -> None:
        """Render with this speech program."""
        self._engine, self._folder, self._volume = engine, folder, volume

    def ready(self, text: str) -> Path | None:
        """Return the clip of a text, if there is one."""
        path = self._folder / f"{hashlib.sha256(text.encode()).hexdigest()}.wav"
        return path if path.exists() else None

    def seconds(self, text: str) -> float | None:
        """Return how long the clip of a text lasts, if there is one."""
        if (path := self.ready(text)) is None:
            return None
        with wave.open(str(path)) as file:
            return file.getnframes() / file.getframerate()

    def render_all(self, texts: Sequence[str], done: Callable[[int], object]) -> None:
        """Render all the texts, saying how many are done; raises FootcoachError."""
        for count, text in enumerate(texts, 1):
            path = self._folder / f"{hashlib.sha256(text.encode()).hexdigest()}.wav"
            command, words = self._engine.command(spoken(text), self._volume)
            result = subprocess.run(  # noqa: S603
                [*command, "-w", str(path)], input=words.encode(), check=False
            )
            if result.returncode or not path.exists():
                raise FootcoachError(f"{self._engine.name} failed (exit {result.returncode}).")
            done(count)

    def close(self) -> None:
        """Stop."""
