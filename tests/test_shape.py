"""The promises about the code itself."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from footcoach.storage.library import built_in_names

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_file_is_longer_than_350_lines(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 350


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not {p.stem for p in SOURCES} & {"utils", "helpers", "common", "manager", "base", "misc"}


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    return {name for name in names if name.startswith("footcoach.")}


def test_no_module_imports_itself_through_others() -> None:
    names = {
        ".".join(p.relative_to(ROOT / "src").with_suffix("").parts): imports_of(p) for p in SOURCES
    }

    def reaches(start: str, at: str, seen: set[str]) -> bool:
        for name in names.get(at, set()) - seen:
            seen.add(name)
            if name == start or reaches(start, name, seen):
                return True
        return False

    assert [name for name in names if reaches(name, name, set())] == []


def test_the_readme_names_every_command_and_every_routine() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in built_in_names():
        assert f"`{name}`" in readme
    for command in (
        "start",
        "screen",
        "checklist",
        "routines",
        "routines show",
        "routines check",
        "routines new",
        "routines copy",
        "routines schema",
        "profile",
        "profile clear",
        "learn",
        "doctor",
        "history",
        "history stats",
        "history export",
        "history import",
        "history delete",
        "forget",
    ):
        assert f"footcoach {command}" in readme


def test_the_changelog_knows_this_version() -> None:
    from footcoach import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], {"rich", "questionary", "prompt_toolkit", "pydantic", "sqlite3", "wakepy"}),
        (["checklist"], {"rich", "questionary", "prompt_toolkit", "sqlite3"}),
        (["checklist", "--format", "html"], {"rich", "questionary", "prompt_toolkit", "sqlite3"}),
        (["learn", "--json"], {"rich", "questionary", "prompt_toolkit", "sqlite3"}),
        (["learn", "types"], {"questionary", "prompt_toolkit", "sqlite3"}),
    ],
)
def test_what_a_command_does_not_need_is_not_loaded(
    arguments: list[str], unwanted: set[str]
) -> None:
    code = (
        "import sys\n"
        "from footcoach.cli.app import main\n"
        "try:\n"
        f"    main({arguments!r})\n"
        "except SystemExit:\n"
        "    pass\n"
        f"print('LOADED', sorted({unwanted!r} & set(sys.modules)))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.rstrip().endswith("LOADED []"), result.stdout


def test_every_dependency_is_imported_somewhere_and_every_import_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^a-z_]", name)[0] for name in project["dependencies"]}
    imported = {
        (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else name.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    foreign = {n.split(".")[0] for n in imported} - set(sys.stdlib_module_names) - {"footcoach"}
    assert foreign == declared
