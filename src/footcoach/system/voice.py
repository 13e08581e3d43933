"""Playing and speaking cues while the session goes on."""

import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import TextIO

from footcoach.core.cues import Cue, Tone
from footcoach.core.script import spoken_seconds
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

# Seconds allowed for a program to start speaking, and how much longer than expected its words may
# take. Beyond that, it counts as hung.
_TO_START = 5.0
_SLOWER = 2.0

# Seconds that spd-say's cancel may take, and how long afterwards its service drops anything new
# (about 0.1 s in 0.11.4).
_TO_CANCEL = 1.0
_TO_SETTLE = 0.3

_TO_CLOSE = 2.0


def make_voice(
    settings: Settings,
    *,
    muted: bool = False,
    screen: TextIO | None = None,
    folder: Path | None = None,
) -> "Voice":
    """Return the voice that the settings ask for, using the programs found on this machine.

    Clips are kept in `folder`. The bell rings on `screen`, by default standard output.
    """
    engines, player, clips = find_engines(settings) if settings.voice else None, find_player(), None
    if folder and player and settings.volume and engines and engines[0].render:
        clips = Clips(engines[0], folder, volume=settings.volume)
    return Voice(settings, engines, player, clips, muted=muted, screen=screen)


class Voice:
    """Plays and speaks cues without making the caller wait, and never raises.

    New words cut off earlier words; a new tone plays over them. Words wait for the tones before
    them, since a Bluetooth speaker can swallow the start of a sound. A separate thread starts,
    watches and kills all programs; only the bell is rung from the caller's thread.
    """

    def __init__(
        self,
        settings: Settings,
        engines: Sequence[Engine] | None,
        player: Engine | None,
        clips: Clips | None = None,
        *,
        muted: bool = False,
        screen: TextIO | None = None,
    ) -> None:
        """Play `clips`; words without a clip are spoken live by the first engine that works.

        `engines` is None if nothing is to be spoken. Without a player, ring the bell on `screen`.
        """
        self.muted = muted
        self.clips = clips
        self._silent = "Tones only." if settings.sound else "Voice and sound are off."
        if engines is not None:
            self._silent = "No speech program was found (see footcoach doctor): watch the screen."
        self._tones_on = settings.sound
        self._screen = screen or sys.stdout
        self._volume, self._rate = settings.volume, settings.rate
        self._player, self._sound = player, Runner()
        # The ways to speak, best first.
        live = [each for each in engines or () if each.speak]
        self._ways = [(each, Runner()) for each in ([player, *live] if clips and player else live)]
        self._folder: TemporaryDirectory[str] | None = None
        # What the thread is to do next. Only that thread uses the fields below.
        self._orders: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._tones: list[Tone] = []
        # The words to speak, the ways not yet tried for them, and the way speaking now.
        self._words = ""
        self._untried: list[tuple[Engine, Runner]] = []
        self._way: tuple[Engine, Runner] | None = None
        self._finished: list[threading.Event] = []
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
        self._thread.start()

    @property
    def words(self) -> str:
        """What the person will hear, as a sentence for the ready page."""
        names = [engine.name for engine, _ in self._by_merit() if engine is not self._player]
        if self.clips and not self.clips.problem and not self._ways[0][1].failed:
            names = [self.clips.name]
        return f"Spoken aloud by {names[0]}." if names else self._silent

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
        found = [self.clips.problem if self.clips else ""]
        found += [
            f"Some words may not have been spoken ({engine.name}: {runner.failure})."
            for engine, runner in self._ways
            if runner.failure
        ]
        if self._player and self._sound.failure:
            why = f"{self._player.name}: {self._sound.failure}"
            found.append(f"Some tones may not have been played ({why}).")
        return tuple(filter(None, found))

    def prepare(self, texts: Iterable[str], *, keep: bool = True) -> None:
        """Render clips of what will be said; see `Clips.prepare`. Returns at once."""
        if self.clips:
            self.clips.prepare(texts, keep=keep)

    def cue(self, cue: Cue) -> None:
        """Play and speak a cue, unless muted; a tick is not spoken. Returns at once."""
        if cue.interrupts:
            self.stop_speaking()
        if self.muted or self._closed.is_set() or not self._volume:
            return
        words = spoken(cue.say) if self._ways and cue.tone is not Tone.TICK else ""
        tone = self._tone_or_bell(cue.tone) if self._tones_on else None
        self._orders.put(partial(self._take, tone, words))

    def toggle_mute(self) -> None:
        """Mute or unmute. Muting cuts off any speech that is still going on."""
        self.muted = not self.muted
        self.stop_speaking()

    def stop_speaking(self) -> None:
        """Cut off what is being said, and drop the words and tones still waiting."""
        self._orders.put(self._drop_all)

    def finish(self, seconds: float) -> None:
        """Wait at most `seconds` for all words and tones to end; meant for the last words."""
        finished = threading.Event()
        self._orders.put(partial(self._finished.append, finished))
        finished.wait(seconds)

    def close(self) -> None:
        """Fall silent for good, leaving no process or temporary file; can be called twice."""
        self._closed.set()
        self._orders.put(self._drop_all)
        self._thread.join(_TO_CLOSE)
        if self.clips:
            self.clips.close()
        if self._folder:
            self._folder.cleanup()

    def _tone_or_bell(self, tone: Tone | None) -> Tone | None:
        """Return the tone if it can be played; otherwise ring the bell, but not for ticks."""
        matters = tone in (Tone.ATTENTION, Tone.END)
        if matters and (not self._player or self._sound.failed):
            with suppress(OSError, ValueError):
                self._screen.write("\a")
                self._screen.flush()
        # A player can fail once because a speaker was asleep.
        tries = 2 if matters else 1
        return tone if self._player and self._sound.failed < tries else None

    def _work(self) -> None:
        """Start and watch programs until closed. Sleeps while there is nothing to do."""
        busy = False
        while not self._closed.is_set():
            with suppress(Empty):
                self._orders.get(timeout=_GLANCE if busy else None)()
            busy = self._go_on()
            while self._finished and not busy:
                self._finished.pop().set()
        self._drop_all()
        self._sound.stop()

    def _take(self, tone: Tone | None, words: str) -> None:
        """Queue a tone, and words that replace any earlier ones."""
        if tone and tone not in self._tones:
            self._tones.append(tone)
        if words:
            self._stop_speech()
            self._words, self._untried = words, self._by_merit()

    def _drop_all(self) -> None:
        self._tones.clear()
        self._stop_speech()

    def _go_on(self) -> bool:
        """Start whatever is due next; tell whether there is anything to wait for."""
        if self._sound.busy():
            return True
        if self._tones and self._player:
            self._start_tone(self._player, self._tones.pop(0))
            return True
        if self._way:
            _, runner = self._way
            if runner.busy():
                return True
            # Leave words that were not heard to another program.
            self._words = self._words if runner.failed else ""
            self._way = None
        return self._speak()

    def _by_merit(self) -> list[tuple[Engine, Runner]]:
        """Return the ways to speak, best first; those that failed when last used come last."""
        return sorted(self._ways, key=lambda way: way[1].failed > 0)

    def _speak(self) -> bool:
        """Speak the words in the next way that can; return whether there is one."""
        while self._words and self._untried:
            engine, runner = way = self._untried.pop(0)
            words, clips = self._words, self.clips
            clip = clips.ready(words) if clips and engine is self._player else None
            if engine is self._player and not clip:
                continue
            self._way = way
            command, text = fill(engine.speak or (), "" if clip else words, str(clip))
            length = spoken_seconds(words) / self._rate
            runner.start(command, text, seconds=_TO_START + _SLOWER * length)
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
        way, self._way, self._words = self._way, None, ""
        if way is None or not way[1].busy():
            return
        engine, runner = way
        runner.stop()
        if engine.cancel:
            # This cancels every program's speech, not only ours; spd-say has nothing narrower.
            cancel = Runner()
            cancel.start(engine.cancel, seconds=_TO_CANCEL)
            cancel.stop(grace=_TO_CANCEL)
            self._closed.wait(_TO_SETTLE)
