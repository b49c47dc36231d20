"""How much ink pages take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from materialgen.check import ink
from materialgen.draw import Stroke
from materialgen.geometry import A4, Box
from materialgen.look.colour import INK, WHITE
from materialgen.typeset import Style
from tests.check.drawn import built, codes, document

if TYPE_CHECKING:
    from materialgen.draw import Page

BLACK = (0.0, 0.0, 0.0)


def test_ink_is_measured() -> None:
    """White needs none, black all, and half a page of grey a quarter."""
    assert ink.coverage(Image.new("L", (20, 20), 255)) == 0
    assert ink.coverage(Image.new("L", (20, 20), 0)) == 1
    half = Image.new("L", (20, 20), 255)
    half.paste(128, (0, 0, 10, 20))
    assert ink.coverage(half) == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize(("share", "found"), [(0.14, []), (0.16, [(1, "too-much-ink")])])
def test_too_much_ink_is_found(share: float, found: list[tuple[int, str]]) -> None:
    """A black area of more than 15 % of the page is found, a little less is not."""

    def area(page: Page) -> None:
        page.rect(Box(20, 20, 150, A4.width * A4.height * share / 150), fill=BLACK)

    assert codes(ink.check, built(document(area))) == found


def test_hairlines_count_for_no_more_than_they_are() -> None:
    """Lines of 0.25 mm every 2 mm cover an eighth of the page, although their pixels are wider."""

    def ruled(page: Page) -> None:
        for index in range(140):
            page.line(0, 2 * index + 5, A4.width, 2 * index + 5, Stroke(0.25, BLACK))

    assert codes(ink.check, built(document(ruled))) == []


def test_a_page_that_renders_blank_is_found() -> None:
    """Text that is white, or lies under a white area, is text for readers, but a blank page for people."""
    text = Style("text", (12,))

    def white(page: Page) -> None:
        page.text("Some words", Box(20, 20, 100, 10), text.but(colour=WHITE))

    def covered(page: Page) -> None:
        page.text("Some words", Box(20, 20, 100, 10), text)
        page.rect(Box(10, 10, 190, 270), fill=WHITE)

    def sound(page: Page) -> None:
        page.text("Some words " * 20, Box(20, 20, 150, 100), text.but(colour=INK))

    assert codes(ink.check, built(document(white, covered, sound))) == [(1, "blank-page"), (2, "blank-page")]
