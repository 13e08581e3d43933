"""The picture of the foot: a foot at any size, zones seen without colour, hands that go right."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from footcoach.core.routine import NO_PRESSURE, Step, Technique, Tool
from footcoach.core.states import Foot, Zone
from footcoach.storage.library import built_in_names, load_routine
from footcoach.ui.foot import LEAST_HEIGHT, LEAST_WIDTH, foot_map
from footcoach.ui.theme import ASCII, UNICODE
from samples import a_step

SIZES = [(16, 10), (24, 14), (34, 20), (60, 40)]
size = pytest.mark.parametrize(("width", "height"), SIZES, ids=str)
STROKES = [technique for technique in Technique if technique not in NO_PRESSURE]

Cell = tuple[int, int]


def of_zone(zone: Zone, technique: Technique = Technique.KNEADING, **changes: object) -> Step:
    return a_step(zone=zone, technique=technique, **changes)


def picture(
    step: Step,
    elapsed: float | None = None,
    *,
    width: int = 34,
    height: int = 21,  # of which the caption takes one
    foot: Foot = Foot.LEFT,
    avoided: tuple[Zone, ...] = (),
) -> list[Text]:
    return foot_map(
        width, height, foot=foot, step=step, elapsed=elapsed, glyphs=UNICODE, avoided=avoided
    )


def plain(lines: list[Text]) -> list[str]:
    return [line.plain for line in lines]


def cells(lines: list[Text], style: str = "map.zone") -> set[Cell]:
    """Return row and column of every cell in the style."""
    return {
        (row, column)
        for row, line in enumerate(lines)
        for span in line.spans
        if span.style == style
        for column in range(span.start, span.end)
    }


def marker(step: Step, elapsed: float, foot: Foot = Foot.LEFT) -> set[Cell]:
    return cells(picture(step, elapsed, foot=foot), "map.marker")


def row_at(step: Step, elapsed: float) -> float:
    """Return how far down the middle of the marker is."""
    rows = [row for row, _ in marker(step, elapsed)]
    return sum(rows) / len(rows)


def rows_at(step: Step, first: int, end: int) -> list[float]:
    """Return how far down the marker is in each quarter of a second."""
    return [row_at(step, quarter / 4) for quarter in range(first, end)]


BITS = [
    (bit, down, across)
    for across, column in enumerate(((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80)))
    for down, bit in enumerate(column)
]


def dots_of(lines: list[Text]) -> set[Cell]:
    """Read a drawing back into the dots of its braille."""
    return {
        (row * 4 + down, column * 2 + across)
        for row, line in enumerate(plain(lines))
        for column, character in enumerate(line)
        for bit, down, across in BITS
        if ord(character) >= 0x2800 and (ord(character) - 0x2800) & bit
    }


def most_runs(dots: set[Cell], rows: range) -> int:
    """Return how many things stand side by side where there are most."""
    return max(sum((row, column - 1) not in dots for r, column in dots if r == row) for row in rows)


@given(
    room=st.tuples(st.integers(0, 130), st.integers(0, 70)),
    zone=st.sampled_from(Zone),
    kind=st.tuples(st.sampled_from(Technique), st.sampled_from(Tool)),
    foot=st.sampled_from(Foot.BOTH.each),
    at=st.none() | st.floats(0, 900),
)
def test_it_fits_any_room_and_always_takes_the_same_lines(
    room: tuple[int, int], zone: Zone, kind: tuple[Technique, Tool], foot: Foot, at: float | None
) -> None:
    width, height = room
    step = of_zone(zone, kind[0], tool=kind[1])
    lines = picture(step, at, width=width, height=height, foot=foot)
    assert len(lines) == (height if width >= LEAST_WIDTH and height >= LEAST_HEIGHT else 0)
    assert all(line.cell_len == len(line) <= width for line in lines)
    assert foot_map(width, height, foot=foot, step=step, elapsed=at, glyphs=ASCII) == []


@size
def test_five_toes_stand_apart_hollow_where_the_sole_is_meant(width: int, height: int) -> None:
    toes, sole, whole = (
        dots_of(picture(of_zone(zone), width=width, height=height))
        for zone in (Zone.TOES, Zone.SOLE, Zone.WHOLE)
    )
    first = min(toes)[0]
    upper, ball = range(first, first + height), range(first + height * 3 // 2, first + 2 * height)
    assert most_runs(toes, upper) == 5
    assert most_runs(sole, upper) > 5
    assert most_runs(whole, upper) == 5
    assert most_runs(whole, ball) == 1
    big, little = (min(toes, key=lambda dot: (edge * dot[1], dot[0])) for edge in (1, -1))
    assert big[0] < little[0]


@size
def test_toes_are_above_the_ball_above_the_arch_above_the_heel(width: int, height: int) -> None:
    middles = []
    for zone in (Zone.TOES, Zone.BALL, Zone.ARCH, Zone.HEEL):
        lit = cells(picture(of_zone(zone), width=width, height=height))
        middles.append(sum(row for row, _ in lit) / len(lit))
    assert middles == sorted(set(middles))


@size
def test_each_zone_can_be_told_without_colour(width: int, height: int) -> None:
    steps = [of_zone(zone) for zone in Zone] + [of_zone(Zone.WHOLE, Technique.CARE)]
    drawn = {tuple(plain(picture(step, width=width, height=height))) for step in steps}
    assert len(drawn) == len(steps)


@size
def test_a_right_foot_is_a_left_one_in_the_mirror(width: int, height: int) -> None:
    for zone in Zone:
        left, right = (
            dots_of(picture(of_zone(zone), width=width, height=height, foot=foot)[:-1])
            for foot in Foot.BOTH.each
        )
        edges = min(column for _, column in left) + max(column for _, column in left)
        shift = min(column for _, column in right) - min(column for _, column in left)
        assert {(row, edges - column + shift) for row, column in left} == right
    # The left big toe is on the left of the sole, and from above on the right.
    sole, top = (min(dots_of(picture(of_zone(zone)))) for zone in (Zone.BALL, Zone.TOP))
    assert sole[1] < 34 < top[1]


def test_care_is_a_plain_picture_and_where_the_foot_moves_there_are_no_hands() -> None:
    for zone in Zone:
        care = picture(of_zone(zone, Technique.CARE), 3.0)
        assert not cells(care) | cells(care, "map.marker")
        assert not cells(picture(of_zone(zone, Technique.MOVING), 3.0), "map.marker")


def test_what_is_not_on_the_sole_says_what_it_is() -> None:
    for zone, words in ((Zone.TOP, "top of the left foot"), (Zone.ANKLE, "left ankle")):
        assert words in {line.strip() for line in plain(picture(of_zone(zone)))}


@pytest.mark.parametrize("zone", Zone)
@pytest.mark.parametrize("foot", Foot.BOTH.each)
def test_the_hands_stay_in_the_zone_and_change_only_their_own_lines(zone: Zone, foot: Foot) -> None:
    for (width, height), technique in product(SIZES, STROKES):
        step = of_zone(zone, technique, tool="fingers", seconds=60)
        still = picture(step, width=width, height=height, foot=foot)
        lit = cells(still)
        for tick in range(0, 240, 7):
            now = picture(step, tick / 4, width=width, height=height, foot=foot)
            hands = cells(now, "map.marker")
            assert hands
            for row, column in hands:
                columns = [c for r, c in lit if r == row]
                assert min(columns) <= column <= max(columns)
            moved = {row for row, (a, b) in enumerate(zip(still, now, strict=True)) if a is not b}
            assert moved == {row for row, _ in hands}


def test_every_gliding_step_of_every_routine_goes_the_way_its_own_words_say() -> None:
    said = {
        "toes to ankle": 1,
        "toes to the ankle": 1,
        "toes to heel": 1,
        "heel": -1,
        "towards the toes": -1,
    }
    said |= {"ankle up": -1, "from the ankle": -1, "above the ankle": -1}
    for name in built_in_names():
        for step in load_routine(name).steps:
            # To and fro is no way.
            if step.technique is Technique.GLIDING and "side to side" not in step.how:
                way = next(way for words, way in said.items() if words in step.how)
                assert (row_at(step, 2.75) - row_at(step, 0)) * way > 0, step.how


def test_a_stroke_goes_through_its_zone_and_comes_back_to_where_it_began() -> None:
    toes = min(cells(picture(of_zone(Zone.TOES))))[0]
    for technique, tool, zone, seconds in (
        (Technique.GLIDING, "hands", Zone.WHOLE, 4),
        (Technique.GLIDING, "ball", Zone.SOLE, 6),
        (Technique.KNEADING, "thumbs", Zone.SOLE, 16),
        (Technique.STRETCH, "hands", Zone.TOES, 10),
    ):
        rows = rows_at(of_zone(zone, technique, tool=tool, seconds=20), 0, seconds * 4 + 1)
        assert rows[0] == rows[-1], technique
        assert len(set(rows)) > 1, technique
    # Coming back, and lifted, the hands are drawn lighter.
    glide = of_zone(Zone.SOLE, Technique.GLIDING, tool="knuckles")
    drawn = ["".join(plain(picture(glide, at))) for at in (1.0, 3.5)]
    assert ["█" in lines for lines in drawn] == [True, False]
    assert "▒" in drawn[1]
    # Nobody pushes a fist through the toes.
    fist = of_zone(Zone.WHOLE, Technique.GLIDING, tool="knuckles")
    assert min(rows_at(fist, 0, 16)) > toes + 2


def test_press_and_hold_stays_ten_seconds_on_each_spot_in_the_soft_of_the_sole() -> None:
    heel = cells(picture(of_zone(Zone.HEEL)))
    for seconds, spots in ((5, 1), (12, 1), (35, 3), (90, 4)):
        step = of_zone(Zone.SOLE, Technique.PRESS_AND_HOLD, tool="thumbs", seconds=seconds)
        places = [frozenset(marker(step, tick / 4)) for tick in range(seconds * 4)]
        assert len(set(places)) == spots
        assert len(set(places[:40])) == 1
        assert not frozenset().union(*places) & heel


def lit_of_whole(avoided: tuple[Zone, ...], elapsed: float | None = None) -> set[Cell]:
    lines = picture(of_zone(Zone.WHOLE), elapsed, avoided=avoided)
    return cells(lines, "map.zone" if elapsed is None else "map.marker")


def inside(zone: Zone) -> set[Cell]:
    """Return the cells of a zone that have none of another zone beside them."""
    alone = cells(picture(of_zone(zone)))
    return {
        (row, column)
        for row, column in alone
        if {(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)} <= alone
    }


@pytest.mark.parametrize("zone", [Zone.BALL, Zone.ARCH, Zone.HEEL, Zone.SOLE])
def test_an_avoided_zone_stays_dark_on_the_whole_foot_and_the_hands_go_past_it(zone: Zone) -> None:
    assert len(inside(zone)) > 10
    assert inside(zone) <= lit_of_whole(())
    assert not inside(zone) & lit_of_whole((zone,))
    for tick in range(80):
        assert not inside(zone) & lit_of_whole((zone,), tick / 4)
    assert lit_of_whole((Zone.SOLE, Zone.TOES), 1.0) == set()
