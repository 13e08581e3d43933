"""Playing and speaking cues while the session goes on."""

import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from footcoach.core.cues import Cue, Tone
from footcoach.system.engines import SERVICE, Engine, Player, find_engines, find_player, spoken, wav
from footcoach.system.programs import Runner

# Seconds between checks on the running programs; nothing is checked while none are running.
_GLANCE = 0.02

# Seconds after which a player counts as hung: the longest tone, plus a sound card's wake-up time.
_TONE_LIMIT = 3.0

# Seconds that a speech program has to start, and its slowest pace in words a second. After that it
# counts as hung. The limit doubles once it has spoken, so that safety advice is not cut short.
_TO_START = 5.0
_PACE = 1.5

# Seconds that spd-say's cancel may take, and how long afterwards its service drops anything new
# (about 0.1 s in 0.11.4).
_TO_CANCEL = 1.0
_TO_SETTLE = 0.3

_TO_CLOSE = 2.0


def make_voice(
    *,
    speak: bool,
    tones: bool,
    volume: float = 1.0,
    muted: bool = False,
    screen: TextIO | None = None,
) -> "Voice":
    """Return a voice for speech, tones or both, using the programs found on this machine.

    Without a player, the bell rings on `screen`, by default standard output.
    """
    silent = "Tones only." if tones else "Voice and sound are off."
    if speak:
        silent = "No speech program was found (see footcoach doctor): watch the screen."
    engines, player = find_engines() if speak else [], find_player() if tones else None
    return Voice(
        engines, player, bell=tones, screen=screen, volume=volume, muted=muted, silent=silent
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
        player: Player | None,
        *,
        bell: bool = True,
        screen: TextIO | None = None,
        volume: float = 1.0,
        muted: bool = False,
        silent: str = "",
    ) -> None:
        """Speak with the first engine; if it fails before it has ever spoken, use the next.

        Without a player, ring the terminal bell on `screen`; without engines, `words` is `silent`.
        """
        self.muted = muted
        self._silent = silent
        self._bell = bell
        self._screen = screen or sys.stdout
        self._engines = list(engines)
        self._player = player
        self._volume = volume
        self._given_up: list[str] = []
        self._speech, self._sound = Runner(), Runner()
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
        return f"Spoken aloud by {self._engine.name}." if self._engine else self._silent

    @property
    def needs_flash(self) -> bool:
        """Whether to flash the screen as well: without a player, the bell may not be heard."""
        return self._bell and not self._player and self._volume > 0

    @property
    def problems(self) -> tuple[str, ...]:
        """A message for each program that has failed, with the likely effect."""
        found = list(self._given_up)
        for program, runner, what in (
            (self._engine, self._speech, "Some words may not have been spoken"),
            (self._player, self._sound, "Some tones may not have been played"),
        ):
            if program and runner.failure:
                found.append(f"{what} ({program.name}: {runner.failure}).")
        return tuple(found)

    def cue(self, cue: Cue) -> None:
        """Play and speak a cue, unless muted; a tick is not spoken. Returns at once."""
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
        """Fall silent for good, leaving no process or file behind; can be called twice."""
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
        """Return the tone if it can be played; otherwise ring the bell, but not for ticks."""
        if self._player and self._sound.works:
            return tone
        if self._bell and tone in (Tone.ATTENTION, Tone.END):
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
        """Drop an engine that failed before ever speaking; the next one speaks its words."""
        if self._speech.worked or not self._speech.failure or len(self._engines) == 1:
            return
        given_up, why = self._engines.pop(0), self._speech.failure
        self._given_up.append(
            f"No speech from {given_up.name}: {why}. {self._engines[0].name} spoke instead."
        )
        self._speech = Runner()
        with self._changed:
            self._words = self._words or self._said

    def _start_tone(self, player: Player, tone: Tone) -> None:
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
            self._sound.start([*player.command, str(path)], seconds=_TONE_LIMIT)

    def _stop_speech(self) -> None:
        """Cut off the words, including those that spd-say has passed to its service."""
        self._said = ""
        if not self._speech.busy():
            return
        self._speech.stop()
        if self._engine and self._engine.name == SERVICE:
            # This cancels every program's speech, not only ours; spd-say has nothing narrower.
            cancel = Runner()
            cancel.start([self._engine.program, "--cancel"], seconds=_TO_CANCEL)
            cancel.stop(grace=_TO_CANCEL)
            with self._changed:
                self._changed.wait_for(lambda: self._closed, _TO_SETTLE)
