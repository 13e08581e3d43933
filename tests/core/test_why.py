"""From a routine to what is known about it."""

import pytest

from footcoach.core.claim import Topic
from footcoach.core.routine import Technique
from footcoach.core.why import TOPIC_OF, topics_for, why
from footcoach.storage.library import built_in_names, load_routine


def test_every_technique_has_its_topic() -> None:
    assert set(TOPIC_OF) == set(Technique)


def test_the_five_swedish_strokes_are_explained_with_the_types() -> None:
    strokes = ("gliding", "kneading", "tapping", "friction", "vibration")
    assert {TOPIC_OF[Technique(stroke)] for stroke in strokes} == {Topic.TYPES}


def test_a_routine_for_runners_sends_to_their_topic_first() -> None:
    topics = [Topic.RUNNERS, Topic.TYPES, Topic.SELF_MASSAGE, Topic.BENEFITS]
    assert topics_for(load_routine("runner")) == topics
    assert why(load_routine("runner")) == (
        "Why: footcoach learn runners; also types, self-massage and benefits."
    )


@pytest.mark.parametrize("name", sorted({*built_in_names()} - {"runner"}))
def test_the_other_routines_send_to_what_they_use(name: str) -> None:
    assert why(load_routine(name)) == "Why: footcoach learn types; also self-massage."
