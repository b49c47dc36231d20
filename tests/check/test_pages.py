"""Sizes, boxes and numbers of pages, and blank ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject

from materialgen.check import pages
from materialgen.geometry import A3, Box
from materialgen.typeset import Style
from tests.check.damage import Opened
from tests.check.drawn import built, codes, document, told, with_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from materialgen.check.built import Built
    from materialgen.draw import Page

SHEET = "07-diagram-a3.pdf"


def with_box(key: str, share: float, left: float = 0.0) -> Callable[[Opened], None]:
    """Return a damage that sets a box to a share of the page."""

    def damage(pdf: Opened) -> None:
        _, _, width, height = (float(side) for side in pdf.page(1)["/MediaBox"])
        box = [left, 0, left + width * share, height * share]
        pdf.page(1)[NameObject(key)] = ArrayObject([FloatObject(side) for side in box])

    return damage


def with_entry(key: str, value: float) -> Callable[[Opened], None]:
    """Return a damage that sets a number of the page."""
    return lambda pdf: pdf.page(1).__setitem__(NameObject(key), NumberObject(value))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (with_box("/MediaBox", 0.97), "MediaBox is 407.40 × 288.09 mm, not 420.00 × 297.00 mm as A3 is: 97.0 % of it"),
        (with_box("/MediaBox", 1 + 0.02 / 1190.55), "MediaBox"),
        (with_box("/MediaBox", 1, 10), "from 3.53, 0.00 mm"),
        (with_box("/CropBox", 0.9), "CropBox"),
        (with_box("/TrimBox", 0.9), "TrimBox"),
        (with_box("/BleedBox", 0.9), "BleedBox"),
        (with_entry("/Rotate", 90), "turned by 90 degrees"),
        (with_entry("/UserUnit", 2), "2 points"),
    ],
)
def test_a_wrong_size_is_found(kit: Built, damage: Callable[[Opened], None], said: str) -> None:
    """Every box, the rotation and the unit are those of the paper."""
    opened = Opened(kit.folder / SHEET)
    damage(opened)
    ((page, code, message),) = told(pages.check, with_file(kit, SHEET, opened.to_bytes()))
    assert (page, code) == (1, "wrong-size")
    assert said in message


def test_the_same_fault_of_many_pages_is_told_once() -> None:
    """A document on the wrong paper is one finding."""
    data = document(write, write, write, paper=A3)
    ((page, code, message),) = told(pages.check, built(data))
    assert (page, code) == (1, "wrong-size")
    assert "and 2 more pages" in message


def write(page: Page) -> None:
    """Put a text on a page."""
    page.text("Some words", Box(20, 20, 100, 10), Style("text", (12,)))


def decorate(page: Page) -> None:
    """Put a foot on a page."""
    page.text("foot", Box(20, 280, 100, 10), Style("text", (12,)), role=None)
    page.rect(Box(20, 20, 100, 100), fill=(0.9, 0.9, 0.9))


def draw(page: Page) -> None:
    """Draw a figure without words."""
    with page.figure("A square", Box(20, 20, 100, 100)):
        page.rect(Box(20, 20, 100, 100), fill=(0.9, 0.9, 0.9))


def test_a_blank_page_is_found() -> None:
    """A page with nothing but a foot is as blank as an empty one."""
    data = document(write, lambda page: page, decorate, draw, write)
    assert codes(pages.check, built(data)) == [(2, "blank-page"), (3, "blank-page"), (4, "blank-page")]


def test_anonymous_dots_on_labels_are_not_blank() -> None:
    """They have no numbers, and the page has no foot; a page without them is as blank as any."""
    kit = built(document(write, draw, decorate, lambda page: page))
    anonymous = replace(kit.plan.kit, dots=kit.plan.kit.dots.model_copy(update={"anonymous": True}))
    plan = replace(kit.plan, kit=anonymous, dots=replace(kit.plan.dots, on_labels=True))
    assert codes(pages.check, replace(kit, plan=plan)) == [(3, "blank-page"), (4, "blank-page")]


def test_a_wrong_number_of_pages_is_found(kit: Built) -> None:
    """A page that is missing or too much."""
    drawn = kit.fresh[SHEET]
    more = replace(drawn, printed=replace(drawn.printed, pages=drawn.printed.pages + 1))
    damaged = replace(with_file(kit, SHEET, drawn.data), fresh={SHEET: more})
    ((page, code, message),) = told(pages.check, damaged)
    assert (page, code, message) == (0, "wrong-page-count", "it has 1 page, not 2")
