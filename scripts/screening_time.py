"""Print how many words a healthy person reads on the question screens, and how long that takes.

python scripts/screening_time.py

The count covers new headings, leads, lettered lines and what is not meant, but neither the letters
nor the keys below, which are the same on every screen. It assumes 200 words a minute and 0.6
seconds a key.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from footcoach.core.interview import Interview
from footcoach.core.profile import Stored
from footcoach.core.question import Question, Said
from footcoach.core.questionnaire import BY_ID, HEADINGS

MOST_FIRST = 600
MOST_RETURNING = 300
MOST_SCREENS_RETURNING = 12
MOST_ON_A_SCREEN = 60

WORDS_A_MINUTE = 200
SECONDS_A_KEY = 0.6
NOW = datetime(2026, 1, 22, 12, tzinfo=UTC)


def on_screen(question: Question) -> str:
    """Return what a person reads on a question's screen, without the heading and the keys."""
    texts = (item.text for item in question.items if item.text != "yes")
    parts = (question.lead, *texts, question.none)
    return "\n".join(filter(None, parts))


def words(text: str) -> int:
    return sum(bool(re.search(r"\w", word)) for word in text.split())


def healthy(stored: Stored, started_at: datetime = NOW) -> tuple[list[Question], Interview]:
    """Answer "none" to everything; return the questions asked and the finished interview."""
    interview = Interview(after_exercise=False, started_at=started_at, stored=stored)
    asked = []
    while interview.question is not None:
        asked.append(interview.question)
        interview = interview.reply(Said.NONE)
    return asked, interview


def first() -> list[Question]:
    return healthy(Stored())[0]


def returning() -> list[Question]:
    """Return the questions for a person whose answers from three weeks ago are kept."""
    _, interview = healthy(Stored(), NOW - timedelta(days=21))
    return healthy(Stored(history=interview.to_keep))[0]


def words_on(asked: list[Question]) -> Iterator[tuple[str, int]]:
    """Yield each question's id and the number of new words on its screen."""
    section = None
    for question in asked:
        heading = HEADINGS[question.section] if question.section is not section else ""
        section = question.section
        yield question.id, words(f"{heading} {on_screen(question)}")


def most_on_a_screen() -> tuple[int, str]:
    """Return the word count, heading included, and the question id of the fullest screen."""
    return max((words(f"{HEADINGS[q.section]} {on_screen(q)}"), q.id) for q in BY_ID.values())


def main() -> None:
    for title, asked, aim in (
        ("First session", first(), MOST_FIRST),
        ("Returning, with health history kept", returning(), MOST_RETURNING),
    ):
        counts = list(words_on(asked))
        total = sum(count for _, count in counts)
        seconds = total / WORDS_A_MINUTE * 60 + len(counts) * SECONDS_A_KEY
        print(title)
        for id_, count in counts:
            print(f"  {id_:26}{count:4}")
        print(f"  {len(counts)} screens, {total} words (aim {aim}), {seconds:.0f} seconds\n")
    most, id_ = most_on_a_screen()
    print(f"The fullest screen: {id_}, {most} words (aim {MOST_ON_A_SCREEN})")


if __name__ == "__main__":
    main()
