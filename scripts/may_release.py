"""Refuse to release from a tag that is not this version, or from another repository."""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def reasons_against(tag: str, repository: str, root: Path = ROOT) -> list[str]:
    """Return why the tag must not be released, each in a sentence."""
    code = (root / "src" / "footcoach" / "__init__.py").read_text(encoding="utf-8")
    version = re.findall(r'^__version__ = "(.+)"$', code, re.MULTILINE)[0]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    source = project["urls"]["Source"]
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    dated = re.search(rf"^## {re.escape(version)} - \d{{4}}-\d\d-\d\d$", changes, re.MULTILINE)
    checks = {
        f"The tag is {tag}, but the version is {version}: tag it v{version}.": tag == f"v{version}",
        f"This is {repository}, but the project is at {source}.": repository == source,
        f'CHANGELOG.md has no date for {version}: replace "unreleased".': bool(dated),
    }
    return [reason for reason, holds in checks.items() if not holds]


if __name__ == "__main__":
    tag, repository = sys.argv[1:]
    sys.exit("\n".join(reasons_against(tag, repository)))
