"""Whatever a text holds is spoken as words; which program speaks depends on the machine."""

import shutil
import struct
import wave
from pathlib import Path

import pytest

from conftest import lacking
from footcoach.system.engines import Engine, find_engines, spoken
from footcoach.system.programs import Runner
from programs import Programs, until

NASTY = {
    "-v": "-v",
    "--help; rm -rf /": "--help; rm -rf /",
    "[[slnc 5000]] on": "slnc 5000 on",
    "<speak><break time='5s'/></speak>": "speak break time='5s'/ /speak",
    "two\nlines\tand \x1b[2J": "two lines and 1b 2J",
    "$(id) `id` \"quoted\" 'too'": "$(id) `id` \"quoted\" 'too'",
    "\u202eright to left": "202e right to left",
    "[[]] <>": "",
    "": "",
}


@pytest.mark.parametrize(("text", "words"), NASTY.items())
def test_words_are_left_and_orders_are_not(text: str, words: str) -> None:
    assert spoken(text) == words


def test_a_very_long_text_is_cut_so_that_it_fits_into_a_pipe() -> None:
    assert len(spoken("\N{PILE OF POO}" * 9999).encode()) < 4096


@pytest.mark.parametrize(
    ("platform", "there", "found"),
    [
        ("linux", ["espeak", "espeak-ng", "spd-say", "say"], ["spd-say", "espeak-ng", "espeak"]),
        ("linux", ["espeak", "espeak-ng"], ["espeak-ng", "espeak"]),
        ("linux", ["espeak", "powershell.exe"], ["espeak"]),
        ("linux", ["say"], []),
        ("darwin", ["say", "espeak-ng", "spd-say"], ["say", "espeak-ng"]),
        ("darwin", ["espeak-ng"], ["espeak-ng"]),
        ("win32", ["powershell.exe", "espeak-ng", "say"], ["powershell.exe"]),
        ("win32", [], []),
    ],
)
def test_each_system_speaks_by_the_program_that_suits_it(
    programs: Programs, platform: str, there: list[str], found: list[str]
) -> None:
    for name in there:
        programs.add(name)
    expected = [Engine(name, str(programs.folder / name)) for name in found]
    assert find_engines(platform) == expected


@pytest.mark.parametrize("name", ["espeak", "espeak-ng"])
def test_espeak_reads_the_words_from_its_input(name: str) -> None:
    engine = Engine(name, f"/usr/bin/{name}")
    options = ["-v", "en", "-b", "1", "-a", "50", "--stdin"]
    assert engine.command("-v", 0.5) == [f"/usr/bin/{name}", *options]
    assert engine.input("-v") == "-v"


def test_spd_say_gets_the_words_after_the_end_of_options_and_no_input_to_obey() -> None:
    engine = Engine("spd-say", "/usr/bin/spd-say")
    options = ["--wait", "-N", "footcoach", "-l", "en"]
    assert engine.command("-e", 1.0) == ["/usr/bin/spd-say", *options, "--", "-e"]
    assert engine.command("Hi", 0.3)[6:] == ["--volume=-40", "--", "Hi"]
    assert engine.input("-e") == ""


def test_powershell_is_told_the_same_whatever_the_words_and_gets_them_as_input() -> None:
    engine = Engine("powershell.exe", "C:\\powershell.exe")
    command = engine.command("'; Remove-Item C:\\ #", 0.5)
    assert command == engine.command("Hello", 0.5)
    assert command[:-1] == [
        *("C:\\powershell.exe", "-NoLogo", "-NoProfile", "-NonInteractive", "-Command"),
    ]
    assert "$voice.Volume = 50;" in command[-1]
    assert '"' not in command[-1], "Windows would have to escape it"
    assert engine.input("Hello") == "Hello"


def test_only_spd_say_leaves_something_to_silence() -> None:
    assert Engine("spd-say", "/x/spd-say").silencer() == ["/x/spd-say", "--cancel"]
    for name in ("say", "espeak", "espeak-ng", "powershell.exe"):
        assert Engine(name, f"/x/{name}").silencer() == []


@pytest.fixture
def espeak() -> Engine:
    program = shutil.which("espeak-ng")
    if program is None:
        lacking("espeak-ng")
    return Engine("espeak-ng", program)


def recorded(engine: Engine, text: str, out: Path, volume: float = 1.0) -> tuple[float, int]:
    """Return seconds and loudest sample of what the real program says, told as in a session."""
    words = spoken(text)
    runner = Runner()
    command = [*engine.command(words, volume), "-w", str(out)]
    runner.start(command, engine.input(words), seconds=60)
    until(lambda: not runner.busy(), 60)
    assert runner.failure == ""
    with wave.open(str(out)) as file:
        count = file.getnframes()
        samples = struct.unpack(f"<{count}h", file.readframes(count))
        return count / file.getframerate(), max(map(abs, samples))


def test_the_real_espeak_speaks(espeak: Engine, tmp_path: Path) -> None:
    seconds, loudest = recorded(espeak, "Half-way.", tmp_path / "out.wav")
    assert seconds > 0.5
    assert loudest > 3000


@pytest.mark.parametrize("order", ["-v", "--help; rm -rf /", "--version", "-q", "-f /etc/passwd"])
def test_the_real_espeak_speaks_options_as_words(
    espeak: Engine, tmp_path: Path, order: str
) -> None:
    words = "and slowly back to the ankle"
    short, _ = recorded(espeak, words, tmp_path / "short.wav")
    long, loudest = recorded(espeak, f"{order} {words}", tmp_path / "long.wav")
    alone, _ = recorded(espeak, order, tmp_path / "alone.wav")
    assert short + 0.2 < long < short + alone + 1
    assert loudest > 3000
