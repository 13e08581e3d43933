"""The profile on disk: whole or not at all, and never lost to damage."""

from pathlib import Path

import pytest

from footcoach.core.errors import StorageError
from footcoach.core.profile import Clearance, Profile
from footcoach.storage.profile import change_profile, erase_profile, load_profile, profile_file
from footcoach.storage.resume import load_resume_point, save_resume_point
from samples import NOW, a_checkpoint, kept_history

KEPT = Profile(history=kept_history())
CLEARANCE = Clearance(question="ever.clot", by="Dr Ode", on=NOW.date())


def keep(profile: Profile = KEPT) -> Path:
    change_profile(lambda _: profile)
    return profile_file()


def test_what_is_taken_back_ends_the_session_that_rested_on_it() -> None:
    keep(Profile(clearances=(CLEARANCE,)))
    save_resume_point(a_checkpoint())
    change_profile(lambda profile: profile)
    assert load_resume_point() is not None
    change_profile(lambda profile: profile.without("ever.clot"))
    assert load_resume_point() is None
    save_resume_point(a_checkpoint())
    erase_profile()
    assert load_resume_point() is None


@pytest.mark.parametrize("damage", ["", '{"history": 1}', "\x00", " " * 2_000_000])
def test_a_damaged_file_is_refused_and_left_as_it_is(damage: str) -> None:
    path = keep()
    path.write_text(damage, encoding="utf-8")
    for use in (load_profile, keep):
        with pytest.raises(StorageError, match=r"profile\.json"):
            use()
    assert path.read_text(encoding="utf-8") == damage
    assert erase_profile()
    assert not erase_profile()


def test_old_answers_are_given_up_even_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep(Profile(history=KEPT.history, clearances=(CLEARANCE,)))

    def full(*_: object) -> None:
        raise StorageError("No space left on device.")

    monkeypatch.setattr("footcoach.storage.profile.write_private", full)
    with pytest.raises(StorageError, match="No space left"):
        keep(Profile(clearances=(CLEARANCE,)))
    assert load_profile().history is None
