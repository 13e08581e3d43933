"""A screening that rests on what was kept: fewer questions, and never a milder outcome."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcoach.core.errors import NotCleared
from footcoach.core.interview import Interview
from footcoach.core.plan import plan
from footcoach.core.profile import Clearance, Stored, history_in
from footcoach.core.question import Answer, Level, Said
from footcoach.core.questionnaire import BY_ID, CLEARABLE
from footcoach.core.screening import assess
from footcoach.core.states import Zone
from samples import NOW, a_routine, answer_until, answered, assessed, chosen, kept_history, settle

NONE, UNSURE = Said.NONE, Said.NOT_SURE
TODAY = NOW.date()
EARLIER = date(2026, 10, 1)

# Danger signs and the feet today.
EVERY_TIME = [
    "chest", "nerves", "cold", "one_leg", "hot", "injury", "bone", "skin", "unwell",
]  # fmt: skip
# Questions on health history that may be kept.
HISTORY = list(history_in(answered()))


def returning(*kept: str, clearances: Iterable[Clearance] = ()) -> Interview:
    """Return the interview of a person whose health history was kept on 1 October."""
    stored = Stored(kept_history(chosen(*kept), on=EARLIER), tuple(clearances))
    return Interview(after_exercise=False, started_at=NOW, stored=stored)


def begin(*clearances: Clearance) -> Interview:
    return Interview(after_exercise=False, started_at=NOW, stored=Stored(clearances=clearances))


def finish(
    interview: Interview, *choices: str, changes: Mapping[str, Answer] | None = None
) -> tuple[Interview, list[str]]:
    """Answer with these items, all else with none; return where that led and what was asked."""
    return answer_until("", interview, {**chosen(*choices), **(changes or {})})


def until_changed(interview: Interview, *choices: str) -> Interview:
    """Answer with these items, all else with none, until it is asked whether health has changed."""
    interview, _ = answer_until("changed", interview, chosen(*choices))
    assert interview.question is not None
    return interview


def cleared(*ids: str, on: date = EARLIER) -> tuple[Clearance, ...]:
    return tuple(Clearance(question=id_, by="Dr Ode", on=on) for id_ in ids)


# --- what is asked -------------------------------------------------------------------------------


def test_a_returning_healthy_person_is_asked_eleven_questions() -> None:
    interview, asked = finish(returning())
    assert asked == [*EVERY_TIME, "changed", "doubt"]
    assert interview.assessment.level is Level.GO
    assert interview.assessment.kept_on == EARLIER


@pytest.mark.parametrize("choice", ["changed.yes", "changed"])
def test_after_a_change_or_a_doubt_about_it_the_whole_history_is_asked(choice: str) -> None:
    interview, asked = finish(returning("diabetes.yes"), choice)
    assert set(HISTORY) <= set(asked)
    assert interview.assessment.kept_on is None
    assert interview.assessment.level is Level.GO, "the old yes no longer counts"


@pytest.mark.parametrize("kept", [("feeling.walking", "pregnant.yes"), ("feeling", "pregnant")])
def test_urgent_follow_ups_of_a_kept_answer_are_asked_every_time(kept: tuple[str, ...]) -> None:
    _, asked = finish(returning(*kept))
    assert asked == [*EVERY_TIME, "changed", "feeling.rest", "pregnant.signs", "doubt"]


def test_the_number_counts_only_what_is_asked() -> None:
    interview, places = returning("feeling.walking"), []
    while interview.question is not None:
        places.append(interview.position)
        interview = settle(interview, NONE)
    assert places == [(number, 12) for number in range(1, 13)]
    assert interview.position == (12, 12)


FOLLOW_UPS = ["feeling.only", "feeling.rest", "legs.only", "legs.only_lymph", "diabetes.feet"]
# Never an emergency: that would end the questions.
some_answers = st.fixed_dictionaries(
    {
        id_: st.sampled_from(
            [NONE, NONE, NONE, UNSURE]
            + [(i.id,) for i in BY_ID[id_].items if i.level is not Level.EMERGENCY]
        )
        for id_ in [*EVERY_TIME, *HISTORY, *FOLLOW_UPS, "doubt"]
    }
)


@given(some_answers)
def test_what_was_kept_gives_the_same_outcome_as_answering_it_again(
    answers: dict[str, Answer],
) -> None:
    kept = Stored(kept_history(answers, on=EARLIER))
    short, _ = finish(Interview(after_exercise=False, started_at=NOW, stored=kept), changes=answers)
    full, _ = finish(begin(), changes=answers)
    assert short.assessment.level is full.assessment.level
    assert {r.id for r in short.assessment.reasons} >= {r.id for r in full.assessment.reasons}
    assert short.assessment.blocked_zones >= full.assessment.blocked_zones


def test_a_kept_answer_that_was_wrong_has_the_whole_history_asked_again() -> None:
    interview, _ = finish(returning())
    again, asked = finish(interview.reopen("diabetes"), "diabetes.yes")
    assert set(HISTORY) <= set(asked)
    assert again.kept is None
    assert again.assessment.level is Level.GENTLE


def test_that_nothing_has_changed_can_be_taken_back_from_the_outcome() -> None:
    interview, _ = finish(returning("ever.clot", clearances=cleared("ever.clot")))
    assert interview.in_order["changed"] is NONE
    again, asked = finish(interview.reopen("changed"), "changed.yes", "ever.clot")
    assert asked[0] == "changed"
    assert set(HISTORY) <= set(asked)
    assert again.assessment.level is Level.ASK_FIRST


def test_whoever_comes_is_asked_whether_what_is_kept_is_theirs() -> None:
    def lead(interview: Interview) -> str:
        question = until_changed(interview, "ever.clot").question
        return question.lead if question else ""

    since = "Anything new or changed in your health since 1 October 2026?"
    kept = "Answers from 1 October 2026 are kept here: are they someone else's?"
    assert lead(returning()) == f"{kept} {since}"
    one = "A clearance from Dr Ode is kept here: is it someone else's?"
    assert lead(begin(*cleared("ever.clot"))) == f"{one} {since}"


# --- what can be kept ----------------------------------------------------------------------------


def test_a_whole_history_answered_today_can_be_kept() -> None:
    interview, _ = finish(begin(), "diabetes.yes", "doubt.yes", "skin.open")
    assert interview.to_keep == kept_history(chosen("diabetes.yes"))
    assert interview.to_keep is not None
    assert not {*EVERY_TIME, "doubt", "diabetes.check"} & set(interview.to_keep.answers)


def test_nothing_can_be_kept_before_all_of_it_was_answered_or_when_it_already_is() -> None:
    assert begin().to_keep is None
    # An emergency ends the questions half-way through the history.
    assert finish(begin(), "skin.open", "unwell.fever", "diabetes.yes")[0].to_keep is None
    assert finish(returning())[0].to_keep is None
    assert finish(returning(), "changed.yes")[0].to_keep == kept_history()


# --- clearance -----------------------------------------------------------------------------------


def with_cause(id_: str) -> list[str]:
    """Return the answer, and one that makes its question due."""
    question = BY_ID[id_ if id_ in BY_ID else id_.rpartition(".")[0]]
    return [*(flag.id for flag in question.due[:1]), id_]


ALONE = [id_ for id_ in CLEARABLE if id_ not in {"diabetes", "diabetes.yes"}]


@pytest.mark.parametrize("id_", ALONE)
def test_a_clearance_makes_its_ask_first_gentle_never_go(id_: str) -> None:
    assert assessed(*with_cause(id_)).level is Level.ASK_FIRST
    found = assessed(*with_cause(id_), clearances=cleared(id_))
    assert found.level is Level.GENTLE
    assert Zone.CALF in found.blocked_zones
    assert found.clearances == cleared(id_)
    reason = next(each for each in found.reasons if each.id == id_)
    assert reason.advice.startswith("Cleared (Dr Ode, 1 October 2026). Keep it light.")


def test_a_clearance_is_for_one_item_and_not_for_another_of_its_question() -> None:
    for other in ("feeling.arteries", "feeling"):
        assert assessed(other, clearances=cleared("feeling.numb")).level is Level.ASK_FIRST
    two = ("feeling.numb", "feeling.arteries")
    assert assessed(*two, clearances=cleared("feeling.numb")).level is Level.ASK_FIRST
    assert assessed(*two, clearances=cleared(*two)).level is Level.GENTLE


@pytest.mark.parametrize(
    ("diabetes", "feeling"), [("diabetes.yes", "feeling.numb"), ("diabetes", "feeling")]
)
def test_numb_with_diabetes_is_lifted_only_when_both_are_cleared(
    diabetes: str, feeling: str
) -> None:
    both = (diabetes, feeling)
    assert assessed(*both, clearances=cleared(diabetes)).level is Level.ASK_FIRST
    assert assessed(*both, clearances=cleared(feeling)).level is Level.ASK_FIRST
    found = assessed(*both, clearances=cleared(*both))
    assert found.level is Level.GENTLE
    together = next(each for each in found.reasons if each.question == "numb_diabetes")
    assert together.advice == (
        "Cleared (Dr Ode, 1 October 2026 and Dr Ode, 1 October 2026). Keep it light. "
        "If anything about it changes, ask them again."
    )


@pytest.mark.parametrize(
    ("level", "choices"),
    [
        ("ask_first", ["nerves.one_side", "nerves.only.earlier"]),
        ("stop_today", ["skin.open"]),
        ("urgent", ["feeling.numb", "feeling.rest.yes"]),
        ("emergency", ["skin.open", "diabetes.yes", "unwell.fever"]),
    ],
)
def test_a_clearance_lifts_nothing_else(level: str, choices: list[str]) -> None:
    items = [f"{each.id}.{item.id}" for each in BY_ID.values() for item in each.items]
    every = cleared(*BY_ID, *items)
    assert assessed("ever.clot", *choices, clearances=every).level == level


@pytest.mark.parametrize(("days", "level"), [(365, Level.GENTLE), (366, Level.ASK_FIRST)])
def test_a_clearance_counts_for_12_months(days: int, level: Level) -> None:
    given_on = TODAY - timedelta(days=days)
    found = assessed("ever.clot", clearances=cleared("ever.clot", on=given_on))
    assert found.level is level


CHANGED = [("", Level.GENTLE), ("changed.yes", Level.ASK_FIRST), ("changed", Level.ASK_FIRST)]


@pytest.mark.parametrize(("changed", "level"), CHANGED)
def test_a_clearance_rests_on_nothing_having_changed_since_and_that_is_asked(
    changed: str, level: Level
) -> None:
    for id_ in ("ever.clot", "ever"):
        choices = [id_, *([changed] if changed else [])]
        interview, asked = finish(begin(*cleared(id_)), *choices)
        assert asked[-2:] == ["changed", "doubt"]
        assert interview.assessment.level is level


def test_the_change_is_asked_only_where_a_clearance_is_needed() -> None:
    numb, ulcer = cleared("feeling.numb"), cleared("diabetes.feet.ulcer")
    for clearance, choices, needed in (
        (numb, ["feeling.numb"], True),
        (numb, ["feeling.arteries"], False),
        (numb, ["feeling"], False),
        (numb, [], False),
        (ulcer, ["diabetes.yes", "diabetes.feet.ulcer"], True),
    ):
        assert ("changed" in finish(begin(*clearance), *choices)[1]) == needed


def test_a_clearance_that_is_needed_only_later_has_the_change_asked_since_its_older_day() -> None:
    both = (*cleared("ever.clot"), *cleared("lump.mark", on=date(2026, 1, 5)))
    interview = finish(begin(*both), "ever.clot")[0].reopen("lump").reply(("mark",))
    assert interview.question is not None
    assert interview.question.id == "changed"
    assert "5 January 2026" in interview.question.lead
    assert interview.reply(NONE).assessment.level is Level.GENTLE
    assert interview.reply(("yes",)).assessment.level is Level.ASK_FIRST


def test_before_it_was_said_that_nothing_has_changed_no_clearance_counts() -> None:
    start = Interview(
        after_exercise=False,
        started_at=NOW,
        answers=answered(chosen("ever.clot"), after_exercise=False),
        stored=Stored(clearances=cleared("ever.clot")),
    )
    assert start.assessment.level is Level.ASK_FIRST
    assert start.reply(NONE).assessment.level is Level.GENTLE


# --- the second lock: the plan ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "choices", "rests_on", "refusal"),
    [
        (90, [], {"kept_on": EARLIER}, "Your kept answers are too old: please answer again."),
        (
            365,
            ["ever.clot"],
            {"clearances": cleared("ever.clot")},
            "A clearance has expired: please answer again.",
        ),
    ],
    ids=["kept answers", "a clearance"],
)
def test_what_runs_out_at_midnight_allows_no_session_after_it(
    days: int, choices: list[str], rests_on: dict[str, Any], refusal: str
) -> None:
    before = datetime.combine(EARLIER + timedelta(days), time(23, 50), tzinfo=UTC)
    screening = assess(answered(chosen(*choices)), screened_at=before, **rests_on)
    routine = a_routine(level="gentle")
    plan(routine, screening, now=before + timedelta(minutes=5))
    with pytest.raises(NotCleared) as refused:
        plan(routine, screening, now=before + timedelta(minutes=15))
    assert str(refused.value) == refusal


def test_an_assessment_knows_since_when_nothing_may_have_changed() -> None:
    def since(kept_on: date | None, *clearances: Clearance) -> date | None:
        found = assess(
            answered(chosen("ever.clot")), screened_at=NOW, kept_on=kept_on, clearances=clearances
        )
        return found.unchanged_since

    older = cleared("ever.clot", on=date(2026, 5, 3))
    assert since(None) is None
    assert since(EARLIER) == EARLIER
    assert since(None, *older) == since(EARLIER, *older) == date(2026, 5, 3)


def test_what_was_not_answered_cannot_be_asked_again() -> None:
    with pytest.raises(ValueError, match="none of them was not answered"):
        finish(returning())[0].reopen("none of them")
