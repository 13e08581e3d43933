"""What the coach says and plays for each event, in how much time, and at the end."""

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from footcoach.core.cues import (
    AFTERCARE,
    DANGER_ADVICE,
    DANGER_AFTERCARE,
    FOUND,
    SHARP_ADVICE,
    TEST_SOUND,
    Cue,
    Tone,
    all_words,
    cue_for,
    farewell,
    likely_words,
    place_of,
    words_for,
)
from footcoach.core.engine import Event, Session
from footcoach.core.plan import Plan
from footcoach.core.question import Level
from footcoach.core.questionnaire import QUESTIONS
from footcoach.core.routine import NO_PRESSURE
from footcoach.core.routine_file import parse_routine
from footcoach.core.schedule import SETTLE, Kind, Wanted, nearest_minutes
from footcoach.core.script import FEELING_CHECK, firmness, spoken_seconds
from footcoach.core.states import Command, Foot, Happening, Status, Talk, Zone
from samples import CALF, FINISH, HOLD, KNEAD, PREPARE, a_plan, a_routine, a_step

H = Happening
LOTION = a_step(part="prepare", title="Lotion", technique="care", zone="whole", tool="lotion")
RUB = a_step(reminder="Other hand on top.")
HOW = "Slide both hands from the toes to the heel."
BUILT_IN = sorted((Path(__file__).parents[2] / "routines").glob("*.toml"))


def events(plan: Plan) -> tuple[Event, ...]:
    return Session(plan, 0.0).advance(plan.seconds + 1)


def said(plan: Plan) -> list[str]:
    """Return what is said in a session that is left alone, in order."""
    return [cue.say for event in events(plan) if (cue := cue_for(event, plan)).say]


# --- what is said before each step ---------------------------------------------------------------


def test_a_session_says_this_and_nothing_else() -> None:
    seat = "Sit back, and rest your ankle on the other knee."
    plan = a_plan(a_routine(LOTION, RUB, a_step(title="Knead"), position=seat))
    assert said(plan) == [
        f"Sample, 4 minutes. Lotion. {HOW} You have 30 seconds.",
        f"Now your left foot. {seat} {FEELING_CHECK}",
        f"Rub the sole. {HOW} Light, 2 of 10, for 30 seconds.",
        f"Knead. {HOW} Light, 2 of 10, for 30 seconds.",
        "Left foot done: 1 and a half minutes to go. Now your right foot. "
        f"Rest the left one on the towel. {FEELING_CHECK}",
        "Rub the sole. Other hand on top. Light, 2 of 10, for 30 seconds.",
        "Knead. Light, 2 of 10, for 30 seconds.",
    ]


def test_the_change_of_feet_speaks_of_the_towel_only_where_lotion_is_used() -> None:
    oily, without = (" ".join(said(a_plan(a_routine(*s)))) for s in ((LOTION, RUB), (RUB,)))
    assert oily.count("Rest the left one on the towel.") == 1
    assert "towel" not in without
    assert without.count(FEELING_CHECK) == 2
    assert all(
        word in FEELING_CHECK.casefold() for word in ("sharp", "burning", "electric", "numb")
    )


@pytest.mark.parametrize(
    ("talk", "words"),
    [
        (Talk.SHORT, "Rub the sole. Other hand on top. Light, 2 of 10, for 30 seconds."),
        (Talk.NAMES, "Rub the sole."),
    ],
)
def test_people_can_have_less_said_on_both_feet(talk: Talk, words: str) -> None:
    full, less = a_plan(a_routine(RUB)), a_plan(a_routine(RUB), talk=talk)
    assert [text for text in said(less) if text.startswith("Rub")] == [words, words]
    assert less.seconds < full.seconds
    less = a_plan(a_routine(a_step(zone="whole")), talk=talk, excluded_zones=[Zone.TOES])
    assert said(less)[1].count("Keep off the toes: lift your hands there.") == 1


def test_asked_to_say_it_again_it_says_all_of_the_step() -> None:
    plan = a_plan(a_routine(RUB))
    session = Session(plan, 0.0)
    session.advance(plan.seconds - 10)
    assert session.segment.foot is Foot.RIGHT
    again = words_for(session.snapshot(plan.seconds - 10), plan, again=True)
    assert again == f"Rub the sole. {HOW} Light, 2 of 10, for 30 seconds."


def test_once_it_was_too_hard_less_pressure_is_said() -> None:
    plan = a_plan(a_routine(a_step(pressure=4), a_step(title="Knead", pressure=4)), feet=Foot.LEFT)
    session = Session(plan, 0.0)
    session.handle(Command.HURTS, 20.0)
    session.handle(Command.TOO_HARD, 20.0)
    words = [cue_for(event, plan).say for event in session.advance(200.0)]
    assert f"Half-way. Knead. {HOW} Firm, 3 of 10, for 30 seconds." in words


def test_all_that_is_left_out_is_counted_and_each_zone_to_keep_off_named_once() -> None:
    routine = a_routine(a_step(zone="whole"), CALF, HOLD, KNEAD)
    words = said(a_plan(routine, excluded_zones=[Zone.CALF, Zone.ARCH, Zone.HEEL]))
    assert words[0].startswith("Sample, 2 minutes. 3 steps are left out. ")
    assert f"{HOW} Keep off the arch and heel: lift your hands there. Light" in words[1]
    shorter = a_routine(a_step(), CALF, KNEAD, shorten=["Knead the arch"])
    minutes = nearest_minutes(shorter, Wanted(feet=Foot.BOTH, minutes=0))
    assert "1 step is left out." in said(a_plan(shorter, minutes=minutes))[0]


def test_all_that_can_be_said_is_known_beforehand_in_the_order_in_which_it_is_needed() -> None:
    plan = a_plan(a_routine(PREPARE, RUB, KNEAD, FINISH), excluded_zones=[Zone.TOES])
    words = all_words(plan)
    assert words[: len(set(said(plan)))] == tuple(dict.fromkeys(said(plan)))
    heard = {" ".join(farewell(status)) for status in Status} | {TEST_SOUND.say}
    for command in (Command.HURTS, Command.PAUSE, Command.CRAMP, Command.AWAY):
        for moment in range(1, int(plan.seconds), 7):
            session = Session(plan, 0.0)
            heard.add(words_for(session.snapshot(0.0), plan, again=True))
            happened = session.handle(command, float(moment))
            happened += session.handle(Command.TOO_HARD, moment + 1.0)
            happened += session.handle(Command.PAUSE, moment + 2.0)
            happened += session.advance(moment + plan.seconds + 60)
            heard |= {cue_for(event, plan).say for event in happened}
    assert len(heard) > 20
    assert heard - {""} <= set(words)


def test_before_the_screening_all_but_the_first_and_the_last_words_are_known() -> None:
    routine = a_routine(LOTION, RUB, KNEAD, FINISH)
    likely = likely_words(routine, Wanted(feet=Foot.BOTH))
    known = set(all_words(a_plan(routine)))
    assert [text for text in likely if text not in known] == [
        f"Wipe and socks. {HOW} You have 25 seconds."
    ]
    assert f"Rub the sole. {HOW} Light, 2 of 10, for 30 seconds." in likely


# --- tones, and the other events -----------------------------------------------------------------


@pytest.mark.parametrize("quiet", [False, True])
def test_a_step_has_tones_at_both_ends_and_ticks_but_no_words_and_a_quiet_one_nothing(
    quiet: bool,
) -> None:
    plan = a_plan(a_routine(a_step(), quiet=quiet))
    heard = [cue_for(each, plan) for each in events(plan) if each.segment.kind is Kind.STEP]
    tones = [Tone.ATTENTION, *[Tone.TICK] * 5, Tone.END]
    expected = [Cue()] * len(tones) if quiet else [Cue(tone=tone) for tone in tones]
    assert heard == [*expected, *expected, Cue()]


@pytest.mark.parametrize(
    ("happening", "expected"),
    [
        (H.PAUSED, Cue("Paused.", Tone.ATTENTION)),
        (H.AWAY_NOTICED, Cue("Paused: you were away.", Tone.ATTENTION)),
        (H.RESUMED, Cue()),
        (H.STOP_ASKED, Cue(interrupts=True)),
        (H.HURT_ASKED, Cue(interrupts=True)),
        (H.ENDED, Cue()),
    ],
)
def test_an_event_is_announced_in_these_words(happening: Happening, expected: Cue) -> None:
    plan = a_plan(a_routine(a_step(), quiet=True))
    for event in events(plan):
        assert cue_for(Event(happening, 0.0, event.snapshot), plan) == expected


def test_what_is_carried_on_with_is_named_in_a_step_and_said_again_before_one() -> None:
    plan = a_plan()
    for event in events(plan):
        words = cue_for(Event(H.RESUMING, 0.0, event.snapshot), plan).say
        assert (event.segment.step.title in words) is (event.segment.kind is Kind.STEP)


@pytest.mark.parametrize("happening", Happening)
def test_no_event_is_without_a_cue_and_none_speaks_of_health(happening: Happening) -> None:
    plan = a_plan(level=Level.GENTLE, routine=a_routine(level="gentle"))
    labels = {question.label for question in QUESTIONS} | {str(Level.GENTLE)}
    for event in events(plan):
        words = cue_for(Event(happening, 0.0, event.snapshot, 5), plan).say
        assert not [label for label in labels if label in words.casefold()]


# --- the built-in routines, heard from beginning to end ------------------------------------------


def sessions(path: Path) -> list[Plan]:
    """Return the sessions of a routine: on one foot and on both, whole and as short as can be."""
    routine = parse_routine(path.read_text(encoding="utf-8"), name=path.name)
    plans = []
    for feet, shortest in product(Foot, (False, True)):
        minutes = nearest_minutes(routine, Wanted(feet=feet, minutes=0)) if shortest else None
        plans.append(a_plan(routine, feet=feet, minutes=minutes))
    return plans


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.stem)
def test_every_step_and_all_words_have_their_time_and_no_name_is_said_twice(path: Path) -> None:
    for plan in sessions(path):
        spoken, named = 0.0, Counter[tuple[Foot | None, str]]()
        for event in events(plan):
            segment, step, words = event.segment, event.segment.step, cue_for(event, plan).say
            spoken += spoken_seconds(words)
            named[segment.foot, step.title] += words.count(f"{step.title}.")
            if segment.kind is Kind.STEP:
                assert (words, segment.how) == ("", step.how)
                assert segment.seconds >= step.least_seconds - 1e-6
            elif event.happening is H.SEGMENT_STARTED:
                # That it is half-way may be said as the hands begin to move.
                needed = spoken_seconds(words.removeprefix("Half-way. ")) + SETTLE
                assert segment.seconds >= needed - 0.1, words
                taking_up = segment.kind is Kind.TAKE_UP
                assert taking_up or segment.how == step.how
                to_settle = 13.5 if taking_up else 3.5 if segment is plan.segments[0] else 0
                assert segment.seconds <= needed + to_settle + 1.5, words
                how_long = f"{step.seconds:.0f} seconds." in words
                assert how_long is (segment.kind is Kind.GET_READY)
                if how_long and step.technique not in NO_PRESSURE:
                    assert firmness(step.pressure) in words.casefold()
        assert set(named.values()) == {1}
        assert spoken <= plan.seconds / 2, "at least half of a session is silent"


# --- places --------------------------------------------------------------------------------------


def test_a_place_is_the_part_or_the_foot_and_the_number_of_the_step() -> None:
    steps = [each for each in a_plan().segments if each.kind is Kind.STEP]
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
