"""Routines are found by name or by path, and nothing that is no routine is read."""

import os
import re
from pathlib import Path

import pytest

from conftest import SHORT, mode
from footcoach.core.errors import RoutineError, UsageError
from footcoach.core.question import Level
from footcoach.core.routine import NO_PRESSURE, Routine, Technique, Tool
from footcoach.core.schedule import seconds_of
from footcoach.core.states import Zone
from footcoach.storage.files import config_folder
from footcoach.storage.library import (
    MAX_BYTES,
    Whose,
    built_in_names,
    find_routine,
    load_all,
    load_routine,
    name_for,
    require_free,
    save_new,
)


def own(name: str, text: str = SHORT) -> Path:
    """Put a file into the person's folder."""
    path = config_folder() / "routines" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def own_names() -> list[str]:
    return [found.name for found, _ in load_all()[0] if found.whose is Whose.YOURS]


@pytest.fixture(params=built_in_names())
def built_in(request: pytest.FixtureRequest) -> Routine:
    return load_routine(request.param)


def test_a_built_in_routine_says_what_it_needs_and_is_safe_at_both_ends(built_in: Routine) -> None:
    assert all(step.needs and step.source for step in built_in.steps)
    first, last = built_in.steps[0], built_in.steps[-1]
    assert (first.technique, last.technique) == (Technique.CARE, Technique.CARE)
    assert re.search("Look at both feet.* Press Q to stop", first.how)
    assert re.search(r"(?i)(socks|shoes) on\b.* stand up slowly, holding on", last.how)


def test_lotion_goes_nowhere_between_the_toes_and_is_wiped_off(built_in: Routine) -> None:
    oily = any(step.tool is Tool.LOTION for step in built_in.steps)
    how = " ".join(step.how for step in built_in.steps).casefold()
    assert bool(re.search("none (goes )?between the toes", how)) is oily
    assert ("wipe both soles, then your hands" in how) is oily


def test_built_in_routines_last_and_allow_what_their_names_promise() -> None:
    routines = {name: load_routine(name) for name in built_in_names()}
    assert list(routines)[:2] == ["general", "gentle"]
    assert all(5 <= seconds_of(routine) / 60 <= 15 for routine in routines.values())
    gentle = [name for name, r in routines.items() if r.level is Level.GENTLE]
    assert gentle == ["gentle", "bedtime"]
    assert [name for name, r in routines.items() if r.asks_runner_question] == ["runner"]
    assert [name for name, r in routines.items() if r.quiet] == ["bedtime"]
    assert all(routine.moment and routine.position for routine in routines.values())


@pytest.mark.parametrize("reference", ["nope", "nope.toml", "./nope", "../x/nope.toml"])
def test_what_is_not_there_is_named(reference: str) -> None:
    with pytest.raises(RoutineError, match="nope"):
        load_routine(reference)


def test_what_is_not_a_page_of_text_is_not_read(tmp_path: Path) -> None:
    large, binary = tmp_path / "large.toml", tmp_path / "binary.toml"
    large.write_text("#" * (MAX_BYTES + 1), encoding="utf-8")
    binary.write_bytes(b"\xff\xfe\x00")
    for path, problem in (
        (str(large), "too large; the limit is 256 kB"),
        (str(binary), "not UTF-8"),
        (f"{tmp_path}/", "cannot be read"),
    ):
        with pytest.raises(RoutineError, match=problem):
            load_routine(path)


def test_the_persons_own_come_after_the_built_in_ones_by_name() -> None:
    for name in ("b.toml", "A.toml", "c.TOML", "notes.txt", ".hidden.toml", "toml"):
        own(name)
    loaded, problems = load_all()
    assert [found.name for found, _ in loaded] == [*built_in_names(), "A", "b", "c"]
    assert problems == []


@pytest.mark.parametrize(
    ("file", "typed"),
    [("My-Feet", "MY-FEET"), ("two words", "two words"), ("足", "足"), ("e\u0301te", "\u00e9te")],
)
def test_a_name_is_found_in_any_case_and_however_accents_are_stored(file: str, typed: str) -> None:
    require_free(file)
    own(f"{file}.toml")
    assert find_routine(typed).whose is Whose.YOURS
    assert load_routine(typed).title == "Short"


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@pytest.mark.parametrize("name", ["GENTLE", "-x", "a\x1b[2Jb", " a", "a.toml", "2"])
def test_a_file_whose_name_cannot_be_used_is_named_and_still_runs_by_its_path(name: str) -> None:
    path = own(f"{name}.toml")
    [problem] = load_all()[1]
    assert "is left out; rename it." in problem
    assert problem.isprintable()
    assert own_names() == []
    assert find_routine("gentle").whose is Whose.BUILT_IN
    assert load_routine(str(path)).title == "Short"


def test_what_is_loaded_is_what_the_file_has_by_then() -> None:
    path = own("mine.toml")
    found = find_routine("mine")
    path.write_text(SHORT.replace('"Short"', '"Longer"'), encoding="utf-8")
    assert found.load().title == "Longer"
    path.unlink()
    with pytest.raises(RoutineError, match=r"There is no file .*mine\.toml\."):
        found.load()


def test_a_new_routine_is_for_its_owner_alone_and_never_takes_the_place_of_another() -> None:
    path = save_new("mine", SHORT)
    assert load_routine("mine").title == "Short"
    with pytest.raises(UsageError, match=r"mine\.toml already exists; choose another name"):
        save_new("Mine", "other")
    assert path.read_text(encoding="utf-8") == SHORT
    if os.name != "nt":
        assert mode(path) == 0o600


@pytest.mark.parametrize("name", ["../x", "", "-x", "a\x1b", "12"])
def test_a_name_that_no_routine_can_have_is_refused_in_words(name: str) -> None:
    with pytest.raises(UsageError, match=r"cannot be the name of a new routine\. A name") as no:
        require_free(name)
    assert str(no.value).isprintable()
    with pytest.raises(UsageError, match="'GENERAL' is a built-in routine"):
        require_free("GENERAL")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("  Feet & toes (5 min)!", "feet-toes-5-min"),
        ("../../etc/passwd", "etc-passwd"),
        ("हिन्दी", "हिन्दी"),
        ("ß", "ss"),
        ("?!", ""),
    ],
)
def test_a_title_makes_a_name_that_is_easy_to_type(title: str, name: str) -> None:
    assert name_for(title) == name
    if name:
        require_free(name)


# Words that say where a stroke leads, or what it stays away from.
LEADING = re.compile(
    r"from toes to (ankle|heel)|(from )?heel to toes|(towards|to|behind|between) the toes|the toes "
    r"wobble|(near|in front of|off) (the )?heel|heel bone|heels down|(inner|above the) ankle|back "
    r"of the ankle|let the ankle hang free",
    re.IGNORECASE,
)
SOLE = {Zone.SOLE, Zone.BALL, Zone.ARCH, Zone.HEEL}


@pytest.mark.parametrize("name", built_in_names())
def test_a_step_lists_every_part_that_its_words_send_a_hand_to(name: str) -> None:
    """Otherwise the step would stay in for someone who keeps off that part."""
    for step in load_routine(name).steps:
        if step.zone is Zone.WHOLE or step.technique in NO_PRESSURE:
            continue
        words = LEADING.sub("", f"{step.how} {step.reminder}")
        named = {zone for zone in Zone if re.search(rf"\b{zone}s?\b", words, re.IGNORECASE)}
        named -= {Zone.BALL} if step.tool is Tool.BALL else set()
        listed = {step.zone, *step.touches}
        assert named <= listed | (SOLE if listed & SOLE else set()), (step.title, named - listed)
