"""Round-label sheets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from materialgen.geometry import A4, LIVE_MARGIN, Box
from materialgen.kit.labels import builtin_products

if TYPE_CHECKING:
    from materialgen.geometry.labels import LabelProduct

BUILTIN = builtin_products()
PRODUCTS = list(BUILTIN.values())
NEARER = {"Rayfilm 1818K"}
"""Products whose labels are nearer the edge than what is printed otherwise: a stated exception."""


def discs(product: LabelProduct) -> list[Box]:
    """Return the box of each label."""
    radius = product.diameter / 2
    centres = [product.centre(row, column) for row in range(product.rows) for column in range(product.columns)]
    return [Box(x - radius, y - radius, product.diameter, product.diameter) for x, y in centres]


def test_the_known_products_are_found() -> None:
    """The control: the tests below look at every built-in product."""
    assert list(BUILTIN) == ["endisch-6500020x", "rayfilm-1818k", "rayfilm-2525k"]


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda one: one.name)
def test_labels_lie_on_the_paper_and_apart(product: LabelProduct) -> None:
    """Every label lies inside the live area of A4, but for stated exceptions, and none overlaps another."""
    boxes = discs(product)
    assert len(boxes) == product.columns * product.rows
    inside = [A4.live.contains(box) for box in boxes]
    assert all(inside) == (product.name not in NEARER)
    assert all(A4.box.inset(4).contains(box) for box in boxes)
    assert product.pitch_x >= product.diameter
    assert product.pitch_y >= product.diameter


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda one: one.name)
def test_labels_stand_about_in_the_middle_of_the_sheet(product: LabelProduct) -> None:
    """The margins left and right, above and below differ by a millimetre at most, as on the sheets that are sold."""
    boxes = discs(product)
    assert abs(min(box.x for box in boxes) - (A4.width - max(box.right for box in boxes))) <= 1.01
    assert abs(min(box.y for box in boxes) - (A4.height - max(box.bottom for box in boxes))) <= 1.01


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda one: one.name)
def test_labels_can_be_cut_apart_as_cards(product: LabelProduct) -> None:
    """Each label stands in the middle of its slot of the deck, so that squares can be cut from plain paper."""
    for row in range(product.rows):
        for column in range(product.columns):
            card = product.deck.card((row, column))
            assert (card.cx, card.cy) == pytest.approx(product.centre(row, column))


def test_eight_participants_fit_on_one_sheet() -> None:
    """The first product has a column of twelve for each of eight participants."""
    first = PRODUCTS[0]
    assert (first.columns, first.rows, first.diameter) == (8, 12, 20)
    assert LIVE_MARGIN == 8


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, []),
        ({"pitch_x": 19.9}, ["pitch.x"]),
        ({"pitch_y": 10.0}, ["pitch.y"]),
        ({"x0": 40.0}, ["first.x"]),
        ({"rows": 13}, ["first.y"]),
        ({"diameter": 30.0}, ["pitch.x", "pitch.y"]),
    ],
)
def test_an_impossible_sheet_says_what_is_wrong(changes: dict[str, Any], faults: list[str]) -> None:
    """Labels that overlap or leave the paper are named by the length that is wrong; a real sheet has no fault."""
    assert [name for name, _ in replace(PRODUCTS[0], **changes).faults()] == faults
