"""From a routine and a screening to timed segments, and only from those."""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from footcoach.core import screening
from footcoach.core.errors import NotCleared, UsageError
from footcoach.core.plan import Plan, excludable_zones, plan, suited
from footcoach.core.question import Answer, Level
from footcoach.core.questionnaire import HEADLINES
from footcoach.core.routine import Part, Routine, Zone
from footcoach.core.schedule import Kind, check_minutes, nearest_minutes
from footcoach.core.screening import Assessment, assess
from footcoach.core.states import Foot
from samples import (
    CALF,
    FINISH,
    HOLD,
    KNEAD,
    NOW,
    PREPARE,
    a_plan,
    a_routine,
    a_step,
    all_no,
    answered,
    screened,
)

LEFT, RIGHT = Foot.LEFT, Foot.RIGHT
READY, STEP, CHANGE = Kind.GET_READY, Kind.STEP, Kind.CHANGE_FEET


def shape(made: Plan) -> list[tuple[Kind, float, Foot | None]]:
    return [(segment.kind, segment.seconds, segment.foot) for segment in made.segments]


def step_lengths(made: Plan, part: Part = Part.EACH_FOOT) -> list[float]:
    segments = [each for each in made.segments if each.kind is STEP]
    return [each.seconds for each in segments if each.step.part is part]


# --- what comes in which order -------------------------------------------------------------------


def test_a_session_is_lotion_left_foot_change_right_foot_aftercare() -> None:
    assert shape(a_plan()) == [
        (READY, 5, None),
        (STEP, 20, None),
        (READY, 3, LEFT),
        (STEP, 30, LEFT),
        (READY, 3, LEFT),
        (STEP, 20, LEFT),
        (CHANGE, 10, RIGHT),
        (READY, 5, RIGHT),
        (STEP, 30, RIGHT),
        (READY, 3, RIGHT),
        (STEP, 20, RIGHT),
        (READY, 3, None),
        (STEP, 25, None),
    ]


def test_a_routine_of_massage_alone_starts_with_the_longer_get_ready() -> None:
    assert shape(a_plan(a_routine(a_step()))) == [
        (READY, 5, LEFT),
        (STEP, 30, LEFT),
        (CHANGE, 10, RIGHT),
        (READY, 5, RIGHT),
        (STEP, 30, RIGHT),
    ]


def test_who_wants_longer_to_get_ready_has_it_first_and_after_changing_feet() -> None:
    usual, longer = a_plan(), a_plan(get_ready=12.0)
    more = [new - old for (_, old, _), (_, new, _) in zip(shape(usual), shape(longer), strict=True)]
    assert more == [7, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0]
    assert longer.seconds == usual.seconds + 14
    asked_for = a_plan(get_ready=12.0, minutes=4)
    assert asked_for.seconds == pytest.approx(240)
    assert asked_for.segments[0].seconds == 12


def test_a_longer_get_ready_does_not_take_a_session_over_the_hour() -> None:
    routine = a_routine(*[a_step(seconds=594)] * 3)
    assert a_plan(routine).seconds == 3596
    assert a_plan(routine, get_ready=30.0).seconds == pytest.approx(3600)


def test_steps_of_a_part_stay_together_however_the_file_mixes_them() -> None:
    made = a_plan(a_routine(FINISH, a_step(), PREPARE, KNEAD))
    steps = [segment.step for segment in made.segments if segment.kind is STEP]
    assert steps == [PREPARE, a_step(), KNEAD, a_step(), KNEAD, FINISH]


def test_a_get_ready_or_change_names_the_step_to_come() -> None:
    made = a_plan()
    following = made.segments[1:]
    for segment, after in zip(made.segments, following, strict=False):
        if segment.kind is not STEP:
            assert segment.step is after.step


def test_steps_are_numbered_within_their_part() -> None:
    made = a_plan()
    numbers = [(each.number, each.count) for each in made.segments if each.kind is STEP]
    assert numbers == [(1, 1), (1, 2), (2, 2), (1, 2), (2, 2), (1, 1)]


@pytest.mark.parametrize("side", Foot.BOTH.each)
def test_one_foot_alone_needs_no_change_of_feet(side: Foot) -> None:
    assert shape(a_plan(feet=side)) == [
        (READY, 5, None),
        (STEP, 20, None),
        (READY, 3, side),
        (STEP, 30, side),
        (READY, 3, side),
        (STEP, 20, side),
        (READY, 3, None),
        (STEP, 25, None),
    ]


def test_both_feet_are_the_left_and_then_the_right() -> None:
    assert a_plan().feet.each == (LEFT, RIGHT)


def test_a_plan_knows_its_routine_and_the_level_it_was_allowed_at() -> None:
    routine = a_routine(level="gentle")
    made = a_plan(routine, level=Level.GENTLE)
    assert (made.routine, made.level) == (routine, Level.GENTLE)


# --- length --------------------------------------------------------------------------------------

techniques = st.sampled_from(["gliding", "kneading", "press_and_hold", "stretch"])


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


@given(routines())
def test_the_length_of_a_plan_is_the_number_shown_for_the_routine(routine: Routine) -> None:
    assert a_plan(routine).seconds == pytest.approx(routine.seconds, abs=1e-9)


def reachable(routine: Routine, feet: Foot) -> tuple[float, float]:
    """Return the shortest and longest length in minutes, worked out apart from the code."""
    made = a_plan(routine, feet=feet)
    massage = [s for s in made.segments if s.kind is STEP and s.step.part is Part.EACH_FOOT]
    total = sum(segment.seconds for segment in massage)
    fixed = made.seconds - total
    smallest = min(segment.seconds for segment in massage)
    shortest = made.seconds if smallest <= 10 else fixed + total * 10 / smallest
    only_held = all(segment.step.technique == "press_and_hold" for segment in massage)
    return shortest / 60, made.seconds / 60 if only_held else 60.0


feet_choices = st.sampled_from(list(Foot))


@given(routines(), feet_choices, st.floats(0, 1))
def test_the_total_comes_out_exactly_as_long_as_asked_for(
    routine: Routine, feet: Foot, share: float
) -> None:
    shortest, longest = reachable(routine, feet)
    minutes = shortest + share * (longest - shortest)
    assume(shortest + 1e-9 < minutes < longest - 1e-9)
    assert a_plan(routine, feet=feet, minutes=minutes).seconds == pytest.approx(
        minutes * 60, abs=1e-6
    )


@given(routines(), st.floats(0, 1))
def test_other_lengths_change_only_the_massage_and_both_feet_alike(
    routine: Routine, share: float
) -> None:
    shortest, longest = reachable(routine, Foot.BOTH)
    minutes = shortest + share * (longest - shortest)
    assume(shortest + 1e-9 < minutes < longest - 1e-9)
    before, after = a_plan(routine), a_plan(routine, minutes=minutes)
    lengths = step_lengths(after)
    assert lengths[: len(lengths) // 2] == lengths[len(lengths) // 2 :]
    for was, now in zip(before.segments, after.segments, strict=True):
        if was.kind is not STEP or was.step.part is not Part.EACH_FOOT:
            assert now == replace(was, step=now.step)


@given(routines(), st.floats(0, 1))
def test_press_and_hold_is_never_stretched(routine: Routine, share: float) -> None:
    shortest, longest = reachable(routine, Foot.BOTH)
    minutes = shortest + share * (longest - shortest)
    assume(shortest + 1e-9 < minutes < longest - 1e-9)
    before, after = a_plan(routine), a_plan(routine, minutes=minutes)
    for was, now in zip(before.segments, after.segments, strict=True):
        if was.kind is STEP and was.step.technique == "press_and_hold":
            assert now.seconds <= was.seconds + 1e-9


@given(routines(least=10.5), st.floats(0, 1))
def test_no_massage_step_is_shrunk_below_ten_seconds(routine: Routine, share: float) -> None:
    shortest, _ = reachable(routine, Foot.BOTH)
    natural = a_plan(routine).seconds / 60
    minutes = shortest + share * (natural - shortest)
    assume(shortest + 1e-9 < minutes)
    assert min(step_lengths(a_plan(routine, minutes=minutes))) >= 10 - 1e-6


def test_shrinking_shortens_press_and_hold_as_much_as_the_rest() -> None:
    routine = a_routine(a_step(seconds=60), a_step(technique="press_and_hold", seconds=40))
    fixed = routine.seconds - 200
    assert step_lengths(a_plan(routine, minutes=(fixed + 100) / 60)) == [30, 20, 30, 20]


def test_stretching_goes_to_what_is_not_press_and_hold() -> None:
    routine = a_routine(a_step(seconds=60), HOLD)
    made = a_plan(routine, minutes=(routine.seconds + 60) / 60)
    assert step_lengths(made) == pytest.approx([90, 12, 90, 12])


def test_the_natural_length_changes_nothing() -> None:
    routine = a_routine(a_step(), HOLD)
    assert a_plan(routine, minutes=routine.seconds / 60).segments == a_plan(routine).segments


def test_a_session_may_be_stretched_to_an_hour_and_no_further() -> None:
    assert a_plan(minutes=60).seconds == pytest.approx(3600)
    with pytest.raises(UsageError, match="to 60"):
        a_plan(minutes=60.1)


@pytest.mark.parametrize("minutes", [0.0, -5.0, 0.5, float("nan"), float("inf"), float("-inf")])
def test_a_length_that_cannot_be_is_refused_with_what_could(minutes: float) -> None:
    with pytest.raises(UsageError, match=r"'Sample' cannot last .* choose from 2\.\d to 60"):
        a_plan(minutes=minutes)


def test_a_length_that_cannot_be_is_refused_in_these_words() -> None:
    routine = a_routine(a_step(seconds=100), title="Calm")
    with pytest.raises(UsageError) as caught:
        a_plan(routine, minutes=0.5)
    # 20 s beside the massage; each foot can shrink to 10 s.
    assert str(caught.value) == "'Calm' cannot last 0.5 min; choose from 0.7 to 60."


def named_limits(routine: Routine, minutes: float) -> tuple[float, float]:
    with pytest.raises(UsageError) as caught:
        a_plan(routine, minutes=minutes)
    named = re.search(r"choose from ([\d.]+) to ([\d.]+)\.$", str(caught.value))
    assert named
    return float(named[1]), float(named[2])


@pytest.mark.parametrize("seconds", [11, 12.5, 20, 33, 47.3, 90, 180, 333, 899])
def test_the_smallest_length_named_works(seconds: float) -> None:
    routine = a_routine(a_step(seconds=seconds), a_step(seconds=40))
    smallest, _ = named_limits(routine, 0.1)
    assert a_plan(routine, minutes=smallest).seconds == pytest.approx(smallest * 60)


def test_the_smallest_length_named_works_when_it_is_met_exactly() -> None:
    routine = a_routine(a_step(seconds=200), a_step(seconds=20))
    smallest, _ = named_limits(routine, 0.1)
    assert a_plan(routine, minutes=smallest).seconds == pytest.approx(smallest * 60)


def test_the_smallest_length_named_is_at_most_six_seconds_from_the_shortest() -> None:
    smallest, _ = named_limits(a_routine(), 0.1)
    shortest, _ = reachable(a_routine(), Foot.BOTH)
    assert shortest <= smallest < shortest + 0.1 + 1e-9


def test_a_routine_with_a_step_of_ten_seconds_cannot_shrink() -> None:
    routine = a_routine(a_step(seconds=10), a_step(seconds=100))
    with pytest.raises(UsageError):
        a_plan(routine, minutes=(routine.seconds - 1) / 60)


def test_press_and_hold_alone_cannot_be_made_longer() -> None:
    routine = a_routine(a_step(technique="press_and_hold", seconds=60))
    with pytest.raises(UsageError):
        a_plan(routine, minutes=routine.seconds / 60 + 0.1)


def test_the_largest_length_named_works() -> None:
    routine = a_routine(a_step(technique="press_and_hold", seconds=133.3))
    _, largest = named_limits(routine, 10)
    a_plan(routine, minutes=largest)


def test_the_lengths_named_are_tenths_of_a_minute_within_what_the_routine_can_last() -> None:
    # From 40 s to 286.6 s.
    routine = a_routine(a_step(technique="press_and_hold", seconds=133.3))
    assert named_limits(routine, 10) == (0.7, 4.7)


def test_the_shortest_length_itself_is_named_where_it_is_a_tenth_of_a_minute() -> None:
    prepare = a_step(part="prepare", technique="care", zone="whole", seconds=5)
    # 28 s beside the massage; each foot can shrink to 10 s.
    smallest, _ = named_limits(a_routine(prepare, a_step()), 0.1)
    assert smallest == 0.8


@pytest.mark.parametrize(
    ("seconds", "named"),
    [
        (8, "0.6"),  # a tenth of a minute
        (9, "0.633333"),  # a little less than the 38 seconds that it lasts
        (10, "0.666667"),  # a little more than the 40 seconds that it lasts
    ],
)
def test_a_routine_that_can_only_have_one_length_names_that_and_it_works(
    seconds: float, named: str
) -> None:
    routine = a_routine(a_step(technique="press_and_hold", seconds=seconds))
    with pytest.raises(UsageError, match=f"; it can last {re.escape(named)}\\.$"):
        a_plan(routine, minutes=0.1)
    assert a_plan(routine, minutes=float(named)).segments == a_plan(routine).segments


@pytest.mark.parametrize("minutes", [None, 2.5, 10.0, 60.0])
def test_a_length_that_can_be_reached_passes_the_check_before_the_questions(
    minutes: float | None,
) -> None:
    check_minutes(a_routine(), minutes, Foot.BOTH)


@pytest.mark.parametrize("minutes", [0.0, 1.0, 61.0, float("nan")])
def test_a_length_that_cannot_be_reached_is_told_before_the_questions(minutes: float) -> None:
    with pytest.raises(UsageError, match="'Sample' cannot last"):
        check_minutes(a_routine(), minutes, Foot.BOTH)


def test_the_check_before_the_questions_counts_the_time_to_get_ready() -> None:
    shortest, longer = nearest_minutes(a_routine(), 0, Foot.BOTH), 30.0
    check_minutes(a_routine(), shortest, Foot.BOTH)
    with pytest.raises(UsageError):
        check_minutes(a_routine(), shortest, Foot.BOTH, longer)
    assert nearest_minutes(a_routine(), 0, Foot.BOTH, longer) == pytest.approx(shortest + 50 / 60)


def test_the_check_before_the_questions_counts_the_feet_that_are_done() -> None:
    check_minutes(a_routine(), 1.6, LEFT)
    with pytest.raises(UsageError):
        check_minutes(a_routine(), 1.6, Foot.BOTH)


# --- who is cleared ------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [each for each in Level if each.blocks])
def test_a_blocking_screening_starts_nothing_and_says_why(level: Level) -> None:
    with pytest.raises(NotCleared) as caught:
        a_plan(a_routine(level="gentle"), level=level)
    assert str(caught.value) == HEADLINES[level]


@pytest.mark.parametrize("id_", list(all_no()))
def test_a_screening_with_a_question_left_out_starts_nothing(id_: str) -> None:
    answers = all_no()
    del answers[id_]
    with pytest.raises(NotCleared) as caught:
        plan(a_routine(after_exercise=True), assess(answers, screened_at=NOW), now=NOW)
    assert str(caught.value) == f"Not every safety question was answered: {id_}."


def test_every_question_left_out_is_named_in_the_order_of_asking() -> None:
    answers = all_no()
    del answers["any_doubt"], answers["clot_ever"]
    with pytest.raises(NotCleared, match=r": clot_ever, any_doubt\.$"):
        plan(a_routine(), assess(answers, screened_at=NOW), now=NOW)


def test_no_answers_at_all_start_nothing() -> None:
    with pytest.raises(NotCleared, match="Not every safety question"):
        plan(a_routine(), assess({}, screened_at=NOW), now=NOW)


def test_a_follow_up_left_out_starts_nothing() -> None:
    answers = all_no() | {"thin_bones": Answer.YES}
    with pytest.raises(NotCleared, match=r"thin_bones\.severe"):
        plan(a_routine(level="gentle"), assess(answers, screened_at=NOW), now=NOW)


@pytest.mark.parametrize("routine", [a_routine(after_exercise=True), a_routine(a_step(), CALF)])
def test_a_routine_after_exercise_or_with_calf_needs_the_runner_question(routine: Routine) -> None:
    with pytest.raises(NotCleared, match="runner_extra"):
        plan(routine, screened(after_exercise=False), now=NOW)


def test_other_routines_do_not_need_the_runner_question() -> None:
    assert plan(a_routine(), screened(after_exercise=False), now=NOW).segments


@pytest.mark.parametrize("asked", [True, False])
def test_a_plan_knows_whether_the_runners_question_was_asked(asked: bool) -> None:
    made = plan(a_routine(), screened(after_exercise=asked), now=NOW)
    assert made.screened.after_exercise is asked


@pytest.mark.parametrize(("level", "ceiling"), [("go", 4), ("gentle", 2)])
def test_nothing_in_a_gentle_routine_goes_above_two_and_nothing_else_above_four(
    level: str, ceiling: int
) -> None:
    assert plan(a_routine(level=level), screened(), now=NOW).ceiling == ceiling


@pytest.mark.parametrize("age", [timedelta(0), timedelta(minutes=12), timedelta(minutes=30)])
def test_a_screening_holds_for_thirty_minutes(age: timedelta) -> None:
    assert plan(a_routine(), screened(), now=NOW + age).segments


@pytest.mark.parametrize(
    "age",
    [
        timedelta(minutes=30, microseconds=1),
        timedelta(hours=1),
        timedelta(days=1),
        timedelta(microseconds=-1),
        timedelta(days=-1),
    ],
)
def test_a_stale_screening_or_one_from_the_future_starts_nothing(age: timedelta) -> None:
    with pytest.raises(NotCleared) as caught:
        plan(a_routine(), screened(), now=NOW + age)
    assert str(caught.value) == (
        "Your answers are over 30 minutes old, or the clock was changed: please answer again."
    )


def test_the_age_of_a_screening_is_the_same_in_every_time_zone() -> None:
    elsewhere = datetime.fromisoformat("2026-11-22T15:25:00+05:00")
    assert plan(a_routine(), screened(), now=elsewhere).segments


def test_a_gentle_screening_starts_no_routine_for_go() -> None:
    with pytest.raises(NotCleared, match="'Sample' is too strong for today"):
        a_plan(a_routine(level="go"), level=Level.GENTLE)


@pytest.mark.parametrize(
    ("routine_level", "level"),
    [("go", Level.GO), ("gentle", Level.GO), ("gentle", Level.GENTLE)],
)
def test_a_routine_runs_at_its_level_and_milder(routine_level: str, level: Level) -> None:
    assert a_plan(a_routine(level=routine_level), level=level).level is level


def test_answers_to_another_question_set_start_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "QUESTION_SET", "1999-01-01")
    outdated = screened()
    assert outdated.question_set == "1999-01-01"
    with pytest.raises(NotCleared) as caught:
        plan(a_routine(), outdated, now=NOW)
    assert str(caught.value) == "The safety questions have changed since you answered them."


# Mostly complete and mostly mild, so that both outcomes are drawn.
few_answers = st.dictionaries(
    st.sampled_from(["any_doubt", "thin_bones", "diabetes", "skin_open", "thin_bones.severe"]),
    st.sampled_from(Answer),
    max_size=2,
)
few_left_out = st.lists(st.sampled_from(list(all_no())), max_size=1)


@given(few_answers, few_left_out, st.sampled_from(["go", "gentle"]), st.integers(-600, 2400))
@settings(max_examples=300)
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


# --- the gentle routine instead ------------------------------------------------------------------

MILD = a_routine(title="Mild", level="gentle")


@pytest.mark.parametrize(
    ("routine_level", "level", "title"),
    [
        ("go", Level.GO, "Sample"),
        ("gentle", Level.GO, "Sample"),
        ("go", Level.GENTLE, "Mild"),
        ("gentle", Level.GENTLE, "Sample"),
    ],
)
def test_only_a_routine_that_is_too_strong_is_replaced_by_the_gentle_one(
    routine_level: str, level: Level, title: str
) -> None:
    routine = a_routine(level=routine_level)
    assert suited(routine, screened(level), gentle=MILD).title == title


# --- zones to keep off ---------------------------------------------------------------------------


def test_a_screening_that_avoids_the_calf_drops_its_steps() -> None:
    routine = Routine.model_construct(
        title="Odd",
        summary="A gentle claim that no file can make.",
        level=Level.GENTLE,
        after_exercise=False,
        steps=(a_step(), CALF),
    )
    made = a_plan(routine, level=Level.GENTLE)
    assert made.avoided_zones == {Zone.CALF}
    assert made.skipped_steps == (CALF,)
    assert not [each for each in made.segments if each.step.zone is Zone.CALF]


def test_zones_that_the_person_keeps_off_are_dropped() -> None:
    toes = a_step(title="Toes", zone="toes")
    made = a_plan(a_routine(toes, KNEAD, CALF), excluded_zones=[Zone.ARCH, Zone.CALF])
    assert made.skipped_steps == (KNEAD, CALF)
    assert made.avoided_zones == {Zone.ARCH, Zone.CALF}
    assert {each.step.zone for each in made.segments} == {Zone.TOES}


@pytest.mark.parametrize(
    ("kept_off", "left"),
    [
        (Zone.ARCH, {"toes", "ball", "heel", "whole"}),
        (Zone.SOLE, {"toes", "whole"}),
        (Zone.TOES, {"sole", "ball", "arch", "heel", "whole"}),
        (Zone.HEEL, {"toes", "ball", "arch", "whole"}),
    ],
)
def test_strokes_on_the_sole_pass_the_ball_the_arch_and_the_heel(
    kept_off: Zone, left: set[str]
) -> None:
    steps = [a_step(zone=z) for z in ("sole", "toes", "ball", "arch", "heel", "whole")]
    made = a_plan(a_routine(*steps), excluded_zones=[kept_off])
    assert {each.step.zone for each in made.segments} == left


def test_care_is_never_dropped_for_a_spot_because_soles_are_wiped_all_the_same() -> None:
    wipe = a_step(part="finish", title="Wipe", technique="care", zone="sole")
    made = a_plan(a_routine(a_step(zone="whole"), wipe), excluded_zones=[Zone.SOLE])
    assert "Wipe" in {each.step.title for each in made.segments}


def test_zones_kept_off_come_on_top_of_those_the_screening_avoids() -> None:
    routine = a_routine(a_step(zone="whole"), KNEAD, level="gentle")
    made = a_plan(routine, level=Level.GENTLE, excluded_zones=[Zone.ARCH])
    assert made.avoided_zones == {Zone.ARCH, Zone.CALF}


def test_dropped_steps_are_not_counted() -> None:
    made = a_plan(a_routine(a_step(zone="toes"), KNEAD, CALF), excluded_zones=[Zone.ARCH])
    counts = [(each.number, each.count) for each in made.segments if each.kind is STEP]
    assert counts == [(1, 2), (2, 2)] * 2


def test_without_zones_to_keep_off_nothing_is_dropped() -> None:
    made = a_plan(a_routine(a_step(), CALF))
    assert (made.skipped_steps, made.avoided_zones) == ((), frozenset())


def test_the_length_asked_for_is_reached_without_the_dropped_steps() -> None:
    made = a_plan(a_routine(a_step(), KNEAD, CALF), excluded_zones=[Zone.CALF], minutes=5)
    assert made.seconds == pytest.approx(300)


def test_nothing_left_to_massage_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="'Sample' is on a part of the foot that you keep off"):
        a_plan(excluded_zones=[Zone.SOLE, Zone.ARCH])


def test_a_blocked_person_is_told_that_rather_than_that_nothing_is_left() -> None:
    with pytest.raises(NotCleared):
        a_plan(level=Level.EMERGENCY, excluded_zones=list(Zone), minutes=-1)


# --- only plan makes a Plan ----------------------------------------------------------------------


def _fields(made: Plan) -> dict[str, object]:
    names = ("routine", "screened", "wanted", "segments", "skipped_steps")
    return {name: getattr(made, name) for name in names}


def test_nobody_else_can_make_a_plan() -> None:
    with pytest.raises(TypeError, match="made_by"):
        Plan(**_fields(a_plan()))  # type: ignore[arg-type]


@pytest.mark.parametrize("maker", [None, True, object(), plan])
def test_no_other_maker_is_accepted(maker: object) -> None:
    with pytest.raises(TypeError, match=r"^only plan\(\) makes a Plan$"):
        Plan(**_fields(a_plan()), made_by=maker)  # type: ignore[arg-type]


def test_a_plan_cannot_be_copied_with_other_segments() -> None:
    with pytest.raises(ValueError, match="made_by"):
        replace(a_plan(), segments=())  # type: ignore[call-arg]


def test_a_plan_cannot_be_copied_by_another_maker() -> None:
    with pytest.raises(TypeError, match="only plan"):
        replace(a_plan(), segments=(), made_by=object())


def test_a_plan_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        a_plan().segments = ()  # type: ignore[misc]


def test_a_segment_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        a_plan().segments[0].seconds = 1  # type: ignore[misc]


# --- a length for the routine that takes another's place ------------------------------------------


@pytest.mark.parametrize("minutes", [0.1, 1.0, 3.0, 59.0, 500.0])
def test_the_nearest_length_is_one_that_works(minutes: float) -> None:
    routine = a_routine(a_step(seconds=30), a_step(seconds=60))
    nearest = nearest_minutes(routine, minutes, Foot.BOTH)
    assert a_plan(routine, minutes=nearest).seconds == pytest.approx(nearest * 60)


def test_a_length_that_works_is_its_own_nearest() -> None:
    routine = a_routine(a_step(seconds=30), a_step(seconds=60))
    assert nearest_minutes(routine, 5.0, Foot.BOTH) == pytest.approx(5.0)


# --- parts to spare ------------------------------------------------------------------------------


def test_every_part_of_the_foot_that_a_routine_works_on_can_be_spared() -> None:
    offered = excludable_zones(a_routine(a_step(zone="toes"), a_step(zone="sole"), CALF))
    assert set(offered) == {Zone.TOES, Zone.SOLE, Zone.BALL, Zone.ARCH, Zone.HEEL, Zone.CALF}


def test_strokes_on_the_whole_foot_let_every_part_of_it_be_spared_but_not_the_calf() -> None:
    offered = excludable_zones(a_routine(a_step(zone="whole")))
    assert set(offered) == set(Zone) - {Zone.WHOLE, Zone.CALF}


def test_care_is_nothing_to_be_spared() -> None:
    wipe = a_step(part="finish", technique="care", zone="sole")
    assert excludable_zones(a_routine(a_step(zone="toes"), wipe)) == (Zone.TOES,)


def test_strokes_on_the_whole_foot_go_round_what_is_spared() -> None:
    whole, toes = a_step(title="Whole", zone="whole"), a_step(title="Toes", zone="toes")
    made = a_plan(a_routine(PREPARE, whole, toes), excluded_zones=[Zone.HEEL, Zone.ARCH])
    assert made.avoided_in(whole) == (Zone.ARCH, Zone.HEEL)
    assert made.avoided_in(toes) == ()
    assert made.avoided_in(PREPARE) == ()


def test_the_calf_is_no_part_that_strokes_on_the_foot_go_round() -> None:
    routine = a_routine(a_step(zone="whole"), level="gentle")
    assert a_plan(routine, level=Level.GENTLE).avoided_in(routine.steps[0]) == ()


def test_only_an_assessment_clears_and_nothing_that_looks_like_one() -> None:
    lookalike = SimpleNamespace(**dict.fromkeys(("answers", "level", "screened_at")))
    words = r"^a plan rests on an Assessment, and only assess\(\) makes one$"
    with pytest.raises(TypeError, match=words):
        plan(a_routine(), cast("Assessment", lookalike), now=NOW)


def test_two_times_of_one_zone_are_compared_across_the_change_of_the_clocks() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 10, 25, 2, 50, tzinfo=berlin, fold=0)
    after = datetime(2026, 10, 25, 2, 55, tzinfo=berlin, fold=1)
    with pytest.raises(NotCleared, match="over 30 minutes"):
        plan(a_routine(), screened(at=before), now=after)
