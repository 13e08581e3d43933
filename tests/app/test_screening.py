"""What asking a person the safety questions promises."""

import json
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from doubles import FakeClock, ScriptedInterface
from footcoach.app.screening import StoredProfile, interview_from_file, screen_person
from footcoach.core.errors import NothingStarted, UsageError
from footcoach.core.interview import AtOutcome, Interview, Keeping, Move
from footcoach.core.profile import Clearance, KeptHistory, Profile
from footcoach.core.question import Answer, Level
from footcoach.core.questionnaire import main_questions
from footcoach.core.screening import Assessment
from footcoach.storage.files import data_folder
from footcoach.storage.profile import change_profile, load_profile
from samples import NOW, kept_history

NO, YES, UNSURE = Answer.NO, Answer.YES, Answer.NOT_SURE
GO_ON, KEEP, CHANGE = AtOutcome.GO_ON, AtOutcome.KEEP, AtOutcome.CHANGE
TODAY = NOW.date()
CLEARED = Clearance(question="clot_ever", by="Dr Ode", on=TODAY)


def person(*replies: Answer | Move | BaseException, **script: object) -> ScriptedInterface:
    return ScriptedInterface(FakeClock(), replies=replies, **script)  # type: ignore[arg-type]


def screen(interface: ScriptedInterface, *, after_exercise: bool = False) -> Assessment:
    profile = StoredProfile(TODAY)
    interview = Interview(after_exercise=after_exercise, started_at=NOW, stored=profile.stored)
    return screen_person(interface, interview, profile, note_on=lambda _: "a note")


def keep(history: KeptHistory | None = None, *clearances: Clearance) -> None:
    change_profile(lambda _: Profile(history=history, clearances=clearances))


def kept() -> KeptHistory | None:
    return load_profile().history


def test_a_healthy_person_is_asked_every_question_and_shown_the_outcome_once() -> None:
    interface = person(*[NO] * 20, outcomes=[GO_ON])
    assert screen(interface).level is Level.GO
    assert len(interface.asked) == 20
    assert interface.notes == ["a note"]


def test_a_routine_after_exercise_asks_one_more() -> None:
    interface = person(*[NO] * 21, outcomes=[GO_ON])
    screen(interface, after_exercise=True)
    assert "runner_extra" in interface.asked


def test_an_emergency_answer_leads_to_the_outcome_at_once() -> None:
    interface = person(YES, outcomes=[GO_ON])
    assert screen(interface).level is Level.EMERGENCY
    assert interface.asked == ["chest_breath"]


def test_the_wrong_key_on_the_emergency_page_asks_again() -> None:
    interface = person(YES, *[NO] * 20, outcomes=[AtOutcome.BACK, GO_ON])
    assert screen(interface).level is Level.GO
    assert interface.asked[:2] == ["chest_breath", "chest_breath"]


def test_an_answer_changed_on_the_outcome_page_changes_the_outcome() -> None:
    interface = person(*[NO] * 20, YES, outcomes=[CHANGE, GO_ON], change="any_doubt")
    assert screen(interface).level is Level.ASK_FIRST


def test_nothing_leads_back_to_an_answer_that_was_called_wrong() -> None:
    interface = person(
        *[NO] * 20, Move.BACK, YES, NO,
        outcomes=[CHANGE, AtOutcome.BACK, GO_ON], change="chest_breath",
    )  # fmt: skip
    assert screen(interface).level is Level.GO
    assert interface.asked[-3:] == ["chest_breath"] * 3


@pytest.mark.parametrize("leaving", [KeyboardInterrupt(), EOFError()])
def test_leaving_is_not_answering(leaving: BaseException) -> None:
    with pytest.raises(NothingStarted, match="before the questions were finished"):
        screen(person(*[NO] * 19, leaving))
    with pytest.raises(NothingStarted, match="after the questions"):
        screen(person(*[NO] * 20, outcomes=[leaving]))


def test_advice_not_to_massage_stands_even_if_the_person_leaves_at_it() -> None:
    assert screen(person(YES, outcomes=[KeyboardInterrupt()])).level is Level.EMERGENCY


# --- keeping answers -----------------------------------------------------------------------------


def test_nothing_is_kept_unless_the_person_says_so() -> None:
    interface = person(*[NO] * 20, outcomes=[GO_ON])
    screen(interface)
    assert (kept(), interface.offers) == (None, [Keeping.OFFERED])


def test_health_answers_are_kept_when_the_person_says_so() -> None:
    screen(person(*[NO] * 20, outcomes=[KEEP, GO_ON]))
    assert kept() == kept_history()


def test_keeping_can_be_undone_on_the_same_page() -> None:
    screen(person(*[NO] * 20, outcomes=[KEEP, KEEP, GO_ON]))
    assert kept() is None


def test_what_is_kept_is_what_the_answers_were_changed_to() -> None:
    screen(person(*[NO] * 20, YES, outcomes=[KEEP, CHANGE, GO_ON], change="cancer_heart_kidney"))
    assert kept() == kept_history({"cancer_heart_kidney": YES})


def test_leaving_while_choosing_a_wrong_answer_keeps_nothing() -> None:
    with pytest.raises(NothingStarted):
        screen(person(*[NO] * 20, outcomes=[KEEP, CHANGE], change=KeyboardInterrupt()))
    assert kept() is None


def test_an_emergency_offers_nothing_to_keep() -> None:
    interface = person(YES, outcomes=[GO_ON])
    screen(interface)
    assert interface.offers == [Keeping.NOT_OFFERED]


def test_kept_answers_shorten_the_next_screening_and_are_not_offered_again() -> None:
    keep(kept_history())
    interface = person(*[NO] * 11, outcomes=[GO_ON])
    screen(interface)
    assert interface.offers == [Keeping.NOT_OFFERED]
    assert kept() == kept_history()


@pytest.mark.parametrize("rest", [[NO] * 11, [KeyboardInterrupt()]])
def test_a_change_in_health_forgets_what_was_kept_even_if_the_person_leaves(
    rest: list[Answer | BaseException],
) -> None:
    keep(kept_history(), CLEARED.model_copy(update={"on": TODAY - timedelta(days=3)}))
    with suppress(NothingStarted):
        screen(person(*[NO] * 9, YES, *rest, outcomes=[GO_ON]))
    assert load_profile() == Profile()


def test_not_being_sure_of_a_change_forgets_answers_but_no_clearance() -> None:
    keep(kept_history(), CLEARED)
    screen(person(*[NO] * 9, UNSURE, UNSURE, *[NO] * 11, outcomes=[GO_ON]))
    assert load_profile() == Profile(clearances=(CLEARED,))


def test_a_kept_answer_called_wrong_is_forgotten_with_the_others() -> None:
    keep(kept_history())
    screen(person(*[NO] * 21, outcomes=[CHANGE, GO_ON], change="diabetes"))
    assert kept() is None


def test_a_damaged_profile_is_left_alone_and_every_question_is_asked() -> None:
    data_folder().mkdir(parents=True)
    (data_folder() / "profile.json").write_text("{", encoding="utf-8")
    interface = person(*[NO] * 20, outcomes=[GO_ON])
    screen(interface)
    assert len(interface.asked) == 20
    assert interface.offers == [Keeping.NOT_OFFERED]
    assert (data_folder() / "profile.json").read_text(encoding="utf-8") == "{"


# --- answers from a file -------------------------------------------------------------------------


def answers_in_file(path: Path, **given: str) -> Path:
    answers = {q.id: "no" for q in main_questions(after_exercise=False)} | given
    text = json.dumps({"date": TODAY.isoformat(), "answers": answers})
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> Interview:
    return interview_from_file(path, StoredProfile(TODAY), after_exercise=False, now=NOW)


def test_answers_from_a_file_make_a_finished_interview(tmp_path: Path) -> None:
    interview = read(answers_in_file(tmp_path / "a.json", any_doubt="yes"))
    assert interview.question is None
    assert interview.assessment.level is Level.ASK_FIRST


def test_a_file_that_is_not_there_or_not_text_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no file"):
        read(tmp_path / "none.json")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="UTF-8"):
        read(tmp_path / "bytes")


def test_newer_answers_in_a_file_end_what_was_kept(tmp_path: Path) -> None:
    keep(kept_history())
    read(answers_in_file(tmp_path / "same.json"))
    assert kept() == kept_history()
    read(answers_in_file(tmp_path / "other.json", cancer_heart_kidney="yes"))
    assert kept() is None
