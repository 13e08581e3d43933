"""A session as a recording: what is heard and when, with no question asked and no key to stop it.

A recording outlives the screening that allowed it. So it begins with the danger signs and time to
look at the feet, says who it is for and for which day, and ends with the advice that a
session gives when something hurts.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from footcoach.core.cues import (
    AFTERCARE,
    CRAMP_ADVICE,
    DANGER_ADVICE,
    DANGER_AFTERCARE,
    FOUND,
    SHARP_ADVICE,
    SORENESS,
    WATCH_FOR,
    Cue,
    Tone,
    cue_for,
    farewell,
    place_of,
)
from footcoach.core.engine import Session
from footcoach.core.plan import Plan
from footcoach.core.question import DANGER_SIGNS, Level, Question, most_severe
from footcoach.core.questionnaire import HEADLINES, main_questions
from footcoach.core.schedule import Kind, Segment
from footcoach.core.script import FEELING_CHECK, WHEN_FINISHED, have_ready, spoken_seconds
from footcoach.core.states import Happening, Status
from footcoach.core.text import day_in_words

# Seconds to look at both feet, and seconds between sentences.
LOOK = 15.0
_PAUSE = 1.0

# A recording cannot be stopped by the keys that a session names.
_WITHOUT_KEYS = {
    FEELING_CHECK: "Sharp, burning, electric or numb? Stop here.",
    "Press Q to stop.": "Then stop here.",
    WHEN_FINISHED: "Take your time.",
}

# Spoken at the start, and included in the file's tags.
ANOTHER_DAY = "On another day, or for anyone else, answer the questions again."


class Heard(NamedTuple):
    """A tone, then words, starting `at` a second of the recording; either may be missing."""

    at: float
    words: str
    tone: Tone | None = None


class Chapter(NamedTuple):
    """A part of the recording that a player can jump to, and the second at which it begins."""

    at: float
    title: str


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """Everything that a recording contains, in the order in which it is heard."""

    heard: tuple[Heard, ...]
    chapters: tuple[Chapter, ...]
    seconds: float
    title: str
    # The words that the session itself would speak here.
    session_words: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """Each text that is spoken, once."""
        return list(dict.fromkeys(each.words for each in self.heard if each.words))


def soundtrack(
    plan: Plan, day: date, spoken: Callable[[str], float] = spoken_seconds
) -> Soundtrack:
    """Lay out the recording of a session allowed that day; `spoken` gives the length of words."""
    heard: list[Heard] = []
    chapters: list[Chapter] = []
    at = 0.0

    def tell(title: str, sentences: Iterable[tuple[str, float]]) -> None:
        nonlocal at
        chapters.append(Chapter(at, title))
        for words, silence in sentences:
            heard.append(Heard(at, words))
            at += spoken(words) + silence

    tell("Danger signs, and a look at your feet", _signs(plan, day))
    tell("Have ready", _preparations(plan))
    ends, before = at + plan.seconds, len(heard)
    for event in Session(plan, at).advance(ends):
        if event.happening is Happening.SEGMENT_STARTED and event.segment.kind is not Kind.STEP:
            chapters.append(Chapter(event.at, _chapter_title(event.segment)))
        cue = cue_for(event, plan)
        if cue != Cue():
            heard.append(Heard(event.at, _without_keys(cue.say), cue.tone))
    session_words = tuple(each.words for each in heard[before:] if each.words)
    at = ends
    for title, texts in _AFTER.items():
        tell(title, ((words, _PAUSE) for words in texts))
    routine = plan.routine
    title = f"Foot massage: {routine.title}, level {routine.level}, {day_in_words(day)}"
    return Soundtrack(tuple(heard), tuple(chapters), at, title, session_words)


def _signs(plan: Plan, day: date) -> Iterator[tuple[str, float]]:
    """Yield what is said before anything else, and the seconds of silence after it."""
    yield (
        f"{plan.routine.title}: a foot massage. Made for one person, for {day_in_words(day)} only. "
        f"{ANOTHER_DAY}",
        _PAUSE,
    )
    asked = main_questions(after_exercise=plan.screened.after_exercise)
    signs = [question for question in asked if question.section in DANGER_SIGNS]
    signs.sort(key=lambda question: -_worst(question).severity)
    for level, questions in groupby(signs, _worst):
        for question in questions:
            yield f"{question.lead} {'; '.join(item.text for item in question.items)}.", _PAUSE / 2
        yield f"Any of these? Stop here. {HEADLINES[level]}", _PAUSE
    yield (
        "Look at both feet, and feel them: the soles, and between the toes. A cut, a sore, a "
        "hot patch? New pain, or ill today? Stop here.",
        LOOK,
    )


def _preparations(plan: Plan) -> Iterator[tuple[str, float]]:
    yield f"{plan.routine.caution} {have_ready(plan.tools)}".strip(), _PAUSE
    yield (
        "Later, stop at once if it hurts or goes numb, or if you feel faint or short of breath. "
        "The end of this recording says what to do then.",
        3 * _PAUSE,
    )


def _worst(question: Question) -> Level:
    return most_severe(*(item.level for item in question.items))


def _chapter_title(segment: Segment) -> str:
    if segment.kind is Kind.TAKE_UP:
        return f"Now your {segment.foot} foot"
    return f"{segment.step.title} ({place_of(segment)})"


def _without_keys(words: str) -> str:
    for with_key, without in _WITHOUT_KEYS.items():
        words = words.replace(with_key, without)
    return words


# The chapters after the session, and what is said in them.
_AFTER = {
    "Afterwards": (" ".join(farewell(Status.COMPLETED)), SORENESS, *WATCH_FOR),
    "If you had to stop": (
        "The rest is for anyone who had to stop.",
        f"Chest pain, faint or short of breath? {DANGER_ADVICE} {DANGER_AFTERCARE}",
        f"Sharp, burning, electric or numb? {SHARP_ADVICE}",
        f"A cramp? {CRAMP_ADVICE}",
        f"{FOUND} {AFTERCARE}",
    ),
}
