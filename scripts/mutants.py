"""Make small changes, one at a time, to the modules that decide, and check that a test fails.

python scripts/mutants.py

mutmut makes the changes; `[tool.mutmut]` in pyproject.toml lists the modules, and the tests that
must catch them. It skips decorated functions, so it gets a copy in which each property, cached or
not, is a plain method. This script fails if a change is neither caught by a test nor in
`tests/mutants.toml`, or if that list has one that a test catches or that mutmut no longer makes.
"""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
COPY = ROOT / "build" / "mutants"
MUTMUT = Path(sys.executable).with_name("mutmut")

Break = tuple[str, str]
"""A line before and after a change."""


def without_decorators(source: str) -> str:
    """Turn each property into a plain method, followed by a property made from it."""
    lines = source.splitlines()
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef)]
    for function in sorted(functions, key=lambda each: -each.lineno):
        decorators = [ast.unparse(each) for each in function.decorator_list]
        if decorators in (["property"], ["cached_property"]):
            name, at, end = function.name, function.lineno - 1, function.end_lineno
            lines.insert(end or at, f"    {name} = {decorators[0]}(_{name})")
            lines[at] = lines[at].replace(f"def {name}(", f"def _{name}(")
            del lines[function.decorator_list[0].lineno - 1]
    return "\n".join(lines) + "\n"


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def copy() -> None:
    shutil.rmtree(COPY, ignore_errors=True)
    for folder in ("src", "tests", "routines"):
        shutil.copytree(ROOT / folder, COPY / folder)
    shutil.copy(ROOT / "pyproject.toml", COPY)
    for name in read(COPY / "pyproject.toml")["tool"]["mutmut"]["only_mutate"]:
        path = COPY / name
        path.write_text(without_decorators(path.read_text(encoding="utf-8")), encoding="utf-8")


def mutmut(*arguments: str) -> str:
    run = subprocess.run([MUTMUT, *arguments], cwd=COPY, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{run.stdout}\n{run.stderr}\nmutmut {' '.join(arguments)} failed.")
    return run.stdout


def survivors() -> set[Break]:
    """Run mutmut; return the changes that no test caught."""
    mutmut("run")
    lines = mutmut("results", "--all", "yes").splitlines()
    results = [line.strip().rpartition(": ") for line in lines]
    counts = Counter((name.split(".x")[0], status) for name, _, status in results)
    for (module, status), count in sorted(counts.items()):
        print(f"{module}: {count} {status}")
    if not counts:
        sys.exit("mutmut made no changes.")
    return {shown(name) for name, _, status in results if status != "killed"}


def shown(name: str) -> Break:
    lines = mutmut("show", name).splitlines()
    was, becomes = (
        " ".join(line[1:].strip() for line in lines if line[0:1] == sign and line[:3] != sign * 3)
        for sign in "-+"
    )
    return was, becomes


def main() -> None:
    listed = read(ROOT / "tests" / "mutants.toml")["same"]
    justified = {(each["was"], each["becomes"]) for each in listed}
    copy()
    found = survivors()
    for was, becomes in sorted(found - justified):
        print(f"No test catches this:\n-   {was}\n+   {becomes}")
    for was, becomes in sorted(justified - found):
        print(f"Listed, but a test catches it or it is not made:\n-   {was}\n+   {becomes}")
    sys.exit(found != justified)


if __name__ == "__main__":
    main()
