"""The voice speaks over nothing, waits for nothing, leaves nothing behind and never raises."""

import io
import os
import sys
import tempfile
import threading
import wave
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from conftest import mode
from footcoach.core.cues import Cue, Tone
from footcoach.core.settings import Settings
from footcoach.system import voice as voice_module
from footcoach.system.clips import Clips
from footcoach.system.engines import Engine, wav
from footcoach.system.voice import Voice, make_voice
from programs import HANG, Programs, runs, until

Make = Callable[..., Voice]

RUB = Cue("Rub the foot.")
TO_START = Cue("Rub the foot.", Tone.ATTENTION)
TICK = Cue(tone=Tone.TICK)
END = Cue(tone=Tone.END)


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have temporary folders where they can be seen."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def make(programs: Programs, temp: Path, tmp_path: Path) -> Iterator[Make]:
    """Make voices of fake programs, whose bodies are given; None for a missing one."""
    made: list[Voice] = []
    (tmp_path / "sound.wav").write_bytes(wav(Tone.TICK, 1.0))

    def build(
        speech: str | None = "",
        sound: str | None = "",
        *,
        engine: str = "espeak-ng",
        others: Mapping[str, str] | None = None,
        render: str | None = None,
        volume: float = 1.0,
        **options: Any,
    ) -> Voice:
        bodies = ({} if speech is None else {engine: speech}) | dict(others or {})
        paths = {name: programs.add(name, body) for name, body in bodies.items()}
        speakers = [Engine(name, (path,)) for name, path in paths.items()]
        if engine == "spd-say":
            path = paths[engine]
            speakers[0] = Engine(engine, (path, "--", "{text}"), cancel=(path, "--cancel"))
        player = (
            None if sound is None else Engine("aplay", (programs.add("aplay", sound), "{file}"))
        )
        if render is not None:
            piper = Engine("piper", None, (programs.add("piper", render), "{file}"))
            speakers.insert(0, piper)
            options["clips"] = Clips(piper, tmp_path / "clips")
        settings = Settings(volume=volume)
        made.append(Voice(settings, speakers, player, **options))
        return made[-1]

    yield build
    for each in made:
        each.close()


def order(programs: Programs) -> list[str]:
    """Return which programs began and ended, in order."""
    lines = (line.split() for line in programs.lines())
    return [f"{words[0]} {words[1]}" for words in lines if words[1] in ("begins", "ends")]


def speak(voice: Voice, programs: Programs, cue: Cue = RUB, program: str = "espeak-ng") -> None:
    """Give a cue, and wait until a program has begun with it."""
    voice.cue(cue)
    until(lambda: programs.heard(f"{program} input"))


def test_words_are_spoken_after_the_tone_has_ended(make: Make, programs: Programs) -> None:
    voice = make()
    voice.cue(TO_START)
    voice.finish(10)
    assert order(programs) == ["aplay begins", "aplay ends", "espeak-ng begins", "espeak-ng ends"]
    assert programs.lines("espeak-ng input ") == ["Rub the foot."]
    assert voice.problems == ()


@pytest.mark.parametrize("cue", [TICK, END])
def test_a_tone_sounds_over_words_and_stops_none(make: Make, programs: Programs, cue: Cue) -> None:
    voice = make(speech=HANG)
    speak(voice, programs)
    voice.cue(cue)
    until(lambda: programs.heard("aplay ends"))
    assert runs(programs.pid("espeak-ng"))


def test_ticks_do_not_pile_up_behind_a_slow_player(make: Make, programs: Programs) -> None:
    voice = make(sound=HANG)
    speak(voice, programs, TICK, "aplay")
    for _ in range(9):
        voice.cue(TICK)
    until(voice._orders.empty)
    assert voice._tones == [Tone.TICK]


def test_stopping_cuts_off_words_and_forgets_what_waits(make: Make, programs: Programs) -> None:
    voice = make(speech=HANG, sound=HANG)
    speak(voice, programs)
    speak(voice, programs, TICK, "aplay")
    voice.cue(END)
    voice.stop_speaking()
    until(lambda: not runs(programs.pid("espeak-ng")))
    os.kill(programs.pid("aplay"), 9)
    voice.finish(10)
    assert len(programs.lines("aplay begins")) == 1


def test_the_service_of_spd_say_is_silenced_for_new_words(make: Make, programs: Programs) -> None:
    body = 'case "$1" in --cancel) sleep 0.5 ;; *) exec sleep 600 ;; esac'
    voice = make(speech=body, engine="spd-say")
    speak(voice, programs, program="spd-say")
    voice.cue(Cue("Paused."))
    until(lambda: programs.heard("spd-say input", 3))
    begun = [line for line in order(programs) if line.startswith("spd-say")]
    assert begun == ["spd-say begins", "spd-say begins", "spd-say ends", "spd-say begins"]
    arguments = programs.lines("spd-say argument ")
    assert [a for a in arguments if a in ("Rub the foot.", "--cancel", "Paused.")] == [
        *("Rub the foot.", "--cancel", "Paused."),
    ]
    voice.close()
    assert programs.lines("spd-say argument ")[-1] == "--cancel"


def test_closing_leaves_no_program_file_or_thread_and_then_nothing_is_heard(
    make: Make, programs: Programs, temp: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    threads = set(threading.enumerate())
    voice = make(speech=HANG, sound=HANG)
    speak(voice, programs)
    speak(voice, programs, TICK, "aplay")
    voice.close()
    assert not runs(programs.pid("espeak-ng"))
    assert not runs(programs.pid("aplay"))
    assert list(temp.iterdir()) == []
    assert set(threading.enumerate()) <= threads
    before = programs.lines()
    voice.cue(TO_START)
    voice.close()
    assert (programs.lines(), capsys.readouterr().out) == (before, "")


def test_the_tones_lie_where_only_this_person_can_read_them(
    make: Make, programs: Programs, temp: Path
) -> None:
    voice = make()
    for tone in (*Tone, *Tone):
        voice.cue(Cue(tone=tone))
        voice.finish(10)
    (folder,) = temp.iterdir()
    assert mode(folder) == 0o700
    assert {each.name for each in folder.iterdir()} == {"attention.wav", "tick.wav", "end.wav"}
    for path in programs.lines("aplay argument /"):
        with wave.open(f"/{path}") as file:
            assert file.getnframes() > 0


def test_without_a_player_the_bell_rings_but_not_for_ticks(
    make: Make, programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = io.StringIO()
    voice = make(sound=None, screen=screen)
    for cue in (TO_START, TICK, TICK, END):
        voice.cue(cue)
    assert screen.getvalue() == "\a\a"
    assert capsys.readouterr().out == "", "the output could be redirected to a file"
    voice.finish(10)
    assert programs.lines("espeak-ng input ") == ["Rub the foot."]


def test_a_player_that_failed_once_is_tried_again(make: Make, programs: Programs) -> None:
    voice = make(sound='[ -e "$0.ran" ] && exit; touch "$0.ran"; exit 2')
    for tone in (Tone.END, Tone.TICK, Tone.END, Tone.TICK):
        voice.cue(Cue(tone=tone))
        voice.finish(10)
    assert len(programs.lines("aplay begins")) == 3


def test_once_the_player_keeps_failing_the_bell_rings_and_the_only_voice_is_tried_again(
    make: Make, programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    voice = make(speech="exit 1", sound="exit 2")
    for _ in range(3):
        voice.cue(TO_START)
        voice.finish(10)
    assert len(programs.lines("aplay begins")) == 2
    assert len(programs.lines("espeak-ng begins")) == 3
    assert capsys.readouterr().out == "\a\a"
    assert voice.problems == (
        "Some words may not have been spoken (espeak-ng: exit 1).",
        "Some tones may not have been played (aplay: exit 2).",
    )


@pytest.mark.parametrize(("body", "why"), [("exit 1", "exit 1"), (HANG, "did not end")])
def test_a_program_that_fails_leaves_its_words_to_the_next_one(
    make: Make, programs: Programs, monkeypatch: pytest.MonkeyPatch, body: str, why: str
) -> None:
    monkeypatch.setattr(voice_module, "_TO_START", 0.3)
    monkeypatch.setattr(voice_module, "_SLOWER", 0)
    voice = make(speech=body, engine="spd-say", others={"espeak-ng": "", "espeak": ""})
    for _ in range(2):
        voice.cue(RUB)
        voice.finish(10)
    assert programs.lines("espeak-ng input ") == ["Rub the foot."] * 2
    assert len(programs.lines("spd-say begins")) == 1
    assert voice.words == "Spoken aloud by espeak-ng."
    assert voice.problems == (f"Some words may not have been spoken (spd-say: {why}).",)


def test_a_player_that_hangs_holds_up_the_words_only_for_a_moment(
    make: Make, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_module, "_TONE_LIMIT", 0.3)
    voice = make(sound=HANG)
    voice.cue(TO_START)
    voice.finish(10)
    assert programs.lines("espeak-ng input ") == ["Rub the foot."]
    assert voice.problems == ("Some tones may not have been played (aplay: did not end).",)


# --- clips ---------------------------------------------------------------------------------------

RENDER = 'cp "${0%/*}/../sound.wav" "$1"'


def rendered(voice: Voice, words: str) -> Path:
    """Wait until these words have a clip, and return it."""
    voice.prepare([words])
    assert voice.clips is not None
    ready = voice.clips.ready
    until(lambda: ready(words))
    path = ready(words)
    assert path is not None
    return path


def test_words_that_have_a_clip_are_played_and_others_are_spoken_live(
    make: Make, programs: Programs
) -> None:
    voice = make(render=RENDER)
    assert voice.words == "Spoken aloud by piper."
    clip = rendered(voice, "Rub the foot.")
    for words in ("Rub the foot.", "Not prepared."):
        voice.cue(Cue(words))
        voice.finish(10)
    assert programs.lines("aplay argument ") == [str(clip)]
    assert programs.lines("espeak-ng input ") == ["Not prepared."]
    assert voice.problems == ()


def test_new_words_cut_off_a_clip_and_a_tone_plays_over_it(make: Make, programs: Programs) -> None:
    voice = make(render=RENDER, sound='case "$1" in *clip-*) exec sleep 600 ;; esac')
    rendered(voice, "Rub the foot.")
    speak(voice, programs, program="aplay")
    voice.cue(TICK)
    until(lambda: programs.heard("aplay ends"))
    assert runs(programs.pid("aplay"))
    voice.cue(Cue("Not prepared."))
    until(lambda: not runs(programs.pid("aplay")))
    voice.finish(10)
    assert programs.lines("espeak-ng input ") == ["Not prepared."]


def test_if_clips_cannot_be_rendered_live_speech_takes_their_place_and_a_sentence_says_why(
    make: Make, programs: Programs
) -> None:
    voice = make(render="exit 1")
    voice.prepare(["Rub the foot."])
    until(lambda: voice.problems)
    voice.cue(RUB)
    voice.finish(10)
    assert programs.lines("espeak-ng input ") == ["Rub the foot."]
    assert voice.words == "Spoken aloud by espeak-ng."
    assert voice.problems == ("piper could not turn words into sound: exit 1.",)


def test_if_a_clip_cannot_be_played_its_words_are_spoken_live(
    make: Make, programs: Programs
) -> None:
    voice = make(render=RENDER, sound="exit 2")
    rendered(voice, "Rub the foot.")
    for _ in range(2):
        voice.cue(RUB)
        voice.finish(10)
    assert programs.lines("espeak-ng input ") == ["Rub the foot."] * 2
    assert len(programs.lines("aplay begins")) == 1
    assert voice.problems == ("Some words may not have been spoken (aplay: exit 2).",)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other programs")
def test_clips_are_played_without_tones_and_rendered_only_if_there_is_a_player(
    programs: Programs, tmp_path: Path
) -> None:
    folder = tmp_path / "clips"
    programs.add("espeak-ng")
    voice = make_voice(Settings(rate=2.0, sound=False), folder=folder)
    assert (voice.clips, voice.pace) == (None, 0.5)
    programs.add("aplay")
    voice = make_voice(Settings(sound=False), folder=folder)
    assert voice.clips is not None
    voice.cue(TICK)
    voice.finish(10)
    assert programs.lines() == [], "tones are off"
    assert make_voice(Settings(rate=2.0, voice=False)).pace == 1.0


# --- muting, and what there is to hear -----------------------------------------------------------


def test_what_is_muted_is_not_heard_until_it_is_not(make: Make, programs: Programs) -> None:
    voice = make(speech=HANG, muted=True)
    for each in (voice, make(volume=0.0)):
        each.cue(TO_START)
        each.finish(10)
    assert programs.lines() == []
    voice.toggle_mute()
    speak(voice, programs)
    voice.toggle_mute()
    assert voice.muted
    until(lambda: not runs(programs.pid("espeak-ng")))


def test_a_tick_is_not_spoken_and_an_interruption_cuts_off(make: Make, programs: Programs) -> None:
    voice = make(speech=HANG)
    voice.cue(Cue("Five.", Tone.TICK))
    voice.finish(10)
    assert order(programs) == ["aplay begins", "aplay ends"]
    speak(voice, programs)
    voice.cue(Cue(interrupts=True))
    until(lambda: not runs(programs.pid("espeak-ng")))


@pytest.mark.parametrize(
    ("there", "speak", "tones", "words", "flash"),
    [
        (["espeak-ng", "aplay"], True, True, "Spoken aloud by espeak-ng.", False),
        (["espeak-ng"], True, True, "Spoken aloud by espeak-ng.", True),
        (["espeak-ng", "aplay"], False, True, "Tones only.", False),
        ([], True, True, "No speech program was found", True),
        (["espeak-ng", "aplay"], False, False, "Voice and sound are off.", False),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other programs")
def test_what_there_is_to_hear_is_said(
    programs: Programs, there: list[str], speak: bool, tones: bool, words: str, flash: bool
) -> None:
    for name in there:
        programs.add(name)
    voice = make_voice(Settings(voice=speak, sound=tones))
    assert voice.words.startswith(words)
    assert voice.needs_flash is flash
    assert not make_voice(Settings(volume=0.0, voice=speak, sound=tones)).needs_flash
