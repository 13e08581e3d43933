"""A recording is made after a passing screening of today and in no other way, or not at all."""

import os
import re
import wave
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest

from cli.running import Result, Run
from conftest import AnswersFile, fill_disk, mode
from doubles import FakeClock, ScriptedInterface
from footcoach.app.audio import Recording, recordable
from footcoach.core.errors import NotCleared, NothingStarted
from footcoach.core.interview import AtOutcome
from footcoach.core.profile import Profile
from footcoach.core.question import Said
from footcoach.core.routine_file import routine_text
from footcoach.core.schedule import Kind, Wanted, nearest_minutes
from footcoach.core.script import spoken_seconds
from footcoach.core.settings import State
from footcoach.core.soundtrack import soundtrack
from footcoach.core.states import Foot, Status, Zone
from footcoach.storage.history import History
from footcoach.storage.profile import change_profile, profile_file
from footcoach.storage.settings import save_state
from footcoach.system.engines import Engine, wav_of
from programs import Programs
from samples import NOW, a_record, a_routine, kept_history

RATE = 8000
ENGINE = Engine("hum", render=("/bin/hum",))
TODAY = NOW.date().isoformat()


class Hum:
    """Clips that hum for as long as their words would take, and note which words those were."""

    spoken: ClassVar[list[str]]
    # How much slower than expected, and what happens at the first clip.
    pace = 1.0
    happens: Callable[[], object] = staticmethod(lambda: None)

    def __init__(self, engine: Engine, folder: Path, *, volume: float = 1.0) -> None:
        self._folder, self._paths = folder, dict[str, Path]()

    def ready(self, text: str) -> Path | None:
        return self._paths.get(text)

    def seconds(self, text: str) -> float | None:
        return self.pace * spoken_seconds(text) if text in self._paths else None

    def render_now(self, text: str) -> None:
        self._paths[text] = self._folder / f"{len(self.spoken)}.wav"
        samples = round(self.pace * spoken_seconds(text) * RATE)
        self._paths[text].write_bytes(wav_of(array("h", [1000]) * samples, RATE))
        self.spoken.append(text)
        self.happens()

    def close(self) -> None:
        pass


@pytest.fixture
def hum(monkeypatch: pytest.MonkeyPatch) -> type[Hum]:
    """Have a speech program whose clips hum."""

    class Hummed(Hum):
        spoken: ClassVar[list[str]] = []

    monkeypatch.setattr("footcoach.app.audio.Clips", Hummed)
    monkeypatch.setattr("footcoach.system.clips.rendering_problem", lambda _: "")
    engines = [Engine("spd-say", speak=("/bin/spd-say",)), ENGINE]
    monkeypatch.setattr("footcoach.system.engines.find_engines", lambda *_: engines)
    return Hummed


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    moved = FakeClock()
    monkeypatch.setattr("footcoach.cli.audio.SystemClock", lambda: moved)
    return moved


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where to record, in a folder of its own."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "today.wav"


Record = Callable[..., Result]


@pytest.fixture
def record(
    run: Run, hum: type[Hum], clock: FakeClock, file: Path, answers_file: AnswersFile
) -> Record:
    """Record the gentle routine with answers of today, or with those of `ids`."""

    def call(*args: object, ids: Sequence[str] = (), **answers: Any) -> Result:
        path = answers_file(*ids, **{"day": TODAY} | answers)
        return run("audio", *args, "-o", file, "--answers", path)

    return call


def assert_nothing_made(file: Path) -> None:
    assert list(file.parent.iterdir()) == []


# --- what is made --------------------------------------------------------------------------------


def test_a_passing_screening_leads_to_one_private_file(
    record: Record, file: Path, hum: type[Hum]
) -> None:
    result = record()
    assert result.code == 0
    assert re.search(r"^Gentle: [\d.]+ min, left foot, then right\.$", result.out, re.MULTILINE)
    assert "Have ready:" in result.out
    assert result.err == f"Written: {file} (for you, and only for today)\n"
    assert list(file.parent.iterdir()) == [file]
    if os.name == "posix":
        assert mode(file) == 0o600
    assert hum.spoken[0].startswith("Gentle: a foot massage. Made for one person, for 22 November")


class Made(Recording):
    """A recording whose person answers none to everything."""

    def __init__(self, clock: FakeClock, **wanted: Any) -> None:
        person = ScriptedInterface(clock, replies=[Said.NONE] * 30, outcomes=[AtOutcome.GO_ON])
        super().__init__(recordable("gentle"), Wanted(**wanted), None, person, clock)
        self.person = person


@contextmanager
def no_bar(what: str, count: int) -> Iterator[Callable[[], object]]:
    yield lambda: None


@pytest.mark.parametrize("pace", [0.7, 1.0, 1.6])
def test_with_any_voice_the_words_end_before_the_step_and_the_length_is_that_of_the_plan(
    hum: type[Hum], file: Path, pace: float
) -> None:
    hum.pace = pace
    clock = FakeClock()
    recording = Made(clock)
    recording.ask()
    planned, lasts = recording.write(ENGINE, file, no_bar)
    track = soundtrack(planned, NOW.date(), lambda text: pace * spoken_seconds(text))
    with wave.open(str(file)) as sound:
        samples = array("h", sound.readframes(sound.getnframes()))
    assert len(samples) / RATE == pytest.approx(track.seconds, abs=0.05)
    assert lasts == pytest.approx(track.seconds, abs=0.05)
    at = track.chapters[2].at
    for segment in planned.segments:
        if segment.kind is Kind.STEP:
            before = samples[round((at - 0.1) * RATE) : round((at - 0.01) * RATE)]
            assert not any(before), segment.step.title
        at += segment.seconds


def test_the_shortest_session_gets_the_time_that_a_slow_voice_needs(
    hum: type[Hum], file: Path
) -> None:
    hum.pace = 1.6
    least = nearest_minutes(recordable("gentle"), Wanted(feet=Foot.BOTH, minutes=0))
    assert least is not None
    recording = Made(FakeClock(), minutes=least)
    recording.ask()
    assert recording.write(ENGINE, file, no_bar)[0].seconds > least * 60


def test_a_gentle_only_day_records_the_gentle_routine_and_no_answer_is_spoken(
    record: Record, file: Path, hum: type[Hum]
) -> None:
    result = record("general", ids=["blood.thinner"])
    assert result.code == 0
    assert "you will do 'Gentle' today instead of 'General'" in " ".join(result.out.split())
    assert hum.spoken[0].startswith("Gentle:")
    first = list(hum.spoken)
    hum.spoken.clear()
    assert record("gentle", "--force").code == 0
    assert hum.spoken == first


def test_parts_that_are_remembered_are_kept_off(record: Record, hum: type[Hum]) -> None:
    save_state(State(excluded_zones=frozenset({Zone.HEEL})))
    assert record().code == 0
    assert not any(text.startswith("Cup the heel") for text in hum.spoken)
    assert any("Keep off the heel" in text for text in hum.spoken)


def test_an_existing_file_is_replaced_only_with_force(record: Record, file: Path) -> None:
    file.write_text("mine", encoding="utf-8")
    refused = record()
    assert refused.code == 6
    assert "--force" in refused.err
    assert file.read_text(encoding="utf-8") == "mine"
    assert record("--force").code == 0
    assert file.stat().st_size > 1_000_000


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "id_", ["lump.lump", "lump", "unwell.fever", "one_leg.swelling", "chest.chest_pain"]
)
def test_nothing_is_recorded_when_the_screening_does_not_pass(
    record: Record, file: Path, hum: type[Hum], id_: str
) -> None:
    result = record(ids=[id_])
    assert result.code == 3
    assert_nothing_made(file)
    assert hum.spoken == []


@pytest.mark.parametrize("days", [-1, 1])
def test_answers_of_another_day_record_nothing(record: Record, file: Path, days: int) -> None:
    result = record(day=(NOW.date() + timedelta(days=days)).isoformat())
    assert result.code == 2
    assert_nothing_made(file)


def test_routines_that_press_hard_and_those_nobody_has_checked_are_refused(
    record: Record, file: Path, home: Path, tmp_path: Path
) -> None:
    assert "'deep' uses too much pressure for a recording" in record("deep").err
    mine = home / "routines" / "mine.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text(routine_text(a_routine(), name="mine"), encoding="utf-8")
    for name in ("mine", str(mine)):
        result = record(name)
        assert (result.code, "nobody has checked" in result.err) == (2, True)
    assert record("nonesuch").code == 4
    assert_nothing_made(file)


def test_without_a_program_that_speaks_into_files_it_says_which_to_install(
    record: Record, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footcoach.system.engines.find_engines", lambda *_: [])
    result = record()
    assert result.code == 1
    assert "install espeak-ng." in result.err.replace("Install", "install")
    assert_nothing_made(file)


def test_a_voice_that_cannot_be_recorded_is_found_out_before_the_questions_and_the_next_speaks(
    run: Run,
    file: Path,
    programs: Programs,
    monkeypatch: pytest.MonkeyPatch,
    answers_file: AnswersFile,
) -> None:
    programs.add_espeak()
    monkeypatch.setattr("footcoach.system.engines.sys.platform", "linux")
    monkeypatch.setenv("FOOTCOACH_SPEECH_COMMAND", "no-such-program {file}")
    monkeypatch.setenv("FOOTCOACH_VOICE_NAME", "nobody")
    result = run("audio", "-o", file, "--answers", answers_file("lump"))
    assert (result.code, result.err) == (
        3,
        "footcoach: no-such-program could not turn words into sound: was not found.\n"
        "footcoach: espeak-ng (nobody) could not turn words into sound: exit 1.\n"
        "footcoach: Instead, espeak-ng speaks.\n",
    )
    programs.add("espeak-ng", "exit 1")
    result = run("audio", "-o", file, "--answers", answers_file("lump"))
    assert (result.code, result.out) == (1, "")
    assert "espeak-ng could not turn words into sound: exit 1." in result.err


def test_a_program_that_leaves_out_words_makes_no_recording(
    record: Record, file: Path, hum: type[Hum]
) -> None:
    hum.pace = 0.2
    result = record()
    assert (result.code, result.err) == (
        1,
        "footcoach: hum left out words: nothing was written.\n",
    )
    assert_nothing_made(file)


# --- time and people -----------------------------------------------------------------------------


def test_no_recording_is_made_without_asking(hum: type[Hum], file: Path) -> None:
    with pytest.raises(NotCleared):
        Made(FakeClock()).write(ENGINE, file, no_bar)
    assert_nothing_made(file)


@pytest.mark.parametrize("seconds", [-1, 31 * 60], ids=["set back", "too late"])
def test_answers_that_grew_old_while_the_words_were_spoken_record_nothing(
    hum: type[Hum], file: Path, seconds: float
) -> None:
    clock = FakeClock()
    recording = Made(clock)
    recording.ask()

    def jump() -> None:
        clock._now = seconds

    hum.happens = staticmethod(jump)
    with pytest.raises(NotCleared, match="please answer again"):
        recording.write(ENGINE, file, no_bar)
    assert_nothing_made(file)


def test_a_damaged_profile_is_a_warning_and_all_the_questions(hum: type[Hum], file: Path) -> None:
    change_profile(lambda _: Profile(history=kept_history()))
    profile_file().write_text("{", encoding="utf-8")
    recording = Made(FakeClock())
    recording.ask()
    assert any("every question is asked" in problem for problem in recording.problems)
    assert len(recording.person.asked) == 21


def test_leaving_the_questions_or_the_warning_of_a_stop_records_nothing(
    hum: type[Hum], file: Path
) -> None:
    clock = FakeClock()
    recording = Made(clock)
    recording.person._replies[:] = [Said.NONE, KeyboardInterrupt()]
    with pytest.raises(NothingStarted):
        recording.ask()
    History().add(a_record(started_at=NOW, status=Status.STOPPED_DANGER))
    again = Made(clock)
    again.person.goes_on = False
    with pytest.raises(NothingStarted, match="Nothing was recorded"):
        again.ask()
    assert again.person.asked == []


# --- trouble -------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["Speaking", "Writing"])
def test_ctrl_c_leaves_nothing_behind(
    record: Record, file: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    @contextmanager
    def cut_off(what: str, count: int) -> Iterator[Callable[[], object]]:
        parts = iter(range(count))

        def advance() -> None:
            if what == at and next(parts) > count / 2:
                raise KeyboardInterrupt

        yield advance

    monkeypatch.setattr("footcoach.cli.audio._progress", cut_off)
    result = record()
    assert (result.code, result.err) == (130, "footcoach: You left. Nothing was written.\n")
    assert_nothing_made(file)


@pytest.mark.usefixtures("room_again")
def test_a_disk_that_fills_leaves_no_half_file(record: Record, file: Path, hum: type[Hum]) -> None:
    file.write_text("before", encoding="utf-8")
    fill_disk(2_000_000)
    result = record("--force")
    assert result.code == 5
    assert f"{file} could not be written: File too large." in result.err
    assert [each.read_text(encoding="utf-8") for each in file.parent.iterdir()] == ["before"]
