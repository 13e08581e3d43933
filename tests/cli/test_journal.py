"""What the journal promises: a session that was ended is never gone on with, whatever fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.running import Run
from conftest import AnswersFile
from doubles import FakeClock
from footcoach.cli.journal import HistoryJournal
from footcoach.core.record import SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.states import Status
from footcoach.storage.resume import resume_file
from samples import a_checkpoint


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


def test_a_session_that_was_cut_off_is_found() -> None:
    assert found() is None
    assert cut_off() == found()


def test_when_pain_turned_out_to_be_less_it_is_found_again() -> None:
    record, checkpoint = under_way()
    with opened() as journal:
        journal.note(record, checkpoint)
        journal.note(record.model_copy(update={"status": Status.STOPPED_HURT}), None)
        journal.note(record, checkpoint)
    assert found() == checkpoint


def test_what_was_erased_while_it_was_offered_is_gone() -> None:
    cut_off()
    resume_file().unlink()
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
