"""What people install holds what it needs."""

import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from footcoach.storage.library import built_in_names

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build sdist and wheel as an installer does."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def test_an_installed_wheel_has_its_routines_its_data_its_types_and_its_manual(
    built: Path, tmp_path: Path
) -> None:
    (wheel,) = built.glob("*.whl")
    ZipFile(wheel).extractall(tmp_path)
    assert (tmp_path / "footcoach" / "py.typed").exists()
    (manual,) = tmp_path.glob("*.data/data/share/man/man1/footcoach.1")
    assert manual.read_bytes() == (ROOT / "docs" / "footcoach.1").read_bytes()
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
    code += "from footcoach.core.questionnaire import QUESTIONS\n"
    code += "from footcoach.storage import library\n"
    code += "print(library.__file__, len(QUESTIONS), *library.built_in_names())"
    command = [sys.executable, "-I", "-c", code]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert shown[0].startswith(str(tmp_path))
    assert int(shown[1]) > 20
    assert shown[2:] == list(built_in_names())


def test_the_source_archive_holds_the_routines_at_the_top(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.split("/", 1)[1] for name in opened.getnames() if "/" in name}
    assert {f"routines/{name}.toml" for name in built_in_names()} <= names
    assert {"tests/conftest.py", "docs/footcoach.1"} <= names
