"""Sounding and speaking cues, while the session goes on."""

import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from footcoach.core.cues import Cue, Tone
from footcoach.system.engines import SERVICE, Engine, Player, find_engines, find_player, spoken, wav
from footcoach.system.programs import Runner

# Seconds between looks at the programs that run; there are none while nothing runs.
_GLANCE = 0.02

# Seconds after which a player hangs: the longest tone, and a sound card that has to wake up.
_TONE_LIMIT = 3.0

# Seconds that a speech program has to start, and the words a second that it speaks at least, or it
# hangs. One that has spoken before gets twice that: safety advice is not to be cut short.
_TO_START = 5.0
_PACE = 1.5

# Seconds that spd-say's cancel may take, and after it those in which its service loses new words
# (0.11.4: some 0.1 s).
_TO_CANCEL = 1.0
_TO_SETTLE = 0.3

_TO_CLOSE = 2.0


def make_voice(*, speak: bool, tones: bool, volume: float = 1.0, muted: bool = False) -> "Voice":
    """Return a voice of the programs that are found here, for what is wanted."""
    silent = "Tones only." if tones else "Voice and sound are off."
    if speak:
        silent = "No speech program was found (see footcoach doctor): watch the screen."
    engines, player = find_engines() if speak else [], find_player() if tones else None
    return Voice(engines, player, bell=tones, volume=volume, muted=muted, silent=silent)


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
        silent: str = "",
    ) -> None:
        """Speak by the first engine; one that fails before it ever spoke gives way to the next.

        Without a player the terminal's bell stands in; without an engine, `silent` says so.
        """
        self.muted = muted
        self._silent = silent
        self._bell = bell
        self._engines = list(engines)
        self._player = player
        self._volume = volume
        self._given_up: list[str] = []
        self._speech, self._sound = Runner(), Runner()
        self._said = ""
        self._folder: TemporaryDirectory[str] | None = None
        # What follows is shared by the two threads, under this condition.
        self._changed = threading.Condition()
        self._tones: list[Tone] = []
        self._words = ""
        self._busy = self._cut = self._woken = self._closed = False
        self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
        self._thread.start()

    @property
    def words(self) -> str:
        """Say what there is to hear, for the ready page."""
        return f"Spoken aloud by {self._engine.name}." if self._engine else self._silent

    @property
    def needs_flash(self) -> bool:
        """Whether no program plays the tones: a terminal may swallow its bell."""
        return self._bell and not self._player and self._volume > 0

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence for each program that has failed, and what that means."""
        found = list(self._given_up)
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
        if self.muted or self._closed or not self._volume:
            return
        words = spoken(cue.say) if self._engine and cue.tone is not Tone.TICK else ""
        tone = self._tone_or_bell(cue.tone)
        with self._changed:
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
            self._wake()

    def finish(self, seconds: float) -> None:
        """Wait until all has been said, but no longer than the seconds: for the last words."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._busy or self._woken), seconds)

    def close(self) -> None:
        """Be silent for good, and leave nothing behind; may be called twice."""
        with self._changed:
            self._closed = True
            self._wake()
        self._thread.join(_TO_CLOSE)
        if self._folder:
            self._folder.cleanup()

    @property
    def _engine(self) -> Engine | None:
        return self._engines[0] if self._engines else None

    def _tone_or_bell(self, tone: Tone | None) -> Tone | None:
        """Return the tone if it can be played; else ring, but not every second."""
        if self._player and self._sound.works:
            return tone
        if self._bell and tone in (Tone.ATTENTION, Tone.END):
            with suppress(OSError, ValueError):
                sys.stdout.write("\a")
                sys.stdout.flush()
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
        """Start what is next, if its turn has come; tell whether there is something to wait for."""
        if self._sound.busy():
            return True
        with self._changed:
            tone = self._tones.pop(0) if self._tones else None
        if tone and self._player:
            self._start_tone(self._player, tone)
            return True
        if self._speech.busy():
            return True
        self._fall_back()
        with self._changed:
            words, self._words = self._words, ""
        if words and self._engine:
            self._said = words
            limit = _TO_START + len(words.split()) / _PACE
            command, text = self._engine.command(words, self._volume)
            self._speech.start(command, text, seconds=2 * limit if self._speech.worked else limit)
        return bool(words)

    def _fall_back(self) -> None:
        """Leave a program that has never spoken, and what it failed to say, to the next one."""
        if self._speech.worked or not self._speech.failure or len(self._engines) == 1:
            return
        given_up, why = self._engines.pop(0), self._speech.failure
        self._given_up.append(
            f"Nothing was spoken by {given_up.name}: {why}. {self._engines[0].name} spoke instead."
        )
        self._speech = Runner()
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
            self._sound.start([*player.command, str(path)], seconds=_TONE_LIMIT)

    def _stop_speech(self) -> None:
        """Cut off the words, also those that spd-say has left to its service."""
        self._said = ""
        if not self._speech.busy():
            return
        self._speech.stop()
        if self._engine and self._engine.name == SERVICE:
            # It holds for all users of the service; spd-say has no narrower one.
            cancel = Runner()
            cancel.start([self._engine.program, "--cancel"], seconds=_TO_CANCEL)
            cancel.stop(grace=_TO_CANCEL)
            with self._changed:
                self._changed.wait_for(lambda: self._closed, _TO_SETTLE)
