"""The documents say what the program does."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docs
import manpage
import reading_grade
import screening_time
from jsonschema import Draft7Validator
from typer.main import get_group

from footcoach import PROBLEMS, __version__
from footcoach.cli.app import make_app
from footcoach.core.errors import ExitCode
from footcoach.core.question import Level, Said
from footcoach.core.questionnaire import BY_ID, QUESTION_SET, RULES
from footcoach.core.routine import (
    MAX_GENTLE_PRESSURE,
    MAX_PRESSURE,
    MAX_SECONDS,
    MAX_STEP_SECONDS,
    MAX_STEPS,
    MAX_WORDS,
    MIN_STEP_SECONDS,
    Part,
    Routine,
    Step,
    Technique,
    Tool,
)
from footcoach.core.routine_file import parse_routine, routine_schema
from footcoach.core.schedule import seconds_of
from footcoach.core.settings import Settings
from footcoach.core.states import Zone
from footcoach.core.text import about_minutes
from footcoach.core.validation import MAX_DOTS
from footcoach.storage import files
from footcoach.storage.library import MAX_BYTES, built_in_names, load_routine
from footcoach.ui.keys import _RUNNING

ROOT = Path(__file__).parents[1]


def test_what_is_generated_is_what_the_program_says_today() -> None:
    stale = [name for name, text in docs.generated() if text != page(f"docs/{name}")]
    assert stale == [], "run: python scripts/docs.py"


def test_the_man_page_lists_every_file_that_footcoach_keeps() -> None:
    assert {Path(path).name for path in manpage.FILES} == {*files._OURS, "routines"}


def test_the_validation_says_that_nobody_in_it_is_a_patient() -> None:
    written = " ".join(page("docs/validation.md").split())
    for words in ("play a role", "not patients", "not a rate"):
        assert words in written


def test_the_first_screen_of_the_readme_has_the_picture_and_two_commands() -> None:
    first = page("README.md").partition("\n## ")[0]
    assert len(first.splitlines()) <= 40
    assert "](docs/pictures/session.svg)" in first.partition("**Safety.**")[0]
    install, tests = re.findall(r"```sh\n(.*)\n```", first)
    assert install.endswith("/footcoach start")
    assert tests.endswith("/pytest")
    assert first.count("```") == 4


def test_the_readme_counts_what_there_is() -> None:
    readme = page("README.md")
    people = json.loads((ROOT / "tests" / "core" / "people.json").read_text(encoding="utf-8"))
    assert f"{len(people)} written case descriptions" in readme
    assert f"asks {len(screening_time.first())} short questions" in readme
    assert f"only {len(screening_time.returning())} questions" in readme
    for name in built_in_names():
        length = about_minutes(seconds_of(load_routine(name)))
        assert f"| `{name}` | {length} |" in readme


def test_the_manual_has_every_command_option_key_and_exit_code() -> None:
    manual = page("docs/manual.md").replace("[no-]", "")
    of_all = part(manual, "Help, version and completion")
    of_all += part(manual, "Options that several commands share")
    for name, options in commands(get_group(make_app()), "footcoach"):
        row = re.search(rf"^\| `{name}(`| [A-Z[]).*", manual, re.MULTILINE)
        assert row or name in {"footcoach", "footcoach profile clearance"}
        listed = of_all + (row.group() if row else "")
        assert [option for option in options if f"`{option}" not in listed] == [], name
    keys = part(manual, "Keys")
    shown = {"left": "←", "right": "→"}
    for key in _RUNNING.keys() - {"="}:
        session = keys.partition("| session |")[2]
        assert f"`{shown.get(key, key)}`" in session or f"| session | {key}" in keys
    codes = part(manual, "Exit codes")
    assert [code for code in ExitCode if not re.search(rf"\b{code:d}\b", codes)] == []


def commands(command: Any, name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each command and its long options, without `--no-` twins."""
    options = [max(each.opts, key=len) for each in command.params]
    yield name, [option for option in options if option.startswith("--")]
    for word, each in getattr(command, "commands", {}).items():
        yield from commands(each, f"{name} {word}")


def test_the_settings_are_listed_with_their_defaults() -> None:
    rows = part(page("docs/settings.md"), "The settings file")
    for name, value in Settings().model_dump().items():
        default = f"{value:g}" if name == "get_ready_seconds" else str(value).lower()
        default = json.dumps(value) if value in {"", ()} else default
        assert re.search(rf"^\|.*`{name}`.*\| `{re.escape(default)}` \|", rows, re.MULTILINE), name


def test_every_link_between_the_pages_leads_somewhere() -> None:
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert (path.parent / link).exists(), (path.name, link)


def test_the_manual_gives_answers_as_a_file_must() -> None:
    [example] = re.findall(r"```json\n(.*?)```", page("docs/manual.md"), re.DOTALL)
    for id_, answer in json.loads(example)["answers"].items():
        items = {item.id for item in BY_ID[id_].items}
        assert answer in tuple(Said) or set(answer) <= items


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def part(text: str, heading: str) -> str:
    """Return what stands under a heading."""
    return re.split(r"\n#+ ", text.partition(f"# {heading}\n")[2])[0]


def test_every_judgement_is_named_and_explained() -> None:
    judgements = part(page("docs/safety.md"), "Judgements that no source settles")
    named = set(re.findall(r"`([a-z_.]+)`", judgements.partition("\nAnd these")[0]))
    judged = {q.id for q in BY_ID.values() if "judgement" in q.rule.casefold()}
    for question in BY_ID.values():
        for item in question.items:
            if any("judgement" in source.casefold() for source in item.sources):
                judged.add(f"{question.id}.{item.id}")
    assert judged <= named
    assert named - judged <= {rule.id for rule in RULES}


def test_the_pictures_are_shown_and_stand_still_for_readers_who_asked_for_less_motion() -> None:
    for path in (ROOT / "docs" / "pictures").glob("*.svg"):
        picture = path.read_text(encoding="utf-8")
        assert f"pictures/{path.name})" in page("README.md") + page("docs/manual.md")
        assert len(picture) < 400_000
        assert ("@keyframes" in picture) == ("@media (prefers-reduced-motion:" in picture)


def test_questions_can_be_read_at_the_age_of_ten_and_claims_after_nine_years_of_school() -> None:
    assert reading_grade.grade_of_questions() <= reading_grade.MOST_FOR_QUESTIONS
    assert reading_grade.too_hard() == []
    assert reading_grade.claims_too_hard() == []


def test_a_healthy_person_reads_few_words_before_a_massage() -> None:
    first, again = screening_time.first(), screening_time.returning()
    assert sum(n for _, n in screening_time.words_on(first)) <= screening_time.MOST_FIRST
    assert sum(n for _, n in screening_time.words_on(again)) <= screening_time.MOST_RETURNING
    assert len(first) == 21
    assert len(again) <= screening_time.MOST_SCREENS_RETURNING
    assert screening_time.most_on_a_screen()[0] <= screening_time.MOST_ON_A_SCREEN


def test_the_pages_say_that_no_clinician_has_reviewed_them() -> None:
    documents = ("safety", "hazards", "question-sets", "validation", "evidence")
    for name in ("README.md", "SAFETY.md", *(f"docs/{each}.md" for each in documents)):
        assert "no clinician has reviewed" in " ".join(page(name).split()).casefold()


def test_the_safety_page_has_the_version_the_questions_and_the_readings_of_today() -> None:
    safety, sets = page("SAFETY.md"), page("docs/question-sets.md")
    assert f"footcoach {__version__}, with the\nquestions dated {QUESTION_SET}" in safety
    assert re.findall(r"^## (.*)$", sets, re.MULTILINE)[0] == f"{QUESTION_SET}, the current set"
    totals = re.findall(r"^\| \d+ \|.* of .*$", page("docs/validation.md"), re.MULTILINE)
    last = [row for row in totals if row.split()[1] == totals[-1].split()[1]]
    assert re.findall(r"^\| \d+ \|.*$", safety, re.MULTILINE) == last
    for name in ("README.md", "SAFETY.md"):
        assert PROBLEMS in page(name)


def test_the_complete_example_of_a_routine_has_no_mistake() -> None:
    [example] = re.findall(r"```toml\n(.*?)```", page("docs/routines.md"), re.DOTALL)
    routine = parse_routine(example, name="evening.toml")
    assert routine.level is Level.GENTLE
    assert [bool(routine.in_part(part)) for part in Part] == [True] * 3
    assert Draft7Validator(routine_schema()).is_valid(tomllib.loads(example))


def test_the_page_on_routines_has_every_key_word_and_limit() -> None:
    keys = page("docs/routines.md").partition("## The keys")[2]
    for model in (Routine, Step):
        for name, entry in model.model_fields.items():
            assert f"| `{entry.alias or name}` |" in keys or name == "steps"
    for word in (*Part, *Technique, *Tool, *Zone, Level.GO, Level.GENTLE):
        assert f'`"{word}"`' in keys
    for limit in (
        f"{MIN_STEP_SECONDS} to {MAX_STEP_SECONDS}",
        f"0 to {MAX_PRESSURE}, of 10",
        f"at most {MAX_WORDS} words",
        f"pressure of at most {MAX_GENTLE_PRESSURE}",
        f"At most {MAX_STEPS} steps and {MAX_SECONDS / 60:g} minutes",
        f"at most {MAX_BYTES // 1000} kB",
        f"{MAX_DOTS} dots",
    ):
        assert limit in keys
