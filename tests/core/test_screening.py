"""What every answer means, stated a second time and apart from the questionnaire.

The tables below were written by hand. If one of these tests fails after a change of the
questionnaire, do not adapt the table before someone has read the source of the change.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import combinations, product
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import thorough
from footcoach.core.question import (
    CHECK_IF_UNSURE,
    Answer,
    Condition,
    CrossRule,
    Flag,
    Level,
    Question,
    Section,
    holds,
    most_severe,
)
from footcoach.core.questionnaire import (
    CHANGED,
    CROSS_RULES,
    HEADINGS,
    HEADLINES,
    MEANINGS,
    NEVER_KEPT,
    NO_CALF,
    NO_CALF_CLEARED,
    QUESTION_SET,
    QUESTIONS,
    main_questions,
    questions_due,
)
from footcoach.core.report import BY_ID
from footcoach.core.routine import Zone
from footcoach.core.screening import Assessment, Reason, assess
from samples import NOW, RAISING, all_no, answered, screened

YES, UNSURE, NO = Answer.YES, Answer.NOT_SURE, Answer.NO
T = TypeVar("T")

GO, GENTLE, ASK, STOP, URGENT, EMERGENCY = (
    "go",
    "gentle",
    "ask_first",
    "stop_today",
    "urgent",
    "emergency",
)

# --- the second table ----------------------------------------------------------------------------

MAIN: tuple[tuple[str, str, str, str], ...] = (
    # id, part, level of yes, level of not sure
    ("chest_breath", "now", EMERGENCY, URGENT),
    ("numb_weak", "now", EMERGENCY, URGENT),
    ("cold_pale_foot", "now", EMERGENCY, URGENT),
    ("one_leg_swollen", "now", URGENT, URGENT),
    ("hot_red_swollen", "now", URGENT, URGENT),
    ("runner_extra", "runner", EMERGENCY, URGENT),
    ("hurt_or_flare", "today", STOP, STOP),
    ("bone_spot", "today", ASK, ASK),
    ("skin_open", "today", STOP, STOP),
    ("unwell_today", "today", STOP, STOP),
    ("break_op_cast", "history", ASK, ASK),
    ("clot_ever", "history", ASK, ASK),
    ("thin_bones", "history", GENTLE, GENTLE),
    ("diabetes", "history", GENTLE, GENTLE),
    ("numb_or_poor_flow", "history", ASK, ASK),
    ("bleeds_easily", "history", GENTLE, GENTLE),
    ("pregnant", "history", GENTLE, GENTLE),
    ("cancer_heart_kidney", "history", ASK, ASK),
    ("lump_or_mark", "history", ASK, ASK),
    ("swelling_or_touch_pain", "history", ASK, ASK),
    ("any_doubt", "doubt", ASK, ASK),
)

FOLLOW_UPS: tuple[tuple[str, str, str], ...] = (
    # id, level of yes, level of not sure; asked after the question before the dot, in this order
    ("hot_red_swollen.very_ill", EMERGENCY, URGENT),
    ("hurt_or_flare.deformed_or_tight", EMERGENCY, URGENT),
    ("hurt_or_flare.cannot_bear_weight", URGENT, URGENT),
    ("hurt_or_flare.tendon_antibiotic", URGENT, URGENT),
    ("skin_open.deep_or_dirty", URGENT, URGENT),
    ("skin_open.slow_to_heal", ASK, ASK),
    ("thin_bones.severe", ASK, ASK),
    ("diabetes.foot_check_missing", ASK, ASK),
    ("diabetes.past_foot_problem", ASK, ASK),
    ("numb_or_poor_flow.rest_pain", URGENT, URGENT),
    ("bleeds_easily.disorder", ASK, ASK),
    ("pregnant.warning_signs", URGENT, URGENT),
    ("pregnant.high_risk", ASK, ASK),
)

RULES: dict[str, str] = {
    "open_skin_at_risk": URGENT,
    "open_skin_at_risk_unwell": EMERGENCY,
    "numb_diabetes": ASK,
    "leg_clot_and_chest": EMERGENCY,
}

MILDEST_FIRST = [GO, GENTLE, ASK, STOP, URGENT, EMERGENCY]

IDS = [row[0] for row in MAIN]
FOLLOW_UP_IDS = [row[0] for row in FOLLOW_UPS]
LEVELS: dict[str, dict[str, str]] = {
    row[0]: {"yes": row[-2], "not_sure": row[-1], "no": GO} for row in (*MAIN, *FOLLOW_UPS)
}


def parent(follow_up: str) -> str:
    return follow_up.split(".")[0]


def maybe(answers: Mapping[str, str], id_: str) -> bool:
    return answers.get(id_, "no") in {"yes", "not_sure"}


def is_due(id_: str, answers: Mapping[str, str]) -> bool:
    """Tell whether the answers call for the question, by the second table."""
    if "." not in id_ or maybe(answers, parent(id_)):
        return True
    ill = maybe(answers, "unwell_today")
    leg_or_skin = maybe(answers, "one_leg_swollen") or maybe(answers, "skin_open")
    return id_ == "hot_red_swollen.very_ill" and ill and leg_or_skin


def rules_met(answers: Mapping[str, str]) -> set[str]:
    """Return the cross-rules that the answers raise, by the second table."""
    diabetes, numb = maybe(answers, "diabetes"), maybe(answers, "numb_or_poor_flow")
    skin_at_risk = maybe(answers, "skin_open") and (diabetes or numb)
    met = {
        "open_skin_at_risk": skin_at_risk,
        "open_skin_at_risk_unwell": skin_at_risk and answers.get("unwell_today") == "yes",
        "numb_diabetes": diabetes and numb,
        "leg_clot_and_chest": maybe(answers, "one_leg_swollen") and maybe(answers, "chest_breath"),
    }
    return {id_ for id_, raised in met.items() if raised}


def expected_reasons(answers: Mapping[str, str]) -> dict[str, str]:
    """Return every question and rule that is graver than go, with its level."""
    found = {id_: LEVELS[id_][answer] for id_, answer in answers.items() if is_due(id_, answers)}
    found |= {id_: RULES[id_] for id_ in rules_met(answers)}
    return {id_: level for id_, level in found.items() if level != GO}


def expected_level(answers: Mapping[str, str]) -> str:
    return max(expected_reasons(answers).values(), key=MILDEST_FIRST.index, default=GO)


# The questions that cross-rules and the far follow-up look at.
CROSSING = (
    "chest_breath",
    "one_leg_swollen",
    "hot_red_swollen",
    "skin_open",
    "unwell_today",
    "diabetes",
    "numb_or_poor_flow",
)


def check(answers: dict[str, Answer]) -> None:
    """See that level and reasons are those of the table."""
    assessment = assess(answers, screened_at=NOW)
    assert assessment.level == expected_level(answers), answers
    reasons = {reason.question: str(reason.level) for reason in assessment.reasons}
    assert reasons == expected_reasons(answers), answers


# --- the questionnaire against the table ---------------------------------------------------------


@dataclass(frozen=True)
class Meaning:
    """All that decides of one question or rule, in a form that can be compared."""

    id: str
    levels: tuple[str, ...]
    section: str = ""
    due: frozenset[object] = field(default=frozenset())


def _plain(condition: Condition) -> frozenset[object]:
    """Write a condition without order: a set of groups, each a set of (question, answers)."""
    return frozenset(frozenset((f.question, f.answers) for f in group) for group in condition)


def meanings_of(questions: Sequence[Question], rules: Sequence[CrossRule]) -> list[Meaning]:
    """Return what the questionnaire decides, questions in the order of asking, then the rules."""
    found = []
    for question in questions:
        for each in (question, *question.follow_ups):
            due = frozenset(_plain(condition) for condition in each.due)
            found.append(Meaning(each.id, (str(each.yes), str(each.not_sure)), each.section, due))
    by_id = sorted(rules, key=lambda rule: rule.id)
    return found + [Meaning(r.id, (str(r.level),), "", _plain(r.when)) for r in by_id]


def _raised(*ids: str) -> frozenset[object]:
    return frozenset((id_, frozenset({YES, UNSURE})) for id_ in ids)


EXPECTED_WHEN: dict[str, frozenset[object]] = {
    "leg_clot_and_chest": frozenset({_raised("one_leg_swollen"), _raised("chest_breath")}),
    "numb_diabetes": frozenset({_raised("diabetes"), _raised("numb_or_poor_flow")}),
    "open_skin_at_risk": frozenset(
        {_raised("skin_open"), _raised("diabetes", "numb_or_poor_flow")}
    ),
    "open_skin_at_risk_unwell": frozenset(
        {
            _raised("skin_open"),
            _raised("diabetes", "numb_or_poor_flow"),
            frozenset({("unwell_today", frozenset({YES}))}),
        }
    ),
}

ALSO_DUE: dict[str, frozenset[object]] = {
    "hot_red_swollen.very_ill": frozenset(
        {frozenset({_raised("unwell_today"), _raised("one_leg_swollen", "skin_open")})}
    ),
}


def expected_meanings() -> list[Meaning]:
    found = []
    for id_, part, yes, not_sure in MAIN:
        found.append(Meaning(id_, (yes, not_sure), part))
        for follow_up, yes_too, not_sure_too in FOLLOW_UPS:
            if parent(follow_up) == id_:
                due = frozenset({frozenset({_raised(id_)})}) | ALSO_DUE.get(follow_up, frozenset())
                found.append(Meaning(follow_up, (yes_too, not_sure_too), part, due))
    return found + [Meaning(id_, (RULES[id_],), "", EXPECTED_WHEN[id_]) for id_ in sorted(RULES)]


def test_the_questionnaire_says_what_the_second_table_says() -> None:
    assert meanings_of(QUESTIONS, CROSS_RULES) == expected_meanings()


def _changed(items: Sequence[T], at: int, *instead: T) -> tuple[T, ...]:
    return (*items[:at], *instead, *items[at + 1 :])


def _altered_conditions(condition: Condition) -> Iterable[Condition]:
    """Yield the condition with a group gone, a flag gone, or a flag that counts other answers."""
    for i, group in enumerate(condition):
        yield _changed(condition, i)
        for j, flag in enumerate(group):
            yield _changed(condition, i, _changed(group, j))
            for count in range(len(Answer) + 1):
                for answers in map(frozenset, combinations(Answer, count)):
                    if answers != flag.answers:
                        other = replace(flag, answers=answers)
                        yield _changed(condition, i, _changed(group, j, other))


def _altered_questions(question: Question) -> Iterable[Question]:
    """Yield the question with its part, or one level, due rule or follow-up altered or gone."""
    yield from (replace(question, section=each) for each in Section if each is not question.section)
    for level in Level:
        if level is not question.yes:
            yield replace(question, yes=level)
        if level is not question.not_sure:
            yield replace(question, not_sure=level)
    for i, condition in enumerate(question.due):
        yield replace(question, due=_changed(question.due, i))
        for other in _altered_conditions(condition):
            yield replace(question, due=_changed(question.due, i, other))
    for i, follow_up in enumerate(question.follow_ups):
        yield replace(question, follow_ups=_changed(question.follow_ups, i))
        for altered in _altered_questions(follow_up):
            yield replace(question, follow_ups=_changed(question.follow_ups, i, altered))


def _altered_rules(rule: CrossRule) -> Iterable[CrossRule]:
    yield from (replace(rule, level=level) for level in Level if level is not rule.level)
    yield from (replace(rule, when=when) for when in _altered_conditions(rule.when))


def test_an_altered_question_does_not_pass_for_the_second_table() -> None:
    for at, question in enumerate(QUESTIONS):
        altered = [_changed(QUESTIONS, at, each) for each in _altered_questions(question)]
        altered.append(_changed(QUESTIONS, at))
        assert len(altered) >= 15
        assert all(meanings_of(each, CROSS_RULES) != expected_meanings() for each in altered)
    swapped = (QUESTIONS[1], QUESTIONS[0], *QUESTIONS[2:])
    assert meanings_of(swapped, CROSS_RULES) != expected_meanings()


def test_an_altered_rule_does_not_pass_for_the_second_table() -> None:
    for at, rule in enumerate(CROSS_RULES):
        altered = [_changed(CROSS_RULES, at, each) for each in _altered_rules(rule)]
        altered.append(_changed(CROSS_RULES, at))
        assert len(altered) >= 24
        assert all(meanings_of(QUESTIONS, each) != expected_meanings() for each in altered)


# --- assess against the table --------------------------------------------------------------------


def level_of(answers: Mapping[str, Answer]) -> str:
    return str(assess(answers, screened_at=NOW).level)


def test_all_no_is_go_without_any_reason() -> None:
    assessment = assess(all_no(), screened_at=NOW)
    assert (assessment.level, assessment.reasons) == (Level.GO, ())


def test_no_answers_at_all_give_no_reason_but_leave_everything_missing() -> None:
    assessment = assess({}, screened_at=NOW)
    assert assessment.level is Level.GO
    assert assessment.missing(after_exercise=True) == tuple(IDS)


def test_a_single_answer_has_the_level_of_the_table() -> None:
    for id_, answer in product(IDS, Answer):
        assert level_of(all_no() | {id_: answer}) == LEVELS[id_][answer]


def test_two_answers_together_have_the_level_and_reasons_of_the_table() -> None:
    for ids in combinations(IDS, 2):
        for given_ in product(Answer, repeat=2):
            check(answered(dict(zip(ids, given_, strict=True))))


def test_three_answers_together_have_the_level_and_reasons_of_the_table() -> None:
    triples = list(combinations(IDS, 3))
    for ids in random.Random(3).sample(triples, thorough(60, len(triples))):
        for given_ in product(Answer, repeat=3):
            check(answered(dict(zip(ids, given_, strict=True))))


def test_all_answers_to_crossing_questions_have_the_level_and_reasons_of_the_table() -> None:
    everything = list(product(Answer, repeat=len(CROSSING)))
    for given_ in random.Random(7).sample(everything, thorough(500, len(everything))):
        check(answered(dict(zip(CROSSING, given_, strict=True))))


def test_a_question_is_as_severe_as_the_most_severe_of_its_follow_ups() -> None:
    for id_, before, answer in product(FOLLOW_UP_IDS, (YES, UNSURE), Answer):
        own, after = LEVELS[parent(id_)][before], LEVELS[id_][answer]
        answers = answered({parent(id_): before, id_: answer})
        assert level_of(answers) == max(own, after, key=MILDEST_FIRST.index)


some_answer = st.sampled_from(Answer)
main_answers = st.fixed_dictionaries(dict.fromkeys(IDS, some_answer))
follow_up_answers = st.fixed_dictionaries(dict.fromkeys(FOLLOW_UP_IDS, some_answer))
mostly_no = st.fixed_dictionaries(
    {id_: st.sampled_from([NO, NO, NO, NO, UNSURE, YES]) for id_ in (*IDS, *FOLLOW_UP_IDS)}
)


@given(st.one_of(mostly_no, st.builds(lambda a, b: a | b, main_answers, follow_up_answers)))
@settings(max_examples=thorough(100, 1_000))
def test_any_answers_have_the_level_and_reasons_of_the_table(answers: dict[str, Answer]) -> None:
    check(answers)


@given(mostly_no, follow_up_answers, st.sampled_from((*IDS, *FOLLOW_UP_IDS)))
@settings(max_examples=thorough(100, 1_000))
def test_a_worse_answer_never_makes_the_level_milder(
    answers: dict[str, Answer], newly_due: dict[str, Answer], id_: str
) -> None:
    complete = answered(answers)
    if id_ not in complete:
        return
    severities = []
    for answer in (NO, UNSURE, YES):
        changed = answered({**newly_due, **complete, id_: answer})
        severities.append(assess(changed, screened_at=NOW).level.severity)
    assert severities == sorted(severities)


@given(mostly_no, st.permutations((*IDS, *FOLLOW_UP_IDS)))
def test_the_order_in_which_answers_came_does_not_matter(
    answers: dict[str, Answer], order: list[str]
) -> None:
    other = assess({id_: answers[id_] for id_ in order}, screened_at=NOW)
    assert other == assess(answers, screened_at=NOW)


# --- which questions are due ---------------------------------------------------------------------


def due_ids(answers: Mapping[str, Answer], *, after_exercise: bool = True) -> list[str]:
    return [question.id for question in questions_due(answers, after_exercise=after_exercise)]


def test_the_main_questions_come_in_the_order_of_the_table() -> None:
    assert [question.id for question in main_questions(after_exercise=True)] == IDS
    without = [question.id for question in main_questions(after_exercise=False)]
    assert without == [id_ for id_ in IDS if id_ != "runner_extra"]
    assert len(without) == 20


def test_follow_ups_come_right_after_a_question_that_was_not_answered_no() -> None:
    for id_, answer in product(IDS, Answer):
        own = [each for each in FOLLOW_UP_IDS if parent(each) == id_ and answer is not NO]
        at = IDS.index(id_) + 1
        assert due_ids(all_no() | {id_: answer}) == [*IDS[:at], *own, *IDS[at:]]


def test_very_ill_is_also_asked_of_the_unwell_with_a_swollen_leg_or_open_skin() -> None:
    for ill, leg, skin in product(Answer, repeat=3):
        answers = all_no() | {"unwell_today": ill, "one_leg_swollen": leg, "skin_open": skin}
        due = "hot_red_swollen.very_ill" in due_ids(answers)
        assert due == (ill is not NO and (leg is not NO or skin is not NO))


@given(mostly_no)
def test_the_due_questions_are_those_of_the_table(answers: dict[str, Answer]) -> None:
    ids = [meaning.id for meaning in expected_meanings() if meaning.id not in RULES]
    assert due_ids(answers) == [id_ for id_ in ids if is_due(id_, answers)]


def test_an_answer_to_a_question_that_is_not_due_or_unknown_is_left_out() -> None:
    for id_ in (*FOLLOW_UP_IDS, "nonsense"):
        assessment = assess(all_no() | {id_: YES}, screened_at=NOW)
        assert assessment.level is Level.GO
        assert id_ not in assessment.answers


def test_an_unanswered_question_is_named_as_missing() -> None:
    for id_ in (*IDS, *FOLLOW_UP_IDS):
        answers = answered({parent(id_): UNSURE} if "." in id_ else {})
        del answers[id_]
        missing = assess(answers, screened_at=NOW).missing(after_exercise=True)
        assert missing == (id_,)


def test_the_runner_question_is_missing_only_for_a_routine_after_exercise() -> None:
    assessment = screened(after_exercise=False)
    assert assessment.missing(after_exercise=True) == ("runner_extra",)
    assert assessment.missing(after_exercise=False) == ()
    assert level_of(all_no() | {"runner_extra": YES}) == EMERGENCY


# --- reasons -------------------------------------------------------------------------------------


def reason(answers: Mapping[str, Answer], id_: str) -> Reason:
    reasons = assess(answered(answers), screened_at=NOW).reasons
    return next(each for each in reasons if each.question == id_)


def test_a_stop_does_not_hide_an_ask_first_or_a_gentle() -> None:
    answers = {"any_doubt": YES, "thin_bones": YES, "unwell_today": YES, "bone_spot": UNSURE}
    reasons = assess(answered(answers), screened_at=NOW).reasons
    found = [each.question for each in reasons]
    assert found == ["unwell_today", "bone_spot", "any_doubt", "thin_bones"]


@given(mostly_no)
def test_reasons_come_most_severe_first_and_among_equals_in_the_order_of_asking(
    answers: dict[str, Answer],
) -> None:
    order = [meaning.id for meaning in expected_meanings()]
    reasons = [each for each in assess(answers, screened_at=NOW).reasons if each.because == ()]
    keys = [(-each.level.severity, order.index(each.question)) for each in reasons]
    assert keys == sorted(keys)


def test_an_answer_brings_the_advice_label_and_sources_of_its_question() -> None:
    for question in QUESTIONS:
        found = reason({question.id: YES}, question.id)
        assert (found.answer, found.advice) == (YES, question.advice)
        assert (found.label, found.sources) == (question.label, question.sources)
        assert found.because == ()
        unsure = reason({question.id: UNSURE}, question.id)
        advice = question.advice_if_unsure or question.advice
        assert (unsure.answer, unsure.advice) == (UNSURE, f"{advice} {CHECK_IF_UNSURE}")
        assert question.advice_for(NO) == ""


def test_a_milder_not_sure_has_advice_of_its_own() -> None:
    for question in BY_ID.values():
        assert (question.yes is not question.not_sure) == bool(question.advice_if_unsure)


def test_a_cross_rule_names_the_answers_that_raised_it_in_order_of_asking() -> None:
    answers = {"diabetes": YES, "numb_or_poor_flow": YES, "skin_open": YES}
    assert reason(answers, "numb_diabetes").because == ("diabetes", "numb_or_poor_flow")
    found = reason({"diabetes": YES, "skin_open": YES}, "open_skin_at_risk")
    assert found.because == ("skin_open", "diabetes")


@pytest.mark.parametrize(
    ("skin", "diabetes", "answer"),
    [(YES, YES, YES), (UNSURE, YES, UNSURE), (YES, UNSURE, UNSURE), (UNSURE, UNSURE, UNSURE)],
)
def test_a_cross_rule_is_unsure_as_soon_as_one_of_its_answers_is(
    skin: Answer, diabetes: Answer, answer: Answer
) -> None:
    answers = {"skin_open": skin, "diabetes": diabetes}
    assert reason(answers, "open_skin_at_risk").answer is answer


def test_a_cross_rule_brings_its_own_advice_label_and_sources() -> None:
    for rule in CROSS_RULES:
        answers = {flag.question: YES for group in rule.when for flag in group}
        found = reason(answers, rule.id)
        assert (found.advice, found.label, found.sources) == (rule.advice, rule.label, rule.sources)


def test_neither_an_empty_condition_nor_a_question_without_an_answer_raises_anything() -> None:
    assert not holds((), {"any_doubt": YES})
    assert not Flag("any_doubt").raised({})


# --- zones ---------------------------------------------------------------------------------------


def test_a_gentle_screening_keeps_hands_off_the_calf() -> None:
    for id_ in ("thin_bones", "diabetes", "bleeds_easily", "pregnant"):
        for answer in (YES, UNSURE):
            assessment = assess(answered({id_: answer}), screened_at=NOW)
            assert assessment.level is Level.GENTLE
            assert assessment.blocked_zones == {Zone.CALF}


def test_pregnancy_and_bleeding_keep_hands_off_the_calf_at_any_level() -> None:
    levels = (Level.ASK_FIRST, Level.STOP_TODAY, Level.EMERGENCY)
    for id_, answer, level in product(("bleeds_easily", "pregnant"), (YES, UNSURE), levels):
        answers = answered({id_: answer, **RAISING[level]})
        assert assess(answers, screened_at=NOW).blocked_zones == {Zone.CALF}
    for level in set(Level) - {Level.GENTLE}:
        assert screened(level).blocked_zones == frozenset()


def test_the_lists_of_single_questions_are_those_of_the_table() -> None:
    assert set(NO_CALF) == {"pregnant", "bleeds_easily"}
    assert NO_CALF_CLEARED == ("clot_ever",)
    assert NEVER_KEPT == ("diabetes.foot_check_missing",)


# --- only assess makes an assessment -------------------------------------------------------------


def _fields(assessment: Assessment) -> dict[str, object]:
    return {name: getattr(assessment, name) for name in Assessment.__slots__}


def test_nobody_else_can_make_an_assessment() -> None:
    with pytest.raises(TypeError, match="made_by"):
        Assessment(**_fields(screened()))  # type: ignore[arg-type]
    for maker in (None, True, object(), assess):
        with pytest.raises(TypeError, match=r"^only assess\(\) makes an Assessment$"):
            Assessment(**_fields(screened()), made_by=maker)  # type: ignore[arg-type]


def test_an_assessment_cannot_be_copied_with_a_milder_level() -> None:
    with pytest.raises(ValueError, match="made_by"):
        replace(screened(Level.EMERGENCY), level=Level.GO)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="only assess"):
        replace(screened(Level.EMERGENCY), level=Level.GO, made_by=object())


def test_an_assessment_and_its_answers_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        screened(Level.EMERGENCY).level = Level.GO  # type: ignore[misc]
    with pytest.raises(TypeError):
        screened().answers["any_doubt"] = YES  # type: ignore[index]
    answers = all_no()
    assessment = assess(answers, screened_at=NOW)
    answers["chest_breath"] = YES
    assert assessment.answers["chest_breath"] is NO


def test_an_assessment_knows_its_time_and_question_set() -> None:
    earlier = NOW - timedelta(minutes=7)
    assessment = screened(at=earlier)
    assert (assessment.screened_at, assessment.question_set) == (earlier, QUESTION_SET)


# --- levels and wording --------------------------------------------------------------------------


def test_levels_are_ordered_mildest_first_and_only_the_two_mildest_let_a_session_start() -> None:
    assert [level.value for level in Level] == MILDEST_FIRST
    assert [level.severity for level in Level] == [0, 1, 2, 3, 4, 5]
    assert [level.value for level in Level if not level.blocks] == [GO, GENTLE]


@given(st.lists(st.sampled_from(Level)))
def test_the_most_severe_level_is_none_of_the_milder(levels: list[Level]) -> None:
    ranks = [MILDEST_FIRST.index(level) for level in levels]
    assert most_severe(*levels).severity == max(ranks, default=0)


def test_every_question_is_fit_to_be_asked() -> None:
    for question in BY_ID.values():
        assert 1 <= len(question.label) <= 24
        assert all((question.help, question.advice, question.sources))
        assert "{" not in question.wording + question.help + question.advice
        assert all(line.endswith("?") and "? " not in line for line in question.lines)
        assert " ".join(question.lines) == question.wording
        # To "Nothing broken?" a "no" would read as a yes.
        first_words = {line.split()[0].casefold() for line in question.lines}
        assert not first_words & {"no", "not", "never"}
    assert "{day}" in CHANGED.wording


def test_an_emergency_says_to_call_and_only_an_emergency_starts_with_it() -> None:
    advice = [(q.level(a), q.advice_for(a)) for q in BY_ID.values() for a in (YES, UNSURE)]
    for level, text in [*advice, *((rule.level, rule.advice) for rule in CROSS_RULES)]:
        starts = text.startswith("Call your emergency number now")
        assert starts == (level is Level.EMERGENCY)


def test_no_two_questions_or_rules_share_an_id() -> None:
    ids = [each.id for main in QUESTIONS for each in (main, *main.follow_ups)]
    ids += [rule.id for rule in CROSS_RULES]
    assert len(ids) == len(set(ids))


def test_every_section_has_a_heading_and_every_level_a_headline_and_meaning() -> None:
    assert list(HEADINGS) == list(Section)
    assert list(HEADLINES) == list(MEANINGS) == list(Level)
