"""The core is arithmetic on values: importing it must not bring in the world around it."""

import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import footcoach
from footcoach import core

CORE_MODULES = tuple(f"footcoach.core.{each.name}" for each in pkgutil.iter_modules(core.__path__))

# What the core may bring along: pydantic, and what building a model needs.
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

# Terminal, clock, disk, process, network. import-linter looks only at our own modules.
FORBIDDEN = {
    *("_curses", "asyncio", "concurrent", "curses", "http", "msvcrt", "multiprocessing"),
    *("platformdirs", "prompt_toolkit", "questionary", "readline", "requests", "rich", "select"),
    *("selectors", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "tempfile"),
    *("termios", "threading", "tty", "typer", "wakepy"),
}


def modules_after(code: str) -> set[str]:
    """Run the code in an interpreter of its own and return what it has loaded."""
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"],
        env=os.environ | {"PYTHONPATH": str(Path(footcoach.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(run.stdout.split())


@pytest.fixture(scope="module")
def added() -> set[str]:
    """Return what importing the whole core loads beyond the baseline."""
    return modules_after(f"import {', '.join(CORE_MODULES)}") - modules_after(BASELINE)


def test_the_core_loads_no_terminal_clock_disk_or_process_library(added: set[str]) -> None:
    assert {name.split(".")[0] for name in added} & FORBIDDEN == set()


def test_each_core_module_can_be_imported_first() -> None:
    modules_after(
        "import importlib, sys\n"
        f"for name in {CORE_MODULES}:\n"
        "    for each in [m for m in sys.modules if m.startswith('footcoach')]:\n"
        "        del sys.modules[each]\n"
        "    importlib.import_module(name)\n"
    )
