"""Draw the pictures in the README from the program's own views.

python scripts/readme_pictures.py
"""

import io
from collections.abc import Iterator
from pathlib import Path

from pictures import NOW, answered, cells, first_question, middle, svg

from footcoach.core.cues import cue_for
from footcoach.core.engine import Session
from footcoach.core.interview import Keeping
from footcoach.core.plan import Plan, plan
from footcoach.core.schedule import Kind
from footcoach.storage.library import load_routine
from footcoach.ui.linemode import Unattended
from footcoach.ui.page import PageView
from footcoach.ui.pages import outcome_page, question_page
from footcoach.ui.screen import Block, Size, View
from footcoach.ui.session_view import SessionView
from footcoach.ui.theme import UNICODE
from footcoach.ui.wrapping import wrap

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = Size(80, 24)


def pictures() -> Iterator[tuple[str, str]]:
    """Yield the name and SVG of each picture."""
    for name, view in views():
        yield name, svg(cells(view, SIZE, colour=True), SIZE, f"footcoach: {name}")


def views() -> Iterator[tuple[str, View]]:
    yield "question", PageView(question_page(first_question()), UNICODE).at(0)
    gentle = answered({"blood": ("thinner",)}).assessment
    note = "Because of your answers, you will do 'Gentle' today instead of 'General'."
    yield "outcome", PageView(outcome_page(gentle, note, Keeping.OFFERED), UNICODE).at(0)
    laid_out = plan(load_routine("general"), answered({}).assessment, now=NOW)
    yield "session", session(laid_out)
    yield "line mode", lines(laid_out)


def session(laid_out: Plan) -> View:
    """Show the middle of the step that uses the knuckles."""
    under_way = Session(laid_out, 0.0)
    at = middle(laid_out, Kind.STEP, "Knuckles on the sole and arch")
    under_way.advance(at)
    view = SessionView("General", UNICODE, motion=True)
    return lambda size: view.blocks(under_way.snapshot(at), size)


def lines(laid_out: Plan) -> View:
    """Show the beginning of a session in line mode."""
    out, under_way = io.StringIO(), Session(laid_out, 0.0)
    cues = [cue_for(event, laid_out) for event in under_way.advance(130.0)]
    Unattended(lambda _: None, out).show(under_way.snapshot(130.0), cues, muted=False)
    printed = [line for text in out.getvalue().splitlines() for line in wrap(text, SIZE.width)]
    return lambda size: [Block(0, 0, size.width, printed[: size.height])]


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures():
        (FOLDER / f"{name.replace(' ', '-')}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
