"""The voice speaks over nothing, waits for nothing, leaves nothing behind and never raises."""

import os
import stat
import tempfile
import threading
import wave
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from footcoach.core.cues import Cue, Tone
from footcoach.system import voice as voice_module
from footcoach.system.engines import Engine
from footcoach.system.programs import Runner
from footcoach.system.sound import Player
from footcoach.system.voice import Voice
from programs import HANG, Programs, ended, runs, until

Make = Callable[..., Voice]

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
def make(programs: Programs, temp: Path) -> Iterator[Make]:
    """Make voices of fake programs, whose bodies are given; None for a missing one."""
    made: list[Voice] = []

    def build(
        speech: str | None = "",
        sound: str | None = "",
        *,
        engine: str = "espeak-ng",
        others: Mapping[str, str] | None = None,
        volume: float = 1.0,
        bell: Callable[[], None] | None = None,
    ) -> Voice:
        bodies = ({} if speech is None else {engine: speech}) | dict(others or {})
        speakers = [Engine(name, programs.add(name, body)) for name, body in bodies.items()]
        player = None if sound is None else Player("aplay", programs.add("aplay", sound))
        made.append(Voice(speakers, player, volume=volume, bell=bell))
        return made[-1]

    yield build
    for each in made:
        each.close()


def order(programs: Programs) -> list[str]:
    """Return which programs began and ended, in order."""
    lines = (line.split() for line in programs.lines())
    return [f"{words[0]} {words[1]}" for words in lines if words[1] in ("begins", "ends")]


def test_words_are_spoken_after_the_tone_has_ended(make: Make, programs: Programs) -> None:
    voice = make()
    voice.cue(TO_START)
    voice.finish(10)
    assert order(programs) == ["aplay begins", "aplay ends", "espeak-ng begins", "espeak-ng ends"]
    assert programs.lines("espeak-ng input ") == ["Rub the foot."]
    assert voice.problems == ()


def test_words_without_a_tone_are_spoken_and_a_tone_without_words_is_sounded(
    make: Make, programs: Programs
) -> None:
    voice = make()
    voice.cue(Cue("Go on."))
    voice.finish(10)
    assert order(programs) == ["espeak-ng begins", "espeak-ng ends"]
    voice.cue(TICK)
    voice.finish(10)
    assert order(programs)[2:] == ["aplay begins", "aplay ends"]


def test_an_empty_cue_and_one_of_markup_alone_start_nothing(make: Make, programs: Programs) -> None:
    voice = make()
    voice.cue(Cue())
    voice.cue(Cue("[[]]"))
    voice.finish(10)
    assert programs.lines() == []


def test_the_caller_goes_on_while_words_are_spoken(make: Make, programs: Programs) -> None:
    voice = make(speech=HANG)
    voice.cue(Cue("Rub the foot."))
    until(lambda: programs.heard("espeak-ng input"))
    assert runs(programs.pid("espeak-ng"))


def test_new_words_cut_off_earlier_ones(make: Make, programs: Programs) -> None:
    voice = make(speech=HANG)
    voice.cue(Cue("Rub the foot."))
    until(lambda: programs.heard("espeak-ng input"))
    voice.cue(Cue("Paused."))
    until(lambda: programs.heard("espeak-ng input", 2))
    assert programs.lines("espeak-ng input ") == ["Rub the foot.", "Paused."]
    assert not runs(programs.pid("espeak-ng"))
    assert voice.problems == ()


def test_earlier_words_are_cut_off_before_the_tone_of_the_new_ones(
    make: Make, programs: Programs
) -> None:
    voice = make(speech=HANG, sound=HANG)
    voice.cue(Cue("Rub the foot."))
    until(lambda: programs.heard("espeak-ng input"))
    voice.cue(TO_START)
    until(lambda: programs.heard("aplay begins"))
    assert not runs(programs.pid("espeak-ng"))


def test_of_many_words_at_once_the_last_are_spoken(make: Make, programs: Programs) -> None:
    voice = make()
    for words in ("One.", "Two.", "Three.", "Four."):
        voice.cue(Cue(words, Tone.ATTENTION))
    voice.finish(10)
    assert programs.lines("espeak-ng input ")[-1] == "Four."
    assert "Three." not in programs.lines("espeak-ng input ")


@pytest.mark.parametrize("cue", [TICK, END])
def test_a_tone_sounds_over_words_and_cuts_nothing_off(
    make: Make, programs: Programs, cue: Cue
) -> None:
    voice = make(speech=HANG)
    voice.cue(Cue("Rub the foot."))
    until(lambda: programs.heard("espeak-ng input"))
    voice.cue(cue)
    until(lambda: programs.heard("aplay ends"))
    assert runs(programs.pid("espeak-ng"))


def test_the_end_of_a_step_sounds_before_the_beginning_of_the_next(
    make: Make, programs: Programs
) -> None:
    voice = make()
    voice.cue(END)
    voice.cue(TO_START)
    voice.finish(10)
    played = [Path(path).stem for path in programs.lines("aplay argument /")]
    assert played == ["end", "attention"]
    assert order(programs)[-2:] == ["espeak-ng begins", "espeak-ng ends"]


def test_tones_that_wait_for_their_turn_keep_their_order(
    make: Make, programs: Programs, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    voice = make(sound=f"until [ -e '{gate}' ]; do sleep 0.01; done")
    voice.cue(TICK)
    until(lambda: programs.heard("aplay input"))
    voice.cue(END)
    voice.cue(TO_START)
    gate.touch()
    voice.finish(10)
    played = [Path(path).stem for path in programs.lines("aplay argument /")]
    assert played == ["tick", "end", "attention"]


def test_ticks_do_not_pile_up_behind_a_slow_player(make: Make, programs: Programs) -> None:
    voice = make(sound=HANG)
    voice.cue(TICK)
    until(lambda: programs.heard("aplay input"))
    for _ in range(9):
        voice.cue(TICK)
    assert voice._tones == [Tone.TICK]


def test_hushing_cuts_off_words_at_once_and_forgets_what_waits(
    make: Make, programs: Programs
) -> None:
    voice = make(speech=HANG, sound=HANG)
    voice.cue(Cue("Rub the foot."))
    until(lambda: programs.heard("espeak-ng input"))
    voice.cue(TICK)
    until(lambda: programs.heard("aplay input"))
    voice.cue(END)
    voice.stop_speaking()
    until(lambda: not runs(programs.pid("espeak-ng")))
    os.kill(programs.pid("aplay"), 9)
    voice.finish(10)
    assert len(programs.lines("aplay begins")) == 1


def test_hushing_reaches_what_a_speech_program_has_started(make: Make, programs: Programs) -> None:
    voice = make(speech="sleep 600 & note child $!\nwait")
    voice.cue(Cue("Rub the foot."))
    until(lambda: programs.heard("child"))
    voice.stop_speaking()
    until(lambda: ended(int(programs.lines("child ")[0])))


def test_hushing_forgets_words_that_wait_for_their_tone(make: Make, programs: Programs) -> None:
    voice = make(sound=HANG)
    voice.cue(TO_START)
    until(lambda: programs.heard("aplay input"))
    voice.stop_speaking()
    os.kill(programs.pid("aplay"), 9)
    voice.finish(10)
    assert programs.lines("espeak-ng begins") == []


def test_after_hushing_words_are_spoken_again(make: Make, programs: Programs) -> None:
    voice = make()
    voice.stop_speaking()
    voice.cue(Cue("Paused."))
    voice.finish(10)
    assert programs.lines("espeak-ng input ") == ["Paused."]


def test_the_service_behind_spd_say_is_silenced_before_new_words(
    make: Make, programs: Programs
) -> None:
    body = 'case "$1" in --cancel) sleep 0.5 ;; *) exec sleep 600 ;; esac'
    voice = make(speech=body, engine="spd-say")
    voice.cue(Cue("Rub the foot."))
    until(lambda: programs.heard("spd-say input"))
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


def test_new_words_wait_until_the_service_has_settled_or_it_would_lose_them(
    make: Make, programs: Programs, tmp_path: Path
) -> None:
    stopping = tmp_path / "stopping"
    body = (
        f"if [ \"$1\" = --cancel ]; then touch '{stopping}'; "
        f"(sleep 0.1; rm '{stopping}') & exit; fi\n"
        f"if [ -e '{stopping}' ]; then note lost; else note spoken; fi\n"
        f"{HANG}"
    )
    voice = make(speech=body, engine="spd-say")
    for times, words in enumerate(("One.", "Two.", "Three."), start=1):
        voice.cue(Cue(words))
        until(lambda times=times: len(programs.lines("spoken") + programs.lines("lost")) == times)  # type: ignore[misc]
    assert programs.lines("lost") == []


def test_a_service_that_spd_say_has_started_is_never_killed(make: Make, programs: Programs) -> None:
    voice = make(speech=f"sleep 600 & note service $!\n{HANG}", engine="spd-say")
    voice.cue(Cue("Rub the foot."))
    until(lambda: programs.heard("service"))
    voice.stop_speaking()
    until(lambda: programs.heard("service", 2))
    voice.close()
    services = [int(pid) for pid in programs.lines("service ")]
    alive = [not ended(pid) for pid in services]
    for pid in services:
        os.kill(pid, 9)
    assert alive == [True, True]
    assert not runs(programs.pid("spd-say", 0))
    assert not runs(programs.pid("spd-say", 1))


def test_a_service_that_does_not_answer_does_not_hold_up_the_closing(
    make: Make, programs: Programs
) -> None:
    voice = make(speech=HANG, engine="spd-say")
    voice.cue(Cue("Rub the foot."))
    until(lambda: programs.heard("spd-say input"))
    voice.stop_speaking()
    until(lambda: programs.heard("spd-say input", 2))
    voice.close()
    assert not runs(programs.pid("spd-say", 0))
    assert not runs(programs.pid("spd-say", 1))


def test_a_service_that_has_said_all_is_not_told_to_be_silent(
    make: Make, programs: Programs
) -> None:
    voice = make(engine="spd-say")
    voice.cue(Cue("Rub the foot."))
    voice.finish(10)
    voice.stop_speaking()
    voice.close()
    assert "--cancel" not in programs.lines("spd-say argument ")


def test_closing_leaves_no_program_file_or_thread(
    make: Make, programs: Programs, temp: Path
) -> None:
    voice = make(speech=HANG, sound=HANG)
    voice.cue(Cue("Rub the foot."))
    until(lambda: programs.heard("espeak-ng input"))
    voice.cue(TICK)
    until(lambda: programs.heard("aplay input"))
    voice.close()
    assert not runs(programs.pid("espeak-ng"))
    assert not runs(programs.pid("aplay"))
    assert list(temp.iterdir()) == []
    assert "voice" not in {each.name for each in threading.enumerate()}
    voice.close()


def test_after_closing_nothing_is_said_sounded_or_rung(make: Make, programs: Programs) -> None:
    rings: list[None] = []
    voice = make(sound=None, bell=lambda: rings.append(None))
    voice.close()
    voice.cue(TO_START)
    voice.stop_speaking()
    assert voice._thread is None
    assert programs.lines() == []
    assert rings == []


def test_a_voice_that_says_nothing_makes_no_thread_and_no_file(make: Make, temp: Path) -> None:
    voice = make()
    voice.stop_speaking()
    assert "voice" not in {each.name for each in threading.enumerate()}
    voice.close()
    assert list(temp.iterdir()) == []


def test_the_tones_lie_where_only_this_person_can_read_them(
    make: Make, programs: Programs, temp: Path
) -> None:
    voice = make()
    for tone in (*Tone, *Tone):
        voice.cue(Cue(tone=tone))
        voice.finish(10)
    (folder,) = temp.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {each.name for each in folder.iterdir()} == {"attention.wav", "tick.wav", "end.wav"}
    for path in programs.lines("aplay argument /"):
        with wave.open(f"/{path}") as file:
            assert file.getnframes() > 0


def test_without_a_speech_program_there_are_tones(make: Make, programs: Programs) -> None:
    voice = make(speech=None)
    voice.cue(TO_START)
    voice.finish(10)
    assert order(programs) == ["aplay begins", "aplay ends"]
    assert voice.problems == ()


def test_without_a_player_the_bell_rings_but_not_for_ticks(make: Make, programs: Programs) -> None:
    rings: list[str] = []
    voice = make(sound=None, bell=lambda: rings.append(threading.current_thread().name))
    for cue in (TO_START, TICK, TICK, END):
        voice.cue(cue)
    here = threading.current_thread().name
    assert rings == [here, here]
    voice.finish(10)
    assert programs.lines("espeak-ng input ") == ["Rub the foot."]


def test_a_bell_that_cannot_ring_stops_nothing(make: Make, programs: Programs) -> None:
    def broken() -> None:
        raise BrokenPipeError

    voice = make(sound=None, bell=broken)
    voice.cue(TO_START)
    voice.finish(10)
    assert programs.heard("espeak-ng ends")


def test_with_neither_program_nor_bell_nothing_happens(make: Make, programs: Programs) -> None:
    voice = make(speech=None, sound=None)
    voice.cue(TO_START)
    voice.finish(10)
    voice.close()
    assert programs.lines() == []


@pytest.mark.parametrize("volume", [0.0, -1.0, float("nan")])
def test_a_volume_of_zero_is_silence(make: Make, programs: Programs, volume: float) -> None:
    rings: list[None] = []
    voice = make(volume=volume)
    deaf = make(speech=None, sound=None, volume=volume, bell=lambda: rings.append(None))
    for each in (voice, deaf):
        each.cue(TO_START)
        each.finish(10)
    assert programs.lines() == []
    assert rings == []


def test_the_volume_reaches_words_and_tones(make: Make, programs: Programs, temp: Path) -> None:
    loudest = []
    for volume in (0.25, 9.0):
        voice = make(volume=volume)
        voice.cue(TO_START)
        voice.finish(10)
        (path,) = temp.rglob("*.wav")
        with wave.open(str(path)) as file:
            frames = memoryview(file.readframes(file.getnframes())).cast("h")
        loudest.append(max(frames))
        voice.close()
    assert loudest[0] == pytest.approx(loudest[1] / 4, abs=1)
    arguments = programs.lines("espeak-ng argument ")
    assert [arguments[i + 1] for i, each in enumerate(arguments) if each == "-a"] == ["25", "100"]


def test_speech_that_fails_twice_is_given_up_and_the_tones_go_on(
    make: Make, programs: Programs
) -> None:
    voice = make(speech="exit 1")
    for _ in range(4):
        voice.cue(TO_START)
        voice.finish(10)
    assert len(programs.lines("espeak-ng begins")) == 2
    assert len(programs.lines("aplay ends")) == 4
    assert voice.problems == (
        "Some words may go unspoken (espeak-ng: exit 1); all of them are on the screen.",
    )


def test_a_program_that_never_spoke_leaves_its_words_to_the_next_one(
    make: Make, programs: Programs
) -> None:
    voice = make(speech="exit 1", engine="spd-say", others={"espeak-ng": "", "espeak": ""})
    for _ in range(2):
        voice.cue(TO_START)
        voice.finish(10)
    begun = [line for line in order(programs) if line.endswith("begins")]
    assert begun == [
        *("aplay begins", "spd-say begins", "espeak-ng begins"),
        *("aplay begins", "espeak-ng begins"),
    ]
    assert programs.lines("espeak-ng input ") == ["Rub the foot."] * 2
    assert voice.problems == ()


def test_if_no_program_can_speak_one_warning_names_the_last(make: Make, programs: Programs) -> None:
    voice = make(speech="exit 1", engine="spd-say", others={"espeak-ng": "exit 2"})
    for _ in range(3):
        voice.cue(TO_START)
        voice.finish(10)
    assert len(programs.lines("spd-say begins")) == 1
    assert len(programs.lines("espeak-ng begins")) == 2
    assert voice.problems == (
        "Some words may go unspoken (espeak-ng: exit 2); all of them are on the screen.",
    )


def test_a_program_that_has_spoken_is_not_left_for_one_failure(
    make: Make, programs: Programs, tmp_path: Path
) -> None:
    spoke = tmp_path / "spoke"
    body = f"[ ! -e '{spoke}' ] || exit 1; touch '{spoke}'"
    voice = make(speech=body, engine="spd-say", others={"espeak-ng": ""})
    for _ in range(3):
        voice.cue(TO_START)
        voice.finish(10)
    assert len(programs.lines("spd-say begins")) == 3
    assert programs.lines("espeak-ng begins") == []


def test_sound_that_fails_twice_is_given_up_and_bell_and_words_go_on(
    make: Make, programs: Programs
) -> None:
    rings: list[None] = []
    voice = make(sound="echo No device >&2; exit 1", bell=lambda: rings.append(None))
    for _ in range(4):
        voice.cue(TO_START)
        voice.finish(10)
    assert len(programs.lines("aplay begins")) == 2
    assert len(rings) == 2
    assert len(programs.lines("espeak-ng ends")) == 4
    assert voice.problems == ("Some tones may not sound (aplay: exit 1); the session goes on.",)


def test_both_can_fail_and_each_is_said_once(make: Make, programs: Programs) -> None:
    voice = make(speech="kill -SEGV $$", sound="exit 3")
    for _ in range(4):
        voice.cue(TO_START)
        voice.finish(10)
    words, tones = voice.problems
    assert "(espeak-ng: signal 11)" in words
    assert "(aplay: exit 3)" in tones


def test_programs_that_have_vanished_raise_nothing(make: Make, programs: Programs) -> None:
    voice = make()
    for path in programs.folder.iterdir():
        path.unlink()
    for _ in range(3):
        voice.cue(TO_START)
        voice.finish(10)
    assert len(voice.problems) == 2
    assert all("No such file or directory" in each for each in voice.problems)


def test_a_full_disk_costs_the_tones_alone(
    make: Make, programs: Programs, temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temp / "missing"))
    voice = make()
    for _ in range(3):
        voice.cue(TO_START)
        voice.finish(10)
    assert len(programs.lines("espeak-ng ends")) == 3
    assert programs.lines("aplay begins") == []
    assert voice.problems == (
        "Some tones may not sound (aplay: No such file or directory); the session goes on.",
    )


def test_a_player_that_hangs_holds_up_the_words_only_for_a_moment(
    make: Make, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_module, "_TONE_LIMIT", 0.3)
    voice = make(sound=HANG)
    voice.cue(TO_START)
    voice.finish(10)
    assert programs.lines("espeak-ng input ") == ["Rub the foot."]
    assert voice.problems == (
        "Some tones may not sound (aplay: did not end); the session goes on.",
    )


def test_words_may_take_as_long_as_the_slowest_voice_needs(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[float] = []
    start = Runner.start

    def noting(self: Runner, command: list[str], text: str = "", *, seconds: float) -> None:
        limits.append(seconds)
        start(self, command, text, seconds=seconds)

    monkeypatch.setattr(Runner, "start", noting)
    voice = make(sound=None)
    for words in ("Paused.", "word " * 48):
        voice.cue(Cue(words))
        voice.finish(10)
    assert limits == [20.0, 48]


def test_the_last_words_can_be_waited_for_but_not_for_ever(make: Make, programs: Programs) -> None:
    voice = make(speech=HANG)
    voice.cue(Cue("Wipe the soles dry."))
    voice.finish(0.01)
    until(lambda: programs.heard("espeak-ng input"))
    voice.finish(0.01)
    assert runs(programs.pid("espeak-ng"))


def test_a_system_that_gives_no_more_threads_gets_silence_and_no_exception(
    make: Make, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    voice = make()
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        voice.cue(TO_START)
        voice.stop_speaking()
    assert programs.lines() == []
    voice.close()
