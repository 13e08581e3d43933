"""Playing and speaking cues while the session goes on."""

import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from footcoach.core.cues import Cue, Tone
from footcoach.core.settings import Settings
from footcoach.system.clips import Clips
from footcoach.system.engines import (
    Engine,
    fill,
    find_engines,
    find_player,
    spoken,
    wav,
)
from footcoach.system.programs import Runner

# Seconds between checks on the running programs; nothing is checked while none are running.
_GLANCE = 0.02

# Seconds after which a player counts as hung: the longest tone, plus a sound card's wake-up time.
_TONE_LIMIT = 3.0

# Seconds allowed for a program to start speaking, and its slowest pace in words a second. Beyond
# that, it counts as hung. The limit doubles once it has spoken, so that advice is not cut short.
_TO_START = 5.0
_PACE = 1.5

# Seconds that spd-say's cancel may take, and how long afterwards its service drops anything new
# (about 0.1 s in 0.11.4).
_TO_CANCEL = 1.0
_TO_SETTLE = 0.3

_TO_CLOSE = 2.0


def make_voice(
    settings: Settings,
    *,
    speak: bool,
    tones: bool,
    muted: bool = False,
    screen: TextIO | None = None,
    folder: Path | None = None,
) -> "Voice":
    """Return a voice for speech, tones or both, using the programs found on this machine.

    Clips are kept in `folder`. The bell rings on `screen`, by default standard output.
    """
    silent = "Tones only." if tones else "Voice and sound are off."
    if speak:
        silent = "No speech program was found (see footcoach doctor): watch the screen."
    engines, player, clips = find_engines(settings) if speak else [], find_player(), None
    if folder and player and settings.volume and engines and engines[0].render:
        clips = Clips(engines[0], folder, volume=settings.volume)
    return Voice(
        engines,
        player,
        clips,
        tones=tones,
        screen=screen,
        volume=settings.volume,
        rate=settings.rate,
        muted=muted,
        silent=silent,
    )


class Voice:
    """Plays and speaks cues without making the caller wait, and never raises.

    New words cut off earlier words; a new tone plays over them. Words wait for the tones before
    them, since a Bluetooth speaker can swallow the start of a sound. A separate thread starts,
    watches and kills all programs; only the bell is rung from the caller's thread.
    """

    def __init__(
        self,
        engines: Sequence[Engine],
        player: Engine | None,
        clips: Clips | None = None,
        *,
        tones: bool = True,
        screen: TextIO | None = None,
        volume: float = 1.0,
        rate: float = 1.0,
        muted: bool = False,
        silent: str = "",
    ) -> None:
        """Play `clips`; words without one are spoken live by the first engine that works.

        Without a player, ring the terminal bell on `screen`; without engines, `words` is `silent`.
        """
        self.muted = muted
        self.clips = clips
        self._silent = silent
        self._tones_on = tones
        self._screen = screen or sys.stdout
        self._volume, self._rate = volume, rate
        self._player, self._sound = player, Runner()
        # The ways to speak, best first, and the one used last.
        live = [each for each in engines if each.speak]
        self._ways = [(each, Runner()) for each in ([player, *live] if clips and player else live)]
        self._way: tuple[Engine, Runner] | None = None
        self._said = ""
        self._folder: TemporaryDirectory[str] | None = None
        # The two threads share the fields below; this condition guards them.
        self._changed = threading.Condition()
        self._tones: list[Tone] = []
        self._words = ""
        self._busy = self._cut = self._woken = self._closed = False
        self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
        self._thread.start()

    @property
    def words(self) -> str:
        """What the person will hear, as a sentence for the ready page."""
        for engine, _ in self._by_merit():
            if engine is not self._player or not self.clips:
                return f"Spoken aloud by {engine.name}."
            if not self.clips.problem:
                return f"Spoken aloud by {self.clips.name}."
        return self._silent

    @property
    def pace(self) -> float:
        """How long this voice takes over words, as a multiple of the estimate."""
        measured = self.clips.pace if self.clips else None
        return measured or (1 / self._rate if self._ways else 1.0)

    @property
    def needs_flash(self) -> bool:
        """Whether to flash the screen as well: without a player, the bell may not be heard."""
        return self._tones_on and not self._player and self._volume > 0

    @property
    def problems(self) -> tuple[str, ...]:
        """A message for each program that has failed, with the likely effect."""
        found = [self.clips.problem] if self.clips and self.clips.problem else []
        failed = [(engine, runner, "words", "spoken") for engine, runner in self._ways]
        failed += [(self._player, self._sound, "tones", "played")] if self._player else []
        found += [
            f"Some {what} may not have been {done} ({engine.name}: {runner.failure})."
            for engine, runner, what, done in failed
            # If the same voice could not be rendered either, one sentence about it is enough.
            if runner.failure and not (found and self.clips and engine.name == self.clips.name)
        ]
        return tuple(found)

    def prepare(self, texts: Iterable[str], *, keep: bool = True) -> None:
        """Render clips of what will be said; see `Clips.prepare`. Returns at once."""
        if self.clips:
            self.clips.prepare(texts, keep=keep)

    def cue(self, cue: Cue) -> None:
        """Play and speak a cue, unless muted; a tick is not spoken. Returns at once."""
        if cue.interrupts:
            self.stop_speaking()
        if self.muted or self._closed or not self._volume:
            return
        words = spoken(cue.say) if self._ways and cue.tone is not Tone.TICK else ""
        tone = self._tone_or_bell(cue.tone) if self._tones_on else None
        with self._changed:
            if tone and tone not in self._tones:
                self._tones.append(tone)
            if words:
                self._words, self._cut = words, True
            self._wake()

    def toggle_mute(self) -> None:
        """Mute or unmute. Muting cuts off any speech that is still going on."""
        self.muted = not self.muted
        self.stop_speaking()

    def stop_speaking(self) -> None:
        """Cut off what is being said, and drop the words and tones still waiting."""
        with self._changed:
            self._tones.clear()
            self._words, self._cut = "", True
            self._wake()

    def finish(self, seconds: float) -> None:
        """Wait at most `seconds` for all words and tones to end; meant for the last words."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._busy or self._woken), seconds)

    def close(self) -> None:
        """Fall silent for good, leaving no process or temporary file; can be called twice."""
        with self._changed:
            self._closed = True
            self._wake()
        self._thread.join(_TO_CLOSE)
        if self.clips:
            self.clips.close()
        if self._folder:
            self._folder.cleanup()

    def _tone_or_bell(self, tone: Tone | None) -> Tone | None:
        """Return the tone if it can be played; otherwise ring the bell, but not for ticks."""
        if self._player and self._sound.works:
            return tone
        if tone in (Tone.ATTENTION, Tone.END):
            with suppress(OSError, ValueError):
                self._screen.write("\a")
                self._screen.flush()
        return None

    def _wake(self) -> None:
        self._woken = True
        self._changed.notify_all()

    def _work(self) -> None:
        """Start and watch programs until closed. Sleeps while there is nothing to do."""
        while True:
            with self._changed:
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._woken, _GLANCE if self._busy else None)
                cut, self._cut, self._woken = self._cut, False, False
                self._busy = True
                closed = self._closed
            if cut or closed:
                self._stop_speech()
            if closed:
                self._sound.stop()
                return
            self._busy = self._start_next()

    def _start_next(self) -> bool:
        """Start whatever is due next; tell whether there is anything to wait for."""
        if self._sound.busy():
            return True
        with self._changed:
            tone = self._tones.pop(0) if self._tones else None
        if tone and self._player:
            self._start_tone(self._player, tone)
            return True
        if self._way and self._way[1].busy():
            return True
        ways = self._by_merit()
        with self._changed:
            words, self._words = self._words, ""
        if not words and self._way and self._way[1].failed:
            # Leave words that were not heard to another program.
            words, ways = self._said, [each for each in ways if each is not self._way]
        self._said = ""
        return self._speak(words, ways)

    def _by_merit(self) -> list[tuple[Engine, Runner]]:
        """Return the ways to speak, best first; those that have only failed come last."""
        return sorted(self._ways, key=lambda way: way[1].failed and not way[1].worked)

    def _speak(self, words: str, ways: Sequence[tuple[Engine, Runner]]) -> bool:
        """Say the words in the first way that works and can say them; tell whether there is one."""
        for way in ways if words else ():
            engine, runner = way
            clip = self.clips.ready(words) if self.clips and engine is self._player else None
            if not runner.works or (engine is self._player and not clip):
                continue
            self._way, self._said = way, words
            command, text = fill(engine.speak or (), "" if clip else words, str(clip))
            limit = _TO_START + len(words.split()) / _PACE
            runner.start(command, text, seconds=2 * limit if runner.worked else limit)
            return True
        return False

    def _start_tone(self, player: Engine, tone: Tone) -> None:
        """Play the tone from a file, in a folder that only this user can open."""
        try:
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="footcoach-", ignore_cleanup_errors=True)
            path = Path(self._folder.name) / f"{tone}.wav"
            if not path.exists():
                path.write_bytes(wav(tone, self._volume))
        except OSError as error:
            self._sound.fail(error.strerror or "could not be written")
        else:
            command, _ = fill(player.speak or (), "", str(path))
            self._sound.start(command, seconds=_TONE_LIMIT)

    def _stop_speech(self) -> None:
        """Cut off the words, including those that spd-say has passed to its service."""
        self._said = ""
        if self._way is None:
            return
        engine, runner = self._way
        if not runner.busy():
            return
        runner.stop()
        if engine.cancel:
            # This cancels every program's speech, not only ours; spd-say has nothing narrower.
            cancel = Runner()
            cancel.start(engine.cancel, seconds=_TO_CANCEL)
            cancel.stop(grace=_TO_CANCEL)
            with self._changed:
                self._changed.wait_for(lambda: self._closed, _TO_SETTLE)
