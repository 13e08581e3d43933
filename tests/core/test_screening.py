"""What every answer means, stated a second time and apart from the questionnaire.

The tables below were written by hand. If one of these tests fails after a change of the
questionnaire, do not adapt the table before someone has read the source of the change.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conftest import thorough
from footcoach.core.data import read_data
from footcoach.core.question import (
    CHECK_IF_UNSURE,
    Answer,
    Answers,
    Level,
    Question,
    Rule,
    Said,
    Section,
)
from footcoach.core.questionnaire import (
    BY_ID,
    CHANGED,
    HEADINGS,
    HEADLINES,
    LEVEL_NAMES,
    MEANINGS,
    QUESTIONS,
    RULES,
    answer_in_words,
    changed_since,
    parse_questionnaire,
    questions_due,
)
from footcoach.core.screening import Reason, assess
from samples import NOW, all_none, answered, assessed, chosen, screened

NONE, UNSURE = Said.NONE, Said.NOT_SURE

GO, GENTLE, ASK, STOP, URGENT, EMERGENCY = MILDEST_FIRST = (
    "go",
    "gentle",
    "ask_first",
    "stop_today",
    "urgent",
    "emergency",
)

# --- the second table ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A question: the level of "not sure" and of each item, and after which items it is asked."""

    id: str
    section: str
    unsure: str
    items: Mapping[str, str]
    due: frozenset[str] = frozenset()
    instead: bool = False

    @property
    def main(self) -> str:
        return self.id.split(".")[0]


def _items(levels: Mapping[str, str]) -> dict[str, str]:
    return {item: level for level, items in levels.items() for item in items.split()}


def ask(id_: str, section: str, unsure: str, **levels: str) -> Row:
    return Row(id_, section, unsure, _items(levels))


def _due(id_: str, after: str) -> frozenset[str]:
    own = id_.split(".")[0]
    return frozenset(each if "." in each else f"{own}.{each}" for each in after.split())


def also(id_: str, section: str, unsure: str, *, after: str, **levels: str) -> Row:
    """A follow-up that can only add."""
    return Row(id_, section, unsure, _items(levels), _due(id_, after))


def only(id_: str, section: str, *, after: str, **levels: str) -> Row:
    """A follow-up that counts instead of the items it is asked after."""
    return Row(id_, section, GO, _items(levels), _due(id_, after), instead=True)


TABLE = (
    ask("chest", "now", URGENT, emergency="chest_pain breathing fainting coughing_blood"),
    only("chest.only", "now", after="breathing", go="exercise"),
    ask("nerves", "now", URGENT, emergency="one_side saddle bladder"),
    only("nerves.only", "now", after="one_side bladder", ask_first="earlier"),
    ask("cold", "now", URGENT, emergency="cold_pale cannot_move black"),
    only("cold.only", "now", after="cold_pale cannot_move", go="raynaud asleep"),
    only("cold.only_black", "now", after="black", gentle="old_nail", stop_today="bruise"),
    ask("one_leg", "now", URGENT, urgent="swelling calf hot_calf"),
    only("one_leg.only", "now", after="swelling", ask_first="examined", stop_today="injury"),
    only("one_leg.only_calf", "now", after="calf", go="cramp both", ask_first="examined"),
    only("one_leg.only_hot", "now", after="hot_calf", ask_first="examined", stop_today="sunburn"),
    ask("hot", "now", URGENT, urgent="hot_red pus warmer", stop_today="flare"),
    only(
        "hot.only", "now", after="hot_red warmer",
        go="both", gentle="shoe", stop_today="flare sun_or_cold twist",
    ),
    also(
        "hot.ill", "now", URGENT, after="hot_red pus warmer flare skin.open skin.cracked",
        emergency="ill fast",
    ),
    ask("runner", "runner", URGENT, emergency="cola muscles"),
    ask("injury", "today", STOP, stop_today="twist", urgent="pop", emergency="rock_hard"),
    only("injury.only", "today", after="twist pop", go="muscles cramp", gentle="shoe"),
    also(
        "injury.also", "today", URGENT, after="twist pop one_leg.only.injury hot.only.twist",
        urgent="walk bone sole_bruise worse", emergency="shape",
    ),
    ask("bone", "today", ASK, ask_first="spot each_run squeeze"),
    only("bone.only", "today", after="spot squeeze", go="first_steps muscle", gentle="shoe"),
    ask("skin", "today", STOP, gentle="blister athletes_foot", stop_today="open cracked injection"),
    only(
        "skin.only", "today", after="open cracked athletes_foot",
        go="dry", gentle="verruca itchy_bite",
    ),
    also("skin.also", "today", URGENT, after="open cracked", ask_first="slow", urgent="deep"),
    ask("unwell", "today", STOP, stop_today="fever sleepy drunk"),
    ask("calm", "history", GENTLE, gentle="joint achilles neuroma bendy"),
    also(
        "calm.antibiotic", "history", URGENT, after="achilles injury.pop injury.twist",
        urgent="yes",
    ),
    ask("recent", "history", ASK, ask_first="operation cast break bed stroke"),
    only("recent.only", "history", after="operation cast break bed stroke", go="older"),
    ask("ever", "history", ASK, ask_first="clot"),
    ask("thin", "history", GENTLE, gentle="bones skin"),
    also("thin.severe", "history", ASK, after="bones", ask_first="told small_fall"),
    ask("diabetes", "history", GENTLE, gentle="yes"),
    only("diabetes.only", "history", after="yes", go="borderline"),
    also("diabetes.check", "history", ASK, after="yes", ask_first="longer never"),
    also("diabetes.feet", "history", ASK, after="yes", ask_first="found ulcer"),
    ask("feeling", "history", ASK, ask_first="numb no_touch walking arteries"),
    only("feeling.only", "history", after="numb", go="shoes restless"),
    also("feeling.rest", "history", URGENT, after="numb no_touch walking arteries", urgent="yes"),
    ask("blood", "history", GENTLE, gentle="thinner", ask_first="disorder bruises"),
    ask("pregnant", "history", GENTLE, gentle="yes"),
    also(
        "pregnant.signs", "history", URGENT, after="yes",
        ask_first="risk", urgent="swollen headache",
    ),
    ask("illness", "history", ASK, ask_first="cancer heart kidney"),
    also("illness.worse", "history", URGENT, after="heart", urgent="yes"),
    ask("lump", "history", ASK, ask_first="lump mark"),
    ask("legs", "history", ASK, gentle="veins", ask_first="swollen lymph skin touch"),
    only("legs.only", "history", after="swollen", go="evening"),
    only("legs.only_lymph", "history", after="lymph", go="nodes"),
    only("legs.only_touch", "history", after="touch", gentle="fibromyalgia"),
    ask("doubt", "doubt", ASK, ask_first="yes"),
    only(
        "doubt.only", "doubt", after="yes",
        go="joint cancer_over pressure allergy said", gentle="brain skin tender",
    ),
)  # fmt: skip

# Parts of the foot to leave out, for certain or as the person says.
KEEP_OFF = {
    "cold.only_black.old_nail": "toes",
    "skin.athletes_foot": "toes",
    "calm.achilles": "ankle calf",
    "calm.neuroma": "ball",
    **dict.fromkeys(("recent.operation", "recent.cast", "recent.bed", "recent.stroke"), "calf"),
    **dict.fromkeys(("ever.clot", "blood.thinner", "blood.disorder", "blood.bruises"), "calf"),
    **dict.fromkeys(("pregnant.yes", "legs.veins"), "calf"),
}
ANYWHERE = "toes ball arch heel top ankle"
WHERE = {
    "hot.only.shoe": ANYWHERE,
    "injury.only.shoe": "top toes heel ankle",
    "bone.only.shoe": "top toes heel ankle",
    "skin.blister": "toes ball heel arch top",
    "skin.only.verruca": "toes ball heel arch",
    "skin.only.itchy_bite": ANYWHERE,
    "calm.joint": "toes ball top ankle heel",
    "doubt.only.skin": ANYWHERE,
}

# What holds together: one of each group.
AT_RISK = "diabetes feeling"
TOGETHER = {
    "clot_and_chest": (EMERGENCY, "one_leg", "chest"),
    "open_skin_unwell": (
        EMERGENCY, "skin.open skin.cracked", AT_RISK, "unwell.fever unwell.sleepy",
    ),
    "open_skin_at_risk": (URGENT, "skin.open skin.cracked", AT_RISK),
    "blister_at_risk": (STOP, "skin.blister", AT_RISK),
    "black_at_risk": (EMERGENCY, "cold.only_black.bruise", AT_RISK),
    "swollen_at_risk": (
        URGENT,
        "hot.flare hot.only.twist hot.only.flare hot.only.shoe hot.only.sun_or_cold "
        "one_leg.only.injury",
        AT_RISK,
    ),
    "numb_diabetes": (ASK, "diabetes", "feeling"),
}  # fmt: skip

ROWS = {row.id: row for row in TABLE}
MAIN = [row.id for row in TABLE if not row.due]
INSTEAD = [row.id for row in TABLE if row.instead]
# Not sure to such a question counts.
UNSURE_COUNTS = [row.id for row in TABLE if not row.instead]

Counts = Mapping[str, frozenset[str]]


def counts(answers: Answers) -> Counts:
    """Return what counts by the second table: ids of items, and "?" for not sure."""
    found = {
        id_: frozenset({"?"} if answers.get(id_) is UNSURE else _picked(answers, id_))
        for id_ in ROWS
    }
    for row in (ROWS[id_] for id_ in INSTEAD):
        replaced = {each.removeprefix(f"{row.main}.") for each in row.due}
        asked = bool(_picked(answers, row.main) & replaced)
        found[row.id] = _picked(answers, row.id) if asked else frozenset()
        if found[row.id]:
            found[row.main] -= replaced
    return found


def _picked(answers: Answers, id_: str) -> frozenset[str]:
    answer = answers.get(id_, NONE)
    return frozenset() if isinstance(answer, Said) else frozenset(answer)


def raised(flag: str, found: Counts) -> bool:
    """Tell whether "skin" or "skin.open" counts."""
    if flag in found:
        return bool(found[flag])
    question, _, item = flag.rpartition(".")
    return bool(found[question] & {item, "?"})


def due_rows(answers: Answers) -> list[Row]:
    """Return the rows that the answers make due, in the order of asking."""
    found = counts(answers)

    def due(row: Row) -> bool:
        if row.instead:
            return bool(row.due & _ids(row.main, _picked(answers, row.main)))
        return not row.due or any(raised(each, found) for each in row.due)

    return [row for row in TABLE if due(row)]


def _ids(question: str, items: Iterable[str]) -> set[str]:
    return {f"{question}.{item}".removesuffix(".?") for item in items}


def expected(answers: Answers) -> tuple[dict[str, str], str, set[str]]:
    """Return every item, not sure and rule above go with its level; the level; what to avoid."""
    due = due_rows(answers)
    found = counts({row.id: answers[row.id] for row in due if row.id in answers})
    levels = {
        id_: row.items.get(item, row.unsure)
        for row in due
        for item in found[row.id]
        for id_ in _ids(row.id, {item})
    }
    for id_, (level, *groups) in TOGETHER.items():
        if all(any(raised(flag, found) for flag in group.split()) for group in groups):
            levels[id_] = level
    level = max(levels.values(), key=MILDEST_FIRST.index, default=GO)
    # Not sure keeps off all that an item of its question does.
    named = [zones for id_, zones in KEEP_OFF.items() if raised(id_, found)]
    zones = {*" ".join(named).split(), *(["calf"] if level == GENTLE else [])}
    return {id_: level for id_, level in levels.items() if level != GO}, level, zones


def check(answers: Answers) -> None:
    """See that reasons, level and zones are those of the table."""
    assessment = assess(answers, screened_at=NOW)
    reasons = {r.id: str(r.level) for r in assessment.reasons if r.level is not Level.GO}
    zones = set(map(str, assessment.blocked_zones))
    assert (reasons, str(assessment.level), zones) == expected(answers), answers


# --- the questionnaire against the table ---------------------------------------------------------


def meanings_of(questions: Sequence[Question], rules: Sequence[Rule]) -> list[object]:
    """Return all that decides, in a form that can be compared, in the order of asking."""
    every = [each for main in questions for each in (main, *main.follow_ups)]
    found: list[object] = [
        (q.id, q.section, q.not_sure, q.instead, {flag.id for flag in q.due}, _item_meanings(q))
        for q in every
    ]
    for rule in sorted(rules, key=lambda rule: rule.id):
        when = {frozenset(flag.id for flag in group) for group in rule.when}
        found += [(rule.id, rule.level, when)]
    return found


def _item_meanings(question: Question) -> dict[str, object]:
    return {item.id: (item.level, set(item.keep_off), set(item.where)) for item in question.items}


def expected_meanings() -> list[object]:
    def item(row: Row, id_: str) -> object:
        zones = (set(each.get(f"{row.id}.{id_}", "").split()) for each in (KEEP_OFF, WHERE))
        return (row.items[id_], *zones)

    found: list[object] = [
        (
            row.id,
            row.section,
            row.unsure,
            row.instead,
            row.due,
            {i: item(row, i) for i in row.items},
        )
        for row in TABLE
    ]
    for id_, (level, *groups) in sorted(TOGETHER.items()):
        found.append((id_, level, {frozenset(group.split()) for group in groups}))
    return found


def test_the_questionnaire_says_what_the_second_table_says() -> None:
    assert meanings_of(QUESTIONS, RULES) == expected_meanings()
    read = parse_questionnaire(read_data("screening.toml"), name="screening.toml")
    assert (read.questions, read.rules) == (QUESTIONS, RULES)


# --- assess against the table --------------------------------------------------------------------

# Every item, and not sure to every question where that counts.
CHOICES = [f"{row.id}.{item}" for row in TABLE for item in row.items] + UNSURE_COUNTS


def row_of(choice: str) -> Row:
    return ROWS[choice] if choice in ROWS else ROWS[choice.rpartition(".")[0]]


def level_of(answers: Answers) -> str:
    return str(assess(answers, screened_at=NOW).level)


def with_cause(choice: str) -> list[str]:
    """Return the choice and one that makes its question due, and what makes that due."""
    due = sorted(row_of(choice).due)
    return [*with_cause(due[0]), choice] if due else [choice]


def check_together(*choices: str) -> None:
    check(answered(chosen(*(each for choice in choices for each in with_cause(choice)))))


def test_none_to_everything_is_go_without_any_reason() -> None:
    assessment = assess(all_none(), screened_at=NOW)
    assert (assessment.level, assessment.reasons) == (Level.GO, ())
    assert (assessment.blocked_zones, assessment.places) == (frozenset(), ())


def test_no_answers_at_all_give_no_reason_but_leave_everything_missing() -> None:
    assessment = assess({}, screened_at=NOW)
    assert assessment.level is Level.GO
    assert assessment.missing(after_exercise=True) == tuple(MAIN)


def test_a_single_answer_has_the_level_reasons_and_zones_of_the_table_after_each_cause() -> None:
    for choice in CHOICES:
        due = row_of(choice).due
        unsure = [[each.rpartition(".")[0]] for each in due]
        for cause in [*map(with_cause, due), *unsure] or [[]]:
            check(answered(chosen(*cause, choice)))


def test_two_answers_together_have_the_level_reasons_and_zones_of_the_table() -> None:
    pairs = list(combinations(CHOICES, 2))
    for pair in random.Random(2).sample(pairs, thorough(2_000, len(pairs))):
        check_together(*pair)


# In parts, which run side by side: all of them take minutes.
@pytest.mark.parametrize("part", range(8))
def test_three_answers_together_have_the_level_reasons_and_zones_of_the_table(part: int) -> None:
    triples = list(combinations(CHOICES, 3))[part::8]
    for three in random.Random(3).sample(triples, thorough(150, len(triples))):
        check_together(*three)


def an_answer(row: Row) -> st.SearchStrategy[Answer]:
    """Draw none, not sure or some items; mostly none."""
    order = [item.id for item in BY_ID[row.id].items]
    items = st.sets(st.sampled_from(order), min_size=1)
    some = items.map(lambda chosen: tuple(id_ for id_ in order if id_ in chosen))
    return st.one_of(*[st.just(NONE)] * 5, st.just(UNSURE), some, some)


any_answers = st.fixed_dictionaries({row.id: an_answer(row) for row in TABLE})


@given(any_answers)
@settings(max_examples=thorough(60, 2_000))
def test_any_answers_have_the_level_reasons_and_zones_of_the_table(
    answers: dict[str, Answer],
) -> None:
    check(answers)
    check(answered(answers))


# --- properties ----------------------------------------------------------------------------------

some_row = st.sampled_from(TABLE)


@given(any_answers, some_row, st.data())
@settings(max_examples=thorough(100, 3_000))
def test_a_further_item_or_not_sure_never_makes_it_milder_but_for_only_this(
    answers: dict[str, Answer], row: Row, data: st.DataObject
) -> None:
    assume(not row.instead and answers[row.id] is not UNSURE)
    before = {**answers, row.id: answers[row.id]}
    item = data.draw(st.sampled_from(list(row.items)))
    more = chosen(*_ids(row.id, {*_picked(before, row.id), item}))
    given_ = [before, {**answers, **more}]
    if before[row.id] is NONE:
        given_.append({**answers, row.id: UNSURE})
    levels = [assess(each, screened_at=NOW).level.severity for each in given_]
    assert min(levels) == levels[0]


@given(any_answers, st.sampled_from(UNSURE_COUNTS))
def test_not_sure_to_a_question_that_is_due_is_never_milder_than_its_level_or_gentle(
    answers: dict[str, Answer], id_: str
) -> None:
    unsure = {**answers, id_: UNSURE}
    if ROWS[id_] in due_rows(unsure):
        severity = MILDEST_FIRST.index(level_of(unsure))
        assert severity >= max(MILDEST_FIRST.index(ROWS[id_].unsure), 1)


@given(any_answers, st.sampled_from(INSTEAD))
def test_none_or_not_sure_to_only_this_changes_nothing(
    answers: dict[str, Answer], id_: str
) -> None:
    found = [
        assess({**answers, id_: said}, screened_at=NOW) for said in (NONE, UNSURE)
    ]  # fmt: skip
    found.append(assess({k: a for k, a in answers.items() if k != id_}, screened_at=NOW))
    assert len({(each.level, each.reasons, each.blocked_zones) for each in found}) == 1


def test_only_this_does_not_count_after_not_sure_or_where_it_was_not_asked() -> None:
    for id_ in INSTEAD:
        row, replaced = ROWS[id_], ROWS[ROWS[id_].main]
        answers = all_none() | chosen(*_ids(id_, row.items))
        assert level_of(answers) == GO
        assert level_of(answers | {replaced.id: UNSURE}) == replaced.unsure
        for item, level in replaced.items.items():
            if f"{replaced.id}.{item}" not in row.due:
                other = answers | chosen(f"{replaced.id}.{item}")
                assert level_of(other) == level
                assert id_ not in due_ids(other)
    # Nor does it call for a follow-up.
    for undue in ("hot", "hot.pus"):
        assert "injury.also" not in due_ids(chosen(undue, "hot.only.twist"))
    assert "injury.also" in due_ids(chosen("hot.warmer", "hot.only.twist"))


def test_only_this_names_the_rule_on_which_it_rests_and_replaces_only_its_own_question() -> None:
    for id_ in INSTEAD:
        assert len(BY_ID[id_].rule) > 20
        assert {flag.question for flag in BY_ID[id_].due} == {ROWS[id_].main}
    # Whether a question is due then never rests on an answer that may not be due itself.
    flags = {f for row in TABLE for f in row.due} | {f for t in TOGETHER.values() for f in t[1:]}
    named = {each for flag in flags for each in flag.split()}
    assert {row_of(each).id for each in named} <= {*MAIN, *INSTEAD}


@given(any_answers, st.randoms(use_true_random=False))
def test_the_order_in_which_answers_came_does_not_matter(
    answers: dict[str, Answer], order: random.Random
) -> None:
    shuffled = order.sample(sorted(answers), len(answers))
    other = assess({id_: answers[id_] for id_ in shuffled}, screened_at=NOW)
    assert other == assess(answers, screened_at=NOW)


# --- which questions are due ---------------------------------------------------------------------


def due_ids(answers: Answers, *, after_exercise: bool = True) -> list[str]:
    return [question.id for question in questions_due(answers, after_exercise=after_exercise)]


@given(any_answers)
def test_the_due_questions_are_those_of_the_table(answers: dict[str, Answer]) -> None:
    assert due_ids(answers) == [row.id for row in due_rows(answers)]


def test_an_unanswered_question_is_named_as_missing() -> None:
    for id_, row in ROWS.items():
        causes = with_cause(sorted(row.due)[0]) if row.due else []
        answers = answered(chosen(*causes))
        del answers[id_]
        assert id_ in assess(answers, screened_at=NOW).missing(after_exercise=True)


def test_the_runner_question_is_missing_only_for_a_routine_after_exercise() -> None:
    assessment = screened(after_exercise=False)
    assert assessment.missing(after_exercise=True) == ("runner",)
    assert assessment.missing(after_exercise=False) == ()


# --- reasons -------------------------------------------------------------------------------------


def reason(id_: str, *choices: str) -> Reason:
    return next(each for each in assessed(*choices).reasons if each.id == id_)


@given(any_answers)
def test_reasons_come_most_severe_first_and_among_equals_in_the_order_of_asking(
    answers: dict[str, Answer],
) -> None:
    order = [*ROWS, *TOGETHER]
    reasons = assess(answers, screened_at=NOW).reasons
    places = {id_: order.index(id_) if id_ in ROWS else len(order) for id_ in order}
    keys = [(-each.level.severity, places[each.question]) for each in reasons]
    assert keys == sorted(keys)


def test_an_item_brings_its_own_advice_label_and_sources() -> None:
    assert assessed("bone.spot", "bone.only.muscle").reasons == ()
    for question in BY_ID.values():
        for item in question.items if question is not CHANGED else ():
            id_ = f"{question.id}.{item.id}"
            if item.level is not Level.GO or item.advice:
                found = reason(id_, *with_cause(id_))
                assert (found.advice, found.label) == (item.advice, item.label)
                assert (found.sources, found.because) == (item.sources, ())


def test_not_sure_brings_advice_of_its_own_all_sources_and_whom_to_ask() -> None:
    for id_ in UNSURE_COUNTS:
        found, question = reason(id_, *with_cause(id_)), BY_ID[id_]
        assert found.label == f"{question.label}: not sure"
        assert found.advice == question.unsure_advice
        assert found.advice.endswith(CHECK_IF_UNSURE)
        assert len(found.advice) > len(CHECK_IF_UNSURE) + 10
        assert set(found.sources) == {s for item in question.items for s in item.sources}
    # Where no item has the level of not sure, its advice is one that was written for it.
    for id_ in UNSURE_COUNTS:
        if ROWS[id_].unsure not in ROWS[id_].items.values():
            assert BY_ID[id_].advice_if_unsure


def test_a_rule_names_the_answers_that_raised_it_in_order_of_asking() -> None:
    found = reason("numb_diabetes", "diabetes.yes", "feeling.numb", "feeling.walking", "skin.open")
    assert found.because == ("diabetes.yes", "feeling.numb", "feeling.walking")
    found = reason("open_skin_at_risk", "diabetes", "skin.open", "skin.injection")
    assert found.because == ("skin.open", "diabetes")
    assert reason("open_skin_at_risk", "diabetes", "skin").because == ("skin", "diabetes")


def test_a_rule_brings_its_own_advice_label_and_sources() -> None:
    for rule in RULES:
        items = {row.id: f"{row.id}.{next(iter(row.items))}" for row in TABLE}
        first = [items.get(group[0].id, group[0].id) for group in rule.when]
        found = reason(rule.id, *(each for flag in first for each in with_cause(flag)))
        assert (found.advice, found.label, found.sources) == (rule.advice, rule.label, rule.sources)


# --- zones ---------------------------------------------------------------------------------------


def test_what_only_the_person_can_place_is_named_with_the_zones_it_could_be() -> None:
    for id_, zones in WHERE.items():
        (place,) = assessed(*with_cause(id_)).places
        item = next(i for i in BY_ID[row_of(id_).id].items if id_.endswith(f".{i.id}"))
        assert (place.label, set(place.zones)) == (item.label, set(zones.split()))
    assert assessed("skin.blister", "skin.open", "skin.only.dry").places[0].label
    assert assessed("hot.only.shoe").places == ()


# --- only assess makes an assessment -------------------------------------------------------------


def test_nobody_else_can_make_an_assessment() -> None:
    for maker in (None, True, object(), assess):
        with pytest.raises(TypeError, match=r"^only assess\(\) makes an Assessment$"):
            replace(screened(Level.EMERGENCY), level=Level.GO, made_by=maker)
    # Python 3.13 made the ValueError a TypeError.
    with pytest.raises((TypeError, ValueError), match="made_by"):
        replace(screened(Level.EMERGENCY), level=Level.GO)  # type: ignore[call-arg]


def test_the_answers_of_an_assessment_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        screened().answers["doubt"] = UNSURE  # type: ignore[index]
    answers = all_none()
    assessment = assess(answers, screened_at=NOW)
    answers["chest"] = UNSURE
    assert assessment.answers["chest"] is NONE


# --- levels and wording --------------------------------------------------------------------------


def test_levels_are_ordered_mildest_first_and_only_the_two_mildest_let_a_session_start() -> None:
    assert tuple(level.value for level in Level) == MILDEST_FIRST
    assert [level.severity for level in Level] == [0, 1, 2, 3, 4, 5]
    assert [level.value for level in Level if not level.blocks] == [GO, GENTLE]


def test_every_question_and_item_is_fit_to_be_asked() -> None:
    for question in BY_ID.values():
        assert 1 <= len(question.label) <= 24
        assert question.help
        assert question.lead.endswith(("?", ":"))
        # No letter of the alphabet may stand for two items, or for none, not sure, back or help.
        assert 1 <= len(question.items) <= 8
        # To "Nothing broken?" a "no" would read as a yes.
        assert question.lead.split()[0].casefold() not in {"no", "not", "never"}
        for item in question.items:
            assert 1 <= len(item.label) <= 24
            assert item.text
            assert item.sources
            assert item.advice or item.level is Level.GO
            assert "{" not in item.text + item.advice + question.help + question.unsure_advice
    assert "{day}" in CHANGED.lead


def test_an_emergency_says_to_call_and_only_an_emergency_starts_with_it() -> None:
    advice = [(i.level, i.advice) for q in BY_ID.values() for i in q.items]
    advice += [(BY_ID[id_].not_sure, BY_ID[id_].unsure_advice) for id_ in UNSURE_COUNTS]
    for level, text in [*advice, *((rule.level, rule.advice) for rule in RULES)]:
        starts = text.startswith("Call your emergency number now")
        assert starts == (level is Level.EMERGENCY)


def test_an_answer_in_words_is_what_a_person_would_say() -> None:
    skin = BY_ID["skin"]
    assert answer_in_words(skin, NONE) == "none of these"
    assert answer_in_words(skin, UNSURE) == "not sure"
    both = "; ".join(item.text for item in skin.items[:2])
    assert answer_in_words(skin, ("open", "cracked")) == both
    assert answer_in_words(BY_ID["diabetes"], NONE) == "no"
    assert answer_in_words(BY_ID["diabetes"], ("yes",)) == "yes"
    check_ = BY_ID["diabetes.check"]
    assert answer_in_words(check_, NONE) == check_.none
    asked = changed_since(NOW.date(), "Kept.")
    assert asked.lead == f"Kept. {changed_since(NOW.date()).lead}"
    assert asked.lead.startswith("Kept. Anything new")
    assert "22 November 2026" in asked.lead


def test_no_two_questions_items_or_rules_share_an_id() -> None:
    ids = [each.id for main in QUESTIONS for each in (main, *main.follow_ups)]
    ids += [f"{q.id}.{item.id}" for q in BY_ID.values() for item in q.items]
    ids += [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


def test_every_section_has_a_heading_and_every_level_a_name_headline_and_meaning() -> None:
    assert list(HEADINGS) == list(Section)
    assert list(LEVEL_NAMES) == list(HEADLINES) == list(MEANINGS) == list(Level)
