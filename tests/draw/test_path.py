"""Shapes become path operators."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.draw import path
from materialgen.geometry import Box

Point = tuple[float, float]


def same(x: float, y: float) -> str:
    """Return a point as it is, in mm."""
    return f"{x!r} {y!r}"


def pieces(operators: str) -> list[tuple[str, list[Point]]]:
    """Return each operator of a path with its points."""
    found = []
    for match in re.finditer(r"((?:-?[\d.e+-]+ )*)([mlch])(?: |$)", operators):
        numbers = [float(one) for one in match[1].split()]
        found.append((match[2], list(zip(numbers[::2], numbers[1::2], strict=True))))
    return found


def on_curve(start: Point, one: Point, two: Point, end: Point, share: float) -> Point:
    """Return a point of a cubic Bézier."""
    weights = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
    corners = (start, one, two, end)
    return (
        sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)),
        sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)),
    )


@given(st.floats(-360, 360), st.floats(1, 360), st.floats(1, 100))
def test_an_arc_keeps_its_radius_and_ends(start: float, sweep: float, radius: float) -> None:
    """Every point of an arc is a radius from the centre, and it goes clockwise from 12 o'clock as far as it says."""
    parts = pieces(path.arc(50, 60, radius, start, sweep, same))
    here = parts[0][1][0]
    first = (50 + radius * math.sin(math.radians(start)), 60 - radius * math.cos(math.radians(start)))
    assert here == pytest.approx(first, abs=1e-6)
    for operator, points in parts[1:]:
        assert operator == "c"
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            x, y = on_curve(here, points[0], points[1], points[2], share)
            assert math.hypot(x - 50, y - 60) == pytest.approx(radius, rel=3e-4)
        here = points[2]
    end = math.radians(start + sweep)
    assert here == pytest.approx((50 + radius * math.sin(end), 60 - radius * math.cos(end)), abs=1e-6)


def test_a_quarter_hour_goes_from_twelve_to_three() -> None:
    """The direction is that of a clock."""
    parts = pieces(path.arc(0, 0, 10, 0, 90, same))
    assert parts[0][1][0] == pytest.approx((0, -10))
    assert parts[-1][1][-1] == pytest.approx((10, 0))


@given(st.floats(0, 50), st.floats(1, 80), st.floats(1, 80))
def test_a_rectangle_reaches_its_edges(radius: float, width: float, height: float) -> None:
    """With or without round corners, a rectangle is closed, stays inside its box and touches each edge."""
    box = Box(10, 20, width, height)
    parts = pieces(path.rectangle(box, radius, same))
    points = [point for _, some in parts for point in some]
    assert parts[0][0] == "m"
    assert parts[-1][0] == "h"
    assert min(x for x, _ in points) == pytest.approx(box.x)
    assert max(x for x, _ in points) == pytest.approx(box.right)
    assert min(y for _, y in points) == pytest.approx(box.y)
    assert max(y for _, y in points) == pytest.approx(box.bottom)
    assert ("c" in {operator for operator, _ in parts}) == (radius > 0)


def test_lines_and_curves_go_through_their_points() -> None:
    """A polyline begins with a move; Béziers take three points a piece."""
    assert pieces(path.polyline([(0, 1), (2, 3), (4, 5)], same)) == [("m", [(0, 1)]), ("l", [(2, 3)]), ("l", [(4, 5)])]
    points: list[Point] = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6)]
    assert pieces(path.beziers(points, same)) == [("m", points[:1]), ("c", points[1:4]), ("c", points[4:7])]
