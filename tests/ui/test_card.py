"""The card to hang up: its stop signs, its words, and the foot drawn as the hands move."""

import re
from xml.etree.ElementTree import Element, fromstring

import pytest

from footcoach.core.question import Level, Section
from footcoach.core.questionnaire import QUESTIONS
from footcoach.core.routine import Technique
from footcoach.core.routine_file import OWN_FILE
from footcoach.storage.library import built_in_names, load_routine
from footcoach.ui.card import FIRST, card_html
from footcoach.ui.foot_svg import foot_svg
from footcoach.ui.motion import hands_at
from samples import a_routine, a_step
from ui.canvas import parsed, text_of

SVG = "{http://www.w3.org/2000/svg}"


def drawn(**changes: object) -> Element:
    return fromstring(foot_svg(a_step(**changes), name="x", words="words"))  # noqa: S314


def ends(arrow: Element) -> tuple[float, float]:
    """Return how far down an arrow begins and ends."""
    numbers = [float(number) for number in re.findall(r"[-0-9.]+", arrow.attrib["d"])]
    return numbers[1], numbers[-1]


def strokes(svg: Element) -> list[Element]:
    return svg.findall("g/path[@class='stroke']")


@pytest.mark.parametrize("name", built_in_names())
def test_each_step_has_its_number_words_time_and_pressure_and_massage_a_picture(name: str) -> None:
    routine = load_routine(name)
    page = parsed(card_html(routine, whose="built in"))
    for number, (step, shown) in enumerate(
        zip(routine.steps, page.iterfind(".//li[@class='step']"), strict=True), 1
    ):
        time = f"{step.seconds:.0f} s" + (f", pressure {step.pressure} of 10" * bool(step.pressure))
        assert text_of(shown) == f"{number}. {step.title} {time} {step.how}"
        assert (shown.find("svg") is not None) is (step.technique is not Technique.CARE)
    for words in (routine.moment, routine.summary, routine.caution, routine.position):
        assert words.casefold() in text_of(page).casefold()
    ids = [each.attrib["id"] for each in page.iter() if "id" in each.attrib]
    assert len(set(ids)) == len(ids)
    used = re.findall(r"url\(#([^)]*)\)", card_html(routine, whose="built in"))
    assert set(used) == set(ids)


def test_the_signs_that_stop_every_massage_are_at_the_top_the_runners_on_the_runners_card() -> None:
    for name in ("gentle", "runner"):
        page = parsed(card_html(load_routine(name), whose="built in"))
        box = text_of(next(page.iterfind(".//section[@class='stop']"))).casefold()
        assert FIRST.casefold() in box
        for question in QUESTIONS:
            due = question.section is not Section.RUNNER or name == "runner"
            for item in question.items:
                if item.level.severity > Level.ASK_FIRST.severity:
                    assert (item.label.casefold() in box) is due, item.label


def test_it_says_on_which_days_it_is_allowed_and_whether_anybody_checked_it() -> None:
    for level, words in ((Level.GO, "Not gentle: only for days"), (Level.GENTLE, "Gentle: also")):
        routine = a_routine(level=level)
        assert words in text_of(parsed(card_html(routine, whose="built in")))
        assert OWN_FILE not in card_html(routine, whose="built in")
        assert OWN_FILE in card_html(routine, whose="yours")


def test_what_a_routine_of_ones_own_says_cannot_become_markup() -> None:
    odd = "<script>\"A\" & 'b'</script> \u05e9\u05dc"
    routine = a_routine(a_step(title=odd, how=odd), title=odd, summary=odd)
    page = parsed(card_html(routine, whose="yours"))
    assert not list(page.iter("script"))
    for where in (".//h1", ".//h3/span", ".//section/ol/li/div/p[@dir]"):
        (found,) = page.iterfind(where)
        assert (text_of(found), found.attrib["dir"]) == (odd, "auto")


@pytest.mark.parametrize("name", built_in_names())
def test_an_arrow_points_where_the_hands_go_on_the_screen(name: str) -> None:
    for step in load_routine(name).steps:
        if step.technique is Technique.GLIDING:
            svg = fromstring(foot_svg(step, name="x", words=""))  # noqa: S314
            ((start, end),) = map(ends, strokes(svg))
            downwards = hands_at(1.0, step).down > hands_at(0.0, step).down
            assert (end > start) is downwards, step.title
            assert len(svg.findall("g/path[@class='head']")) == (2 if step.tool == "ball" else 1)


def test_other_strokes_are_rings_presses_and_taps_are_dots_and_care_shows_only_the_foot() -> None:
    assert len(strokes(drawn(technique="kneading", zone="toes"))) == 5, "one for each toe"
    assert len(strokes(drawn(technique="friction", zone="ball"))) == 4
    for technique in ("press_and_hold", "tapping"):
        svg = drawn(technique=technique, seconds=40)
        assert len(svg.findall("g/circle")) >= 4
        assert not strokes(svg)
    moving = drawn(technique="moving", pressure=0)
    assert moving.find("g/pattern") is not None
    assert not strokes(moving)
    care = drawn(technique="care")
    assert {each.attrib["class"] for each in care[0]} == {"edge", "skin"}


@pytest.mark.parametrize("zone", ["ball", "arch", "heel", "toes", "sole", "top", "ankle", "calf"])
def test_marks_lie_in_the_part_that_is_massaged(zone: str) -> None:
    svg = drawn(technique="kneading", zone=zone)
    (area,) = svg.findall("g/path[@clip-path]")
    (inside,) = svg.findall("g/clipPath/path")
    # No part of the sole reaches onto the toes.
    assert inside.attrib["d"].count("Z") == (5 if zone == "toes" else 1)
    for mark in strokes(svg):
        points = [float(number) for number in re.findall(r"[-0-9.]+", mark.attrib["d"])]
        middle = (
            (min(points[::2]) + max(points[::2])) / 2,
            (min(points[1::2]) + max(points[1::2])) / 2,
        )
        for outline in (area, inside):
            curves = [curve for curve in outline.attrib["d"].split("Z") if curve.strip()]
            assert any(_covers(curve, *middle) for curve in curves), (zone, middle)


def test_the_big_toe_of_the_left_foot_is_where_the_person_sees_it() -> None:
    (sole,), (top,) = drawn(zone="sole"), drawn(zone="top")
    assert "transform" not in sole.attrib
    assert "scale(-1 1)" in top.attrib["transform"]


def _covers(curve: str, across: float, down: float) -> bool:
    numbers = [float(number) for number in re.findall(r"[-0-9.]+", curve)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    crossed = [
        (x2 - x1) * (down - y1) / (y2 - y1) + x1 > across
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True)
        if (y1 <= down) != (y2 <= down)
    ]
    return crossed.count(True) % 2 == 1
