"""The words of arrows stand at free places along their own arrows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternloom.pictures.labels import HEIGHT, Area, Ground, Name, Way, place_labels, place_names

Middle = tuple[float, float]

DOWN: Way = ((100, 20), (100, 220))
NARROW, WIDE = 13.3, 93.1


def box(left: float, top: float, width: float, height: float) -> Area:
    """By its corner and size."""
    return Area(left, top, left + width, top + height)


def placed(
    *arrows: tuple[Way, float | None],
    shapes: tuple[Area, ...] = (),
    boundaries: tuple[Area, ...] = (),
    names: tuple[Area, ...] = (),
) -> dict[int, Middle]:
    """The middle of each label, by its arrow's number; an arrow is its way and how wide its label is."""
    ground = Ground(shapes, boundaries, tuple(way for way, _ in arrows))
    places = place_labels(ground, names, {n: width for n, (_, width) in enumerate(arrows) if width})
    assert {round(area.height, 6) for area in places.values()} <= {HEIGHT}
    assert [round(area.width, 6) for area in places.values()] == [width for _, width in arrows if width]
    return {n: ((area.left + area.right) / 2, (area.top + area.bottom) / 2) for n, area in places.items()}


def test_a_label_with_nothing_in_its_way_stays_in_the_middle() -> None:
    assert placed((DOWN, NARROW)) == {0: (100, 120)}


def test_an_arrow_without_a_label_has_no_place_for_one() -> None:
    assert placed((DOWN, None), (((300, 20), (300, 220)), NARROW)) == {1: (300, 120)}


def test_labels_of_arrows_side_by_side_stand_apart() -> None:
    assert placed((DOWN, WIDE), (((130, 20), (130, 220)), NARROW)) == {0: (100, 120), 1: (130, 88)}


def test_the_label_of_the_shorter_arrow_is_placed_first() -> None:
    """As it has the fewest places: it keeps its middle, and the longer one's gives way."""
    assert placed((((100, 140), (100, 260)), 50), (((120, 140), (120, 220)), 50)) == {0: (100, 208), 1: (120, 180)}


def test_a_label_is_placed_once_more_when_the_others_are_known() -> None:
    """The shorter arrow's stood in its middle, at (120, 140), before the longer one's had to come near."""
    shape = Area(60, 180, 100, 210)
    found = placed((((100, 100), (100, 220)), 50), (((120, 100), (120, 180)), 30), shapes=(shape,))
    assert found == {0: (100, 160), 1: (120, 132)}


@pytest.mark.parametrize(
    ("obstacle", "y"),
    [
        ({"arrow": ((20, 120), (300, 120))}, 104),
        ({"shapes": (box(90, 100, 20, 40),)}, 80),
        ({"boundaries": (box(40, 120, 300, 200),)}, 104),
        ({"boundaries": (box(40, -80, 300, 200),)}, 104),
        ({"names": (Area(60, 107.5, 190, 129),)}, 88),
    ],
    ids=["another arrow", "a component", "a boundary's upper line", "a boundary's lower line", "a boundary's name"],
)
def test_a_label_leaves_the_place_of_something_else(obstacle: dict[str, tuple[Area, ...]], y: float) -> None:
    """For the next free place along its arrow."""
    arrows = [(way, None) for name, way in obstacle.items() if name == "arrow"]
    rest = {name: found for name, found in obstacle.items() if name != "arrow"}
    assert placed((DOWN, WIDE), *arrows, **rest) == {0: (100, y)}  # type: ignore[arg-type]


@pytest.mark.parametrize("left", [100, -200], ids=["left", "right"])
def test_a_label_on_a_level_arrow_leaves_a_boundary_s_side(left: float) -> None:
    assert placed((((0, 50), (200, 50)), NARROW), boundaries=(box(left, 0, 300, 100),)) == {0: (84, 50)}


@pytest.mark.parametrize(
    ("name", "enough"), [("shapes", 113), ("names", 116), ("boundaries", 113)], ids=["component", "name", "boundary"]
)
def test_a_label_has_some_free_ground_around_it(name: str, enough: float) -> None:
    """It reaches to 110."""
    for left, moves in ((enough, False), (enough - 0.1, True)):
        ((_, y),) = placed((DOWN, 20), **{name: (box(left, 0, 50, 140),)}).values()  # type: ignore[arg-type]
        assert (y != 120) == moves


def test_labels_have_free_ground_between_them() -> None:
    """Six; and an arrow three, from a label of another."""
    beside: Way = ((126, 20), (126, 220))
    assert placed((DOWN, 20), (beside, 20)) == {0: (100, 120), 1: (126, 120)}
    assert placed((DOWN, 20), (((125.9, 20), (125.9, 220)), 20)) != {0: (100, 120), 1: (125.9, 120)}
    assert placed((DOWN, 46), (beside, None)) == {0: (100, 120)}
    assert placed((DOWN, 20), (((80, 120), (87, 120)), None)) == {0: (100, 120)}
    assert placed((DOWN, 20), (((80, 120), (87.1, 120)), None)) == {0: (100, 104)}


def test_a_label_keeps_nine_from_its_own_arrow_s_corner() -> None:
    way = ((0, 0), (100, 0), (100, 40))
    assert placed((way, 42)) == {0: (70, 0)}
    assert placed((way, 42.2)) == {0: (62, 0)}


def test_a_label_keeps_away_from_an_arrow_s_ends() -> None:
    """Where its head is: this is the last place that is tried."""
    way = ((100, 0), (100, 188))
    assert placed((way, NARROW), shapes=(box(0, 35, 400, 400),)) == {0: (100, 22)}
    assert placed((way, NARROW), shapes=(box(0, 34.9, 400, 400),)) == {0: (100, 94)}


def test_a_label_inside_a_boundary_stays_where_it_is() -> None:
    """Only its lines are in the way."""
    assert placed((DOWN, NARROW), boundaries=(box(0, 0, 400, 400),)) == {0: (100, 120)}


def test_a_label_leaves_its_own_arrow_s_corner() -> None:
    assert placed((((20, 100), (120, 100), (120, 200)), NARROW)) == {0: (104, 100)}


def test_where_there_is_no_free_place_the_least_bad_one_is_taken() -> None:
    """And the nearest to the middle among those: a short arrow keeps its label."""
    assert placed((((100, 20), (100, 40)), NARROW), shapes=(box(0, 0, 400, 400),)) == {0: (100, 30)}


def test_an_arrow_that_goes_nowhere_keeps_its_label_too() -> None:
    assert placed((((100, 20), (100, 20)), NARROW)) == {0: (100, 20)}


def starts(*ways: Way, right: float = 300, shapes: tuple[Area, ...] = ()) -> tuple[float, ...]:
    """Where the name of a boundary from 40 to `right` begins."""
    return place_names(Ground(shapes, (), ways), [Name(40, right, 100, 98)])


def test_a_boundary_s_name_stands_in_its_corner() -> None:
    assert starts() == starts(((70, 0), (70, 60))) == (52,)


def test_a_boundary_s_name_lets_an_arrow_pass_where_there_is_room() -> None:
    assert starts(((70, 0), (70, 200))) == (76,)
    assert starts(((70, 0), (70, 200)), right=150) == (52,)


def test_a_boundary_s_name_leaves_a_component_rather_than_an_arrow() -> None:
    assert starts(((200, 0), (200, 200)), shapes=(box(20, 80, 80, 40),)) == (108,)


def test_a_name_covers_what_its_letters_reach() -> None:
    assert Name(40, 300, 100, 98).area(52) == Area(52, 82.5, 150, 104)


WAYS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=2, max_size=5).map(tuple)


@given(st.lists(st.tuples(WAYS, st.sampled_from([None, 13.3, 93.1])), max_size=6))
def test_every_label_stands_on_its_own_arrow_whatever_is_drawn(arrows: list[tuple[Way, float | None]]) -> None:
    found = placed(*arrows)
    assert list(found) == [n for n, (_, width) in enumerate(arrows) if width]
    for number, (x, y) in found.items():
        xs, ys = zip(*arrows[number][0], strict=True)
        assert min(xs) - 0.1 <= x <= max(xs) + 0.1
        assert min(ys) - 0.1 <= y <= max(ys) + 0.1
