"""Paper, margins and the grid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.geometry import A3, A4, GUTTER, LIVE_MARGIN, MARGIN, PAPERS, Box, Grid, Paper, mm, pt
from tests.geometry.test_box import near

GRIDS = st.builds(Grid, st.just(A3.content), st.integers(1, 24), st.floats(0, 8))


def test_papers_have_their_iso_sizes() -> None:
    """A3 lies and A4 stands, in the millimetres of ISO 216 and the points that a printer needs."""
    assert (A3.width, A3.height, A4.width, A4.height) == (420, 297, 210, 297)
    assert [round(pt(one), 2) for one in (A3.width, A3.height, A4.width)] == [1190.55, 841.89, 595.28]
    assert set(PAPERS) == {"A3", "A4"}


@given(st.floats(-1e4, 1e4))
def test_millimetres_and_points_are_each_others_inverse(length: float) -> None:
    """Going to points and back loses nothing."""
    assert near(mm(pt(length)), length)
    assert near(pt(25.4), 72)


@pytest.mark.parametrize("paper", [A3, A4, A3.turned(), A4.turned()])
def test_content_keeps_its_margins(paper: Paper) -> None:
    """Content lies inside the live area, which lies inside the paper, by the same margin on all sides."""
    assert paper.box == Box(0, 0, paper.width, paper.height)
    for area, margin in ((paper.live, LIVE_MARGIN), (paper.content, MARGIN)):
        assert (area.x, area.y, paper.width - area.right, paper.height - area.bottom) == (margin,) * 4
    assert LIVE_MARGIN >= 8
    assert MARGIN >= 12


def test_turning_twice_is_turning_back() -> None:
    """The other orientation has the same name and swapped sides."""
    assert (A3.turned().width, A3.turned().height, A3.turned().name) == (297, 420, "A3")
    assert A3.turned().turned() == A3


@given(GRIDS, st.data())
def test_spans_lie_on_the_grid(grid: Grid, data: st.DataObject) -> None:
    """A span is its columns and the gutters between them, and reaches from edge to edge when it has all columns."""
    first = data.draw(st.integers(0, grid.columns - 1))
    count = data.draw(st.integers(1, grid.columns - first))
    span = grid.span(first, count)
    assert near(span.w, count * grid.column_width + (count - 1) * grid.gutter)
    assert grid.box.contains(span, 1e-6)
    assert near(span.x, grid.span(first, 1).x)
    assert near(span.right, grid.span(first + count - 1, 1).right)
    whole = grid.span(0, grid.columns)
    assert near(whole.x, grid.box.x)
    assert near(whole.right, grid.box.right)


@given(st.integers(1, 11))
def test_neighbouring_spans_are_a_gutter_apart(count: int) -> None:
    """Two spans that fill the grid leave exactly a gutter between them."""
    grid = Grid(A3.content)
    left, right = grid.span(0, count), grid.span(count, grid.columns - count)
    assert near(right.x - left.right, GUTTER)


@pytest.mark.parametrize(("first", "count"), [(-1, 2), (0, 0), (0, 13), (12, 1), (6, 7)])
def test_a_span_outside_the_grid_is_refused(first: int, count: int) -> None:
    """A layout cannot leave the grid by accident."""
    with pytest.raises(ValueError, match="are not in a grid of 12"):
        Grid(A3.content).span(first, count)
