"""The pages of HTML in a real browser: how they print and fit, and what a screen reader hears."""

import io
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PageObject, PdfReader

from conftest import lacking, thorough
from footcoach.core.checklist import WORDS, paper_help, wording
from footcoach.core.profile import Clearance, Profile
from footcoach.core.question import Level
from footcoach.core.questionnaire import BY_ID
from footcoach.core.record import SessionRecord
from footcoach.storage.library import built_in_names, load_routine
from footcoach.ui.appointment import appointment_html, for_appointment
from footcoach.ui.card import card_html
from footcoach.ui.checklist import checklist_html
from samples import ASKED, NOW, a_record, a_routine, a_step, screened

pytestmark = pytest.mark.browser


# One for each item, none and not sure; then those of the professional.
BOXES = sum(len(question.items) + 2 for question in ASKED) + len(WORDS.verdicts)

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


@contextmanager
def opened(browser: Browser, html: str, path: Path) -> Iterator[Page]:
    """Open a page, and find at the end that it asked for nothing and complained of nothing."""
    path.write_text(html, encoding="ascii")
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    yield page
    page.close()
    assert asked == [path.as_uri()]
    assert complaints == []


# --- every page that is printed ------------------------------------------------------------------

ODD = "<b>&\"'</b> \u05e9\u05dc\u05d5\u05dd " + "w" * 23


def sessions() -> list[SessionRecord]:
    """Return the sessions of three months, some of which hurt."""
    return [
        a_record(
            number,
            started_at=NOW - timedelta(days=2 * number),
            routine=("general", ODD, "gentle")[number % 3],
            status="stopped_hurt" if number == 20 else "completed",
            before={"left": 3 + number % 5, "right": number % 6},
            after={"left": 1 + number % 4, "right": number % 3},
        )
        for number in range(1, 45)
    ]


def appointment(large: bool, level: Level | None = None) -> str:
    clearance = Clearance(question="feeling.numb", by=ODD, on=NOW.date())
    outcome = screened(level) if level else None
    profile = Profile(clearances=(clearance,))
    return appointment_html(for_appointment(sessions(), profile, NOW, outcome), large=large)


def own_card(large: bool) -> str:
    odd = a_step(title=ODD, how=f"{'w' * 200} <script>")
    return card_html(a_routine(odd, title=ODD, summary="w" * 90), whose="yours", large=large)


# With the most pages, in normal and in large print.
DOCUMENTS: dict[str, tuple[Callable[[bool], str], int, int]] = {
    "checklist": (lambda large: checklist_html(large=large), 18, 34),
    "appointment": (appointment, 1, 4),
    "appointment with the outcome": (lambda large: appointment(large, Level.URGENT), 2, 5),
    "card of one's own": (own_card, 1, 2),
} | {
    f"card of {name}": (
        lambda large, name=name: card_html(load_routine(name), whose="built in", large=large),
        3,
        9,
    )
    for name in built_in_names()[: thorough(1, 99)]
}
EVERY = [("A4", False), ("Letter", True), ("A4", True), ("Letter", False)][: thorough(2, 4)]

# For each element with words of its own: its words, the size of its letters, and how far it is too
# wide for itself or for the page.
ELEMENTS = """() => [...document.querySelectorAll("main *")]
  .filter((e) => [...e.childNodes].some((node) => node.nodeType == 3 && node.data.trim()))
  .filter((e) => e.getClientRects().length)
  .map((e) => [e.innerText, parseFloat(getComputedStyle(e).fontSize),
    Math.max(e.scrollWidth - e.clientWidth - (e.clientWidth ? 0 : 1e6),
      e.getBoundingClientRect().right - document.documentElement.clientWidth)])"""


@pytest.mark.parametrize(("paper", "large"), EVERY, ids=str)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_printed_page_is_large_whole_and_not_longer_than_it_must_be(
    browser: Browser, tmp_path: Path, name: str, paper: str, large: bool
) -> None:
    html, *most = DOCUMENTS[name]
    points = 18 if large else 12
    with opened(browser, html(large), tmp_path / "page.html") as page:
        sizes: list[float] = []

        def note(text: str, around: Any, at: Any, _font: Any, size: float) -> None:
            if text.strip():
                sizes.append(size * abs(at[3] * around[3]))

        texts = [sheet.extract_text(visitor_text=note) for sheet in printed(page, paper)]
        assert len(texts) <= most[large]
        assert min(sizes) > points - 0.01
        paper_text = "".join(
            squeezed(text).replace(f"Page{number}of{len(texts)}", "", 1)
            for number, text in enumerate(texts, 1)
        )
        # As wide as the paper without its margins.
        width = ({"A4": 210, "Letter": 216}[paper] - 28) * MILLIMETRE
        page.set_viewport_size({"width": round(width), "height": 900})
        page.emulate_media(media="print")
        elements = page.evaluate(ELEMENTS)
        assert len(elements) > 15
        for words, size, too_wide in elements:
            assert size >= points * 96 / 72 - 0.01, words
            assert too_wide <= 1, words
            if words.isascii():  # what reads from right to left comes in another order
                assert all(squeezed(line) in paper_text for line in words.splitlines()), words


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_screen_reader_finds_its_headings_its_pictures_and_all_its_words(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    html = DOCUMENTS[name][0](False)
    with opened(browser, html, tmp_path / "page.html") as page:
        said = heard(page)
        headings = map(squeezed, page.locator("h1, h2, h3").all_inner_texts())
        assert Counter(squeezed(name) for name, _ in said["heading"]) == Counter(headings)
        assert page.locator("h1").count() == 1
        pictures = page.locator("svg[role=img]").count()
        assert len([name for name, _ in said["image"] if len(name) > 10]) == pictures
        assert page.locator("svg").count() == pictures + page.locator(".key svg").count()
        assert page.evaluate("document.documentElement.lang") == "en"


# --- the checklist -------------------------------------------------------------------------------


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Open the checklist."""
    with opened(browser, checklist_html(), tmp_path / "checklist.html") as page:
        yield page


def printed(page: Page, paper: str) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(page.pdf(format=paper))).pages)


def heard(page: Page) -> dict[str, list[tuple[str, str]]]:
    """Return the name and description of what a screen reader finds, by its role."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for node in page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]:
        role, name, more = (
            str(node.get(key, {}).get("value", "")) for key in ("role", "name", "description")
        )
        found[role].append((name.replace("\u2060", ""), more))
    return found


def squeezed(text: str) -> str:
    """Return the letters without what differs by line: spaces, and the mark that glues "-flox"."""
    return "".join(text.replace("\u2060", "").split())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_question_is_torn_apart_and_the_last_page_is_for_the_professional(
    page: Page, paper: str
) -> None:
    texts = [squeezed(sheet.extract_text()) for sheet in printed(page, paper)]
    for question in ASKED:
        endings = [item.advice.rpartition(". ")[2] for item in question.items]
        words = (wording(question), *(item.text for item in question.items), *endings)
        pieces = [squeezed(text) for text in (*words, paper_help(question))]
        assert any(all(piece in text for piece in pieces) for text in texts), question.id
    for line in (WORDS.person, WORDS.please, *WORDS.verdicts, WORDS.then):
        assert squeezed(line) in texts[-1], "the last page is for the professional"


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
    said = heard(page)
    groups = [(name.partition(". ")[2], help_) for name, help_ in said["group"]]
    assert groups == [(wording(question), paper_help(question)) for question in ASKED]
    answers = Counter(name for name, _ in [*said["checkbox"], *said["radio"]])
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


def test_sending_the_page_off_sends_nothing(page: Page) -> None:
    address = page.url
    page.get_by_role("checkbox").first.check()
    page.evaluate("document.forms[0].requestSubmit()")  # as Enter does in some browsers
    page.wait_for_load_state("networkidle")
    assert page.url == address
    assert page.locator("input:checked").count() == 1


def test_every_word_is_black_on_white_also_where_the_system_is_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    style = "all => all.map(element => getComputedStyle(element).%s)"
    assert set(page.locator("main *").evaluate_all(style % "color")) == {"rgb(0, 0, 0)"}
    assert page.locator("body").evaluate_all(style % "backgroundColor") == ["rgb(255, 255, 255)"]
