"""What people install holds what it needs, is the same whoever builds it, and runs."""

import email
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import lacking, thorough
from footcoach import __version__
from footcoach.storage.library import built_in_names

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.packaging


def run(*command: str | Path, cwd: Path = ROOT, **env: str) -> str:
    """Run a program that must succeed, and return what it printed."""
    clean = {name: os.environ[name] for name in os.environ if not name.startswith("PYTHON")} | env
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(source: Path, folder: Path) -> Path:
    """Build sdist and wheel, as an installer does, and return the folder that they are in."""
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=source)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both from this folder."""
    return build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture
def unpacked(built: Path, tmp_path: Path) -> Path:
    """Unpack the source archive somewhere else, as somebody who downloaded it would."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / f"footcoach-{__version__}"


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


def test_the_source_archive_holds_the_routines_at_the_top_and_all_that_the_tests_read(
    built: Path,
) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.split("/", 1)[1] for name in opened.getnames() if "/" in name}
    assert {f"routines/{name}.toml" for name in built_in_names()} <= names
    needed = ("README.md", "CITATION.cff", "SECURITY.md", ".ci/run", ".github/dependabot.yml")
    assert {"tests/conftest.py", "Makefile", "docs/footcoach.1", *needed} <= names


def test_both_are_fit_for_pypi_and_every_link_on_its_page_leads_somewhere(built: Path) -> None:
    tools = Path(sysconfig.get_path("scripts"))
    run(tools / "twine", "check", "--strict", *built.iterdir())
    run(tools / "check-wheel-contents", built)
    with ZipFile(next(built.glob("*.whl"))) as wheel:
        page = email.message_from_bytes(wheel.read(f"footcoach-{__version__}.dist-info/METADATA"))
    links = re.findall(r'(?:\]\(|(?:src|href)=")([^)"]+)', str(page.get_payload()))
    assert links
    assert [link for link in links if not link.startswith(("https://", "#"))] == []


def test_both_are_the_same_to_the_byte_when_built_from_the_source_archive_on_another_day(
    built: Path, unpacked: Path, tmp_path: Path, lax_umask: None
) -> None:
    for path in unpacked.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(path.stat().st_mode | 0o020)
    again = build(unpacked, tmp_path / "again")
    assert {p.name: p.read_bytes() for p in again.iterdir()} == {
        p.name: p.read_bytes() for p in built.iterdir()
    }


def install(what: Path, folder: Path) -> list[Path]:
    """Install into a fresh environment, and return the command that runs the program."""
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", what)
    return [scripts / "footcoach"]


@pytest.mark.skipif(not thorough(0, 1), reason="part of `make thorough`: it downloads packages")
@pytest.mark.parametrize("form", ["wheel", "source archive", "zipapp"])
def test_what_is_installed_afresh_runs(
    built: Path, unpacked: Path, tmp_path: Path, form: str
) -> None:
    match form:
        case "wheel":
            program = install(next(built.glob("*.whl")), tmp_path / "venv")
        case "source archive":
            program = install(next(built.glob("*.tar.gz")), tmp_path / "venv")
        case _:
            make = shutil.which("make") or lacking("make")
            run(make, "zipapp", f"BIN={sysconfig.get_path('scripts')}", cwd=unpacked)
            # As `python` on somebody else's computer would, without this environment's packages.
            program = [Path(sys.base_prefix) / "bin" / "python3", unpacked / "dist/footcoach.pyz"]
    home = {"HOME": str(tmp_path), "SHIV_ROOT": str(tmp_path / "shiv")}
    assert run(*program, "--version", cwd=tmp_path, **home) == f"footcoach {__version__}\n"
    assert set(built_in_names()) <= set(run(*program, "routines", cwd=tmp_path, **home).split())
