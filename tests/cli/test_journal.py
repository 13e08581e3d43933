"""What the journal promises: a session that was ended is never gone on with, whatever fails."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from cli.running import Run
from conftest import AnswersFile
from doubles import FakeClock
from footcoach.cli.journal import HistoryJournal
from footcoach.core.record import SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.states import Status
from footcoach.storage.history import History
from footcoach.storage.paths import going_file, history_file
from samples import NOW, a_checkpoint


@contextmanager
def opened() -> Iterator[HistoryJournal]:
    journal = HistoryJournal(FakeClock())
    yield journal
    journal.close()


def under_way() -> tuple[SessionRecord, ResumePoint]:
    checkpoint = a_checkpoint()
    return checkpoint.record, checkpoint


def cut_off() -> ResumePoint:
    record, checkpoint = under_way()
    with opened() as journal:
        journal.note(record, checkpoint)
    return checkpoint


def found() -> ResumePoint | None:
    with opened() as journal:
        return journal.unfinished()


@contextmanager
def locked() -> Iterator[None]:
    with closing(sqlite3.connect(history_file(), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_a_session_that_was_cut_off_is_found() -> None:
    assert found() is None
    assert cut_off() == found()


@pytest.mark.parametrize("status", [Status.STOPPED_HURT, Status.STOPPED_EARLY, Status.COMPLETED])
def test_a_session_that_ended_is_not_found_even_if_that_could_not_be_written(
    status: Status,
) -> None:
    record, checkpoint = under_way()
    journal = HistoryJournal(FakeClock())
    journal.note(record, checkpoint)
    with locked():
        journal.note(record.model_copy(update={"status": status}), None)
    assert not going_file().exists()
    with History(NOW) as history:
        assert history.unfinished() is not None
    del journal
    assert found() is None


def test_when_pain_turned_out_to_be_less_it_is_found_again() -> None:
    record, checkpoint = under_way()
    with opened() as journal:
        journal.note(record, checkpoint)
        journal.note(record.model_copy(update={"status": Status.STOPPED_HURT}), None)
        journal.note(record, checkpoint)
    assert found() == checkpoint


def test_pain_in_a_second_window_ends_the_session_of_the_first_too() -> None:
    record, checkpoint = under_way()
    other = record.model_copy(update={"id": "0b8c4a52-6f1e-4d3a-9c57-2e8f60d1a7b3"})
    with opened() as first:
        first.note(record, checkpoint)
        with opened() as second:
            second.note(other, checkpoint)
            second.note(other.model_copy(update={"status": Status.STOPPED_HURT}), None)
        first.note(record, checkpoint)
    assert found() is None


def test_what_was_erased_while_it_was_offered_is_gone() -> None:
    cut_off()
    going_file().unlink()
    assert found() is None


def test_answering_the_questions_alone_ends_a_session_that_was_cut_off(
    run: Run, answers_file: AnswersFile
) -> None:
    cut_off()
    run("screen", "--answers", str(answers_file()))
    assert found() is None


def test_a_folder_that_cannot_be_written_has_no_session_to_go_on_with(home: Path) -> None:
    home.write_text("", encoding="utf-8")
    record, checkpoint = under_way()
    with opened() as journal:
        journal.note(record, checkpoint)
    assert found() is None
