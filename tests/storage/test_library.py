"""Routines are found by name or by path, and nothing that is no routine is read."""

import os
import stat
from pathlib import Path

import pytest

from conftest import SHORT
from footcoach.core.errors import RoutineInvalid, RoutineNotFound, StorageError, UsageError
from footcoach.core.question import Level
from footcoach.core.routine import Part, Technique
from footcoach.storage.library import (
    MAX_BYTES,
    Whose,
    built_in_names,
    find_routine,
    load_all,
    load_routine,
    name_for,
    own_routines_folder,
    require_free,
    save_new,
)


def test_the_built_in_routines_are_there_the_simplest_first() -> None:
    assert built_in_names() == ["general", "gentle", "deep", "runner", "swedish"]


def test_a_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SHORT, encoding="utf-8")
    assert load_routine(str(path)).title == "Short"


@pytest.mark.parametrize("reference", ["nope", "nope.toml", "./nope", "../x/nope.toml"])
def test_what_is_not_there_is_named(reference: str) -> None:
    with pytest.raises(RoutineNotFound, match="nope"):
        load_routine(reference)


def test_what_is_not_a_page_of_text_is_not_read(tmp_path: Path) -> None:
    large, binary = tmp_path / "large.toml", tmp_path / "binary.toml"
    large.write_text("#" * (MAX_BYTES + 1), encoding="utf-8")
    binary.write_bytes(b"\xff\xfe\x00")
    for path, problem in (
        (str(large), "too large; the limit is 256 kB"),
        (str(binary), "not UTF-8"),
        (f"{tmp_path}/", "not a plain file"),
        ("a\0b.toml", "is not a path"),
    ):
        with pytest.raises(RoutineInvalid, match=problem):
            load_routine(path)


@pytest.mark.parametrize("name", built_in_names())
def test_a_built_in_routine_gives_every_step_time_and_ends_with_socks(name: str) -> None:
    routine = load_routine(name)
    assert all(step.seconds >= 20 for step in routine.steps)
    last = routine.in_part(Part.FINISH)[-1].how
    assert last.index("Wipe") < last.index("ocks") < last.index("stand")


@pytest.mark.parametrize("name", built_in_names())
def test_a_built_in_routine_looks_at_the_feet_first(name: str) -> None:
    first = load_routine(name).steps[0]
    assert first.technique is Technique.CARE
    assert "Look" in first.how or "Compare" in first.how


def test_general_and_runner_take_ten_minutes() -> None:
    assert load_routine("general").seconds == 600
    assert load_routine("runner").seconds == 600


def test_only_gentle_may_run_at_gentle_and_only_runner_works_on_the_calf() -> None:
    routines = {name: load_routine(name) for name in built_in_names()}
    assert [name for name, r in routines.items() if r.level is Level.GENTLE] == ["gentle"]
    assert [name for name, r in routines.items() if r.asks_runner_question] == ["runner"]


def test_no_routine_puts_lotion_between_the_toes() -> None:
    for name in built_in_names():
        told = " ".join(step.how for step in load_routine(name).steps)
        assert "between the toes" in told
        for sentence in told.split("."):
            if "lotion" in sentence and "between the toes" in sentence:
                assert (
                    "not between" in sentence
                    or "never between" in sentence.casefold()
                    or ("No lotion between" in sentence)
                )


# --- the person's own ----------------------------------------------------------------------------


def own(name: str, text: str = SHORT) -> Path:
    """Put a file into the person's folder."""
    path = own_routines_folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def own_names() -> list[str]:
    return [found.name for found, _ in load_all()[0] if found.whose is Whose.YOURS]


def test_a_file_in_the_persons_folder_is_found_by_its_name_in_any_case() -> None:
    own("My-Feet.toml")
    assert find_routine("my-feet").whose is Whose.YOURS
    assert load_routine("MY-FEET").title == "Short"


def test_without_a_folder_there_are_only_the_built_in_ones() -> None:
    loaded, problems = load_all()
    assert [found.name for found, _ in loaded] == built_in_names()
    assert problems == []


def test_the_persons_own_come_after_the_built_in_ones_by_name() -> None:
    for name in ("b.toml", "A.toml", "c.TOML"):
        own(name)
    for name in ("notes.txt", ".hidden.toml", ".a.toml.x7", "toml"):
        own(name)
    assert own_names() == ["A", "b", "c"]


@pytest.mark.parametrize("name", ["general", "GENTLE"])
def test_a_built_in_name_stays_with_the_built_in_routine(name: str) -> None:
    path = own(f"{name}.toml")
    assert find_routine(name).whose is Whose.BUILT_IN
    assert own_names() == []
    assert load_all()[1] == [
        f"{path} has the name of a built-in routine, which is used instead; rename it, "
        f"for example to my-{name}.toml."
    ]


def test_of_names_that_differ_only_in_case_the_exact_one_is_meant() -> None:
    own("evening.toml")
    own("Evening.toml", SHORT.replace('"Short"', '"Other"'))
    if len(own_names()) < 2:
        pytest.skip("this file system takes them for one")
    assert load_routine("Evening").title == "Other"
    assert load_routine("evening").title == "Short"


@pytest.mark.parametrize("name", ["two words", "足", "हिन्दी", "gentle-2", "my_feet"])
def test_a_name_may_have_spaces_and_letters_of_any_script(name: str) -> None:
    require_free(name)
    own(f"{name}.toml")
    assert load_routine(name).title == "Short"


def test_a_name_is_found_however_its_accents_are_stored() -> None:
    own("e\u0301te\u0301.toml")
    assert load_routine("\u00e9t\u00e9").title == "Short"


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@pytest.mark.parametrize("name", ["-x", "a\x1b[2Jb", " a", "a\u202eb", "a.toml", "2", "x" * 61])
def test_a_file_whose_name_cannot_be_typed_is_named_and_still_runs_by_its_path(name: str) -> None:
    path = own(f"{name}.toml")
    [problem] = load_all()[1]
    assert "is left out; rename it." in problem
    assert problem.isprintable()
    assert own_names() == []
    assert load_routine(str(path)).title == "Short"


@pytest.mark.skipif(os.name == "nt", reason="names are text on Windows")
def test_a_name_that_is_not_text_does_no_harm() -> None:
    folder = own("good.toml").parent
    with open(os.fsencode(folder) + b"/\xff.toml", "wb"):  # noqa: PTH123  a Path is text
        pass
    assert own_names() == ["good"]
    assert "<dcff>.toml is left out" in load_all()[1][0]


def test_a_broken_file_is_named_and_keeps_no_other_from_being_found() -> None:
    own("good.toml")
    path = own("bad.toml", SHORT.replace("pressure = 2", "pressure = 9\nx = 1"))
    own("folder.toml").unlink()
    (path.parent / "folder.toml").mkdir()
    assert own_names() == ["good"]
    bad, folder = load_all()[1]
    assert str(path) in bad
    assert "(and more: footcoach routines check)" in bad
    assert folder.endswith("is not a plain file.")
    assert load_routine("general").title == "General"


def test_what_is_loaded_is_what_the_file_has_by_then() -> None:
    path = own("mine.toml")
    found = find_routine("mine")
    path.write_text(SHORT.replace('"Short"', '"Longer"'), encoding="utf-8")
    assert found.load().title == "Longer"
    path.unlink()
    with pytest.raises(RoutineNotFound, match=r"There is no file .*mine\.toml\."):
        found.load()


def test_of_many_known_names_only_some_are_listed() -> None:
    for number in range(30):
        own(f"r{number}.toml")
    with pytest.raises(RoutineNotFound, match="and 15 more"):
        load_routine("no-such-thing")


# --- new files -----------------------------------------------------------------------------------


def test_a_new_routine_is_for_its_owner_alone(home: Path) -> None:
    path = save_new("mine", SHORT)
    assert path == home / "routines" / "mine.toml"
    assert load_routine("mine").title == "Short"
    if os.name != "nt":
        modes = [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent, home)]
        assert modes == [0o600, 0o700, 0o700]


def test_a_new_routine_never_takes_the_place_of_another() -> None:
    path = save_new("mine", SHORT)
    with pytest.raises(StorageError, match="already exists; it was left as it is"):
        save_new("mine", "other")
    assert path.read_text(encoding="utf-8") == SHORT
    assert [each.name for each in path.parent.iterdir()] == ["mine.toml"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("general", "'general' is a built-in routine; choose another name."),
        ("GENERAL", "'GENERAL' is a built-in routine; choose another name."),
        ("Mine", "mine.toml already exists; choose another name."),
        ("../x", "'../x' cannot be a name. A name has letters, digits, spaces, - and _"),
        ("", "cannot be a name"),
        ("-x", "cannot be a name"),
        ("a\x1b", "'a<1b>' cannot be a name"),
        ("x" * 61, "at most 60 characters"),
        ("12", "'12' cannot be a name"),
    ],
)
def test_a_name_that_is_not_free_is_refused_in_words(name: str, problem: str) -> None:
    save_new("mine", SHORT)
    with pytest.raises(UsageError) as refused:
        require_free(name)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("My evening", "my-evening"),
        ("  Feet & toes (5 min)!", "feet-toes-5-min"),
        ("../../etc/passwd", "etc-passwd"),
        ("足のマッサージ", "足のマッサージ"),
        ("हिन्दी", "हिन्दी"),
        ("ß" * 40, "s" * 60),
        ("?!", ""),
        ("10 - 15", "10-15"),
        ("\x1b[2J", "2j"),
    ],
)
def test_a_title_makes_a_name_that_is_easy_to_type(title: str, name: str) -> None:
    assert name_for(title) == name
    if name:
        require_free(name)
