"""Round-label sheets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.geometry import A4, LIVE_MARGIN, Box
from materialgen.geometry.labels import LabelPaper, LabelProduct
from materialgen.kit.labels import builtin_products

PRODUCTS = builtin_products()
NEARER = {"rayfilm-1818k"}
"""Products whose labels are nearer the edge than what is printed otherwise: a stated exception."""
GRID = LabelProduct("test", 20, 8, 12, 22.5, 22.5, 16.25, 14.75)


def discs(product: LabelProduct) -> list[Box]:
    """Return the box of each label."""
    radius = product.diameter / 2
    centres = [product.centre(row, column) for row in range(product.rows) for column in range(product.columns)]
    return [Box(x - radius, y - radius, product.diameter, product.diameter) for x, y in centres]


def test_the_first_product_has_a_column_of_twelve_dots_for_each_of_eight_participants() -> None:
    """Plain paper is cut along the grid of the built-in product that stands first."""
    first = next(iter(PRODUCTS.values()))
    assert (first.columns, first.rows, first.diameter, first.count) == (8, 12, 20, 96)


@pytest.mark.parametrize("name", PRODUCTS)
def test_labels_lie_on_the_paper_and_apart(name: str) -> None:
    """Every label lies inside the live area of A4, but for stated exceptions, and none overlaps another."""
    product = PRODUCTS[name]
    boxes = discs(product)
    assert len(boxes) == product.count
    assert all(A4.live.contains(box) for box in boxes) == (name not in NEARER)
    assert all(A4.box.inset(4).contains(box) for box in boxes)
    assert list(product.faults()) == []


@pytest.mark.parametrize("name", PRODUCTS)
def test_labels_stand_about_in_the_middle_of_the_sheet(name: str) -> None:
    """The margins left and right, above and below differ by a millimetre at most, as on the sheets that are sold."""
    boxes = discs(PRODUCTS[name])
    assert abs(min(box.x for box in boxes) - (A4.width - max(box.right for box in boxes))) <= 1.01
    assert abs(min(box.y for box in boxes) - (A4.height - max(box.bottom for box in boxes))) <= 1.01


@pytest.mark.parametrize("name", PRODUCTS)
def test_labels_can_be_cut_apart_as_cards(name: str) -> None:
    """Each label stands in the middle of its slot of the deck, so that squares can be cut from plain paper."""
    product = PRODUCTS[name]
    for row in range(product.rows):
        for column in range(product.columns):
            card = product.deck.card((row, column))
            assert (card.cx, card.cy) == pytest.approx(product.centre(row, column))


@pytest.mark.parametrize(
    ("change", "attribute", "reason"),
    [
        ({"pitch_x": 19.9}, "pitch.x", "labels of 20 mm overlap at a pitch of 19.9 mm"),
        ({"pitch_y": 19.9}, "pitch.y", "labels of 20 mm overlap at a pitch of 19.9 mm"),
        ({"columns": 9}, "first.x", "the last label ends at 216.25 mm, but the paper has 210 mm"),
        ({"y0": 30.0}, "first.y", "the last label ends at 297.5 mm, but the paper has 297 mm"),
        ({"diameter": 22.6, "pitch_y": 23}, "pitch.x", "labels of 22.6 mm overlap at a pitch of 22.5 mm"),
    ],
)
def test_an_impossible_sheet_says_why(change: dict[str, float], attribute: str, reason: str) -> None:
    """Labels that overlap or leave the paper are named by what is wrong."""
    assert list(GRID.faults()) == []
    assert list(replace(GRID, **change).faults()) == [(attribute, reason)]  # type: ignore[arg-type]  # numbers all


SIZES = st.floats(10, 40)


@given(SIZES, st.integers(1, 10), st.integers(1, 14), SIZES, SIZES, st.floats(0, 40), st.floats(0, 40))
def test_a_sheet_without_fault_has_its_labels_apart_and_on_the_paper(
    diameter: float, columns: int, rows: int, pitch_x: float, pitch_y: float, x0: float, y0: float
) -> None:
    """What is told about a sheet is what its labels do."""
    product = LabelProduct("test", diameter, columns, rows, pitch_x, pitch_y, x0, y0)
    faults = {name for name, _ in product.faults()}
    boxes = discs(product)
    on_paper = all(A4.box.contains(box, 1e-6) for box in boxes)
    assert on_paper == (not faults & {"first.x", "first.y"})
    if "pitch.x" not in faults and "pitch.y" not in faults:
        assert not any(one.overlaps(other) for one in boxes[:2] for other in boxes if one is not other)


def test_what_is_printed_beside_labels_keeps_to_the_live_area() -> None:
    """Head and foot of a label sheet stand inside what a printer can reach."""
    paper = LabelPaper("A4", 210.0, 297.0)
    assert paper.live.contains(paper.content)
    assert LIVE_MARGIN == 8
