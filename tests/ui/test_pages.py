"""Every page, at every size it must work at: nothing cut, nothing lost, nothing on top."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from footcoach import HARM, PROBLEMS
from footcoach.core.cues import SORENESS, WATCH_FOR, farewell
from footcoach.core.interview import Interview, Keeping, Move
from footcoach.core.profile import Stored
from footcoach.core.question import Level
from footcoach.core.questionnaire import BY_ID, HEADLINES
from footcoach.core.record import Rating
from footcoach.core.states import Status, Zone
from footcoach.core.trends import WarningSign
from footcoach.storage.library import load_routine
from footcoach.ui.own_name import called
from footcoach.ui.page import Page, PageView
from footcoach.ui.pages import (
    advice_page,
    outcome_page,
    question_page,
    ready_lines,
    ready_page,
    session_summary,
    warnings_page,
    welcome_page,
)
from footcoach.ui.screen import Size
from footcoach.ui.theme import UNICODE
from footcoach.ui.wrapping import wrap
from samples import NOW, a_plan, a_record, assessed, at_question, chosen, kept_history, screened
from ui.canvas import SMALL, USUAL, draw, every_size, has_words

FIRST = Interview(after_exercise=False, started_at=NOW)


def interview_at(question_id: str) -> Interview:
    """Return an interview that asks the question, everything due before it answered."""
    due = BY_ID[question_id].due
    stored = Stored(history=kept_history()) if question_id == "changed" else Stored()
    return at_question(question_id, chosen(due[0].id) if due else {}, stored)


def screens(page: Page, size: Size, step: int = 1) -> Iterator[str]:
    view = PageView(page, UNICODE)
    for offset in range(0, view.last_offset(size) + step, step):
        yield " ".join(" ".join(draw(view.at(offset), size)).split())


def whole(page: Page, size: Size = USUAL) -> str:
    """Return everything that can be read on a page, scrolled to its end, as one line of words."""
    return " ".join(screens(page, size))


def needs_scrolling(page: Page, size: Size) -> bool:
    return PageView(page, UNICODE).last_offset(size) > 0


# --- welcome -------------------------------------------------------------------------------------


def test_the_welcome_says_how_long_it_takes_and_that_nothing_is_stored_unasked() -> None:
    text = whole(welcome_page(FIRST, "Press letters."))
    assert "about 21 short screens of questions: about 3 minutes" in text
    for words in ("adults, on their own feet", "not stored unless you say so", "Press letters."):
        assert words in text
    stored = Stored(history=kept_history(), notice="Something is asked again.")
    kept = Interview(after_exercise=False, started_at=NOW, stored=stored)
    assert "about 1 minute." in whole(welcome_page(kept, ""))
    assert "Something is asked again." in whole(welcome_page(kept, ""))


# --- questions -----------------------------------------------------------------------------------


@every_size
@pytest.mark.parametrize("question_id", BY_ID)
def test_every_question_can_be_read_whole_and_fits_until_help_is_asked_for(
    question_id: str, size: Size
) -> None:
    interview = interview_at(question_id)
    question = interview.question
    assert question is not None
    page, texts = question_page(interview), [question.lead, question.none]
    if size.height >= 20:
        assert not needs_scrolling(page, size)
        assert not needs_scrolling(page.changed_by("a"), size)
    text = whole(page, size)
    for words in [*texts, *(item.text for item in question.items)]:
        assert has_words(text, words)
    assert has_words(whole(question_page(interview.reply(Move.HELP)), size), question.help)


def test_items_have_letters_and_ticks_that_need_no_colour() -> None:
    page = question_page(FIRST)
    assert "a [ ] chest pain" in whole(page)
    ticked = page.changed_by("a").changed_by("c")
    assert "a [x] chest pain" in whole(ticked)
    assert "Enter go on with a, c" in whole(ticked)
    assert ticked.changed_by("c").changed_by("a") == page


@pytest.mark.parametrize("question_id", BY_ID)
def test_no_letter_of_an_item_is_also_a_key_that_answers(question_id: str) -> None:
    page = question_page(interview_at(question_id))
    assert not {key.name for key in page.keys} & page.letters.keys()
    assert ("y" in {key.name for key in page.keys}) is BY_ID[question_id].is_yes_or_no


def test_none_is_no_answer_to_when_something_last_was() -> None:
    page = question_page(interview_at("diabetes.check"))
    words = {word for key in page.keys for word in key.words}
    assert "in the last 12 months" in words
    assert not words & {"none", "no"}


def test_beside_a_tick_neither_none_nor_not_sure_counts() -> None:
    page = question_page(FIRST)
    assert page.find("enter") is None
    assert page.find("n")
    ticked = page.changed_by("b")
    assert [ticked.find(key) for key in ("n", "u")] == [None, None]
    assert ticked.find("enter")
    assert ticked.find("?")


@pytest.mark.parametrize("last", [False, True])
def test_while_there_is_more_to_read_answers_are_not_named_but_reading_on_is(last: bool) -> None:
    text = list(screens(question_page(interview_at("skin").reply(Move.HELP)), SMALL))[-last]
    assert ("Enter read on" in text, "n none" in text) == (not last, last)


# --- outcome -------------------------------------------------------------------------------------


def outcome(*choices: str, **options: Any) -> str:
    """Return all words of the outcome of the answers, all others being none."""
    return whole(outcome_page(assessed(*choices), "", **options))


@every_size
def test_reading_on_screen_by_screen_skips_no_line(size: Size) -> None:
    page = outcome_page(screened(Level.URGENT), "a note on it")
    step = PageView(page, UNICODE).screenful(size)
    assert has_words(" ".join(screens(page, size, step)), whole(page, size))


def test_in_a_window_of_any_size_an_emergency_is_named_first() -> None:
    page = outcome_page(screened(Level.EMERGENCY), "")
    for size in (Size(12, 4), Size(30, 9), Size(39, 24)):
        assert whole(page, size).startswith("Call your emergency number now."), size
    danger = advice_page("Call now", farewell(Status.STOPPED_DANGER))
    assert has_words(whole(danger, Size(30, 9)), "Call your emergency number now 112")


@every_size
@pytest.mark.parametrize("level", Level)
def test_the_outcome_shows_the_level_first_and_all_advice(level: Level, size: Size) -> None:
    assessment = screened(level)
    page = outcome_page(assessment, "a note on it")
    text = whole(page, size)
    assert has_words(text.split(".")[0], HEADLINES[level].split(".")[0])
    for reason in assessment.reasons:
        assert has_words(text.casefold(), reason.label)
        assert has_words(text, " ".join(reason.advice.split()[-6:]))
    assert "a note on it" in " ".join(text.split())


@pytest.mark.parametrize(
    "ids",
    [
        ["chest.chest_pain", "chest.fainting"],
        ["one_leg.swelling", "one_leg.calf", "hot.pus"],
        ["thin", "ever", "lump"],
        ["thin", "cold", "feeling.numb", "diabetes.yes"],
    ],
)
def test_no_sentence_stands_twice_on_an_outcome(ids: list[str]) -> None:
    page = outcome_page(assessed(*ids), "")
    words = " ".join([page.head, *(para.text for para in page.body)])
    sentences = re.split(r"(?<=[.!?])\s+", words)
    assert sorted(set(sentences)) == sorted(sentences)


@every_size
def test_the_outcome_of_a_healthy_person_needs_no_scrolling(size: Size) -> None:
    page = outcome_page(screened(after_exercise=False), "", Keeping.OFFERED)
    assert not needs_scrolling(page, size)
    assert "You can do any routine today." in whole(page, size)


def test_the_outcome_names_what_is_no_cause_of_it_too_and_counts_the_rest() -> None:
    text = outcome("chest.breathing", "chest.only.exercise", "ever")
    assert f"You also said: {BY_ID['chest.only'].items[0].label}." in text
    assert "You answered none or no to the other 20 questions." in text
    assert "none or no to all 22 questions" in outcome()


def test_the_outcome_says_what_is_kept_off_and_that_a_place_will_be_asked_for() -> None:
    assert "You will be asked where it is: rubbed by a shoe." in outcome(
        "hot.hot_red", "hot.only.shoe"
    )
    assert "The massage keeps off the toes." in outcome("cold.black", "cold.only_black.old_nail")
    assert "keeps off" not in outcome("thin")


def test_keeping_answers_is_offered_only_where_it_can_be_and_says_where_and_until_when() -> None:
    assert " keep " not in outcome()
    assert "k keep my health answers for 90 days" in outcome(keeping=Keeping.OFFERED)
    until = (NOW + timedelta(days=90)).date()
    text = outcome(keeping=Keeping.CHOSEN)
    assert has_words(text, f"on this computer until {until.day} February {until.year}.")
    assert "footcoach profile clear." in text
    assert "k do not keep them" in text


def test_ask_first_says_whom_and_what_to_ask_and_how_to_come_back() -> None:
    text = outcome("feeling.numb")
    assert "Ask a podiatrist or doctor" in text
    assert '"May I massage my feet myself' in text
    assert "Once they have said yes, note who and when. Type:" in text
    assert "footcoach profile clearance add feeling.numb" in text
    assert "clearance add" not in outcome("feeling.numb", "unwell.fever")


# --- ready, advice -------------------------------------------------------------------------------


@every_size
def test_what_keys_have_chosen_stands_above_them_wherever_a_page_is_scrolled(size: Size) -> None:
    kept = outcome_page(screened(Level.GENTLE), "a note", Keeping.CHOSEN)
    ready = ready_page(a_plan(), ["a note"] * 9, Rating(left=7))
    for page, words in ((kept, "until 20 February 2027."), (ready, "left: 7 right: -")):
        assert all(has_words(text, words) for text in screens(page, size))


def test_after_danger_signs_only_a_doctors_word_leads_on() -> None:
    for name, go_on in (("danger", "g a doctor says it is fine: go on"), ("hurt", "all the same")):
        page = warnings_page([WarningSign(name, "Leave your feet alone.")])
        assert go_on in whole(page)
        assert "Enter leave" in whole(page)


@every_size
def test_the_ready_and_advice_pages_can_be_read_whole(size: Size) -> None:
    ready = ready_page(a_plan(load_routine("general")), ["a note"], Rating(left=7))
    wanted = "General: 10 min, towel lotion socks a note left: 7 keyboard only to pause or stop."
    assert has_words(whole(ready, size), wanted)
    advice = advice_page("Stop", ("One thing to do.", "Another thing."))
    assert has_words(whole(advice, size), "One thing to do. Another thing.")


def test_the_ready_page_offers_no_part_to_keep_off_once_that_is_settled() -> None:
    plan = a_plan(load_routine("general"), excluded_zones=[Zone.TOP])
    for settled, found in ((False, True), (True, False)):
        ready = ready_page(plan, [], Rating(), settled=settled)
        assert [bool(ready.find(key)) for key in "kr"] == [found, found]


def test_the_ready_page_names_what_is_kept_off_before_what_is_left_out_because_of_it() -> None:
    lines = ready_lines(a_plan(load_routine("general"), excluded_zones=[Zone.HEEL, Zone.ARCH]))
    assert lines.index("You keep off the arch and heel.") + 1 == next(
        number for number, line in enumerate(lines) if line.startswith("Left out: ")
    )


def test_a_paragraph_is_broken_by_what_it_takes_on_the_screen() -> None:
    def lines(text: str, width: int, **options: Any) -> list[str]:
        return [line.plain for line in wrap(text, width, **options)]

    assert lines("足の裏を押す", 5) == ["足の", "裏を", "押す"]
    assert lines("a bb " + "x" * 12 + " end", 10) == ["a bb", "x" * 10, "xx end"]
    assert lines("one two three", 9, first="- ") == ["- one two", "  three"]
    assert lines("one two three four five", 12, most=2) == ["one two", "three ..."]
    assert lines("one two", 12, most=1) == ["one two"]
    assert lines("", 5) == [""]


# --- when it is over -----------------------------------------------------------------------------


@pytest.mark.parametrize("status", Status)
def test_a_session_ends_with_what_to_watch_for_and_after_harm_with_where_to_report_it(
    status: Status,
) -> None:
    record = a_record(status=status, before=None, after=None)
    summary = session_summary(record, 60).plain
    said = [*farewell(status)]
    if status is not Status.STOPPED_DANGER:
        said.append("The session lasted 9 min.")
        sore = () if status is Status.STOPPED_HURT else (SORENESS,)
        said += ["Over the next few days", *(f"- {words}" for words in (*sore, *WATCH_FOR))]
    if status in {Status.STOPPED_HURT, Status.STOPPED_DANGER}:
        said += [called(HARM), PROBLEMS]
    assert " ".join(summary.split()) == " ".join(said)
    # An address that is broken into two lines cannot be opened.
    assert summary.endswith(f"\n{PROBLEMS}") is ("harm you" in summary)
