"""What the tests of the commands share."""

import pytest

from cli.running import Result, Run
from footcoach.cli.app import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program in this process; pytest's streams are no terminal."""

    def call(*args: object) -> Result:
        with pytest.raises(SystemExit) as left:
            main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return Result(int(left.value.code or 0), out, err)

    return call
