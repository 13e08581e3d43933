"""Values that many tests need: answers, assessments, steps, routines, plans. No test lives here."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from footcoach.core.engine import Session
from footcoach.core.interview import Interview
from footcoach.core.plan import Plan, plan
from footcoach.core.profile import Clearance, KeptHistory, Stored, history_in
from footcoach.core.question import Answer, Level, Said
from footcoach.core.questionnaire import (
    BY_ID,
    CHANGED,
    QUESTION_SET,
    item_named,
    main_questions,
    questions_due,
)
from footcoach.core.record import SessionRecord
from footcoach.core.resume import Progress, ResumePoint
from footcoach.core.routine import NO_PRESSURE, Routine, Step
from footcoach.core.schedule import Wanted
from footcoach.core.screening import Assessment, assess
from footcoach.core.states import Zone

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
# What is asked on paper: all but whether something has changed since answers were kept.
ASKED = [question for question in BY_ID.values() if question is not CHANGED]


def chosen(*ids: str) -> dict[str, Answer]:
    """Return answers in which these items are chosen; a question's id says not sure to it."""
    answers: dict[str, Answer] = {}
    for question, item in map(item_named, ids):
        before = answers.get(question.id, ())
        if item is None or isinstance(before, Said):
            answers[question.id] = Said.NOT_SURE
        else:
            picked = {*before, item.id}
            answers[question.id] = tuple(each.id for each in question.items if each.id in picked)
    return answers


# One answer for each level that brings a screening to it, all others being none.
RAISING: dict[Level, Mapping[str, Answer]] = {
    Level.GO: {},
    Level.GENTLE: chosen("thin.skin"),
    Level.ASK_FIRST: chosen("lump.lump"),
    Level.STOP_TODAY: chosen("unwell.fever"),
    Level.URGENT: chosen("one_leg.swelling"),
    Level.EMERGENCY: chosen("chest.chest_pain"),
}


def all_none(*, after_exercise: bool = True) -> dict[str, Answer]:
    """Answer every main question with none."""
    return dict.fromkeys((q.id for q in main_questions(after_exercise=after_exercise)), Said.NONE)


def answered(
    changes: Mapping[str, Answer] | None = None, *, after_exercise: bool = True
) -> dict[str, Answer]:
    """Answer every due question, follow-ups too: as in `changes`, and none to all others."""
    answers = all_none(after_exercise=after_exercise) | dict(changes or {})
    due = list(questions_due(answers, after_exercise=after_exercise))
    return {question.id: answers.get(question.id, Said.NONE) for question in due}


def assessed(*choices: str, clearances: Iterable[Clearance] = ()) -> Assessment:
    """Return the outcome of these answers, and of none to all else that is due."""
    return assess(answered(chosen(*choices)), screened_at=NOW, clearances=clearances)


def screened(
    level: Level = Level.GO, *, at: datetime = NOW, after_exercise: bool = True
) -> Assessment:
    """Return a complete screening that ended at the level."""
    answers = answered(RAISING[level], after_exercise=after_exercise)
    return assess(answers, screened_at=at)


def a_step(**changes: object) -> Step:
    """Return a step, light enough for a gentle routine, that differs in `changes`.

    They are named as in TOML, but for `tool`, which is `with` there.
    """
    data: dict[str, object] = {
        "part": "each_foot",
        "title": "Rub the sole",
        "seconds": 30,
        "technique": "gliding",
        "with": "hands",
        "zone": "sole",
        "pressure": 0 if changes.get("technique") in NO_PRESSURE else 2,
        "how": "Slide both hands from the toes to the heel.",
        "source": "Foot Vitals 2016",
    }
    if "tool" in changes:
        changes["with"] = changes.pop("tool")
    return Step.model_validate(data | changes)


PREPARE = a_step(part="prepare", title="Lotion", seconds=20, technique="care", zone="whole")
FINISH = a_step(part="finish", title="Wipe and socks", seconds=25, technique="care", zone="whole")
KNEAD = a_step(title="Knead the arch", seconds=20, technique="kneading", zone="arch")
HOLD = a_step(title="Press the heel", seconds=12, technique="press_and_hold", zone="heel")
CALF = a_step(title="Stroke the calf", seconds=30, zone="calf")


def a_routine(*steps: Step, **changes: object) -> Routine:
    """Return a routine of the steps; without any, of lotion, two steps on each foot, and a wipe."""
    chosen = steps or (PREPARE, a_step(), KNEAD, FINISH)
    data: dict[str, object] = {"title": "Sample", "summary": "For tests.", "level": "go"}
    return Routine.model_validate(data | changes | {"steps": chosen})


def a_plan(
    routine: Routine | None = None,
    *,
    level: Level = Level.GO,
    excluded_zones: Iterable[Zone] = (),
    **wanted: Any,
) -> Plan:
    """Return a plan that a fresh screening allows."""
    asked = Wanted(excluded_zones=frozenset(excluded_zones), **wanted)
    return plan(routine or a_routine(), screened(level), asked, now=NOW)


ROUTINE_TOML = """\
title = "Evening"
summary = "A calm rub before bed."
level = "gentle"
after_exercise = false

[[steps]]
part = "prepare"
title = "Warm the lotion"
seconds = 20
technique = "care"
with = "hands"
zone = "whole"
pressure = 0
how = "Rub a little lotion between your hands."
source = "Foot Vitals 2016"

[[steps]]
part = "each_foot"
title = "Rub the sole"
seconds = 45.5
technique = "gliding"
with = "thumbs"
zone = "sole"
pressure = 2
how = "Slide both thumbs from heel to toes."
source = "Foot Vitals 2016"
"""
"""A routine file without mistakes: a step before, and one for each foot."""


def routine_toml(*changes: tuple[str, str]) -> str:
    """Return the file with each old text replaced by the new one, in its last place."""
    text = ROUTINE_TOML
    for old, new in changes:
        before, found, after = text.rpartition(old)
        assert found, f"{old!r} is not in the sample routine"
        text = before + new + after
    return text


def settle(interview: Interview, answer: Answer) -> Interview:
    """Reply, and once more if a "not sure" was only met with the help."""
    once = interview.reply(answer)
    after = once.reply(answer) if once.unsure_once else once
    # Or whoever answers until the end would never come to one.
    assert after.question != interview.question
    return after


def answer_until(
    question_id: str, interview: Interview, answers: Mapping[str, Answer]
) -> tuple[Interview, list[str]]:
    """Answer as given, and none to all else, up to a question; "" is the end.

    Return the interview that this leads to, and what was asked.
    """
    asked = []
    while interview.question and interview.question.id != question_id:
        asked.append(interview.question.id)
        interview = settle(interview, answers.get(asked[-1], Said.NONE))
    return interview, asked


def at_question(
    question_id: str, given: Mapping[str, Answer] | None = None, stored: Stored | None = None
) -> Interview:
    """Return an interview that asks the question, after answers as given, and none to others."""
    interview = Interview(after_exercise=True, started_at=NOW, stored=stored or Stored())
    return answer_until(question_id, interview, given or {})[0]


def kept_history(
    changes: Mapping[str, Answer] | None = None, *, on: date | None = None
) -> KeptHistory:
    """Return answers on health history that were kept on a day, today by default."""
    return KeptHistory(
        answers=dict(history_in(answered(changes))),
        answered_on=on or NOW.date(),
        question_set=QUESTION_SET,
    )


def a_record(number: int = 1, **changes: object) -> SessionRecord:
    """Return the record of a session, `number` days before NOW, with an id of that number."""
    data: dict[str, object] = {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "started_at": NOW - timedelta(days=number),
        "routine": "general",
        "feet": "both",
        "planned_seconds": 600,
        "done_seconds": 540.5,
        "status": "completed",
        "level": "go",
        "before": {"left": 5, "right": 4},
        "after": {"left": 3, "right": 2},
    }
    return SessionRecord.model_validate(data | changes)


def a_checkpoint(made: Plan | None = None, progress: Progress | None = None) -> ResumePoint:
    """Return a plan, by default a usual one, as it is noted where it has come to `progress`."""
    made = made or a_plan()
    return ResumePoint(
        noted_at=NOW,
        record=a_record(status="interrupted", feet=made.wanted.feet),
        routine=made.routine,
        screened=made.screened,
        wanted=made.wanted,
        progress=progress or Session(made, 0.0).progress(0.0),
    )
