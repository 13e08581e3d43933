"""What people install holds what they need."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from footcoach.storage.library import built_in_names

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build sdist and wheel as an installer does."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder


def test_the_wheel_holds_the_routines_and_the_mark_of_its_types(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"footcoach/routines/{name}.toml" for name in built_in_names()} <= names
    assert "footcoach/py.typed" in names


def test_the_source_archive_holds_the_routines_at_the_top(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.split("/", 1)[1] for name in opened.getnames() if "/" in name}
    assert {f"routines/{name}.toml" for name in built_in_names()} <= names
    assert "tests/conftest.py" in names


def test_the_routines_are_found_in_an_installed_wheel(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); "
    code += "from footcoach.storage import library as it; print(it.__file__, *it.built_in_names())"
    result = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    )
    assert str(tmp_path) in result.stdout
    assert "general" in result.stdout
