"""The commands as scripts see them: output, errors, exit codes."""

import io
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import Run, shell
from conftest import AnswersFile, mode
from footcoach import PROBLEMS, __version__
from footcoach.core.questionnaire import QUESTIONS
from footcoach.core.record import jsonl_line
from samples import a_record

# Every command that writes a file of the person's choosing.
WRITING = (
    ("checklist",),
    ("screen",),
    ("history", "export"),
    ("history", "report"),
    ("routines", "show", "gentle"),
    ("remind", "--on", "daily", "--at", "20:30"),
)


def test_alone_it_says_what_it_is_and_what_to_type(run: Run) -> None:
    result = run()
    assert result.code == 0
    assert "footcoach start" in result.out
    assert "no substitute for" in result.out


def test_the_version_is_shown_also_as_a_module(run: Run) -> None:
    assert run("--version") == run("-V") == (0, f"footcoach {__version__}\n", "")
    assert shell("--version").stdout == f"footcoach {__version__}\n"


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("start --minutes ten", 2, "'--minutes': give a number from 1 to 60."),
        ("start --foot middle", 2, "'--foot': 'middle' is not one of left, right, both."),
        ("checklist -o a.pdf", 2, "writes no PDF. Write a file ending in .html, and print"),
        ("checklist --large-print -o a", 2, "Large print needs HTML: add --format html."),
        ("learn diabets", 2, "'diabets' (did you mean 'diabetes'?)"),
        ("learn \x1b[2J", 2, "'<1b>[2J'"),
        ("remind --on mo --at 20:30", 2, "'mo' is not a day. Write days like this: mon,"),
        ("remind --on mon --at 25:00", 2, "'25:00' is not a time of day. Write it like this: 2"),
        ("remind --on ' , ' --at 20:30", 2, "Say on which days: mon,wed,fri, or daily."),
        ("remind --on mon --at 20:30 --routine genral", 4, "did you mean 'general'"),
    ],
)
def test_what_is_typed_wrong_is_refused_in_plain_words_before_anything_is_made(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, code: int, words: str
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.chdir(tmp_path)
    result = run(*shlex.split(command))
    assert (result.code, result.out, list(tmp_path.iterdir())) == (code, "", [])
    assert words in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize("command", ["start general <&-", "doctor >&-", "--version >&-"])
def test_closed_streams_are_no_traceback(command: str) -> None:
    result = shell(command)
    assert result.returncode == (6 if "start" in command else 0), result.stderr
    assert "Traceback" not in result.stderr
    assert "BrokenPipe" not in result.stderr


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("routines check -", "-: no mistakes found."),
        ("routines show -", "Rub the foot"),
        ("routines copy - mine", "Its title is still 'Brief'."),
        ("history import -", "Added: 1."),
        ("screen --answers -", "You can do any routine today."),
    ],
)
def test_a_dash_is_standard_input_wherever_a_file_is_taken(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    answers_file: AnswersFile,
    brief_routine: Path,
    command: str,
    words: str,
) -> None:
    text = {
        "routines": brief_routine.read_text(encoding="utf-8"),
        "history": jsonl_line(a_record()),
        "screen": answers_file().read_text(encoding="utf-8"),
    }[command.split()[0]]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    result = run(*command.split())
    assert result.code == 0
    assert words in result.out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"= 1")))
    wrong = run(*command.split())
    assert wrong.code in {2, 4}
    assert "standard input" in wrong.out + wrong.err


# One for each way in which a command prints.
EARLY_CLOSE = [
    *("", "--version", "--help", "checklist", "routines show general", "routines schema"),
    *("history", "history export --format csv", "profile clearance add", "screen --json --answers"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe that is closed is no EPIPE there")
@pytest.mark.parametrize("command", EARLY_CLOSE)
def test_a_reader_that_leaves_early_ends_every_command_quietly(
    command: str, answers_file: AnswersFile
) -> None:
    answers = [str(answers_file())] if command.endswith("--answers") else []
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [sys.executable, "-m", "footcoach", *command.split(), *answers],
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
        start_new_session=True,
    )
    os.close(writer)
    expected = b"footcoach: No sessions yet." if "export" in command else b""
    assert result.stderr[:27] == expected
    assert result.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
@pytest.mark.parametrize("module", ["typer", "footcoach.cli.forget"])
def test_ctrl_c_while_it_starts_is_no_traceback(module: str) -> None:
    interrupt = f"""
import importlib.abc, os, signal, sys
class Interrupt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "{module}":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
sys.argv = ["footcoach", "forget"]
from footcoach.__main__ import main
main()
"""
    result = subprocess.run(
        [sys.executable, "-c", interrupt], capture_output=True, text=True, check=False
    )
    assert result.returncode in {130, -signal.SIGINT}
    assert (result.stdout, result.stderr) == ("", "")


def test_what_was_answered_is_saved_for_its_owner_alone(
    run: Run, answers_file: AnswersFile, tmp_path: Path
) -> None:
    out = tmp_path / "for-my-podiatrist.txt"
    result = run("screen", "--answers", answers_file("doubt.yes"), "-o", out)
    assert result.code == 3
    text = out.read_text(encoding="utf-8")
    assert "Ask a podiatrist or doctor before you massage." in text
    for question in QUESTIONS:
        if question.id != "runner":
            assert question.lead.split()[0] in text
    assert mode(out) == 0o600


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_what_cannot_be_written_is_said_before_anything_else(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    no, folder = tmp_path / "no", tmp_path / "x.html"
    folder.mkdir()
    for output, words in (
        (no / "x.html", f"{no} is not a folder that you can write to."),
        (folder, f"{folder} is a folder; give the name of a file."),
        ("", ". is a folder; give the name of a file."),
    ):
        assert run(*command, "--force", "-o", output) == (5, "", f"footcoach: {words}\n")


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_no_file_is_replaced_without_asking_and_that_comes_before_anything_else(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "out.html"
    path.write_text("mine", encoding="utf-8")
    refused = run(*command, "-o", path)
    assert (refused.code, refused.out) == (6, "")
    assert refused.err == (
        f"footcoach: {path} exists. Replace it? Nobody can be asked here. Add --force to agree.\n"
    )
    assert path.read_text(encoding="utf-8") == "mine"


def test_without_a_terminal_nothing_starts_and_no_routine_is_guessed(
    run: Run, answers_file: AnswersFile
) -> None:
    result = run("start", "general")
    assert result.code == 6
    assert "--answers FILE" in result.err
    result = run("start", "--answers", answers_file())
    assert result.code == 6
    assert "general" in result.out


def test_a_blocking_answer_prints_the_advice_and_starts_nothing(
    run: Run, answers_file: AnswersFile
) -> None:
    result = run("start", "general", "--answers", answers_file("chest"))
    assert result.code == 3
    assert "Get medical advice today. Do not massage." in result.out
    assert " seconds." not in result.out


def test_a_fault_of_the_program_says_where_to_report_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footcoach.cli.forget.stored_files", lambda: 1 / 0)
    result = run("forget")
    assert result.code == 1
    assert "ZeroDivisionError" in result.err
    assert result.err.rstrip().endswith(PROBLEMS)
