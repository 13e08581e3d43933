"""The picture of the foot: a foot at any size, zones told without colour, hands that go right."""

from functools import partial
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from footcoach.core.routine import Step, Technique, Tool, Zone
from footcoach.core.states import Foot
from footcoach.storage.library import built_in_names, load_routine
from footcoach.ui.foot import LEAST_HEIGHT, LEAST_WIDTH, foot_map
from footcoach.ui.theme import ASCII, THEME, UNICODE, Glyphs
from samples import a_step

SIZES = [(16, 10), (24, 14), (34, 20), (60, 40)]
BOTH = {"unicode": UNICODE, "ascii": ASCII}

size = pytest.mark.parametrize(("width", "height"), SIZES, ids=lambda n: str(n))
glyphs = pytest.mark.parametrize("glyphs", BOTH.values(), ids=BOTH)
any_zone = pytest.mark.parametrize("zone", Zone)

Cell = tuple[int, int]


def picture(
    step: Step,
    elapsed: float | None = None,
    *,
    width: int = 24,
    height: int = 14,
    foot: Foot = Foot.LEFT,
    glyphs: Glyphs = UNICODE,
) -> list[Text]:
    return foot_map(width, height, foot=foot, step=step, elapsed=elapsed, glyphs=glyphs)


def of_zone(zone: Zone, technique: Technique = Technique.KNEADING, **changes: object) -> Step:
    return a_step(zone=zone, technique=technique, **changes)


def cells(lines: list[Text], style: str) -> set[Cell]:
    """Return row and column of every cell in the style."""
    return {
        (row, column)
        for row, line in enumerate(lines)
        for span in line.spans
        if span.style == style
        for column in range(span.start, span.end)
    }


def plain(lines: list[Text]) -> list[str]:
    return [line.plain for line in lines]


def marker(step: Step, elapsed: float, foot: Foot = Foot.LEFT) -> set[Cell]:
    return cells(picture(step, elapsed, foot=foot, width=34, height=20), "map.marker")


def row_at(step: Step, elapsed: float) -> float:
    """Return how far down the middle of the marker is."""
    rows = [row for row, _ in marker(step, elapsed)]
    return sum(rows) / len(rows)


def column_at(step: Step, elapsed: float) -> float:
    columns = [column for _, column in marker(step, elapsed)]
    return sum(columns) / len(columns)


@given(
    st.integers(0, 130),
    st.integers(0, 70),
    st.sampled_from(Zone),
    st.sampled_from(Technique),
    st.sampled_from(Tool),
    st.sampled_from(Foot),
    st.sampled_from(list(BOTH.values())),
    st.none() | st.floats(0, 900),
)
def test_it_fits_into_any_room_and_always_takes_the_same_lines(
    width: int,
    height: int,
    zone: Zone,
    technique: Technique,
    tool: Tool,
    foot: Foot,
    glyphs: Glyphs,
    elapsed: float | None,
) -> None:
    step = of_zone(zone, technique, tool=tool)
    lines = foot_map(width, height, foot=foot, step=step, elapsed=elapsed, glyphs=glyphs)
    assert len(lines) == (height if width >= LEAST_WIDTH and height >= LEAST_HEIGHT else 0)
    assert all(line.cell_len <= width for line in lines)


@pytest.mark.parametrize(("width", "height"), [(15, 40), (60, 9), (0, 0)])
def test_under_the_least_room_there_is_no_picture(width: int, height: int) -> None:
    assert picture(of_zone(Zone.WHOLE), width=width, height=height) == []


def test_in_a_narrow_room_the_foot_is_small_and_not_drawn_out() -> None:
    for zone in Zone:
        lines = plain(picture(of_zone(zone), width=16, height=60))
        assert 7 < len([line for line in lines if line.strip()]) <= 22


@glyphs
@any_zone
def test_every_character_is_one_cell_wide_and_can_be_encoded(zone: Zone, glyphs: Glyphs) -> None:
    for elapsed in (None, 0.0, 3.5):
        text = "".join(plain(picture(of_zone(zone), elapsed, glyphs=glyphs)))
        assert all(cell_len(character) == 1 for character in text)
        assert text.isascii() or glyphs is UNICODE


@size
def test_five_toes_stand_apart_the_big_one_first_each_lower_than_the_one_before(
    width: int, height: int
) -> None:
    lines = plain(picture(of_zone(Zone.TOES), width=width, height=height))
    *toes, _ = sorted(islands(dots_of(lines)), key=lambda island: max(island)[0])
    toes.sort(key=lambda toe: min(column for _, column in toe))
    assert len(toes) == 5
    widths = [max(c for _, c in toe) - min(c for _, c in toe) for toe in toes]
    assert all(widths[0] > width for width in widths[1:])
    tips = [min(toe)[0] for toe in toes]
    assert tips == sorted(tips)
    assert tips[0] < tips[-1]


@size
def test_the_whole_foot_is_one_piece_and_the_sole_leaves_five_hollow_toes(
    width: int, height: int
) -> None:
    def pieces(zone: Zone) -> list[set[Cell]]:
        lines = plain(picture(of_zone(zone), width=width, height=height))
        return sorted(islands(dots_of(lines)), key=len)

    assert len(pieces(Zone.WHOLE)) == 1
    *toes, sole = pieces(Zone.SOLE)
    assert len(toes) == 5
    for toe in toes:
        rows, columns = ({dot[n] for dot in toe} for n in (0, 1))
        assert len(toe) < 0.75 * len(rows) * len(columns)
    assert len(sole) > 2 * sum(map(len, toes))


BITS = [
    (bit, down, across)
    for across, column in enumerate(((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80)))
    for down, bit in enumerate(column)
]


def dots_of(lines: list[str]) -> set[Cell]:
    """Read a drawing back into the dots of its braille."""
    return {
        (row * 4 + down, column * 2 + across)
        for row, line in enumerate(lines)
        for column, character in enumerate(line)
        for bit, down, across in BITS
        if character != " " and (ord(character) - 0x2800) & bit
    }


def islands(dots: set[Cell]) -> list[set[Cell]]:
    """Return what hangs together, if only at a corner."""
    left, found = set(dots), []
    while left:
        island: set[Cell] = set()
        new = {min(left)}
        while new:
            island |= new
            new = {
                (row + down, column + across)
                for row, column in new
                for down, across in product((-1, 0, 1), repeat=2)
            } & left - island
        left -= island
        found.append(island)
    return found


@size
@pytest.mark.parametrize("zone", [Zone.TOES, Zone.WHOLE])
def test_five_toes_can_be_counted_in_the_ascii_drawing(zone: Zone, width: int, height: int) -> None:
    lines = plain(picture(of_zone(zone), width=width, height=height, glyphs=ASCII))
    assert any(len(line.split()) == 5 for line in lines[: height // 3])


@size
@any_zone
def test_in_ascii_what_is_lit_is_filled_and_the_rest_an_outline(
    zone: Zone, width: int, height: int
) -> None:
    lines = picture(of_zone(zone), width=width, height=height, glyphs=ASCII)
    lit = cells(lines, "map.zone")
    filled = {
        (row, column)
        for row, line in enumerate(plain(lines))
        for column, character in enumerate(line)
        if character == "#"
    }
    assert filled <= lit
    assert len(filled) > 0.6 * len(lit)


def test_from_above_five_toes_have_nails() -> None:
    for width, height in SIZES:
        lines = plain(
            picture(of_zone(Zone.TOP), width=width, height=height, foot=Foot.RIGHT, glyphs=ASCII)
        )
        assert sum(line.count("@") for line in lines) >= 5
        assert not any("@" in line for line in lines[height // 2 :])


@size
@glyphs
def test_toes_are_above_the_ball_above_the_arch_above_the_heel(
    width: int, height: int, glyphs: Glyphs
) -> None:
    middles = []
    for zone in (Zone.TOES, Zone.BALL, Zone.ARCH, Zone.HEEL):
        lit = cells(picture(of_zone(zone), width=width, height=height, glyphs=glyphs), "map.zone")
        middles.append(sum(row for row, _ in lit) / len(lit))
    assert middles == sorted(set(middles))


@size
def test_the_arch_is_hollow_on_the_side_of_the_big_toe(width: int, height: int) -> None:
    lines = plain(picture(of_zone(Zone.TOES), width=width, height=height, glyphs=ASCII))
    used = [line for line in lines if line.strip()]
    toe, ball, arch = used[0], used[round(len(used) * 0.35)], used[round(len(used) * 0.62)]
    indent = [len(line) - len(line.lstrip()) for line in (toe, ball, arch)]
    assert indent[2] > max(indent[0], indent[1]) + 1
    assert len(ball.rstrip()) - len(arch.rstrip()) < indent[2] - indent[1]


@glyphs
def test_the_big_toe_of_the_left_sole_is_on_the_left_and_of_its_top_on_the_right(
    glyphs: Glyphs,
) -> None:
    def middle_of_the_tips(zone: Zone) -> float:
        first = plain(picture(of_zone(zone), glyphs=glyphs, width=34, height=20))[0]
        inked = [column for column, character in enumerate(first) if character != " "]
        return sum(inked) / len(inked)

    assert middle_of_the_tips(Zone.BALL) < 16
    assert middle_of_the_tips(Zone.TOP) > 18


SWAPPED_DOTS = ((1, 8), (2, 16), (4, 32), (64, 128))
MIRRORED = {ord(a): b for a, b in ("()", ")(", "/\\", "\\/")} | {
    0x2800 + bits: chr(
        0x2800
        + sum(right for left, right in SWAPPED_DOTS if bits & left)
        + sum(left for left, right in SWAPPED_DOTS if bits & right)
    )
    for bits in range(256)
}


@size
@glyphs
@any_zone
@pytest.mark.parametrize("elapsed", [None, 0.0, 2.3, 7.0])
def test_the_right_foot_is_the_mirror_image_of_the_left(
    width: int, height: int, glyphs: Glyphs, zone: Zone, elapsed: float | None
) -> None:
    def drawn(foot: Foot) -> list[str]:
        lines = picture(
            of_zone(zone), elapsed, width=width, height=height, foot=foot, glyphs=glyphs
        )
        return [
            line for line in plain(lines) if not line.strip().isalpha() and "top of" not in line
        ]

    def edge(lines: list[str]) -> int:
        return min(len(line) - len(line.lstrip()) for line in lines if line.strip())

    left, right = drawn(Foot.LEFT), drawn(Foot.RIGHT)
    wide = max(len(line) for line in left)
    turned = [line.ljust(wide)[::-1].translate(MIRRORED).rstrip() for line in left]
    assert [line[edge(turned) :] for line in turned] == [line[edge(right) :] for line in right]


@size
@glyphs
def test_each_zone_lights_other_cells_and_can_be_told_without_colour(
    width: int, height: int, glyphs: Glyphs
) -> None:
    drawings = [picture(of_zone(z), width=width, height=height, glyphs=glyphs) for z in Zone]
    care = of_zone(Zone.WHOLE, Technique.CARE)
    drawings.append(picture(care, width=width, height=height, glyphs=glyphs))
    assert len({tuple(plain(lines)) for lines in drawings}) == len(Zone) + 1
    assert len({frozenset(cells(lines, "map.zone")) for lines in drawings}) == len(Zone) + 1


@glyphs
@any_zone
def test_care_is_a_plain_picture_without_hands(zone: Zone, glyphs: Glyphs) -> None:
    lines = picture(of_zone(zone, Technique.CARE), 3.0, glyphs=glyphs)
    assert not cells(lines, "map.zone")
    assert not cells(lines, "map.marker")
    assert "#" not in "".join(plain(lines))


def test_what_is_not_on_the_sole_says_what_it_is() -> None:
    for zone, word in ((Zone.TOP, "top of the foot"), (Zone.ANKLE, "ankle"), (Zone.CALF, "calf")):
        assert any(line.strip() == word for line in plain(picture(of_zone(zone))))


def test_every_style_is_in_the_theme() -> None:
    used = {span.style for line in picture(of_zone(Zone.ARCH), 1.0) for span in line.spans}
    assert used <= set(THEME.styles)
    assert {"map.outline", "map.zone", "map.marker"} <= used


@any_zone
@pytest.mark.parametrize("technique", [t for t in Technique if t is not Technique.CARE])
@pytest.mark.parametrize("tool", [Tool.HANDS, Tool.FINGERS])
@glyphs
def test_the_hands_stay_in_the_zone(
    zone: Zone, technique: Technique, tool: Tool, glyphs: Glyphs
) -> None:
    step = of_zone(zone, technique, tool=tool, seconds=60)
    for width, height in SIZES:
        draw = partial(picture, step, width=width, height=height, glyphs=glyphs)
        lit = cells(draw(), "map.zone")
        for tick in range(0, 240, 3):
            hands = cells(draw(tick / 4), "map.marker")
            assert hands
            for row, column in hands:
                columns = {c for r, c in lit if r == row}
                within = min(columns) <= column <= max(columns)
                over_a_gap = zone is Zone.TOES and {(row, column - 1), (row, column + 1)} & lit
                assert within or over_a_gap, (tick, row, column)


@size
@pytest.mark.parametrize("zone", [Zone.BALL, Zone.ARCH, Zone.HEEL])
def test_the_hands_cover_only_cells_that_are_mostly_of_the_zone(
    width: int, height: int, zone: Zone
) -> None:
    draw = partial(picture, of_zone(zone, tool="thumbs"), width=width, height=height)
    still = plain(draw())
    for tick in range(64):
        for row, column in cells(draw(tick / 4), "map.marker"):
            assert (ord(still[row][column]) - 0x2800).bit_count() >= 4


@any_zone
def test_without_a_moment_there_are_no_hands(zone: Zone) -> None:
    assert not cells(picture(of_zone(zone), None), "map.marker")
    assert cells(picture(of_zone(zone), 0.0), "map.marker")


@glyphs
@any_zone
@pytest.mark.parametrize("technique", Technique)
def test_only_the_lines_with_the_hands_differ_from_what_stands_still(
    zone: Zone, technique: Technique, glyphs: Glyphs
) -> None:
    step = of_zone(zone, technique)
    still = picture(step, glyphs=glyphs)
    for tick in range(40):
        now = picture(step, tick / 4, glyphs=glyphs)
        touched = {row for row, _ in cells(now, "map.marker")}
        assert len(touched) <= 2
        for row, (before, after) in enumerate(zip(still, now, strict=True)):
            assert (before == after and before.spans == after.spans) or row in touched


def test_drawing_hands_leaves_no_trace_on_the_next_picture() -> None:
    step = of_zone(Zone.ARCH)
    before = plain(picture(step))
    assert plain(picture(step, 1.0)) != before
    assert plain(picture(step)) == before


def test_lines_without_hands_are_the_very_same_so_that_a_screen_need_not_compare_them() -> None:
    still, now = picture(of_zone(Zone.ARCH)), picture(of_zone(Zone.ARCH), 1.0)
    assert sum(a is b for a, b in zip(still, now, strict=True)) >= len(still) - 2


def test_a_line_has_no_more_styles_than_it_has_parts() -> None:
    """Each is sent by itself, which was half of all that a session sent."""
    lit_between_outlines = 3
    for line in picture(of_zone(Zone.HEEL)):
        assert len(line.spans) <= lit_between_outlines


@pytest.mark.parametrize("technique", [t for t in Technique if t is not Technique.CARE])
def test_the_hands_stand_still_for_a_quarter_of_a_second(technique: Technique) -> None:
    step = of_zone(Zone.SOLE, technique)
    for tick in range(80):
        assert picture(step, tick / 4) == picture(step, tick / 4 + 0.2499)
        assert marker(step, tick / 4) == marker(step, tick / 4 + 0.2499)


GLIDES = [
    (Tool.HANDS, Zone.WHOLE, "down"),
    (Tool.HANDS, Zone.SOLE, "down"),
    (Tool.HANDS, Zone.TOP, "down"),
    (Tool.KNUCKLES, Zone.SOLE, "up"),
    (Tool.KNUCKLES, Zone.ARCH, "up"),
    (Tool.KNUCKLES, Zone.WHOLE, "up"),
    (Tool.THUMBS, Zone.SOLE, "up"),
    (Tool.THUMBS, Zone.ARCH, "up"),
    (Tool.HANDS, Zone.CALF, "up"),
    (Tool.HANDS, Zone.ANKLE, "up"),
]


@pytest.mark.parametrize(("tool", "zone", "way"), GLIDES)
def test_a_long_stroke_goes_the_way_the_routine_says_in_three_seconds_and_back_in_one(
    tool: Tool, zone: Zone, way: str
) -> None:
    step = of_zone(zone, Technique.GLIDING, tool=tool)
    rows = [row_at(step, tick / 4) for tick in range(12)]
    assert rows == sorted(rows, reverse=way == "up")
    assert rows[0] != rows[-1]
    assert row_at(step, 4.0) == rows[0]
    back = [row_at(step, 2.75), *(row_at(step, 3 + tick / 4) for tick in range(4)), rows[0]]
    assert back == sorted(back, reverse=way == "down")


def test_every_gliding_step_of_every_routine_goes_the_way_its_own_words_say() -> None:
    said = {"toes to ankle": 1, "toes to the ankle": 1, "heel": -1, "ankle up": -1}
    for name in built_in_names():
        for step in load_routine(name).steps:
            if step.technique is Technique.GLIDING:
                way = next(way for words, way in said.items() if words in step.how)
                assert (row_at(step, 2.75) - row_at(step, 0)) * way > 0, step.how


def test_coming_back_is_drawn_lighter_than_the_stroke() -> None:
    step = of_zone(Zone.SOLE, Technique.GLIDING, tool="knuckles")
    assert "█" in "".join(plain(picture(step, 1.0)))
    assert "█" not in "".join(plain(picture(step, 3.5)))
    assert "▒" in "".join(plain(picture(step, 3.5)))


def test_knuckles_on_the_whole_foot_do_not_go_over_the_toes() -> None:
    toes = cells(picture(of_zone(Zone.TOES), width=34, height=20), "map.zone")
    step = of_zone(Zone.WHOLE, Technique.GLIDING, tool="knuckles")
    for tick in range(16):
        assert min(row for row, _ in marker(step, tick / 4)) > min(toes)[0] + 2


def test_a_ball_rolls_to_and_fro_at_one_pace() -> None:
    step = of_zone(Zone.SOLE, Technique.GLIDING, tool="ball")
    there = [row_at(step, tick / 4) for tick in range(13)]
    back = [row_at(step, 3 + tick / 4) for tick in range(13)]
    assert there == sorted(there, reverse=True)
    assert there == back[::-1]
    assert there[0] - there[-1] > 8


def test_kneading_goes_round_in_two_seconds_and_moves_on_through_the_zone() -> None:
    step = of_zone(Zone.SOLE, tool="thumbs")
    circle = [min(marker(step, 4 + tick / 4)) for tick in range(8)]
    assert len(set(circle)) == 8
    assert len({row for row, _ in circle}) == 3
    rows = [row_at(step, 2 * stage) for stage in range(8)]
    assert rows == sorted(rows, reverse=True)
    assert row_at(of_zone(Zone.WHOLE, tool="hands"), 0) < row_at(step, 14)


@size
@glyphs
def test_fingers_on_the_toes_go_from_one_toe_to_the_next(
    width: int, height: int, glyphs: Glyphs
) -> None:
    step = of_zone(Zone.TOES, tool="fingers")
    places = [
        min(c for _, c in cells(
            picture(step, 6 * toe, width=width, height=height, glyphs=glyphs), "map.marker"
        ))
        for toe in range(5)
    ]  # fmt: skip
    assert places == sorted(set(places))


def test_friction_makes_five_small_quick_circles_and_goes_to_the_next_spot() -> None:
    step = of_zone(Zone.BALL, Technique.FRICTION, tool="thumbs")
    circle = [marker(step, tick / 4) for tick in range(4)]
    assert all(one != other for n, one in enumerate(circle) for other in circle[:n])
    for number in range(1, 5):
        assert [marker(step, number + tick / 4) for tick in range(4)] == circle
    assert column_at(step, 0) < column_at(step, 5) < column_at(step, 10)


def test_tapping_hops_from_the_heel_towards_the_toes_lifting_between() -> None:
    step = of_zone(Zone.SOLE, Technique.TAPPING, tool="fingers")
    taps = [marker(step, tick / 2) for tick in range(8)]
    assert all(one != other for n, one in enumerate(taps) for other in taps[:n])
    assert row_at(step, 0) > row_at(step, 3.5)
    assert "█" in "".join(plain(picture(step, 0.0)))
    assert "█" not in "".join(plain(picture(step, 0.25)))


def test_vibration_shakes_from_side_to_side_on_the_spot() -> None:
    step = of_zone(Zone.WHOLE, Technique.VIBRATION)
    columns = [column_at(step, tick / 4) for tick in range(6)]
    assert columns[::2] == [columns[0]] * 3
    assert columns[1::2] == [columns[0] + 2] * 3
    assert row_at(step, 0) == row_at(step, 0.25)


@pytest.mark.parametrize(("seconds", "spots"), [(5, 1), (12, 1), (35, 3), (45, 4), (90, 4)])
def test_press_and_hold_stays_ten_seconds_on_each_of_its_spots(seconds: int, spots: int) -> None:
    step = of_zone(Zone.SOLE, Technique.PRESS_AND_HOLD, tool="thumbs", seconds=seconds)
    places = [frozenset(marker(step, tick / 4)) for tick in range(seconds * 4)]
    assert len(set(places)) == spots
    assert len(set(places[:40])) == 1
    assert len(set(places[(spots - 1) * 40 :])) == 1


def test_press_and_hold_keeps_to_the_soft_of_the_sole() -> None:
    step = of_zone(Zone.SOLE, Technique.PRESS_AND_HOLD, tool="thumbs", seconds=45)
    heel = cells(picture(of_zone(Zone.HEEL), width=34, height=20), "map.zone")
    for second in range(45):
        assert not marker(step, second) & heel


def test_pressing_eases_for_a_moment_each_second_so_that_it_can_be_counted() -> None:
    step = of_zone(Zone.ARCH, Technique.PRESS_AND_HOLD, tool="thumbs")
    looks = ["█" in "".join(plain(picture(step, tick / 4))) for tick in range(8)]
    assert looks == [True, True, True, False] * 2


def test_a_stretch_bends_the_toes_holds_and_lets_go_twice() -> None:
    step = of_zone(Zone.TOES, Technique.STRETCH, seconds=20)
    rows = [row_at(step, second) for second in range(20)]
    assert rows[0] > rows[2] == rows[8]
    assert row_at(step, 9.75) == rows[0]
    assert rows[:10] == rows[10:]


# --- what is to be spared -----------------------------------------------------------------------


def on_the_whole(avoided: tuple[Zone, ...], elapsed: float | None = None) -> set[Cell]:
    """Return the cells of the picture of the whole foot that are lit, or that the hands are in."""
    step = of_zone(Zone.WHOLE)
    lines = foot_map(
        34, 20, foot=Foot.LEFT, step=step, elapsed=elapsed, glyphs=UNICODE, avoided=avoided
    )
    return cells(lines, "map.zone" if elapsed is None else "map.marker")


def lit_rows(avoided: tuple[Zone, ...]) -> set[int]:
    return {row for row, _ in on_the_whole(avoided)}


def inside(zone: Zone) -> set[Cell]:
    """Return the cells of a part of the sole that have none of another part beside them."""
    alone = cells(picture(of_zone(zone), width=34, height=20), "map.zone")
    return {
        (row, column)
        for row, column in alone
        if {(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)} <= alone
    }


@pytest.mark.parametrize("zone", [Zone.BALL, Zone.ARCH, Zone.HEEL, Zone.SOLE])
def test_what_is_to_be_spared_stays_dark_on_the_whole_foot_and_the_hands_go_past_it(
    zone: Zone,
) -> None:
    assert len(inside(zone)) > 10
    assert inside(zone) <= on_the_whole(())
    assert not inside(zone) & on_the_whole((zone,))
    for tick in range(80):
        assert not inside(zone) & on_the_whole((zone,), tick / 4)


def test_toes_to_be_spared_stay_dark() -> None:
    assert min(lit_rows((Zone.TOES,))) >= min(lit_rows(())) + 3
    assert max(lit_rows((Zone.TOES,))) == max(lit_rows(()))


def test_a_foot_of_which_all_is_to_be_spared_has_no_hands_on_it() -> None:
    assert on_the_whole((Zone.SOLE, Zone.TOES), 1.0) == set()
    assert on_the_whole((Zone.SOLE, Zone.TOES)) == set()


@pytest.mark.parametrize("zone", [Zone.TOP, Zone.ANKLE])
def test_what_cannot_be_seen_from_below_leaves_the_picture_as_it_is(zone: Zone) -> None:
    assert on_the_whole((zone,)) == on_the_whole(())
