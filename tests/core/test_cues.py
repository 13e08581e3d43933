"""What the coach says for each event, and at the end."""

import pytest

from footcoach.core.cues import (
    AFTERCARE,
    CHANGE_OVER,
    DANGER_ADVICE,
    DANGER_AFTERCARE,
    FOUND,
    SHARP_ADVICE,
    Cue,
    Tone,
    cue_for,
    farewell,
    place_of,
)
from footcoach.core.engine import Event
from footcoach.core.plan import Plan
from footcoach.core.question import Level
from footcoach.core.questionnaire import QUESTIONS
from footcoach.core.schedule import Kind, Segment
from footcoach.core.states import Foot, Happening, Status, Zone
from samples import CALF, HOLD, KNEAD, a_plan, a_routine, a_step


def first(plan: Plan, kind: Kind, *, foot: Foot | None = None) -> Segment:
    return next(each for each in plan.segments if each.kind is kind and each.foot is foot)


def cue(happening: Happening, segment: Segment, plan: Plan, count: int = 0) -> Cue:
    return cue_for(Event(happening, 0.0, segment, count), plan)


def started(segment: Segment, plan: Plan) -> Cue:
    return cue(Happening.SEGMENT_STARTED, segment, plan)


def test_the_session_opens_with_its_name_its_length_and_the_first_step() -> None:
    plan = a_plan()
    assert started(plan.segments[0], plan) == Cue(
        "Sample, 3 min. Get ready: Lotion.", Tone.ATTENTION
    )
    later = first(plan, Kind.GET_READY, foot=Foot.LEFT)
    assert started(later, plan).say == "Get ready: Rub the sole."


def test_a_step_begins_with_its_place_its_name_and_how_to_do_it() -> None:
    plan = a_plan()
    segment = first(plan, Kind.STEP, foot=Foot.RIGHT)
    said = "Right foot, step 1 of 2: Rub the sole. Slide both hands from the toes to the heel."
    assert started(segment, plan) == Cue(said, Tone.ATTENTION)


def test_changing_feet_asks_for_the_warning_signs() -> None:
    plan = a_plan()
    segment = first(plan, Kind.CHANGE_FEET, foot=Foot.RIGHT)
    said = started(segment, plan).say
    assert said == f"Change feet: now the right foot. {CHANGE_OVER}"
    assert all(word in said for word in ("sharp", "burning", "electric", "numb", "stop"))


def test_several_zones_left_out_are_all_named_once() -> None:
    routine = a_routine(a_step(zone="whole"), CALF, HOLD, KNEAD)
    plan = a_plan(routine, excluded_zones=[Zone.CALF, Zone.ARCH, Zone.HEEL])
    said = started(plan.segments[0], plan).say
    assert "3 steps are left out." in said
    whole = next(each for each in plan.segments if each.kind is Kind.STEP and each.foot)
    assert started(whole, plan).say.endswith("Keep off the arch and heel: lift your hands there.")


@pytest.mark.parametrize(
    ("happening", "expected"),
    [
        (Happening.AWAY_NOTICED, Cue("Paused: you were away.", Tone.ATTENTION)),
        (Happening.RESUMING, Cue("Get ready to carry on with: Lotion.", Tone.ATTENTION)),
        (Happening.RESUMED, Cue("Carry on.")),
        (Happening.HURT_ASKED, Cue(interrupts=True)),
        (Happening.ENDED, Cue()),
    ],
)
def test_an_event_is_announced_in_these_words(happening: Happening, expected: Cue) -> None:
    plan = a_plan()
    assert cue(happening, plan.segments[1], plan) == expected


def test_the_last_five_seconds_are_said_once_and_ticked_five_times() -> None:
    plan = a_plan()
    cues = [cue(Happening.SECOND_COUNTED, plan.segments[1], plan, n) for n in (5, 4, 3, 2, 1)]
    assert cues == [Cue("Five seconds left.", Tone.TICK), *[Cue("", Tone.TICK)] * 4]


@pytest.mark.parametrize("kind", [Kind.GET_READY, Kind.CHANGE_FEET])
def test_nobody_is_asked_to_go_on_while_there_is_still_time_to_get_ready(kind: Kind) -> None:
    plan = a_plan()
    assert cue(Happening.RESUMED, first(plan, kind, foot=Foot.RIGHT), plan) == Cue()


@pytest.mark.parametrize("happening", Happening)
def test_no_event_is_without_a_cue_and_none_speaks_of_health(happening: Happening) -> None:
    plan = a_plan(level=Level.GENTLE, routine=a_routine(level="gentle"))
    labels = {question.label for question in QUESTIONS} | {str(Level.GENTLE)}
    for segment in plan.segments:
        said = cue(happening, segment, plan, 5).say
        assert not [label for label in labels if label in said.casefold()]


# --- places --------------------------------------------------------------------------------------


def test_a_place_is_the_part_or_the_foot_and_the_number_of_the_step() -> None:
    plan = a_plan()
    steps = [each for each in plan.segments if each.kind is Kind.STEP]
    assert [place_of(each) for each in steps] == [
        "before the massage, step 1 of 1",
        "left foot, step 1 of 2",
        "left foot, step 2 of 2",
        "right foot, step 1 of 2",
        "right foot, step 2 of 2",
        "after the massage, step 1 of 1",
    ]


# --- the end -------------------------------------------------------------------------------------


def test_each_way_of_stopping_has_its_own_advice() -> None:
    assert farewell(Status.STOPPED_DANGER) == (DANGER_ADVICE, DANGER_AFTERCARE)
    assert farewell(Status.STOPPED_HURT) == (SHARP_ADVICE, AFTERCARE)
    assert farewell(Status.STOPPED_EARLY) == ("Stopped here.", FOUND, AFTERCARE)
    assert farewell(Status.INTERRUPTED) == ("Stopped here.", AFTERCARE)
