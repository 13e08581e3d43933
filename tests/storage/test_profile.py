"""The profile on disk: whole or not at all, for its owner alone, and never lost to damage."""

import stat
from pathlib import Path

import pytest

from footcoach.core.errors import ProfileInvalid, StorageError
from footcoach.core.profile import Clearance, Profile
from footcoach.storage.profile import change_profile, erase_profile, load_profile, profile_file
from footcoach.storage.resume import load_resume_point, save_resume_point
from samples import NOW, a_checkpoint, kept_history

TODAY = NOW.date()
KEPT = Profile(history=kept_history())


def keep(profile: Profile = KEPT) -> Path:
    change_profile(lambda _: profile, TODAY)
    return profile_file()


def test_without_a_file_nothing_is_kept_and_nothing_is_made(home: Path) -> None:
    assert load_profile(TODAY) == Profile()
    assert not home.exists()


def test_what_was_kept_is_read_again_and_is_for_its_owner_alone(home: Path) -> None:
    path = keep()
    assert load_profile(TODAY) == KEPT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_change_builds_on_what_is_on_disk_by_then() -> None:
    keep()
    clearance = Clearance(question="clot_ever", by="Dr Ode", on=TODAY)
    changed = change_profile(lambda profile: profile.cleared_by(clearance), TODAY)
    assert changed == load_profile(TODAY) == Profile(history=KEPT.history, clearances=(clearance,))


def test_what_is_taken_back_ends_the_session_that_rested_on_it() -> None:
    clearance = Clearance(question="clot_ever", by="Dr Ode", on=TODAY)
    change_profile(lambda profile: profile.cleared_by(clearance), TODAY)
    save_resume_point(a_checkpoint())
    change_profile(lambda profile: profile, TODAY)
    assert load_resume_point() is not None
    change_profile(lambda profile: profile.without("clot_ever"), TODAY)
    assert load_resume_point() is None
    save_resume_point(a_checkpoint())
    erase_profile()
    assert load_resume_point() is None


@pytest.mark.parametrize("damage", ["", "{", '{"history": 1}', "\x00", "[]"])
def test_a_damaged_file_is_refused_and_left_as_it_is(damage: str) -> None:
    path = keep()
    path.write_text(damage, encoding="utf-8")
    with pytest.raises(ProfileInvalid, match=r"profile\.json"):
        load_profile(TODAY)
    with pytest.raises(ProfileInvalid):
        keep()
    assert path.read_text(encoding="utf-8") == damage


def test_a_folder_in_its_place_and_a_file_too_large_are_refused_in_words() -> None:
    path = keep()
    path.write_bytes(b" " * 200_000)
    with pytest.raises(ProfileInvalid, match="too large"):
        load_profile(TODAY)
    path.unlink()
    path.mkdir()
    with pytest.raises(ProfileInvalid, match="not a plain file"):
        load_profile(TODAY)
    with pytest.raises(StorageError, match="could not be erased"):
        erase_profile()


def test_erasing_needs_no_whole_file_and_says_whether_there_was_one() -> None:
    assert not erase_profile()
    keep().write_text("{", encoding="utf-8")
    assert erase_profile()
    assert load_profile(TODAY) == Profile()


def test_erasing_leaves_neither_half_a_write_nor_what_a_link_leads_to(
    tmp_path: Path,
) -> None:
    path = keep()
    (path.parent / ".profile.json.abc123").write_text("half", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere.json"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    assert erase_profile()
    assert list(path.parent.iterdir()) == []
    assert not elsewhere.exists()


def test_a_profile_with_nothing_in_it_leaves_no_file() -> None:
    path = keep()
    keep(Profile())
    assert not path.exists()


def test_old_answers_are_given_up_even_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clearance = Clearance(question="clot_ever", by="Dr Ode", on=TODAY)
    keep(Profile(history=KEPT.history, clearances=(clearance,)))

    def full(*_: object) -> None:
        raise StorageError("No space left on device.")

    monkeypatch.setattr("footcoach.storage.profile.write_private", full)
    with pytest.raises(StorageError, match="No space left"):
        change_profile(lambda _: Profile(clearances=(clearance,)), TODAY)
    assert load_profile(TODAY).history is None
