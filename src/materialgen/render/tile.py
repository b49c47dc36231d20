"""Worksheets on two sheets of A4: what tells the person with scissors and glue which half is which and where to cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.draw.tiling import tile_document
from materialgen.geometry import A4, LIVE_MARGIN, MARGIN, Box
from materialgen.geometry.cards import Line
from materialgen.geometry.tiles import EDGE, JOINED, TILES
from materialgen.kit.text import compose
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.colour import INK, MID
from materialgen.problems import MaterialgenInternalError

if TYPE_CHECKING:
    from materialgen.draw import Document, Page
    from materialgen.geometry.tiles import Tile
    from materialgen.layout import Job

_HEAD = Box(LIVE_MARGIN, LIVE_MARGIN - 0.2, A4.width - 2 * LIVE_MARGIN, MARGIN - LIVE_MARGIN)
"""The margin over the sheet, where the halves are named."""
_NAME = scale.FOOTER.at(8.5).but(colour=INK)
_HATCH = Stroke(0.2, MID)
_TICK = Stroke(0.3, INK)


def tile(doc: Document, job: Job) -> None:
    """Make two pages of A4 of each page of a document, and name them.

    Raises:
        MaterialgenInternalError: The layout has drawn on another paper than the job's.
    """
    if any(page.paper != JOINED for page in doc.pages):
        message = f"the layout '{job.sheet.layout}' must draw on 'job.paper', which may be two sheets of A4"
        raise MaterialgenInternalError(message)
    whole = len(doc.pages)
    tile_document(doc)
    for index, page in enumerate(doc.pages):
        _name(page, job, TILES[index % len(TILES)], index // len(TILES) + 1 if whole > 1 else None)


def _name(page: Page, job: Job, part: Tile, number: int | None) -> None:
    """Name a half in its head, with the page's number if the sheet has several, and show where to cut or glue."""
    words, labels, principle = job.kit.words.tiles, job.kit.words.labels, job.document.principle
    assert words is not None  # noqa: S101 - the plan has seen to it
    side = words.left if part.number == 1 else words.right
    names = [f"{job.document.number:02d} {job.document.name}", f"{side} {part.number}/{len(TILES)}"]
    if principle is not None:
        names.insert(1, f"{labels.principle} {principle.number}")
    if number is not None:
        names.insert(1, f"{labels.page} {number}")
    name = compose(" · ".join(names), job.sheet.words.name, labels.principle, labels.page, side)
    if part.number == 1:
        page.text(name, _HEAD.left(140), _NAME, role=None, valign="middle", place="the name of a half")
        page.text(words.glue, _HEAD.rest(140), _NAME, role=None, valign="middle", align="right", place="the glue edge")
        _glue_edge(page, part.join)
    else:
        clear = part.join + 6
        page.text(words.cut, _HEAD.rest(clear - _HEAD.x).left(60), _NAME, role=None, valign="middle", place="the cut")
        page.text(name, _HEAD.rest(70), _NAME, role=None, valign="middle", align="right", place="the name of a half")
        page.cut([Line(part.join, LIVE_MARGIN, part.join, A4.height - LIVE_MARGIN)], signs.CUT)


def _glue_edge(page: Page, join: float) -> None:
    """Hatch the strip that disappears under the other half, over and under what is drawn."""
    height = MARGIN - LIVE_MARGIN - 0.8
    for top in (LIVE_MARGIN + 0.4, A4.height - MARGIN + 0.4):
        page.line(join, top, join, top + height, _TICK)
        for step in range(3):
            page.line(join, top + step + 1, A4.width - EDGE, top + step, _HATCH)
