"""Draw the pictures in the README and the manual from the program's own views.

`session` is a film: the clock is moved through a few moments of a session, half a second at a time.
"""

import re
import textwrap
from collections.abc import Iterator
from functools import partial
from html import escape
from itertools import accumulate

from drawing import svg
from pictures import Terminal, still
from screened import NOW, answered

from footcoach.core.data import read_data
from footcoach.core.engine import Session
from footcoach.core.interview import Keeping
from footcoach.core.plan import Plan, plan
from footcoach.core.routine import Part, Technique
from footcoach.core.schedule import Kind
from footcoach.core.states import Foot
from footcoach.storage.library import load_routine
from footcoach.ui.foot_svg import foot_svg
from footcoach.ui.page import PageView
from footcoach.ui.pages import outcome_page, question_page
from footcoach.ui.screen import Size
from footcoach.ui.session_view import SessionView
from footcoach.ui.theme import UNICODE

SIZE = Size(80, 24)
# A page in a lower window has less empty space.
LOW = Size(80, 16)
# Steps of the card, and the width of each.
CARDS, CARD = 5, 150
# Seconds that a frame lasts. The marker on the foot moves as often.
FRAME = 0.5
# The steps in the film, and the seconds shown of getting ready for each and of the step.
FILMED = ("Rub the whole foot", "Knuckles on the sole and arch")
READY, BEGINNING = 4.0, 10.0


def pictures() -> Iterator[tuple[str, str]]:
    """Yield the name and SVG of each picture."""
    yield "session", film()
    yield "card", card()
    gentle = answered({"blood": ("thinner",)}).assessment
    note = "Because of your answers, you will do 'Gentle' today instead of 'General'."
    for name, page in (
        ("question", question_page(answered(until="unwell"))),
        ("outcome", outcome_page(gentle, note, Keeping.OFFERED)),
    ):
        yield name, still(PageView(page, UNICODE).at(0), LOW, f"footcoach: {name}")


def card() -> str:
    """Draw what the card of a routine shows of its first steps on each foot."""
    # The styles of the foot are those of the printed page.
    css = re.findall(
        r"^\.(?:edge|skin|tint|hatch|halo|stroke|head|dot) .*", read_data("printed.css"), re.M
    )
    drawn = []
    steps = load_routine("general").in_part(Part.EACH_FOOT)
    massage = [step for step in steps if step.technique is not Technique.CARE]
    for number, step in enumerate(massage[:CARDS]):
        foot = foot_svg(step, name=f"step{number}", words=step.title)
        wide, high = map(float, re.findall(r"[\d.]+", foot.partition('viewBox="')[2])[2:4])
        high *= (CARD - 40) / wide
        place = f'x="{number * CARD + 20}" y="{290 - high:g}" width="{CARD - 40}" height="{high:g}"'
        drawn.append(foot.replace("<svg ", f"<svg {place} ", 1))
        for line, words in enumerate(textwrap.wrap(step.title, 18)):
            where = f'x="{number * CARD + CARD // 2}" y="{318 + 20 * line}"'
            drawn.append(f'<text {where} text-anchor="middle">{escape(words)}</text>')
    size = f'viewBox="0 0 {CARD * CARDS} 350" width="{CARD * CARDS}"'
    style = "text{font:16px Arial,Helvetica,sans-serif}" + "".join(css)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{style}</style>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(drawn)}</svg>\n'
    )


def film() -> str:
    """Film two steps on the left foot, with a cut between them."""
    laid_out = plan(load_routine("general"), answered().assessment, now=NOW)
    under_way, terminal = Session(laid_out, 0.0), Terminal(SIZE, colour=True)
    view, frames = SessionView("General", UNICODE, motion=True), []
    for at in moments(laid_out):
        under_way.advance(at)
        frames.append(terminal.show(partial(view.blocks, under_way.snapshot(at))))
    title = "footcoach: half a minute of a session, with a cut"
    return svg(frames, title, at_rest=len(frames) - 10, seconds=FRAME)


def moments(laid_out: Plan) -> Iterator[float]:
    """Yield the times to film: the end of getting ready for each step, and its beginning."""
    starts = accumulate((segment.seconds for segment in laid_out.segments), initial=0.0)
    begins = {
        segment.step.title: start
        for start, segment in zip(starts, laid_out.segments, strict=False)
        if segment.kind is Kind.STEP and segment.foot is Foot.LEFT
    }
    for title in FILMED:
        start = begins[title] - READY
        yield from (start + FRAME * n for n in range(int((READY + BEGINNING) / FRAME)))
