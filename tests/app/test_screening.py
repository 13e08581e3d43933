"""What asking a person the safety questions promises."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import AnswersFile
from doubles import FakeClock, ScriptedInterface
from footcoach.app.screening import Screening
from footcoach.core.errors import NothingStarted, UsageError
from footcoach.core.interview import AtOutcome, Interview, Keeping, Move
from footcoach.core.profile import Clearance, KeptHistory, Profile
from footcoach.core.question import Answer, Level, Said
from footcoach.core.screening import Assessment
from footcoach.storage.files import data_folder
from footcoach.storage.profile import change_profile, load_profile
from samples import NOW, chosen, kept_history

NONE, UNSURE = Said.NONE, Said.NOT_SURE
CHEST_PAIN, CANCER, YES = ("chest_pain",), ("cancer",), ("yes",)
GO_ON, KEEP, CHANGE = AtOutcome.GO_ON, AtOutcome.KEEP, AtOutcome.CHANGE
TODAY = NOW.date()
CLEARED = Clearance(question="ever.clot", by="Dr Ode", on=TODAY)


def person(*replies: Answer | Move | BaseException, **script: Any) -> ScriptedInterface:
    return ScriptedInterface(FakeClock(), replies=replies, **script)


def screen(interface: ScriptedInterface, *, after_exercise: bool = False) -> Assessment:
    screening = Screening(FakeClock(), lambda: None)
    return screening.ask(interface, after_exercise=after_exercise, note_on=lambda _: "a note")


def keep(history: KeptHistory | None = None, *clearances: Clearance) -> None:
    change_profile(lambda _: Profile(history=history, clearances=clearances))


def kept() -> KeptHistory | None:
    return load_profile().history


def test_a_healthy_person_is_asked_every_question_and_shown_the_outcome_once() -> None:
    interface = person(*[NONE] * 21, outcomes=[GO_ON])
    assert screen(interface).level is Level.GO
    assert len(interface.asked) == 21
    assert interface.notes == ["a note"]
    assert (kept(), interface.offers) == (None, [Keeping.OFFERED])


def test_a_welcome_comes_before_the_first_question_once_and_can_be_left() -> None:
    interface = person(CHEST_PAIN, *[NONE] * 21, outcomes=[AtOutcome.BACK, GO_ON])
    assert screen(interface).level is Level.GO
    assert interface.asked[:2] == ["chest", "chest"], "the wrong key is asked about again"
    assert interface.welcomed == 1
    interface.show_welcome = _leave  # type: ignore[assignment]
    with pytest.raises(NothingStarted, match="before the questions were finished"):
        screen(interface)


def _leave(_: Interview) -> None:
    raise KeyboardInterrupt


def test_an_emergency_answer_leads_to_the_outcome_at_once_with_nothing_to_keep() -> None:
    interface = person(CHEST_PAIN, outcomes=[GO_ON])
    assert screen(interface).level is Level.EMERGENCY
    assert interface.asked == ["chest"]
    changed = person(*[NONE] * 21, CHEST_PAIN, outcomes=[CHANGE, GO_ON], change="chest")
    assert screen(changed).level is Level.EMERGENCY
    assert changed.offers == [Keeping.OFFERED, Keeping.NOT_OFFERED]


@pytest.mark.parametrize("leaving", [KeyboardInterrupt(), EOFError()])
def test_leaving_is_not_answering(leaving: BaseException) -> None:
    with pytest.raises(NothingStarted, match="before the questions were finished"):
        screen(person(*[NONE] * 20, leaving))
    with pytest.raises(NothingStarted, match="after the questions"):
        screen(person(*[NONE] * 21, outcomes=[leaving]))


def test_advice_not_to_massage_stands_even_if_the_person_leaves_at_it() -> None:
    assert screen(person(CHEST_PAIN, outcomes=[KeyboardInterrupt()])).level is Level.EMERGENCY


def test_health_answers_are_kept_when_the_person_says_so_and_does_not_undo_it() -> None:
    screen(person(*[NONE] * 21, outcomes=[KEEP, KEEP, GO_ON]))
    assert kept() is None
    screen(person(*[NONE] * 21, outcomes=[KEEP, GO_ON]))
    assert kept() == kept_history()


def test_what_is_kept_is_what_the_answers_were_changed_to() -> None:
    screen(person(*[NONE] * 21, CANCER, outcomes=[KEEP, CHANGE, GO_ON], change="illness"))
    assert kept() == kept_history(chosen("illness.cancer"))


def test_leaving_while_choosing_a_wrong_answer_keeps_nothing() -> None:
    with pytest.raises(NothingStarted):
        screen(person(*[NONE] * 21, outcomes=[KEEP, CHANGE], change=KeyboardInterrupt()))
    assert kept() is None


def test_kept_answers_shorten_the_next_screening_and_are_not_offered_again() -> None:
    keep(kept_history())
    interface = person(*[NONE] * 11, outcomes=[GO_ON])
    screen(interface)
    assert interface.offers == [Keeping.NOT_OFFERED]
    assert kept() == kept_history()


@pytest.mark.parametrize("rest", [[NONE] * 12, [KeyboardInterrupt()]])
def test_a_change_in_health_forgets_what_was_kept_even_if_the_person_leaves(
    rest: list[Answer | BaseException],
) -> None:
    keep(kept_history(), CLEARED.model_copy(update={"on": TODAY - timedelta(days=3)}))
    with suppress(NothingStarted):
        screen(person(*[NONE] * 9, YES, *rest, outcomes=[GO_ON]))
    assert load_profile() == Profile()


def test_not_being_sure_of_a_change_forgets_answers_but_no_clearance() -> None:
    keep(kept_history(), CLEARED)
    screen(person(*[NONE] * 9, UNSURE, UNSURE, *[NONE] * 12, outcomes=[GO_ON]))
    assert load_profile() == Profile(clearances=(CLEARED,))


def test_a_kept_answer_called_wrong_is_forgotten_with_the_others() -> None:
    keep(kept_history())
    screen(person(*[NONE] * 22, outcomes=[CHANGE, GO_ON], change="diabetes"))
    assert kept() is None


def test_a_damaged_profile_is_left_alone_and_every_question_is_asked() -> None:
    data_folder().mkdir(parents=True)
    (data_folder() / "profile.json").write_text("{", encoding="utf-8")
    interface = person(*[NONE] * 21, outcomes=[GO_ON])
    screen(interface)
    assert len(interface.asked) == 21
    assert interface.offers == [Keeping.NOT_OFFERED]
    assert (data_folder() / "profile.json").read_text(encoding="utf-8") == "{"


def read(path: Path) -> Assessment:
    return Screening(FakeClock(), lambda: None, path).read_file(after_exercise=False).assessment


def test_a_file_that_is_not_there_or_not_text_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no file"):
        read(tmp_path / "none.json")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="UTF-8"):
        read(tmp_path / "bytes")


def test_a_wrong_answer_in_a_file_can_be_changed_even_in_an_emergency(
    answers_file: AnswersFile,
) -> None:
    path = answers_file("chest.chest_pain", day=TODAY.isoformat())
    interface = person(*[NONE] * 21, outcomes=[AtOutcome.BACK, GO_ON], change="chest")
    screening = Screening(FakeClock(), lambda: None, path)
    assert screening.ask(interface, after_exercise=False).level is Level.GO
    assert interface.asked[0] == "chest"


@pytest.mark.parametrize(("given", "closes"), [([], 0), (["skin.open"], 1)])
def test_only_answers_with_advice_close_a_session_that_was_cut_off(
    answers_file: AnswersFile, given: list[str], closes: int
) -> None:
    closed: list[int] = []
    path = answers_file(*given, day=TODAY.isoformat())
    Screening(FakeClock(), lambda: closed.append(1), path).read_file(after_exercise=False)
    assert len(closed) == closes


def test_newer_answers_in_a_file_end_what_was_kept(answers_file: AnswersFile) -> None:
    keep(kept_history())
    read(answers_file(day=TODAY.isoformat()))
    assert kept() == kept_history()
    read(answers_file("illness.cancer", day=TODAY.isoformat()))
    assert kept() is None
