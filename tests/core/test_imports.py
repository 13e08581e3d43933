"""The core is arithmetic on values: importing it must not bring in the world around it."""

import ast
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import footcoach
from footcoach import core

CORE_MODULES = tuple(f"footcoach.core.{each.name}" for each in pkgutil.iter_modules(core.__path__))

BASELINE = """
import datetime, tomllib
from enum import StrEnum
from typing import Annotated
from pydantic import BaseModel, BeforeValidator, Field, field_validator, model_validator
from pydantic import ConfigDict, ValidationError
class Model(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
    number: float = Field(ge=1, alias="with")
    text: Annotated[str, Field(min_length=1), BeforeValidator(str)]
    parts: tuple[int, ...] = Field(min_length=1)
"""
"""What the core is allowed to bring along: pydantic, and what building a model needs."""

FORBIDDEN = (
    "_curses",
    "asyncio",
    "concurrent",
    "curses",
    "http",
    "multiprocessing",
    "msvcrt",
    "platformdirs",
    "prompt_toolkit",
    "questionary",
    "readline",
    "requests",
    "rich",
    "select",
    "selectors",
    "shutil",
    "signal",
    "socket",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "termios",
    "threading",
    "tomlkit",
    "tty",
    "typer",
    "urllib.request",
    "wakepy",
)


ALLOWED = frozenset(
    {
        "collections.abc",
        "csv",
        "dataclasses",
        "datetime",
        "difflib",
        "enum",
        "itertools",
        "json",
        "math",
        "pathlib",
        "pydantic",
        "re",
        "textwrap",
        "tomllib",
        "types",
        "typing",
        "unicodedata",
        "uuid",
    }
)
"""What the core's own source may import besides itself: calculation and data, nothing else."""

IMPURE_CALLS = frozenset({"eval", "exec", "input", "now", "open", "print", "today", "utcnow"})


def modules_after(code: str) -> frozenset[str]:
    """Run the code in an interpreter of its own and return what it has loaded."""
    source = str(Path(footcoach.__file__).parents[1])
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"],
        env=os.environ | {"PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(run.stdout.split())


@pytest.fixture(scope="module")
def baseline() -> frozenset[str]:
    return modules_after(BASELINE)


@pytest.fixture(scope="module")
def added(baseline: frozenset[str]) -> frozenset[str]:
    """Return what importing the whole core loads beyond the baseline."""
    imports = "\n".join(f"import {name}" for name in CORE_MODULES)
    return modules_after(imports) - baseline


def test_the_whole_core_is_looked_at(added: frozenset[str]) -> None:
    assert set(CORE_MODULES) <= added
    assert "footcoach.core.engine" in CORE_MODULES


def test_no_other_part_of_the_program_is_loaded_by_the_core(added: frozenset[str]) -> None:
    ours = {name for name in added if name.split(".")[0] == "footcoach"}
    assert ours == {"footcoach", "footcoach.core", *CORE_MODULES}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_the_core_loads_no_terminal_clock_disk_or_process_library(
    name: str, added: frozenset[str]
) -> None:
    assert not [each for each in added if each == name or each.startswith(f"{name}.")]


def test_each_core_module_can_be_imported_first() -> None:
    for name in CORE_MODULES:
        assert name in modules_after(f"import {name}")


def nodes_of(name: str) -> list[ast.AST]:
    path = Path(next(iter(core.__path__))) / f"{name.rpartition('.')[2]}.py"
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", CORE_MODULES)
def test_a_core_module_names_only_libraries_for_calculation(name: str) -> None:
    nodes = nodes_of(name)
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {each for each in named if not each.startswith("footcoach.core.")} <= ALLOWED


@pytest.mark.parametrize("name", CORE_MODULES)
def test_a_core_module_asks_no_clock_and_touches_no_file(name: str) -> None:
    called = [node.func for node in nodes_of(name) if isinstance(node, ast.Call)]
    names = {
        each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in called
    }
    assert names.isdisjoint(IMPURE_CALLS)
