"""Every screen, at every size it must work at: nothing cut, nothing lost, nothing on top."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcoach.core.engine import Session
from footcoach.core.interview import Interview, Keeping, Move
from footcoach.core.plan import plan
from footcoach.core.question import Answer, Level
from footcoach.core.questionnaire import HEADLINES, QUESTIONS
from footcoach.core.record import Rating
from footcoach.core.report import BY_ID
from footcoach.core.routine import Zone
from footcoach.core.screening import assess
from footcoach.core.snapshot import Snapshot
from footcoach.core.states import Command, Foot
from footcoach.storage.library import built_in_names, load_routine
from footcoach.ui.glyphs import ASCII, UNICODE, Glyphs
from footcoach.ui.page import MARGIN, Page, wrap
from footcoach.ui.pages import (
    advice_page,
    outcome_page,
    question_page,
    ready_lines,
    ready_page,
    sore_line,
)
from footcoach.ui.screen import Size
from footcoach.ui.session_view import SessionView
from samples import NOW, a_step, answered, screened, settle
from ui.canvas import draw

SIZES = [Size(80, 24), Size(60, 20), Size(120, 40), Size(100, 30), Size(40, 10)]
USUAL = Size(80, 24)
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
@pytest.mark.parametrize("question_id", BY_ID)
def test_what_counts_as_seen_was_on_the_screen(question_id: str, size: Size) -> None:
    page = question_page(interview_at(question_id), UNICODE)
    seen = page.seen(0, size, before=0)
    text = " ".join(" ".join(draw(page.view(0), size)).split())
    if seen >= page.lines_needed(size):
        assert has_words(text, BY_ID[question_id].wording)
    last = page.last_offset(size)
    for offset in range(last + 1):
        seen = page.seen(offset, size, before=seen)
    assert seen >= page.lines_needed(size)


@size
def test_lines_that_were_jumped_over_do_not_count_as_seen(size: Size) -> None:
    page = question_page(interview_at("skin_open").reply(Answer.NOT_SURE), UNICODE)
    last = page.last_offset(size)
    if last > page.seen(0, size, before=0):
        assert page.seen(last, size, before=0) == 0


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


def snapshots(name: str) -> list[Snapshot]:
    """Return a moment of every segment of a built-in routine."""
    routine = load_routine(name)
    session = Session(plan(routine, screened(), now=NOW), 0.0)
    moments, at = [], 0.0
    for segment in session.plan.segments:
        session.advance(at + segment.seconds / 3)
        moments.append(session.snapshot(at + segment.seconds / 3))
        at += segment.seconds
    return moments


@size
@pytest.mark.parametrize("name", built_in_names())
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_moment_shows_what_to_do_and_how_long_at_every_size(
    name: str, size: Size, glyphs: object
) -> None:
    view = SessionView(load_routine(name).title, glyphs)  # type: ignore[arg-type]  # parametrized
    for snapshot in snapshots(name):
        lines = draw(partial(view.blocks, snapshot), size)
        text = " ".join(" ".join(lines).split())
        if snapshot.segment.kind == "change_feet":
            assert "CHANGE FEET: NOW THE RIGHT FOOT" in text
        else:
            assert has_words(text.casefold(), snapshot.segment.step.title.casefold())
            assert has_words(text, snapshot.segment.step.how)
        assert "left" in lines[0]
        assert has_words(text, "space pause x hurts q stop")


@size
@pytest.mark.parametrize("command", [Command.PAUSE, Command.STOP, Command.HURTS, Command.AWAY])
def test_what_is_asked_in_a_session_stands_with_its_answers(command: Command, size: Size) -> None:
    session = Session(plan(load_routine("general"), screened(), now=NOW), 0.0)
    session.handle(command, 40.0)
    snapshot = session.snapshot(41.0)
    view = SessionView("General", UNICODE)
    text = " ".join(" ".join(draw(lambda s: view.blocks(snapshot, s), size)).split())
    expected = {
        Command.PAUSE: "Paused. Space goes on.",
        Command.AWAY: "Paused: you were away.",
        Command.STOP: "Stop here? y stop here n go on",
        Command.HURTS: "h too hard s sharp, burning, electric or numb b breathless, chest faint n",
    }
    assert has_words(text, expected[command])


@given(st.integers(1, 130), st.integers(1, 45))
def test_at_any_size_a_session_is_drawn_within_the_window(width: int, height: int) -> None:
    session = Session(plan(load_routine("runner"), screened(), now=NOW), 0.0)
    session.advance(100.0)
    snapshot = session.snapshot(100.0)
    view = SessionView("Runner", UNICODE)
    assert any(draw(lambda s: view.blocks(snapshot, s), Size(width, height)))


def test_a_window_too_small_says_so_and_shows_the_time() -> None:
    session = Session(plan(load_routine("general"), screened(), now=NOW), 0.0)
    session.advance(10.0)
    lines = draw(
        lambda s: SessionView("General", UNICODE).blocks(session.snapshot(10.0), s), Size(39, 9)
    )
    assert has_words(" ".join(lines), "0:25 window too small: 40 x 10 are needed.")


def shown_at(view: SessionView, moments: Sequence[float], *, muted: bool = False) -> list[str]:
    """Return, for each moment, the words that are inverted."""
    session = Session(plan(load_routine("general"), screened(), now=NOW), 0.0)
    found = []
    for at in moments:
        session.advance(at)
        blocks = view.blocks(session.snapshot(at), USUAL, muted=muted)
        lines = [line for block in blocks for line in block.lines]
        inverted = [line.plain for line in lines if "flash" in {span.style for span in line.spans}]
        found.append(" ".join(" ".join(inverted).split()))
    return found


def test_without_a_tone_heading_and_digits_flash_for_a_second_as_a_step_begins() -> None:
    view = SessionView("General", UNICODE, flash=True)
    first, second = load_routine("general").steps[:2]
    begins, late, over, next_begins = shown_at(view, [5.0, 5.9, 6.0, 5 + first.seconds])
    assert begins.startswith(first.title.upper())
    assert "█" in begins
    assert late == begins
    assert over == ""
    assert next_begins.startswith(f"Get ready: {second.title}")
    assert shown_at(SessionView("General", UNICODE), [5.0]) == [""]
    assert shown_at(view, [5.0], muted=True) == [""]


def test_a_pause_in_the_first_second_does_not_stay_inverted() -> None:
    session = Session(plan(load_routine("general"), screened(), now=NOW), 0.0)
    session.handle(Command.PAUSE, 5.5)
    blocks = SessionView("General", UNICODE, flash=True).blocks(session.snapshot(6.0), USUAL)
    assert not [
        span for b in blocks for line in b.lines for span in line.spans if span.style == "flash"
    ]


def test_a_lighter_session_shows_one_less_in_pressure() -> None:
    session = Session(plan(load_routine("deep"), screened(), now=NOW), 0.0)
    session.advance(130.0)
    session.handle(Command.HURTS, 130.0)
    session.handle(Command.TOO_HARD, 131.0)
    session.advance(135.0)
    snapshot = session.snapshot(135.0)
    assert snapshot.segment.step.pressure == 4
    view = SessionView("Deep", UNICODE)
    text = " ".join(draw(lambda s: view.blocks(snapshot, s), Size(80, 24)))
    assert "3 of 10, lighter now" in text


@pytest.mark.parametrize(
    ("size", "words", "lighter"),
    [
        (Size(80, 24), "3 of 10, never above 4", "2 of 10, lighter now"),
        (Size(60, 20), "3 of 10, max 4", "2 of 10, lighter"),
        (Size(40, 20), "3 of 10, max 4", "2 of 10, lighter"),
    ],
    ids=str,
)
def test_the_gauge_says_its_limit_in_as_many_words_as_fit(
    size: Size, words: str, lighter: str
) -> None:
    session = Session(plan(load_routine("general"), screened(), now=NOW), 0.0)
    view = SessionView("General", UNICODE)

    def gauge(at: float) -> str:
        session.advance(at)
        lines = draw(partial(view.blocks, session.snapshot(at)), size)
        return next(line for line in lines if "of 10" in line)

    assert gauge(144.0).endswith(f" {words}")
    session.handle(Command.HURTS, 144.0)
    session.handle(Command.TOO_HARD, 145.0)
    assert gauge(150.0).endswith(f" {lighter}")


@pytest.mark.parametrize("size", [Size(80, 24), Size(60, 20), Size(40, 10)], ids=str)
def test_what_to_keep_off_stands_out(size: Size) -> None:
    words = "Keep off the arch."
    laid_out = plan(load_routine("general"), screened(), now=NOW, excluded_zones=[Zone.ARCH])
    session = Session(laid_out, 0.0)
    session.advance(80.0)
    snapshot = session.snapshot(80.0)
    assert snapshot.avoided == (Zone.ARCH,)
    first = SessionView("General", UNICODE).blocks(snapshot, size)[1].lines[1]
    assert first.plain.startswith(f"{words} ")
    (stressed,) = first.spans
    assert first.plain[stressed.start : stressed.end] == words
    assert stressed.style == "title"


@pytest.mark.parametrize("zone", [Zone.ARCH, Zone.TOES, Zone.BALL, Zone.HEEL])
@pytest.mark.parametrize("name", built_in_names())
def test_what_to_keep_off_leaves_the_large_digits_their_room(name: str, zone: Zone) -> None:
    session = Session(plan(load_routine(name), screened(), now=NOW, excluded_zones=[zone]), 0.0)
    at = 0.0
    for segment in session.plan.segments:
        session.advance(at)
        blocks = SessionView(name, UNICODE).blocks(session.snapshot(at), Size(60, 20))
        digits = [line for line in blocks[2].lines if line.style == "digits"]
        assert len(digits) >= 3, segment
        at += segment.seconds


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("pauses", [0, 1])
@pytest.mark.parametrize(("width", "shown"), [(100, True), (80, False), (60, False), (40, False)])
def test_a_wide_window_also_names_the_key_that_says_it_again_in_the_same_line(
    width: int, shown: bool, pauses: int, glyphs: Glyphs
) -> None:
    session = Session(plan(load_routine("general"), screened(), now=NOW), 0.0)
    session.advance(40.0)
    for _ in range(pauses):
        session.handle(Command.PAUSE, 40.0)
    blocks = SessionView("General", glyphs).blocks(session.snapshot(40.0), Size(width, 24))
    lines = [line.plain for line in blocks[3].lines]
    assert [line.endswith("r again") for line in lines] == [False, False, shown]


def test_a_users_markup_and_long_words_stay_inside_their_lines() -> None:
    step = a_step(title="[bold]" + "x" * 30, how="y" * 200)
    routine = load_routine("general").model_copy(update={"steps": (step,)})
    session = Session(plan(routine, screened(), now=NOW), 0.0)
    session.advance(9.0)
    view = SessionView(routine.title, UNICODE)
    lines = draw(lambda s: view.blocks(session.snapshot(9.0), s), Size(40, 10))
    assert "[BOLD]" in " ".join(lines)


@pytest.mark.parametrize("size", [Size(60, 20), Size(40, 10)], ids=str)
def test_text_in_wide_characters_is_shown_whole(size: Size) -> None:
    step = a_step(
        title="足の裏をほぐす", how="親指で、かかとから足の指のつけ根まで、ゆっくりと押します。"
    )
    routine = load_routine("general").model_copy(
        update={"steps": (step,), "title": "足のマッサージ"}
    )
    session = Session(plan(routine, screened(), now=NOW), 0.0)
    session.advance(9.0)
    blocks = SessionView(routine.title, UNICODE).blocks(session.snapshot(9.0), size)
    lines = [line for block in blocks for line in block.lines if line.cell_len > block.width]
    assert lines == []
    text = "".join(line.plain for block in blocks for line in block.lines).replace(" ", "")
    assert step.title in text
    assert step.how in text


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


def test_labels_fit_their_column() -> None:
    assert all(len(question.label) <= 24 for question in BY_ID.values())
    assert len(QUESTIONS) == 21


def test_the_gauge_of_a_gentle_routine_names_the_limit_of_gentle() -> None:
    session = Session(plan(load_routine("gentle"), screened(), now=NOW), 0.0)
    session.advance(144.0)
    view = SessionView("Gentle", UNICODE)
    lines = draw(partial(view.blocks, session.snapshot(144.0)), Size(80, 24))
    assert "of 10, never above 2" in " ".join(lines)


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


@pytest.mark.parametrize("question", ["How sore now", "How sore are they now"])
def test_what_is_typed_for_both_feet_stands_in_one_line_also_in_a_small_window(
    question: str,
) -> None:
    assert (
        len(sore_line(question, Rating(left=10, right=10), Foot.BOTH, Foot.LEFT)) <= 60 - 2 * MARGIN
    )
