"""What is printed when the screen is gone, because it has to stay."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from footcoach.core.cues import SORENESS, WATCH_FOR, farewell
from footcoach.core.questionnaire import HEADLINES
from footcoach.core.screening import Assessment
from footcoach.core.states import Status
from footcoach.core.text import about_minutes
from footcoach.ui.page import wrap
from footcoach.ui.pages import outcome_lines


def outcome_parting(assessment: Assessment, note: str, width: int) -> Text:
    """Repeat the outcome with every piece of advice."""
    headline = Text(HEADLINES[assessment.level], style=f"level.{assessment.level}")
    return _joined([headline, *outcome_lines(assessment, note, width), Text()])


def session_parting(
    status: Status, done_seconds: float, soreness: Sequence[str], width: int
) -> Text:
    """Say how it ended and what to do now; after a whole session, what to watch for."""
    lines = [*_paragraphs(farewell(status), width)]
    if done_seconds >= 1:
        lines.append(Text(f"Massage and care: {about_minutes(done_seconds)}."))
    lines += [Text(change) for change in soreness]
    if done_seconds >= 1 and status is not Status.STOPPED_DANGER:
        watch_for = WATCH_FOR if status is Status.STOPPED_HURT else (SORENESS, *WATCH_FOR)
        lines += [Text(), Text("In the next days", style="heading")]
        lines += [line for text in watch_for for line in wrap(text, width, first="- ", hang="  ")]
    return _joined(lines)


def _paragraphs(texts: tuple[str, ...], width: int) -> Iterator[Text]:
    for number, text in enumerate(texts):
        yield from wrap(text, width, "title" if number == 0 else "")


def _joined(lines: list[Text]) -> Text:
    return Text("\n").join(lines)
