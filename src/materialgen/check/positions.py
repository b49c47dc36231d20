"""Where things stand: in the live area, clear of cuts, clear of each other, and to be seen.

Text is judged by its ink: the tight boxes of the glyphs, not the line boxes that layouts reckon with. Cut lines are
known by their look: a straight line dashed like ``CUT_DASH`` or, on a page that has such a line, a solid one of
``MARK_WIDTH`` in ``MARK_COLOUR`` or ``MARK_GREY``, as the marks are that stand in the margins of a sheet of dots.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from materialgen.check.finding import found
from materialgen.check.reading import Extent
from materialgen.geometry import CUT_CLEARANCE, LIVE_MARGIN
from materialgen.geometry.tiles import TILES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.check.reading import Piece, ReadPage, Shape
    from materialgen.geometry.tiles import Tile

OVERLAP = 0.2
"""By how much glyphs of two text objects may share space, across and down, mm: less is rounding, or a hair that the
box of a slanting or round letter has beyond its ink."""
ROUNDING = 0.05
"""mm."""
CUT_DASH = (2.4, 1.6)
"""Dash and gap of cut lines, mm."""
MARK_WIDTH = 0.3
"""mm."""
MARK_COLOUR = (0x8A, 0x93, 0x9B)
MARK_GREY = (0x92, 0x92, 0x92)
"""The same without colour, as light."""
STRAIGHT = 2
"""How many operators draw a straight line."""
LONGEST = 40
"""How many characters of a text stand in a message."""

HINTS = {
    "outside-live-area": "printers leave the edges blank; print at 100 %, and let the layout keep 8 mm from each edge",
    "near-cut": "what stands near a cut is cut off by hand; let the layout keep 5 mm from it",
    "overlapping-text": "give each text a place of its own",
    "hidden-text": "draw the text after what it stands on, and in a colour of its own",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that stands where it must not.

    Attributes:
        code: The kind of problem.
        message: What is wrong and where.
    """

    code: str
    message: str


def check(built: Built) -> Iterator[Finding]:
    """Yield the faults of every page, those of a kind together."""
    for name, file in built.files.items():
        for page in file.pages:
            kinds: dict[str, list[str]] = {}
            tile = TILES[(page.number - 1) % len(TILES)] if built.documents[name].tiled else None
            for fault in faults(page, trimmed=built.press.bleed > 0, tile=tile):
                kinds.setdefault(fault.code, []).append(fault.message)
            for code, (first, *others) in kinds.items():
                more = f"; and {len(others)} more on this page" if others else ""
                yield found(built, code, first + more, name, page.number, hint=HINTS[code])


def faults(page: ReadPage, *, trimmed: bool = False, tile: Tile | None = None) -> Iterator[Fault]:
    """Yield the faults of a page; none for a sound one.

    Args:
        page: The page.
        trimmed: Whether it is trimmed, so that crop marks may stand around the sheet.
        tile: Which half of a worksheet it is, if it is one: what stands on both crosses the inner edge and the join.
    """
    for extent in page.doubles:
        yield Fault("overlapping-text", f"a text overlaps itself, drawn twice: {extent}")
    yield from _outside(page, tile, trimmed=trimmed)
    yield from _overlapping(page.pieces)
    yield from _crowding(page, tile)
    yield from _hidden(page)


def cuts(page: ReadPage) -> list[Shape]:
    """Return a page's cut lines."""
    lines = [one for one in page.shapes if one.segments == STRAIGHT and one.stroke is not None and one.fill is None]
    dashed = [one for one in lines if dashed_like_a_cut(one)]
    return [*dashed, *(one for one in lines if _looks_like_a_mark(one))] if dashed else []


def dashed_like_a_cut(line: Shape) -> bool:
    """Return whether a straight line has the dashes of a cut line."""
    return len(line.dash) == len(CUT_DASH) and all(
        abs(one - other) < ROUNDING for one, other in zip(line.dash, CUT_DASH, strict=True)
    )


def _looks_like_a_mark(line: Shape) -> bool:
    return not line.dash and abs(line.width - MARK_WIDTH) < ROUNDING / 2 and line.stroke in {MARK_COLOUR, MARK_GREY}


def _outside(page: ReadPage, tile: Tile | None, *, trimmed: bool) -> Iterator[Fault]:
    edge = LIVE_MARGIN - ROUNDING
    left, right = edge, page.width - edge
    if tile is not None:
        left, right = (left, inf) if tile.number == 1 else (-inf, right)
    live = Extent(left, edge, right, page.height - edge)
    sheet = Extent(0.0, 0.0, page.width, page.height)
    for piece in page.pieces:
        if not live.holds(piece.extent):
            yield Fault("outside-live-area", f"{_quoted(piece)} leaves the live area: {piece.extent}")
    known: set[int] | None = None
    for shape in page.shapes:
        spread = shape.width / 2 if shape.stroke is not None else 0.0
        if live.holds(shape.extent, -spread) or (trimmed and not sheet.shares(shape.extent, -ROUNDING)):
            continue
        known = {one.order for one in cuts(page)} if known is None else known
        if shape.order not in known:
            what = "an area" if shape.fill is not None else "a line"
            yield Fault("outside-live-area", f"{what} leaves the live area: {shape.extent}")


def _overlapping(pieces: Sequence[Piece]) -> Iterator[Fault]:
    active: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: one.extent.top):
        top = piece.extent.top + OVERLAP
        active = [one for one in active if one.extent.bottom > top]
        for other in active:
            if piece.extent.shares(other.extent, OVERLAP) and _collide(piece, other):
                yield Fault("overlapping-text", f"{_quoted(piece)} overlaps {_quoted(other)}: {piece.extent}")
        active.append(piece)


def _collide(piece: Piece, other: Piece) -> bool:
    """Return whether glyphs of two texts share space."""
    near = [one for one in other.glyphs if one.shares(piece.extent, OVERLAP)]
    return any(one.shares(two, OVERLAP) for one in piece.glyphs if one.shares(other.extent, OVERLAP) for two in near)


def _crowding(page: ReadPage, tile: Tile | None) -> Iterator[Fault]:
    reach = CUT_CLEARANCE - ROUNDING
    for cut in cuts(page):
        line = cut.extent
        if tile is not None and line.left == line.right and abs(line.left - tile.join) < ROUNDING:
            continue  # what stands there goes on beyond the join on the other half
        lies = line.right - line.left > line.bottom - line.top
        across, down = (0.0, reach) if lies else (reach, 0.0)
        zone = Extent(line.left - across, line.top - down, line.right + across, line.bottom + down)
        for piece in page.pieces:
            if piece.extent.shares(zone, 0.0) and any(glyph.shares(zone, 0.0) for glyph in piece.glyphs):
                yield Fault(
                    "near-cut",
                    f"{_quoted(piece)} is nearer than {CUT_CLEARANCE:g} mm to the cut at {line}: {piece.extent}",
                )


def _hidden(page: ReadPage) -> Iterator[Fault]:
    areas = [one for one in page.shapes if one.fill is not None]
    for piece in page.pieces:
        if not piece.visible:
            yield Fault("hidden-text", f"{_quoted(piece)} is invisible: {piece.extent}")
            continue
        for area in areas:
            if area.order < piece.order or not area.extent.shares(piece.extent, OVERLAP):
                continue
            if any(area.covers(*glyph.middle) for glyph in piece.glyphs):
                yield Fault("hidden-text", f"an area lies over {_quoted(piece)}: {area.extent}")
                break


def _quoted(piece: Piece) -> str:
    text = " ".join(piece.text.split())
    return f"'{text[:LONGEST]}…'" if len(text) > LONGEST + 1 else f"'{text}'"
