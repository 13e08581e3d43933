"""The page of HTML in a real browser: how it prints, how it fits, what a screen reader hears."""

import io
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PageObject, PdfReader

from conftest import lacking
from footcoach.core.checklist import VERDICTS, paper_help, wording
from footcoach.core.questionnaire import BY_ID, CHANGED
from footcoach.ui.checklist import checklist_html

pytestmark = pytest.mark.browser

ASKED = [question for question in BY_ID.values() if question is not CHANGED]

# One for each item, none and not sure; then those of the professional.
BOXES = sum(len(question.items) + 2 for question in ASKED) + len(VERDICTS)

# In pixels, as CSS has it.
MILLIMETRE = 96 / 25.4


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine; nothing is downloaded."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        lacking("chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program)
        yield opened
        opened.close()


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Write the page to a file and return its address."""
    path = tmp_path / "checklist.html"
    path.write_text(checklist_html(), encoding="ascii")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the page, and find at the end that it asked for nothing and complained of nothing."""
    opened = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(address)
    yield opened
    opened.close()
    assert asked == [address]
    assert complaints == []


def printed(page: Page, paper: str) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(page.pdf(format=paper))).pages)


def squeezed(text: str) -> str:
    """Return the letters without what differs by line: spaces, and the mark that glues "-flox"."""
    return "".join(text.replace("\u2060", "").split())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_question_is_torn_apart_by_a_page(page: Page, paper: str) -> None:
    texts = [squeezed(sheet.extract_text()) for sheet in printed(page, paper)]
    for question in ASKED:
        endings = [item.advice.rpartition(". ")[2] for item in question.items]
        words = (wording(question), *(item.text for item in question.items), *endings)
        pieces = [squeezed(text) for text in (*words, paper_help(question))]
        assert any(all(piece in text for piece in pieces) for text in texts), question.id


def test_the_boxes_on_paper_are_large_enough_for_a_pen(page: Page) -> None:
    page.emulate_media(media="print")
    sides = page.locator("input").evaluate_all(
        "boxes => boxes.map(box => box.getBoundingClientRect()).map(r => [r.width, r.height])"
    )
    assert len(sides) == BOXES
    assert min(map(min, sides)) > 3.99 * MILLIMETRE


def test_a_given_answer_is_on_the_paper(page: Page) -> None:
    def crosses() -> int:
        return printed(page, "A4")[0].extract_text().split().count("X")

    assert crosses() == 0
    page.get_by_role("checkbox").first.check()
    assert crosses() == 1


@pytest.mark.parametrize("width", [320, 480, 800, 1920])
def test_lines_never_scroll_sideways_and_stay_short_enough_to_read(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    widths = page.locator("p").evaluate_all("all => all.map(p => p.clientWidth)")
    assert 0 < max(widths) <= 42 * 16


def test_a_screen_reader_hears_each_question_its_help_and_its_answers(page: Page) -> None:
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]

    def said(role: str) -> list[tuple[str, str]]:
        return [
            (
                node["name"]["value"].replace("\u2060", ""),
                node.get("description", {}).get("value", ""),
            )
            for node in nodes
            if node.get("role", {}).get("value") == role
        ]

    heard = [(name.partition(". ")[2], help_) for name, help_ in said("group")]
    assert heard == [(wording(question), paper_help(question)) for question in ASKED]
    answers = Counter(name for name, _ in [*said("checkbox"), *said("radio")])
    assert answers.total() == BOXES
    assert answers["not sure"] == len(ASKED)
    assert {"a chest pain", "yes", "no", "none of these"} <= set(answers)


def test_yes_no_and_not_sure_exclude_each_other_and_letters_do_not(page: Page) -> None:
    for box in page.get_by_role("group").first.get_by_role("checkbox").all()[:2]:
        box.check()
    assert page.locator("input:checked").count() == 2
    diabetes = page.get_by_role("group", name=BY_ID["diabetes"].lead)
    diabetes.get_by_role("radio", name="yes").check()
    diabetes.get_by_role("radio", name="not sure").check()
    assert page.locator("input:checked").count() == 3
    page.get_by_role("button", name="Clear all answers").click()
    assert page.locator("input:checked").count() == 0


def test_sending_the_page_off_sends_nothing(page: Page, address: str) -> None:
    page.get_by_role("checkbox").first.check()
    page.evaluate("document.forms[0].requestSubmit()")  # as Enter does in some browsers
    page.wait_for_load_state("networkidle")
    assert page.url == address
    assert page.locator("input:checked").count() == 1


CONTRASTS = """() => {
  const numbers = (colour) => colour.match(/[0-9.]+/g).slice(0, 3).map(Number);
  const ground = numbers(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll("h1, h2, p, dt, dd, legend, label, span, li")].map(
    (element) => [numbers(getComputedStyle(element).color), ground]);
}"""


def luminance(colour: list[float]) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [c / 255 for c in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_word_stands_out_from_its_ground(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    for colours in page.evaluate(CONTRASTS):
        dark, light = sorted(map(luminance, colours))
        assert (light + 0.05) / (dark + 0.05) >= 7, colours
