"""What a recording says: the danger signs first, then the session to the second, and no answer."""

import re
from itertools import accumulate

import pytest

from footcoach.core.cues import AFTERCARE, DANGER_ADVICE, SHARP_ADVICE, WATCH_FOR
from footcoach.core.plan import Plan, plan
from footcoach.core.question import DANGER_SIGNS, Level
from footcoach.core.questionnaire import HEADLINES, main_questions
from footcoach.core.schedule import Kind, Wanted
from footcoach.core.screening import assess
from footcoach.core.script import spoken_seconds
from footcoach.core.soundtrack import LOOK, soundtrack
from footcoach.core.states import Talk, Zone
from footcoach.storage.library import built_in_names, load_routine
from samples import NOW, a_plan, answered, chosen, screened

DAY = NOW.date()


def planned(name: str = "gentle", *ids: str, talk: Talk = Talk.FULL) -> Plan:
    """Return a session of a built-in routine, screened with these answers."""
    assessment = assess(answered(chosen(*ids)), screened_at=NOW)
    return plan(load_routine(name), assessment, Wanted(talk=talk), now=NOW)


def test_it_begins_with_the_day_every_danger_sign_and_time_to_look_at_the_feet() -> None:
    track = soundtrack(planned(), DAY)
    (_, first), (look_ends, second), *_ = track.chapters
    assert (first, second) == ("Danger signs, and a look at your feet", "Have ready")
    spoken = [each for each in track.heard if each.at < look_ends]
    assert "for one person, for 22 November 2026 only" in spoken[0].words
    assert "answer the questions again" in spoken[0].words
    words = " ".join(each.words for each in spoken)
    signs = [q for q in main_questions(after_exercise=True) if q.section in DANGER_SIGNS]
    assert len(signs) == 6
    for question in signs:
        assert question.lead in words
        assert all(item.text in words for item in question.items)
    at = [words.index(HEADLINES[level]) for level in (Level.EMERGENCY, Level.URGENT)]
    assert words.index("coughing up blood") < words.index("pee the colour of cola") < at[0]
    assert at[0] < words.index("hot or red calf") < at[1]
    last = spoken[-1]
    assert "A cut, a sore, a hot patch?" in last.words
    assert last.words.endswith("Stop here.")
    assert look_ends - last.at - spoken_seconds(last.words) == pytest.approx(LOOK)


@pytest.mark.parametrize("name", built_in_names())
def test_each_chapter_begins_with_its_segment_and_the_session_takes_as_long_as_planned(
    name: str,
) -> None:
    session = planned(name)
    track = soundtrack(session, DAY)
    begins, ends = track.chapters[2].at, track.chapters[-2].at
    moments = [*accumulate((each.seconds for each in session.segments), initial=begins)]
    starts = [
        at
        for at, each in zip(moments, session.segments, strict=False)
        if each.kind is not Kind.STEP
    ]
    assert [each.at for each in track.chapters[2:-2]] == pytest.approx(starts)
    assert ends == pytest.approx(begins + session.seconds)
    during = [each.words for each in track.heard if begins <= each.at < ends and each.words]
    assert list(track.session_words) == during
    assert during[0].startswith(f"{session.routine.title}, ")
    assert during[-1].endswith("Take your time.")
    assert len({each.title for each in track.chapters}) == len(track.chapters)


@pytest.mark.parametrize("talk", Talk)
def test_it_names_no_key_because_none_stops_it(talk: Talk) -> None:
    for name in built_in_names():
        words = " ".join(soundtrack(planned(name, talk=talk), DAY).words)
        assert not re.findall(r"\b[Pp]ress (?:[A-Z]\b|Enter)", words), name
        assert "Take your time." in words


def test_it_ends_with_what_to_do_and_watch_for_and_what_to_do_about_pain() -> None:
    track = soundtrack(planned(), DAY)
    *_, afterwards, stopped = track.chapters
    last = " ".join(each.words for each in track.heard if each.at >= stopped.at)
    good = " ".join(each.words for each in track.heard if afterwards.at <= each.at < stopped.at)
    assert "Well done." in good
    assert all(words in good for words in (AFTERCARE, *WATCH_FOR))
    assert all(words in last for words in (DANGER_ADVICE, SHARP_ADVICE, AFTERCARE))


def test_no_answer_is_in_it_but_which_parts_to_keep_off_is() -> None:
    """Two people who may do the same get the same recording, whatever they answered."""
    calm = soundtrack(planned(), DAY)
    assert planned("gentle", "blood.thinner", "calm.joint").level is Level.GENTLE
    assert soundtrack(planned("gentle", "blood.thinner", "calm.joint"), DAY) == calm
    kept_off = plan(
        load_routine("gentle"), screened(), Wanted(excluded_zones=frozenset({Zone.HEEL})), now=NOW
    )
    words = " ".join(soundtrack(kept_off, DAY).words)
    assert "Cup the heel" in " ".join(calm.words)
    assert "Cup the heel" not in words
    assert "Keep off the heel: lift your hands there." in words


def test_its_title_tells_what_it_is_and_the_day() -> None:
    track = soundtrack(a_plan(), DAY)
    assert track.title == "Foot massage: Sample, level go, 22 November 2026"


def test_no_words_run_into_what_is_heard_next() -> None:
    track = soundtrack(planned("runner"), DAY, lambda words: 1.5 * spoken_seconds(words))
    begins = track.chapters[2].at
    before = [each for each in track.heard if each.at < begins]
    for this, after in zip(before, [*before[1:], None], strict=True):
        next_at = after.at if after else begins
        assert this.at + 1.5 * spoken_seconds(this.words) <= next_at
