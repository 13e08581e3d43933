"""Sounding and speaking cues, while the session goes on."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from footcoach.core.cues import Cue, Tone
from footcoach.system.engines import Engine, spoken
from footcoach.system.programs import Runner
from footcoach.system.sound import Player, wav

_GLANCE = 0.02
"""Seconds between looks at the programs that run; there are none while nothing runs."""

_TONE_LIMIT = 3.0
"""Seconds after which a player hangs: the longest tone, and a sound card that has to wake up."""

_SPEECH_LIMIT = 20.0
"""Seconds after which speech hangs, unless it has more words than that: the slowest voice says
more than one a second, and safety advice is not to be cut short."""

_SILENCER_LIMIT = 1.0
_TO_SETTLE = 0.3
"""Seconds after its cancel in which spd-say's service loses new words (0.11.4: some 0.1 s)."""

_TO_CLOSE = 0.2


class Voice:
    """Sounds and speaks cues, never making the caller wait and never raising.

    New words cut off earlier ones; a tone sounds over them. Words wait for the tones before them,
    since a Bluetooth speaker swallows the beginning. All programs are started, watched and killed
    by one thread of its own; `bell` alone is called by the caller's, which owns the terminal.
    """

    def __init__(
        self,
        engines: Sequence[Engine],
        player: Player | None,
        *,
        volume: float = 1.0,
        bell: Callable[[], None] | None = None,
    ) -> None:
        """Speak by the first engine; one that fails before it ever spoke gives way to the next.

        Without an engine there are tones only; without a player `bell` stands in. A volume of 0 is
        silence, bell included.
        """
        self._engines = list(engines)
        self._player = player
        self._volume = min(1.0, max(0.0, volume))
        self._bell = bell
        shares_service = bool(self._engine and self._engine.silencer())
        self._speech = Runner(alone=shares_service)
        self._silencer = Runner(alone=shares_service)
        self._said = ""
        self._settled = 0.0
        self._sound = Runner()
        self._folder: TemporaryDirectory[str] | None = None
        self._thread: threading.Thread | None = None
        # What follows is shared by the two threads, under this condition.
        self._changed = threading.Condition()
        self._tones: list[Tone] = []
        self._words = ""
        self._cut = self._told = self._closed = False
        self._idle = True

    def cue(self, cue: Cue) -> None:
        """Sound and say a cue; returns at once."""
        tone = self._tone_or_bell(cue.tone) if self._volume else None
        words = spoken(cue.say) if self._volume and self._engine else ""
        with self._changed:
            if self._closed or not (tone or words):
                return
            if tone and tone not in self._tones:
                self._tones.append(tone)
            if words:
                self._words, self._cut = words, True
            self._tell()

    def stop_speaking(self) -> None:
        """Cut off what is being said, and forget what was about to be said or sounded."""
        with self._changed:
            self._tones.clear()
            self._words, self._cut = "", True
            if self._thread:
                self._tell()

    def finish(self, seconds: float) -> None:
        """Wait until all has been said, but no longer than the seconds: for the last words."""
        with self._changed:
            self._changed.wait_for(lambda: self._idle, seconds)

    def close(self) -> None:
        """Be silent for good, and leave nothing behind; may be called twice."""
        with self._changed:
            self._closed = self._told = True
            self._changed.notify_all()
        if self._thread:
            self._thread.join(_TO_CLOSE)
        if self._folder:
            self._folder.cleanup()

    @property
    def _engine(self) -> Engine | None:
        return self._engines[0] if self._engines else None

    @property
    def problems(self) -> tuple[str, ...]:
        """Return a sentence for speech and for sound, if they have failed."""
        found = []
        if self._engine and self._speech.failure:
            why = f"{self._engine.name}: {self._speech.failure}"
            found.append(f"Some words may go unspoken ({why}); all of them are on the screen.")
        if self._player and self._sound.failure:
            why = f"{self._player.name}: {self._sound.failure}"
            found.append(f"Some tones may not sound ({why}); the session goes on.")
        return tuple(found)

    def _tone_or_bell(self, tone: Tone | None) -> Tone | None:
        """Return the tone if it can be played; else ring, but not every second."""
        if self._player and self._sound.works:
            return tone
        if self._bell and tone in (Tone.ATTENTION, Tone.END) and not self._closed:
            with suppress(OSError, ValueError):
                self._bell()
        return None

    def _tell(self) -> None:
        """Wake the thread, or have one."""
        self._told, self._idle = True, False
        self._changed.notify_all()
        if self._thread is None:
            thread = threading.Thread(target=self._work, name="voice", daemon=True)
            with suppress(RuntimeError):  # the system gives no more threads
                thread.start()
                self._thread = thread

    def _work(self) -> None:
        """Do what is told until closed. Sleeps while there is nothing to do."""
        busy = False
        while True:
            with self._changed:
                self._idle = not (busy or self._told)
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._told, _GLANCE if busy else None)
                cut, self._cut, self._told = self._cut, False, False
                closed = self._closed
            if cut or closed:
                self._stop_speech()
            if closed:
                self._sound.stop()
                self._silencer.stop(_TO_CLOSE / 2)
                return
            busy = self._go_on()

    def _go_on(self) -> bool:
        """Begin what is next, if its turn has come; tell whether there is something to wait for."""
        if self._sound.busy():
            return True
        with self._changed:
            tone = self._tones.pop(0) if self._tones else None
        if tone:
            self._start_tone(tone)
            return True
        if self._speech.busy() or self._silencer.busy() or time.monotonic() < self._settled:
            return True
        self._fall_back()
        with self._changed:
            words, self._words = self._words, ""
        if words and self._engine:
            self._said = words
            limit = max(_SPEECH_LIMIT, len(words.split()))
            command = self._engine.command(words, self._volume)
            self._speech.start(command, self._engine.input(words), seconds=limit)
        return bool(words)

    def _fall_back(self) -> None:
        """Leave a program that has never spoken, and what it failed to say, to the next one."""
        if self._speech.worked or not self._speech.failure or len(self._engines) == 1:
            return
        del self._engines[0]
        self._speech = Runner(alone=bool(self._engines[0].silencer()))
        with self._changed:
            self._words = self._words or self._said

    def _start_tone(self, tone: Tone) -> None:
        if self._player is None:
            return
        try:
            path = self._file(tone)
        except OSError as error:
            self._sound.fail(error)
        else:
            self._sound.start(self._player.command(path), seconds=_TONE_LIMIT)

    def _file(self, tone: Tone) -> Path:
        """Return a file with the tone, in a folder that only this person can open."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="footcoach-", ignore_cleanup_errors=True)
        path = Path(self._folder.name) / f"{tone}.wav"
        if not path.exists():
            path.write_bytes(wav(tone, self._volume))
        return path

    def _stop_speech(self) -> None:
        """Cut off the words; where that takes a program, the next words wait for it."""
        self._said = ""
        if not self._speech.busy():
            return
        self._speech.stop()
        if self._engine and (silencer := self._engine.silencer()):
            self._silencer.start(silencer, seconds=_SILENCER_LIMIT)
            self._settled = time.monotonic() + _TO_SETTLE
