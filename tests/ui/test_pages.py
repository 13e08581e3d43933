"""Every screen, at every size it must work at: nothing cut, nothing lost, nothing on top."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from footcoach.core.cues import farewell
from footcoach.core.interview import Interview, Keeping, Move
from footcoach.core.plan import plan
from footcoach.core.question import Answer, Level
from footcoach.core.questionnaire import HEADLINES
from footcoach.core.record import Rating
from footcoach.core.report import BY_ID
from footcoach.core.routine import Zone
from footcoach.core.screening import assess
from footcoach.core.states import Status
from footcoach.storage.library import load_routine
from footcoach.ui.page import Page, wrap
from footcoach.ui.pages import (
    advice_page,
    outcome_page,
    question_page,
    ready_lines,
    ready_page,
)
from footcoach.ui.screen import Size
from footcoach.ui.theme import UNICODE
from samples import NOW, answered, screened, settle
from ui.canvas import draw

SIZES = [Size(80, 24), Size(60, 20), Size(120, 40), Size(100, 30), Size(40, 10)]
USUAL = Size(80, 24)
GENERAL = plan(load_routine("general"), screened(), now=NOW)
size = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s.width}x{s.height}")


def interview_at(question_id: str) -> Interview:
    """Return an interview that asks the question, everything due before it answered."""
    main = question_id.split(".")[0]
    given = {main: Answer.YES} if "." in question_id else {}
    interview = Interview(after_exercise=True, started_at=NOW)
    while interview.question and interview.question.id != question_id:
        interview = settle(interview, given.get(interview.question.id, Answer.NO))
    return interview


def whole(page: Page, size: Size) -> str:
    """Return everything that can be read on a page, scrolled to its end, as one line of words."""
    screens = [draw(page.view(offset), size) for offset in range(page.last_offset(size) + 1)]
    return " ".join(" ".join(line for screen in screens for line in screen).split())


def has_words(text: str, words: str) -> bool:
    return all(word in text for word in words.split())


@size
@pytest.mark.parametrize("question_id", BY_ID)
def test_every_question_and_its_help_can_be_read_whole(question_id: str, size: Size) -> None:
    interview = interview_at(question_id).reply(Move.HELP)
    text = whole(question_page(interview, UNICODE), size)
    assert has_words(text, BY_ID[question_id].wording)
    assert has_words(text, BY_ID[question_id].help)


@size
@pytest.mark.parametrize("question_id", BY_ID)
def test_every_question_fits_without_scrolling_until_help_is_asked_for(
    question_id: str, size: Size
) -> None:
    page = question_page(interview_at(question_id), UNICODE)
    if size.height >= 20:
        assert page.last_offset(size) == 0
    for idea in BY_ID[question_id].lines:
        assert has_words(whole(page, size), idea)


@size
def test_reading_on_screen_by_screen_skips_no_line(size: Size) -> None:
    page = outcome_page(screened(Level.URGENT), "a note on it", UNICODE)
    offsets = range(0, page.last_offset(size) + page.screenful(size), page.screenful(size))
    text = " ".join(" ".join(" ".join(draw(page.view(at), size)) for at in offsets).split())
    assert has_words(text, whole(page, size))


@pytest.mark.parametrize("offset", [0, 1])
def test_while_there_is_more_to_read_the_answers_are_not_named_but_reading_on_is(
    offset: int,
) -> None:
    page = question_page(interview_at("skin_open").reply(Answer.NOT_SURE), UNICODE)
    at = page.last_offset(Size(40, 10)) * offset
    text = " ".join(draw(page.view(at), Size(40, 10)))
    assert ("Enter read on" in text, "n no" in text) == (not offset, bool(offset))


def test_in_a_window_of_any_size_an_emergency_is_named_first() -> None:
    page = outcome_page(screened(Level.EMERGENCY), "", UNICODE)
    for size in (Size(12, 4), Size(30, 9), Size(39, 24)):
        text = " ".join(" ".join(draw(page.view(0), size)).split())
        assert text.startswith("Call your emergency number now."), size
    danger = advice_page("Call now", farewell(Status.STOPPED_DANGER), UNICODE)
    text = " ".join(draw(danger.view(0), Size(30, 9)))
    assert has_words(text, "Call your emergency number now 112")


def test_an_emergency_is_not_said_three_times() -> None:
    text = whole(outcome_page(screened(Level.EMERGENCY), "", UNICODE), USUAL)
    assert text.count("112") == 1


@size
def test_what_keys_have_chosen_stands_above_them_wherever_the_page_is_scrolled_to(
    size: Size,
) -> None:
    chosen = outcome_page(screened(Level.GENTLE), "a note", UNICODE, Keeping.CHOSEN)
    ready = ready_page(GENERAL, ["a note"] * 9, Rating(left=7), UNICODE)
    for page, words in ((chosen, "until 20 February 2027."), (ready, "left: 7 right: -")):
        for offset in (0, page.last_offset(size)):
            assert has_words(" ".join(" ".join(draw(page.view(offset), size)).split()), words)


@size
def test_the_outcome_of_a_healthy_person_needs_no_scrolling(size: Size) -> None:
    page = outcome_page(screened(after_exercise=False), "", UNICODE, Keeping.OFFERED)
    assert page.last_offset(size) == 0


def test_the_outcome_names_every_yes_and_not_sure_and_counts_the_rest() -> None:
    answers = answered({"diabetes": Answer.YES, "clot_ever": Answer.NOT_SURE})
    text = whole(outcome_page(assess(answers, screened_at=NOW), "", UNICODE), USUAL)
    assert "Yes: diabetes." in text
    assert "Not sure: blood clot, ever." in text
    assert has_words(text, "No to the other 21 questions.")
    none = whole(outcome_page(screened(after_exercise=False), "", UNICODE), USUAL)
    assert "No to all 20 questions." in none


def test_keeping_answers_is_offered_only_where_it_can_be_and_says_where_and_until_when() -> None:
    def page(keeping: Keeping) -> str:
        return whole(outcome_page(screened(), "", UNICODE, keeping), USUAL)

    assert " keep " not in page(Keeping.NOT_OFFERED)
    assert has_words(page(Keeping.OFFERED), "k keep my health answers 90 days")
    assert "will be kept" not in page(Keeping.OFFERED)
    chosen = page(Keeping.CHOSEN)
    assert has_words(chosen, "kept on this computer until 20 February 2027.")
    assert has_words(chosen, "footcoach profile clear k do not keep them")


def test_the_outcome_says_of_which_day_kept_answers_are() -> None:
    kept = assess(answered({}), screened_at=NOW, kept_on=NOW.date() - timedelta(days=3))
    assert "your answers of 19 November 2026." in whole(outcome_page(kept, "", UNICODE), USUAL)


def test_ask_first_says_how_to_note_a_clearance_and_only_where_that_would_help() -> None:
    def text(changes: Mapping[str, Answer]) -> str:
        found = assess(answered(changes), screened_at=NOW)
        return whole(outcome_page(found, "", UNICODE), Size(80, 60))

    numb = {"diabetes": Answer.YES, "numb_or_poor_flow": Answer.YES}
    assert "footcoach profile clearance add clot_ever" in text({"clot_ever": Answer.YES})
    assert text(numb).count("clearance add") == 2
    for hopeless in ({"any_doubt": Answer.YES}, {"skin_open": Answer.YES}):
        assert "clearance add" not in text({"clot_ever": Answer.YES, **hopeless})


@size
@pytest.mark.parametrize("level", Level)
def test_the_outcome_shows_the_level_first_and_all_advice(level: Level, size: Size) -> None:
    assessment = screened(level)
    page = outcome_page(assessment, "a note on it", UNICODE)
    assert draw(page.view(0), size)[0].split()[0] == HEADLINES[level].split()[0]
    text = whole(page, size)
    for reason in assessment.reasons:
        assert has_words(text, reason.advice)
        assert reason.label in text
    assert "a note on it" in text


def test_how_to_massage_gently_does_not_read_as_leave_to_when_something_else_forbids_it() -> None:
    answers = answered({"diabetes": Answer.YES, "skin_open": Answer.YES})
    page = outcome_page(assess(answers, screened_at=NOW), "", UNICODE)
    assert "Later, once massage is fine again: Keep it light" in whole(page, Size(120, 60))


@size
def test_the_ready_and_advice_pages_can_be_read_whole(size: Size) -> None:
    laid_out = plan(load_routine("general"), screened(), now=NOW)
    text = whole(ready_page(laid_out, ["a note"], Rating(left=7), UNICODE), size)
    assert has_words(
        text, "General: 10 min, towel lotion socks a note left: 7 need the keyboard again."
    )
    advice = advice_page("Stop", ("One thing to do.", "Another thing."), UNICODE)
    assert has_words(whole(advice, size), "One thing to do. Another thing.")


def test_a_paragraph_is_broken_by_what_it_takes_on_the_screen() -> None:
    def lines(text: str, width: int, **options: Any) -> list[str]:
        return [line.plain for line in wrap(text, width, **options)]

    assert lines("足の裏を押す", 5) == ["足の", "裏を", "押す"]
    assert lines("a bb " + "x" * 12 + " end", 10) == ["a bb", "x" * 10, "xx end"]
    assert lines("one two three", 9, first="- ", hang="  ") == ["- one two", "  three"]
    assert lines("one two three four five", 12, most=2) == ["one two", "three ..."]
    assert lines("one two", 12, most=1) == ["one two"]
    assert lines("", 5) == [""]
    assert lines("足", 1) == ["足"]


def test_the_ready_page_names_what_is_kept_off_before_what_is_left_out_because_of_it() -> None:
    laid_out = plan(
        load_routine("general"), screened(), now=NOW, excluded_zones=[Zone.HEEL, Zone.ARCH]
    )
    lines = ready_lines(laid_out)
    assert lines.index("You keep off the arch and heel.") + 1 == next(
        number for number, line in enumerate(lines) if line.startswith("Left out: ")
    )


def test_the_key_that_leads_back_is_named_only_where_there_is_a_question_to_go_back_to() -> None:
    first = Interview(after_exercise=False, started_at=NOW)
    second = first.reply(Answer.NO)
    reopened = second.reopen(next(iter(second.answers)))
    named = [
        ("\N{LEFTWARDS ARROW}", "back") in question_page(each, UNICODE).keys
        for each in (first, second, reopened)
    ]
    assert named == [False, True, False]
