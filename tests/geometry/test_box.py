"""Rectangles in millimetres."""

from __future__ import annotations

from itertools import pairwise
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from materialgen.geometry import Box

LENGTHS = st.floats(0, 500)
PLACES = st.floats(-500, 500)
BOXES = st.builds(Box, PLACES, PLACES, LENGTHS, LENGTHS)
COUNTS = st.integers(1, 12)


def near(one: float, other: float) -> bool:
    """Return whether two lengths are equal but for rounding."""
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


def test_edges_and_centre() -> None:
    """The edges and the centre follow from place and size."""
    box = Box(10, 20, 30, 40)
    assert (box.right, box.bottom, box.cx, box.cy) == (40, 60, 25, 40)


@given(BOXES, LENGTHS)
def test_two_parts_of_a_box_fill_it(box: Box, length: float) -> None:
    """Top and what is below, foot and what is above, left and the rest meet at one edge and leave nothing out."""
    for upper, lower in ((box.top(length), box.below(length)), (box.above(length), box.foot(length))):
        assert near(upper.bottom, lower.y)
        assert near(upper.h + lower.h, box.h)
        assert (upper.y, upper.x, lower.x, upper.w, lower.w) == (box.y, box.x, box.x, box.w, box.w)
        assert near(lower.bottom, box.bottom)
    left, rest = box.left(length), box.rest(length)
    assert near(left.right, rest.x)
    assert near(left.w + rest.w, box.w)
    assert (left.x, left.y, rest.y, left.h, rest.h) == (box.x, box.y, box.y, box.h, box.h)
    assert near(rest.right, box.right)


@given(BOXES, LENGTHS, LENGTHS)
def test_no_part_of_a_box_has_a_negative_size(box: Box, one: float, other: float) -> None:
    """However much is taken away, width and height stay at zero or above."""
    parts = [box.inset(one), box.inset(one, other), box.top(one), box.below(one), box.foot(one), box.above(one)]
    parts += [box.left(one), box.rest(one)]
    assert all(part.w >= 0 and part.h >= 0 for part in parts)


@given(BOXES, COUNTS)
def test_columns_and_rows_share_a_box_equally(box: Box, count: int) -> None:
    """Columns run left to right and rows top to bottom, all equal, from edge to edge."""
    columns, rows = box.columns(count), box.rows(count)
    assert len(columns) == len(rows) == count
    assert (columns[0].x, rows[0].y) == (box.x, box.y)
    assert near(columns[-1].right, box.right)
    assert near(rows[-1].bottom, box.bottom)
    assert all(near(left.right, right.x) and near(left.w, right.w) for left, right in pairwise(columns))
    assert all(near(upper.bottom, lower.y) and near(upper.h, lower.h) for upper, lower in pairwise(rows))


@given(st.builds(Box, PLACES, PLACES, st.floats(200, 500), st.floats(200, 500)), COUNTS, st.floats(0, 15))
def test_gutters_stand_between_columns_and_rows_only(box: Box, count: int, gutter: float) -> None:
    """Neighbours are a gutter apart, and the outer edges stay."""
    columns, rows = box.columns(count, gutter), box.rows(count, gutter)
    assert all(near(right.x - left.right, gutter) for left, right in pairwise(columns))
    assert all(near(lower.y - upper.bottom, gutter) for upper, lower in pairwise(rows))
    assert near(columns[-1].right, box.right)
    assert near(rows[-1].bottom, box.bottom)


@given(BOXES, LENGTHS)
def test_a_smaller_box_lies_inside_and_a_larger_one_does_not(box: Box, length: float) -> None:
    """Inset shrinks on all sides by as much, and a negative inset undoes it where there was room."""
    if min(box.w, box.h) >= 2 * length:
        smaller = box.inset(length)
        assert box.contains(smaller)
        assert smaller.contains(box) == (length <= 0.01)
        back = smaller.inset(-length)
        assert all(map(near, (back.x, back.y, back.w, back.h), (box.x, box.y, box.w, box.h)))


@given(BOXES, PLACES, PLACES)
def test_moving_keeps_the_size(box: Box, dx: float, dy: float) -> None:
    """A moved box has the same size at another place."""
    assert box.moved(dx, dy) == Box(box.x + dx, box.y + dy, box.w, box.h)


@given(BOXES, BOXES)
def test_overlap_is_mutual_and_needs_common_ground(one: Box, other: Box) -> None:
    """Two boxes overlap exactly when they share more than the tolerance in both directions."""
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    assert one.overlaps(other) == other.overlaps(one)
    if width < 0 or height < 0:
        assert not one.overlaps(other)
    if min(width, height) > 0.02 and min(one.w, one.h, other.w, other.h) > 0.02:
        assert one.overlaps(other)


def test_boxes_that_share_an_edge_do_not_overlap() -> None:
    """Neighbours in a row touch without overlapping; a hair more and they do."""
    left, right = Box(0, 0, 10, 10), Box(10, 0, 10, 10)
    assert not left.overlaps(right)
    assert left.overlaps(right.moved(-0.1, 0))
    assert left.contains(left)
    assert not left.contains(left.moved(0.1, 0))
