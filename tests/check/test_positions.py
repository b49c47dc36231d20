"""Where things stand on pages; tests/stress/test_readback.py proves the same of each rule about texts and cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.check import positions
from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.geometry.cards import Line
from materialgen.look import signs
from materialgen.look.colour import INK, MID, WHITE
from materialgen.typeset import Style
from tests.check.drawn import built, codes, document, told

if TYPE_CHECKING:
    from materialgen.draw import Page

TEXT = Style("text", (12,))


def write(page: Page, text: str = "Some words", x: float = 20, y: float = 20) -> None:
    """Put a text on a page, with the corner of its box in mm."""
    page.text(text, Box(x, y, 100, 10), TEXT)


def test_faults_of_a_kind_on_a_page_are_told_together() -> None:
    """A page that was moved is one finding, not one for each of its lines, and names the first."""

    def moved(page: Page) -> None:
        for line in range(10):
            write(page, f"Line {line}", 3, 20 + 8 * line)

    ((page, code, message),) = told(positions.check, built(document(write, moved)))
    assert (page, code) == (2, "outside-live-area")
    assert "'Line 0'" in message
    assert "and 9 more" in message


def test_kinds_of_faults_are_told_apart() -> None:
    """A text near a cut, and two that collide, have codes of their own."""

    def crowded(page: Page) -> None:
        write(page)
        page.cut([Line(10, 21, 200, 21)], signs.CUT)

    def collided(page: Page) -> None:
        write(page, "gggg")
        write(page, "ÅÅÅÅ", y=22)

    assert codes(positions.check, built(document(crowded, collided))) == [(1, "near-cut"), (2, "overlapping-text")]


@pytest.mark.parametrize(
    "edge", [Line(5, 50, 60, 50), Line(150, 50, 207, 50), Line(50, 5, 50, 90), Line(50, 250, 50, 293)]
)
def test_shapes_outside_the_live_area_are_found(edge: Line) -> None:
    """A line that leaves the live area at any edge is found, unless it is a cut line, which may run out."""

    def ruled(page: Page) -> None:
        write(page)
        page.line(edge.x0, edge.y0, edge.x1, edge.y1, Stroke(0.5, INK))

    def cut(page: Page) -> None:
        write(page, y=120)
        page.cut([edge], signs.CUT)

    assert codes(positions.check, built(document(ruled))) == [(1, "outside-live-area")]
    assert codes(positions.check, built(document(cut))) == []


def test_half_the_width_of_a_line_counts() -> None:
    """A rectangle just inside the live area leaves it with a wide line, and does not without."""

    def framed(page: Page, stroke: Stroke | None) -> None:
        page.rect(Box(8, 100, 50, 50), fill=MID, stroke=stroke)

    assert codes(positions.check, built(document(lambda page: framed(page, None)))) == []
    wide = document(lambda page: framed(page, Stroke(1, INK)))
    assert codes(positions.check, built(wide)) == [(1, "outside-live-area")]


def test_hidden_texts_are_found() -> None:
    """A text under an area is found; one on top of it is not, nor one under no more than a corner of a circle's box."""

    def page_with(area_last: bool, *, circle: bool = False) -> bytes:  # noqa: FBT001 - the order is the point
        def draw(page: Page) -> None:
            if area_last:
                write(page)
            if circle:
                page.circle(62, 62, 40, fill=WHITE)
            else:
                page.rect(Box(15, 15, 60, 20), fill=WHITE)
            if not area_last:
                write(page)

        return document(draw)

    assert codes(positions.check, built(page_with(area_last=True))) == [(1, "hidden-text")]
    assert codes(positions.check, built(page_with(area_last=False))) == []
    assert codes(positions.check, built(page_with(area_last=True, circle=True))) == []


def test_invisible_texts_are_found() -> None:
    """A text that is there for readers but not painted is found."""

    def invisible(page: Page) -> None:
        write(page)
        page._ops[-1] = page._ops[-1].replace("BT\n", "BT\n3 Tr\n")

    assert codes(positions.check, built(document(invisible))) == [(1, "hidden-text")]
