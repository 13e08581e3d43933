"""The promises about the code itself."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from footcoach import __version__

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not {p.stem for p in SOURCES} & {"utils", "helpers", "common", "manager", "base", "misc"}


def test_the_changelog_knows_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        ("--version", "typer rich pydantic footcoach.cli"),
        ("-V", "typer rich pydantic footcoach.cli"),
        ("start --help", "rich questionary prompt_toolkit pydantic sqlite3 wakepy jinja2"),
        ("routines", "jinja2 icalendar sqlite3"),
        ("checklist", "rich questionary prompt_toolkit jinja2 sqlite3"),
        ("checklist --format html", "rich questionary prompt_toolkit sqlite3"),
        ("learn --json", "rich questionary prompt_toolkit sqlite3"),
        ("learn types", "questionary prompt_toolkit sqlite3"),
    ],
)
def test_what_a_command_does_not_need_is_not_loaded(command: str, unwanted: str) -> None:
    code = (
        "import atexit, sys\n"
        "from footcoach.__main__ import main\n"
        f"atexit.register(lambda: print('LOADED', set({unwanted.split()}) & set(sys.modules)))\n"
        f"sys.argv[1:] = {command.split()}\n"
        "main()\n"
    )
    python = [sys.executable, "-c", code]
    result = subprocess.run(python, capture_output=True, text=True, check=True)
    assert result.stdout.endswith("LOADED set()\n")


def test_every_dependency_is_imported_somewhere_and_every_import_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^a-z0-9_]", name)[0] for name in project["dependencies"]}
    imported = {
        (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else name.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    foreign = {n.split(".")[0] for n in imported} - set(sys.stdlib_module_names) - {"footcoach"}
    assert foreign == declared
