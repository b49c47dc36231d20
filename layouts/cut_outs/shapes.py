"""The pages of needles and triangles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.geometry import Box
from materialgen.geometry.cards import Deck, place_groups
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import FOOTER
from materialgen.look.colour import NEUTRAL

from .parts import NEEDLES, SPARE_NEEDLES
from .words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Document, Page
    from materialgen.geometry import Paper
    from materialgen.geometry.cards import Placed
    from materialgen.layout import Job

    from .parts import Part
    from .words import TriangleWords

NEEDLE_MARGIN = 5.0
"""White around a needle, mm."""
NEEDLE_HEIGHT = 24.0
TRIANGLE = 38.0
"""Width of a triangle, mm."""
TRIANGLE_COLUMNS, TRIANGLE_ROWS, TRIANGLE_HEIGHT = 4, 4, 42.0
HEADING = 16.0
"""From the top of a part's heading to its first cut, mm."""
SPACE = 8.0
"""From the last cut of a part to the next heading, mm."""


def triangle_sheets(job: Job, parts: dict[str, Part]) -> list[list[Placed]]:
    """Return the pages of triangles, a set for each principle; one without triangles if there are only needles."""
    if "triangles" not in parts:
        return [[]] if "needle" in parts else []
    part = parts["triangles"]
    return place_groups([part.each + part.spare] * job.plan.group.rounds, TRIANGLE_COLUMNS, TRIANGLE_ROWS)


def draw_shapes(
    doc: Document, job: Job, paper: Paper, parts: dict[str, Part], placed: Sequence[Placed], *, needles: bool
) -> None:
    """Draw a page of triangles; the needles stand over those of the first."""
    page, words = doc.page(paper), job.words(Words)
    area = paper.content.above(FOOTER)
    count = NEEDLES + SPARE_NEEDLES
    if needles and "needle" in parts and words.needle is not None:
        with page.tag("Sect"):
            _part_heading(page, parts["needle"], area)
            width = signs.NEEDLE_REACH + signs.NEEDLE_RADIUS + 2 * NEEDLE_MARGIN
            deck = Deck(Box(area.x, area.y + HEADING, width, count * NEEDLE_HEIGHT), 1, count)
            _needles(page, deck, words.needle.alt)
    if placed and words.triangles is not None:
        rest = area.below(HEADING + count * NEEDLE_HEIGHT + SPACE)
        with page.tag("Sect"):
            _part_heading(page, parts["triangles"], rest)
            block = rest.below(HEADING).top(TRIANGLE_ROWS * TRIANGLE_HEIGHT)
            _triangles(
                page, Deck(block, TRIANGLE_COLUMNS, TRIANGLE_ROWS), placed, parts["triangles"].each, words.triangles
            )
    signs.ruler(page, area.x, area.bottom - 1.5, words.ruler)


def _part_heading(page: Page, part: Part, box: Box) -> None:
    badge, line = 9.0, box.top(9.0)
    with page.tag("H2"):
        if part.step.number is not None:
            signs.numeral_badge(page, line.x + badge / 2, line.cy, badge, part.step.number, NEUTRAL, role="Span")
            line = line.rest(badge + 4)
        page.text(part.words.heading, line, scale.A4_HEADING, role="Span", valign="middle", place="a part's heading")


def _needles(page: Page, deck: Deck, alt: str) -> None:
    slots = [(row, 0) for row in range(deck.rows)]
    signs.cut_lines(page, deck.cut_lines(slots))
    for slot in slots:
        box = deck.card(slot)
        with page.figure(alt, box):
            signs.needle(page, box.x + NEEDLE_MARGIN + signs.NEEDLE_RADIUS, box.cy, angle=90)
        page.document.parts["needles"] += 1


def _triangles(page: Page, deck: Deck, placed: Sequence[Placed], each: int, words: TriangleWords) -> None:
    signs.cut_lines(page, deck.cut_lines([one.slot for one in placed]))
    for one in placed:
        box, number = deck.card(one.slot), one.index + 1
        spare = number > each
        with page.figure(words.spare_alt if spare else words.alt.fill(number=number), box):
            signs.warning(page, box.cx, box.cy, TRIANGLE, number="" if spare else str(number))
        page.document.parts["triangles"] += 1
