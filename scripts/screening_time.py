"""Print how long it takes a healthy person from `start` to the first step, by reading and keys.

python scripts/screening_time.py

200 words a minute, 0.6 seconds a key. Printed twice: for the questions themselves, and for all
words on all screens, each phrase counted where it is first met (headings and keys that stay are not
read again).
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from footcoach.core.interview import Interview, Keeping
from footcoach.core.plan import plan
from footcoach.core.profile import Stored
from footcoach.core.question import Answer
from footcoach.core.record import Rating
from footcoach.storage.library import built_in_names, load_routine
from footcoach.ui.lists import INSTRUCTION
from footcoach.ui.pages import WHICH_ROUTINE, outcome_page, question_page, ready_page
from footcoach.ui.screen import Size, View
from footcoach.ui.tables import routine_entry
from footcoach.ui.theme import UNICODE

WORDS_A_MINUTE = 200
SECONDS_A_KEY = 0.6
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)

Screens = Iterator[tuple[str, str, list[str]]]
"""Name of a screen, the question on it if there is one, and all phrases on it."""


def phrases(view: View) -> list[str]:
    """Return what stands together: a sentence or so, a key and what it does."""
    lines = [line.plain for block in view(Size(80, 60)) for line in block.lines]
    return [phrase for line in lines for phrase in re.split(r"\s{2,}| · ", line)]


def screens(stored: Stored) -> Screens:
    """Yield what a person without complaints sees, one key for each screen."""
    entries = [routine_entry(name, load_routine(name)) for name in built_in_names()]
    yield "choose a routine", "", [WHICH_ROUTINE, INSTRUCTION, *entries]
    interview = Interview(after_exercise=False, started_at=NOW, stored=stored)
    while interview.question is not None:
        question = interview.question
        yield question.id, question.wording, phrases(question_page(interview, UNICODE).view(0))
        interview = interview.reply(Answer.NO)
    found = interview.assessment
    keeping = Keeping.OFFERED if interview.to_keep else Keeping.NOT_OFFERED
    yield "outcome", "", phrases(outcome_page(found, "", UNICODE, keeping).view(0))
    laid_out = plan(load_routine("general"), found, now=NOW)
    yield "ready", "", phrases(ready_page(laid_out, (), Rating(), UNICODE).view(0))


def words_on(shown: Screens) -> Iterator[tuple[str, int, int]]:
    """Yield each screen's name, the words of its question, and how many words on it are new."""
    read: set[str] = set()
    for name, question, on_screen in shown:
        new = [phrase for phrase in on_screen if phrase not in read]
        read |= set(on_screen)
        yield name, count_words(question), sum(map(count_words, new))


def count_words(text: str) -> int:
    return sum(bool(re.search(r"\w", word)) for word in text.split())


def seconds(words: int, keys: int) -> float:
    return words / WORDS_A_MINUTE * 60 + keys * SECONDS_A_KEY


def after_a_first_time() -> Stored:
    interview = Interview(after_exercise=False, started_at=NOW - timedelta(days=7))
    while interview.question is not None:
        interview = interview.reply(Answer.NO)
    return Stored(history=interview.to_keep)


def main() -> None:
    for title, stored, aim in (
        ("First session", Stored(), 110),
        ("Returning, with health history kept", after_a_first_time(), 60),
    ):
        counts = list(words_on(screens(stored)))
        print(f"{title:28}question  screen")
        for name, question, screen in counts:
            print(f"  {name:26}{question:8}{screen:8}")
        keys = len(counts)
        of_questions, of_screens = (sum(column) for column in list(zip(*counts, strict=True))[1:])
        print(f"  {'words':26}{of_questions:8}{of_screens:8}")
        print(
            f"  seconds, with {keys} keys{seconds(of_questions, keys):14.0f}"
            f"{seconds(of_screens, keys):8.0f}   (aim {aim})\n"
        )


if __name__ == "__main__":
    main()
