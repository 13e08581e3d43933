"""Resuming a session that was cut off: the same session, and never without asking again."""

import re
from datetime import datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from footcoach.core.engine import RESUME_COUNTDOWN, Event, Session
from footcoach.core.errors import NotCleared
from footcoach.core.plan import FRESH, can_resume, resume_plan
from footcoach.core.question import DANGER_SIGNS, Answer, Level, Said
from footcoach.core.questionnaire import BY_ID, HEADLINES, questions_due
from footcoach.core.resume import Progress, ResumePoint
from footcoach.core.routine import MAX_SECONDS
from footcoach.core.schedule import ROUNDING
from footcoach.core.screening import Assessment, assess
from footcoach.core.states import Command, Foot, Happening, State, Status, Zone
from samples import (
    HOLD,
    NOW,
    RAISING,
    a_checkpoint,
    a_plan,
    a_routine,
    a_step,
    all_none,
    chosen,
    screened,
)

LATER = NOW + timedelta(minutes=10)


def danger_signs(
    *given: str, after_exercise: bool = True, without: str = "", at: object = LATER
) -> Assessment:
    answers: dict[str, Answer] = all_none(after_exercise=after_exercise) | chosen(*given)
    due = questions_due(answers, after_exercise=after_exercise)
    asked = [q.id for q in due if q.section in DANGER_SIGNS and q.id != without]
    return assess({id_: answers.get(id_, Said.NONE) for id_ in asked}, screened_at=at)  # type: ignore[arg-type]


def on_disk(checkpoint: ResumePoint) -> ResumePoint:
    return ResumePoint.model_validate_json(as_text(checkpoint))


def as_text(checkpoint: ResumePoint) -> str:
    return checkpoint.model_dump_json(by_alias=True)


# --- the same session ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"feet": Foot.RIGHT},
        {"minutes": 3.0},
        {"get_ready": 12.0},
        {"excluded_zones": frozenset({Zone.HEEL})},
        {"level": Level.GENTLE},
    ],
)
def test_what_is_resumed_is_exactly_what_was_planned(options: dict[str, object]) -> None:
    heel = a_step(title="Knead", zone="heel")
    routine = a_routine(a_step(zone="top"), heel, a_step(zone="top"), level="gentle")
    made = a_plan(routine, **options)  # type: ignore[arg-type]
    again = resume_plan(on_disk(a_checkpoint(made)), danger_signs(), now=LATER)
    assert again == made


COMMANDS = st.sampled_from(
    [command for command in Command if command not in {Command.SHARP, Command.DANGER, Command.YES}]
)


def total_left(session: Session, now: float) -> float:
    return session.snapshot(now).total_left


@given(st.lists(st.tuples(st.floats(0, 60), COMMANDS), max_size=12), st.floats(0, 30))
def test_wherever_it_was_cut_off_as_much_is_left_afterwards(
    script: list[tuple[float, Command]], more: float
) -> None:
    made = a_plan(a_routine(HOLD, a_step()))
    session, now = Session(made, 0.0), 0.0
    for wait, command in script:
        now += wait
        session.handle(command, now)
    now += more
    session.advance(now)
    if session.state is State.ENDED:
        return
    point = on_disk(a_checkpoint(made, session.progress(now)))
    again = Session(resume_plan(point, danger_signs(), now=LATER), 5000.0, point.progress)
    assert total_left(again, 5000.0) == pytest.approx(total_left(session, now), abs=1e-6)
    assert (again.lighter, again.segment) == (session.lighter, session.segment)
    assert again.progress(5000.0) == point.progress


def run_from(progress: Progress) -> list[Event]:
    again = Session(a_plan(), 0.0, progress)
    return list(again.advance(10_000.0))


def at(seconds: float) -> Progress:
    session = Session(a_plan(), 0.0)
    session.advance(seconds)
    return session.progress(seconds)


def test_it_resumes_after_three_seconds_and_says_again_what_was_cut_off() -> None:
    lotion, left = accumulate(segment.seconds for segment in a_plan().segments[:2])
    for cut_off, happening, again in (
        (lotion + 9, Happening.RESUMED, 0),
        (left + 4, Happening.SEGMENT_STARTED, 4),
    ):
        events = run_from(at(cut_off))
        assert (events[0].happening, events[0].at) == (Happening.RESUMING, 0.0)
        assert (events[1].happening, events[1].at) == (happening, RESUME_COUNTDOWN)
        assert events[-1].happening is Happening.ENDED
        took = a_plan().seconds - cut_off + again + RESUME_COUNTDOWN
        assert events[-1].at == pytest.approx(took)


def test_it_counts_as_completed_if_enough_was_done_before_and_after() -> None:
    session = Session(a_plan(), 0.0, at(100.0))
    session.advance(10_000.0)
    assert session.status is Status.COMPLETED


# --- never without asking again ------------------------------------------------------------------

RUNNER = a_routine(after_exercise=True)
NO_FIT = r"^The session that was cut off does not match what was stored about it\.$"


def changed(point: ResumePoint, **screening: object) -> ResumePoint:
    return point.model_copy(update={"screened": point.screened.model_copy(update=screening)})


def refuse(point: ResumePoint, words: str | None, danger: Assessment | None = None) -> None:
    with pytest.raises(NotCleared, match=words):
        resume_plan(point, danger or danger_signs(), now=LATER)


def test_without_every_danger_sign_nothing_is_resumed() -> None:
    assert can_resume(a_checkpoint(), LATER)
    words = "again: chest, nerves, cold, one_leg, hot, "
    words = rf"^Not every danger sign was asked about {words}runner\.$"
    refuse(a_checkpoint(), words, assess({}, screened_at=LATER))
    for sign in danger_signs().answers:
        refuse(a_checkpoint(a_plan(RUNNER)), sign, danger_signs(without=sign))


@pytest.mark.parametrize("sign", sorted(danger_signs().answers))
def test_any_danger_sign_ends_it_but_not_what_is_only_something_harmless(sign: str) -> None:
    point = a_checkpoint(a_plan(RUNNER))
    for choice in (sign, *(f"{sign}.{item.id}" for item in BY_ID[sign].items)):
        refuse(point, None, danger_signs(choice))
    puffed = danger_signs("chest.breathing", "chest.only.exercise")
    assert resume_plan(point, puffed, now=LATER).segments


def test_a_new_sore_spot_needs_a_new_start_which_asks_where_it_is() -> None:
    routine = a_routine(a_step(zone="whole"), level="gentle")
    spot = danger_signs("hot.hot_red", "hot.only.shoe")
    known = a_checkpoint(a_plan(routine, excluded_zones=frozenset({Zone.TOP})))
    assert Zone.TOP in resume_plan(known, spot, now=LATER).avoided_zones
    words = r"^There is something new to keep off: start again, and say where it is\.$"
    refuse(a_checkpoint(a_plan(routine)), words, spot)


@pytest.mark.parametrize(
    "ago", [FRESH + timedelta(seconds=1), timedelta(seconds=-1), timedelta(days=400)]
)
def test_an_old_screening_and_one_from_the_future_resume_nothing(ago: timedelta) -> None:
    point, now = a_checkpoint(), NOW + ago
    assert not can_resume(point, now)
    with pytest.raises(NotCleared, match="30 minutes"):
        resume_plan(point, danger_signs(at=now), now=now)
    refuse(a_checkpoint(), "30 minutes", danger_signs(at=LATER - FRESH * 2))


@pytest.mark.parametrize("noted", [NOW - timedelta(seconds=1), LATER + timedelta(seconds=1)])
def test_once_the_clock_was_set_back_nothing_is_resumed(noted: datetime) -> None:
    point = a_checkpoint().model_copy(update={"noted_at": noted})
    assert not can_resume(point, LATER)
    refuse(point, "clock was changed")
    assert can_resume(point.model_copy(update={"noted_at": NOW}), LATER)
    assert can_resume(point.model_copy(update={"noted_at": LATER}), LATER)


def test_only_today_s_questions_count() -> None:
    point = changed(a_checkpoint(), question_set="1999-1")
    assert not can_resume(point, LATER)
    refuse(point, r"^The safety questions have changed since you answered them\.$")


@pytest.mark.parametrize("level", [level for level in Level if level.blocks])
def test_a_blocking_level_written_into_the_file_blocks(level: Level) -> None:
    refuse(changed(a_checkpoint(), level=level), f"^{re.escape(HEADLINES[level])}$")


def test_answers_instead_of_an_assessment_are_refused() -> None:
    with pytest.raises(TypeError, match="only assess"):
        resume_plan(a_checkpoint(), "fine", now=LATER)  # type: ignore[arg-type]


def test_a_routine_that_needs_the_runner_question_is_not_resumed_without_it() -> None:
    point = changed(a_checkpoint(a_plan(RUNNER)), after_exercise=False)
    words = r"^The question for runners was not asked: please answer again\.$"
    refuse(point, words, danger_signs(after_exercise=False))


def test_lengths_that_no_session_can_have_are_refused() -> None:
    made = a_plan()
    point = a_checkpoint(made)

    def with_lengths(*lengths: float) -> ResumePoint:
        progress = point.progress.model_copy(update={"lengths": lengths})
        return point.model_copy(update={"progress": progress})

    first, ready, step, *rest = point.progress.lengths
    refuse(with_lengths(*[9.0] * 100), NO_FIT)
    refuse(with_lengths(3600.0, ready, step, *rest), NO_FIT)
    longer = with_lengths(first, ready + 15, step - 3, *rest)
    assert resume_plan(longer, danger_signs(), now=LATER) == made


def test_only_what_rounding_adds_may_exceed_the_hour() -> None:
    point = a_checkpoint(a_plan())
    last = len(point.progress.lengths) - 1
    for off, fits in ((ROUNDING, True), (2 * ROUNDING, False)):
        at_the_end = {
            "index": last,
            "spent": point.progress.lengths[last],
            "ran": MAX_SECONDS + off,
        }
        progress = point.progress.model_copy(update=at_the_end)
        changed_point = point.model_copy(update={"progress": progress})
        if fits:
            assert resume_plan(changed_point, danger_signs(), now=LATER).segments
        else:
            refuse(changed_point, NO_FIT)


def test_the_level_and_the_avoided_zones_are_the_more_serious_of_then_and_now() -> None:
    gentle, calf = a_routine(level="gentle"), frozenset({Zone.CALF})
    now_gentle = screened(Level.GENTLE, at=LATER)
    again = resume_plan(a_checkpoint(a_plan(gentle)), now_gentle, now=LATER)
    assert (again.level, again.avoided_zones) == (Level.GENTLE, calf)
    was_gentle = a_checkpoint(a_plan(gentle, level=Level.GENTLE))
    still = resume_plan(was_gentle, danger_signs(), now=LATER)
    assert (still.level, still.avoided_zones) == (Level.GENTLE, calf)


# --- what is written down ------------------------------------------------------------------------


@pytest.mark.parametrize("level", [Level.GO, Level.GENTLE])
def test_no_answer_is_written_down(level: Level) -> None:
    text = as_text(a_checkpoint(a_plan(a_routine(level="gentle"), level=level)))
    for id_ in [*all_none(), *RAISING[level]]:
        assert f'"{id_}' not in text


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('"index":0', '"index":-1'),
        ('"index":0', '"index":99'),
        ('"spent":0.0', '"spent":1e9'),
        ('"lighter":false', '"lighter":null'),
        ('"screened_at":"2026-11-22T10:00:00Z"', '"screened_at":"2026-11-22T10:00:00"'),
        ('"pressure":2', '"pressure":9'),
        ('"minutes":null', '"minutes":null,"more":1'),
        ("{", "["),
    ],
)
def test_what_is_not_a_resume_point_of_this_version_is_refused(was: str, becomes: str) -> None:
    text = as_text(a_checkpoint())
    assert was in text
    with pytest.raises(ValidationError):
        ResumePoint.model_validate_json(text.replace(was, becomes, 1))


@pytest.mark.parametrize("title", ["پا\u200cها", "\U000323b0", "naïve 足"])
def test_what_is_written_is_read_back(title: str) -> None:
    progress = a_checkpoint().progress.model_copy(update={"spent": -0.0, "paused": -0.0})
    point = a_checkpoint(a_plan(a_routine(title=title)), progress)
    assert on_disk(point) == point
