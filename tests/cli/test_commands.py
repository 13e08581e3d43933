"""The commands as scripts see them: output, errors, exit codes."""

import json
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.running import Run
from conftest import AnswersFile, today
from footcoach import __version__
from footcoach.cli.checklist import Format
from footcoach.core.questionnaire import QUESTION_SET, QUESTIONS
from footcoach.core.report import BY_ID
from footcoach.storage.library import built_in_names

STEP_TOML_BROKEN = """\
title = "Mine"
summary = "My own."
level = "go"

[[steps]]
part = "each_foot"
title = "Rub"
seconds = "30"
technique = "gliding"
with = "hands"
zone = "whole"
pressure = 2
how = "Slide slowly."
source = "me"
"""


def test_alone_it_says_what_it_is_and_what_to_type(run: Run) -> None:
    result = run()
    assert result.code == 0
    assert "footcoach start" in result.out
    assert "not a medical device" in result.out


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version") == (0, f"footcoach {__version__}\n", "")


@pytest.mark.parametrize(
    "command", ["start", "screen", "checklist", "routines", "learn", "history", "forget"]
)
def test_every_command_has_help(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.code == 0
    assert command in result.out


def test_python_dash_m_does_the_same() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "footcoach", "--version"], capture_output=True, text=True, check=True
    )
    assert result.stdout == f"footcoach {__version__}\n"


# --- checklist -----------------------------------------------------------------------------------


def test_the_checklist_is_ascii_in_eighty_columns_with_a_box_for_every_answer(run: Run) -> None:
    result = run("checklist")
    assert result.code == 0
    assert result.out.isascii()
    assert max(map(len, result.out.splitlines())) <= 80
    assert result.out.count("[ ] yes  [ ] not sure  [ ] no") == len(BY_ID)


@pytest.mark.parametrize("question_id", BY_ID)
def test_the_checklist_has_every_question_its_help_and_its_advice(
    run: Run, question_id: str
) -> None:
    text = " ".join(run("checklist").out.split())
    question = BY_ID[question_id]
    assert question.wording in text
    assert question.help in text
    assert question.advice in text


def test_the_checklist_as_json_holds_what_other_programs_rely_on(run: Run) -> None:
    entries = json.loads(run("checklist", "--format", "json").out)
    assert [entry["id"] for entry in entries] == [question.id for question in QUESTIONS]

    def check(entry: dict[str, Any]) -> None:
        question = BY_ID[entry["id"]]
        assert set(entry) == {
            *("id", "part", "heading", "wording", "help", "answers", "follow_ups", "sources")
        }
        assert entry["wording"] == question.wording
        assert entry["answers"]["yes"] == {"level": question.yes, "advice": question.advice}
        assert entry["answers"]["not_sure"]["level"] == question.not_sure
        assert entry["answers"]["no"] == {"level": "go", "advice": ""}
        assert entry["sources"] == list(question.sources)
        assert [each["id"] for each in entry["follow_ups"]] == [f.id for f in question.follow_ups]
        for follow_up in entry["follow_ups"]:
            check(follow_up)

    for entry in entries:
        check(entry)


def test_the_checklist_as_markdown_has_every_question_and_source(run: Run) -> None:
    text = run("checklist", "--format", "markdown").out
    for question in BY_ID.values():
        assert question.wording in text
        assert all(source in text for source in question.sources)


def test_the_checklist_as_text_does_not_read_what_only_html_needs() -> None:
    code = "import sys; from footcoach.cli.checklist import checklist; checklist()"
    command = [sys.executable, "-c", f"{code}; print(*sys.modules)"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "footcoach.ui.checklist" in loaded


def test_the_checklist_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "checklist.txt"
    assert run("checklist", "-o", path) == (0, "", "")
    assert path.read_text(encoding="utf-8") == run("checklist").out


@pytest.mark.parametrize("form", Format)
def test_no_form_of_the_checklist_loses_a_letter_on_any_console(run: Run, form: Format) -> None:
    assert run("checklist", "--format", form).out.isascii()


def test_the_checklist_as_html_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "checklist.html"
    assert run("checklist", "--format", "html", "-o", path) == (0, "", "")
    assert path.read_text(encoding="ascii") == run("checklist", "--format", "html").out


def test_an_unknown_format_is_a_usage_error(run: Run) -> None:
    assert run("checklist", "--format", "pdf").code == 2


# --- routines ------------------------------------------------------------------------------------


def test_the_routines_are_listed(run: Run) -> None:
    result = run("routines")
    assert result.code == 0
    for name in ("general", "runner", "swedish", "deep", "gentle"):
        assert name in result.out


@pytest.mark.parametrize("name", built_in_names())
def test_a_routine_is_shown_step_by_step(run: Run, name: str) -> None:
    result = run("routines", "show", name)
    assert result.code == 0
    assert "for both feet" in result.out
    assert "Why: footcoach learn " in result.out


def test_an_unknown_routine_names_the_nearest_and_all_known(run: Run) -> None:
    result = run("routines", "show", "genral")
    assert result.code == 4
    assert "did you mean 'general'" in result.err
    assert "runner" in result.err


# --- screen --------------------------------------------------------------------------------------


def test_the_outcome_as_json_holds_what_other_programs_rely_on(
    run: Run, answers_file: AnswersFile
) -> None:
    path = answers_file(
        diabetes="yes", diabetes__foot_check_missing="no", diabetes__past_foot_problem="no"
    )
    result = run("screen", "--answers", path, "--json")
    assert result.code == 0
    outcome = json.loads(result.out)
    reason = outcome.pop("reasons")[0]
    assert outcome == {
        "level": "gentle",
        "avoid_zones": ["calf"],
        "question_set": QUESTION_SET,
        "date": today(),
    }
    assert (reason["question"], reason["answer"], reason["level"]) == ("diabetes", "yes", "gentle")
    assert reason["advice"]
    assert reason["sources"]


@pytest.mark.parametrize(
    ("given", "code"),
    [({}, 0), ({"thin_bones": "yes", "thin_bones__severe": "no"}, 0), ({"any_doubt": "yes"}, 3)],
)
def test_go_and_gentle_end_with_0_and_the_rest_with_3(
    run: Run, answers_file: AnswersFile, given: dict[str, str], code: int
) -> None:
    assert run("screen", "--answers", answers_file(**given)).code == code


def test_a_routine_after_exercise_makes_its_question_due(
    run: Run, answers_file: AnswersFile
) -> None:
    result = run("screen", "--answers", answers_file(), "--routine", "runner")
    assert result.code == 2
    assert "'runner_extra' is missing" in result.err
    path = answers_file(runner=True)
    assert run("screen", "--answers", path, "--routine", "runner").code == 0
    assert "'runner_extra' is not a question that is due" in run("screen", "--answers", path).err


def test_every_reason_is_told_even_beside_an_emergency(run: Run, answers_file: AnswersFile) -> None:
    path = answers_file(chest_breath="yes", any_doubt="yes")
    outcome = json.loads(run("screen", "--answers", path, "--json").out)
    assert [reason["question"] for reason in outcome["reasons"]] == ["chest_breath", "any_doubt"]


def test_what_was_answered_is_saved_for_its_owner_alone(
    run: Run, answers_file: AnswersFile, tmp_path: Path
) -> None:
    out = tmp_path / "for-my-podiatrist.txt"
    result = run("screen", "--answers", answers_file(any_doubt="yes"), "-o", out)
    assert result.code == 3
    text = out.read_text(encoding="utf-8")
    assert "Ask a podiatrist or doctor before you start." in text
    for question in QUESTIONS:
        if question.section != "runner":
            assert question.wording.split()[0] in text
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_told(
    run: Run, answers_file: AnswersFile, tmp_path: Path
) -> None:
    result = run("screen", "--answers", answers_file(), "-o", tmp_path / "no" / "folder.txt")
    assert result.code == 5
    assert "could not be written" in result.err


# --- answers files -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not valid JSON"),
        ("[]", "is not a JSON object"),
        ('{"date": "2020-01-01", "answers": {}}', "'date' must be today's"),
        ('{"answers": {}}', "'date' must be today's"),
        (f'{{"date": "{today()}"}}', "'answers' must be a table"),
        (f'{{"date": "{today()}", "answers": {{"diabetes": true}}}}', "must be one of"),
        (f'{{"date": "{today()}", "answers": {{}}}}', "'chest_breath' is missing"),
        (f'{{"date": "{today()}", "answers": {{"diabets": "no"}}}}', "did you mean 'diabetes'"),
        ('{"date": 1, "date": 2}', "has date more than once"),
    ],
)
def test_a_broken_answers_file_is_refused_in_words(
    run: Run, tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "answers.json"
    path.write_text(text, encoding="utf-8")
    result = run("start", "general", "--answers", path)
    assert result.code == 2
    assert words in result.err
    assert "Traceback" not in result.err
    assert result.out == ""


def test_answers_of_yesterday_start_nothing(run: Run, answers_file: AnswersFile) -> None:
    result = run("start", "general", "--answers", answers_file(day="2026-01-01"))
    assert result.code == 2
    assert "must be today's" in result.err


def test_a_follow_up_that_is_due_must_be_there(run: Run, answers_file: AnswersFile) -> None:
    result = run("screen", "--answers", answers_file(diabetes="yes"))
    assert result.code == 2
    assert "'diabetes.foot_check_missing' is missing" in result.err
    assert "'diabetes.past_foot_problem' is missing" in result.err


def test_an_answers_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    result = run("screen", "--answers", tmp_path / "none.json")
    assert result.code == 2
    assert "There is no file" in result.err


# --- start ---------------------------------------------------------------------------------------


def test_without_a_terminal_and_answers_nothing_starts(run: Run) -> None:
    result = run("start", "general")
    assert result.code == 6
    assert "--answers FILE" in result.err


def test_without_a_terminal_a_routine_is_not_guessed(run: Run, answers_file: AnswersFile) -> None:
    result = run("start", "--answers", answers_file())
    assert result.code == 6
    assert "name a routine: general" in result.err


@pytest.mark.parametrize(
    "given", [{"any_doubt": "yes"}, {"chest_breath": "yes"}, {"chest_breath": "not_sure"}]
)
def test_a_blocking_answer_prints_the_advice_and_starts_nothing(
    run: Run, answers_file: AnswersFile, given: dict[str, str]
) -> None:
    result = run("start", "general", "--answers", answers_file(**given))
    assert result.code == 3
    assert BY_ID[next(iter(given))].label in result.out
    assert "Get ready" not in result.out


def test_a_length_that_does_not_fit_names_the_smallest(run: Run, answers_file: AnswersFile) -> None:
    result = run("start", "general", "--minutes", "1", "--answers", answers_file())
    assert result.code == 2
    assert "'General' cannot last 1 min; choose from" in result.err


def test_a_broken_routine_file_names_file_step_and_key(
    run: Run, answers_file: AnswersFile, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(STEP_TOML_BROKEN, encoding="utf-8")
    result = run("start", path, "--answers", answers_file())
    assert result.code == 4
    assert f"{path}, step 1 (Rub), 'seconds': must be a number, not \"30\"" in result.err


def test_a_routine_that_claims_to_be_gentle_and_is_not_starts_nothing(
    run: Run, answers_file: AnswersFile, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    text = STEP_TOML_BROKEN.replace('"30"', "30").replace('"go"', '"gentle"')
    path.write_text(text.replace('"hands"', '"knuckles"'), encoding="utf-8")
    result = run("start", path, "--answers", answers_file())
    assert result.code == 4
    assert "claims level 'gentle', but step 1" in result.err


def test_an_escape_code_in_a_file_name_is_not_obeyed(run: Run, answers_file: AnswersFile) -> None:
    result = run("start", "no\x1b[2J.toml", "--answers", answers_file())
    assert result.code == 4
    assert "\x1b" not in result.err


def test_a_whole_session_runs_by_itself_without_a_terminal(
    answers_file: AnswersFile, short_routine: Path
) -> None:
    result = subprocess.run(
        [
            *(sys.executable, "-m", "footcoach", "start", str(short_routine), "--foot", "left"),
            *("--plain", "--answers", str(answers_file())),
        ],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    told = [line for line in result.stdout.splitlines() if line]
    steps = [line.split(":")[0] for line in told if ", step " in line]
    assert steps == [
        "Before the massage, step 1 of 1",
        "Left foot, step 1 of 1",
        "After the massage, step 1 of 1",
    ]
    assert "Well done. That was all of it." in told
    assert "\x1b" not in result.stdout


def test_a_closed_output_is_no_traceback(answers_file: AnswersFile) -> None:
    command = f"'{sys.executable}' -m footcoach checklist | head -n 1"
    result = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    assert "Traceback" not in result.stderr
    assert "BrokenPipe" not in result.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_closed_streams_start_nothing_and_are_no_traceback(closed: str) -> None:
    command = f"'{sys.executable}' -m footcoach start general {closed}"
    result = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 6, result.stderr
    assert "Traceback" not in result.stderr


def test_the_routine_is_not_listed_with_ansi_codes_in_a_pipe(run: Run) -> None:
    assert "\x1b" not in run("routines").out
