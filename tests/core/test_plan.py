"""From a routine and a screening to timed segments, and only from those."""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conftest import thorough
from footcoach.core import screening
from footcoach.core.errors import NotCleared, UsageError
from footcoach.core.plan import Plan, excludable_zones, plan, suited
from footcoach.core.question import Answer, Level
from footcoach.core.questionnaire import HEADLINES
from footcoach.core.routine import Part, Routine
from footcoach.core.schedule import Kind, check_minutes, nearest_minutes, seconds_of
from footcoach.core.screening import Assessment, assess
from footcoach.core.states import Foot, Zone
from samples import (
    CALF,
    HOLD,
    KNEAD,
    NOW,
    PREPARE,
    a_plan,
    a_routine,
    a_step,
    all_none,
    answered,
    chosen,
    screened,
)

LEFT, RIGHT = Foot.LEFT, Foot.RIGHT
READY, STEP, CHANGE = Kind.GET_READY, Kind.STEP, Kind.CHANGE_FEET
WHOLE, TOES = a_step(title="Whole", zone="whole"), a_step(title="Toes", zone="toes")


def shape(made: Plan) -> list[tuple[Kind, float, Foot | None]]:
    return [(segment.kind, segment.seconds, segment.foot) for segment in made.segments]


def massage_lengths(made: Plan) -> list[float]:
    steps = [each for each in made.segments if each.kind is STEP]
    return [each.seconds for each in steps if each.step.part is Part.EACH_FOOT]


# --- what comes in which order -------------------------------------------------------------------


def test_a_session_is_lotion_left_foot_change_right_foot_aftercare() -> None:
    one = [(READY, 3, LEFT), (STEP, 30, LEFT), (READY, 3, LEFT), (STEP, 20, LEFT)]
    other = [(READY, 5, RIGHT), (STEP, 30, RIGHT), (READY, 3, RIGHT), (STEP, 20, RIGHT)]
    before, after = [(READY, 5, None), (STEP, 20, None)], [(READY, 3, None), (STEP, 25, None)]
    assert shape(a_plan()) == [*before, *one, (CHANGE, 10, RIGHT), *other, *after]
    only_right = [(READY, 3, RIGHT), *other[1:]]
    assert shape(a_plan(feet=RIGHT)) == [*before, *only_right, *after]
    assert shape(a_plan(feet=LEFT)) == [*before, *one, *after]
    assert a_plan(feet=LEFT).feet is LEFT


def test_a_longer_get_ready_comes_first_and_after_changing_feet() -> None:
    usual, longer = a_plan(), a_plan(get_ready=12.0)
    more = [new - old for (_, old, _), (_, new, _) in zip(shape(usual), shape(longer), strict=True)]
    assert more == [7, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0]
    asked_for = a_plan(get_ready=12.0, minutes=4)
    assert asked_for.seconds == pytest.approx(240)
    assert asked_for.segments[0].seconds == 12


def test_a_longer_get_ready_does_not_take_a_session_over_the_hour() -> None:
    routine = a_routine(*[a_step(seconds=594)] * 3)
    assert a_plan(routine).seconds == 3596
    assert a_plan(routine, get_ready=30.0).seconds == pytest.approx(3600)


def test_segments_name_the_step_to_come_and_number_it_within_its_part() -> None:
    segments = a_plan().segments
    for segment, after in pairwise(segments):
        if segment.kind is not STEP:
            assert segment.step is after.step
    numbers = [(each.number, each.count) for each in segments if each.kind is STEP]
    assert numbers == [(1, 1), (1, 2), (2, 2), (1, 2), (2, 2), (1, 1)]


# --- length --------------------------------------------------------------------------------------

techniques = st.sampled_from(["gliding", "kneading", "press_and_hold", "stretch"])
shares = st.floats(0, 1)


def routines(*, least: float = 1.0) -> st.SearchStrategy[Routine]:
    """Draw routines that hold at least one massage step and last at most an hour."""
    massage = st.builds(
        lambda t, s: a_step(technique=t, seconds=s), techniques, st.floats(least, 200)
    )
    care = st.builds(
        lambda p, s: a_step(part=p, technique="care", seconds=s),
        st.sampled_from(["prepare", "finish"]),
        st.floats(1, 100),
    )
    lists = st.tuples(st.lists(massage, min_size=1, max_size=6), st.lists(care, max_size=4))
    return lists.map(lambda both: a_routine(*both[0], *both[1]))


def reachable(routine: Routine, feet: Foot = Foot.BOTH) -> tuple[float, float]:
    """Return the shortest and longest length in minutes, worked out apart from the code."""
    made = a_plan(routine, feet=feet)
    massage = [s for s in made.segments if s.kind is STEP and s.step.part is Part.EACH_FOOT]
    total = sum(segment.seconds for segment in massage)
    smallest = min(segment.seconds for segment in massage)
    shortest = made.seconds - max(0.0, total * (1 - 10 / smallest))
    only_held = all(segment.step.technique == "press_and_hold" for segment in massage)
    return shortest / 60, made.seconds / 60 if only_held else 60.0


@given(routines(), st.sampled_from(list(Foot)), shares)
def test_any_length_within_the_limits_is_met_by_the_massage_alone(
    routine: Routine, feet: Foot, share: float
) -> None:
    before = a_plan(routine, feet=feet)
    shortest, longest = reachable(routine, feet)
    minutes = shortest + share * (longest - shortest)
    assume(shortest + 1e-9 < minutes < longest - 1e-9)
    after = a_plan(routine, feet=feet, minutes=minutes)
    assert after.seconds == pytest.approx(minutes * 60, abs=1e-6)
    lengths, half = massage_lengths(after), len(massage_lengths(after)) // 2
    assert feet is not Foot.BOTH or lengths[:half] == lengths[half:]
    for was, now in zip(before.segments, after.segments, strict=True):
        if was.kind is not STEP or was.step.part is not Part.EACH_FOOT:
            assert now == replace(was, step=now.step)
        elif was.step.technique == "press_and_hold":
            assert now.seconds <= was.seconds + 1e-9


@given(routines())
def test_without_a_wish_it_lasts_as_long_as_is_shown_for_the_routine(routine: Routine) -> None:
    assert a_plan(routine).seconds == pytest.approx(seconds_of(routine), abs=1e-9)
    as_it_is = a_plan(routine, minutes=seconds_of(routine) / 60)
    assert massage_lengths(as_it_is) == pytest.approx(massage_lengths(a_plan(routine)))


@given(routines(least=10.5), shares)
def test_no_massage_step_is_shrunk_below_ten_seconds(routine: Routine, share: float) -> None:
    shortest, _ = reachable(routine)
    minutes = shortest + share * (seconds_of(routine) / 60 - shortest)
    assume(shortest + 1e-9 < minutes)
    assert min(massage_lengths(a_plan(routine, minutes=minutes))) >= 10 - 1e-6


def test_press_and_hold_shrinks_with_the_rest_and_is_never_stretched() -> None:
    routine = a_routine(a_step(seconds=60), a_step(technique="press_and_hold", seconds=40))
    shrunk = a_plan(routine, minutes=(seconds_of(routine) - 100) / 60)
    assert massage_lengths(shrunk) == [30, 20, 30, 20]
    stretched = a_plan(routine, minutes=(seconds_of(routine) + 60) / 60)
    assert massage_lengths(stretched) == pytest.approx([90, 40, 90, 40])


@pytest.mark.parametrize("minutes", [0.0, -5.0, 0.5, 60.1, float("nan"), float("inf")])
def test_a_length_that_cannot_be_is_refused_with_those_that_can(minutes: float) -> None:
    said = rf"^'Sample' cannot last {minutes:g} min; choose from 2\.\d to 60\.$"
    with pytest.raises(UsageError, match=said):
        a_plan(minutes=minutes)
    with pytest.raises(UsageError, match="'Sample' cannot last"):
        check_minutes(a_routine(), minutes, Foot.BOTH)


def named_limits(routine: Routine, minutes: float) -> tuple[float, float]:
    with pytest.raises(UsageError) as caught:
        a_plan(routine, minutes=minutes)
    named = re.search(r"choose from ([\d.]+) to ([\d.]+)\.$", str(caught.value))
    assert named
    return float(named[1]), float(named[2])


@pytest.mark.parametrize("seconds", [11, 33, 47.3, 899])
def test_the_lengths_named_work_and_are_the_nearest_tenths_of_a_minute(seconds: float) -> None:
    routine = a_routine(a_step(seconds=seconds), a_step(seconds=40))
    smallest, largest = named_limits(routine, 0.1)
    shortest, _ = reachable(routine)
    assert shortest - 1e-5 <= smallest < shortest + 0.1 + 1e-9
    for minutes in (smallest, largest):
        assert a_plan(routine, minutes=minutes).seconds == pytest.approx(minutes * 60)


def test_press_and_hold_alone_cannot_be_made_longer() -> None:
    # From 40 s to 286.6 s.
    routine = a_routine(a_step(technique="press_and_hold", seconds=133.3))
    assert named_limits(routine, 10) == (0.7, 4.7)
    a_plan(routine, minutes=4.7)
    with pytest.raises(UsageError, match="cannot last 10 min"):
        check_minutes(routine, 10, Foot.BOTH)
    # 28 s beside the massage; each foot can shrink to 10 s.
    prepare = a_step(part="prepare", technique="care", zone="whole", seconds=5)
    assert named_limits(a_routine(prepare, a_step()), 0.1) == (0.8, 60)


def test_a_routine_that_can_only_have_one_length_names_that_and_it_works() -> None:
    # A tenth of a minute; a little less than the 38 seconds that it lasts; a little more than 40.
    for seconds, named in ((8, "0.6"), (9, "0.633333"), (10, "0.666667")):
        routine = a_routine(a_step(technique="press_and_hold", seconds=seconds))
        with pytest.raises(UsageError, match=f"; it can last {re.escape(named)}\\.$"):
            a_plan(routine, minutes=0.1)
        assert a_plan(routine, minutes=float(named)).segments == a_plan(routine).segments


def test_the_check_before_the_questions_counts_get_ready_and_feet() -> None:
    shortest, longer = nearest_minutes(a_routine(), 0, Foot.BOTH), 30.0
    check_minutes(a_routine(), None, Foot.BOTH)
    check_minutes(a_routine(), shortest, Foot.BOTH)
    with pytest.raises(UsageError):
        check_minutes(a_routine(), shortest, Foot.BOTH, longer)
    assert nearest_minutes(a_routine(), 0, Foot.BOTH, longer) == pytest.approx(shortest + 50 / 60)
    check_minutes(a_routine(), 1.6, LEFT)
    with pytest.raises(UsageError):
        check_minutes(a_routine(), 1.6, Foot.BOTH)


def test_the_nearest_length_works() -> None:
    routine = a_routine(a_step(seconds=30), a_step(seconds=60))
    for minutes, nearest in ((0.1, 86 / 60), (5.0, 5.0), (500, 60)):
        found = nearest_minutes(routine, minutes, Foot.BOTH)
        assert found == pytest.approx(nearest, abs=0.05)
        assert a_plan(routine, minutes=found).seconds == pytest.approx(found * 60)


# --- what is left when steps are left out --------------------------------------------------------


def test_what_is_left_is_not_stretched_for_minutes_to_make_up_for_skipped_steps() -> None:
    routine = a_routine(a_step(zone="toes", seconds=40), KNEAD, a_step(seconds=60), HOLD)
    made = a_plan(routine, minutes=8, feet=LEFT, excluded_zones=[Zone.SOLE])
    assert massage_lengths(made) == pytest.approx([60])
    assert made.length_note == "It lasts 1 min instead of 8, because steps are left out."
    without = a_plan(routine, minutes=8, feet=LEFT)
    assert without.seconds == pytest.approx(480)
    assert without.length_note == ""
    hour = a_plan(routine, minutes=60, feet=LEFT, excluded_zones=[Zone.SOLE])
    assert massage_lengths(hour) == pytest.approx([60])


def test_it_is_said_that_it_is_shorter_where_half_a_minute_is_missing() -> None:
    # After five seconds to get ready, half of the minute asked for, or a little more.
    for seconds, note in (
        (25, "It lasts 30 s instead of 1, because steps are left out."),
        (25.5, ""),
    ):
        held = a_step(technique="press_and_hold", zone="heel", seconds=seconds)
        routine = a_routine(held, a_step(zone="toes"))
        made = a_plan(routine, minutes=1, feet=LEFT, excluded_zones=[Zone.TOES])
        assert made.length_note == note


def test_a_length_within_reach_is_met_without_the_skipped_steps() -> None:
    made = a_plan(a_routine(a_step(), KNEAD, CALF), excluded_zones=[Zone.CALF], minutes=2.3)
    assert made.seconds == pytest.approx(138)
    assert made.length_note == ""
    assert a_plan(a_routine(a_step(), CALF), excluded_zones=[Zone.CALF]).length_note == ""


def test_skipped_steps_excuse_no_length_that_cannot_be() -> None:
    for minutes in (0.1, 60.1, float("nan")):
        with pytest.raises(UsageError, match="cannot last"):
            a_plan(a_routine(a_step(), CALF), excluded_zones=[Zone.CALF], minutes=minutes)


# --- who is cleared ------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [each for each in Level if each.blocks])
def test_a_blocking_screening_starts_nothing_and_says_why(level: Level) -> None:
    with pytest.raises(NotCleared) as caught:
        a_plan(a_routine(level="gentle"), level=level, excluded_zones=list(Zone), minutes=-1)
    assert str(caught.value) == HEADLINES[level]


def test_every_question_left_out_is_named_in_the_order_of_asking() -> None:
    answers = all_none() | chosen("thin.bones")
    del answers["doubt"], answers["ever"]
    with pytest.raises(NotCleared, match=r": ever, thin\.severe, doubt\.$"):
        plan(a_routine(level="gentle"), assess(answers, screened_at=NOW), now=NOW)
    with pytest.raises(NotCleared, match="Not every safety question"):
        plan(a_routine(), assess({}, screened_at=NOW), now=NOW)


def test_a_routine_after_exercise_or_with_calf_needs_the_runner_question() -> None:
    for routine in (a_routine(after_exercise=True), a_routine(a_step(), CALF)):
        with pytest.raises(NotCleared, match="answered: runner"):
            plan(routine, screened(after_exercise=False), now=NOW)
        assert plan(routine, screened(), now=NOW).screened.after_exercise
    others = plan(a_routine(), screened(after_exercise=False), now=NOW)
    assert not others.screened.after_exercise


def test_nothing_in_a_gentle_routine_goes_above_two_and_nothing_else_above_four() -> None:
    for level, ceiling in (("go", 4), ("gentle", 2)):
        assert plan(a_routine(level=level), screened(), now=NOW).ceiling == ceiling


def test_a_screening_holds_for_thirty_minutes_and_not_after_a_jump_of_the_clock() -> None:
    half_an_hour, tick = timedelta(minutes=30), timedelta(microseconds=1)
    for age in (timedelta(0), half_an_hour):
        assert plan(a_routine(), screened(), now=NOW + age).segments
    for age in (half_an_hour + tick, -tick, -timedelta(days=1)):
        with pytest.raises(NotCleared) as caught:
            plan(a_routine(), screened(), now=NOW + age)
        assert str(caught.value) == (
            "Your answers are over 30 minutes old, or the clock was changed: please answer again."
        )


def test_the_age_of_a_screening_is_the_same_in_every_time_zone() -> None:
    elsewhere = datetime.fromisoformat("2026-11-22T15:25:00+05:00")
    assert plan(a_routine(), screened(), now=elsewhere).segments
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 10, 25, 2, 50, tzinfo=berlin, fold=0)
    after = datetime(2026, 10, 25, 2, 55, tzinfo=berlin, fold=1)
    with pytest.raises(NotCleared, match="over 30 minutes"):
        plan(a_routine(), screened(at=before), now=after)


def test_a_routine_runs_at_its_level_and_milder() -> None:
    assert a_plan(a_routine(level="gentle"), level=Level.GO).level is Level.GO
    assert a_plan(a_routine(level="gentle"), level=Level.GENTLE).level is Level.GENTLE
    with pytest.raises(NotCleared, match="'Sample' is too strong for today"):
        a_plan(a_routine(level="go"), level=Level.GENTLE)


def test_answers_to_another_question_set_start_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "QUESTION_SET", "1999-01-01")
    with pytest.raises(NotCleared) as caught:
        plan(a_routine(), screened(), now=NOW)
    assert str(caught.value) == "The safety questions have changed since you answered them."


# Mostly complete and mostly mild, so that both outcomes are drawn.
few_answers = st.lists(
    st.sampled_from(
        ["doubt.yes", "doubt.only.joint", "thin.bones", "diabetes", "skin.open", "thin.severe.told"]
    ),
    max_size=2,
).map(lambda ids: chosen(*ids))
few_left_out = st.lists(st.sampled_from(list(all_none())), max_size=1)


@given(few_answers, few_left_out, st.sampled_from(["go", "gentle"]), st.integers(-600, 2400))
@settings(max_examples=thorough(60, 1_000))
def test_no_screening_but_a_fresh_complete_passing_one_starts_a_session(
    changes: Mapping[str, Answer], left_out: list[str], level: str, age_seconds: int
) -> None:
    answers = answered(changes)
    for id_ in left_out:
        del answers[id_]
    assessment = assess(answers, screened_at=NOW)
    routine = a_routine(level=level, after_exercise=True)
    allowed = (
        assessment.level in {Level.GO, Level.GENTLE}
        and not left_out
        and 0 <= age_seconds <= 1800
        and not (assessment.level is Level.GENTLE and level == "go")
    )
    made: Plan | None = None
    with contextlib.suppress(NotCleared):
        made = plan(routine, assessment, now=NOW + timedelta(seconds=age_seconds))
    assert (made is not None) == allowed


def test_only_a_routine_that_is_too_strong_is_replaced_by_the_gentle_one() -> None:
    mild, gentle = a_routine(title="Mild", level="gentle"), a_routine(level="gentle")
    strong = a_routine(level="go")
    assert suited(strong, screened(Level.GENTLE), gentle=mild) is mild
    assert suited(gentle, screened(Level.GENTLE), gentle=mild) is gentle
    assert suited(strong, screened(), gentle=mild) is strong


# --- avoided zones -------------------------------------------------------------------------------


def test_zones_blocked_by_the_screening_and_excluded_by_the_person_add_up() -> None:
    # A gentle claim that no file can make.
    odd = a_routine(a_step(zone="toes"), KNEAD, CALF).model_copy(update={"level": Level.GENTLE})
    made = a_plan(odd, level=Level.GENTLE, excluded_zones=[Zone.ARCH])
    assert made.avoided_zones == {Zone.ARCH, Zone.CALF}
    assert made.skipped_steps == (KNEAD, CALF)
    assert {each.step.zone for each in made.segments} == {Zone.TOES}
    assert {each.count for each in made.segments} == {1}
    nothing = a_plan(a_routine(a_step(), CALF))
    assert (nothing.skipped_steps, nothing.avoided_zones) == ((), frozenset())


def test_strokes_on_the_sole_pass_the_ball_the_arch_and_the_heel() -> None:
    zones = ("sole", "toes", "ball", "arch", "heel", "whole")
    routine = a_routine(*(a_step(zone=zone) for zone in zones))
    for excluded, left in (
        (Zone.ARCH, {"toes", "ball", "heel", "whole"}),
        (Zone.SOLE, {"toes", "whole"}),
        (Zone.TOES, {"sole", "ball", "arch", "heel", "whole"}),
    ):
        made = a_plan(routine, excluded_zones=[excluded])
        assert {each.step.zone for each in made.segments} == left


def test_care_is_never_skipped_for_a_spot_because_soles_are_wiped_all_the_same() -> None:
    wipe = a_step(part="finish", title="Wipe", technique="care", zone="sole")
    made = a_plan(a_routine(WHOLE, wipe), excluded_zones=[Zone.SOLE])
    assert "Wipe" in {each.step.title for each in made.segments}
    assert excludable_zones(a_routine(TOES, wipe)) == (Zone.TOES,)


def test_nothing_left_to_massage_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"you keep off; choose another routine\.$"):
        a_plan(excluded_zones=[Zone.SOLE, Zone.ARCH])


def test_keeping_off_every_part_leaves_nothing_even_of_the_whole_foot() -> None:
    parts = set(Zone) - {Zone.WHOLE, Zone.SOLE, Zone.CALF}
    assert a_plan(a_routine(WHOLE), excluded_zones=parts - {Zone.TOP}).segments
    with pytest.raises(UsageError, match=r"^You keep off every part of the foot: nothing"):
        a_plan(a_routine(WHOLE), excluded_zones=parts)


def test_what_an_answer_keeps_off_is_left_out_of_the_plan() -> None:
    neuroma = assess(answered(chosen("calm.neuroma")), screened_at=NOW)
    ball = a_step(title="Ball", zone="ball")
    made = plan(a_routine(WHOLE, ball, TOES, level="gentle"), neuroma, now=NOW)
    assert made.skipped_steps == (ball,)
    assert made.avoided_in(WHOLE) == (Zone.BALL,)


def test_every_part_of_the_foot_that_a_routine_works_on_can_be_excluded() -> None:
    offered = excludable_zones(a_routine(TOES, a_step(zone="sole"), CALF))
    assert set(offered) == {Zone.TOES, Zone.SOLE, Zone.BALL, Zone.ARCH, Zone.HEEL, Zone.CALF}
    assert set(excludable_zones(a_routine(WHOLE))) == set(Zone) - {Zone.WHOLE, Zone.CALF}
    assert set(excludable_zones(a_routine(WHOLE, CALF))) == set(Zone) - {Zone.WHOLE}


def test_strokes_on_the_whole_foot_go_round_what_is_avoided() -> None:
    routine = a_routine(PREPARE, WHOLE, TOES, level="gentle")
    made = a_plan(routine, level=Level.GENTLE, excluded_zones=[Zone.HEEL, Zone.ARCH])
    assert made.avoided_in(WHOLE) == (Zone.ARCH, Zone.HEEL)
    assert made.avoided_in(TOES) == made.avoided_in(PREPARE) == ()


# --- only plan makes a Plan ----------------------------------------------------------------------


def test_nobody_else_can_make_a_plan() -> None:
    made = a_plan()
    names = ("routine", "screened", "wanted", "segments", "skipped_steps")
    for maker in ({}, {"made_by": None}, {"made_by": object()}):
        with pytest.raises(TypeError, match=r"made_by|only plan"):
            Plan(**{name: getattr(made, name) for name in names}, **maker)


def test_a_plan_cannot_be_copied_with_other_segments() -> None:
    # Python 3.13 made the ValueError a TypeError.
    with pytest.raises((TypeError, ValueError), match="made_by"):
        replace(a_plan(), segments=())  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"^only plan\(\) and resume_plan\(\) make a Plan$"):
        replace(a_plan(), segments=(), made_by=object())


def test_only_an_assessment_clears_and_nothing_that_looks_like_one() -> None:
    lookalike = SimpleNamespace(**dict.fromkeys(("answers", "level", "screened_at")))
    words = r"^a plan needs an Assessment, which only assess\(\) can make$"
    with pytest.raises(TypeError, match=words):
        plan(a_routine(), cast("Assessment", lookalike), now=NOW)
