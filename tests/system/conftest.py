"""What the tests of other programs get: a PATH of their own."""

import os
import sys
from pathlib import Path

import pytest

from programs import Programs

# The stand-ins are shell scripts.
NO_SCRIPTS = ["test_engines.py", "test_programs.py", "test_voice.py", "test_audio_file.py"]
collect_ignore = NO_SCRIPTS if sys.platform == "win32" else []


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Have none but our own programs on PATH."""
    made = Programs(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", str(made.folder)]))
    return made
