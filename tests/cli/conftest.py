"""What the tests of the commands share."""

import re

import pytest

from cli.running import CALLED, Result, Run
from footcoach import COMMANDS
from footcoach.cli.app import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in this process, called by its path; pytest's streams are no terminal.

    Whatever it prints, no command in it may lack that path.
    """
    for module in ("footcoach.ui.own_name", "footcoach.cli.app"):
        monkeypatch.setattr(f"{module}.own_name", lambda: CALLED)

    def call(*args: object) -> Result:
        with pytest.raises(SystemExit) as left:
            main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        assert not re.findall(rf"(?<!bin/)footcoach (?:--|{'|'.join(COMMANDS)})", out + err)
        return Result(int(left.value.code or 0), out, err)

    return call
