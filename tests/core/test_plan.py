"""From a routine and a screening to timed segments, and only from those."""

import contextlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
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
from footcoach.core.routine import Part, Routine, Step, Technique, Tool
from footcoach.core.schedule import (
    MOST_STRETCH,
    ROUNDING,
    Kind,
    Wanted,
    check_minutes,
    nearest_minutes,
    seconds_of,
)
from footcoach.core.screening import Assessment, assess
from footcoach.core.script import FEELING_CHECK, keep_off, spoken_seconds
from footcoach.core.states import Foot, Talk, Zone
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
    all_none,
    answered,
    assessed,
    chosen,
    screened,
)

LEFT, RIGHT = Foot.LEFT, Foot.RIGHT
READY, STEP, TAKE_UP = Kind.GET_READY, Kind.STEP, Kind.TAKE_UP
WHOLE, TOES = a_step(title="Whole", zone="whole"), a_step(title="Toes", zone="toes")


def massage_lengths(made: Plan) -> list[float]:
    steps = [each for each in made.segments if each.kind is STEP]
    return [each.seconds for each in steps if each.step.part is Part.EACH_FOOT]


# --- what comes in which order -------------------------------------------------------------------


def test_a_session_is_lotion_left_foot_change_right_foot_aftercare() -> None:
    def shape(made: Plan) -> list[tuple[Kind, str, Foot | None]]:
        return [(segment.kind, segment.step.title, segment.foot) for segment in made.segments]

    def on(foot: Foot) -> list[tuple[Kind, str, Foot | None]]:
        rub, knead = "Rub the sole", "Knead the arch"
        one = [(READY, rub, foot), (STEP, rub, foot), (READY, knead, foot), (STEP, knead, foot)]
        return [(TAKE_UP, rub, foot), *one]

    before, after = [(READY, "Lotion", None), (STEP, "Lotion", None)], "Wipe and socks"
    end = [(READY, after, None), (STEP, after, None)]
    assert shape(a_plan()) == [*before, *on(LEFT), *on(RIGHT), *end]
    assert shape(a_plan(feet=RIGHT)) == [*before, *on(RIGHT), *end]
    assert shape(a_plan(feet=LEFT)) == [*before, *on(LEFT), *end]
    assert a_plan(feet=LEFT).feet is LEFT


Before = list[tuple[str, float, Talk]]


def before_steps(made: Plan) -> Before:
    """Return what to do and how long it takes before each step, and how much is said of it."""
    return [(each.how, each.seconds, each.talk) for each in made.segments if each.kind is not STEP]


def test_the_time_before_a_step_is_as_long_as_its_words_and_then_a_second_or_two() -> None:
    assert spoken_seconds("Rub it: hard, twice. 40 seconds!") == pytest.approx(
        23 * 0.052 + 3 * 0.7 + 0.28
    )
    how, full = a_step().how, Talk.FULL
    # In titles of all lengths, so that no letter is lost where times are rounded up to a second.
    for title in ("R" * letters for letters in range(1, 21)):
        care = {"part": "finish", "technique": "care", "seconds": 40}
        wipe, socks = (a_step(title=f"{title}{which}", **care) for which in "ab")
        rub = a_step(title=title, zone="whole", seconds=40, reminder="Gently.")
        routine = a_routine(rub, CALF, wipe, socks, title=title, position=f"Sit {title}.")
        opening = f"{title}, 12 and a half minutes."
        about = "Light, 2 of 10, for 40 seconds."
        off, wait = f"{keep_off([Zone.TOES])} {about}", "You have 40 seconds."
        done = "The massage is done: 12 and a half minutes to finish."

        def timed(how: str, words: str, more: float, talk: Talk) -> tuple[str, float, Talk]:
            return how, math.ceil(spoken_seconds(words) + more), talk

        seat = f"Sit {title}. {FEELING_CHECK}"
        change = (
            f"Left foot done: 12 and a half minutes to go. Now your right foot. {FEELING_CHECK}"
        )
        out = f"{opening} 1 step is left out. Now your left foot. "
        assert before_steps(a_plan(routine, excluded_zones=[Zone.TOES, Zone.CALF])) == [
            timed(seat, out + seat, 5 + 5, full),
            timed(how, f"{title}. {how} {off}", 1.5, full),
            timed(FEELING_CHECK, change, 5 + 10, Talk.SHORT),
            timed(how, f"{title}. Gently. {off}", 1.5, Talk.SHORT),
            timed(how, f"{done} {title}a. {how} {wait}", 1.5, full),
            timed(how, f"{title}b. {how} {wait} Press Enter when you have finished.", 1.5, full),
        ]
        names, lotion = Talk.NAMES, a_step(title=title, part="prepare", technique="care")
        routine = a_routine(lotion, rub, rub, title=title, position="Not said.")
        assert before_steps(a_plan(routine, talk=names, get_ready=7)) == [
            timed(how, f"{opening} {title}.", 7, names),
            timed(FEELING_CHECK, f"Now your left foot. {FEELING_CHECK}", 7 + 5, names),
            *[timed(how, f"{title}.", 1.5, names)] * 2,
            timed(FEELING_CHECK, change, 7 + 10, names),
            *[timed(how, f"{title}.", 1.5, names)] * 2,
        ]


def test_a_slower_voice_gets_the_time_that_it_takes_within_the_length_asked_for() -> None:
    made = a_plan(a_routine(a_step(how="Rub.")), feet=LEFT, pace=1.5)
    words = "Rub the sole. Rub. Light, 2 of 10, for 30 seconds."
    assert made.segments[1].seconds == math.ceil(1.5 * spoken_seconds(words) + 1.5)
    assert a_plan(pace=1.5, minutes=5).seconds == pytest.approx(300)


def test_a_longer_get_ready_does_not_take_a_session_over_the_hour() -> None:
    routine = a_routine(*[a_step(seconds=585)] * 3)
    assert 3570 < a_plan(routine).seconds < 3600
    assert a_plan(routine, get_ready=30.0).seconds == pytest.approx(3600)


# --- length --------------------------------------------------------------------------------------


def asked(minutes: float | None, feet: Foot = Foot.BOTH, **more: Any) -> Wanted:
    return Wanted(feet=feet, minutes=minutes, **more)


def shortest_and_longest(routine: Routine, wanted: Wanted) -> tuple[float, float]:
    limits = (nearest_minutes(routine, wanted.model_copy(update={"minutes": m})) for m in (0, 99))
    shortest, longest = limits
    assert shortest is not None
    assert longest is not None
    return shortest, longest


@st.composite
def massage_steps(draw: st.DrawFn, title: str) -> Step:
    """Draw a step on each foot, which may say what it needs, and in how many rounds."""
    technique = draw(st.sampled_from(["gliding", "kneading", "press_and_hold", "stretch"]))
    zone, how = draw(st.sampled_from(Zone)), draw(st.sampled_from(["Rub.", "Slide, and hold."]))
    seconds, rounds = draw(st.floats(1, 200)), draw(st.integers(1, 4))
    needs = draw(st.none() | st.floats(1, max(1.0, seconds / rounds)))
    if needs and needs * rounds > seconds:
        needs = None
    more = {"needs": needs, "rounds": rounds, "reminder": draw(st.sampled_from(["", "Slowly."]))}
    return a_step(technique=technique, seconds=seconds, zone=zone, title=title, how=how, **more)


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """Draw routines with massage and care, which may name what a shorter session drops."""
    massage = [draw(massage_steps(f"Massage {n}")) for n in range(draw(st.integers(1, 6)))]
    care = [
        a_step(part=draw(st.sampled_from(["prepare", "finish"])), technique="care", zone="whole",
               seconds=draw(st.floats(1, 100)), title=f"Care {n}")
        for n in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    each_round = [step.title for step in massage for _ in range(step.rounds)]
    order = draw(st.permutations(each_round))[: draw(st.integers(0, len(each_round)))]
    return a_routine(*massage, *care, shorten=order)


wishes = st.builds(
    asked,
    st.none(),
    st.sampled_from(Foot),
    talk=st.sampled_from(Talk),
    get_ready=st.floats(3, 30),
    excluded_zones=st.frozensets(st.sampled_from([*Zone][1:]), max_size=2),
)
shares = st.floats(0, 1)


def massage(made: Plan) -> list[Step]:
    """Return the steps on the first foot."""
    first = made.feet.each[0]
    return [each.step for each in made.segments if each.kind is STEP and each.foot is first]


def rounds(steps: Iterable[Step]) -> Counter[str]:
    return Counter({s.title: s.rounds for s in steps if s.part is Part.EACH_FOOT})


@given(routines(), wishes, shares)
@settings(max_examples=thorough(200, 2_000))
def test_any_length_is_met_and_no_step_gets_less_than_it_needs_or_is_drawn_out(
    routine: Routine, wish: Wanted, share: float
) -> None:
    shortest, longest = shortest_and_longest(routine, wish)
    wish = wish.model_copy(update={"minutes": shortest + share * (longest - shortest)})
    check_minutes(routine, wish)
    try:
        made = a_plan(routine, **dict(wish))
    except UsageError as error:
        if "you keep off" in str(error):
            return
        raise
    assert_as_long_as_wanted(routine, made)
    whole = {step.title: step for step in routine.steps}
    shortened = made.skipped_steps or rounds(massage(made)) != rounds(routine.steps)
    for segment in made.segments:
        step, own = segment.step, whole[segment.step.title]
        usual = own.seconds * step.rounds / own.rounds
        assert segment.kind is not STEP or segment.seconds == step.seconds
        least = step.model_copy(update={"seconds": usual}).least_seconds
        assert step.seconds >= least - 1e-6
        if step.part is not Part.EACH_FOOT:
            assert step == own
        elif step.technique is Technique.PRESS_AND_HOLD:
            assert step.seconds <= usual + 1e-6
        elif shortened:
            assert step.seconds <= usual * MOST_STRETCH + 1e-6
    assert_dropped_in_order(routine, made)


def assert_as_long_as_wanted(routine: Routine, made: Plan) -> None:
    """Check the length; if a spot is kept off, it can be less, or more by what is said of it."""
    over = made.seconds - (made.wanted.minutes or 0) * 60
    if over > 0.01:
        # The words about what to keep off were not known when the length was chosen.
        assert made.wanted.excluded_zones
        assert all(step.seconds == pytest.approx(step.least_seconds) for step in massage(made))
    elif over < -0.01:
        assert made.length_note or over >= -30
        assert made.skipped_steps or rounds(massage(made)) != rounds(routine.steps)


def assert_dropped_in_order(routine: Routine, made: Plan) -> None:
    """Check that what is missing is the start of the routine's own order."""
    skipped = {step.title for step in made.skipped_steps}
    order = [title for title in routine.shorten if title not in skipped]
    here = rounds(step for step in routine.steps if step.title not in skipped)
    dropped = here - rounds(massage(made))
    assert dropped == Counter(order[: dropped.total()])
    assert {step.title for step in made.dropped_steps} == {
        t for t, n in dropped.items() if n == here[t]
    }


@given(routines())
def test_without_a_wish_it_lasts_as_long_as_is_shown_for_the_routine(routine: Routine) -> None:
    assume(seconds_of(routine) <= 3600)
    made = a_plan(routine)
    assert made.seconds == pytest.approx(seconds_of(routine), abs=1e-9)
    assert massage_lengths(made) == [s.seconds for s in routine.in_part(Part.EACH_FOOT)] * 2
    as_it_is = a_plan(routine, minutes=made.seconds / 60)
    assert massage_lengths(as_it_is) == pytest.approx(massage_lengths(made))


def test_rounds_and_steps_go_in_the_order_given_and_only_as_many_as_must() -> None:
    toes, heel = (a_step(title=t, seconds=60, needs=20, rounds=3) for t in ("Toes", "Heel"))
    routine = a_routine(toes, heel, KNEAD, shorten=["Toes", "Heel", "Toes", "Toes", "Heel"])
    whole = a_plan(routine, feet=LEFT).seconds

    def shorter_by(seconds: float) -> tuple[list[float], tuple[Step, ...]]:
        made = a_plan(routine, feet=LEFT, minutes=(whole - seconds) / 60)
        assert made.seconds == pytest.approx(whole - seconds)
        return massage_lengths(made), made.dropped_steps

    assert shorter_by(10)[0] == pytest.approx([60, 60, 10])
    assert shorter_by(10)[1] == ()
    assert shorter_by(20)[0] == pytest.approx([40, 60, 20])
    assert shorter_by(50)[0] == pytest.approx([40, 40, 10])
    assert shorter_by(70)[0] == pytest.approx([20, 40, 10])
    _, dropped = shorter_by(90)
    assert dropped == (toes,)
    with pytest.raises(UsageError, match=r"cannot last 0\.1 min; choose from"):
        a_plan(routine, feet=LEFT, minutes=0.1)


def test_press_and_hold_shrinks_with_the_rest_and_is_never_stretched() -> None:
    routine = a_routine(a_step(seconds=60), a_step(technique="press_and_hold", seconds=40))
    shrunk = a_plan(routine, minutes=(seconds_of(routine) - 80) / 60)
    assert massage_lengths(shrunk) == pytest.approx([35, 25, 35, 25])
    stretched = a_plan(routine, minutes=(seconds_of(routine) + 60) / 60)
    assert massage_lengths(stretched) == pytest.approx([90, 40, 90, 40])
    barely = a_plan(routine, minutes=(seconds_of(routine) + 1) / 60)
    assert massage_lengths(barely) == pytest.approx([60.5, 40, 60.5, 40])


@pytest.mark.parametrize("minutes", [0.0, -5.0, 0.5, 60.1])
def test_a_length_that_cannot_be_is_refused_with_those_that_can(minutes: float) -> None:
    said = rf"^'Sample' cannot last {minutes:g} min; choose from 3 to 60\.$"
    # Three minutes to the second, and no more to be found by rounding.
    routine = a_routine(PREPARE.model_copy(update={"seconds": 21}), a_step(), KNEAD, FINISH)
    with pytest.raises(UsageError, match=said):
        a_plan(routine, minutes=minutes)
    with pytest.raises(UsageError, match=said):
        check_minutes(routine, asked(minutes))
    # Steps that are left out excuse no such length.
    with pytest.raises(UsageError, match=said):
        a_plan(routine, minutes=minutes, excluded_zones=[Zone.HEEL])


def test_only_what_rounding_takes_off_a_length_is_allowed_for() -> None:
    shortest, longest = (minutes * 60 for minutes in shortest_and_longest(a_routine(), asked(None)))
    toes = a_step(title="Toes", seconds=60, needs=20, rounds=3)
    in_rounds = a_routine(toes, shorten=["Toes"])
    # With every round as short as can be.
    least = a_plan(in_rounds, feet=LEFT).seconds
    for off, fits in ((ROUNDING, True), (2 * ROUNDING, False)):
        for seconds in (shortest - off, longest + off):
            with contextlib.nullcontext() if fits else pytest.raises(UsageError):
                check_minutes(a_routine(), asked(seconds / 60))
        assert massage(a_plan(in_rounds, feet=LEFT, minutes=(least - off) / 60))[0].rounds == (
            3 if fits else 2
        )


@pytest.mark.parametrize("seconds", [8, 12, 33, 47.3, 899])
def test_the_lengths_named_work_and_are_the_nearest_tenths_of_a_minute(seconds: float) -> None:
    held = a_step(technique="press_and_hold", seconds=seconds, title="Hold")
    for routine in (a_routine(a_step(seconds=seconds), KNEAD), a_routine(held)):
        shortest, longest = shortest_and_longest(routine, asked(None))
        with pytest.raises(UsageError) as caught:
            a_plan(routine, minutes=0.1)
        named = [float(each) for each in re.findall(r"[\d.]*\d", str(caught.value))[1:]]
        if len(named) == 1:
            assert named == [float(f"{longest:.6g}")]
        else:
            assert named[0] < named[1]
            assert shortest - 1e-4 <= named[0] < shortest + 0.1
            assert longest - 0.1 < named[1] <= longest + 1e-4
        for minutes in named:
            made = a_plan(routine, minutes=minutes)
            assert made.seconds == pytest.approx(minutes * 60, abs=ROUNDING)


def test_the_check_before_the_questions_counts_get_ready_feet_and_talk() -> None:
    routine = a_routine()
    both, _ = shortest_and_longest(routine, asked(None))
    check_minutes(routine, asked(None))
    check_minutes(routine, asked(both))
    with pytest.raises(UsageError):
        check_minutes(routine, asked(both, get_ready=30.0))
    longer, _ = shortest_and_longest(routine, asked(None, get_ready=30.0))
    assert longer == pytest.approx(both + 3 * 25 / 60)
    for less in (asked(both * 0.7, LEFT), asked(both * 0.9, talk=Talk.NAMES)):
        check_minutes(routine, less)
        with pytest.raises(UsageError):
            check_minutes(routine, asked(less.minutes))
    assert nearest_minutes(routine, asked(None)) is None
    assert nearest_minutes(routine, asked(5.0)) == 5.0


# --- what is left when steps are left out --------------------------------------------------------


def test_what_is_left_is_not_stretched_for_minutes_to_make_up_for_skipped_steps() -> None:
    routine = a_routine(a_step(zone="toes", seconds=40), KNEAD, a_step(seconds=60), HOLD)
    made = a_plan(routine, minutes=8, feet=LEFT, excluded_zones=[Zone.SOLE])
    assert massage_lengths(made) == pytest.approx([60])
    assert (
        made.length_note == "It lasts 1.5 min instead of 8, because steps or rounds are left out."
    )
    without = a_plan(routine, minutes=8, feet=LEFT)
    assert without.seconds == pytest.approx(480)
    assert without.length_note == ""
    hour = a_plan(routine, minutes=60, feet=LEFT, excluded_zones=[Zone.SOLE])
    assert massage_lengths(hour) == pytest.approx([60])
    held = a_step(title="Hold", zone="whole", technique="press_and_hold", seconds=40)
    made = a_plan(a_routine(TOES, held), minutes=8, feet=LEFT, excluded_zones=[Zone.TOES])
    assert massage_lengths(made) == [40]


def test_it_is_said_that_it_is_shorter_where_half_a_minute_is_missing() -> None:
    held = a_step(technique="press_and_hold", zone="heel")
    for seconds, said in ((30, True), (29.9, False)):
        made = a_plan(a_routine(held, TOES), feet=LEFT, excluded_zones=[Zone.TOES])
        wish = (made.seconds + seconds) / 60
        made = a_plan(a_routine(held, TOES), feet=LEFT, excluded_zones=[Zone.TOES], minutes=wish)
        assert bool(made.length_note) is said


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


# Mostly complete and mostly mild, so that both outcomes are drawn.
few_answers = st.lists(
    st.sampled_from(
        ["doubt.yes", "doubt.only.joint", "thin.bones", "diabetes", "skin.open", "thin.severe.told"]
    ),
    max_size=2,
).map(lambda ids: chosen(*ids))
few_left_out = st.lists(st.sampled_from(list(all_none())), max_size=1)


def test_answers_to_another_question_set_start_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "QUESTION_SET", "1999-01-01")
    with pytest.raises(NotCleared) as caught:
        plan(a_routine(), screened(), now=NOW)
    assert str(caught.value) == "The safety questions have changed since you answered them."


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


def test_a_step_whose_other_hand_would_touch_what_is_kept_off_is_left_out() -> None:
    held = a_step(title="Held", zone="arch", touches=["top"])
    for zone, left_out in ((Zone.TOP, True), (Zone.ARCH, True), (Zone.TOES, False)):
        made = a_plan(a_routine(WHOLE, held), excluded_zones=[zone])
        assert (made.skipped_steps == (held,)) is left_out
    assert set(excludable_zones(a_routine(held))) == {Zone.SOLE, Zone.ARCH, Zone.TOP}


def test_care_alone_is_no_massage() -> None:
    warm = a_step(title="Warm your hands", technique="care", zone="whole")
    with pytest.raises(UsageError, match="keep off"):
        a_plan(a_routine(warm, TOES), excluded_zones=[Zone.TOES])


def test_keeping_off_every_part_leaves_nothing_even_of_the_whole_foot() -> None:
    parts = set(Zone) - {Zone.WHOLE, Zone.SOLE, Zone.CALF}
    assert a_plan(a_routine(WHOLE), excluded_zones=parts - {Zone.TOP}).segments
    with pytest.raises(UsageError, match=r"^You keep off every part of the foot: nothing"):
        a_plan(a_routine(WHOLE), excluded_zones=parts)


def test_what_an_answer_keeps_off_is_left_out_of_the_plan() -> None:
    neuroma = assessed("calm.neuroma")
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


def test_nobody_else_can_make_a_plan_or_copy_one_with_other_segments() -> None:
    for maker in (None, object()):
        with pytest.raises(TypeError, match=r"^only plan\(\) and resume_plan\(\) make a Plan$"):
            replace(a_plan(), segments=(), made_by=maker)
    # Python 3.13 made the ValueError a TypeError.
    with pytest.raises((TypeError, ValueError), match="made_by"):
        replace(a_plan(), segments=())  # type: ignore[call-arg]


def test_only_an_assessment_clears_and_nothing_that_looks_like_one() -> None:
    lookalike = SimpleNamespace(**dict.fromkeys(("answers", "level", "screened_at")))
    words = r"^a plan needs an Assessment, which only assess\(\) can make$"
    with pytest.raises(TypeError, match=words):
        plan(a_routine(), cast("Assessment", lookalike), now=NOW)


def test_what_to_have_ready_comes_from_the_steps_that_are_left() -> None:
    ball = a_step(title="Ball", zone="arch", tool="ball")
    rub = a_step(zone="whole")
    assert Tool.BALL in a_plan(a_routine(rub, ball)).tools
    assert Tool.BALL not in a_plan(a_routine(rub, ball), excluded_zones=[Zone.ARCH]).tools


def test_with_one_foot_half_of_the_time_is_over_at_the_step_named_half_way() -> None:
    def half_way(seconds: float) -> str | None:
        last = a_step(title="Last", seconds=seconds)
        half = a_plan(a_routine(a_step(), last), feet=LEFT).past_half
        return half.step.title if half else None

    *before, ready, _ = a_plan(a_routine(a_step(), a_step(title="Last")), feet=LEFT).segments
    as_long = sum(each.seconds for each in before) - ready.seconds
    assert (half_way(as_long), half_way(as_long + 1)) == ("Last", None)
    assert half_way(10) == "Last"


def test_words_about_what_to_keep_off_have_their_time_and_the_length_is_met_all_the_same() -> None:
    whole = a_step(title="Whole", zone="whole", seconds=60, needs=20, rounds=3)
    routine = a_routine(PREPARE, whole, a_step(zone="arch", needs=10), shorten=["Whole"])
    free, kept = a_plan(routine), a_plan(routine, excluded_zones=[Zone.HEEL])
    words = spoken_seconds(keep_off([Zone.HEEL]))
    assert kept.seconds - free.seconds == pytest.approx(2 * words, abs=2)
    shortest, _ = shortest_and_longest(routine, asked(None))
    least = a_plan(routine, excluded_zones=[Zone.HEEL], minutes=shortest).seconds
    assert least - shortest * 60 == pytest.approx(2 * words, abs=2)
    for seconds in range(math.ceil(shortest * 60), int(kept.seconds) + 5):
        made = a_plan(routine, excluded_zones=[Zone.HEEL], minutes=seconds / 60)
        assert made.seconds == pytest.approx(max(seconds, least))
        assert all(step.seconds >= step.least_seconds - 1e-6 for step in massage(made))


def test_what_is_left_when_something_is_dropped_is_drawn_out_by_half_at_most() -> None:
    short, long = (
        a_step(title="A", zone="toes", needs=30),
        a_step(title="X", zone="arch", seconds=200, needs=200),
    )
    routine = a_routine(short, long, shorten=["X"])
    whole = seconds_of(routine)
    for made in (
        a_plan(routine, minutes=(whole - 20) / 60),
        a_plan(routine, minutes=whole / 60, excluded_zones=[Zone.ARCH]),
    ):
        steps = [s for s in made.segments if s.kind is STEP]
        assert [s.seconds for s in steps] == pytest.approx([45, 45])
        assert "because steps or rounds are left out" in made.length_note
    assert a_plan(routine, minutes=whole * 2 / 60).seconds == pytest.approx(whole * 2)


def test_a_session_that_gets_shorter_by_a_dropped_round_says_so_too() -> None:
    held = a_step(title="Hold", technique="press_and_hold", seconds=81, needs=40, rounds=2)
    routine = a_routine(held, shorten=["Hold"])
    made = a_plan(routine, feet=LEFT, minutes=(a_plan(routine, feet=LEFT).seconds - 5) / 60)
    assert made.dropped_steps == ()
    assert "rounds are left out" in made.length_note
