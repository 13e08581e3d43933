"""Sounding and speaking cues, while the session goes on."""

import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from footcoach.core.cues import Cue, Tone
from footcoach.system.engines import Engine, Player, find_engines, find_player, spoken, wav
from footcoach.system.programs import Runner

# Seconds between looks at the programs that run; there are none while nothing runs.
_GLANCE = 0.02

# Seconds after which a player hangs: the longest tone, and a sound card that has to wake up.
_TONE_LIMIT = 3.0

# Seconds after which speech hangs, unless it has more words than that: the slowest voice says
# more than one a second, and safety advice is not to be cut short.
_SPEECH_LIMIT = 20.0

# Until a program has ended well once, it has these seconds to start, and speaks as many words a
# second, or it has failed. Otherwise every next cue would cut it off before it counts as hanging.
_FIRST_LIMIT = 5.0
_FIRST_PACE = 1.5

# Seconds that spd-say's cancel may take, and after it those in which its service loses new words
# (0.11.4: some 0.1 s).
_SILENCER_LIMIT = 1.0
_TO_SETTLE = 0.3

_TO_CLOSE = 2.0


def make_voice(*, speak: bool, tones: bool, volume: float = 1.0, muted: bool = False) -> "Voice":
    """Return a voice of the programs that are found here, for what is wanted."""
    engines = find_engines() if speak else []
    player = find_player() if tones else None
    unspoken = "Tones only." if tones else "Voice and sound are off."
    if speak and player:
        unspoken = "No speech program was found (install espeak-ng): tones only."
    elif speak:
        unspoken = "Neither speech nor sound was found: watch the screen. See footcoach doctor."
    return Voice(engines, player, bell=tones, volume=volume, muted=muted, unspoken=unspoken)


class Voice:
    """Sounds and speaks cues, never making the caller wait and never raising.

    New words cut off earlier ones; a tone sounds over them. Words wait for the tones before them,
    since a Bluetooth speaker swallows the beginning. All programs are started, watched and killed
    by one thread of its own; the bell alone is rung by the caller's.
    """

    def __init__(
        self,
        engines: Sequence[Engine],
        player: Player | None,
        *,
        bell: bool = True,
        volume: float = 1.0,
        muted: bool = False,
        unspoken: str = "Tones only.",
    ) -> None:
        """Speak by the first engine; one that fails before it ever spoke gives way to the next.

        Without a player the terminal's bell stands in; without an engine, `unspoken` says so.
        """
        self.muted = muted
        self._unspoken = unspoken
        self._bell = bell
        self._engines = list(engines)
        self._player = player
        self._volume = min(1.0, max(0.0, volume))
        self._given_up: list[tuple[str, str]] = []
        self._speech, self._silencer, self._sound = self._runner(), self._runner(), Runner()
        self._said = ""
        self._settled = 0.0
        self._folder: TemporaryDirectory[str] | None = None
        self._thread: threading.Thread | None = None
        # What follows is shared by the two threads, under this condition.
        self._changed = threading.Condition()
        self._tones: list[Tone] = []
        self._words = ""
        self._cut = self._woken = self._closed = False
        self._idle = True

    @property
    def words(self) -> str:
        """Say what there is to hear, for the ready page."""
        return f"Spoken aloud by {self._engine.name}." if self._engine else self._unspoken

    @property
    def needs_flash(self) -> bool:
        """Whether no program plays the tones: a terminal may swallow its bell."""
        return self._bell and not self._player and self._volume > 0

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence for each program that has failed, and what that means."""
        found = [
            f"Nothing was spoken by {name}: {why}. {self._engines[0].name} spoke instead."
            for name, why in self._given_up
        ]
        for program, runner, what in (
            (self._engine, self._speech, "Some words may not have been spoken"),
            (self._player, self._sound, "Some tones may not have been played"),
        ):
            if program and runner.failure:
                found.append(f"{what} ({program.name}: {runner.failure}).")
        return tuple(found)

    def cue(self, cue: Cue) -> None:
        """Sound and say a cue, unless muted; a tick is only sounded. Returns at once."""
        if cue.interrupts:
            self.stop_speaking()
        if self.muted or not self._volume:
            return
        words = spoken(cue.say) if self._engine and cue.tone is not Tone.TICK else ""
        tone = self._tone_or_bell(cue.tone)
        with self._changed:
            if self._closed or not (tone or words):
                return
            if tone and tone not in self._tones:
                self._tones.append(tone)
            if words:
                self._words, self._cut = words, True
            self._wake()

    def toggle_mute(self) -> None:
        """Mute, cutting off what is being said; or let the cues be heard again."""
        self.muted = not self.muted
        self.stop_speaking()

    def stop_speaking(self) -> None:
        """Cut off what is being said, and forget what was about to be said or sounded."""
        with self._changed:
            self._tones.clear()
            self._words, self._cut = "", True
            if self._thread:
                self._wake()

    def finish(self, seconds: float) -> None:
        """Wait until all has been said, but no longer than the seconds: for the last words."""
        with self._changed:
            self._changed.wait_for(lambda: self._idle, seconds)

    def close(self) -> None:
        """Be silent for good, and leave nothing behind; may be called twice."""
        with self._changed:
            self._closed = self._woken = True
            self._changed.notify_all()
        if self._thread:
            self._thread.join(_TO_CLOSE)
        if self._folder:
            self._folder.cleanup()

    @property
    def _engine(self) -> Engine | None:
        return self._engines[0] if self._engines else None

    def _runner(self) -> Runner:
        return Runner(alone=bool(self._engine and self._engine.silencer()))

    def _tone_or_bell(self, tone: Tone | None) -> Tone | None:
        """Return the tone if it can be played; else ring, but not every second."""
        if self._player and self._sound.works:
            return tone
        if self._bell and tone in (Tone.ATTENTION, Tone.END) and not self._closed:
            with suppress(OSError, ValueError):
                sys.stdout.write("\a")
                sys.stdout.flush()
        return None

    def _wake(self) -> None:
        """Wake the thread, or have one."""
        self._woken, self._idle = True, False
        self._changed.notify_all()
        if self._thread is None:
            thread = threading.Thread(target=self._work, name="voice", daemon=True)
            with suppress(RuntimeError):  # the system gives no more threads
                thread.start()
                self._thread = thread

    def _work(self) -> None:
        """Start and watch programs until closed. Sleeps while there is nothing to do."""
        busy = False
        while True:
            with self._changed:
                self._idle = not (busy or self._woken)
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._woken, _GLANCE if busy else None)
                cut, self._cut, self._woken = self._cut, False, False
                closed = self._closed
            if cut or closed:
                self._stop_speech()
            if closed:
                self._sound.stop()
                self._silencer.stop(grace=0.1)
                return
            busy = self._go_on()

    def _go_on(self) -> bool:
        """Start what is next, if its turn has come; tell whether there is something to wait for."""
        if self._sound.busy():
            return True
        with self._changed:
            tone = self._tones.pop(0) if self._tones else None
        if tone and self._player:
            self._start_tone(self._player, tone)
            return True
        if self._speech.busy() or self._silencer.busy() or time.monotonic() < self._settled:
            return True
        self._fall_back()
        with self._changed:
            words, self._words = self._words, ""
        if words and self._engine:
            self._said = words
            count = len(words.split())
            limit = max(_SPEECH_LIMIT, count)
            if not self._speech.worked:
                limit = _FIRST_LIMIT + count / _FIRST_PACE
            command = self._engine.command(words, self._volume)
            self._speech.start(command, self._engine.input(words), seconds=limit)
        return bool(words)

    def _fall_back(self) -> None:
        """Leave a program that has never spoken, and what it failed to say, to the next one."""
        if self._speech.worked or not self._speech.failure or len(self._engines) == 1:
            return
        given_up, why = self._engines.pop(0), self._speech.failure
        self._given_up.append((given_up.name, why))
        self._speech = self._runner()
        with self._changed:
            self._words = self._words or self._said

    def _start_tone(self, player: Player, tone: Tone) -> None:
        """Play a file with the tone, in a folder that only this person can open."""
        try:
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="footcoach-", ignore_cleanup_errors=True)
            path = Path(self._folder.name) / f"{tone}.wav"
            if not path.exists():
                path.write_bytes(wav(tone, self._volume))
        except OSError as error:
            self._sound.fail(error.strerror or "could not be written")
        else:
            self._sound.start(player.command(path), seconds=_TONE_LIMIT)

    def _stop_speech(self) -> None:
        """Cut off the words; where that takes a program, the next words wait for it."""
        self._said = ""
        if not self._speech.busy():
            return
        self._speech.stop()
        if self._engine and (silencer := self._engine.silencer()):
            self._silencer.start(silencer, seconds=_SILENCER_LIMIT)
            self._settled = time.monotonic() + _TO_SETTLE
