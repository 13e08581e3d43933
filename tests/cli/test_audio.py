"""What there is to be heard depends on options, settings and what is found here."""

import sys
from pathlib import Path

import pytest

from footcoach.cli.audio import Listening
from footcoach.storage.settings import Settings


@pytest.mark.skipif(sys.platform == "win32", reason="Python itself plays there")
@pytest.mark.parametrize(
    ("sound", "volume", "player", "flash"),
    [
        (True, 1.0, False, True),
        (True, 1.0, True, False),
        (False, 1.0, False, False),
        (True, 0.0, False, False),
    ],
)
def test_a_flash_stands_in_for_tones_that_are_wanted_and_cannot_be_played(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    sound: bool,
    volume: float,
    player: bool,
    flash: bool,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if player:
        for name in ("aplay", "afplay"):
            (tmp_path / name).touch(mode=0o700)
    listening = Listening(Settings(volume=volume), voice=True, sound=sound)
    assert listening.listen().flash is flash
    listening.close(finish=False)
