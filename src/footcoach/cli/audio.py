"""What the coach speaks and sounds with: options and settings decide, and what is found here."""

from typing import Protocol

from footcoach.app.interface import Hearing, Speaker
from footcoach.core.cues import Cue
from footcoach.storage.settings import Settings, load_state, save_state


class Audio(Speaker, Protocol):
    """A speaker to be closed at the end, which then can tell what failed."""

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence for each thing that failed."""
        ...

    def close(self) -> None:
        """Cut off what is being said, and clean up."""
        ...


class Silence:
    """Says and sounds nothing."""

    problems: tuple[str, ...] = ()

    def cue(self, cue: Cue) -> None:
        """Do nothing."""

    def stop_speaking(self) -> None:
        """Do nothing."""

    def finish(self, seconds: float) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class Listening:
    """Finds voice and sound when they are first asked for, and closes them at the end."""

    def __init__(self, settings: Settings, *, voice: bool | None, sound: bool | None) -> None:
        """Take an option that was not given as None; then the setting holds."""
        given = voice is not None or sound is not None
        self._was_muted = load_state().muted and not given
        self._speaks = settings.voice if voice is None else voice
        self._sounds = settings.sound if sound is None else sound
        self._volume = settings.volume
        self._audio: Audio = Silence()

    def listen(self) -> Hearing:
        """Find what to speak and sound with."""
        if not self._speaks and not self._sounds:
            return Hearing(self._audio, "Voice and sound are off.", muted=False)
        from footcoach.system.voice import make_voice

        self._audio = voice = make_voice(
            speak=self._speaks, tones=self._sounds, volume=self._volume
        )
        return Hearing(self._audio, voice.words, self._was_muted, flash=voice.needs_flash)

    def remember(self, *, muted: bool) -> None:
        """Note for the next time whether the person muted; raises StorageError."""
        if muted is not self._was_muted:
            save_state(load_state().model_copy(update={"muted": muted}))

    def close(self, *, finish: bool) -> tuple[str, ...]:
        """Let the last words be said if so wished, clean up, and return what failed."""
        if finish:
            self._audio.finish(LAST_WORDS)
        self._audio.close()
        return self._audio.problems


LAST_WORDS = 40.0
"""Seconds that the last words may take; after them the shell's prompt returns. The advice after
danger signs takes 18 with espeak-ng, and slower voices must not be cut off either."""
